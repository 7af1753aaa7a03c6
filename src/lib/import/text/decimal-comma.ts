import type { PackedTexts } from '../../tables/packed-texts.ts';
import { packedOf, writableCells, type Columns } from '../source-columns.ts';

/** A cell whose decimal comma became a point. */
export interface DecimalMend {
  index: number;
  field: string;
  code: 'decimal_comma';
  was: string;
  now: string;
}

/**
 * Makes the commas of columns of decimal fractions (`116,39`) points, in place, and lists them; null where there are none.
 * A column counts if all its cells are numbers and some have a comma that is no thousands separator: one that other than
 * three digits follow, or that a leading zero precedes. For texts whose cells stand apart by another mark.
 */
export function mendDecimals(headers: string[], columns: Columns): DecimalMend[] | null {
  const mends: DecimalMend[] = [];
  headers.forEach((_, c) => {
    const packed = packedOf(columns, c);
    if (packed && !hasComma(packed)) return;
    const cells = columns[c];
    let sure = 0;
    for (const cell of cells) {
      if (cell === null || cell.trim() === '') continue;
      if (!/^\s*[-+]?\d+(,\d+)?\s*$/.test(cell)) return;
      if (/,(\d{1,2}|\d{4,})\s*$|^\s*[-+]?0\d*,/.test(cell)) sure++;
    }
    if (sure === 0) return;
    writableCells(columns, c);
    cells.forEach((was, index) => {
      if (!was?.includes(',')) return;
      const now = was.replace(',', '.');
      mends.push({ index, field: headers[c], code: 'decimal_comma', was, now });
      cells[index] = now;
    });
  });
  return mends.length > 0 ? mends : null;
}

const hasComma = ({ bytes, offsets, length }: PackedTexts): boolean =>
  bytes.subarray(offsets[0], offsets[length]).includes(0x2c);
