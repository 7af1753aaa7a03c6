import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costsOfPairs, costsOfSets, type AccessCosts } from '../../src/lib/coverage/access-costs.ts';
import { parseDecay } from '../../src/lib/coverage/access-decay.ts';
import { ACCESS_METHODS, type AccessMethod } from '../../src/lib/coverage/access-methods.ts';
import { RAAM_DEFAULTS } from '../../src/lib/coverage/access-raam.ts';
import { conserves, decayOf, isCost, measureAccess } from '../../src/lib/coverage/access.ts';

const STEPS = parseDecay('step:300=1,600=0.68,900=0.22')!;
const raam300 = { ...RAAM_DEFAULTS, tau: 300 };

interface Town {
  costs: AccessCosts;
  population: Float64Array;
  capacity: Float64Array;
  dense: number[][];
}

/** Towns of up to 8 × 5 with some pairs missing, places without people, and supplies without capacity. */
const towns: fc.Arbitrary<Town> = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 5 }))
  .chain(([n, m]) =>
    fc.record({
      dense: fc.array(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 1500 }), fc.constant(Infinity)), {
          minLength: m,
          maxLength: m
        }),
        { minLength: n, maxLength: n }
      ),
      population: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: n, maxLength: n }),
      capacity: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: m, maxLength: m })
    })
  )
  .map(({ dense, population, capacity }) => ({
    dense,
    costs: costsOfPairs(
      {
        from: dense.flatMap((row, i) => row.map(() => i)),
        to: dense.flatMap((row) => row.map((_, j) => j)),
        cost: dense.flat()
      },
      dense.length,
      capacity.length
    ),
    population: Float64Array.from(population),
    capacity: Float64Array.from(capacity)
  }));

const questionOf = (method: AccessMethod) => ({
  method,
  limit: 1000,
  decay: method === 'gravity' ? STEPS : decayOf(method, 1000)
});

describe('on any town', () => {
  it('2SFCA, E2SFCA and 3SFCA hand out the capacity that is reached, to 1e-9', () => {
    fc.assert(
      fc.property(towns, ({ costs, population, capacity }) => {
        for (const method of ACCESS_METHODS) {
          const { conservation, unreachedSupply, value } = measureAccess(
            costs,
            population,
            capacity,
            questionOf(method)
          );
          expect(conservation === null).toBe(!conserves(method));
          if (!conservation) continue;
          expect(conservation.difference).toBeLessThan(1e-9);
          // Worked out here again from the lists.
          const left = new Set(unreachedSupply);
          const reached = capacity.reduce((sum, each, j) => sum + (left.has(j) ? 0 : each), 0);
          const handed = value.reduce((sum, each, i) => sum + each * population[i], 0);
          expect(Math.abs(handed - reached)).toBeLessThanOrEqual(1e-9 * Math.max(1, reached));
        }
      })
    );
  });

  it('M2SFCA hands out no more than E2SFCA', () => {
    fc.assert(
      fc.property(towns, ({ costs, population, capacity }) => {
        const more = measureAccess(costs, population, capacity, questionOf('e2sfca')).value;
        const less = measureAccess(costs, population, capacity, questionOf('m2sfca')).value;
        less.forEach((each, i) => expect(each).toBeLessThanOrEqual(more[i] * (1 + 1e-12)));
      })
    );
  });

  it('2SFCA equals its formula on the full matrix', () => {
    fc.assert(
      fc.property(towns, ({ costs, population, capacity, dense }) => {
        const { value } = measureAccess(costs, population, capacity, questionOf('2sfca'));
        dense.forEach((row, i) => {
          const wanted = row.reduce((sum, cost, j) => {
            const asked = population.reduce((all, each, k) => all + (dense[k][j] <= 1000 ? each : 0), 0);
            return sum + (cost <= 1000 && asked > 0 ? capacity[j] / asked : 0);
          }, 0);
          expect(value[i]).toBeCloseTo(wanted, 10);
        });
      })
    );
  });

  it('RAAM costs at least the walk to the nearest, and is Infinity exactly where there is none', () => {
    fc.assert(
      fc.property(towns, ({ costs, population, capacity }) => {
        const raam = { ...raam300, wholePeople: false, maxCycles: 2000, minStep: 0.0005 };
        const { value } = measureAccess(costs, population, capacity, { ...questionOf('raam'), raam });
        value.forEach((each, i) => {
          let least = Infinity;
          for (let k = costs.first[i]; k < costs.first[i + 1]; k++)
            if (costs.cost[k] <= 1000 && capacity[costs.supply[k]] > 0)
              least = Math.min(least, costs.cost[k] / 300);
          expect(each === Infinity).toBe(least === Infinity);
          if (least < Infinity) expect(each).toBeGreaterThanOrEqual(least - 1e-9);
        });
      }),
      { numRuns: 40 }
    );
  });

  it('does not depend on the order of the pairs, nor on which side they were found from', () => {
    fc.assert(
      fc.property(towns, fc.integer(), ({ costs, dense, capacity }, seed) => {
        const pairs = dense.flatMap((row, i) =>
          row.flatMap((cost, j) => (cost < Infinity ? [{ i, j, cost }] : []))
        );
        const mixed = pairs.toSorted(
          (a, b) => ((a.i * 7 + a.j * 13 + seed) % 5) - ((b.i * 7 + b.j * 13 + seed) % 5)
        );
        const again = costsOfPairs(
          { from: mixed.map(({ i }) => i), to: mixed.map(({ j }) => j), cost: mixed.map(({ cost }) => cost) },
          dense.length,
          capacity.length
        );
        expect(again).toEqual(costs);
        const bySupply = pairs.toSorted((a, b) => a.j - b.j || a.i - b.i);
        const sets = {
          first: Uint32Array.from(
            { length: capacity.length + 1 },
            (_, j) => bySupply.filter((pair) => pair.j < j).length
          ),
          point: Uint32Array.from(bySupply, ({ i }) => i),
          metres: Float64Array.from(bySupply, ({ cost }) => cost)
        };
        expect(costsOfSets(sets, dense.length)).toEqual(costs);
      })
    );
  });

  it('gives costs for the methods that are costs, and amounts for the others', () => {
    const lonely = costsOfPairs({ from: [], to: [], cost: [] }, 1, 1);
    for (const method of ACCESS_METHODS) {
      const { value, unreachedDemand, unreachedSupply } = measureAccess(
        lonely,
        Float64Array.of(5),
        Float64Array.of(5),
        questionOf(method)
      );
      expect([...value]).toEqual([isCost(method) ? Infinity : 0]);
      expect([[...unreachedDemand], [...unreachedSupply]]).toEqual([[0], [0]]);
    }
  });
});
