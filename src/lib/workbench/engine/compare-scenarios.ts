import { fitEdits } from '../../study/apply-scenario.ts';
import type { Measure } from '../../coverage/measure.ts';
import { askMeasure, facilitiesOf, type Session } from '../../study/session.ts';
import { sumPeople } from './make-outcome.ts';
import type { Edits, NamedScenario, ScenarioLine } from './scene.ts';

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
  const held = open.lately;
  const line = (name: string | null, edits: Edits, cost: number | null): ScenarioLine => {
    const fit = fitEdits(edits, edits.length, open.inputs.facilities.code);
    facilitiesOf(open, { name: name ?? '', edits: fit.edits });
    const result = askMeasure(open, measure);
    const { total, coveredPeople } = sumPeople(open, result);
    const count = (what: 'add' | 'move' | 'close') => fit.edits.filter((edit) => edit.do === what).length;
    return {
      ...{ name, cost, added: count('add'), moved: count('move'), closed: count('close') },
      ...{ dropped: fit.dropped, total, covered: coveredPeople },
      ...walksOf(
        result.joined.demand.people[measure.field],
        result.coverage.distanceM,
        result.gaps.personM,
        open
      )
    };
  };
  try {
    return [
      line('', [], null),
      ...(onDesk.length > 0 ? [line(null, onDesk, null)] : []),
      ...named.map(({ name, edits, cost }) => line(name, edits, cost))
    ];
  } finally {
    open.lately = held;
  }
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
