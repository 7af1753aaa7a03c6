import { describe, expect, it } from 'vitest';
import { stepStates, type DeskFacts } from '../../../src/lib/workbench/shell/step-states.ts';
import { firstSizeOf, STEPS, stepOf, TABS, tabsOf } from '../../../src/lib/workbench/shell/steps.ts';

const ready: DeskFacts = {
  ...{ needs: 0, layers: 4, hasScene: true, rules: 9, answered: true, stale: false },
  ...{ sited: true, solving: false, sitingFaults: 0 }
};

describe('the steps of the work', () => {
  it('have each table once', () => {
    expect(new Set(TABS).size).toBe(TABS.length);
    for (const { id } of STEPS) for (const tab of tabsOf(id)) expect(stepOf(tab)).toBe(id);
    expect(firstSizeOf('gaps')).toBe('low');
    expect(firstSizeOf('standards')).toBe('tall');
  });

  it('are done where everything is there', () => {
    expect(new Set(Object.values(stepStates(ready)))).toEqual(new Set(['done']));
  });

  it('say what is missing in an empty study', () => {
    const empty = { ...ready, needs: 2, layers: 0, hasScene: false, answered: false, sited: false };
    expect(stepStates(empty)).toEqual({
      ...{ data: 'missing', standards: 'done', coverage: 'missing', gaps: 'missing' },
      ...{ siting: 'missing', report: 'missing' }
    });
  });

  it('leave the last answer standing as stale, and tell a first one as being worked out', () => {
    expect(stepStates({ ...ready, stale: true }).coverage).toBe('stale');
    expect(stepStates({ ...ready, stale: true, answered: false }).gaps).toBe('working');
    expect(stepStates({ ...ready, solving: true }).siting).toBe('working');
    expect(stepStates({ ...ready, sited: false }).siting).toBe('waiting');
    expect(stepStates({ ...ready, sitingFaults: 1 }).siting).toBe('missing');
  });
});
