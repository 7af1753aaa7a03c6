import { unzipSync } from 'fflate';
import { expect, openTab, test } from './app.ts';

const text = (part: Uint8Array): string => new TextDecoder().decode(part);

test('a planner writes the four documents, an atlas and the layers, all with the figure on screen', async ({
  app
}) => {
  const { page } = app;
  await app.open();
  const share = (await page.getByTestId('share').innerText()).trim();
  expect(share).toMatch(/^\d+\.\d%$/);
  await openTab(page, 'report');
  await page.getByTestId('report-author').fill('沽水街道办事处');
  await page.getByTestId('report-author').blur();

  const all = await app.download(() => page.getByTestId('report-all').click());
  expect(all.name).toMatch(/报告\.zip$/);
  const files = unzipSync(all.bytes);
  const named = (ending: string) => files[Object.keys(files).find((name) => name.endsWith(ending))!];
  await expect(page.getByTestId('report-written').getByRole('button')).toHaveCount(4);

  const document = text(unzipSync(named('.docx'))['word/document.xml']);
  const slides = Object.entries(unzipSync(named('.pptx')))
    .filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
    .map(([, part]) => text(part));
  for (const [what, written] of [
    ['docx', document],
    ['pptx', slides.join('')],
    ['html', text(named('.html'))]
  ]) {
    // Runs may part a sentence: a figure stays whole.
    expect(written.replace(/<[^>]*>/g, ''), what).toContain(share);
    expect(written, what).toContain('沽水街道办事处');
    expect(written, what).toContain('不得公开');
  }
  const cells = Object.entries(unzipSync(named('.xlsx'))).filter(([name]) =>
    name.startsWith('xl/worksheets/')
  );
  const shares = cells.flatMap(([, part]) =>
    [...text(part).matchAll(/<v>(0\.\d+)<\/v>/g)].map(([, value]) => `${(Number(value) * 100).toFixed(1)}%`)
  );
  expect(shares).toContain(share);

  await page.getByTestId('report-atlas').selectOption('community');
  await page.getByTestId('report-map-uncovered').uncheck();
  await page.getByTestId('report-map-sites').uncheck();
  const atlas = await app.download(() => page.getByTestId('report-pdf').click());
  // The index and a sheet for each of the twelve communities.
  const pages = atlas.bytes.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
  expect(pages.length).toBeGreaterThanOrEqual(13);

  await page.getByTestId('report-crs').selectOption('cgcs2000');
  await expect(page.getByTestId('report-kml')).toBeDisabled();
  const layers = await app.download(() => page.getByTestId('report-gpkg').click());
  expect(layers.bytes.subarray(0, 15).toString()).toBe('SQLite format 3');
  expect(layers.bytes.subarray(68, 72).toString()).toBe('GPKG');

  // What was said of reports is remembered.
  await app.reload();
  await openTab(page, 'report');
  await expect(page.getByTestId('report-author')).toHaveValue('沽水街道办事处');
});

test('writing can be stopped, and the study is as it was', async ({ app }) => {
  const { page } = app;
  await app.open();
  await openTab(page, 'report');
  await page.getByTestId('report-atlas').selectOption('community');
  await page.getByTestId('report-sheet-png').click();
  await page.getByTestId('report-stop').click();
  await expect(page.getByTestId('report-stop')).toHaveCount(0);
  await expect(page.getByTestId('failure')).toHaveCount(0);
  await expect(page.getByTestId('report-all')).toBeEnabled();
});
