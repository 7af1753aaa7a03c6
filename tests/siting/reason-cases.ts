import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { isAllowed } from '../../src/lib/siting/evaluate.ts';
import { BARRED, FIXED, type SitingModel, type SitingProblem } from '../../src/lib/siting/problem.ts';

export const MODELS: SitingModel[] = ['mclp', 'lscp', 'pmedian', 'pcenter'];

/** Whole worths and metres, so that sums are the same in any order. */
export interface ReasonCase {
  problem: SitingProblem;
  open: number[];
  /** Metres from option o to row i, Infinity: out of reach. */
  metres: number[][];
}

/** A random small question with limits, states and costs, and some allowed choice of it; the choice need not be good. */
export function reasonCase(seed: number, model: SitingModel): ReasonCase {
  const random = createRandom(seed);
  const whole = (most: number) => Math.floor(random() * (most + 1));
  const rows = 1 + whole(9);
  const count = 2 + whole(6);
  const everywhere = random() < 0.5;
  const metres = Array.from({ length: count }, () =>
    Array.from({ length: rows }, () => (everywhere || random() < 0.5 ? whole(30) : Infinity))
  );
  const first = new Uint32Array(count + 1);
  const point: number[] = [];
  const metresOf: number[] = [];
  metres.forEach((row, o) => {
    row.forEach((m, i) => {
      if (m === Infinity) return;
      point.push(i);
      metresOf.push(m);
    });
    first[o + 1] = point.length;
  });
  const sites = 1 + whole(3);
  const isPriced = random() < 0.5;
  const problem: SitingProblem = {
    model,
    weight: Float64Array.from({ length: rows }, () => whole(6)),
    reach: { first, point: Uint32Array.from(point), metres: Float64Array.from(metresOf) },
    options: {
      place: Uint32Array.from({ length: count }, (_, o) => (random() < 0.15 && o > 0 ? o - 1 : o)),
      cost: Float64Array.from({ length: count }, () => (isPriced ? 1 + whole(5) : 0)),
      counts: Uint8Array.from({ length: count }, () => (random() < 0.9 ? 1 : 0)),
      state: Uint8Array.from({ length: count }, () => {
        const draw = random();
        return draw < 0.12 ? FIXED : draw < 0.2 ? BARRED : 0;
      }),
      capacity: null
    },
    limits: {
      sites: sites + 1,
      budget: isPriced && random() < 0.5 ? 12 : Infinity,
      share: model === 'lscp' && random() < 0.5 ? 0.6 : 1,
      groups: random() < 0.2 ? [{ options: Uint32Array.from([0, 1]), least: 1, name: 'either' }] : [],
      apart: random() < 0.2 ? Uint32Array.from([0, 1]) : new Uint32Array(0)
    },
    times: (model === 'mclp' || model === 'lscp') && random() < 0.3 ? 2 : 1,
    least: random() < 0.5 ? 'cost' : 'number'
  };
  const allowed = subsetsOf(count).filter((open) => isAllowed(problem, open));
  return { problem, open: allowed.length === 0 ? [] : allowed[whole(allowed.length - 1)], metres };
}

/** All subsets of 0 … count − 1. */
export function subsetsOf(count: number): number[][] {
  return Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, o) => o).filter((o) => bits & (1 << o))
  );
}

/** What a set serves and is worth, counted row by row. */
export function countPlainly(
  { problem, metres }: ReasonCase,
  open: number[]
): { served: number; value: number } {
  const { model, weight, times } = problem;
  let served = 0;
  let sum = 0;
  let worst = 0;
  weight.forEach((worth, i) => {
    const near = open.map((o) => metres[o][i]).filter((m) => m !== Infinity);
    const isServed = near.length >= (model === 'mclp' || model === 'lscp' ? times : 1);
    if (!isServed || worth === 0) return;
    served += worth;
    sum += worth * Math.min(...near);
    worst = Math.max(worst, ...[Math.min(...near)]);
  });
  const value = model === 'pmedian' ? sum : model === 'pcenter' ? worst : served;
  return { served, value };
}

/** The objective by its definition; Infinity where not all that must be served is. */
export function objectivePlainly(each: ReasonCase, open: number[]): number {
  const { model, weight, limits, least, options } = each.problem;
  const { served, value } = countPlainly(each, open);
  const total = weight.reduce((a, b) => a + b, 0);
  if (model === 'mclp') return value;
  if (model !== 'lscp') return served < total ? Infinity : value;
  if (served < limits.share * total) return Infinity;
  return open.reduce((sum, o) => sum + (least === 'cost' ? options.cost[o] : options.counts[o]), 0);
}
