import { chooseSites } from '../siting/choose-sites.ts';
import { withoutLand } from '../siting/combine-candidates.ts';
import type { Candidates, Siting } from '../siting/siting.ts';
import { networkCandidates } from './network-candidates.ts';
import { readyReach } from './prefetch-reach.ts';
import type { Session } from './session.ts';
import { networkFor } from './walkers.ts';
import type { SitingChoice } from './siting-choice.ts';
import type { MeasureResult } from './study.ts';

/**
 * The sites that newly bring the most people of a measure within its limit. Candidates are those of the study's layer,
 * or places on the network inside the communities where the study asks for these or has no layer. Null where the
 * measure's group is missing in the data, or there is neither a layer nor a network.
 */
export function siteMeasure(
  session: Session,
  result: MeasureResult,
  choice: Pick<SitingChoice, 'sites' | 'candidates' | 'seed'>
): Siting | null {
  const candidates = candidatesOf(session, choice.candidates);
  if (!candidates || !result.joined.demand.people[result.measure.field]) return null;
  return chooseSites({
    measure: result.measure,
    demand: result.joined.demand,
    coverage: result.coverage,
    network: networkFor(session, result.measure),
    demandJoins: result.joined.joins,
    candidates,
    reach: readyReach(session, result.measure, candidates),
    sites: choice.sites ?? 1,
    seed: choice.seed
  });
}

/** The candidates a choice means; null where the study has none such. */
export function candidatesOf(session: Session, from: SitingChoice['candidates']): Candidates | null {
  const { candidates } = session.inputs;
  const stock = candidates && withoutLand(candidates);
  return from === 'layer' && stock?.code.length ? stock : networkCandidates(session);
}
