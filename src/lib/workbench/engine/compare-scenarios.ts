import { fitEdits } from '../../study/edit-targets.ts';
import type { Measure } from '../../coverage/measure.ts';
import type { Edit } from '../../study/scenario.ts';
import { askMeasure, facilitiesOf, type Session } from '../../study/session.ts';
import { sessionFor } from '../../study/session-for.ts';
import { makeOutcome, measureFor, sumPeople, type PresentPeople } from './make-outcome.ts';
import type { Edits, NamedScenario, Outcome, Question, ScenarioLine } from './scene.ts';

/**
 * The present state, the edits on the desk (where there are any) and the named scenarios by one measure. Edits whose facilities are
 * gone are left out and counted. The session is left as it was.
 */
export function compareScenarios(
  open: Session,
  measure: Measure,
  onDesk: Edits,
  named: readonly NamedScenario[]
): ScenarioLine[] {
  const line = (name: string | null, given: Edits, cost: number | null): ScenarioLine => {
    const { edits, dropped } = fitEdits(given, given.length, open.inputs);
    // What only the comparison asks for is not to take the place of what is on the desk.
    const own = { ...sessionFor(open, { name: '', edits }, name === null) };
    facilitiesOf(own, { name: name ?? '', edits });
    const result = askMeasure(own, measure);
    const { total, coveredPeople } = sumPeople(own, result);
    const { rows } = result.coverage;
    return {
      ...{ name, cost, ...countEdits(edits), dropped },
      lostLinks: (own.lostLinks ?? []).map(({ code }) => code),
      ...{ total, covered: coveredPeople },
      ...walksOf(
        result.joined.demand.people[measure.field],
        result.coverage.distanceM,
        result.gaps.personM,
        own
      ),
      units: { total: rows.total.slice(), covered: rows.covered.slice(), share: rows.share.slice() }
    };
  };
  return [
    line('', [], null),
    ...(onDesk.length > 0 ? [line(null, onDesk, null)] : []),
    ...named.map(({ name, edits, cost }) => line(name, edits, cost))
  ];
}

/**
 * The answer to a question for edits that are not on the desk; those of what is gone are left out. The session is left as it was.
 * `presentOf` gives the people of the present state.
 */
export function askAs(
  open: Session,
  question: Question,
  given: Edits,
  presentOf: (measure: Measure) => PresentPeople
): Outcome {
  const { edits } = fitEdits(given, given.length, open.inputs);
  const scenario = { name: '', edits };
  const own = { ...sessionFor(open, scenario, false) };
  const { measure, stoodIn } = measureFor(own, question);
  const facilities = facilitiesOf(own, scenario);
  const result = askMeasure(own, measure);
  return makeOutcome(own, facilities, scenario, result, stoodIn, presentOf(result.measure));
}

/** How many edits of each kind there are; `others` are those of candidates and attributes. */
function countEdits(
  edits: Edits
): Pick<ScenarioLine, 'added' | 'moved' | 'closed' | 'resized' | 'housing' | 'links' | 'others'> {
  const count = (test: (edit: Edit) => boolean) => edits.filter(test).length;
  const of = (what: Edit['do']) => count((edit) => edit.do === what && !('layer' in edit && edit.layer));
  const counts = {
    ...{ added: of('add'), moved: of('move'), closed: of('close'), resized: of('resize') },
    ...{ housing: of('house'), links: of('link') }
  };
  return { ...counts, others: edits.length - Object.values(counts).reduce((sum, n) => sum + n, 0) };
}

/** Uncovered person-metres of the communities, and the mean walk of those who have a facility at all. */
function walksOf(
  people: Float64Array | undefined,
  distanceM: Float64Array,
  personM: Float64Array,
  { inputs: { units } }: Session
): { personM: number; meanM: number } {
  let metres = 0;
  let walkers = 0;
  for (let i = 0; i < distanceM.length; i++) {
    if (!people || !(people[i] > 0) || distanceM[i] === Infinity) continue;
    metres += people[i] * distanceM[i];
    walkers += people[i];
  }
  const uncovered = personM.reduce(
    (sum, value, unit) => sum + (units.level[unit] === 'community' && value > 0 ? value : 0),
    0
  );
  return { personM: uncovered, meanM: walkers > 0 ? metres / walkers : NaN };
}
