import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Plugin } from 'vite';

/** Where a build writes which installed packages went into the app, for the bill of materials. */
const partsFile = 'build/parts.json';

const found = new Set<string>();

/**
 * Notes the place in the lockfile (`node_modules/…`) of every package of which the app's builds load a file: those of
 * the page and, where it is given to Vite's `worker.plugins`, those of the workers.
 */
export function noteParts(root: string): Plugin {
  return {
    name: 'note-parts',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      // Kit's own build for its server isn't handed on.
      if (this.environment.name !== 'client') return null;
      if (id.startsWith('\0')) return null;
      const path = relative(root, id.replace(/[?#].*$/, '')).replaceAll('\\', '/');
      // From the first such folder on: it may be a link to another place.
      const place = /\bnode_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
      if (place) found.add(place);
      return null;
    },
    closeBundle() {
      if (this.environment.name !== 'client') return;
      mkdirSync(dirname(partsFile), { recursive: true });
      writeFileSync(partsFile, `${JSON.stringify([...found].sort(), null, 1)}\n`);
    }
  };
}
