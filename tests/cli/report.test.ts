import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkPackage as checkDocument } from '../report/docx/check-package.ts';
import { checkPackage as checkSlides } from '../report/pptx/check-package.ts';
import { parseParts } from '../report/pptx/read-slides.ts';
import { checkPackage as checkWorkbook } from '../report/xlsx/check-package.ts';
import { useCli } from './run-cli.ts';

const cli = useCli();
const at = (...names: string[]) => join(cli.folder, ...names);
const DAY = ['--date', '2026-11-22'];

interface Said {
  language: string;
  date: string;
  author: string;
  mapNumber: string;
  isInternal: boolean;
  files: { format: string; name: string; bytes: number }[];
}

beforeAll(async () => {
  expect((await cli.run(['sample', '--out', 'town'])).code).toBe(0);
  expect((await cli.run(['analyze', 'town/study.json', '--out', 'study'])).code).toBe(0);
});

/** Runs it, expects that it refuses, that nothing is written, and gives what it says. */
async function refused(args: string[], code: number, out = 'refused'): Promise<string> {
  const before = readdirSync(cli.folder).sort();
  const run = await cli.run(['report', ...args, '--out', out]);
  expect(run.code, run.stderr).toBe(code);
  expect(run.stderr).not.toMatch(/^\s+at /m);
  expect(readdirSync(cli.folder).sort()).toEqual(before);
  return run.stderr;
}

/** Names and bytes of all files in a folder, those within folders too. */
function filesOf(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length), readFileSync(path)])
  );
}

/** Pages of a PDF that Skia wrote: its objects are not packed. */
const pageCount = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

describe('what cannot be done is said, and nothing is written', () => {
  it('for words that it does not know', async () => {
    expect(await refused(['study', '--format', 'docx,odt'], 2)).toContain('“odt”');
    expect(await refused(['study', '--format', ''], 2)).toContain('docx');
    for (const day of ['2026-13-01', '2026-02-30', '22.11.2026', ''])
      expect(await refused(['study', '--date', day], 2), day).toContain(`“${day}”`);
    expect(await refused(['study', '--format', 'pdf', '--paper', 'A5'], 2)).toContain('A5');
    expect(await refused(['study', '--format', 'pdf', '--atlas', 'street'], 2)).toContain('street');
    for (const format of ['kml', 'geojson'])
      expect(await refused(['study', '--format', format, '--crs', 'cgcs2000'], 2)).toContain('gpkg');
    expect(await refused(['study', '--format', 'odt', '--lang', 'en'], 2)).not.toMatch(/\p{Script=Han}/u);
    expect((await cli.run(['report', 'study'])).code).toBe(2);
  });

  it('for a folder that is no analysis, or only part of one', async () => {
    expect(await refused(['nowhere'], 1)).toContain('nowhere');
    expect(await refused(['town'], 1)).toContain('yike analyze');
    cpSync(at('study'), at('part'), { recursive: true });
    rmSync(at('part/gaps.csv'));
    expect(await refused(['part'], 1)).toContain('gaps.csv');
    writeFileSync(at('part/gaps.csv'), readFileSync(at('study/gaps.csv')));
    truncateSync(at('part/communities.parquet'), 200);
    expect(await refused(['part'], 1)).toContain('communities.parquet');
    writeFileSync(at('part/summary.json'), '{"title": "');
    expect(await refused(['part'], 1)).toContain('summary.json');
  });

  it('for a place where something of somebody else lies', async () => {
    cli.write('work/thesis.docx', 'years of work');
    expect(await refused(['study', '--format', 'xlsx'], 1, 'work')).toContain('work');
    expect(readdirSync(at('work'))).toEqual(['thesis.docx']);
    expect(await refused(['study', '--format', 'xlsx'], 1, 'study')).toContain('study');
    expect(existsSync(at('study/summary.json'))).toBe(true);
  });

  it('and what was there before stays where writing fails midway', async () => {
    expect((await cli.run(['report', 'study', '--format', 'xlsx', '--out', 'kept', ...DAY])).code).toBe(0);
    const before = filesOf(at('kept'));
    // What the page needs beside the program is missed only when the workbook has been written already.
    const viewer = ['bin/story-viewer.js', 'bin/away.js'].map((name) => at(name));
    renameSync(viewer[0], viewer[1]);
    expect(await refused(['study', '--format', 'xlsx,html'], 1, 'kept')).toContain('story-viewer.js');
    renameSync(viewer[1], viewer[0]);
    expect(filesOf(at('kept'))).toEqual(before);
    // No sheet of all that were asked for: not a report without sheets.
    const args = ['study', '--format', 'xlsx,pdf', '--measures'];
    expect(await refused([...args, 'NO-SUCH'], 1, 'kept')).toContain('ELD-COV-15');
    expect(filesOf(at('kept'))).toEqual(before);
  });
});

describe('what it writes', () => {
  const ALL = 'docx,xlsx,pptx,html,pdf,png,csv,geojson,gpkg,shp,kml,parquet';

  it('is told, and the same bytes each time, in all formats', async () => {
    const args = ['report', 'study', '--format', ALL, '--out', 'report', ...DAY];
    const said = await cli.runJson<Said>([...args, '--author', '沽水街道办事处']);
    expect(said).toMatchObject({ language: 'zh', date: '2026-11-22', author: '沽水街道办事处' });
    expect(said).toMatchObject({ mapNumber: '', isInternal: true });
    expect(new Set(said.files.map(({ format }) => format))).toEqual(new Set(ALL.split(',')));
    expect(JSON.parse(readFileSync(at('report/report.json'), 'utf8'))).toEqual(said);
    const first = filesOf(at('report'));
    expect([...first.keys()].sort()).toEqual(
      [...said.files.map(({ name }) => `/${name}`), '/report.json'].sort()
    );
    for (const { name, bytes } of said.files) expect(first.get(`/${name}`)!.length, name).toBe(bytes);
    const again = await cli.run([...args, '--author', '沽水街道办事处']);
    expect(again.code, again.stderr).toBe(0);
    const second = filesOf(at('report'));
    expect([...second.keys()]).toEqual([...first.keys()]);
    for (const [name, bytes] of second) expect(Buffer.compare(bytes, first.get(name)!), name).toBe(0);
    checkDocument(first.get('/report.docx')!);
    checkSlides(first.get('/report.pptx')!);
    checkWorkbook(first.get('/report.xlsx')!);
    const { title } = JSON.parse(readFileSync(at('study/summary.json'), 'utf8')) as { title: string };
    const document = parseParts(first.get('/report.docx')!);
    expect(document.get('word/document.xml')!.text).toContain('沽水街道办事处');
    expect(document.get('word/document.xml')!.text).toContain(title);
    expect(document.get('word/header1.xml')?.text ?? document.get('word/document.xml')!.text).toContain(
      '内部资料'
    );
  });

  it('is English where that is asked for, public where it is, and has the number of its map', async () => {
    const args = ['--format', 'docx,xlsx,pptx,html', '--public', '--map-number', '津S(2026)001'];
    const run = await cli.run(['report', 'study', '--out', 'english', '--lang', 'en', ...args, ...DAY]);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr + run.stdout).not.toMatch(/\p{Script=Han}/u);
    expect(JSON.parse(readFileSync(at('english/report.json'), 'utf8'))).toMatchObject({
      ...{ language: 'en', isInternal: false, mapNumber: '津S(2026)001' }
    });
    const files = filesOf(at('english'));
    const texts = (name: string) =>
      [...parseParts(files.get(name)!)]
        .map(([part, { text }]) => (part.includes('theme') ? '' : text))
        .join('\n');
    for (const name of ['/report.docx', '/report.xlsx', '/report.pptx']) {
      expect(texts(name), name).not.toMatch(/内部资料|not to be published|internal/i);
      expect(texts(name), name).not.toMatch(/\b(NaN|undefined|Infinity)\b/);
    }
    expect(files.get('/report.html')!.toString()).toContain('"isInternal":false');
    expect(texts('/report.docx').match(/5\.1 {2}15-minute home-based eldercare circle/)).not.toBeNull();
  });

  it('has a sheet for each community behind an index, and the marks of a map', async () => {
    const args = ['--format', 'pdf', '--atlas', 'community', '--map-number', '津S(2026)001', ...DAY];
    const run = await cli.run(['report', 'study', '--out', 'atlas', ...args]);
    expect(run.code, run.stderr).toBe(0);
    expect(pageCount(readFileSync(at('atlas/report.pdf')))).toBe(12 + 1);
  });

  it('has layers in a zone of CGCS2000 and texts in GB18030 on request', async () => {
    const args = ['--format', 'shp,gpkg', '--crs', 'cgcs2000', '--encoding', 'gb18030'];
    const run = await cli.run(['report', 'study', '--out', 'layers', ...args, ...DAY]);
    expect(run.code, run.stderr).toBe(0);
    const parts = unzipSync(readFileSync(at('layers/report-shp.zip')));
    expect(new TextDecoder().decode(parts['communities_epsg4548.cpg'])).toMatch(/GB18030/i);
    expect(new TextDecoder().decode(parts['communities_epsg4548.prj'])).toContain('CGCS2000');
    expect(new TextDecoder('gb18030').decode(parts['communities_epsg4548.dbf'])).toContain('团结东里社区');
  });
});
