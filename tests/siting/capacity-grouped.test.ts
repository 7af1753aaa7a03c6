import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { boundCapacity } from '../../src/lib/siting/capacity-bound.ts';
import { solveFlow } from '../../src/lib/siting/capacity-flow.ts';
import { groupItems } from '../../src/lib/siting/capacity-group.ts';
import { searchGrouped } from '../../src/lib/siting/capacity-grouped.ts';
import { rulesOf } from '../../src/lib/siting/capacity-limits.ts';
import { keepNear } from '../../src/lib/siting/capacity-near.ts';
import { reduceCapacity } from '../../src/lib/siting/capacity-problem.ts';
import { rankNear } from '../../src/lib/siting/capacity-swaps.ts';
import { isAllowed } from '../../src/lib/siting/evaluate.ts';
import { plainLimits, plainOptions, type SitingProblem } from '../../src/lib/siting/problem.ts';
import { solveWithCapacity } from '../../src/lib/siting/solve-with-capacity.ts';
import { bestByTrying, sendPlainly } from './capacity-cases.ts';

/** Rows and options in a square of 6 km, room for 1.3 of all in so many sites of mean size. */
function drawTown(rows: number, count: number, sites: number, reachM: number, seed: number): SitingProblem {
  const random = createRandom(seed);
  const at = (n: number) => Float64Array.from({ length: n }, () => random() * 6000);
  const [x, y, u, v] = [at(rows), at(rows), at(count), at(count)];
  const weight = Float64Array.from({ length: rows }, () => Math.ceil(random() * 40));
  const total = weight.reduce((sum, each) => sum + each, 0);
  const first = new Uint32Array(count + 1);
  const point: number[] = [];
  const metres: number[] = [];
  for (let o = 0; o < count; o++) {
    for (let i = 0; i < rows; i++) {
      const far = Math.hypot(x[i] - u[o], y[i] - v[o]);
      if (far > reachM) continue;
      point.push(i);
      metres.push(far);
    }
    first[o + 1] = point.length;
  }
  const options = plainOptions(count);
  options.capacity = Float64Array.from({ length: count }, () =>
    Math.round(((1.3 * total) / sites) * (0.5 + random()))
  );
  return {
    ...{ model: 'pmedian', weight, options, times: 1, least: 'number', limits: plainLimits(sites) },
    reach: { first, point: Uint32Array.from(point), metres: Float64Array.from(metres) }
  };
}

function smallOf(problem: SitingProblem) {
  return reduceCapacity(problem, new Uint8Array(problem.options.place.length).fill(1), true);
}

/** What the search over groups finds, and its bound. */
function runGrouped(problem: SitingProblem, looks: number) {
  const small = smallOf(problem);
  let left = looks;
  let best = Infinity;
  let open: number[] = [];
  const bounds: number[] = [];
  const found = searchGrouped(
    {
      ...{ problem: small, rules: rulesOf(problem, small) },
      tools: { mip: null, seed: 1, secondsLeft: () => Math.max(0, left--) },
      offer(choice, flow) {
        if (flow.served >= small.total * (1 - 1e-9) && flow.walked < best)
          [best, open] = [flow.walked, [...choice]];
        return best;
      },
      raise: (bound) => bounds.push(bound),
      isProven: () => false
    },
    []
  );
  return { best, open: open.map((k) => small.option[k]), bounds, found };
}

/** The bound over near pairs where no better value than `known` is known, so that nothing near the best is ruled out. */
function boundLoosely(problem: SitingProblem, known: number): number {
  const small = smallOf(problem);
  const { itemPrice } = solveFlow(small, small.option);
  const highest = itemPrice.map((each) => 4 * each);
  const goal = { ...{ cover: null, best: known, itemPrice, highest, onPick: () => known }, steps: 300 };
  const { bound } = boundCapacity(keepNear(small, highest), rulesOf(problem, small), goal, () => false);
  expect(bound).toBeGreaterThan(0);
  return bound;
}

describe('searchGrouped', () => {
  it.each([9000, 4000])('keeps the rules and bounds the best of all choices, reach %i m', (reachM) => {
    let grouped = 0;
    let exact = 0;
    for (let seed = 1; seed <= 18; seed++) {
      const problem = drawTown(36, 6, 3, reachM, seed);
      const { options, limits } = problem;
      if (seed % 3 === 0) {
        limits.budget = 8;
        options.cost = Float64Array.from({ length: 6 }, (_, o) => 1 + ((o * seed) % 5));
      }
      if (seed % 3 === 1) options.place = Uint32Array.of(0, 0, 1, 2, 3, 3);
      const said = `seed ${seed}`;
      const best = bestByTrying(problem);
      const answer = runGrouped(problem, 3000);
      if (answer.found) grouped++;
      // Above the best known a bound says only that nothing is better.
      for (const bound of answer.bounds)
        expect(Math.min(bound, answer.best), said).toBeLessThanOrEqual(best * (1 + 1e-9));
      if (Number.isFinite(best)) expect(boundLoosely(problem, 1.3 * best), said).toBeLessThanOrEqual(best);
      if (answer.open.length === 0) continue;
      expect(isAllowed(problem, answer.open), said).toBe(true);
      expect(sendPlainly(problem, answer.open, true).walked, said).toBeCloseTo(answer.best, 4);
      if (answer.best <= best * (1 + 1e-9)) exact++;
    }
    expect(grouped).toBeGreaterThan(5);
    expect(exact).toBeGreaterThan(grouped / 2);
  });

  it('comes within 2 % of the bound for 1,600 rows × 100 options, 8 open, and the same twice', () => {
    const problem = drawTown(1600, 100, 8, 9000, 5);
    const solve = () => {
      let left = 800;
      return solveWithCapacity(problem, { mip: null, seed: 1, secondsLeft: () => Math.max(0, left--) });
    };
    const answer = solve();
    expect(answer.gap).toBeLessThan(0.02);
    expect(answer.open).toHaveLength(8);
    expect(solve()).toEqual(answer);
  });
});

describe('solveWithCapacity', () => {
  it('comes within 3 % of the bound for 400 rows × 40 options, 8 open, without a solver', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const problem = drawTown(400, 40, 8, 9000, seed);
      let left = 1000;
      const answer = solveWithCapacity(problem, {
        ...{ mip: null, seed: 1 },
        secondsLeft: () => Math.max(0, left--)
      });
      expect(answer.gap, `seed ${seed}`).toBeLessThan(0.03);
    }
  });
});

describe('groupItems', () => {
  it('keeps all worth, and costs that are the mean of those of the items', () => {
    const small = smallOf(drawTown(1000, 20, 4, 9000, 3));
    const grouped = groupItems(small, 200)!;
    const { problem, groupOf } = grouped;
    expect(problem.weight.length).toBeLessThanOrEqual(200);
    expect(problem.weight.length).toBeGreaterThan(50);
    expect(problem.weight.reduce((a, b) => a + b)).toBe(small.total);
    for (let k = 0; k < 20; k++) {
      const sum = (of: typeof small) => {
        let walked = 0;
        for (let at = of.first[k]; at < of.first[k + 1]; at++) walked += of.weight[of.item[at]] * of.cost[at];
        return walked;
      };
      expect(sum(problem) / sum(small)).toBeCloseTo(1, 12);
    }
    // Items of a group have the same nearest option.
    const nearest = (of: typeof small) => {
      const best = new Float64Array(of.weight.length).fill(Infinity);
      const option = new Uint32Array(of.weight.length);
      for (let k = 0; k < 20; k++)
        for (let at = of.first[k]; at < of.first[k + 1]; at++)
          if (of.cost[at] < best[of.item[at]]) [best[of.item[at]], option[of.item[at]]] = [of.cost[at], k];
      return option;
    };
    const ofGroups = nearest(problem);
    nearest(small).forEach((option, i) => expect(ofGroups[groupOf[i]]).toBe(option));
  });

  it('is null where near items are no fewer', () => {
    expect(groupItems(smallOf(drawTown(20, 15, 4, 9000, 3)), 200)).toBeNull();
  });
});

describe('keepNear', () => {
  it('leaves the bound as it is while prices stay below the highest', () => {
    const problem = drawTown(300, 30, 6, 9000, 4);
    const small = smallOf(problem);
    const rules = rulesOf(problem, small);
    const { itemPrice, cost: best } = solveFlow(small, [0, 5, 10, 15, 20, 25]);
    const highest = itemPrice.map((each) => 1.5 * each);
    const near = keepNear(small, highest);
    expect(near.item.length).toBeLessThan(small.item.length / 2);
    const goal = { ...{ cover: null, best, itemPrice, highest, onPick: () => best }, steps: 100 };
    const ofNear = boundCapacity(near, rules, goal, () => false);
    const ofAll = boundCapacity(small, rules, goal, () => false);
    expect(ofNear.bound).toBe(ofAll.bound);
    expect(ofNear.itemPrice).toEqual(ofAll.itemPrice);
  });
});

describe('rankNear', () => {
  it('has the others of a line in the order of their distance', () => {
    const at = [0, 100, 250, 600];
    const problem: SitingProblem = drawTown(4, 4, 2, 9000, 1);
    problem.reach.metres = Float64Array.from({ length: 16 }, (_, n) => Math.abs(at[n >> 2] - at[n & 3]));
    const near = rankNear(smallOf(problem)).map((each) => [...each]);
    expect(near).toEqual([
      [1, 2, 3],
      [0, 2, 3],
      [1, 0, 3],
      [2, 1, 0]
    ]);
  });
});
