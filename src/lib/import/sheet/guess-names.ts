import { isEmpty, looksNumeric, type Grid } from './grid.ts';

const LOOKED_AT = 50;

/**
 * Names for the columns of a table without a header, by its first 50 rows from `from` on: `经度` and `纬度` where the
 * numbers are degrees within and around China, `名称` for the first column of differing words; the others ''.
 */
export function guessNames(grid: Grid, from: number, to: number): string[] {
  const rows = [];
  for (let at = from; at < Math.min(to, from + LOOKED_AT); at++) rows.push(grid.cells(at));
  const width = Math.max(grid.width ?? 0, ...rows.map((row) => row.length), 1);
  const names = new Array<string>(width).fill('');
  for (let c = 0; c < width; c++) {
    const cells = rows.map((row) => row[c]).filter((cell) => !isEmpty(cell)) as string[];
    if (cells.length === 0) continue;
    const within = (least: number, most: number): boolean =>
      cells.every((cell) => looksNumeric(cell) && /\./.test(cell) && +cell >= least && +cell <= most);
    const words = cells.every((cell) => !looksNumeric(cell)) && new Set(cells).size > cells.length / 2;
    if (within(73, 136) && !names.includes('经度')) names[c] = '经度';
    else if (within(3, 54) && !names.includes('纬度')) names[c] = '纬度';
    else if (words && !names.includes('名称')) names[c] = '名称';
  }
  return names;
}
