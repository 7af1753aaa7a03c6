import type { Measure } from '../coverage/measure.ts';
import type { Crew, Running } from '../network/crew.ts';
import { cutSlices, type SetsJob } from '../network/jobs.ts';
import { joinPoints } from '../network/join.ts';
import { widestReachM, inPlaceOrder } from '../siting/choose-sites.ts';
import type { ReachSets } from '../siting/cover-problem.ts';
import { concatReach } from '../siting/reach-sets.ts';
import type { Candidates } from '../siting/siting.ts';
import { demandOf, type Session } from './session.ts';
import { networkFor } from './walkers.ts';

/** A search of fewer candidates is done before a message has gone to a worker and back. */
const WORTH_A_CREW = 2000;
const CANDIDATES_AT_ONCE = 256;

interface Ready {
  candidates: Candidates;
  demand: Measure['demand'];
  limitM: number;
  reach: ReachSets;
}

const ready = new WeakMap<Session, Ready[]>();

/**
 * Works out on a crew whom each candidate of the questions reaches, and keeps it until it is called again, where `readyReach`
 * finds it: the same sets for any number of workers. Questions of fewer than `least` candidates, and of walkers who find
 * another network, are left to whoever asks them. Stopped, it leaves what was ready.
 */
export async function prefetchReach(
  session: Session,
  questions: readonly { measure: Measure; candidates: Candidates | null }[],
  crew: Crew,
  running: Running = {},
  least = WORTH_A_CREW
): Promise<void> {
  const { network } = session;
  const found: Ready[] = [];
  for (const { measure, candidates } of questions) {
    if (network === null || candidates === null || candidates.code.length < least) continue;
    const points = demandOf(session, measure.demand).joins;
    if (points === null || networkFor(session, measure) !== network) continue;
    const about = { candidates, demand: measure.demand, limitM: widestReachM(measure) };
    if (found.some((each) => isSame(each, about))) continue;
    const known = ready.get(session)?.find((each) => isSame(each, about));
    if (known) {
      found.push(known);
      continue;
    }
    const { places } = inPlaceOrder(candidates);
    crew.share({ network, joins: { candidates: joinPoints(network, places), [measure.demand]: points } });
    const jobs = cutSlices(candidates.code.length, CANDIDATES_AT_ONCE).map((slice): SetsJob => {
      return { kind: 'sets', sources: 'candidates', points: measure.demand, limitM: about.limitM, ...slice };
    });
    found.push({ ...about, reach: concatReach(await crew.run(jobs, running)) });
  }
  ready.set(session, found);
}

/** Whom each candidate reaches, as `prefetchReach` found it; null where it did not. */
export function readyReach(session: Session, measure: Measure, candidates: Candidates): ReachSets | null {
  if (networkFor(session, measure) !== session.network) return null;
  const about = { candidates, demand: measure.demand, limitM: widestReachM(measure) };
  return ready.get(session)?.find((each) => isSame(each, about))?.reach ?? null;
}

function isSame(a: Omit<Ready, 'reach'>, b: Omit<Ready, 'reach'>): boolean {
  return a.candidates === b.candidates && a.demand === b.demand && a.limitM === b.limitM;
}
