import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Not needed without a network: the worker itself, the licence texts, and what only a server reads. */
const left = /^(service-worker\.js|licences\.txt|_app\/version\.json|web\.config)$|(^|\/)\./;

/**
 * Tells the service worker of the built app in `folder` which files there are, each with its SHA-256, and a version that
 * changes when any of them does.
 */
export function listFiles(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/')
    )
    .filter((path) => !left.test(path))
    .sort();
  const files = Object.fromEntries(paths.map((path) => [path, hashOf(readFileSync(join(folder, path)))]));
  const list = JSON.stringify(files);
  const worker = join(folder, 'service-worker.js');
  const text = readFileSync(worker, 'utf8');
  const filled = text
    .replace('const files = {};', () => `const files = ${list};`)
    .replace("const version = '';", `const version = '${hashOf(list).slice(0, 12)}';`);
  if (filled.length < text.length + list.length) throw new Error(`expected the places to fill in ${worker}`);
  writeFileSync(worker, filled);
}

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('base64');
