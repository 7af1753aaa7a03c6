import type { Geometry, Position } from 'geojson';
import { ImportError } from '../import-error.ts';
import { joinRings } from './shp-rings.ts';

/** Where a record's content begins, and its length, in bytes. */
export interface ShpRecord {
  at: number;
  length: number;
}

/** A shape, and what had to be done to it; `fault` says why there is none although the record is not empty. */
export interface ShpShape {
  geometry: Geometry | null;
  fault: 'type' | 'degenerate' | null;
  /** Type number of the record. */
  type: number;
  turned: number;
  dropped: number;
}

/** Names of the types that are no point, line or polygon (ESRI Shapefile Technical Description, 1998). */
const OTHER_TYPES: Record<number, string> = { 31: 'MultiPatch' };
const KNOWN_TYPES = [0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28, 31];

export const shpTypeName = (type: number): string => OTHER_TYPES[type] ?? `type ${type}`;

/** The type of a .shp by its header as GeoJSON calls it; '?' for others. */
export function shpGeometry(head: Uint8Array): string {
  if (head.length < 36) return '?';
  const type = new DataView(head.buffer, head.byteOffset, head.byteLength).getInt32(32, true);
  return { 1: 'Point', 3: 'LineString', 5: 'Polygon', 8: 'MultiPoint' }[type % 10] ?? '?';
}

/** The header: box and the length it states. Throws ImportError where the file is cut off. */
export function readShpHeader(file: string, view: DataView): { box: number[]; stated: number } {
  if (view.byteLength < 100) throw new ImportError('truncated', file, { byte: view.byteLength, size: 100 });
  const stated = view.getUint32(24) * 2;
  if (stated > view.byteLength)
    throw new ImportError('truncated', file, { byte: view.byteLength, size: stated });
  return { box: [36, 44, 52, 60].map((at) => view.getFloat64(at, true)), stated };
}

/** The records one after the other from byte 100 to `end`; `broken` is where that ends too soon, else −1. */
export function walkRecords(view: DataView, end: number): { records: ShpRecord[]; broken: number } {
  const records: ShpRecord[] = [];
  let at = 100;
  while (at < end) {
    if (at + 12 > end) return { records, broken: at };
    const length = view.getUint32(at + 4) * 2;
    if (length < 4 || at + 8 + length > end || !KNOWN_TYPES.includes(view.getInt32(at + 8, true)))
      return { records, broken: at };
    records.push({ at: at + 8, length });
    at += 8 + length;
  }
  return { records, broken: -1 };
}

/** The records as the .shx lists them; null where it doesn't fit the .shp. */
export function indexedRecords(view: DataView, shx: Uint8Array): ShpRecord[] | null {
  if (shx.length < 100 || (shx.length - 100) % 8 !== 0) return null;
  const index = new DataView(shx.buffer, shx.byteOffset, shx.byteLength);
  if (index.getUint32(24) * 2 !== shx.length) return null;
  const records: ShpRecord[] = [];
  for (let p = 100; p < shx.length; p += 8) {
    const at = index.getUint32(p) * 2 + 8;
    const length = index.getUint32(p + 4) * 2;
    if (at < 108 || length < 4 || at + length > view.byteLength) return null;
    if (view.getUint32(at - 4) * 2 !== length) return null;
    records.push({ at, length });
  }
  return records;
}

/**
 * The shape of record `n` (from 0), X and Y alone. Nothing is allocated by a count that its length doesn't bear out.
 * Throws ImportError with the record's number where its counts can't be.
 */
export function readShape(file: string, view: DataView, { at, length }: ShpRecord, n: number): ShpShape {
  const type = view.getInt32(at, true);
  const shape: ShpShape = { geometry: null, fault: null, type, turned: 0, dropped: 0 };
  if (type === 0) return shape;
  const corrupt = (byte: number, zh: string, en: string): ImportError =>
    new ImportError('shp_corrupt', file, { record: n + 1, byte, detail_zh: zh, detail: en });
  if (!KNOWN_TYPES.includes(type) || type === 31) return { ...shape, fault: 'type' };
  const kind = type % 10;
  const bytesFor = (count: number, from: number): void => {
    if (count < 0 || from + count * 16 > length)
      throw corrupt(
        at,
        `${count} 个点放不进 ${length} 字节`,
        `${count} points don't fit its ${length} bytes`
      );
  };
  if (kind === 1) {
    bytesFor(1, 4);
    return { ...shape, geometry: { type: 'Point', coordinates: position(view, at + 4) } };
  }
  if (length < (kind === 8 ? 40 : 44))
    throw corrupt(at, `只有 ${length} 字节`, `it has ${length} bytes only`);
  if (kind === 8) {
    const count = view.getInt32(at + 36, true);
    bytesFor(count, 40);
    const coordinates = positions(view, at + 40, count);
    return { ...shape, geometry: count > 0 ? { type: 'MultiPoint', coordinates } : null };
  }
  const parts = view.getInt32(at + 36, true);
  const points = view.getInt32(at + 40, true);
  if (parts < 0 || 44 + parts * 4 > length)
    throw corrupt(
      at + 36,
      `${parts} 个部分放不进 ${length} 字节`,
      `${parts} parts don't fit its ${length} bytes`
    );
  bytesFor(points, 44 + parts * 4);
  const lists: Position[][] = [];
  for (let k = 0; k < parts; k++) {
    const from = view.getInt32(at + 44 + k * 4, true);
    const to = k + 1 < parts ? view.getInt32(at + 48 + k * 4, true) : points;
    if (from < 0 || to < from || to > points)
      throw corrupt(
        at + 44 + k * 4,
        `第 ${k + 1} 部分的起点不对`,
        `part ${k + 1} starts where there is no point`
      );
    if (to === from) continue;
    const list = positions(view, at + 44 + parts * 4 + from * 16, to - from);
    // PolyLineZ: the extremes, then a height a point; below −1e38 there is none.
    const heights = 44 + parts * 4 + points * 16 + 16;
    if (type === 13 && heights + points * 8 <= length)
      list.forEach((place, i) => {
        const up = view.getFloat64(at + heights + (from + i) * 8, true);
        if (Number.isFinite(up) && up > -1e38) place.push(up);
      });
    lists.push(list);
  }
  if (lists.length === 0) return shape;
  if (kind === 5) {
    const { geometry, turned, dropped } = joinRings(lists);
    return { ...shape, geometry, turned, dropped, fault: geometry ? null : 'degenerate' };
  }
  return {
    ...shape,
    geometry:
      lists.length === 1
        ? { type: 'LineString', coordinates: lists[0] }
        : { type: 'MultiLineString', coordinates: lists }
  };
}

const position = (view: DataView, at: number): Position => [
  view.getFloat64(at, true),
  view.getFloat64(at + 8, true)
];

function positions(view: DataView, at: number, count: number): Position[] {
  const out: Position[] = [];
  for (let i = 0; i < count; i++) out.push(position(view, at + i * 16));
  return out;
}
