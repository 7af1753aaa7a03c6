import { posix } from 'node:path';
import ts from 'typescript';
import { importsOf, parse, visit, type Import, type Source } from './sources.ts';

const core = ['geometry', 'standards', 'network', 'demand', 'coverage', 'siting', 'study'];
const belowTables = core;

/** Which rooms a room may import, besides itself. A need that it does not foresee is a reason to change it, with its why. */
export const rooms: Record<string, readonly string[]> = {
  geometry: [],
  standards: [],
  network: ['geometry'],
  demand: ['network', 'geometry'],
  coverage: ['demand', 'network', 'standards', 'geometry'],
  siting: ['coverage', 'demand', 'network', 'standards', 'geometry'],
  study: ['siting', 'coverage', 'demand', 'network', 'standards', 'geometry'],
  tables: belowTables,
  import: ['tables', 'geometry', 'standards'],
  report: core,
  // The sample comes as bureaus send it: in the encoding that layers are written in.
  sample: ['geometry', 'standards', 'report'],
  workbench: [...core, 'tables', 'import', 'report', 'sample'],
  routes: ['workbench'],
  cli: [...core, 'tables', 'import', 'report', 'sample']
};

/** Rooms without screen, database, file, clock or unseeded chance; the generator too, to be the same everywhere. */
const pure = new Set([...core, 'sample']);

const nowhereInCore = new Set(
  (
    'Date performance console fetch XMLHttpRequest WebSocket window document navigator location self globalThis ' +
    'process Buffer require localStorage sessionStorage indexedDB caches crypto setTimeout setInterval ' +
    'setImmediate queueMicrotask requestAnimationFrame Worker postMessage'
  ).split(' ')
);

/** Packages that belong to one place, and who may import them. */
const packages: { name: RegExp; only: (path: string, room: string) => boolean; where: string }[] = [
  {
    name: /^node:/,
    only: (path, room) => room === 'cli' || isAdapter(path, 'native'),
    where: 'src/cli and tables/native'
  },
  {
    name: /^@duckdb\/node/,
    only: (path) => isAdapter(path, 'native'),
    where: 'tables/native'
  },
  {
    name: /^@duckdb\/duckdb-wasm/,
    only: (path) => isAdapter(path, 'wasm'),
    where: 'tables/wasm'
  },
  {
    name: /^(svelte|maplibre-gl|@lucide\/svelte|\$app)(\/|$)/,
    only: (_path, room) => room === 'workbench' || room === 'routes',
    where: 'workbench and src/routes'
  }
];

/** The room of a path (`routes` and `cli` count as rooms), or null outside of them. */
function roomOf(path: string): string | null {
  const [, room] = /^src\/(?:lib\/)?([^/]+)\//.exec(path) ?? [];
  return room ?? null;
}

function isAdapter(path: string, which: 'native' | 'wasm'): boolean {
  return new RegExp(`^src/lib/tables/${which}[./-]`).test(path);
}

/** Sentences on imports that the table of rooms does not allow, or that mean no file. */
export function findForbiddenImports(sources: Source[]): string[] {
  const paths = new Set(sources.map((source) => source.path));
  return sources.flatMap((source) => importsOf(source).flatMap((found) => judgeImport(found, paths)));
}

function judgeImport(found: Import, paths: Set<string>): string[] {
  const { from, names, file } = found;
  const room = roomOf(from);
  if (room === null) return [];
  if (file === null) {
    return packages
      .filter((place) => place.name.test(names) && !place.only(from, room))
      .map((place) => `${from}: expected ${names} only in ${place.where}`);
  }
  if (file.startsWith('data/standards/') && file.endsWith('.json')) {
    return room === 'standards' ? [] : [`${from}: expected ${file} only through the standards room`];
  }
  // The version that the command line prints.
  if (file === 'package.json' && room === 'cli') return [];
  // The names that `yike sample` hands to the generator, as its script does.
  if (file === 'data/sample-names.json' && room === 'cli') return [];
  const target = roomOf(file);
  if (target === null || !(target in rooms)) return [`${from}: expected a file of a room, got ${names}`];
  if (!paths.has(file) && !/\.(css|json|wasm)$/.test(file)) {
    return [`${from}: expected an existing file, named with its ending, got ${names}`];
  }
  if (target !== room && !(rooms[room] ?? []).includes(target)) {
    return [`${from}: ${room} may not import ${target} (${names})`];
  }
  if (isAdapter(file, 'native') && room !== 'cli' && !isAdapter(from, 'native')) {
    return [`${from}: expected tables/native only in src/cli, got ${names}`];
  }
  if (isAdapter(file, 'wasm') && room !== 'workbench' && !isAdapter(from, 'wasm')) {
    return [`${from}: expected tables/wasm only in workbench, got ${names}`];
  }
  return [];
}

/** Sentences on uses of clock, chance, screen, network or machine in the rooms that have none. */
export function findImpurity(sources: Source[]): string[] {
  return sources
    .filter((source) => pure.has(roomOf(source.path) ?? ''))
    .flatMap((source) => {
      const problems: string[] = [];
      const tree = parse(source);
      visit(tree, (node) => {
        if (!ts.isIdentifier(node)) return;
        const word = impureWord(node);
        if (word === null) return;
        const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        problems.push(`${source.path}:${line}: expected a pure core, got ${word}`);
      });
      return problems;
    });
}

function impureWord(node: ts.Identifier): string | null {
  const parent = node.parent;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
  if (isMember) return parent.getText() === 'Math.random' ? 'Math.random' : null;
  if (ts.isImportSpecifier(parent)) {
    // Turf's chance is unseeded.
    const from = parent.parent.parent.parent.moduleSpecifier.getText();
    return /turf/.test(from) && /^(random[A-Z]\w*|sample)$/.test(node.text)
      ? `${node.text} of ${from}`
      : null;
  }
  const isKey =
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodDeclaration(parent)) &&
    parent.name === node;
  return !isKey && nowhereInCore.has(node.text) ? node.text : null;
}

/** Circles of imports between files, each once, as `a → b → a`. */
export function findCircles(sources: Source[]): string[] {
  const next = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .map((found) => found.file)
        .filter((file) => file !== null)
    ])
  );
  const circles: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const walk = (path: string) => {
    if (state.get(path) === 'open') {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    if (state.has(path)) return;
    state.set(path, 'open');
    trail.push(path);
    for (const target of next.get(path) ?? []) walk(target);
    trail.pop();
    state.set(path, 'done');
  };
  for (const source of sources) walk(source.path);
  return circles;
}

const noRooms = ['utils', 'helpers', 'common', 'types', 'stores', 'shared', 'misc', 'lib'];

/** Sentences on rooms that the table does not know, and on file names that are not kebab-case or PascalCase. */
export function findStrangeNames(sources: Source[]): string[] {
  return sources.flatMap(({ path }) => {
    const problems: string[] = [];
    const room = roomOf(path);
    if (room !== null && !(room in rooms))
      problems.push(`${path}: expected a room of the table, got ${room}`);
    for (const part of posix.dirname(path).split('/').slice(2)) {
      if (noRooms.includes(part))
        problems.push(`${path}: expected a room of the planner's nouns, got ${part}`);
    }
    const name = posix.basename(path);
    if (room === 'routes' || path.split('/').length < 3) return problems;
    const isGood = name.endsWith('.svelte')
      ? /^[A-Z][A-Za-z0-9]*\.svelte$/.test(name)
      : /^[a-z0-9]+(-[a-z0-9]+)*(\.worker|\.svelte|\.d)?\.(ts|js|mjs)$/.test(name);
    if (!isGood) problems.push(`${path}: expected kebab-case.ts, name.worker.ts or PascalCase.svelte`);
    return problems;
  });
}

/** Sentences on default exports and on files that only hand on the exports of others. */
export function findDefaultExportsAndBarrels(sources: Source[]): string[] {
  return sources
    .filter((source) => roomOf(source.path) !== null && !source.path.endsWith('.d.ts'))
    .flatMap((source) => {
      const { statements } = parse(source);
      const problems: string[] = [];
      if (statements.some(isDefaultExport))
        problems.push(`${source.path}: expected named exports, got a default one`);
      const handsOn = statements.filter((statement) => ts.isExportDeclaration(statement));
      const own = statements.filter(
        (statement) => !ts.isExportDeclaration(statement) && !ts.isImportDeclaration(statement)
      );
      if (handsOn.length > 0 && own.length === 0 && !source.path.endsWith('.svelte')) {
        problems.push(`${source.path}: expected a file with something of its own, got a barrel`);
      }
      return problems;
    });
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return (
      clause !== undefined &&
      ts.isNamedExports(clause) &&
      clause.elements.some((e) => e.name.text === 'default')
    );
  }
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)
  );
}
