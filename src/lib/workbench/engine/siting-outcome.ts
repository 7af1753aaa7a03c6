import { createUnitLocator } from '../../demand/levels.ts';
import type { Siting } from '../../siting/siting.ts';
import { WorkerDied, type Crew } from '../../network/crew.ts';
import { prefetchReach } from '../../study/prefetch-reach.ts';
import type { Session } from '../../study/session.ts';
import { candidatesOf, siteMeasure } from '../../study/site-measure.ts';
import { sitingChoice } from '../../study/siting-choice.ts';
import type { MeasureResult } from '../../study/study.ts';
import type { SitingOutcome } from './scene.ts';

/** The proposal for a measure as it is asked; candidates and seed as the study says. Null: nothing to choose from. */
export function siteAsked(open: Session, result: MeasureResult, sites: number): Siting | null {
  return siteMeasure(open, result, { ...wantedFor(open, result), sites });
}

const wantedFor = (open: Session, { measure }: MeasureResult) =>
  open.choices.siting?.find(({ standard }) => standard === measure.id) ??
  sitingChoice({ standard: measure.id });

/** Whom the candidates of a measure reach, on the crew where they are many; `siteAsked` finds it ready. */
export async function readySites(open: Session, result: MeasureResult, crew: Crew): Promise<void> {
  const { candidates } = wantedFor(open, result);
  const question = { measure: result.measure, candidates: candidatesOf(open, candidates) };
  try {
    await prefetchReach(open, [question], crew);
  } catch (error) {
    // What is not ready is worked out when it is asked for.
    if (!(error instanceof WorkerDied)) throw error;
  }
}

/** A siting answer as the page shows it. */
export function sitingOutcome(
  open: Session,
  answer: Siting,
  { joined, measure }: MeasureResult
): SitingOutcome {
  const { candidates } = answer;
  const total = joined.demand.people[measure.field].reduce((sum, people) => sum + people, 0);
  const fromNetwork = candidates !== open.inputs.candidates;
  const locate = createUnitLocator(open.inputs.units, 'community');
  return {
    measure: answer.standard,
    sites: Array.from(answer.sites, (site, i) => ({
      code: candidates.code[site],
      name: candidates.name[site] || candidates.code[site],
      lon: candidates.lon[site],
      lat: candidates.lat[site],
      unit: locate(candidates.lon[site], candidates.lat[site]),
      gain: answer.gain[i],
      coveredAfter: answer.coveredAfter[i],
      robustness: answer.robustness[i],
      cost: candidates.cost[site],
      floorAreaM2: candidates.floorAreaM2[site]
    })),
    objective: answer.objective,
    bound: answer.bound,
    gap: answer.gap,
    proven: answer.proven,
    curve: Array.from(answer.curve),
    total,
    candidates: candidates.code.length,
    fromNetwork
  };
}
