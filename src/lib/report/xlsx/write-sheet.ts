import { columnLetters, fitCell, looksLikeFormula, xmlText } from './cell-text.ts';
import { cellNumber, daySerial, numberFormat } from './cell-number.ts';
import { columnWidths, headHeight, rowHeight, WRAPPED } from './column-widths.ts';
import type { Cell, CellKind, Column, Sheet } from './sheet.ts';
import type { Strings } from './strings.ts';
import { toneId, type Look, type Styles } from './styles.ts';

/** What stands around the table on paper. */
export interface Paper {
  header: string;
  footer: string;
}

/** Where the cells of a sheet are written to. */
export interface Ink {
  strings: Strings;
  styles: Styles;
  /** Called for each text that did not fit its cell. */
  onCut: () => void;
}

/** Characters that a page of A4 across takes while they can be read. */
const PAGE_WIDTH = 230;
const TABS = { result: 'FF2C7FB8', work: 'FFE6A700', basis: 'FF9CA3AF' };
const TEXTS = new Set<CellKind>(['text', 'code', 'long', 'mark', 'date']);

export const SHEET_OPEN =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">';

/** A sheet as `xl/worksheets/sheetN.xml` in pieces, its elements in the order of the schema (ECMA-376 part 1, 18.3.1.99). */
export function* sheetXml(sheet: Sheet, ink: Ink, paper: Paper): Generator<string> {
  const { columns, count, spareRows = 0, frozenColumns, isUpright = false } = sheet;
  const widths = columnWidths(sheet);
  const last = columnLetters(columns.length - 1);
  const looks = columns.map((column) => new CellLooks(column, ink.styles));
  const entries = count + spareRows + 1;
  yield SHEET_OPEN;
  yield `<sheetPr>${sheet.tab ? `<tabColor rgb="${TABS[sheet.tab]}"/>` : ''}<pageSetUpPr fitToPage="1"/></sheetPr>`;
  yield `<dimension ref="A1:${last}${entries}"/>`;
  yield view(frozenColumns);
  yield '<sheetFormatPr defaultRowHeight="15"/><cols>';
  for (const [c, width] of widths.entries())
    yield `<col min="${c + 1}" max="${c + 1}" width="${width.toFixed(2)}" style="${looks[c].below}" customWidth="1"/>`;
  yield '</cols><sheetData>';
  yield `<row r="1" ht="${headHeight(columns, widths, isUpright)}" customHeight="1">`;
  for (const [c, { head, kind }] of columns.entries()) {
    const style = ink.styles.id({
      part: 'head',
      isWrapped: true,
      align: 'center',
      isUpright: isUpright && kind === 'mark'
    });
    yield `<c r="${columnLetters(c)}1" s="${style}" t="s"><v>${ink.strings.id(fitCell(head))}</v></c>`;
  }
  yield '</row>';
  const letters = columns.map((_, c) => columnLetters(c));
  let at = 1;
  for (const row of sheet.rows()) {
    at++;
    const height = rowHeight(columns, widths, row);
    let line = `<row r="${at}"${height === null ? '' : ` ht="${height}"`}>`;
    for (let c = 0; c < columns.length; c++)
      line += cellOf(row[c] ?? null, `${letters[c]}${at}`, columns[c].kind, looks[c], ink);
    yield `${line}</row>`;
  }
  for (; at < entries; at++)
    yield `<row r="${at + 1}">${letters.map((letter, c) => `<c r="${letter}${at + 1}" s="${looks[c].plain}"/>`).join('')}</row>`;
  yield `</sheetData><autoFilter ref="A1:${last}${Math.max(2, count + 1)}"/>`;
  yield conditions(columns, Math.max(2, entries));
  yield validations(columns, Math.max(2, entries));
  const wide = Math.max(1, Math.ceil(widths.reduce((sum, width) => sum + width, 0) / PAGE_WIDTH));
  yield pageXml(paper, wide);
  const codes = columns.flatMap(({ kind }, c) =>
    TEXTS.has(kind) ? [`${letters[c]}1:${letters[c]}${entries}`] : []
  );
  if (codes.length > 0)
    yield `<ignoredErrors><ignoredError sqref="${codes.join(' ')}" numberStoredAsText="1"/></ignoredErrors>`;
  yield '</worksheet>';
}

/** Page, margins, header and footer of a sheet that is printed so many pages wide, across; or upright on so many as are said. */
export function pageXml({ header, footer }: Paper, wide: number, tall = 0): string {
  return (
    '<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.8" bottom="0.7" header="0.35" footer="0.35"/>' +
    `<pageSetup paperSize="9" fitToWidth="${wide}" fitToHeight="${tall}" orientation="${tall > 0 ? 'portrait' : 'landscape'}"/>` +
    `<headerFooter><oddHeader>${xmlText(header)}</oddHeader><oddFooter>${xmlText(footer)}</oddFooter></headerFooter>`
  );
}

function view(frozenColumns: number): string {
  const corner = `${columnLetters(frozenColumns)}2`;
  const [across, pane] =
    frozenColumns > 0 ? [` xSplit="${frozenColumns}"`, 'bottomRight'] : ['', 'bottomLeft'];
  return (
    `<sheetViews><sheetView workbookViewId="0"><pane${across} ySplit="1" topLeftCell="${corner}" activePane="${pane}" state="frozen"/>` +
    `<selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/></sheetView></sheetViews>`
  );
}

/** The looks of the cells of a column, by what stands in them. */
class CellLooks {
  readonly plain: number;
  /** Of the cells below the table: what is typed there is read in the same way. */
  readonly below: number;
  private readonly kind: CellKind;
  private readonly styles: Styles;
  private readonly look: Look;
  private readonly byFormat = new Map<string, number>();
  private quoted = -1;
  private word = -1;

  constructor(column: Column, styles: Styles) {
    this.styles = styles;
    const { kind, isEntry } = column;
    this.kind = kind;
    const align = kind === 'mark' ? 'center' : TEXTS.has(kind) ? 'left' : 'right';
    this.look = { part: isEntry ? 'entry' : 'body', align, isWrapped: WRAPPED.has(kind) };
    const format = kind === 'date' ? 'yyyy-mm-dd' : TEXTS.has(kind) ? '@' : numberFormat(kind, 0);
    this.plain = styles.id({ ...this.look, format });
    this.below = styles.id({ part: 'plain', align, format });
  }

  ofNumber(value: number): number {
    const format = numberFormat(this.kind, value);
    let id = this.byFormat.get(format);
    if (id === undefined) this.byFormat.set(format, (id = this.styles.id({ ...this.look, format })));
    return id;
  }

  ofText(text: string): number {
    if (looksLikeFormula(text)) {
      if (this.quoted < 0) this.quoted = this.styles.id({ ...this.look, format: '@', isQuoted: true });
      return this.quoted;
    }
    if (this.word < 0) this.word = this.styles.id({ ...this.look, format: '@' });
    return this.word;
  }
}

function cellOf(cell: Cell, ref: string, kind: CellKind, looks: CellLooks, { strings, onCut }: Ink): string {
  if (typeof cell === 'number' && Number.isFinite(cell))
    return `<c r="${ref}" s="${looks.ofNumber(cell)}"><v>${cellNumber(kind, cell)}</v></c>`;
  if (typeof cell !== 'string' || cell === '') return `<c r="${ref}" s="${looks.plain}"/>`;
  const day = kind === 'date' ? daySerial(cell) : null;
  if (day !== null) return `<c r="${ref}" s="${looks.plain}"><v>${day}</v></c>`;
  const text = fitCell(cell);
  if (text !== cell) onCut();
  return `<c r="${ref}" s="${looks.ofText(text)}" t="s"><v>${strings.id(text)}</v></c>`;
}

function conditions(columns: readonly Column[], entries: number): string {
  let priority = 0;
  const out: string[] = [];
  // Columns of the same words are one range: a matrix has hundreds.
  const ranges = new Map<string, string[]>();
  columns.forEach(({ tones, hasBar }, c) => {
    const range = `${columnLetters(c)}2:${columnLetters(c)}${entries}`;
    if (hasBar)
      out.push(
        `<conditionalFormatting sqref="${range}"><cfRule type="dataBar" priority="${++priority}"><dataBar>` +
          '<cfvo type="num" val="0"/><cfvo type="num" val="1"/><color rgb="FF9ECAE1"/></dataBar></cfRule></conditionalFormatting>'
      );
    if (tones) {
      const key = JSON.stringify(tones);
      ranges.set(key, [...(ranges.get(key) ?? []), range]);
    }
  });
  for (const [key, list] of ranges) {
    const tones = JSON.parse(key) as NonNullable<Column['tones']>;
    const rules = Object.entries(tones).map(
      ([word, tone]) =>
        `<cfRule type="cellIs" dxfId="${toneId(tone)}" priority="${++priority}" operator="equal"><formula>${xmlText(quoted(word))}</formula></cfRule>`
    );
    out.push(`<conditionalFormatting sqref="${list.join(' ')}">${rules.join('')}</conditionalFormatting>`);
  }
  return out.join('');
}

const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;

function validations(columns: readonly Column[], entries: number): string {
  const out = columns.flatMap(({ choices, hint, head, kind, isEntry }, c) => {
    if (!isEntry) return [];
    const range = `${columnLetters(c)}2:${columnLetters(c)}${entries}`;
    const told = hint
      ? ` showInputMessage="1" promptTitle="${xmlText(head.slice(0, 32))}" prompt="${xmlText(hint.slice(0, 255))}"`
      : '';
    if (choices)
      return [
        `<dataValidation type="list" errorStyle="warning" allowBlank="1"${told} showErrorMessage="1" sqref="${range}"><formula1>${xmlText(quoted(choices.join(',')))}</formula1></dataValidation>`
      ];
    if (kind === 'date')
      return [
        `<dataValidation type="date" errorStyle="warning" operator="greaterThan" allowBlank="1"${told} showErrorMessage="1" sqref="${range}"><formula1>36526</formula1></dataValidation>`
      ];
    return told ? [`<dataValidation allowBlank="1"${told} sqref="${range}"/>`] : [];
  });
  return out.length > 0 ? `<dataValidations count="${out.length}">${out.join('')}</dataValidations>` : '';
}
