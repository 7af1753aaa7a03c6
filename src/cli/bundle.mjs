// Builds the command line: `node src/cli/bundle.mjs [FOLDER]`, by default into build/cli, and makes `npx yike` find it.
import { realpathSync } from 'node:fs';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Bundles src/cli/yike.ts into `folder`/yike.mjs and chunks that are loaded when a command needs them. */
export async function bundleCli(folder) {
  await rm(folder, { recursive: true, force: true });
  await build({
    cwd: root,
    // The thread of a crew lies with the chunks, one of which starts it.
    input: {
      yike: join(root, 'src/cli/yike.ts'),
      'chunks/crew.worker': join(root, 'src/cli/crew.worker.ts')
    },
    platform: 'node',
    // Their binaries are found from the installed packages.
    external: [/^@duckdb\/node-/, /^@napi-rs\/canvas/, /^highs$/],
    logLevel: 'warn',
    output: {
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: 'chunks/[name]-[hash].mjs',
      banner: (chunk) => (chunk.name === 'yike' ? '#!/usr/bin/env node' : ''),
      comments: false
    }
  });
  await chmod(join(folder, 'yike.mjs'), 0o755);
  await writeFile(join(folder, 'story-viewer.js'), await bundleViewer());
}

/** The script of an exported story as one text, which the command line and the app lay beside themselves. */
export async function bundleViewer() {
  const { output } = await build({
    cwd: root,
    input: join(root, 'src/lib/report/story/viewer/main.ts'),
    platform: 'browser',
    transform: { target: 'chrome110' },
    logLevel: 'warn',
    write: false,
    output: { format: 'iife', minify: true, comments: { legal: true, annotation: false, jsdoc: false } }
  });
  return output[0].code;
}

/** Puts `yike` beside the other commands of node_modules, which is where npx looks. */
async function linkCommand(script) {
  const bin = join(root, 'node_modules/.bin');
  await mkdir(bin, { recursive: true });
  const target = relative(bin, script);
  if (process.platform === 'win32') {
    await writeFile(join(bin, 'yike.cmd'), `@node "%~dp0\\${target}" %*\r\n`);
    return;
  }
  await rm(join(bin, 'yike'), { force: true });
  await symlink(target, join(bin, 'yike'));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? join(root, 'build/cli'));
  await bundleCli(folder);
  if (process.argv[2] === undefined) await linkCommand(join(folder, 'yike.mjs'));
}
