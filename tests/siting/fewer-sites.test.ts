import { describe, expect, it } from 'vitest';
import type { ReachSets } from '../../src/lib/siting/cover-problem.ts';
import { explainFewer } from '../../src/lib/siting/fewer-sites.ts';
import { FIXED, plainLimits, plainOptions, type SitingProblem } from '../../src/lib/siting/problem.ts';

/** Four candidates, each the only one that reaches its own home of ten people. */
function problemOf(
  limits: Partial<SitingProblem['limits']>,
  said: Partial<SitingProblem> = {}
): SitingProblem {
  const reach: ReachSets = {
    first: Uint32Array.of(0, 1, 2, 3, 4),
    point: Uint32Array.of(0, 1, 2, 3),
    metres: Float64Array.of(100, 100, 100, 100)
  };
  return {
    ...{ model: 'mclp', weight: new Float64Array(4).fill(10), reach, times: 1, least: 'number' },
    ...{ options: plainOptions(4), limits: { ...plainLimits(3), ...limits } },
    ...said
  };
}

describe('fewer sites than asked for', () => {
  it('are counted by what keeps the others out', () => {
    const options = { ...plainOptions(4), cost: Float64Array.of(5, 1, 9, 1) };
    const problem = problemOf({ apart: Uint32Array.of(0, 1), budget: 6 }, { options });
    expect(explainFewer(problem, [0])).toEqual({
      zh: '要选 3 处，只选出 1 处：其余候选点中，1 个与选中的相距小于要求的最小间距，1 个超出余下的预算，1 个再建也不会让结果更好',
      en: '3 sites were asked for and 1 chosen; candidates left out: 1 nearer to a chosen site than the least distance, 1 dearer than what is left of the budget, 1 of no further use'
    });
  });

  it('are not told of where there are as many, where the number is what is looked for, or without a number', () => {
    expect(explainFewer(problemOf({}), [0, 1, 2])).toBeNull();
    expect(explainFewer(problemOf({}, { model: 'lscp' }), [0])).toBeNull();
    expect(explainFewer(problemOf({ sites: Infinity }), [0])).toBeNull();
  });

  it('leave out what stands', () => {
    const options = plainOptions(4);
    options.counts[3] = 0;
    options.state[3] = FIXED;
    expect(explainFewer(problemOf({}, { options }), [0, 3])!.zh).toBe(
      '要选 3 处，只选出 1 处：其余候选点中，2 个再建也不会让结果更好'
    );
  });
});
