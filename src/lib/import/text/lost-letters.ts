import type { Source } from '../source.ts';

/** Formats whose readers set a row aside in which a letter is lost. */
const ROWS_SET_ASIDE = new Set(['csv', 'tsv', 'dbf', 'shapefile']);
const SHOWN = 12;

/**
 * Notes the cells in which a letter is lost (U+FFFD: bytes that are none in the encoding, here or in a program before),
 * in formats whose rows are taken all the same. What was put together of several parts is noted once, by its own rows.
 */
export function noteLostLetters(source: Source): void {
  if (ROWS_SET_ASIDE.has(source.format) || source.notes.some(({ code }) => code === 'letters_lost')) return;
  let count = 0;
  const rows = new Set<number>();
  for (const column of source.columns)
    column.forEach((cell, row) => {
      if (cell === null || !cell.includes('\uFFFD')) return;
      count++;
      if (rows.size < SHOWN) rows.add(source.rowNumbers[row]);
    });
  if (count === 0) return;
  const places = [...rows].sort((a, b) => a - b).join(', ');
  source.notes.push({
    code: 'letters_lost',
    params: { count, rows: rows.size < SHOWN ? places : `${places} …` }
  });
}
