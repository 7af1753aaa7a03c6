import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/lib/report/facts.ts';
import { writeDocument } from '../../../src/lib/report/docx/write-document.ts';
import { readFacts } from '../../../src/lib/report/read-facts.ts';
import type { Pictures } from '../../../src/lib/report/pictures.ts';
import { HOSTILE_NAMES, madeDossier, madeFacts, OPTIONS } from '../dossiers.ts';
import { checkPackage } from './check-package.ts';

/** A picture of one pixel: what is on it is the maps' own. */
const PIXEL = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0)
);
const pictures: Pictures = { map: async () => PIXEL, chart: async () => PIXEL };

async function write(facts: Facts) {
  const bytes = await writeDocument(facts, pictures);
  return { bytes, xml: new TextDecoder().decode(unzipSync(bytes)['word/document.xml']) };
}

const made = { communities: 12, sites: 3, links: 2, tasks: 4 };

describe('the Word report', () => {
  it('refers to figures and tables that are there, numbered in their order', async () => {
    const { xml, bytes } = await write(madeFacts(made));
    checkPackage(bytes);
    const bookmarks = new Set(
      [...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name)
    );
    const refs = [...xml.matchAll(/(?:REF|PAGEREF) (\w+)/g)].map(([, name]) => name);
    expect(refs.length).toBeGreaterThan(10);
    expect(refs.filter((name) => !bookmarks.has(name))).toEqual([]);
    expect(xml).toMatch(/SEQ 表/);
    expect(xml).toMatch(/SEQ 图/);
    expect(xml).toContain('w:tblHeader');
  });

  it('is the same bytes from the same facts', async () => {
    const [one, other] = [await write(madeFacts(made)), await write(madeFacts(made))];
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
  });

  it.each([
    ['nothing to propose', {}],
    ['one community', { communities: 1, subdistricts: 1 }],
    ['no gaps', { hasNoGaps: true }]
  ])('is whole where there is %s', async (_what, study) => {
    const { xml, bytes } = await write(madeFacts(study));
    checkPackage(bytes);
    expect(xml).not.toMatch(/NaN|undefined|\[object/);
    // A table has rows beside its head.
    for (const [table] of xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs))
      expect(table.match(/<w:tr[ >]/g)!.length).toBeGreaterThan(1);
  });

  it('lists the neediest of 3,000 communities, and says where all are', async () => {
    const { xml } = await write(madeFacts({ ...made, communities: 3000 }));
    expect(xml.match(/<w:tr[ >]/g)!.length).toBeLessThan(2000);
    expect(xml).toContain('3,000');
  });

  it('takes any name, and speaks English', async () => {
    const hostile = madeDossier({
      ...made,
      communities: HOSTILE_NAMES.length,
      name: (_, i) => HOSTILE_NAMES[i % HOSTILE_NAMES.length]
    });
    const { bytes, xml } = await write(readFacts(hostile, { ...OPTIONS, language: 'en' }));
    checkPackage(bytes);
    expect(xml).toContain('Purpose and basis');
    expect(xml).not.toContain('<script>');
  });
});
