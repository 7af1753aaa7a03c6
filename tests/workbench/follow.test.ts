import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import type { Walls } from '../../src/lib/network/walls.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import { askMeasure, facilitiesOf, openSession } from '../../src/lib/study/session.ts';
import { Follower, type Move } from '../../src/lib/workbench/engine/follower.ts';
import { makeOutcome, measureFor, sumPeople } from '../../src/lib/workbench/engine/make-outcome.ts';
import { applyChange } from '../../src/lib/workbench/engine/outcome-change.ts';
import type { Outcome } from '../../src/lib/workbench/engine/scene.ts';
import { gridChoices, gridInputs } from '../study/grid-inputs.ts';
import { buildGridTown, facilitiesAt, type Junction } from '../towns/grid-town.ts';

const town = buildGridTown({ columns: 9, rows: 7 });
const places: Junction[] = [
  [1, 1],
  [7, 5],
  [4, 3]
];
const facilities = facilitiesAt(town, places);
// One that no measure asks for: it may be dragged too.
facilities.category[2] = 'park';
facilities.beds = Float64Array.of(4, NaN, 9);
// What stands in the way of detours changes with them too.
const ends = [town.at(-1, 2.3), town.at(9, 2.6), town.at(3.4, -1), town.at(3.2, 7)];
const walls: Walls = {
  lon: Float64Array.from(ends, ([lon]) => lon),
  lat: Float64Array.from(ends, ([, lat]) => lat),
  first: Uint32Array.of(0, 2, 4),
  kind: ['rail', 'water']
};
const beds = { of: 'beds' as const, per_1000: 50 };
const own = { id: 'beds300', facilities: ['eldercare_site'], limit_m: 300, group: 'all', capacity: beds };
const choices = gridChoices();
choices.measure.push({ ...own, demand: 'auto' });
const session = runToEnd(openSession({ ...gridInputs(town, facilities), walls }, choices), () => {});
const about = { walker: 'all', minutes: null, metres: null };
const { stoodIn } = measureFor(session, { measure: 'eld300', ...about });
const [plain, full] = ['eld300', 'beds300'].map(
  (id) => measureFor(session, { measure: id, ...about }).measure
);

/** The full answer, as the engine's `ask` gives it. */
function ask(edits: Edit[], measure = plain) {
  facilitiesOf(session, { name: '', edits: [] });
  const present = sumPeople(session, askMeasure(session, measure));
  const scenario = { name: '', edits };
  const there = facilitiesOf(session, scenario);
  const people = edits.length ? present : null;
  return makeOutcome(session, there, scenario, askMeasure(session, measure), stoodIn, people);
}

/** A facility that the question does not count joins the list when it is moved: at its place, or at the end. */
const byCode = (outcome: Outcome): Outcome => ({
  ...outcome,
  facilities: outcome.facilities.toSorted((a, b) => (a.code < b.code ? -1 : 1))
});

const spot = fc.tuple(
  fc.double({ min: -1, max: 9, noNaN: true }),
  fc.double({ min: -1, max: 7, noNaN: true })
);
const drag = fc.record({
  code: fc.constantFrom('F0', 'F1', 'F2'),
  steps: fc.array(spot, { minLength: 1, maxLength: 5 }),
  then: fc.constantFrom('drop', 'drop elsewhere', 'leave', 'undo')
});
const moveTo = (code: string, [x, y]: Junction): Move => {
  const [lon, lat] = town.at(x, y);
  return { do: 'move', code, lon, lat };
};

describe('a drag', () => {
  it('meets railways and water on detours, and facilities that are full', () => {
    expect(ask([]).units.some(({ sentenceZh }) => sentenceZh.includes('人因铁路阻隔绕行'))).toBe(true);
    expect(ask([], full).units.some(({ sentenceZh }) => sentenceZh.includes('人因设施已满'))).toBe(true);
  });

  it.each([
    ['', plain],
    [', with a capacity', full]
  ])(
    'shows at every step what a full answer shows, over drops, undoing and drags that come to nothing%s',
    (_, measure) => {
      fc.assert(
        fc.property(fc.array(drag, { minLength: 1, maxLength: 4 }), (drags) => {
          const follower = new Follower();
          let edits: Edit[] = [];
          for (const { code, steps, then } of drags) {
            let shown = ask(edits, measure);
            steps.forEach((place, k) => {
              const move = moveTo(code, place);
              const change = follower.follow(session, measure, { name: '', edits }, move, k === 0);
              shown = applyChange(shown, change);
              expect(byCode(shown)).toEqual(byCode(ask([...edits, move], measure)));
            });
            if (then === 'drop') edits = [...edits, moveTo(code, steps.at(-1)!)];
            if (then === 'drop elsewhere') edits = [...edits, moveTo(code, [steps[0][0] / 2, 1])];
            if (then === 'undo') edits = edits.slice(0, -1);
          }
        }),
        { numRuns: 40 }
      );
    }
  );

  it('is of a facility that is there, and goes on only where it began', () => {
    const follower = new Follower();
    const scenario = { name: '', edits: [] };
    const follow = (code: string, fresh: boolean) =>
      follower.follow(session, plain, scenario, moveTo(code, [2, 2]), fresh);
    expect(() => follow('F0', false)).toThrow('expected a drag under way, got none');
    expect(() => follow('F9', true)).toThrow('expected the code of a facility, got F9');
  });
});
