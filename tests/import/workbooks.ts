import { strToU8, zipSync, type Zippable } from 'fflate';

export type CellOf = string | number | null | { xml: string };

export interface SheetOf {
  name?: string;
  /** Rows from row 1 on; a number is stored as a number, a text inline; `xml` is the cell's own XML, `R` its place. */
  rows?: CellOf[][];
  /** The whole of `<sheetData>` instead of rows. */
  data?: string;
  merges?: string[];
  hiddenRows?: number[];
  /** What stands before the data: `<cols>`, `<dimension>`. */
  before?: string;
  state?: string;
}

export interface BookOf {
  sheets: SheetOf[];
  shared?: string;
  styles?: string;
  pr?: string;
  /** More parts, or others in the place of these. */
  parts?: Record<string, string | Uint8Array>;
  /** How hard it is packed; 0 is stored. */
  level?: 0 | 6;
}

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOC = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const REL = 'http://schemas.openxmlformats.org/package/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function cellXml(cell: CellOf, row: number, column: number): string {
  const ref = `${letters(column)}${row}`;
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${ref}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`;
  return cell.xml.replace(/\bR\b/, ref);
}

export function sheetXml({ rows = [], data, merges = [], hiddenRows = [], before = '' }: SheetOf): string {
  const body =
    data ??
    rows
      .map((row, r) => {
        const cells = row.map((cell, c) => cellXml(cell, r + 1, c)).join('');
        return cells
          ? `<row r="${r + 1}"${hiddenRows.includes(r + 1) ? ' hidden="1"' : ''}>${cells}</row>`
          : '';
      })
      .join('');
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `${HEAD}<worksheet xmlns="${MAIN}">${before}<sheetData>${body}</sheetData>${merged ? `<mergeCells>${merged}</mergeCells>` : ''}</worksheet>`;
}

/** A workbook as Excel lays it out, of hand-made XML. */
export function workbook({ sheets, shared, styles, pr = '', parts = {}, level = 6 }: BookOf): Uint8Array {
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${REL}"><Relationship Id="rId1" Type="${DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOC}">${pr}<sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${escape(name ?? `Sheet${i + 1}`)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${REL}">${sheets
      .map(
        (_, i) =>
          `<Relationship Id="rId${i + 1}" Type="${DOC}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`
      )
      .join(
        ''
      )}<Relationship Id="s" Type="${DOC}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="${DOC}/styles" Target="/xl/styles.xml"/></Relationships>`
  };
  sheets.forEach((sheet, i) => (files[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheet)));
  if (shared !== undefined) files['xl/sharedStrings.xml'] = `${HEAD}<sst xmlns="${MAIN}">${shared}</sst>`;
  if (styles !== undefined)
    files['xl/styles.xml'] = `${HEAD}<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`;
  Object.assign(files, parts);
  const zipped: Zippable = Object.create(null) as Zippable;
  for (const [name, content] of Object.entries(files))
    zipped[name] = typeof content === 'string' ? strToU8(content) : content;
  return zipSync(zipped, { level });
}
