import { Zip, ZipDeflate } from 'fflate';
import { columnLetters, xmlText } from './cell-text.ts';

/** Earliest day that a zip file can say: files without times are the same bytes on any day. */
const DAY = new Date(1980, 0, 1);
const PIECE = 1 << 16;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Packs parts one after the other as they are made, so that a long table is never held as text. No times, always the same bytes. */
export class PartPacker {
  private readonly chunks: Uint8Array[] = [];
  private readonly encoder = new TextEncoder();
  private readonly zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.chunks.push(chunk);
  });

  /** Adds a part. */
  add(name: string, pieces: Iterable<string>): void {
    const file = new ZipDeflate(name, { level: 3 });
    file.mtime = DAY;
    file.os = 0;
    this.zip.add(file);
    let waiting = '';
    for (const piece of pieces) {
      waiting += piece;
      if (waiting.length < PIECE) continue;
      file.push(this.encoder.encode(waiting));
      waiting = '';
    }
    file.push(this.encoder.encode(waiting), true);
  }

  /** The whole file. */
  bytes(): Uint8Array<ArrayBuffer> {
    this.zip.end();
    const out = new Uint8Array(this.chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of this.chunks) {
      out.set(chunk, at);
      at += chunk.length;
    }
    return out;
  }
}

/** What the workbook must know of a sheet. */
export interface SheetPart {
  name: string;
  /** Columns and rows that are printed, the head included. */
  columns: number;
  rows: number;
  /** Columns printed again on each page. */
  frozenColumns: number;
  /** Rows of the table with its head, for the filter; 0 for a sheet without a table. */
  filtered: number;
}

/** The part `xl/workbook.xml`: sheets, areas and titles of printing, ranges of filters. */
export function workbookXml(sheets: readonly SheetPart[], active: number): string {
  const names = sheets.flatMap((sheet, at) => {
    const own = `'${sheet.name.replaceAll("'", "''")}'!`;
    const last = `$${columnLetters(sheet.columns - 1)}`;
    const name = (defined: string, range: string, more = ''): string =>
      `<definedName name="_xlnm.${defined}" localSheetId="${at}"${more}>${xmlText(range)}</definedName>`;
    const across = sheet.frozenColumns > 0 ? `${own}$A:$${columnLetters(sheet.frozenColumns - 1)},` : '';
    return [
      sheet.filtered > 0
        ? name('_FilterDatabase', `${own}$A$1:${last}$${sheet.filtered}`, ' hidden="1"')
        : '',
      name('Print_Area', `${own}$A$1:${last}$${sheet.rows}`),
      sheet.filtered > 0 ? name('Print_Titles', `${across}${own}$1:$1`) : ''
    ];
  });
  return (
    `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><workbookPr/>` +
    `<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000" tabRatio="850" activeTab="${active}"/></bookViews><sheets>` +
    sheets
      .map(({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('') +
    `</sheets><definedNames>${names.join('')}</definedNames><calcPr calcId="191029"/></workbook>`
  );
}

/** The small parts that say what the others are, by name. */
export function packageParts(
  count: number,
  about: { title: string; author: string; date: string }
): [string, string][] {
  const sheets = Array.from({ length: count }, (_, at) => at + 1);
  const when = /^\d{4}-\d{2}-\d{2}$/.test(about.date) ? `${about.date}T00:00:00Z` : '1980-01-01T00:00:00Z';
  const type = (part: string, kind: string): string =>
    `<Override PartName="/${part}" ContentType="${kind}"/>`;
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${kind}" Target="${target}"/>`;
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        type('xl/workbook.xml', `${SHEET_ML}.sheet.main+xml`) +
        sheets.map((n) => type(`xl/worksheets/sheet${n}.xml`, `${SHEET_ML}.worksheet+xml`)).join('') +
        type('xl/styles.xml', `${SHEET_ML}.styles+xml`) +
        type('xl/sharedStrings.xml', `${SHEET_ML}.sharedStrings+xml`) +
        type('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
        type('docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml') +
        '</Types>'
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
        relation('rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml') +
        relation('rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml') +
        relation('rId3', `${OFFICE}/extended-properties`, 'docProps/app.xml') +
        '</Relationships>'
    ],
    [
      'docProps/core.xml',
      `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
        `<dc:title>${xmlText(about.title)}</dc:title><dc:creator>${xmlText(about.author)}</dc:creator>` +
        `<dcterms:created xsi:type="dcterms:W3CDTF">${when}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${when}</dcterms:modified></cp:coreProperties>`
    ],
    [
      'docProps/app.xml',
      `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Yike</Application></Properties>`
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
        sheets.map((n) => relation(`rId${n}`, `${OFFICE}/worksheet`, `worksheets/sheet${n}.xml`)).join('') +
        relation(`rId${count + 1}`, `${OFFICE}/styles`, 'styles.xml') +
        relation(`rId${count + 2}`, `${OFFICE}/sharedStrings`, 'sharedStrings.xml') +
        '</Relationships>'
    ]
  ];
}
