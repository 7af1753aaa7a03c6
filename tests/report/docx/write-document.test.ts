import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { countLines } from '../../../src/lib/report/docx/count-lines.ts';
import type { Facts } from '../../../src/lib/report/facts.ts';
import { writeDocument } from '../../../src/lib/report/docx/write-document.ts';
import { figure } from '../../../src/lib/report/figures.ts';
import { readFacts } from '../../../src/lib/report/read-facts.ts';
import type { Pictures } from '../../../src/lib/report/pictures.ts';
import { HOSTILE_NAMES, madeDossier, madeFacts, OPTIONS } from '../dossiers.ts';
import { checkPackage, outOfOrder, tablesOf } from './check-package.ts';

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

/** Lines of text that the plan counts in a column as wide as a page of official paper. */
const lines = (words: string) =>
  countLines(words, 442.2, {
    ...{ sizePt: 16, trackingPt: -0.25, latin: 'Times New Roman', isBold: false, isChinese: true }
  });

describe('lines of official paper', () => {
  it('hold 28 characters, and hang a stop beyond them', () => {
    expect(lines('字'.repeat(28))).toBe(1);
    expect(lines('字'.repeat(29))).toBe(2);
    expect(lines(`${'字'.repeat(28)}，`)).toBe(1);
    expect(lines(`${'字'.repeat(28)}）`)).toBe(2);
    expect(lines('字'.repeat(28 * 22))).toBe(22);
  });

  it('keep words whole, and break those longer than a line', () => {
    expect(lines(`${'字'.repeat(26)} coverage`)).toBe(2);
    expect(lines('0'.repeat(200))).toBe(4);
  });

  it('have room between a character and a figure but none before the number of a field, and Latin quotes narrow', () => {
    expect(lines(`${'字'.repeat(27)}12`)).toBe(2);
    expect(lines(`${'字'.repeat(27)}\u206012`)).toBe(1);
    expect(lines(`${'字'.repeat(26)}，12`)).toBe(1);
    const latin = (words: string) =>
      countLines(words, 100, {
        ...{ sizePt: 10, trackingPt: 0, latin: 'Arial', isBold: false, isChinese: false }
      });
    expect(latin('“coverage of it”')).toBe(1);
    // Broken after the hyphen; whole, the word would make a third line.
    expect(latin('a fairly long fifteen-minute walk home')).toBe(2);
  });
});

describe('the Word report', () => {
  it('refers to figures and tables that are there, numbered in their order', async () => {
    const { xml, bytes } = await write(madeFacts(made));
    checkPackage(bytes);
    expect(outOfOrder(bytes)).toEqual([]);
    // Without it Word takes Chinese quotes from the Latin font, half as wide.
    expect(xml).not.toMatch(/<w:r><w:t[ >]/);
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

  it('has the figures of the study in its tables, and sees properties out of order', async () => {
    const facts = madeFacts(made);
    const { bytes } = await write(facts);
    const rows = tablesOf(bytes).flat();
    for (const measure of facts.measures)
      expect(rows).toContainEqual([
        measure.title.zh,
        measure.groupName.zh,
        figure(measure.limitM, 'metres'),
        ...[measure.total, measure.covered, measure.uncovered].map((each) => figure(each, 'people')),
        figure(measure.share, 'share')
      ]);
    const [siting] = facts.sitings;
    for (const site of siting.sites)
      expect(rows.map((row) => row.join('|'))).toContainEqual(
        expect.stringContaining(
          [site.unitName, figure(site.gain, 'people'), figure(site.coveredAfter, 'people')].join('|')
        )
      );
    const parts = unzipSync(bytes);
    const turned = new TextDecoder()
      .decode(parts['word/document.xml'])
      .replace(/(<w:keepNext\/>)(<w:jc [^>]*>)/, '$2$1');
    const broken = zipSync({ ...parts, 'word/document.xml': new TextEncoder().encode(turned) }, { level: 0 });
    expect(outOfOrder(broken)).toHaveLength(1);
  });

  it('lists buildings sited together with links, also where no link is worth opening', async () => {
    for (const links of [0, 2]) {
      const facts = madeFacts({ ...made, links });
      const [{ id: standard, title }] = facts.measures;
      const site = { order: 1, code: 'C9', name: '候选九', gain: 120, alone: 90, cost: NaN };
      const { bytes, xml } = await write({ ...facts, linkedSites: [{ ...site, standard, title }] });
      checkPackage(bytes);
      expect(tablesOf(bytes).flat()).toContainEqual(['1', title.zh, '候选九', '120人', '90人']);
      expect(xml).toContain('只同通道搭配测算');
    }
  });

  it('says reasons in the words of an official paper, and leaves names alone', async () => {
    const facts = madeFacts({ ...made, sites: 1 });
    const [siting] = facts.sitings;
    const zh =
      '第 1 处：甲 5 m 楼（存量房屋 C1，350 m²，95 万元）。新覆盖 9 人；走得更近的人平均少走 1,241 m。去掉它会少 9 人；次选 乙（C2） 效果相同，可互换；在 50 次扰动中 47 次仍入选（100 m 内有点入选的 50 次）。';
    const sites = [{ ...siting.sites[0], sentence: { zh, en: 'x' } }];
    const { xml } = await write({ ...facts, sitings: [{ ...siting, sites }] });
    expect(xml).toContain(
      '第 1 处：甲 5 m 楼（存量房屋 C1，350 平方米，95 万元）。新覆盖 9 人；走得更近的人平均少走 1,241 米。去掉它会少 9 人；次选 乙（C2）效果相同，可互换；把步速、人口等上下浮动 10% 试算 50 次，47 次仍入选（100 米以内有点入选的 50 次）。'
    );
  });

  it('has the form of an official paper, fonts named and none bundled', async () => {
    const { bytes, xml } = await write(madeFacts(made));
    const parts = unzipSync(bytes);
    const read = (name: string) => new TextDecoder().decode(parts[name]);
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
    // 37, 26, 35 and 28 mm; 22 exact lines fill the text, and 28 characters of 16 pt less a quarter.
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    const styles = read('word/styles.xml');
    expect(styles).toMatch(/w:styleId="BodyText".*?w:line="579" w:lineRule="exact"/s);
    expect(styles).toMatch(/w:styleId="BodyText".*?<w:spacing w:val="-5"\/>/s);
    for (const font of ['仿宋_GB2312', '楷体_GB2312', '黑体', '方正小标宋简体'])
      expect(read('word/fontTable.xml')).toContain(`w:name="${font}"`);
    expect(Object.keys(parts).filter((name) => /font(s\/|.*\.(odttf|ttf|otf))/i.test(name))).toEqual([]);
    expect(read('docProps/core.xml').match(/2026-11-22T00:00:00Z/g)).toHaveLength(2);
    for (const [, level] of xml.matchAll(/<w:pStyle w:val="Heading(\d)"\/>/g)) expect('123').toContain(level);
    expect(xml).toContain('一、目的与依据');
    expect(xml).toContain('（一）目的');
  });

  it('says in its contents each heading of two levels with its page, in order', async () => {
    const { xml } = await write(madeFacts(made));
    const pages = [...xml.matchAll(/PAGEREF _Toc(\d+) .*?<w:t[^>]*>(\d+)<\/w:t>/gs)];
    const headings = xml.match(/<w:pStyle w:val="Heading[12]"\/>/g)!;
    expect(pages).toHaveLength(headings.length);
    const numbers = pages.map(([, , page]) => Number(page));
    expect(numbers[0]).toBe(1);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers.at(-1)).toBeGreaterThan(5);
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
    // A name of 200 characters would fill a page of a narrow column; reasons have a wide one.
    const cells = [...xml.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => cell.replace(/<[^>]*>/g, ''));
    expect(cells.filter((cell) => /^(很|W){41}|(很|W){120}/.test(cell))).toEqual([]);
    expect(cells.filter((cell) => /(很|W){39}…/.test(cell)).length).toBeGreaterThan(1);
  });
});
