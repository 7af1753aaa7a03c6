import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { ReachSets } from '../../src/lib/siting/cover-problem.ts';
import { plainLimits, plainOptions, type SitingProblem } from '../../src/lib/siting/problem.ts';

/**
 * A question of the kind of OR-Library's pmed1–40 (Beasley 1985): a connected random graph of n nodes with n²/50 edges of lengths 1–100,
 * every node demand of worth 1 and candidate, metres by shortest paths between all pairs.
 */
export function makeGraphProblem(nodes: number, sites: number, seed: number): SitingProblem {
  const metres = shortestPaths(nodes, seed);
  const first = Uint32Array.from({ length: nodes + 1 }, (_, j) => j * nodes);
  const point = Uint32Array.from({ length: nodes * nodes }, (_, k) => k % nodes);
  return poseProblem({ first, point, metres }, new Float64Array(nodes).fill(1), sites);
}

/** A p-median of a plane with straight lines: `rows` points of 1–50 people, the candidates among other points of a 10 km square. */
export function makePlaneProblem(
  rows: number,
  candidates: number,
  sites: number,
  seed: number
): SitingProblem {
  const random = createRandom(seed);
  const xy = Float64Array.from({ length: 2 * (rows + candidates) }, () => 10_000 * random());
  const first = Uint32Array.from({ length: candidates + 1 }, (_, j) => j * rows);
  const point = new Uint32Array(rows * candidates);
  const metres = new Float64Array(rows * candidates);
  for (let j = 0, k = 0; j < candidates; j++)
    for (let i = 0; i < rows; i++, k++) {
      point[k] = i;
      metres[k] = Math.hypot(xy[2 * i] - xy[2 * (rows + j)], xy[2 * i + 1] - xy[2 * (rows + j) + 1]);
    }
  const weight = Float64Array.from({ length: rows }, () => 1 + Math.floor(50 * random()));
  return poseProblem({ first, point, metres }, weight, sites);
}

function poseProblem(reach: ReachSets, weight: Float64Array, sites: number): SitingProblem {
  const options = plainOptions(reach.first.length - 1);
  return { model: 'pmedian', weight, reach, options, limits: plainLimits(sites), times: 1, least: 'number' };
}

/** All pairs by Floyd and Warshall. A chain through all nodes in random order makes the graph connected. */
function shortestPaths(nodes: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const between = new Float64Array(nodes * nodes).fill(Infinity);
  const join = (a: number, b: number) => {
    const length = 1 + Math.floor(100 * random());
    between[a * nodes + b] = between[b * nodes + a] = Math.min(length, between[a * nodes + b]);
  };
  const order = Uint32Array.from({ length: nodes }, (_, k) => k);
  for (let k = nodes - 1; k > 0; k--) {
    const other = Math.floor((k + 1) * random());
    [order[k], order[other]] = [order[other], order[k]];
  }
  for (let k = 1; k < nodes; k++) join(order[k - 1], order[k]);
  for (let edges = nodes - 1; edges < (nodes * nodes) / 50; edges++) {
    const a = Math.floor(nodes * random());
    const b = Math.floor(nodes * random());
    if (a === b) edges--;
    else join(a, b);
  }
  for (let a = 0; a < nodes; a++) between[a * nodes + a] = 0;
  for (let via = 0; via < nodes; via++)
    for (let a = 0; a < nodes; a++) {
      const there = between[a * nodes + via];
      if (there === Infinity) continue;
      for (let b = 0; b < nodes; b++) {
        const sum = there + between[via * nodes + b];
        if (sum < between[a * nodes + b]) between[a * nodes + b] = sum;
      }
    }
  return between;
}
