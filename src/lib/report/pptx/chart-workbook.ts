import { zipParts } from '../zip-plainly.ts';
import type { Chart } from './chart.ts';
import { escape, HEAD } from './xml.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The workbook behind a chart: `Sheet1`, categories in A, a column a series, NaN blank; text is never a formula. */
export function chartWorkbook(chart: Chart): Uint8Array {
  const head = [text('A1', ''), ...chart.series.map(({ name }, i) => text(`${columnName(i + 1)}1`, name))];
  const rows = chart.categories.map((category, row) => {
    const cells = chart.series.map(({ values }, i) => number(`${columnName(i + 1)}${row + 2}`, values[row]));
    return `<row r="${row + 2}">${text(`A${row + 2}`, category)}${cells.join('')}</row>`;
  });
  const isShare = chart.format.includes('%');
  const style = `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Microsoft YaHei"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="${isShare ? 10 : 3}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KIND}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': style,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="24" customWidth="1"/></cols><sheetData><row r="1">${head.join('')}</row>${rows.join('')}</sheetData></worksheet>`
  };
  const encoder = new TextEncoder();
  return zipParts(
    Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, encoder.encode(HEAD + xml)]))
  );
}

/** Letters of a column, 0 is A. */
export function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

const text = (cell: string, value: string) =>
  `<c r="${cell}" t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is></c>`;

const number = (cell: string, value: number) =>
  Number.isFinite(value) ? `<c r="${cell}" s="1"><v>${value}</v></c>` : `<c r="${cell}" s="1"/>`;
