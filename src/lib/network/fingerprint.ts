import type { Lines } from '../geometry/shapes.ts';
import { checksumOf } from './checksum.ts';

/**
 * What a graph is made of as sixteen letters: the lines' coordinates, how far apart vertices are one, and further columns
 * (traits; null where there are none). Lines that differ in any bit, or in their order, mostly differ in it: two of 2^64.
 */
export function fingerprintLines(
  lines: Lines,
  weldM: number,
  further: readonly (ArrayBufferView | string | null)[] = []
): string {
  let sums = checksumOf(bytesOf(Float64Array.of(BUILT, weldM)));
  for (const column of [lines.first, lines.lon, lines.lat, ...further]) {
    if (column === null) sums = checksumOf(NONE, sums);
    else if (typeof column === 'string') sums = checksumOf(new TextEncoder().encode(column), sums);
    else sums = checksumOf(bytesOf(column), sums);
  }
  return sums.map((sum) => sum.toString(16).padStart(8, '0')).join('');
}

/** Goes up whenever the same lines give another graph, so that those kept before are built anew. */
const BUILT = 1;

const NONE = Uint8Array.of(255, 255, 255, 255);

const bytesOf = (view: ArrayBufferView): Uint8Array =>
  view.byteOffset % 4 === 0
    ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    : new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
