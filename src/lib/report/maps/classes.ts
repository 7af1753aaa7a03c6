import { ckmeans } from 'simple-statistics';

/** How a legend cuts values into classes; `own`: at the edges that the figures bring along, those of the standard. */
export const CLASS_METHODS = ['own', 'quantile', 'equal', 'natural'] as const;
export type ClassMethod = (typeof CLASS_METHODS)[number];

/** Fewest and most classes that a legend can be asked for. */
export const LEAST_CLASSES = 3;
export const MOST_CLASSES = 7;

/**
 * Inner edges of at most `count` classes, ascending; a value at an edge belongs to the class above. NaN and ±Infinity are left
 * out. Fewer where values are equal: no class is empty but with `equal`; none without two different values.
 */
export function findEdges(
  values: Float64Array,
  method: Exclude<ClassMethod, 'own'>,
  count: number
): number[] {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  if (sorted.length === 0 || sorted[0] === sorted[sorted.length - 1]) return [];
  const edges = { quantile: quantileEdges, equal: equalEdges, natural: naturalEdges }[method](sorted, count);
  return rising(edges, sorted[0]);
}

/** Classes of as many values each as may be; equal values stay in one class. */
function quantileEdges(sorted: Float64Array, count: number): number[] {
  return range(count - 1).map((i) => sorted[Math.ceil(((i + 1) * sorted.length) / count)] ?? NaN);
}

function equalEdges(sorted: Float64Array, count: number): number[] {
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  return range(count - 1).map((i) => least + ((i + 1) * (most - least)) / count);
}

/** Least squares within the classes (Jenks), exact: Wang and Song (2011), Ckmeans.1d.dp. */
function naturalEdges(sorted: Float64Array, count: number): number[] {
  let different = 1;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) different++;
  const groups = ckmeans(Array.from(sorted), Math.min(count, different));
  return groups.slice(1).map(([first]) => first);
}

/**
 * Edges rounded to whole `step`s, so that what is shown is what is meant: downwards, so that the value at an edge stays above
 * it. Edges that fall together or to the least value are one fewer.
 */
export function roundEdges(edges: readonly number[], step: number, least: number): number[] {
  // A step below 1 is divided by as a whole number: 0.7 / 0.001 is 699.99….
  const perOne = Math.round(1 / step);
  const down = (edge: number) =>
    step < 1 ? Math.floor(edge * perOne + 1e-9) / perOne : Math.floor(edge / step + 1e-9) * step;
  return rising(edges.map(down), least);
}

/** Edges at the same distance on both sides of 0, of values that differ from it either way. */
export function findEdgesAroundZero(
  values: Float64Array,
  method: Exclude<ClassMethod, 'own'>,
  count: number,
  step: number
): number[] {
  const both = new Float64Array(values.length * 2);
  both.set(values);
  values.forEach((value, i) => (both[values.length + i] = -value));
  const above = findEdges(both, method, count).filter((edge) => edge > step / 2);
  const rounded = rising(
    above.map((edge) => Math.max(1, Math.round(edge / step)) * step),
    0
  );
  // An even number of classes meets at 0.
  const middle = count % 2 === 0 ? [0] : [];
  return rounded.length === 0 ? [] : [...rounded.map((edge) => -edge).reverse(), ...middle, ...rounded];
}

const range = (count: number) => Array.from({ length: Math.max(0, count) }, (_, i) => i);

/** Those of ascending numbers that are greater than the one before and than `least`. */
function rising(edges: readonly number[], least: number): number[] {
  const kept: number[] = [];
  for (const edge of edges) if (edge > (kept[kept.length - 1] ?? least)) kept.push(edge);
  return kept;
}

/** Class of a value, 0 for the lowest; −1 for NaN. */
export function classOf(value: number, edges: readonly number[]): number {
  if (Number.isNaN(value)) return -1;
  let at = 0;
  while (at < edges.length && value >= edges[at]) at++;
  return at;
}

/** How many units, and what they weigh together, are in each class; the last place is of those without a figure. */
export function countClasses(
  values: Float64Array,
  weights: Float64Array,
  edges: readonly number[],
  counted: ArrayLike<number>
): { units: number[]; weight: number[] } {
  const units = range(edges.length + 2).map(() => 0);
  const weight = units.slice();
  for (let i = 0; i < counted.length; i++) {
    const found = classOf(values[counted[i]], edges);
    const place = found < 0 ? edges.length + 1 : found;
    units[place]++;
    const each = weights[counted[i]];
    if (Number.isFinite(each)) weight[place] += each;
  }
  return { units, weight };
}
