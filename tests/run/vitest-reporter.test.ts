import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Counts } from './steps.ts';

const root = resolve(import.meta.dirname, '../..');

/** Runs Vitest on a file of one test that is skipped, which first prints `said`. */
async function skipSaying(folder: string, name: string, said: string): Promise<Counts> {
  const results = join(folder, `${name}.json`);
  const file = join(folder, `${name}.test.ts`);
  writeFileSync(
    file,
    `import { it } from 'vitest';\nconsole.info(${JSON.stringify(said)});\nit.skipIf(true)('is left', () => {});\n`
  );
  const args = ['run', '--root', folder, '--config', join(folder, 'vitest.config.mjs'), file];
  const reporter = join(root, 'tests/run/vitest-reporter.ts');
  await new Promise<void>((done, fail) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), ...args, `--reporter=${reporter}`],
      { cwd: folder, env: { ...process.env, YIKE_RESULTS: results, VITEST: '' }, stdio: 'ignore' }
    );
    child.on('error', fail);
    child.on('close', () => done());
  });
  return JSON.parse(readFileSync(results, 'utf8')) as Counts;
}

describe('the reason of a skipped test', () => {
  let folder = '';
  beforeAll(() => {
    mkdirSync(join(root, 'build'), { recursive: true });
    folder = mkdtempSync(join(root, 'build/reporter-test-'));
    writeFileSync(
      join(folder, 'vitest.config.mjs'),
      `export default { test: { include: ['**/*.test.ts'] } };\n`
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the line that its file printed after “skipped:”', async () => {
    const { skipped } = await skipSaying(folder, 'said', 'reading\nskipped: the data are absent');
    expect(skipped).toMatchObject([{ reason: 'the data are absent' }]);
  });

  it('is none where the file only spoke of something else', async () => {
    const said = 'no file is left without a name; 缺 0; not found: 0; skipping nothing\nskipped:';
    const { skipped } = await skipSaying(folder, 'unsaid', said);
    expect(skipped).toMatchObject([{ reason: '' }]);
  });
});
