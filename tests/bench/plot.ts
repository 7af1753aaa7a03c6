// Draws how time grows with size from what the other benches print, as log-log plots with the exponent of each row (least
// squares on the logarithms). Files hold the output of search, areas, follow, graph and study; lines that are no JSON are
// passed over. A plot whose bench is in no file is left as it is, and said so. Run from the project's root:
//   npx tsx tests/bench/plot.ts FILE …   writes docs/performance/*.svg
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { drawLogPlot, fitExponent, type Series } from './log-plot.ts';

/** A line of JSON of some bench; every bench has fields of its own. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- seven benches, seven shapes; a wrong field draws nothing and is seen
type Line = any;

const lines: Line[] = process.argv.slice(2).flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
);
const of = (bench: string): Line[] => lines.filter((line) => line.bench === bench);
const folder = resolve(import.meta.dirname, '../../docs/performance');
mkdirSync(folder, { recursive: true });

function plot(name: string, title: string, xTitle: string, yTitle: string, series: Series[]): void {
  const drawn = series.filter(({ points }) => points.length > 1);
  if (drawn.length === 0) return console.log(`${name}: not drawn, its bench is in none of the files`);
  writeFileSync(resolve(folder, `${name}.svg`), drawLogPlot({ title, xTitle, yTitle, series }));
  for (const { name: row, points } of drawn)
    console.log(
      `${name}: ${row}: exponent ${fitExponent(points).slope.toFixed(2)} over ${points.length} sizes`
    );
}

// The bench of searches names no bench; its towns are of one make, Porto is not.
const towns: Line[] = lines
  .flatMap((line) => (line.bench ? [] : line.rows))
  .filter((row) => /^town/.test(row.place));
const searchRows = (work: string): Series[] => {
  const rows = towns.filter((row) => row.work === work);
  const own = (kernels: string) => rows.filter((row) => row.kernels === kernels);
  const inC = rows.filter(
    (row, k) => row.rivals.C && rows.findIndex(({ nodes }) => nodes === row.nodes) === k
  );
  return [
    { name: 'WebAssembly', points: own('wasm').map((row) => [row.nodes, row.ms]) },
    { name: 'TypeScript', points: own('ts').map((row) => [row.nodes, row.ms]) },
    { name: 'C -O3', points: inC.map((row) => [row.nodes, row.rivals.C.ms]) }
  ];
};
const NODES = '节点数 nodes';
const MS = '处理器毫秒 processor ms';
plot(
  'nearest',
  '到 500 处设施的最近距离 · nearest of 500',
  NODES,
  MS,
  searchRows('nearest of 500, all nodes')
);
plot('k-nearest', '最近三处 · 3 nearest of 500', NODES, MS, searchRows('3 nearest of 500, all nodes'));
plot('sets', '2,000 × 100,000 · 1,000 m', NODES, MS, searchRows('sets of 2,000 × 100,000 within 1,000 m'));
plot('walks', '1,000 次 1,200 m 搜索 · walks', NODES, MS, searchRows('1,000 walks of 1,200 m, nodes'));

const numbered = (rows: Record<string, { median: number }>, number: RegExp): [number, number][] =>
  Object.entries(rows).map(([name, { median }]) => [Number(number.exec(name)![1]), median]);
const areas = of('areas').at(-1);
plot('areas', '合并的服务范围（900 m）· merged areas', '设施数 sources', MS, [
  { name: 'TypeScript', points: areas ? numbered(areas.merged, /of (\d+) sources/) : [] }
]);
plot('areas-by-limit', '200 个服务范围 · 200 areas', '步行距离 limit, m', MS, [
  { name: 'TypeScript', points: areas ? numbered(areas.byLimit, /of (\d+) m/) : [] }
]);

const follow = of('follow');
const followed = (name: string, pick: (ms: Line) => number): Series => ({
  name,
  points: follow.map(({ points, ms }) => [points, pick(ms)])
});
plot('follow', '移动一处设施 · one facility moved', '居民点数 points', MS, [
  followed('95 % 分位 p95', ({ all }) => all[1]),
  followed('中位 median', ({ all }) => all[0]),
  followed('全部重算 full run', ({ full }) => full[0])
]);

const study = of('study');
const studied = (name: string, pick: (line: Line) => number): Series => ({
  name,
  points: study.map((line) => [line.points, pick(line)])
});
plot('study', '整个研究（180 项）· full study', '居民点数 points', '处理器秒 processor s', [
  studied('合计 together', ({ steps }) =>
    Object.values(steps as Line[]).reduce((sum, { cpu }) => sum + cpu, 0)
  ),
  studied('覆盖 coverage', ({ steps }) => steps.coverage.cpu),
  studied('DuckDB 只求和 sums', ({ rival }) => rival.cpu)
]);

const graphs: Line[] = of('graph').flatMap(({ rows }) => rows);
const graphed = (name: string, step: string): Series => ({
  name,
  points: graphs.map(({ figures, seconds }) => [figures.vertices, seconds[step]])
});
plot('graph', '路网 · from file to graph', '顶点数 vertices', '秒 s', [
  graphed('从文件 from file', 'file to graph'),
  graphed('建图 build', 'build'),
  graphed('打开已存的图 open saved', 'open')
]);
