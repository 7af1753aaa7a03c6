import type { Facts } from '../facts.ts';
import { sayIn, type Say } from './say.ts';
import { MOST_ROWS, type Cell, type Sheet } from './sheet.ts';
import { coverLines } from './sheets/cover.ts';
import { facilitySheet } from './sheets/facilities.ts';
import { methodSheet } from './sheets/methods.ts';
import { answerSheet, linkSheet, siteSheet } from './sheets/siting.ts';
import { cleaningSheet, sourceSheet, standardSheet } from './sheets/sources.ts';
import { summarySheet } from './sheets/summary.ts';
import { taskSheet } from './sheets/tasks.ts';
import { gapSheet, unitSheet } from './sheets/units.ts';
import { matrixSheet, ruleSheet, verdictSheet } from './sheets/verdicts.ts';
import { Strings } from './strings.ts';
import { Styles } from './styles.ts';
import { coverXml } from './write-cover.ts';
import { packageParts, PartPacker, workbookXml, type SheetPart } from './write-package.ts';
import { sheetXml, type Ink, type Paper } from './write-sheet.ts';

/** The sheets below the cover, in their order. */
const SHEETS = [
  ...[summarySheet, ruleSheet, matrixSheet, verdictSheet, gapSheet, unitSheet, answerSheet, siteSheet],
  ...[linkSheet, taskSheet, facilitySheet, sourceSheet, cleaningSheet, methodSheet, standardSheet]
];

/**
 * The study as a workbook (.xlsx, ECMA-376): a cover and a table a sheet, of which 任务台账 may be imported again when it is filled in. Same
 * facts, same bytes. Written part by part: a table of 120,000 rows is never held as text. What a sheet cannot hold (1,048,575 rows,
 * 32,767 characters a cell) is left out and said on the cover; a table without rows has no sheet, unless it is to be filled in.
 */
export async function writeWorkbook(facts: Facts): Promise<Uint8Array<ArrayBuffer>> {
  const say = sayIn(facts);
  const notes: string[] = [];
  const all = SHEETS.map((make) => fitSheet(make(facts, say), notes, say));
  const sheets = all.filter(({ count, spareRows }) => count > 0 || spareRows !== undefined);
  const paper = paperOf(facts, say);
  let cut = 0;
  const ink: Ink = { strings: new Strings(), styles: new Styles(facts.options.language), onCut: () => cut++ };
  const packer = new PartPacker();
  const title = say(`${facts.title} 设施布局评估台账`, `${facts.title}: workbook of services in reach`);
  const { author, date } = facts.options;
  for (const [name, xml] of packageParts(sheets.length + 1, { title, author, date })) packer.add(name, [xml]);
  for (const [at, sheet] of sheets.entries())
    packer.add(`xl/worksheets/sheet${at + 2}.xml`, sheetXml(sheet, ink, paper));
  if (cut > 0)
    notes.push(
      say(
        `有 ${cut} 处文字超过单元格上限（32,767 字），已截断并以“…”结尾。`,
        `${cut} texts were longer than a cell can hold (32,767 characters); they are cut and end with “…”.`
      )
    );
  const lines = coverLines(facts, all, notes, say);
  packer.add('xl/worksheets/sheet1.xml', coverXml(title, lines, ink, paper));
  packer.add('xl/sharedStrings.xml', ink.strings.xml());
  packer.add('xl/styles.xml', [ink.styles.xml()]);
  const cover: SheetPart = {
    name: say('说明', 'Read me'),
    columns: 3,
    rows: lines.length + 1,
    frozenColumns: 0,
    filtered: 0
  };
  packer.add('xl/workbook.xml', [workbookXml([cover, ...sheets.map(partOf)], 0)]);
  return packer.bytes();
}

function partOf({ name, columns, count, frozenColumns }: Sheet): SheetPart {
  return { name, columns: columns.length, rows: count + 1, frozenColumns, filtered: Math.max(2, count + 1) };
}

/** The sheet with no more rows than it can hold, and a note of those that are left out. */
function fitSheet(sheet: Sheet, notes: string[], say: Say): Sheet {
  const most = MOST_ROWS - (sheet.spareRows ?? 0);
  if (sheet.count <= most) return sheet;
  const left = sheet.count - most;
  notes.push(
    say(
      `工作表“${sheet.name}”共 ${sheet.count} 行，超过 Excel 上限，最后 ${left} 行未写入；全部结果见导出的 CSV。`,
      `The sheet ${sheet.name} has ${sheet.count} rows, more than Excel holds; the last ${left} are left out. The CSV export has them all.`
    )
  );
  function* rows(): Generator<Cell[]> {
    let at = 0;
    for (const row of sheet.rows()) {
      if (at++ === most) return;
      yield row;
    }
  }
  return { ...sheet, count: most, rows };
}

/** Header and footer; `&` begins a code there and is doubled. At most 255 characters each. */
function paperOf({ title, options }: Facts, say: Say): Paper {
  const plain = (text: string): string => [...text].slice(0, 60).join('').replaceAll('&', '&&');
  const internal = options.isInternal ? say('内部资料 不得公开', 'Internal, not for release') : '';
  return {
    header: `&L${plain(title)}&C&A&R${internal}`,
    footer: `&L${plain(options.author)}&C${say('第 &P 页，共 &N 页', 'Page &P of &N')}&R${plain(options.date)}${say(' 一刻圈 ', ' Yike ')}${plain(options.version)}`
  };
}
