import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAnalysedFolder } from './report/analysed-folder.ts';
import { compareDocument } from './report/compare-document.ts';
import { compareGeojson, compareGpkg } from './report/compare-layers.ts';
import { comparePage } from './report/compare-page.ts';
import { compareSheets } from './report/compare-sheets.ts';
import { compareSlides } from './report/compare-slides.ts';
import { compareWorkbook } from './report/compare-workbook.ts';
import { Comparison } from './report/comparison.ts';
import { hasProgram } from './report/programs.ts';
import { useCli } from './run-cli.ts';

const cli = useCli();
const FORMATS = ['docx', 'xlsx', 'pptx', 'html', 'pdf', 'geojson', 'gpkg'];
const readsPdf = hasProgram('pdftotext', '-v');
if (!readsPdf) console.info('skipped: figures of PDF sheets (Debian package poppler-utils is not installed)');

/** Closes, builds and houses, so that what was, what is and what is proposed all differ. */
const SCENARIO = {
  name: '方案甲',
  edits: [
    { do: 'close', code: 'F0018' },
    {
      ...{ do: 'add', code: 'N1', category: 'eldercare_site', name: '新站', floorAreaM2: 300 },
      ...{ lon: 117.1985888, lat: 39.1157067 }
    },
    { do: 'house', code: 'H1', name: '新居', lon: 117.2137281, lat: 39.1256456, people: 900 }
  ]
};

beforeAll(async () => {
  expect((await cli.run(['sample', '--out', 'town'])).code).toBe(0);
  cli.write('scenario.json', JSON.stringify(SCENARIO));
});

/** Analyses, reports and reads all of it back. */
async function compareAll(folder: string, more: string[]): Promise<Comparison> {
  expect(await cli.run(['analyze', 'town/study.json', '--out', folder, ...more])).toMatchObject({ code: 0 });
  const out = `${folder}-report`;
  const run = await cli.run([
    'report',
    folder,
    '--format',
    FORMATS.join(),
    '--out',
    out,
    '--date',
    '2026-11-22'
  ]);
  expect(run, run.stderr).toMatchObject({ code: 0 });
  const analysed = readAnalysedFolder(join(cli.folder, folder));
  const path = (format: string) => join(cli.folder, out, `report.${format}`);
  const read = (format: string) => readFileSync(path(format));
  const comparison = new Comparison();
  compareDocument(read('docx'), analysed, comparison);
  await compareWorkbook(read('xlsx'), analysed, comparison);
  compareSlides(read('pptx'), analysed, comparison);
  comparePage(read('html'), analysed, comparison);
  compareGeojson(read('geojson'), analysed, comparison);
  await compareGpkg(read('gpkg'), analysed, comparison);
  if (readsPdf) compareSheets(path('pdf'), analysed, comparison);
  const counts = Array.from(comparison.counts, ([format, count]) => `${format} ${count}`).join(', ');
  console.info(`${folder}: ${comparison.count} figures compared: ${counts}`);
  return comparison;
}

describe('every figure of every file is that of the tables of the study', () => {
  it('for the sample town as it is', async () => {
    const { faults, counts } = await compareAll('now', []);
    expect(faults).toEqual([]);
    const least = { docx: 600, xlsx: 3900, pptx: 320, html: 440, geojson: 1100, gpkg: 1100 };
    for (const [format, count] of Object.entries(least))
      expect(counts.get(format), format).toBeGreaterThanOrEqual(count);
    if (readsPdf) expect(counts.get('pdf')).toBeGreaterThanOrEqual(25);
  });

  it('for a scenario, where what was, what is and what is proposed differ', async () => {
    const { faults, count } = await compareAll('scenario', ['--scenario', 'scenario.json']);
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(7400);
    const { measures } = readAnalysedFolder(join(cli.folder, 'scenario'));
    const [{ base, covered, after }] = measures;
    expect(new Set([base.covered, covered, after.covered]).size).toBe(3);
  });
});

it('a figure that is another is found', async () => {
  const comparison = new Comparison().of('docx');
  comparison.text('a', '1,235', '1,234');
  comparison.number('b', 0.7437, 0.74372);
  comparison.number('c', null, 0);
  comparison.said('d', '覆盖12,908人', '覆盖12,909人');
  expect(comparison.faults.length).toBe(4);
  expect(comparison.count).toBe(4);
});
