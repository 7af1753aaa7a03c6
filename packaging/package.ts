// `npm run package`: one zip of the built app for any web server, `build/yike-<version>.zip`. Run after `npm run build`
// (the script does); with a folder as argument it takes the app of that folder's build and writes the zip there.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { policyOf } from '../src/cli/served-headers.ts';
import { writeBillOfMaterials } from './bill-of-materials.ts';
import { guideHtml, guideText } from './guide-pages.ts';
import { englishGuide } from './guide-en.ts';
import { chineseGuide } from './guide-zh.ts';
import { apacheFile, iisFile, nginxFile } from './server-files.ts';

const root = resolve(import.meta.dirname, '..');

/** What goes into the zip, by path: the folder `yike` for the server, and beside it what its keeper reads. */
function collect(build: string, version: string): Map<string, Uint8Array> {
  const app = join(build, 'app');
  const parts = join(build, 'parts.json');
  if (!existsSync(join(app, 'index.html')) || !existsSync(parts))
    throw new Error(`expected a built app in ${build}, found none: run \`npm run build\``);
  const policy = policyOf(readFileSync(join(app, 'index.html'), 'utf8'));
  if (policy === null) throw new Error('expected a policy in the built page, got none');
  const files = new Map<string, Uint8Array>();
  for (const entry of readdirSync(app, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`yike/${relative(app, path).replaceAll('\\', '/')}`, readFileSync(path));
  }
  const texts: Record<string, string> = {
    'yike/.htaccess': apacheFile(policy),
    'yike/web.config': iisFile(policy),
    'server/nginx-yike.conf': nginxFile(policy),
    '安装与使用说明.html': guideHtml(chineseGuide(version)),
    // Notepad of older Windows takes a text without the mark for the local code page.
    '安装与使用说明.txt': `\uFEFF${guideText(chineseGuide(version)).replaceAll('\n', '\r\n')}`,
    'README.en.txt': guideText(englishGuide(version)),
    'LICENSE.txt': readFileSync(join(root, 'LICENSE'), 'utf8'),
    'sbom.cdx.json': writeBillOfMaterials(root, JSON.parse(readFileSync(parts, 'utf8')) as string[], version)
  };
  for (const [path, text] of Object.entries(texts)) files.set(path, strToU8(text));
  files.set('SHA256SUMS', strToU8(sums(files)));
  return files;
}

/** As `sha256sum -c` reads it, by path. */
function sums(files: Map<string, Uint8Array>): string {
  return [...files.keys()]
    .sort()
    .map((path) => `${createHash('sha256').update(files.get(path)!).digest('hex')}  ${path}\n`)
    .join('');
}

/** The same bytes for the same files: names in order, no owner, dates by the content. */
function zip(files: Map<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort()) {
    const bytes = files.get(path)!;
    // Readable by all, as a server needs it; Unix is named as the maker, so that the mode is read.
    entries[path] = [bytes, { level: 9, mtime: dateOf(bytes), os: 3, attrs: 0o100644 << 16 }];
  }
  return zipSync(entries);
}

/**
 * A date between 2000 and 2020 that is another for other content. Servers tell a changed file by its size and date: with
 * one date for all, a browser would keep an old index.html, which has the size of the new one.
 */
function dateOf(bytes: Uint8Array): Date {
  const days = createHash('sha256').update(bytes).digest().readUInt32LE(0);
  return new Date(2000, 0, 1 + (days % 7300), days % 24, (days >>> 8) % 60, 2 * ((days >>> 16) % 30));
}

const build = resolve(process.argv[2] ?? join(root, 'build'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const files = collect(build, version);
const bytes = zip(files);
const name = `yike-${version}.zip`;
writeFileSync(join(build, name), bytes);
const sum = createHash('sha256').update(bytes).digest('hex');
writeFileSync(join(build, `${name}.sha256`), `${sum}  ${name}\n`);
console.log(
  `${join(build, name)}: ${files.size} files, ${(bytes.length / 1e6).toFixed(1)} MB, SHA-256 ${sum}`
);
