import { describe, expect, it } from 'vitest';
import { sitingChoice } from '../../src/lib/study/siting-choice.ts';
import { Desk } from '../../src/lib/workbench/desk.svelte.ts';
import type { Engine } from '../../src/lib/workbench/engine/client.ts';
import type { Outcome, Question, Scene, SitingOutcome } from '../../src/lib/workbench/engine/scene.ts';

const outcomeOf = (edits: number) => ({ edits, facilities: [] }) as unknown as Outcome;
const sitingOf = (edits: number) => ({ edits, sites: [], closed: [] }) as unknown as SitingOutcome;

/** A desk on an engine that answers with the number of edits; sitings are answered when the test says so. */
function deskOf(): { desk: Desk; answers: (() => void)[] } {
  let held = 0;
  const answers: (() => void)[] = [];
  const engine = {
    ask: async (_: Question, trial: unknown[]) => outcomeOf(held + trial.length),
    limits: async () => null,
    sensitivity: async () => null,
    setScenario: async (edits: unknown[]) => void (held = edits.length),
    setHistory: async () => {},
    save: async () => {},
    site: () => {
      const edits = held;
      return new Promise((resolve) => answers.push(() => resolve(sitingOf(edits))));
    }
  };
  const desk = new Desk(engine as unknown as Engine);
  desk.scene = { measures: [], siting: [] } as unknown as Scene;
  desk.question = { measure: 'm', walker: 'all', minutes: null, metres: null };
  desk.choice = sitingChoice({ standard: 'm' });
  return { desk, answers };
}

const settled = () => new Promise((done) => setTimeout(done, 5));

describe('sites on the desk', () => {
  it('stays with the new outcome when the scenario changes while the map shows the sites built', async () => {
    const { desk } = deskOf();
    await desk.refresh();
    desk.siting = {
      ...sitingOf(0),
      sites: [{ edits: [{ do: 'close', code: 'a' }] }]
    } as unknown as SitingOutcome;
    await desk.showAfter(true);
    expect([desk.showsAfter, desk.outcome]).toEqual([true, outcomeOf(1)]);
    void desk.edit({ do: 'close', code: 'b' });
    void desk.edit({ do: 'close', code: 'c' });
    await settled();
    expect([desk.showsAfter, desk.outcome]).toEqual([false, outcomeOf(2)]);
  });

  it('drops the answer to a question that has changed meanwhile', async () => {
    const { desk, answers } = deskOf();
    void desk.site();
    await settled();
    expect(desk.solving).toBe(true);
    void desk.edit({ do: 'close', code: 'b' });
    answers[0]();
    await settled();
    expect([desk.siting, desk.solving, answers.length]).toEqual([null, true, 2]);
    answers[1]();
    await settled();
    expect([desk.siting, desk.solving]).toEqual([sitingOf(1), false]);
  });
});
