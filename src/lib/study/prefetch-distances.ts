import { distancesTo, facilitiesIn } from '../coverage/distances.ts';
import type { Measure } from '../coverage/measure.ts';
import type { Crew, Running } from '../network/crew.ts';
import type { NearestJob } from '../network/jobs.ts';
import { demandOf, distancesKey, studyMeasures, type Session } from './session.ts';
import { networkFor } from './walkers.ts';

/**
 * Works out on a crew the distances that all measures of a study need for the facilities `facilitiesOf` gave last, and
 * keeps them where `askMeasure` finds them: the same figures, one search a kind of facilities, as many at once as there are
 * workers. Nothing to do without roads. Stopped, it leaves the session as it was.
 */
export async function prefetchDistances(session: Session, crew: Crew, running: Running = {}): Promise<void> {
  const { network, lately } = session;
  const { facilities, joins } = lately;
  if (network === null || joins === null) return;
  const wanted = new Map<string, Measure>();
  // The crew has one network; what a walker finds otherwise is worked out when it is asked for.
  for (const measure of studyMeasures(session))
    if (networkFor(session, measure) === network) wanted.set(distancesKey(session, measure), measure);
  const missing = [...wanted].filter(([key]) => !lately.distances.has(key));
  const found = new Map(lately.distances);
  const methods = new Set(missing.map(([, { demand }]) => demand));
  const points = Object.fromEntries([...methods].map((method) => [method, demandOf(session, method).joins!]));
  crew.share({ network, joins: { ...points, facilities: joins } });
  const jobs = missing.map(([, { categories, needs, demand }]): NearestJob => {
    const chosen = Uint32Array.from(facilitiesIn(facilities, categories, needs));
    return { kind: 'nearest', sources: 'facilities', chosen, points: demand, limitM: Infinity };
  });
  let k = 0;
  for await (const walked of crew.stream(jobs, running)) {
    const [key, { demand, categories, needs }] = missing[k++];
    const joined = demandOf(session, demand);
    const both = { points: joined.joins!, facilities: joins };
    found.set(key, distancesTo(network, both, joined.demand, facilities, categories, walked, needs));
  }
  lately.distances = found;
  // Another scenario may have been asked meanwhile: whoever asks for this one next is to find it ready.
  session.lately = lately;
}
