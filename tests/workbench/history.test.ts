import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mend } from '../../src/lib/network/mend-lines.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import {
  actOfEdits,
  historyAfterLoss,
  historyOfEdits,
  MOST_ACTS,
  NO_HISTORY,
  redoAct,
  remember,
  undoAct,
  type Act,
  type History
} from '../../src/lib/workbench/history.ts';

const close = (code: string): Edit => ({ do: 'close', code });
const lists = fc.array(
  fc.constantFrom('a', 'b', 'c', 'd').map((code) => close(code)),
  { maxLength: 6 }
);

describe('the history of a study', () => {
  it('goes back and forth through any lists of edits', () => {
    fc.assert(
      fc.property(fc.array(lists, { minLength: 1, maxLength: 12 }), (states) => {
        const all: Edit[][] = [[]];
        let history: History = NO_HISTORY;
        for (const next of states) {
          const act = actOfEdits(all[all.length - 1], next);
          if (!act) continue;
          history = remember(history, act);
          all.push(next);
        }
        expect(history.acts).toHaveLength(all.length - 1);
        let edits = all[all.length - 1];
        for (let i = history.acts.length - 1; i >= 0; i--) {
          edits = [...(undoAct(history.acts[i], { edits }).edits ?? [])];
          expect(edits).toEqual(all[i]);
        }
        history.acts.forEach((act, i) => {
          edits = [...(redoAct(act, { edits }).edits ?? [])];
          expect(edits).toEqual(all[i + 1]);
        });
      })
    );
  });

  it('keeps of a long list only what an act changed', () => {
    const many = Array.from({ length: 100 }, (_, i) => close(`f${i}`));
    expect(actOfEdits(many, [...many, close('x')])).toEqual({
      ...{ what: 'edits', at: 100, out: [], into: [close('x')] }
    });
    expect(actOfEdits(many, structuredClone(many))).toBeNull();
  });

  it('forgets what was undone when something else is done, and the oldest when there are too many', () => {
    const first = remember(
      remember(NO_HISTORY, actOfEdits([], [close('a')])!),
      actOfEdits([], [close('b')])!
    );
    const back = { ...first, done: 1 };
    const other = actOfEdits([close('a')], [])!;
    expect(remember(back, other)).toEqual({ acts: [first.acts[0], other], done: 2 });
    let long: History = NO_HISTORY;
    for (let i = 0; i < MOST_ACTS + 5; i++) long = remember(long, actOfEdits([], [close(`f${i}`)])!);
    expect([long.acts.length, long.done]).toEqual([MOST_ACTS, MOST_ACTS]);
    expect(long.acts[0]).toEqual(actOfEdits([], [close('f5')]));
  });

  it('gives rules, roads and scenarios back as they were', () => {
    const before = { mends: [], kept: [] };
    const mend: Mend = { from: [1, 2], to: [3, 4] };
    const after = { mends: [mend], kept: [] };
    const act: Act = { what: 'roads', before, after };
    expect(undoAct(act, { edits: [] })).toEqual({ roads: before });
    expect(redoAct(act, { edits: [] })).toEqual({ roads: after });
  });

  it('takes edits that were kept without a history, and edits whose facilities are gone', () => {
    const edits = [close('a'), close('b')];
    const history = historyOfEdits(edits, 1);
    expect(undoAct(history.acts[0], { edits: [close('a')] })).toEqual({ edits: [] });
    expect(redoAct(history.acts[1], { edits: [close('a')] })).toEqual({ edits });
    expect(historyAfterLoss(history, edits, 0)).toBe(history);
    expect(historyAfterLoss(history, [close('b')], 1)).toEqual(historyOfEdits([close('b')], 1));
  });
});
