import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Facts } from '../../../src/lib/report/facts.ts';
import { Desk } from '../../../src/lib/workbench/desk.svelte.ts';
import type { Engine } from '../../../src/lib/workbench/engine/client.ts';
import type { Edits, Outcome, Question, Scene } from '../../../src/lib/workbench/engine/scene.ts';
import { madeFacts } from '../../report/dossiers.ts';

// Its worker is the browser's.
vi.mock('../../../src/lib/workbench/report/reports.svelte.ts', () => ({ Reports: class {} }));

const BASE: Edits = [{ do: 'close', code: 'old' }];
const PROPOSED: Edits = [{ do: 'close', code: 'proposed' }];
const MEASURE = 'ELD-COV-15';

/** Calls that would change what is kept of a study. */
const CHANGES = [
  'setScenario',
  'setHistory',
  'setScenarios',
  'save',
  'mendRoads',
  'setRules',
  'site'
] as const;

/** A desk whose engine answers with the question and the edits it was asked for. */
function deskOf(facts: Facts): { desk: Desk; asked: [Question, Edits][]; changes: string[] } {
  const asked: [Question, Edits][] = [];
  const changes: string[] = [];
  const changing = CHANGES.map((name) => [name, async () => void changes.push(name)]);
  const engine = {
    ...Object.fromEntries(changing),
    askAs: async (question: Question, edits: Edits) => {
      asked.push([question, edits]);
      return { of: question.measure, edits, facilities: [], units: [] } as unknown as Outcome;
    },
    proposal: async () => PROPOSED,
    setStory: async () => void changes.push('setStory')
  };
  const desk = new Desk(engine as unknown as Engine);
  const measures = [...new Set(facts.measures.map(({ id }) => id))].map((id) => ({
    id,
    titleZh: id,
    titleEn: id
  }));
  desk.scene = {
    ...{ measures, siting: [], units: [], bounds: [116, 39, 117, 40], facilities: { code: [] } },
    walkers: [{ code: 'all' }, { code: 'older_adult' }]
  } as unknown as Scene;
  desk.question = { measure: 'other', walker: 'all', minutes: 10, metres: null };
  desk.edits = BASE;
  desk.outcome = { of: 'other', facilities: [], units: [] } as unknown as Outcome;
  Object.defineProperty(desk, 'stale', { get: () => false });
  desk.makeFacts = async () => facts;
  return { desk, asked, changes };
}

/** All that a page of a presentation could have touched. */
const looks = ({
  outcome,
  question,
  edits,
  history,
  selection,
  showsAfter,
  show,
  views,
  legend,
  swipe
}: Desk) => ({
  ...{ outcome, question, edits, history, selection, showsAfter, show: { ...show } },
  ...{ view: views.id, settings: legend.settings, filters: legend.filters },
  ...{ sides: [swipe.left, swipe.right, swipe.at, swipe.told], settled: views.settled }
});

beforeEach(() => {
  vi.stubGlobal('document', { activeElement: null, fullscreenElement: null });
  return () => vi.unstubAllGlobals();
});

describe('a presentation', () => {
  const facts = madeFacts({ communities: 6, sites: 2 });

  it('puts the desk back as it was and changes nothing of the study', async () => {
    const { desk, changes } = deskOf(facts);
    desk.selection = { kind: 'facility', code: 'f' };
    desk.views.id = 'walk';
    desk.legend.toggleClass(0);
    desk.legend.filters = { ...desk.legend.filters, marks: new Set([2]) };
    Object.assign(desk.swipe, { left: null, right: 'B', at: 0.3 });
    const before = looks(desk);
    await desk.present.begin();
    const seen = new Set<unknown>();
    for (let i = 0; i < desk.present.told.length; i++) {
      seen
        .add(desk.outcome)
        .add(desk.views.id)
        .add(desk.swipe.told !== null);
      await desk.present.go('next');
    }
    expect(desk.present.place).toBe(desk.present.told.length - 1);
    // It did show other things meanwhile.
    expect(seen.size).toBeGreaterThan(5);
    desk.present.leave();
    expect(looks(desk)).toEqual(before);
    expect(desk.outcome).toBe(before.outcome);
    expect(changes).toEqual([]);
  });

  it('asks of each page the measure and the state that it is of, once', async () => {
    const { desk, asked } = deskOf(facts);
    await desk.present.begin();
    for (const page of desk.present.told) await desk.present.show(page.id);
    await vi.waitFor(() => expect(desk.present.isTurning).toBe(false));
    expect(new Set(asked.map(([{ measure }]) => measure))).toEqual(new Set([MEASURE]));
    const states = asked.map(([, edits]) => JSON.stringify(edits));
    expect(new Set(states).size).toBe(states.length);
    expect(new Set(states)).toEqual(
      new Set([BASE, [...BASE, ...PROPOSED]].map((edits) => JSON.stringify(edits)))
    );
    const compare = desk.present.told.find(({ id }) => id.startsWith('compare/'))!;
    await desk.present.show(compare.id);
    expect(desk.swipe.told?.left).toMatchObject({ edits: BASE });
    expect(desk.outcome).toMatchObject({ edits: [...BASE, ...PROPOSED] });
    desk.present.leave();
  });

  it('shows the page that was turned to last, whichever answer comes last', async () => {
    const { desk } = deskOf(facts);
    await desk.present.begin();
    const [, ...pages] = desk.present.told;
    const last = pages.at(-1)!;
    await Promise.all([...pages, last].map(({ id }) => desk.present.show(id)));
    expect([desk.present.at, desk.present.frame, desk.swipe.told]).toEqual([last.id, null, null]);
    desk.present.leave();
  });

  it('has texts undone one by one, and never what else was done', async () => {
    const { desk } = deskOf(facts);
    await desk.setEdits([...BASE, ...PROPOSED]);
    Object.assign(desk, { outcome: desk.outcome ?? ({ units: [], facilities: [] } as unknown as Outcome) });
    await desk.present.begin();
    const { id, title } = desk.present.told[1];
    await desk.present.write(id, 'title', '新标题');
    expect(desk.present.pages[1].title).toBe('新标题');
    await desk.present.step('undo');
    expect(desk.present.pages[1].title).toBe(title);
    await desk.present.step('undo');
    expect(desk.edits).toEqual([...BASE, ...PROPOSED]);
    await desk.present.step('redo');
    expect(desk.present.pages[1].title).toBe('新标题');
    desk.present.leave();
  });

  it('passes over what is hidden, unless the pages are arranged', async () => {
    const { desk } = deskOf(facts);
    await desk.present.begin();
    const [, second, third] = desk.present.told;
    await desk.present.hide(second.id, true);
    await desk.present.go('next');
    expect(desk.present.at).toBe(third.id);
    desk.present.isEditing = true;
    await desk.present.go('back');
    expect(desk.present.at).toBe(second.id);
    desk.present.leave();
  });
});
