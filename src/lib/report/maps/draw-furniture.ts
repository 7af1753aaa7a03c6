import { figure } from '../figures.ts';
import type { Pen } from '../pen.ts';
import type { DrawnMap } from './drawn-map.ts';
import { setFont } from './text.ts';

const INK = '#1c2321';

/** A bar: its length on the ground and on the page. */
export interface ScaleBar {
  metres: number;
  lengthPt: number;
}

/** The longest round length (1, 2 or 5 and noughts) that is at most so many points long at a scale. */
export function roundLength(metresPerPt: number, mostPt: number): ScaleBar {
  const most = metresPerPt * mostPt;
  const power = 10 ** Math.floor(Math.log10(most) + 1e-9);
  const metres = ([5, 2, 1].find((step) => step * power <= most * (1 + 1e-9)) ?? 1) * power;
  return { metres, lengthPt: metres / metresPerPt };
}

/** A scale bar of a round length in four parts; `x`, `y` are its left and lower end, its height is about 16 points. */
export function drawScaleBar(
  pen: Pen,
  drawn: Pick<DrawnMap, 'metresPerPt' | 'size' | 'say'>,
  x: number,
  y: number
): ScaleBar {
  const { metresPerPt, size, say } = drawn;
  const bar = roundLength(metresPerPt, 110 * size);
  const high = 3.2 * size;
  const quarter = bar.lengthPt / 4;
  // Lines of the map would run through the figures.
  pen.fillStyle = 'rgba(255,255,255,0.82)';
  pen.fillRect(x - 4 * size, y - 17 * size, bar.lengthPt + 32 * size, 20 * size);
  pen.fillStyle = '#ffffff';
  pen.strokeStyle = INK;
  pen.lineWidth = 0.6 * size;
  pen.fillRect(x, y - high, bar.lengthPt, high);
  pen.strokeRect(x, y - high, bar.lengthPt, high);
  pen.fillStyle = INK;
  pen.fillRect(x, y - high, quarter, high);
  pen.fillRect(x + 2 * quarter, y - high, quarter, high);
  const isKm = bar.metres >= 1000;
  const label = (metres: number) => figure(isKm ? metres / 1000 : metres, 'number');
  const unit = say(isKm ? 'kilometres' : 'metres');
  setFont(pen, 7 * size);
  pen.textBaseline = 'alphabetic';
  const base = y - high - 2.4 * size;
  for (const [share, text] of [
    [0, '0'],
    [0.5, label(bar.metres / 2)],
    [1, label(bar.metres)]
  ] as const) {
    pen.textAlign = share === 0 ? 'left' : 'center';
    haloed(pen, text, x + share * bar.lengthPt, base, 7 * size);
  }
  pen.textAlign = 'left';
  haloed(pen, ` ${unit}`, x + bar.lengthPt + pen.measureText(label(bar.metres)).width / 2, base, 7 * size);
  return bar;
}

/** A north arrow; `x` is its middle, `y` its top, its height is 26 points at size 1. */
export function drawNorth(pen: Pen, drawn: Pick<DrawnMap, 'size' | 'say'>, x: number, y: number): void {
  const { size, say } = drawn;
  const top = y + 9 * size;
  const half = (side: 1 | -1) => {
    pen.beginPath();
    pen.moveTo(x, top);
    pen.lineTo(x + side * 5.5 * size, top + 17 * size);
    pen.lineTo(x, top + 13 * size);
    pen.closePath();
  };
  pen.lineJoin = 'miter';
  pen.strokeStyle = INK;
  pen.lineWidth = 0.6 * size;
  half(1);
  pen.fillStyle = '#ffffff';
  pen.fill();
  pen.stroke();
  half(-1);
  pen.fillStyle = INK;
  pen.fill();
  pen.stroke();
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  setFont(pen, 8.5 * size, 700);
  haloed(pen, say('north'), x, y + 7.4 * size, 8.5 * size);
}

function haloed(pen: Pen, text: string, x: number, y: number, sizePt: number): void {
  pen.lineJoin = 'round';
  pen.strokeStyle = 'rgba(255,255,255,0.9)';
  pen.lineWidth = sizePt * 0.3;
  pen.strokeText(text, x, y);
  pen.fillStyle = INK;
  pen.fillText(text, x, y);
}
