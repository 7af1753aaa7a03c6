import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';
import { all, parseParts, relationsOf } from './read-slides.ts';

/** What PowerPoint would repair. */
export function checkPackage(bytes: Uint8Array): void {
  const raw = unzipSync(bytes);
  const parts = parseParts(bytes);
  const types = parts.get('[Content_Types].xml')!;
  const overrides = all(types, 'Override').map(({ attributes }) => attributes.PartName.slice(1));
  const defaults = new Set(all(types, 'Default').map(({ attributes }) => attributes.Extension));
  for (const name of overrides) expect(raw, name).toHaveProperty([name]);
  for (const name of Object.keys(raw)) {
    expect(name.endsWith('/'), name).toBe(false);
    expect(defaults.has(name.split('.').at(-1)!), name).toBe(true);
    if (/^(ppt|docProps)\/.*\.xml$/.test(name)) expect(overrides, name).toContain(name);
    if (name.endsWith('.xml'))
      expect(strFromU8(raw[name]), name).not.toMatch(/="[^"<]*(NaN|undefined|Infinity)[^"<]*"/);
  }
  const themes: string[] = [];
  for (const name of parts.keys()) {
    if (!/^ppt\/.*\.xml$/.test(name) || name.includes('_rels')) continue;
    const relations = relationsOf(parts, name);
    for (const target of relations.values()) expect(raw, `${name} → ${target}`).toHaveProperty([target]);
    if (/Masters\//.test(name)) themes.push([...relations.values()].find((one) => one.includes('theme'))!);
    const used = [...strFromU8(raw[name]).matchAll(/r:(?:id|embed)="([^"]+)"/g)].map(([, id]) => id);
    for (const id of used) expect([...relations.keys()], `${name} ${id}`).toContain(id);
    const ids = all(parts.get(name)!, 'p:cNvPr').map(({ attributes }) => attributes.id);
    expect(new Set(ids).size, name).toBe(ids.length);
    for (const shape of all(parts.get(name)!, 'p:txBody'))
      expect(all(shape, 'a:p').length, name).toBeGreaterThan(0);
    for (const chart of all(parts.get(name)!, 'c:chartSpace'))
      for (const kind of ['c:barChart', 'c:lineChart'])
        for (const one of all(chart, kind))
          expect(one.children.filter((child) => child.name === 'c:axId')).toHaveLength(2);
  }
  expect(new Set(themes).size).toBe(2);
}
