import { describe, expect, it } from 'vitest';
import { evaluateOpen, isAllowed } from '../../src/lib/siting/evaluate.ts';
import type { SitingModel } from '../../src/lib/siting/problem.ts';
import { createQuickSolver } from '../../src/lib/siting/solve-quickly.ts';
import { makeLimitsCase, type Condition } from './limits-cases.ts';

const kinds: [SitingModel, Condition[]][] = [
  ['mclp', []],
  ['mclp', ['states', 'counts']],
  ['mclp', ['budget', 'groups', 'apart', 'places', 'twice']],
  ['lscp', ['share', 'cost']],
  ['lscp', ['share', 'states']],
  ['pmedian', ['states', 'budget']]
];

describe('createQuickSolver', () => {
  it.each(kinds)(
    'gives an allowed answer, no worse than the choice before, of %s with %s',
    (model, conditions) => {
      let best = 0;
      let answered = 0;
      for (let seed = 1; seed <= 100; seed++) {
        const problem = makeLimitsCase(model, conditions, seed);
        const count = problem.options.state.length;
        const rises = model === 'mclp';
        let most = rises ? -Infinity : Infinity;
        let before: Uint32Array | null = null;
        for (let set = 0; set < 1 << count; set++) {
          const open = Array.from({ length: count }, (_, o) => o).filter((o) => set & (1 << o));
          if (!isAllowed(problem, open)) continue;
          const objective = evaluateOpen(problem, open);
          if (Number.isFinite(objective) && set % 3 === 0) before ??= Uint32Array.from(open);
          most = rises ? Math.max(most, objective) : Math.min(most, objective);
        }
        const quick = createQuickSolver(seed);
        const found = quick(problem, before);
        const label = `seed ${seed}`;
        expect(createQuickSolver(seed)(problem, before), label).toEqual(found);
        if (!Number.isFinite(found.objective)) {
          expect([...found.open], label).toEqual([]);
          expect(before, label).toBeNull();
          continue;
        }
        answered++;
        expect(isAllowed(problem, found.open), label).toBe(true);
        expect(evaluateOpen(problem, found.open), label).toBe(found.objective);
        const sign = rises ? 1 : -1;
        expect(sign * found.objective, label).toBeLessThanOrEqual(sign * most + 1e-9 * Math.abs(most));
        expect(sign * found.bound, label).toBeGreaterThanOrEqual(sign * most - 1e-9 * Math.abs(most));
        if (before)
          expect(sign * found.objective, label).toBeGreaterThanOrEqual(sign * evaluateOpen(problem, before));
        if (Math.abs(found.objective - most) <= 1e-9 * Math.abs(most)) best++;
      }
      expect(answered).toBeGreaterThan(20);
      expect(best / answered).toBeGreaterThan(0.9);
    }
  );
});
