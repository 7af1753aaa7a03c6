import { createUnitLocator } from '../../demand/levels.ts';
import type { Siting } from '../../siting/siting.ts';
import type { Session } from '../../study/session.ts';
import type { SitingOutcome } from './scene.ts';

/** A siting answer as the page shows it; `total` is the people that coverage after each site is a share of. */
export function sitingOutcome(
  open: Session,
  answer: Siting,
  total: number,
  fromNetwork: boolean
): SitingOutcome {
  const { candidates } = answer;
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
