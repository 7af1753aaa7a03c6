import { createUnitLocator } from '../../demand/levels.ts';
import type { Siting } from '../../siting/siting.ts';
import type { Session } from '../../study/session.ts';
import { siteMeasure } from '../../study/site-measure.ts';
import type { MeasureResult } from '../../study/study.ts';
import type { SitingOutcome } from './scene.ts';

/** The proposal for a measure as it is asked; candidates and seed as the study says. Null: nothing to choose from. */
export function siteAsked(open: Session, result: MeasureResult, sites: number): Siting | null {
  const wanted = open.choices.siting?.find(({ standard }) => standard === result.measure.id);
  const { candidates = 'layer', seed = 1 } = wanted ?? {};
  return siteMeasure(open, result, { sites, candidates, seed });
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
