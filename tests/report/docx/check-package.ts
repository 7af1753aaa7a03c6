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
