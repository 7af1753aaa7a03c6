import validate from '@ooxml-tools/validate';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStudio } from '../../../src/cli/studio.ts';
import type { Dossier } from '../../../src/lib/report/dossier.ts';
import type { Facts } from '../../../src/lib/report/facts.ts';
import { figure } from '../../../src/lib/report/figures.ts';
import { readFacts } from '../../../src/lib/report/read-facts.ts';
import { DEFAULT_CHOICE } from '../../../src/lib/report/sheets/sheet-choice.ts';
import { noEdits } from '../../../src/lib/report/story/story-edits.ts';
import { writeReport } from '../../../src/lib/report/write-report.ts';
import { hostileDossier, madeDossier, OPTIONS, townDossier } from '../dossiers.ts';
import { findOffice, openFiles, type OpenedPage, type PageWord } from './open-files.ts';

const office = findOffice();
const POINTS_PER_MM = 72 / 25.4;

/** Left and right margins of GB/T 9704, upright and turned. */
const UPRIGHT_MM = [28, 26] as const;
const ACROSS_MM = [37, 35] as const;

/** Document, workbook and slides as a command would write them. */
async function writeAll(name: string, dossier: Dossier, files: Map<string, Uint8Array>): Promise<void> {
  const { as: _, ...sheets } = DEFAULT_CHOICE;
  const means = {
    ...{ studio: createStudio(), viewer: async () => '', sheets, story: noEdits },
    layers: { crs: 'wgs84', encoding: 'utf8' } as const
  };
  for await (const { format, bytes } of writeReport(dossier, ['docx', 'xlsx', 'pptx'], OPTIONS, means))
    files.set(`${name}-${format}.${format}`, bytes);
}

/** Words that are not within so much of the page, or of another size than none. */
const outside = ({ widthPt, heightPt, words }: OpenedPage, leftPt = 0, rightPt = 0) =>
  words.filter(
    ({ left, top, right, bottom }) =>
      left < leftPt - 0.5 || right > widthPt - rightPt + 0.5 || top < -0.5 || bottom > heightPt + 0.5
  );

/** Words of a page as lines, from the top, those of the text area only. */
function linesOf({ heightPt, words }: OpenedPage): PageWord[][] {
  const lines = new Map<number, PageWord[]>();
  for (const word of words) {
    const middle = (word.top + word.bottom) / 2;
    if (middle < 37 * POINTS_PER_MM || middle > heightPt - 35 * POINTS_PER_MM) continue;
    // Letters and Chinese of a line are of different heights; lines are 28.95 pt apart.
    const key = Array.from(lines.keys()).find((each) => Math.abs(each - middle) < 8) ?? middle;
    lines.set(key, [...(lines.get(key) ?? []), word]);
  }
  return Array.from(lines)
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line);
}

const textOf = (pages: OpenedPage[]): string =>
  pages.map(({ words }) => words.map(({ text }) => text).join(' ')).join('\n');

const files = new Map<string, Uint8Array>();
let facts: Facts;
beforeAll(async () => {
  const town = await townDossier();
  facts = readFacts(town, OPTIONS);
  await writeAll('town', town, files);
  await writeAll('hostile', hostileDossier(), files);
  await writeAll('bare', madeDossier({ communities: 1, subdistricts: 0, hasNoGaps: true }), files);
});

describe('files of reports by the schemas and rules of Office Open XML', () => {
  /** What Microsoft’s validator of the format finds, as the part, the place in it and what is wrong. */
  const faultsOf = async (bytes: Uint8Array, format: 'docx' | 'xlsx' | 'pptx') =>
    (await validate(bytes, format, 'Office2016')).map(
      ({ path, description }) => `${path.partUri} ${path.xpath}: ${description}`
    );

  it.each(['town', 'hostile', 'bare'])('%s: document, workbook and slides have no fault', async (name) => {
    for (const format of ['docx', 'xlsx', 'pptx'] as const)
      expect(await faultsOf(files.get(`${name}-${format}.${format}`)!, format), format).toEqual([]);
  });

  it('finds a fault that is put into a document', async () => {
    const parts = unzipSync(files.get('bare-docx.docx')!);
    const text = new TextDecoder().decode(parts['word/document.xml']);
    parts['word/document.xml'] = strToU8(text.replace('<w:p>', '<w:p><w:tbl/>'));
    expect(await faultsOf(zipSync(parts), 'docx')).not.toEqual([]);
  });
});

describe.skipIf(!office)('files of reports as LibreOffice opens them', () => {
  let opened: Map<string, OpenedPage[]>;
  beforeAll(() => {
    opened = openFiles(office!, files);
  });

  it.each([
    ...([['town-docx.docx', 25, 45] as const, ['town-xlsx.xlsx', 20, 45] as const] as const),
    ...([['town-pptx.pptx', 10, 15] as const, ['hostile-docx.docx', 8, 60] as const] as const),
    ...([['hostile-xlsx.xlsx', 10, 120] as const, ['hostile-pptx.pptx', 6, 15] as const] as const),
    ...([['bare-docx.docx', 6, 25] as const, ['bare-xlsx.xlsx', 8, 30] as const] as const),
    ['bare-pptx.pptx', 4, 15] as const
  ])('%s has %i to %i pages and no word beyond the paper', (name, least, most) => {
    const pages = opened.get(name)!;
    expect(pages.length).toBeGreaterThanOrEqual(least);
    expect(pages.length).toBeLessThanOrEqual(most);
    for (const [i, page] of pages.entries()) expect(outside(page), `${name}, page ${i + 1}`).toEqual([]);
    expect(textOf(pages)).not.toMatch(/\b(NaN|undefined|Infinity)\b|#{3}|Err:\d|#(REF|VALUE|NAME)/);
  });

  it('the document is A4 with 22 lines of 28 characters, nothing beyond its margins', () => {
    const pages = opened.get('town-docx.docx')!;
    const full = pages.map(linesOf);
    for (const [i, page] of pages.entries()) {
      const size = [Math.round(page.widthPt), Math.round(page.heightPt)];
      // Wide tables lie across; their pages are A4 still.
      const isAcross = size[0] > size[1];
      expect(size).toEqual(isAcross ? [842, 595] : [595, 842]);
      const [left, right] = isAcross ? ACROSS_MM : UPRIGHT_MM;
      // A full stop or comma may hang over the edge, as Chinese typesetting has it.
      const beyond = outside(page, left * POINTS_PER_MM, right * POINTS_PER_MM).filter(
        (word) =>
          !/[，。、；：,.;:)”]$/.test(word.text) || word.right > page.widthPt - (right - 8) * POINTS_PER_MM
      );
      expect(beyond, `page ${i + 1}`).toEqual([]);
    }
    // Pages of text alone: lines 28.95 pt apart. Not every one is full, for no heading stands alone at its foot.
    const middle = ([{ top, bottom }]: PageWord[]) => (top + bottom) / 2;
    const plain = full.filter((lines) =>
      lines.slice(1).every((line, i) => Math.abs(middle(line) - middle(lines[i]) - 28.95) < 4)
    );
    expect(Math.max(...plain.map((lines) => lines.length))).toBe(22);
    const lengths = plain
      .flat()
      .map((line) => line.map(({ text }) => text).join(''))
      .filter((text) => /^[\p{Script=Han}，、。：；“”()]+$/u.test(text))
      .map((text) => Array.from(text).length);
    // A comma or a full stop may hang over as the 29th.
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(28);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(29);
  });

  it('the contents of the document say the page on which each heading stands', () => {
    // A line is what ends at one height; heads of pages on their side are nearer to the edge than others.
    const pages = opened.get('town-docx.docx')!.map(({ words }) => {
      const lines = new Map<number, string>();
      for (const { bottom, text } of words)
        lines.set(Math.round(bottom), (lines.get(Math.round(bottom)) ?? '') + text);
      return Array.from(lines.values());
    });
    const isContents = (lines: string[]) => lines.some((line) => /\.{4}\d+$/.test(line));
    const before = pages.findLastIndex(isContents);
    const listed = pages.filter(isContents).flatMap((lines) =>
      lines.flatMap((line) => {
        const [, head, page] = /^(.*?)\.{4,}(\d+)$/.exec(line) ?? [];
        return head ? [{ head, page: Number(page) }] : [];
      })
    );
    expect(listed.length).toBeGreaterThan(25);
    let at = before + 1;
    for (const { head, page } of listed) {
      at = pages.findIndex((lines, i) => i >= at && lines.includes(head));
      expect(at - before, head).toBe(page);
    }
  });

  it('names the fonts of an office, and carries none', () => {
    const part = (name: string, path: string) => new TextDecoder().decode(unzipSync(files.get(name)!)[path]);
    const styles = part('town-docx.docx', 'word/styles.xml') + part('town-docx.docx', 'word/document.xml');
    for (const font of ['仿宋_GB2312', '黑体', '楷体_GB2312', '方正小标宋简体', '宋体', 'Times New Roman'])
      expect(styles).toContain(`"${font}"`);
    expect(part('town-pptx.pptx', 'ppt/theme/theme1.xml')).toMatch(
      /<a:ea typeface="(微软雅黑|Microsoft YaHei|黑体)"/
    );
    expect(part('town-xlsx.xlsx', 'xl/styles.xml')).toMatch(
      /<name val="(宋体|等线|微软雅黑|Microsoft YaHei)"/
    );
    for (const name of files.keys())
      for (const path of Object.keys(unzipSync(files.get(name)!)))
        expect(path, name).not.toMatch(/\.(ttf|otf|odttf|fntdata)$/i);
  });

  it('shows the figures of the study', () => {
    const [measure] = facts.measures;
    const [site] = facts.sitings[0].sites;
    const everywhere = [
      figure(measure.total, 'people'),
      figure(measure.covered, 'people'),
      figure(measure.uncovered, 'people'),
      figure(measure.share, 'share'),
      figure(measure.coveredAfter, 'people'),
      figure(measure.shareAfter, 'share'),
      figure(site.gain, 'people'),
      figure(site.cost, 'money'),
      figure(site.costPerPerson, 'money'),
      figure(facts.quality.rows, 'count'),
      figure(facts.totals.networkM, 'kilometres')
    ];
    for (const name of ['town-docx.docx', 'town-xlsx.xlsx', 'town-pptx.pptx']) {
      const said = textOf(opened.get(name)!);
      for (const each of everywhere) expect(said, `${name} ${each}`).toContain(each);
    }
  });
});
