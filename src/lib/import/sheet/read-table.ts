import { chooseEncoding, decodePieces } from '../text/decode-text.ts';
import { isBlank, isEmpty, type Grid } from './grid.ts';
import { ImportError } from '../import-error.ts';
import { mendDecimals } from '../text/decimal-comma.ts';
import { mendDates } from './mend-dates.ts';
import { findSeparators } from '../text/separators.ts';
import { makeSource, type Fault, type FileInput, type Hints, type Source, type Tick } from '../source.ts';
import { canPack, OddText, PackedSplitter } from '../text/pack-text.ts';
import { cellsOf, lazyColumns, packedOf, type Columns } from '../source-columns.ts';
import { OddQuotes, rowOf, TextSplitter, type Cells, type Separators } from '../text/split-text.ts';
import { splitOdd } from '../text/split-odd.ts';
import { closeTable, faultOf, shapeTable, totalWord, type TableShape } from './table-shape.ts';

/** A delimited text (CSV, TSV and the like) as a Source. Cells stay text; formulas are text too. */
export async function readTable({ file, bytes, hints }: FileInput, tick?: Tick): Promise<Source> {
  const { encoding, asks } = chooseEncoding(file, bytes, hints);
  const first = decodePieces(bytes, encoding).next().value;
  const separators = findSeparators(first?.text ?? '', hints);
  const cells = await splitAll(file, bytes, encoding, separators, tick);
  const source = toSource(file, cells, hints, separators.delimiter);
  source.format = separators.delimiter === '\t' ? 'tsv' : 'csv';
  source.encoding = encoding;
  source.asks.unshift(...asks, ...separators.asks);
  mendDates(source, hints);
  return source;
}

async function splitAll(
  file: string,
  bytes: Uint8Array,
  encoding: string,
  separators: Separators,
  tick?: Tick
): Promise<Cells> {
  const splitBy = async (splitter: PackedSplitter | TextSplitter): Promise<Cells> => {
    for (const piece of decodePieces(bytes, encoding)) {
      splitter.add(piece);
      await tick?.(piece.end / bytes.length);
    }
    return splitter.end();
  };
  if (canPack(separators))
    try {
      return await splitBy(new PackedSplitter(separators));
    } catch (error) {
      if (!(error instanceof OddText)) throw error;
    }
  try {
    return await splitBy(new TextSplitter(file, separators));
  } catch (error) {
    if (!(error instanceof OddQuotes)) throw error;
    return splitOdd(file, decodePieces(bytes, encoding), separators, bytes.length, tick);
  }
}

function toSource(file: string, cells: Cells, hints: Hints, delimiter: string): Source {
  const grid: Grid = {
    size: cells.rows,
    cells: (at) => rowOf(cells, at),
    rowNumber: (at) => at + 1,
    width: usualWidth(cells)
  };
  const shape = shapeTable(file, grid, hints);
  const { kept, faults } = judgeRows(shape, cells);
  if (kept.length === 0) throw new ImportError('no_rows', file);
  const garbled = faults.filter(({ code }) => code === 'undecodable_at');
  if (garbled.length > 2 && garbled.length > kept.length / 2)
    throw new ImportError('undecodable_file', file, {
      line: kept[garbled[0].index] + 1,
      count: garbled.length
    });
  const columns = takeColumns(cells, shape.headers.length, kept);
  const closed = closeTable(shape, columns);
  const repaired = [...closed.repaired, ...withoutNuls(cells, shape, kept)];
  const decimals = delimiter === ',' ? null : mendDecimals(closed.headers, closed.columns);
  return makeSource({
    file,
    format: 'csv',
    ...closed,
    rows: kept.length,
    rowNumbers: Float64Array.from(kept, (at) => at + 1),
    faults,
    repaired: decimals
      ? [...repaired, ...decimals.map(({ index, ...mend }) => ({ row: kept[index] + 1, ...mend }))]
      : repaired,
    asks: shape.asks,
    notes: [
      ...closed.notes,
      ...(garbled.length > 0
        ? [{ code: 'undecodable_some' as const, params: { count: garbled.length } }]
        : [])
    ]
  });
}

/** How many cells most of the first rows have, without columns at the right end that hold nothing in them. */
function usualWidth({ widths, columns }: Cells): number {
  const counts = new Map<number, number>();
  for (const width of widths.slice(0, 60)) counts.set(width, (counts.get(width) ?? 0) + 1);
  let [width] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0];
  const isBare = (c: number): boolean => {
    if (c >= columns.length) return false;
    const cells = cellsOf(columns, c);
    for (let at = 0; at < Math.min(60, cells.length); at++) if (!isEmpty(cells.at(at))) return false;
    return true;
  };
  while (width > 1 && isBare(width - 1)) width--;
  return width;
}

/** Rows of the data that are not blank, and what is amiss with those that are no ordinary ones. */
function judgeRows(shape: TableShape, cells: Cells): { kept: number[]; faults: Fault[] } {
  const { columns, widths } = cells;
  const kept: number[] = [];
  const faults: Fault[] = [];
  const again = shape.lastHeader[0] ?? null;
  const width = shape.headers.length;
  const firsts = columns[0];
  const labels = shape.labels.filter((c) => c < columns.length).map((c) => columns[c]);
  for (let at = shape.from; at < shape.to; at++) {
    const first = firsts[at];
    const plain = widths[at] === width && first !== null && first !== again && !cells.lost.has(at);
    // Of a million rows all but a few are plain: the others are looked at as a whole.
    if (!plain || labels.some((cells) => totalWord(cells[at]) !== null)) {
      const row = rowOf(cells, at);
      if (isBlank(row)) continue;
      const fault = faultOf(shape, row, true);
      const byte = cells.lost.get(at);
      if (fault?.code === 'undecodable' && byte !== undefined)
        faults.push({ index: kept.length, code: 'undecodable_at', params: { byte: byte + 1 } });
      else if (fault) faults.push({ index: kept.length, ...fault });
    } else if (isBlank([first]) && isBlank(rowOf(cells, at))) continue;
    kept.push(at);
  }
  return { kept, faults };
}

/** The columns of the kept rows; what is taken is taken out of `cells`, so that nothing is held twice. */
function takeColumns(cells: Cells, width: number, kept: number[]): Columns {
  const whole = kept.length > 0 && kept.at(-1)! - kept[0] === kept.length - 1;
  const [from, to] = [kept[0], kept.at(-1)! + 1];
  const packed = Array.from({ length: width }, (_, c) => packedOf(cells.columns, c));
  if (packed.every((texts) => texts !== undefined))
    return lazyColumns(packed.map((texts) => (whole ? texts.slice(from, to) : texts.pick(kept))));
  return Array.from({ length: width }, (_, c) => {
    const all = cells.columns[c] as (string | null)[] | undefined;
    cells.columns[c] = [];
    if (all === undefined) return kept.map((at) => cells.beyond.get(at)?.[c] ?? null);
    return whole ? all.slice(from, to) : kept.map((at) => all[at]);
  });
}

function withoutNuls({ nuls }: Cells, shape: TableShape, kept: number[]): Source['repaired'] {
  if (nuls.length === 0) return [];
  const rows = new Set(kept);
  return nuls
    .filter(({ row, column }) => rows.has(row) && column < shape.headers.length)
    .map(({ row, column, was }) => ({
      row: row + 1,
      field: shape.headers[column],
      code: 'nul_removed',
      was: was.replaceAll('\0', '␀').slice(0, 200),
      now: was.replaceAll('\0', '').slice(0, 200)
    }));
}
