import { createRandom } from '../../src/lib/geometry/seeded.ts';
import {
  BARRED,
  FIXED,
  plainLimits,
  plainOptions,
  type SitingProblem,
  type SolveTools
} from '../../src/lib/siting/problem.ts';
import type { MipSolver } from '../../src/lib/siting/mip.ts';

/** A p-median or p-center of metres by option and row; NaN: the pair is missing. */
export function problemOf(
  model: 'pmedian' | 'pcenter',
  metres: number[][],
  weight: number[],
  sites: number
): SitingProblem {
  const first = new Uint32Array(metres.length + 1);
  const point: number[] = [];
  const lengths: number[] = [];
  metres.forEach((row, j) => {
    row.forEach((m, i) => {
      if (Number.isNaN(m)) return;
      point.push(i);
      lengths.push(m);
    });
    first[j + 1] = point.length;
  });
  return {
    ...{ model, weight: Float64Array.from(weight), times: 1, least: 'number' },
    reach: { first, point: Uint32Array.from(point), metres: Float64Array.from(lengths) },
    options: plainOptions(metres.length),
    limits: plainLimits(sites)
  };
}

/** Which conditions a random case has. */
export interface CaseKind {
  fixed: boolean;
  barred: boolean;
  /** Pairs are missing. */
  sparse: boolean;
  /** Rows of worth 0. */
  idle: boolean;
  /** Some options don't count. */
  uncounted: boolean;
}

/** A random case of up to 9 options and 14 rows; every other one has whole metres and worth, which makes ties. */
export function randomCase(model: 'pmedian' | 'pcenter', kind: CaseKind, seed: number): SitingProblem {
  const random = createRandom(seed);
  const options = 1 + Math.floor(9 * random());
  const rows = 1 + Math.floor(14 * random());
  const density = kind.sparse ? 0.3 + 0.6 * random() : 1;
  const length = () => (seed % 2 ? Math.floor(20 * random()) : 500 * random());
  const metres = Array.from({ length: options }, () =>
    Array.from({ length: rows }, () => (random() < density ? length() : NaN))
  );
  const worth = () => (seed % 2 ? 1 + Math.floor(4 * random()) : 30 * random());
  const weight = Array.from({ length: rows }, () => (kind.idle && random() < 0.25 ? 0 : worth()));
  const problem = problemOf(model, metres, weight, Math.floor((options + 2) * random()));
  for (let j = 0; j < options; j++) {
    if (kind.fixed && random() < 0.15) problem.options.state[j] = FIXED;
    else if (kind.barred && random() < 0.15) problem.options.state[j] = BARRED;
    if (kind.uncounted && random() < 0.15) problem.options.counts[j] = 0;
  }
  return problem;
}

/** The least objective by trying every set of options, counted here; Infinity: none serves every row. */
export function leastByTrying({ model, weight, reach, options, limits }: SitingProblem): number {
  const count = options.state.length;
  let least = Infinity;
  for (let set = 0; set < 1 << count; set++) {
    const isOpen = (j: number) => ((set >> j) & 1) === 1;
    const all = Array.from({ length: count }, (_, j) => j);
    if (all.some((j) => options.state[j] === FIXED && !isOpen(j))) continue;
    if (all.some((j) => options.state[j] === BARRED && isOpen(j))) continue;
    if (all.filter((j) => isOpen(j) && options.counts[j] === 1).length > limits.sites) continue;
    const costs = Array.from(weight, (w, i) => {
      if (w === 0) return 0;
      let nearest = Infinity;
      for (const j of all)
        for (let k = reach.first[j]; isOpen(j) && k < reach.first[j + 1]; k++)
          if (reach.point[k] === i) nearest = Math.min(nearest, reach.metres[k]);
      return model === 'pmedian' ? w * nearest : nearest;
    });
    least = Math.min(
      least,
      costs.reduce((a, b) => (model === 'pmedian' ? a + b : Math.max(a, b)), 0)
    );
  }
  return least;
}

/** Tools with as much time as it takes. */
export function patient(mip: MipSolver | null = null, seed = 1): SolveTools {
  return { mip, seed, secondsLeft: () => 1e6 };
}

/** Every mix of the conditions with so many seeds each. */
export function* kinds(seeds: number): Generator<{ kind: CaseKind; seed: number }> {
  for (let mix = 0; mix < 32; mix++)
    for (let seed = 1; seed <= seeds; seed++) {
      const has = (bit: number) => ((mix >> bit) & 1) === 1;
      const kind = { fixed: has(0), barred: has(1), sparse: has(2), idle: has(3), uncounted: has(4) };
      yield { kind, seed: 1000 * mix + seed };
    }
}
