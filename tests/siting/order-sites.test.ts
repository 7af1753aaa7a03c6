import { describe, expect, it } from 'vitest';
import { orderSites } from '../../src/lib/siting/order-sites.ts';
import { FIXED, plainLimits, plainOptions, type SitingProblem } from '../../src/lib/siting/problem.ts';
import { countPlainly, MODELS, objectivePlainly, reasonCase } from './reason-cases.ts';

describe('orderSites', () => {
  it.each(MODELS)('takes the one that adds most each time, in 300 random towns (%s)', (model) => {
    let orders = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const each = reasonCase(seed, model);
      const { problem, open } = each;
      const { options } = problem;
      const order = orderSites(problem, open.toReversed());
      const standing = open.filter((o) => options.state[o] === FIXED && options.counts[o] === 0);
      const locked = open.filter((o) => options.state[o] === FIXED && options.counts[o] === 1);
      const left = new Set(open.filter((o) => options.state[o] !== FIXED));
      const built = [...standing];
      const sites = [...locked];
      while (left.size > 0) {
        let best = -1;
        for (const o of left) {
          if (best < 0) {
            best = o;
            continue;
          }
          const a = countPlainly(each, [...built, ...sites, o]);
          const b = countPlainly(each, [...built, ...sites, best]);
          const nearer = model === 'pmedian' || model === 'pcenter' ? b.value - a.value : a.value - b.value;
          if (a.served > b.served || (a.served === b.served && nearer > 0)) best = o;
        }
        left.delete(best);
        sites.push(best);
      }
      expect([[...order.standing], [...order.sites]], `seed ${seed}`).toEqual([standing, sites]);
      sites.forEach((_, k) => {
        const after = countPlainly(each, [...built, ...sites.slice(0, k + 1)]);
        const before = countPlainly(each, [...built, ...sites.slice(0, k)]);
        const sign = model === 'pmedian' || model === 'pcenter' ? -1 : 1;
        expect(order.value[k], `seed ${seed}`).toBe(after.value);
        expect(order.gain[k], `seed ${seed}`).toBe(sign * (after.value - before.value) || 0);
        expect(order.served[k], `seed ${seed}`).toBe(after.served - before.served);
        expect(order.servedAfter[k], `seed ${seed}`).toBe(after.served);
      });
      if (sites.length > 1) orders++;
      // What all add is the objective.
      const sum = order.gain.reduce((a, b) => a + b, 0);
      if (model === 'mclp') expect(order.valueBefore + sum).toBe(objectivePlainly(each, open));
      const objective = objectivePlainly(each, open);
      if (model === 'pmedian' && objective < Infinity)
        expect(order.valueBefore - sum, `seed ${seed}`).toBe(objective);
    }
    expect(orders).toBeGreaterThan(100);
  });

  it('follows the objective that it is given where there are capacities', () => {
    let differs = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const { problem, open } = reasonCase(seed, 'mclp');
      // Any objective will do: what a set holds by made-up places, of which no two options have as many.
      const evaluate = (set: number[]) => set.reduce((sum, o) => sum + ((o * 7) % 11) + 1, 0);
      const order = orderSites(problem, open, evaluate);
      const free = Array.from(order.sites.subarray(order.locked));
      const byWorth = free.toSorted((a, b) => evaluate([b]) - evaluate([a]));
      expect(free, `seed ${seed}`).toEqual(byWorth);
      const sum = order.gain.reduce((a, b) => a + b, 0);
      expect(order.valueBefore + sum, `seed ${seed}`).toBe(evaluate(open));
      if (byWorth.join() !== orderSites(problem, open).sites.subarray(order.locked).join()) differs++;
    }
    expect(differs).toBeGreaterThan(20);
  });

  it('puts a kept facility before what is built, and the lowest of equals first', () => {
    const problem: SitingProblem = {
      model: 'mclp',
      weight: Float64Array.from([5, 5, 9]),
      reach: {
        first: Uint32Array.from([0, 1, 2, 3]),
        point: Uint32Array.from([0, 1, 2]),
        metres: new Float64Array(3)
      },
      options: { ...plainOptions(3), cost: Float64Array.from([0, 0, -100]) },
      limits: plainLimits(3),
      ...{ times: 1, least: 'number' }
    };
    const order = orderSites(problem, [2, 1, 0]);
    expect([...order.standing]).toEqual([2]);
    expect([...order.sites]).toEqual([0, 1]);
    expect([...order.value]).toEqual([14, 19]);
    expect(order.valueBefore).toBe(9);
  });
});
