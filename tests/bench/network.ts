import { distanceM } from '../../src/lib/geometry/metric.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { Lines, Points } from '../../src/lib/geometry/shapes.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';

/*
 * Run by `npx tsx tests/bench/network.ts [blocks]`. Prints how many times faster the network is built and searched than by
 * the way one would write down first (a Map of neighbours by coordinate, unfolded, and a sorted array for a queue), on
 * the same streets in the same process; ratios hold on any machine, seconds do not.
 */
const BLOCKS = Number(process.argv[2] ?? 150);
const POINTS_A_STREET = 6;
const next = createRandom(1);

/** Streets of a bent grid, each block with vertices between its corners. */
function bentGrid(): Lines {
  const lon: number[] = [];
  const lat: number[] = [];
  const first = [0];
  const bend = (i: number, j: number): [number, number] => [
    117 + 0.001 * (i + 0.3 * Math.sin(j / 7)),
    39 + 0.001 * (j + 0.3 * Math.cos(i / 5))
  ];
  for (const across of [true, false]) {
    for (let i = 0; i <= BLOCKS; i++) {
      for (let k = 0; k <= BLOCKS * POINTS_A_STREET; k++) {
        const [x, y] = across ? bend(i, k / POINTS_A_STREET) : bend(k / POINTS_A_STREET, i);
        lon.push(x);
        lat.push(y);
      }
      first.push(lon.length);
    }
  }
  return { lon: Float64Array.from(lon), lat: Float64Array.from(lat), first: Uint32Array.from(first) };
}

function randomPoints(count: number): Points {
  const spread = (from: number) => Float64Array.from({ length: count }, () => from + 0.001 * BLOCKS * next());
  return { lon: spread(117), lat: spread(39) };
}

type Naive = Map<string, Map<string, number>>;

function buildNaive(lines: Lines): Naive {
  const graph: Naive = new Map();
  const link = (a: string, b: string, metres: number): void => {
    if (!graph.has(a)) graph.set(a, new Map());
    graph.get(a)!.set(b, metres);
  };
  for (let i = 0; i + 1 < lines.first.length; i++) {
    for (let k = lines.first[i]; k + 1 < lines.first[i + 1]; k++) {
      const a = `${lines.lon[k].toFixed(6)},${lines.lat[k].toFixed(6)}`;
      const b = `${lines.lon[k + 1].toFixed(6)},${lines.lat[k + 1].toFixed(6)}`;
      const metres = distanceM(lines.lon[k], lines.lat[k], lines.lon[k + 1], lines.lat[k + 1]);
      link(a, b, metres);
      link(b, a, metres);
    }
  }
  return graph;
}

/** Dijkstra with a Map and an array kept in order by binary insertion. */
function searchNaive(graph: Naive, sources: string[]): Map<string, number> {
  const distance = new Map(sources.map((s) => [s, 0]));
  const queue = sources.map((node) => ({ node, d: 0 }));
  while (queue.length > 0) {
    const { node, d } = queue.pop()!;
    if (d > distance.get(node)!) continue;
    for (const [other, metres] of graph.get(node)!) {
      const there = d + metres;
      if (there >= (distance.get(other) ?? Infinity)) continue;
      distance.set(other, there);
      let [low, high] = [0, queue.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (queue[middle].d > there) low = middle + 1;
        else high = middle;
      }
      queue.splice(low, 0, { node: other, d: there });
    }
  }
  return distance;
}

/** The least of three runs, in milliseconds, and the last result, kept alive so that none is optimised away. */
function time<T>(run: () => T): [ms: number, result: T] {
  let least = Infinity;
  let result = run();
  for (let k = 0; k < 3; k++) {
    const start = performance.now();
    result = run();
    least = Math.min(least, performance.now() - start);
  }
  return [least, result];
}

const lines = bentGrid();
const [buildMs, network] = time(() => buildNetwork(lines, 0));
const [weldMs] = time(() => buildNetwork(lines, 0.5));
const [naiveBuildMs, graph] = time(() => buildNaive(lines));
const facilities = randomPoints(50);
const [joinMs, sources] = time(() => joinPoints(network, facilities));
const demand = joinPoints(network, randomPoints(20_000));
const [searchMs, search] = time(() => searchNearest(network, sources));
const [pointMs, found] = time(() => distancesToPoints(network, search, sources, demand));
const keys = [...graph.keys()];
const starts = Array.from({ length: 50 }, () => keys[Math.floor(next() * keys.length)]);
const [naiveSearchMs, naive] = time(() => searchNaive(graph, starts));

const { segments, edges, vertices } = network.figures;
console.log(`${segments} segments, ${vertices} vertices, ${edges} edges; least of three runs`);
console.log(
  `build   ${buildMs.toFixed(1)} ms, ${(naiveBuildMs / buildMs).toFixed(1)} times as fast as by Maps; welded at 0.5 m ${weldMs.toFixed(1)} ms`
);
console.log(
  `search  ${searchMs.toFixed(1)} ms, ${(naiveSearchMs / searchMs).toFixed(1)} times as fast as by Maps`
);
console.log(`join    ${((1000 * joinMs) / facilities.lon.length).toFixed(1)} µs a point`);
console.log(`points  ${pointMs.toFixed(1)} ms for ${demand.edge.length} points`);
const reached = found.source.reduce((sum, s) => sum + (s >= 0 ? 1 : 0), 0);
console.log(`check   ${reached} points reached, ${naive.size} vertices reached by Maps`);
