import { distanceM } from '../../geometry/metric.ts';
import type { ChosenCrs } from './crs.ts';
import type { Ledger } from '../ledger.ts';
import { nthValue } from '../values/nth-value.ts';

/** Positions as given. */
interface Given {
  x: Float64Array;
  y: Float64Array;
}

/** Decimal points that slip: by one place or two, in one ordinate or in both. */
const SLIPS = [10, 0.1, 100, 0.01].flatMap((factor): [number, number][] => [
  [factor, 1],
  [1, factor],
  [factor, factor]
]);

/**
 * For rows off the map or far from the rest whose place is among the others once a decimal point is moved: row → the place
 * meant, as written. `lon` and `lat` hold what is placed (NaN: off the map).
 */
export function findSlips(
  rows: number[],
  given: Given,
  crs: ChosenCrs,
  lon: Float64Array,
  lat: Float64Array
): Map<number, [number, number]> {
  const found = new Map<number, [number, number]>();
  const placed = rows.filter((i) => !Number.isNaN(lon[i]));
  if (placed.length < 5) return found;
  const middle = (values: Float64Array): number =>
    nthValue(
      Float64Array.from(placed, (i) => values[i]),
      placed.length >> 1
    );
  const [east, north] = [middle(lon), middle(lat)];
  const away = Float64Array.from(placed, (i) => distanceM(lon[i], lat[i], east, north));
  const most = nthValue(away, Math.floor(away.length * (away.length < 40 ? 0.75 : 0.9)));
  // Nine of ten rows lie within this (of few rows three of four); a slip leads at least three times as far.
  const reach = Math.max(3000, most * 1.5);
  for (const i of rows) {
    if (!Number.isNaN(lon[i]) && distanceM(lon[i], lat[i], east, north) < reach * 3) continue;
    for (const [timesX, timesY] of SLIPS) {
      const [x, y] = [tidy(given.x[i] * timesX), tidy(given.y[i] * timesY)];
      const [a, b] = crs.transform(x, y);
      if (!(Math.abs(a) <= 180 && Math.abs(b) <= 90) || distanceM(a, b, east, north) > reach) continue;
      found.set(i, [x, y]);
      break;
    }
  }
  // A tenth of all rows are no slips of the hand; of few rows two may be.
  return found.size > Math.max(rows.length * 0.1, Math.min(2, rows.length * 0.25)) ? new Map() : found;
}

const tidy = (value: number): number => Number(value.toPrecision(12));

/** Warns where nearly all degrees have three decimals or fewer: the place is known to 50–500 m only. */
export function warnCoarse(ledger: Ledger, rows: number[], { x, y }: Given, crs: ChosenCrs): void {
  if (crs.projected || crs.rescaled || rows.length < 5) return;
  const most = [0, 0, 0, 0, 0];
  for (const i of rows) most[Math.min(4, Math.max(decimals(x[i]), decimals(y[i])))]++;
  const coarse = rows.length - most[4];
  if (coarse < rows.length * 0.9) return;
  const digits = most[3] > 0 ? 3 : most[2] > 0 ? 2 : 1;
  ledger.warn('coarse_coordinates', { count: coarse, digits, m: Math.round(111_000 / 10 ** digits) });
}

function decimals(value: number): number {
  // More than three: told from the number, for writing two million of them takes a second.
  const size = Math.abs(value);
  if (size >= 1 && size < 1e9 && value !== Math.round(value * 1000) / 1000) return 4;
  const text = String(value);
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

/** Fewer on one place than this happens: shops of one building. */
const STACK = 10;

/**
 * Of many rows those that may stand on one place with `STACK` others, and some that do not: they are counted by the cell of
 * a grid that they lie in, neighbours included, for which a small table of counts is enough.
 */
function dense(rows: number[], lon: Float64Array, lat: Float64Array): number[] {
  if (rows.length < 1000) return rows;
  const size = 2 ** Math.ceil(Math.log2(rows.length * 8));
  const counts = new Uint8Array(size);
  const slot = (x: number, y: number): number =>
    (Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b)) & (size - 1);
  for (const i of rows) {
    const at = slot(Math.floor(lon[i] * 1e4), Math.floor(lat[i] * 1e4));
    if (counts[at] < STACK) counts[at]++;
  }
  return rows.filter((i) => {
    const [x, y] = [Math.floor(lon[i] * 1e4), Math.floor(lat[i] * 1e4)];
    let near = 0;
    for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) near += counts[slot(x + dx, y + dy)];
    return near >= STACK;
  });
}

/** Warns of places on which many rows stand: the address of an office in place of their own. */
export function warnStacked(ledger: Ledger, rows: number[], lon: Float64Array, lat: Float64Array): void {
  const stacks = new Map<string, number[]>();
  for (const i of dense(rows, lon, lat)) {
    const key = `${lon[i].toFixed(6)},${lat[i].toFixed(6)}`;
    const stack = stacks.get(key);
    if (stack) stack.push(i);
    else stacks.set(key, [i]);
  }
  const high = [...stacks]
    .filter(([, stack]) => stack.length >= STACK)
    .sort((a, b) => b[1].length - a[1].length);
  if (high.length === 0) return;
  const [[place, most]] = high;
  ledger.warn('stacked_points', {
    count: high.reduce((sum, [, stack]) => sum + stack.length, 0),
    places: high.length,
    most: most.length,
    at: place,
    rows: ledger.rowList(most)
  });
}
