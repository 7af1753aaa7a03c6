// Packages the app that is built here, builds and packages it once more in another folder, and expects the same bytes;
// then expects the zip to hold the whole app, and its checksums to be right. A step of `npm test`.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { execute } from '../run/execute.ts';

const root = resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const name = `yike-${version}.zip`;

/** Runs a program of Node in a folder, and throws what it said where it fails. */
async function run(folder: string, ...args: string[]): Promise<void> {
  const { code, output } = await execute(process.execPath, args, {}, folder);
  if (code !== 0) throw new Error(`${args.join(' ')} in ${folder}: exit code ${code}\n${output}`);
}

const packaging = ['--import', 'tsx', 'packaging/package.ts'];
const other = mkdtempSync(join(tmpdir(), 'yike-twice-'));
try {
  await run(root, ...packaging);
  for (const entry of readdirSync(root)) {
    if (['node_modules', 'build', '.svelte-kit', '.git', 'test-results', 'docs', 'tests'].includes(entry))
      continue;
    cpSync(join(root, entry), join(other, entry), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(other, 'node_modules'), 'junction');
  await run(other, 'node_modules/@sveltejs/kit/svelte-kit.js', 'sync');
  await run(other, 'node_modules/vite/bin/vite.js', 'build');
  await run(other, ...packaging);
  const [first, second] = [root, other].map((folder) => readFileSync(join(folder, 'build', name)));
  const [files, again] = [first, second].map((bytes) => unzipSync(bytes));
  if (!first.equals(second)) {
    const paths = [...new Set([...Object.keys(files), ...Object.keys(again)])];
    const differing = paths.filter(
      (path) => !files[path] || !Buffer.from(files[path]).equals(again[path] ?? [])
    );
    throw new Error(
      `expected the same zip of two builds, got other bytes in: ${differing.join(', ') || 'its order'}`
    );
  }
  checkContent(files);
  console.log(`${Object.keys(files).length} files, ${first.length} bytes, twice the same`);
} finally {
  rmSync(other, { recursive: true, force: true });
}

function checkContent(files: Record<string, Uint8Array>): void {
  const sums = new Map(
    strFromU8(files.SHA256SUMS)
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(66), line.slice(0, 64)])
  );
  const app = join(root, 'build/app');
  for (const entry of readdirSync(app, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const packed = files[`yike/${path.slice(app.length + 1).replaceAll('\\', '/')}`];
    if (!packed || !readFileSync(path).equals(packed))
      throw new Error(`expected ${basename(path)} in the zip as it was built`);
  }
  for (const [path, bytes] of Object.entries(files)) {
    const sum = path === 'SHA256SUMS' ? undefined : createHash('sha256').update(bytes).digest('hex');
    if (sums.get(path) !== sum)
      throw new Error(`expected the checksum ${sum} of ${path}, got ${sums.get(path)}`);
  }
  for (const path of [
    'yike/.htaccess',
    'yike/web.config',
    'server/nginx-yike.conf',
    'LICENSE.txt',
    'sbom.cdx.json'
  ])
    if (!files[path]) throw new Error(`expected ${path} in the zip, found it not`);
}
