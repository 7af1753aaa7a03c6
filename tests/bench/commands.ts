// `yike nearest` and `yike matrix` on Porto with 10^4, 10^5 and 10^6 rows of A and 500 of B: seconds and rows a second of
// the whole command (reading, building, joining, searching, writing) and its peak memory; and the pairs of the same points
// on one thread and on two, beside the same searches by a plain Dijkstra with a Map and a binary heap, interleaved, medians
// of three. Seconds hold on one machine only, ratios on any. The last line is all figures as JSON. Run from the project's root:
//   npx tsx tests/bench/commands.ts [most rows]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import FlatQueue from 'flatqueue';
import { hireThreads } from '../../src/cli/crew.ts';
import { loadNetwork } from '../../src/cli/load-network.ts';
import { pairBatches } from '../../src/cli/pair-batches.ts';
import { openTerminal } from '../../src/cli/terminal.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { Points } from '../../src/lib/geometry/shapes.ts';
import { leavingEnds } from '../../src/lib/network/ends.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
// @ts-expect-error the bundler is a plain script that runs before anything is built
import { bundleCli } from '../../src/cli/bundle.mjs';

const LIMIT_M = 1000;
const MOST = Number(process.argv[2] ?? 1_000_000);
const porto = resolve(import.meta.dirname, '../../../shared/data/osm/porto.osm.pbf');
if (!existsSync(porto)) {
  console.info(`skipped: ${porto} is not there`);
  process.exit(0);
}
const random = createRandom(1);
const scatter = (count: number): Points => {
  const spread = (from: number, width: number) =>
    Float64Array.from({ length: count }, () => from + width * random());
  return { lon: spread(-8.69, 0.14), lat: spread(41.13, 0.06) };
};

/** What the last line says. */
const figures: {
  commands: {
    command: string;
    rowsOfA: number;
    rows: number;
    seconds: number;
    rowsPerS: number;
    peakMb: number;
  }[];
  threads: { threads: number; ms: number; timesPlain: number }[];
} = { commands: [], threads: [] };

/** Inside the repository, so that the bundle finds the packages it leaves outside. */
const program = mkdtempSync(resolve(import.meta.dirname, '../../build/bench-'));
const folder = mkdtempSync(join(tmpdir(), 'yike-bench-'));
try {
  await bundleCli(program);
  writeTable('b', scatter(500));
  for (let rows = 10_000; rows <= MOST; rows *= 10) {
    writeTable('a', scatter(rows));
    for (const command of [['nearest'], ['nearest', '--k', '3'], ['matrix', '--limit', `${LIMIT_M}`]])
      run(command, rows);
  }
  await compareThreads();
  console.log(JSON.stringify(figures));
} finally {
  for (const made of [program, folder]) rmSync(made, { recursive: true, force: true });
}

function writeTable(name: string, { lon, lat }: Points): void {
  const rows = Array.from(lon, (x, i) => `${name}${i},${x.toFixed(7)},${lat[i].toFixed(7)}`);
  writeFileSync(join(folder, `${name}.csv`), `id,lon,lat\n${rows.join('\n')}\n`);
}

function run([command, ...rest]: string[], rows: number): void {
  const files = [
    '--from',
    join(folder, 'a.csv'),
    '--to',
    join(folder, 'b.csv'),
    '--out',
    join(folder, 'out.csv')
  ];
  const script = `
    process.on('exit', () => console.error('peak ' + process.resourceUsage().maxRSS));
    process.argv.splice(1, 1);
    await import(${JSON.stringify(`file://${join(program, 'yike.mjs')}`)});`;
  const began = performance.now();
  const args = [
    '--input-type=module',
    '-e',
    script,
    'x',
    'yike',
    command,
    '--network',
    porto,
    ...files,
    ...rest,
    '--json'
  ];
  const said = execFileSync('sh', ['-c', '"$0" "$@" 2>&1', process.execPath, ...args], { encoding: 'utf8' });
  const seconds = (performance.now() - began) / 1000;
  const peakMb = Number(/peak (\d+)/.exec(said)![1]) / 1024;
  const out = JSON.parse(/^\{.*\}$/m.exec(said)![0]) as { rows?: number; pairs?: number };
  const found = out.rows ?? out.pairs ?? 0;
  const rowsPerS = Math.round(found / seconds);
  figures.commands.push({
    ...{ command: [command, ...rest].join(' '), rowsOfA: rows, rows: found },
    ...{ seconds: Number(seconds.toFixed(3)), rowsPerS, peakMb: Math.round(peakMb) }
  });
  console.log(
    `${[command, ...rest].join(' ').padEnd(20)} ${String(rows).padStart(8)} of A: ${found} rows in ${seconds.toFixed(2)} s, ` +
      `${rowsPerS} a second, peak ${peakMb.toFixed(0)} MB`
  );
}

async function compareThreads(): Promise<void> {
  const { network } = await loadNetwork(porto, openTerminal('en', true));
  const from = joinPoints(network, scatter(4000));
  const to = joinPoints(network, scatter(20_000));
  const crews = [0, 1, 2].map((size) => {
    const crew = hireThreads(size, new URL(`file://${join(program, 'chunks/crew.worker.mjs')}`));
    crew.share({ network, joins: { from, to } });
    return { size, crew, ms: [] as number[] };
  });
  const pairsOf = async (crew: (typeof crews)[number]['crew']): Promise<number> => {
    let pairs = 0;
    const batches = pairBatches(crew, { from, to, symmetric: true }, LIMIT_M, () => {});
    for await (const [a] of batches) pairs += a.length;
    return pairs;
  };
  const plain: number[] = [];
  const found = new Set<number>();
  // The first round starts the threads and is not counted.
  for (let round = 0; round < 4; round++) {
    for (const { crew, ms } of crews) {
      const began = performance.now();
      found.add(await pairsOf(crew));
      if (round > 0) ms.push(performance.now() - began);
    }
    const began = performance.now();
    const some = searchPlainly(network, from, 200);
    if (round > 0) plain.push(((performance.now() - began) * from.edge.length) / 200);
    if (some === 0) throw new Error('expected the plain search to reach something, got nothing');
  }
  for (const { crew } of crews) crew.close();
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1];
  console.log(
    `${[...found].join(' or ')} pairs of 4000 and 20000 within ${LIMIT_M} m, ${availableParallelism()} processors`
  );
  for (const { size, ms } of crews) {
    const name = size === 0 ? 'in place' : `${size} threads`;
    const ratio = (median(plain) / median(ms)).toFixed(1);
    figures.threads.push({ threads: size, ms: Math.round(median(ms)), timesPlain: Number(ratio) });
    console.log(
      `${name.padEnd(10)} ${median(ms).toFixed(0)} ms, ${ratio} × as fast as plain searches without the pairs`
    );
  }
}

/** Bounded searches from the first `count` points the way one writes them down first; nodes reached. */
function searchPlainly(network: Network, from: Joins, count: number): number {
  const { firstArc, arcs, edgeFrom, edgeTo } = network;
  const ends = leavingEnds(network, from);
  let reached = 0;
  for (let k = 0; k < ends.edge.length && ends.point[k] < count; k++) {
    const distance = new Map<number, number>();
    const queue = new FlatQueue<number>();
    const offer = (node: number, d: number): void => {
      if (d > LIMIT_M * 1024 || d >= (distance.get(node) ?? Infinity)) return;
      distance.set(node, d);
      queue.push(node, d);
    };
    offer(edgeFrom[ends.edge[k]], ends.startTicks[k]);
    offer(edgeTo[ends.edge[k]], ends.endTicks[k]);
    while (queue.length > 0) {
      const d = queue.peekValue()!;
      const node = queue.pop()!;
      if (d > distance.get(node)!) continue;
      for (let a = firstArc[node]; a < firstArc[node + 1]; a++) offer(arcs[2 * a], d + arcs[2 * a + 1]);
    }
    reached += distance.size;
  }
  return reached;
}
