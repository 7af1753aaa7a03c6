import type { PackedTexts } from '../../tables/packed-texts.ts';

const POWERS = Array.from({ length: 16 }, (_, k) => 10 ** k);

/**
 * The numbers of a column whose cells are all plainly numbers (digits, at most 15, perhaps with a sign and a point), NaN
 * where a cell is empty; null where any cell is something else. The values are those that `plainNumber` gives, without
 * strings made of the cells.
 */
export function plainNumbers({ bytes, offsets, length }: PackedTexts): Float64Array | null {
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const [start, end] = [offsets[i], offsets[i + 1]];
    if (start === end) {
      out[i] = NaN;
      continue;
    }
    const from = bytes[start] === 0x2d ? start + 1 : start;
    let whole = 0;
    let point = -1;
    for (let at = from; at < end; at++) {
      const byte = bytes[at];
      if (byte >= 0x30 && byte <= 0x39) whole = whole * 10 + byte - 0x30;
      else if (byte === 0x2e && point < 0 && at > from) point = at;
      else return null;
    }
    const digits = end - from - (point < 0 ? 0 : 1);
    if (digits === 0 || digits > 15 || point === end - 1) return null;
    const value = point < 0 ? whole : whole / POWERS[end - 1 - point];
    out[i] = from > start ? -value : value;
  }
  return out;
}
