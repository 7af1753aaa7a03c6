import { isKnownName } from '../fields.ts';
import { ImportError } from '../import-error.ts';
import { mendDates } from '../sheet/mend-dates.ts';
import { ALL_LAYERS, pickLayer } from './pick-layer.ts';
import type { Asking, FileInput, LayerInfo, Source, Tick } from '../source.ts';
import { shapeTable } from '../sheet/table-shape.ts';
import { readBook, type Book, type SheetInfo } from './xlsx-book.ts';
import { XlsxPackage } from './xlsx-package.ts';
import { readSheet, type SheetGrid } from './xlsx-sheet.ts';
import { joinSheets, takeSheet } from './xlsx-table.ts';

/** Rows by which sheets are told from one another before one is read. */
const HEAD_ROWS = 60;
const MAX_SHEETS = 300;

/** A sheet by its first rows. */
interface Preview {
  sheet: SheetInfo;
  /** What its header says, the same for sheets of one kind. */
  header: string;
  /** Names of columns that layers have. */
  known: number;
  rows: number;
}

/**
 * A sheet of a workbook (.xlsx, .xlsm, Strict as well) as a Source, or all sheets of one header together (`hints.layer`
 * is `*`) with the sheet's name as a column. Values are those that Excel stored; no formula is worked out, nothing is
 * asked of a network, macros and links are not opened. Throws ImportError.
 */
export async function readXlsx(input: FileInput, tick?: Tick): Promise<Source> {
  const { file, bytes, hints } = input;
  const pack = new XlsxPackage(file, bytes);
  const book = await readBook(pack, tick);
  const hidden = hints.answers?.hidden === 'yes';
  const previews: Preview[] = [];
  let unseen = 0;
  for (const sheet of book.sheets.slice(0, MAX_SHEETS)) {
    const preview = await lookInto(pack, book, sheet, hidden);
    if (!preview) continue;
    if (sheet.hidden && !hidden) unseen++;
    else previews.push(preview);
  }
  if (previews.length === 0) throw new ImportError(unseen > 0 ? 'only_hidden' : 'no_rows', file);
  const best = previews.reduce((a, b) => (b.known > a.known ? b : a));
  const alike = previews.filter(({ header }) => header === best.header && header !== '');
  const ordered = [best, ...previews.filter((preview) => preview !== best)];
  const layers: LayerInfo[] = ordered.map(({ sheet, rows }) => ({ name: sheet.name, rows, geometry: '' }));
  const { layer, asks } = pickLayer(input, layers, alike.length > 1);
  const chosen =
    layer === ALL_LAYERS ? alike : previews.filter(({ sheet }) => sheet.name === layer).slice(0, 1);
  const tables = [];
  const empty: string[] = [];
  const left = { sheets: unseen, rows: 0, columns: 0 };
  for (const [i, { sheet }] of chosen.entries()) {
    const share = tick && ((part: number) => tick(0.3 + (0.6 * (i + part)) / chosen.length));
    const grid = await readSheet(pack, book, sheet, { hidden }, share);
    left.rows += grid.hidden.rows;
    left.columns += grid.hidden.columns;
    const table = await takeSheet(file, grid, hints, share).catch((error: unknown) => {
      // Of several sheets one may have nothing to tell: a subdistrict without a facility.
      if (chosen.length > 1 && error instanceof ImportError && error.code === 'no_rows') return null;
      throw error;
    });
    if (table) tables.push({ name: sheet.name, table });
    else empty.push(sheet.name);
  }
  if (tables.length === 0) throw new ImportError('no_rows', file);
  const source = joinSheets(file, tables);
  if (empty.length > 0)
    source.notes.push({
      code: 'sheets_empty',
      params: { count: empty.length, names: empty.slice(0, 40).join('、') }
    });
  source.layer = layer;
  source.layers = layers;
  // Beside a table of ours a sheet of explanations is no other choice; what was taken is said all the same.
  const clear =
    alike.length < 2 && best.known > 1 && previews.every((each) => each === best || each.known === 0);
  for (const ask of asks)
    source.asks.unshift({
      ...sheetQuestion(ask, alike.length),
      ...(clear ? { mayWait: true as const } : {})
    });
  tellHidden(source, left, hints.answers?.hidden);
  mendDates(source, hints);
  return source;
}

/** The first rows of a sheet, null for one without content. */
async function lookInto(
  pack: XlsxPackage,
  book: Book,
  sheet: SheetInfo,
  hidden: boolean
): Promise<Preview | null> {
  if (!pack.has(sheet.part)) throw new ImportError('part_missing', pack.file, { part: sheet.part });
  const grid = await readSheet(pack, book, sheet, { hidden, rows: HEAD_ROWS });
  if (grid.size === 0) return null;
  const headers = headersOf(grid);
  const known = headers.filter((name) => name.split('/').some((part) => isKnownName(part))).length;
  const whole = grid.size < HEAD_ROWS;
  return { sheet, header: headers.join('\n'), known, rows: whole ? grid.size : NaN };
}

function headersOf(grid: SheetGrid): string[] {
  try {
    const shape = shapeTable('', grid);
    return shape.lastHeader.length > 0 ? shape.headers : [];
  } catch (error) {
    if (error instanceof ImportError) return [];
    throw error;
  }
}

/** The question which layer was meant, in the words of a workbook. */
function sheetQuestion(ask: Asking, alike: number): Asking {
  const labels = ask.options.map((option, i) =>
    option === ALL_LAYERS
      ? { zh: `${alike} 张表头相同的工作表合在一起`, en: `the ${alike} sheets of the same header together` }
      : (ask.labels?.[i] ?? { zh: option, en: option })
  );
  return { ...ask, code: alike > 1 ? 'ask_sheets' : 'ask_sheet', params: { count: alike }, labels };
}

function tellHidden(
  source: Source,
  left: { sheets: number; rows: number; columns: number },
  said: string | undefined
): void {
  if (left.sheets + left.rows + left.columns === 0) return;
  if (said === 'no') {
    source.notes.push({ code: 'hidden_left_out', params: left });
    return;
  }
  source.asks.push({
    code: 'ask_hidden',
    params: left,
    sets: 'answers',
    key: 'hidden',
    options: ['no', 'yes'],
    labels: [
      { zh: '不要隐藏的', en: 'leave out what is hidden' },
      { zh: '也要隐藏的', en: 'take what is hidden, too' }
    ]
  });
}
