import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';
import { all, parseParts, relationsOf } from '../pptx/read-slides.ts';

/** What Word would repair: parts without a type, targets, styles and marks that are not there, ids that are there twice. */
export function checkPackage(bytes: Uint8Array): void {
  const raw = unzipSync(bytes);
  const parts = parseParts(bytes);
  const types = parts.get('[Content_Types].xml')!;
  const overrides = all(types, 'Override').map(({ attributes }) => attributes.PartName.slice(1));
  const defaults = new Set(all(types, 'Default').map(({ attributes }) => attributes.Extension));
  for (const name of overrides) expect(raw, name).toHaveProperty([name]);
  for (const name of Object.keys(raw)) {
    expect(defaults.has(name.split('.').at(-1)!) || overrides.includes(name), name).toBe(true);
    if (!/^word\/[^/]+\.xml$/.test(name)) continue;
    const relations = relationsOf(parts, name);
    for (const [id, target] of relations)
      if (!/^\w+:/.test(target)) expect(raw, `${name} ${id}`).toHaveProperty([target]);
    for (const [, id] of strFromU8(raw[name]).matchAll(/ r:(?:id|embed)="([^"]+)"/g))
      expect([...relations.keys()], `${name} ${id}`).toContain(id);
  }
  const document = parts.get('word/document.xml')!;
  const valuesOf = (element: string, attribute: string, within = document) =>
    all(within, element).map(({ attributes }) => attributes[attribute]);
  const styles = parts.get('word/styles.xml')!;
  const styleIds = valuesOf('w:style', 'w:styleId', styles);
  expect(new Set(styleIds).size).toBe(styleIds.length);
  for (const name of ['w:pStyle', 'w:rStyle', 'w:tblStyle'])
    for (const style of valuesOf(name, 'w:val')) expect(styleIds, name).toContain(style);
  for (const based of valuesOf('w:basedOn', 'w:val', styles)) expect(styleIds, 'w:basedOn').toContain(based);
  for (const ids of [valuesOf('wp:docPr', 'id'), valuesOf('w:bookmarkStart', 'w:id')])
    expect(new Set(ids).size).toBe(ids.length);
  expect(valuesOf('w:bookmarkEnd', 'w:id').sort()).toEqual(valuesOf('w:bookmarkStart', 'w:id').sort());
  const bookmarks = valuesOf('w:bookmarkStart', 'w:name');
  for (const [, name] of document.text.matchAll(/\b(?:PAGEREF|REF) (\S+)/g))
    expect(bookmarks).toContain(name);
  for (const anchor of valuesOf('w:hyperlink', 'w:anchor')) expect(bookmarks).toContain(anchor);
  // A cell ends with a paragraph; a row has as many columns as the grid of its table.
  for (const cell of all(document, 'w:tc')) expect(cell.children.at(-1)?.name).toBe('w:p');
  for (const table of all(document, 'w:tbl')) {
    const columns = all(table, 'w:gridCol').length;
    for (const row of all(table, 'w:tr'))
      expect(
        all(row, 'w:tc').reduce(
          (sum, cell) => sum + Number(all(cell, 'w:gridSpan')[0]?.attributes['w:val'] ?? 1),
          0
        )
      ).toBe(columns);
  }
}

/** Children of properties as the schema has them in a row; a file with others is not opened by Word. */
const IN_ORDER: Record<string, string> = {
  'w:pPr':
    'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange',
  'w:rPr':
    'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath',
  'w:tblPr':
    'tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription',
  'w:tcPr':
    'cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark',
  'w:sectPr':
    'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid'
};

/** Properties whose children stand in another order than the schema's. */
export function outOfOrder(bytes: Uint8Array): string[] {
  const parts = parseParts(bytes);
  return ['word/document.xml', 'word/styles.xml'].flatMap((part) =>
    Object.entries(IN_ORDER).flatMap(([name, order]) => {
      const places = new Map(order.split(' ').map((each, at) => [`w:${each}`, at]));
      return all(parts.get(part)!, name).flatMap(({ children }) => {
        const at = children.map((child) => places.get(child.name) ?? NaN);
        // Heads and feet of a section come in any order among themselves.
        const isHead = (place: number) => name === 'w:sectPr' && place < 2;
        return at.every((place, i) =>
          i === 0 ? place >= 0 : place > at[i - 1] || (isHead(place) && isHead(at[i - 1]))
        )
          ? []
          : [`${part} ${name}: ${children.map((child) => child.name).join(' ')}`];
      });
    })
  );
}

/** The words of the cells of each table, row by row. */
export const tablesOf = (bytes: Uint8Array): string[][][] =>
  all(parseParts(bytes).get('word/document.xml')!, 'w:tbl').map((table) =>
    all(table, 'w:tr').map((row) => all(row, 'w:tc').map(({ text }) => text))
  );
