import type { Page } from '@playwright/test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { MEDIA_TYPE } from '../../src/lib/tables/one-file.ts';
import { withManifest } from '../../src/lib/tables/manifest.ts';
import { expect, test, type App } from './app.ts';

const rows = (page: Page) => page.getByTestId('study-row');

async function list(page: Page): Promise<void> {
  await page.getByTestId('study-menu').click();
  await page.getByTestId('studies').click();
  await expect(page.getByTestId('study-dialog')).toBeVisible();
}

/** A copy of the study on the desk, kept in the browser. */
async function copy(app: App): Promise<void> {
  await app.page.getByTestId('study-menu').click();
  await app.change(() => app.page.getByTestId('to-copy').click());
}

test('several studies are kept side by side: named, copied, opened, deleted; none replaces another', async ({
  app,
  page
}) => {
  await app.open();
  await copy(app);
  await copy(app);
  await list(page);
  await expect(rows(page)).toHaveCount(2);
  await rows(page).nth(1).getByTestId('study-copy').click();
  await expect(rows(page)).toHaveCount(3);
  await rows(page).nth(2).getByTestId('study-delete').click();
  await page.getByTestId('decision-no').click();
  await expect(rows(page)).toHaveCount(3);
  await rows(page).nth(2).getByTestId('study-delete').click();
  await page.getByTestId('decision-go').click();
  await expect(rows(page)).toHaveCount(2);
  const other = await rows(page).nth(0).getByTestId('study-open').textContent();
  await rows(page).nth(0).getByTestId('study-open').click();
  await app.settle();
  await expect(page.getByTestId('study-title')).toHaveText(other!.trim());
  // After closing and opening again it is there, with the others.
  await app.reload();
  await expect(page.getByTestId('study-title')).toHaveText(other!.trim());
  await list(page);
  await expect(rows(page)).toHaveCount(2);
});

test('two tabs on one study: the second saves nothing until it takes over, then the first is told', async ({
  app,
  page
}) => {
  await app.open();
  await copy(app);
  const second = await page.context().newPage();
  await second.goto('./');
  await expect(second.getByTestId('other-tab')).toHaveAttribute('data-hold', 'other');
  await second.getByTestId('take-over').click();
  await expect(page.getByTestId('other-tab')).toHaveAttribute('data-hold', 'taken');
  await expect(second.getByTestId('other-tab')).toHaveCount(0);
  await second.close();
  await expect(page.getByTestId('other-tab')).toHaveAttribute('data-hold', 'free');
  await page.getByTestId('take-over').click();
  await expect(page.getByTestId('other-tab')).toHaveCount(0);
  await app.settle();
});

test('an engine that has died is said, hangs nothing, and starts again with what was saved', async ({
  app,
  page
}) => {
  await app.open();
  await copy(app);
  const numbers = await app.numbers();
  app.expectError(/engine has stopped/);
  const engines = page.workers().filter((worker) => /engine/.test(worker.url()));
  await Promise.all(engines.map((worker) => worker.evaluate(() => self.close()).catch(() => undefined)));
  await expect(page.getByTestId('gone-dialog')).toBeVisible();
  await page.getByTestId('restart').click();
  await expect(page.getByTestId('gone-dialog')).toHaveCount(0);
  await app.settle();
  expect(await app.numbers()).toBe(numbers);
});

test('a study whose names are scripts shows them as text; one of a newer version is refused', async ({
  app,
  page
}) => {
  await app.open();
  await page.getByTestId('study-menu').click();
  const file = await app.download(() => page.getByTestId('to-file').click());
  const files = new Map(Object.entries(unzipSync(new Uint8Array(file.bytes))));
  files.delete('mimetype');
  files.delete('manifest.json');
  const study = JSON.parse(strFromU8(files.get('study.json')!)) as {
    file: { title: string };
    sample: boolean;
  };
  const name = '<img src=x onerror="document.title=1"><script>1</script>';
  files.set(
    'study.json',
    strToU8(JSON.stringify({ ...study, sample: false, file: { ...study.file, title: name } }))
  );
  const pack = (parts: Map<string, Uint8Array>): Buffer =>
    Buffer.from(zipSync({ mimetype: [strToU8(MEDIA_TYPE), { level: 0 }], ...Object.fromEntries(parts) }));
  const give = (buffer: Buffer) =>
    page
      .getByTestId('open-input')
      .setInputFiles({ name: 'x.yike', mimeType: 'application/octet-stream', buffer });
  await app.change(() => give(pack(withManifest(files))));
  await expect(page.getByTestId('study-title')).toHaveValue(name);
  await list(page);
  await expect(rows(page).first()).toContainText(name);
  await page.getByTestId('dialog-close').click();
  const newer = withManifest(files);
  newer.set('manifest.json', strToU8('{"version":99,"files":[]}'));
  await give(pack(newer));
  await expect(page.getByTestId('failure')).toContainText('更新版本的一刻圈');
  await expect(page.getByTestId('study-title')).toHaveValue(name);
});
