/*
 * Run by `npx tsx tests/bench/search.ts [runs]`. How fast the searches are beside their rivals: the same algorithms in C
 * at -O3 (in rivals/, built here), scipy.sparse.csgraph.dijkstra and networkx on the unfolded graph. Medians (and least) of
 * runs in turn, in milliseconds of the processor, our own with the collector of garbage: other work on the machine would
 * count against whoever runs longest. "not run" where gcc, SciPy, networkx or the file of Porto is missing. On Porto and on
 * towns of 10,000, 100,000 and 1,000,000 nodes by `makeTown`. A row a set of kernels, in WebAssembly (which searches of larger
 * networks take) and in TypeScript, in turn within one measurement; a rival has to give the same sums and numbers as ours,
 * or the bench fails. The last line is all rows as JSON.
 */
import { buildNetwork } from '../../src/lib/network/build.ts';
import { createCollector, type TickSets } from '../../src/lib/network/collect-within.ts';
import { groupByEdge } from '../../src/lib/network/by-edge.ts';
import { leavingEnds } from '../../src/lib/network/ends.ts';
import { findNearest, labelNodes } from '../../src/lib/network/k-nearest.ts';
import { chooseKernels } from '../../src/lib/network/kernels.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { createNodeReach } from '../../src/lib/network/node-reach.ts';
import { createNearestSearch, distancesToPoints, type Search } from '../../src/lib/network/search.ts';
import { SWEEP_TICKS } from '../../src/lib/network/sweep.ts';
import { groupByNode } from '../../src/lib/network/target-ends.ts';
import { FARTHEST, limitTicks, TICKS_PER_M } from '../../src/lib/network/ticks.ts';
import { distancesAtVertices } from '../../src/lib/network/vertices.ts';
import { readOsmLines } from '../network/porto.ts';
import { startC, startPython, writeColumns, type Rival } from './rivals/start.ts';
import { makeTown, scatterJoins } from './synthetic.ts';

const RUNS = Number(process.argv[2] ?? 11);

type Which = 'wasm' | 'ts';

interface Row {
  place: string;
  work: string;
  kernels: Which;
  nodes: number;
  arcs: number;
  /** Median and least, in milliseconds. */
  ms: number;
  leastMs: number;
  /** The same of each rival, and how many times our own time its median is; null: not run. */
  rivals: Record<string, { ms: number; leastMs: number; times: number } | null>;
}

/** What a piece of work has to come to, whoever does it: how many were found, and the sum of all. */
interface Answer {
  count?: number;
  sum?: number;
}

interface Work<T> {
  /** Works with kernels of both kinds, or only in TypeScript. */
  kernels: readonly Which[];
  run(which: Which): T;
  /** Outside of the time. */
  answer?(result: T): Answer;
}

const BOTH = ['wasm', 'ts'] as const;
const ONLY_TS = ['ts'] as const;

const rows: Row[] = [];

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1];

/** Runs in turn. */
async function measure<T>(
  place: string,
  work: string,
  network: Network,
  { kernels, run, answer = () => ({}) }: Work<T>,
  rivals: Record<string, { rival: Rival | null; what?: string; runs?: number }> = {}
): Promise<void> {
  const own: Record<Which, number[]> = { wasm: [], ts: [] };
  const spent: Record<string, number[]> = {};
  const once = (which: Which): { ms: number; answer: Answer } => {
    chooseKernels(which);
    const begin = process.cpuUsage();
    const result = run(which);
    const { user, system } = process.cpuUsage(begin);
    return { ms: (user + system) / 1000, answer: answer(result) };
  };
  // The first runs are not of compiled code.
  for (let warm = 0; warm < 3; warm++) for (const which of kernels) once(which);
  for (let turn = 0; turn < RUNS; turn++) {
    const answers: Record<string, Answer> = {};
    for (const which of kernels) {
      const done = once(which);
      own[which].push(done.ms);
      answers[which] = done.answer;
    }
    for (const [name, { rival, what, runs = RUNS }] of Object.entries(rivals)) {
      if (rival === null || turn >= runs) continue;
      const { ms, ...theirs } = await rival.run(what);
      (spent[name] ??= []).push(ms);
      answers[name] = theirs;
    }
    agree(`${place}: ${work}`, answers);
  }
  chooseKernels('auto');
  for (const which of kernels) report(place, work, network, which, own[which], rivals, spent);
}

/** Throws where one has another count or sum than another. */
function agree(work: string, answers: Record<string, Answer>): void {
  for (const field of ['count', 'sum'] as const) {
    const given = Object.entries(answers).filter(([, answer]) => answer[field] !== undefined);
    const ours = given.filter(([name]) => name === 'wasm' || name === 'ts');
    for (const [name, answer] of ours.length > 0 ? given : [])
      if (answer[field] !== ours[0][1][field])
        throw new Error(
          `${work}: expected a ${field} of ${ours[0][1][field]}, got ${answer[field]} by ${name}`
        );
  }
}

function report(
  place: string,
  work: string,
  network: Network,
  which: Which,
  own: number[],
  rivals: Record<string, unknown>,
  spent: Record<string, number[]>
): void {
  const ms = median(own);
  const beside = Object.keys(rivals).map((name) => {
    const theirs = spent[name] && median(spent[name]);
    if (theirs === undefined) return [name, null] as const;
    return [name, { ms: theirs, leastMs: spent[name][0], times: theirs / ms }] as const;
  });
  rows.push({
    place,
    work,
    kernels: which,
    nodes: network.firstArc.length - 1,
    arcs: network.arcs.length / 2,
    ms,
    leastMs: own[0],
    rivals: Object.fromEntries(beside)
  });
  const texts = beside.map(([name, one]) =>
    one
      ? `${name} ${one.ms.toFixed(1)} (${one.leastMs.toFixed(1)}) ms, ${one.times.toFixed(2)} times ours, ours ${(ms / one.ms).toFixed(2)} times`
      : `${name} not run`
  );
  console.log(
    [
      `${place}: ${work}`.padEnd(64),
      which.padEnd(4),
      `${ms.toFixed(1)} (${own[0].toFixed(1)}) ms`.padStart(18),
      ...texts
    ].join('  ')
  );
}

function answerOf({ ticks, source, limit }: Search): Answer {
  let count = 0;
  let sum = 0;
  for (let n = 0; n < ticks.length; n++)
    if (ticks[n] <= limit) {
      count += source[n];
      sum += ticks[n];
    }
  return { count, sum };
}

/** The sweep of searchNearest in C. Its count is the sum of the sources. */
function nearestInC(network: Network, sources: Joins): Rival | null {
  const ends = leavingEnds(network, sources);
  const seeds = new Int32Array(6 * ends.edge.length);
  ends.edge.forEach((edge, k) => {
    const [s, from, to] = [ends.point[k], network.edgeFrom[edge], network.edgeTo[edge]];
    seeds.set([from, ends.startTicks[k], s, to, ends.endTicks[k], s], 6 * k);
  });
  const nodes = network.firstArc.length - 1;
  const sizes = Int32Array.of(nodes, network.arcs.length / 2, seeds.length / 3, FARTHEST, SWEEP_TICKS);
  return startC('nearest', writeColumns('nearest', [sizes, network.firstArc, network.arcs, seeds]));
}

/** The bounded walks of createNodeReach and collectWithin in C. */
function setsInC(network: Network, sources: Joins, points: Joins, limitM: number): Rival | null {
  const ends = leavingEnds(network, sources);
  const starts = new Int32Array(7 * ends.edge.length);
  ends.edge.forEach((edge, k) => {
    const i = ends.point[k];
    const along = sources.alongM[i] * TICKS_PER_M;
    const off = sources.offM[i] * TICKS_PER_M;
    const [from, to] = [network.edgeFrom[edge], network.edgeTo[edge]];
    starts.set([from, to, ends.startTicks[k], ends.endTicks[k], edge, along, off], 7 * k);
  });
  const byEdge = groupByEdge(network, points);
  const { first, entries } = groupByNode(network, byEdge);
  const along = new Int32Array(3 * byEdge.point.length);
  byEdge.point.forEach((point, k) =>
    along.set([byEdge.alongM[k] * TICKS_PER_M, byEdge.offM[k] * TICKS_PER_M, point], 3 * k)
  );
  const sizes = Int32Array.of(
    network.firstArc.length - 1,
    network.arcs.length / 2,
    ends.edge.length,
    points.edge.length,
    limitTicks(limitM),
    11,
    network.edgeFrom.length
  );
  const columns = [sizes, network.firstArc, network.arcs, starts, first, entries, byEdge.first, along];
  return startC('sets', writeColumns('sets', columns));
}

/** Every vertex a node: junctions first, then what lies inside edges; and the vertex of each geometry point. */
function unfold(network: Network): { columns: Int32Array[]; vertexOf: Int32Array; vertices: number } {
  const { edgeFrom, edgeTo, edgeFirstPoint, pointAlongM } = network;
  const vertexOf = new Int32Array(pointAlongM.length);
  let vertices = network.firstArc.length - 1;
  const [tail, head, weight]: number[][] = [[], [], []];
  for (let e = 0; e < edgeFrom.length; e++)
    for (let p = edgeFirstPoint[e]; p < edgeFirstPoint[e + 1]; p++) {
      const isFirst = p === edgeFirstPoint[e];
      vertexOf[p] = isFirst ? edgeFrom[e] : p === edgeFirstPoint[e + 1] - 1 ? edgeTo[e] : vertices++;
      if (isFirst) continue;
      const ticks = (pointAlongM[p] - pointAlongM[p - 1]) * TICKS_PER_M;
      tail.push(vertexOf[p - 1], vertexOf[p]);
      head.push(vertexOf[p], vertexOf[p - 1]);
      weight.push(ticks, ticks);
    }
  return { columns: [tail, head, weight].map((column) => Int32Array.from(column)), vertexOf, vertices };
}

/** Sources that stand on vertices, so that rivals that know nodes only can do the same work. */
function onVertices(network: Network, count: number): { joins: Joins; points: number[] } {
  const joins = scatterJoins(network, count);
  const points = Array.from(joins.edge, (e) => network.edgeFirstPoint[e] + 1);
  joins.alongM.set(points.map((p) => network.pointAlongM[p]));
  joins.offM.fill(0);
  return { joins, points };
}

async function againstPython(place: string, network: Network): Promise<void> {
  const { joins, points } = onVertices(network, 500);
  const { columns, vertexOf, vertices } = unfold(network);
  const sources = Int32Array.from(points, (p) => vertexOf[p]);
  const sizes = Int32Array.of(vertices, columns[0].length, sources.length);
  const file = writeColumns('unfolded', [sizes, ...columns, sources]);
  const search = createNearestSearch(network);
  const out = new Int32Array(network.pointLon.length);
  const ours: Work<Int32Array> = {
    kernels: BOTH,
    run: () => distancesAtVertices(network, search(joins), joins, out),
    answer: () => {
      const ticks = new Int32Array(vertices).fill(-1);
      out.forEach((d, p) => (ticks[vertexOf[p]] = d));
      const reached = ticks.filter((d) => d >= 0 && d <= FARTHEST);
      return { count: reached.length, sum: reached.reduce((sum, d) => sum + d, 0) };
    }
  };
  const scipy = await startPython('scipy', file);
  const networkx = await startPython('networkx', file);
  const work = `nearest of 500, all ${vertices} vertices`;
  await measure(place, work, network, ours, {
    scipy: { rival: scipy },
    networkx: { rival: networkx, runs: 3 }
  });
  scipy?.stop();
  networkx?.stop();
}

async function measurePlace(place: string, network: Network): Promise<void> {
  const sources = scatterJoins(network, 500);
  const search = createNearestSearch(network);
  const sweep = nearestInC(network, sources);
  const nearest: Work<Search> = { kernels: BOTH, run: () => search(sources), answer: answerOf };
  await measure(place, 'nearest of 500, all nodes', network, nearest, { C: { rival: sweep } });
  sweep?.stop();
  const many = scatterJoins(network, 200_000, 3);
  const found = search(sources);
  await measure(place, 'and from there to 200,000 points', network, {
    kernels: ONLY_TS,
    run: () => distancesToPoints(network, found, sources, many)
  });
  await measure(place, '3 nearest of 500, all nodes', network, {
    kernels: BOTH,
    run: () => labelNodes(network, sources, 3),
    answer: (labels) => {
      let sum = 0;
      for (let at = 0; at < labels.length; at += 8)
        for (let p = at; p < at + 6; p += 2) if (labels[p] >= 0) sum += labels[p + 1];
      return { sum };
    }
  });
  await measure(place, '3 nearest of 500, all nodes and 200,000 points', network, {
    kernels: BOTH,
    run: () => findNearest(network, sources, many, 3)
  });

  const starts = scatterJoins(network, 1000, 4);
  const reach = createNodeReach(network);
  const walks = setsInC(network, starts, scatterJoins(network, 1), 1200);
  const walk: Work<number> = {
    kernels: ONLY_TS,
    run: () => {
      let count = 0;
      for (let i = 0; i < 1000; i++) count += reach(starts, i, 1200).count;
      return count;
    },
    answer: (count) => ({ count })
  };
  await measure(place, '1,000 walks of 1,200 m, nodes', network, walk, { C: { rival: walks, what: 'n' } });
  walks?.stop();

  const candidates = scatterJoins(network, 2000, 5);
  const points = scatterJoins(network, 100_000, 6);
  // One each: a collector stays with the kernels that it first met.
  const collect = { wasm: createCollector(network, points), ts: createCollector(network, points) };
  const sets = setsInC(network, candidates, points, 1000);
  const gather: Work<TickSets> = {
    kernels: BOTH,
    run: (which) => collect[which](candidates, 1000),
    answer: ({ ticks }) => ({ count: ticks.length, sum: ticks.reduce((sum, d) => sum + d, 0) })
  };
  await measure(place, 'sets of 2,000 × 100,000 within 1,000 m', network, gather, {
    C: { rival: sets, what: 's' }
  });
  sets?.stop();
  await measure(place, 'the searches of these sets alone', network, {
    kernels: ONLY_TS,
    run: () => {
      let count = 0;
      for (let i = 0; i < 2000; i++) count += reach(candidates, i, 1000).count;
      return count;
    },
    answer: (count) => ({ count })
  });
}

const lines = await readOsmLines('porto.osm.pbf');
if (lines === null) console.log('Porto: not run, ../shared/data/osm/porto.osm.pbf is absent');
else {
  const porto = buildNetwork(lines, 0);
  await againstPython('Porto', porto);
  await measurePlace('Porto', porto);
}
for (const nodes of [10_000, 100_000, 1_000_000]) {
  const town = makeTown(nodes);
  if (nodes === 1_000_000) await againstPython(`town of ${nodes}`, town);
  await measurePlace(`town of ${nodes}`, town);
}
console.log(JSON.stringify({ runs: RUNS, node: process.version, rows }));
