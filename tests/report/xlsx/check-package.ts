import { expect } from 'vitest';
import { parseXml, partsOf, type Element } from './read-workbook.ts';

/** Elements of a worksheet in the order that the schema asks for (ECMA-376 part 1, 18.3.1.99). */
const ORDER = [
  ...['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'autoFilter', 'mergeCells'],
  ...['conditionalFormatting', 'dataValidations', 'printOptions', 'pageMargins', 'pageSetup'],
  ...['headerFooter', 'ignoredErrors']
];

const attributes = (xml: string, pattern: RegExp): number[] =>
  Array.from(xml.matchAll(pattern), (match) => Number(match[1]));

const childOf = (element: Element, name: string): Element => {
  const child = element.children.find((each) => each.name === name);
  if (!child) throw new Error(`expected ${name} in ${element.name}`);
  return child;
};

/** Whatever Excel would offer to repair. */
export function checkPackage(bytes: Uint8Array): void {
  const parts = partsOf(bytes);
  const roots = new Map(Array.from(parts, ([name, xml]) => [name, parseXml(xml)] as const));
  const types = parts.get('[Content_Types].xml')!;
  for (const name of parts.keys())
    if (!name.endsWith('.rels') && name !== '[Content_Types].xml')
      expect(types).toContain(`PartName="/${name}"`);
  for (const [, target] of parts.get('xl/_rels/workbook.xml.rels')!.matchAll(/Target="([^"]+)"/g))
    expect(parts.has(`xl/${target}`), target).toBe(true);
  const styles = parts.get('xl/styles.xml')!;
  for (const list of ['numFmts', 'fonts', 'fills', 'borders', 'cellXfs', 'dxfs']) {
    const element = childOf(roots.get('xl/styles.xml')!, list);
    expect(Number(element.attributes.count), list).toBe(element.children.length);
  }
  const looks = childOf(roots.get('xl/styles.xml')!, 'cellXfs').children.length;
  for (const [list, attribute] of [
    ['fonts', 'fontId'],
    ['fills', 'fillId'],
    ['borders', 'borderId']
  ])
    expect(Math.max(...attributes(styles, new RegExp(`${attribute}="(\\d+)"`, 'g')))).toBeLessThan(
      Number(new RegExp(`<${list} count="(\\d+)"`).exec(styles)![1])
    );
  const texts = roots.get('xl/sharedStrings.xml')!.children.length;
  let uses = 0;
  for (const [name, root] of roots) {
    if (!name.startsWith('xl/worksheets/')) continue;
    const xml = parts.get(name)!;
    const order = root.children.map((child) => ORDER.indexOf(child.name));
    expect(order, name).not.toContain(-1);
    expect(order, name).toEqual([...order].sort((a, b) => a - b));
    expect(Math.max(...attributes(xml, / s="(\d+)"/g))).toBeLessThan(looks);
    const used = attributes(xml, /t="s"><v>(\d+)/g);
    uses += used.length;
    expect(Math.max(...used)).toBeLessThan(texts);
    expect(xml).not.toMatch(/<f>/);
    const cellRefs = Array.from(xml.matchAll(/<c r="([A-Z]+\d+)"/g), (match) => match[1]);
    expect(new Set(cellRefs).size).toBe(cellRefs.length);
    for (const [, formula] of xml.matchAll(/<formula1>&quot;(.*?)&quot;<\/formula1>/g))
      expect(formula.length).toBeLessThanOrEqual(255);
    for (const [, words] of xml.matchAll(/<odd(?:Header|Footer)>(.*?)<\/odd/g))
      expect(words.length).toBeLessThanOrEqual(255);
  }
  expect(parts.get('xl/sharedStrings.xml')).toContain(`count="${uses}" uniqueCount="${texts}"`);
  const names = Array.from(parts.get('xl/workbook.xml')!.matchAll(/<sheet name="([^"]+)"/g), (m) => m[1]);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\']{1,31}$/);
}
