import { chooseCrs, datumMatters, looksSwapped, type Transform } from '../places/crs.ts';
import type { Ledger } from '../ledger.ts';
import type { Choices } from '../report.ts';
import type { SourceLines } from '../source-lines.ts';
import { askCrs } from './check-points.ts';
import { noGeometry, settleSwapped, type CheckedShapes } from './check-shapes.ts';

/** As `checkShapes`, of the roads of a source that has its lines as columns: no position becomes an object. */
export function checkLines(ledger: Ledger, choices: Choices, lines: SourceLines): CheckedShapes {
  const { source } = ledger;
  const firsts = firstPositions(ledger, choices, lines);
  const exchange = settleSwapped(ledger, choices, firsts.x, firsts.y);
  const [x, y] = exchange ? [firsts.y, firsts.x] : [firsts.x, firsts.y];
  const crs = chooseCrs(source, choices.crs, [], { x, y });
  if (x.length > 0) askCrs(ledger, crs);
  const transform: Transform = exchange ? (a, b) => crs.transform(b, a) : crs.transform;
  const parts: Uint8Array[][] = [];
  const heights: (string | null)[][] = [];
  const slab = new Slab();
  const seen: { lon: number[]; lat: number[] } = { lon: [], lat: [] };
  const moved = { lon: new Float64Array(64), lat: new Float64Array(64), up: new Float64Array(64) };
  for (let i = 0; i < source.rows; i++) {
    const own: Uint8Array[] = [];
    const ups: (string | null)[] = [];
    parts.push(own);
    heights.push(ups);
    const [from, to] = [lines.rowFirst[i], lines.rowFirst[i + 1]];
    if (!ledger.stands(i) || from === to || !inRange(ledger, i, lines, transform)) continue;
    const start = transform(lines.lon[lines.first[from]], lines.lat[lines.first[from]]);
    seen.lon.push(start[0]);
    seen.lat.push(start[1]);
    for (let k = from; k < to; k++) {
      const count = moveLine(lines, k, transform, moved);
      if (count < 2) continue;
      own.push(slab.encode(moved.lon, moved.lat, count));
      ups.push(lines.up === null ? null : heightTexts(moved.up, count));
    }
    if (own.length === 0) ledger.reject(i, 'geometry', 'no_length');
  }
  if (crs.why === 'why_default' && crs.ask.length === 0 && datumMatters(seen.lon, seen.lat))
    ledger.warn('crs_assumed');
  return { parts, heights, crs };
}

/** The first position of each row that stands and has lines; the others are rejected. */
function firstPositions(
  ledger: Ledger,
  choices: Choices,
  { rowFirst, first, lon, lat, up }: SourceLines
): { x: number[]; y: number[] } {
  const firsts: { x: number[]; y: number[] } = { x: [], y: [] };
  let heights = 0;
  for (let i = 0; i < ledger.source.rows; i++) {
    if (!ledger.stands(i)) continue;
    if (rowFirst[i] === rowFirst[i + 1]) {
      noGeometry(ledger, choices, i);
      continue;
    }
    const p = first[rowFirst[i]];
    firsts.x.push(lon[p]);
    firsts.y.push(lat[p]);
    if (up !== null && !Number.isNaN(up[p])) heights++;
  }
  if (heights > 0) ledger.warn('heights_kept', { count: heights });
  return firsts;
}

/** Whether every position of a row lies on the earth; else the row is rejected with the first that does not. */
function inRange(
  ledger: Ledger,
  i: number,
  { rowFirst, first, lon, lat }: SourceLines,
  transform: Transform
): boolean {
  for (let p = first[rowFirst[i]]; p < first[rowFirst[i + 1]]; p++) {
    const [x, y] = transform(lon[p], lat[p]);
    if (Math.abs(x) <= 180 && Math.abs(y) <= 90) continue;
    const code = looksSwapped(lon[p], lat[p]) ? 'swapped' : 'out_of_range';
    ledger.reject(i, 'geometry', code, { lon: lon[p], lat: lat[p] });
    return false;
  }
  return true;
}

interface Moved {
  lon: Float64Array<ArrayBuffer>;
  lat: Float64Array<ArrayBuffer>;
  up: Float64Array<ArrayBuffer>;
}

/** Puts a line in WGS84 into `moved`, positions equal to the one before left out; gives how many they are. */
function moveLine(
  { first, lon, lat, up }: SourceLines,
  k: number,
  transform: Transform,
  moved: Moved
): number {
  const length = first[k + 1] - first[k];
  if (length > moved.lon.length)
    for (const name of ['lon', 'lat', 'up'] as const) moved[name] = new Float64Array(2 * length);
  let count = 0;
  for (let p = first[k]; p < first[k + 1]; p++) {
    const [x, y] = transform(lon[p], lat[p]);
    if (count > 0 && x === moved.lon[count - 1] && y === moved.lat[count - 1]) continue;
    moved.lon[count] = x;
    moved.lat[count] = y;
    if (up !== null) moved.up[count] = up[p];
    count++;
  }
  return count;
}

/** Heights as `CheckedShapes` has them. */
function heightTexts(up: Float64Array, count: number): string | null {
  const own = Array.from(up.subarray(0, count), (height) => (Number.isNaN(height) ? '' : String(height)));
  return own.some((text) => text !== '') ? own.join(',') : null;
}

/** Bytes in which lines are written one behind the other. */
const SLAB_BYTES = 1 << 20;

class Slab {
  private view = new DataView(new ArrayBuffer(0));
  private at = 0;

  /** The first `count` positions as a WKB LineString, the bytes that `encodeWkb` gives. */
  encode(lon: Float64Array, lat: Float64Array, count: number): Uint8Array {
    const size = 9 + 16 * count;
    if (this.at + size > this.view.byteLength) {
      this.view = new DataView(new ArrayBuffer(Math.max(SLAB_BYTES, size)));
      this.at = 0;
    }
    const { view, at } = this;
    view.setUint8(at, 1);
    view.setUint32(at + 1, 2, true);
    view.setUint32(at + 5, count, true);
    for (let i = 0; i < count; i++) {
      view.setFloat64(at + 9 + 16 * i, lon[i], true);
      view.setFloat64(at + 17 + 16 * i, lat[i], true);
    }
    this.at = at + size;
    return new Uint8Array(view.buffer, at, size);
  }
}
