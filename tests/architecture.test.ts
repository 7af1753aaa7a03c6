import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findCircles,
  findDefaultExportsAndBarrels,
  findForbiddenImports,
  findImpurity,
  findStrangeNames,
  rooms
} from './architecture/rules.ts';
import { importsOf, readSources, type Source } from './architecture/sources.ts';

const sources = readSources(resolve(import.meta.dirname, '..'), 'src');

describe('the house', () => {
  it('was read: files and imports of several rooms', () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.flatMap(importsOf).filter((found) => found.file !== null).length).toBeGreaterThan(10);
  });
  it('imports only up the list of rooms', () => expect(findForbiddenImports(sources)).toEqual([]));
  it('has a core without clock, chance, screen, network or machine', () =>
    expect(findImpurity(sources)).toEqual([]));
  it('has no circle of imports', () => expect(findCircles(sources)).toEqual([]));
  it('has only the rooms of the table, and files named alike', () =>
    expect(findStrangeNames(sources)).toEqual([]));
  it('exports by name, and has no barrels', () => expect(findDefaultExportsAndBarrels(sources)).toEqual([]));
  it('has a table whose arrows only point up', () => {
    const order = Object.keys(rooms);
    for (const [room, targets] of Object.entries(rooms)) {
      for (const target of targets)
        expect(order.indexOf(target), `${room} → ${target}`).toBeLessThan(order.indexOf(room));
    }
  });
});

/** A tree of made-up files, by path. */
function tree(files: Record<string, string>): Source[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}

describe('the checks themselves', () => {
  const shapes = { 'src/lib/geometry/shapes.ts': 'export type A = 1;' };

  it.each([
    ['import', `import type { B } from '../study/study.ts';`],
    ['re-export', `export { B } from '../study/study.ts';`],
    ['dynamic import', `const b = await import('../study/study.ts');`],
    ['type import', `type B = import('../study/study.ts').B;`],
    ['worker', `new Worker(new URL('../study/study.ts', import.meta.url));`],
    ['alias', `import { B } from '#lib/study/study.ts';`],
    ['query', `import url from '../study/study.ts?worker&url';`]
  ])('see an arrow that points down: %s', (_kind, text) => {
    const files = tree({
      'src/lib/geometry/shapes.ts': text,
      'src/lib/study/study.ts': 'export type B = 1;'
    });
    expect(findForbiddenImports(files)).toHaveLength(1);
    expect(findForbiddenImports(files)[0]).toContain('geometry may not import study');
  });

  it('see imports of a Svelte script, in either block, and not of the text around it', () => {
    const text = `<script module lang="ts">import '../tables/native.ts';</script>
<script lang="ts">import { x } from '../../cli/x.ts';</script><p>import '../../routes/y.ts'</p>`;
    const files = tree({
      'src/lib/workbench/Map.svelte': text,
      'src/lib/tables/native.ts': 'export const a = 1;',
      'src/cli/x.ts': 'export const x = 1;'
    });
    const problems = findForbiddenImports(files);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('tables/native only in src/cli');
    expect(problems[1]).toContain('workbench may not import cli');
  });

  it('hold the two database adapters to their place', () => {
    const adapters = {
      'src/lib/tables/native.ts': `import '@duckdb/node-api'; import 'node:fs';`,
      'src/lib/tables/wasm.ts': `import '@duckdb/duckdb-wasm';`,
      'src/lib/tables/database.ts': 'export type D = 1;'
    };
    const use = (path: string, text: string) => findForbiddenImports(tree({ ...adapters, [path]: text }));
    expect(use('src/cli/analyze.ts', `import '../lib/tables/native.ts';`)).toEqual([]);
    expect(use('src/lib/workbench/start.ts', `import '../tables/wasm.ts';`)).toEqual([]);
    expect(use('src/cli/analyze.ts', `import '#lib/tables/wasm.ts';`)).toHaveLength(1);
    expect(use('src/lib/workbench/start.ts', `import '../tables/native.ts';`)).toHaveLength(1);
    expect(use('src/lib/tables/read.ts', `import './native.ts';`)).toHaveLength(1);
    expect(use('src/lib/import/csv.ts', `import '../tables/wasm.ts';`)).toHaveLength(1);
    expect(use('src/lib/import/csv.ts', `import '../tables/database.ts';`)).toEqual([]);
    expect(use('src/lib/import/csv.ts', `import '@duckdb/duckdb-wasm';`)).toHaveLength(1);
    expect(use('src/lib/import/csv.ts', `import { readFileSync } from 'node:fs';`)).toHaveLength(1);
    expect(use('src/lib/report/map.ts', `import maplibre from 'maplibre-gl';`)).toHaveLength(1);
  });

  it('see routes that place more than the workbench, missing endings, and data read past its room', () => {
    const use = (path: string, text: string) => findForbiddenImports(tree({ ...shapes, [path]: text }));
    expect(use('src/routes/+page.svelte', `<script>import '#lib/geometry/shapes.ts'</script>`)).toHaveLength(
      1
    );
    expect(use('src/lib/network/a.ts', `import '../geometry/shapes';`)).toHaveLength(1);
    expect(use('src/lib/network/a.ts', `import '../geometry/shapes.ts';`)).toEqual([]);
    expect(use('src/lib/network/a.ts', `import '../../../tests/x.ts';`)).toHaveLength(1);
    expect(use('src/lib/network/a.ts', `import x from '../../../data/standards/a.json';`)).toHaveLength(1);
    expect(use('src/lib/standards/a.ts', `import x from '../../../data/standards/a.json';`)).toEqual([]);
  });

  it.each([
    'const now = Date.now();',
    'export const x = new Date();',
    'export const x = Math.random();',
    'const t = performance.now();',
    `console.info('x');`,
    `await fetch('x');`,
    'window.alert(1);',
    'document.title;',
    'process.exit(1);',
    'globalThis.x;',
    'const { random } = { random: crypto };',
    `import { randomPoint } from '@turf/turf';`
  ])('see impurity in the core: %s', (text) => {
    for (const room of ['geometry', 'study', 'sample']) {
      expect(findImpurity(tree({ [`src/lib/${room}/a.ts`]: text })), room).toHaveLength(1);
    }
    expect(findImpurity(tree({ 'src/lib/workbench/a.ts': text }))).toEqual([]);
  });

  it('let the core name its own things freely', () => {
    const text = `// Date.now()
      interface A { date: number; document: string }
      const a = { process: 1, window: 'Date' };
      export const b = (x: A) => x.document + a.window + Math.sqrt(2);`;
    expect(findImpurity(tree({ 'src/lib/study/a.ts': text }))).toEqual([]);
  });

  it('see a circle over three files once, types included, and none where there is none', () => {
    const a = { 'src/lib/study/a.ts': `import type { B } from './b.ts';` };
    const b = { 'src/lib/study/b.ts': `import './c.ts';` };
    expect(findCircles(tree({ ...a, ...b, 'src/lib/study/c.ts': `import './a.ts';` }))).toEqual([
      'src/lib/study/a.ts → src/lib/study/b.ts → src/lib/study/c.ts → src/lib/study/a.ts'
    ]);
    expect(findCircles(tree({ ...a, ...b, 'src/lib/study/c.ts': `import '../geometry/a.ts';` }))).toEqual([]);
  });

  it('see strange rooms and names', () => {
    const names = [
      'utils/a.ts',
      'study/helpers/a.ts',
      'study/readInputs.ts',
      'workbench/map.svelte',
      'study/a_b.ts'
    ];
    for (const name of names) {
      expect(findStrangeNames(tree({ [`src/lib/${name}`]: '' })).length, name).toBeGreaterThan(0);
    }
    const good = [
      'workbench/Map.svelte',
      'workbench/state.svelte.ts',
      'workbench/study.worker.ts',
      'study/a-b.ts'
    ];
    expect(findStrangeNames(tree(Object.fromEntries(good.map((name) => [`src/lib/${name}`, '']))))).toEqual(
      []
    );
  });

  it.each([
    ['export default 1;', 1],
    ['export default function f() {}', 1],
    ['const a = 1; export { a as default };', 1],
    [`export * from './a.ts';`, 1],
    [`import { a } from './a.ts'; export { a };`, 1],
    [`export { a } from './a.ts'; export const b = 1;`, 0],
    ['export const b = 1;', 0]
  ])('see default exports and barrels: %s', (text, count) => {
    expect(findDefaultExportsAndBarrels(tree({ 'src/lib/study/x.ts': text }))).toHaveLength(count);
  });
});
