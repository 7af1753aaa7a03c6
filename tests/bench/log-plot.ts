/** A row of a plot: pairs of size and time, each above 0. */
export interface Series {
  name: string;
  points: [size: number, time: number][];
}

export interface LogPlot {
  title: string;
  xTitle: string;
  yTitle: string;
  series: Series[];
}

const WIDTH = 560;
const HEIGHT = 360;
const [LEFT, RIGHT, TOP, BOTTOM] = [70, 40, 60, 52];
/** Told apart by those who see no red or green too (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#444444', '#009e73'];

/** The line through the logarithms (base 10) of points by least squares; needs two different sizes. */
export function fitExponent(points: Series['points']): { slope: number; at0: number } {
  const logs = points.map(([x, y]) => [Math.log10(x), Math.log10(y)]);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const slope = over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return { slope, at0: meanY - slope * meanX };
}

interface Axis {
  from: number;
  to: number;
  ticks: number[];
}

/** From a round number below the least to one above the most; 1, 2, 5 where that leaves few enough, else powers of ten. */
function axisFor(values: number[]): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const rounds: number[] = [];
  const steps = most / least > 200 ? [1] : [1, 2, 5];
  for (let power = Math.floor(Math.log10(least)) - 1; power <= Math.ceil(Math.log10(most)) + 1; power++)
    for (const step of steps) rounds.push(step * 10 ** power);
  const first = rounds.findLastIndex((round) => round <= least * 1.0001);
  const last = rounds.findIndex((round) => round >= most * 0.9999);
  return { from: rounds[first], to: rounds[last], ticks: rounds.slice(first, last + 1) };
}

const number = (value: number): string =>
  value >= 1 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(1)));
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** An SVG of time against size, both logarithmic, a fitted line with its exponent for each row that has two sizes or more. */
export function drawLogPlot({ title, xTitle, yTitle, series }: LogPlot): string {
  const points = series.flatMap((row) => row.points);
  const xAxis = axisFor(points.map(([x]) => x));
  const yAxis = axisFor(points.map(([, y]) => y));
  const share = (value: number, { from, to }: Axis): number => Math.log(value / from) / Math.log(to / from);
  const px = (x: number): string => (LEFT + share(x, xAxis) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const py = (y: number): string => (HEIGHT - BOTTOM - share(y, yAxis) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const [right, foot] = [WIDTH - RIGHT, HEIGHT - BOTTOM];
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${LEFT}" y="22" font-size="15" font-weight="bold" fill="#222">${escape(title)}</text>`
  ];
  for (const tick of xAxis.ticks)
    parts.push(
      `<path d="M${px(tick)} ${TOP}V${foot}" stroke="#ddd"/>`,
      `<text x="${px(tick)}" y="${foot + 16}" text-anchor="middle" fill="#444">${number(tick)}</text>`
    );
  for (const tick of yAxis.ticks)
    parts.push(
      `<path d="M${LEFT} ${py(tick)}H${right}" stroke="#ddd"/>`,
      `<text x="${LEFT - 6}" y="${(Number(py(tick)) + 4).toFixed(1)}" text-anchor="end" fill="#444">${number(tick)}</text>`
    );
  parts.push(
    `<path d="M${LEFT} ${TOP}V${foot}H${right}" fill="none" stroke="#222"/>`,
    `<text x="${(LEFT + right) / 2}" y="${HEIGHT - 12}" text-anchor="middle" fill="#222">${escape(xTitle)}</text>`,
    `<text transform="translate(16 ${(TOP + foot) / 2}) rotate(-90)" text-anchor="middle" fill="#222">${escape(yTitle)}</text>`
  );
  series.forEach((row, k) => {
    if (row.points.length > 1)
      parts.push(...drawRow(row, COLOURS[k % COLOURS.length], k, px, py, series.length));
  });
  return [...parts, '</svg>', ''].join('\n');
}

function drawRow(
  { name, points }: Series,
  colour: string,
  k: number,
  px: (x: number) => string,
  py: (y: number) => string,
  rows: number
): string[] {
  const { slope, at0 } = fitExponent(points);
  const sizes = points.map(([x]) => x);
  const ends = [Math.min(...sizes), Math.max(...sizes)];
  const [from, to] = ends.map((x) => `${px(x)} ${py(10 ** (at0 + slope * Math.log10(x)))}`);
  const at = LEFT + k * ((WIDTH - LEFT - RIGHT) / Math.max(rows, 2));
  return [
    `<path d="M${from}L${to}" stroke="${colour}" stroke-width="1.5" stroke-dasharray="5 3"/>`,
    ...points.map(([x, y]) => `<circle cx="${px(x)}" cy="${py(y)}" r="4" fill="${colour}"/>`),
    `<circle cx="${at + 5}" cy="42" r="4" fill="${colour}"/>`,
    `<text x="${at + 13}" y="46" font-size="11" fill="${colour}">${escape(name)} n^${slope.toFixed(2)}</text>`
  ];
}
