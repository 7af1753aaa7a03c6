import { prefetchDistances } from '../lib/study/prefetch-distances.ts';
import { prefetchReach } from '../lib/study/prefetch-reach.ts';
import { sitingQuestions } from '../lib/study/analyse.ts';
import { studyMeasures, type Session } from '../lib/study/session.ts';
import { candidatesFor } from '../lib/study/siting-of.ts';
import { WorkerDied, type Crew } from '../lib/network/crew.ts';

/** Below this a study is done before threads have started. */
const WORTH_A_CREW = 20_000;

/**
 * Works out on a crew of several threads what a large study needs most time for, distances and whom candidates reach; the
 * analysis finds it ready. One thread beside the program's own would only do the same later. A thread that dies costs time
 * and not the answer: what is not ready is worked out when it is asked for.
 */
export async function readyStudy(session: Session, crew: Crew): Promise<void> {
  if (crew.size < 2 || (session.network?.nodeLon.length ?? 0) < WORTH_A_CREW) return;
  const measures = studyMeasures(session);
  const questions = sitingQuestions(session, measures).flatMap(({ at, choice }) => {
    // Where walks are added up candidates are followed as far as anybody walks today, which is not known yet.
    if (choice.model === 'pmedian' || choice.model === 'pcenter') return [];
    const others = (choice.with ?? []).flatMap(
      ({ standard }) => measures.find(({ id }) => id === standard) ?? []
    );
    const served = [measures[at], ...others];
    const candidates = candidatesFor(session, choice, served);
    return served.map((measure) => ({ measure, candidates }));
  });
  try {
    await prefetchDistances(session, crew);
    await prefetchReach(session, questions, crew);
  } catch (error) {
    if (!(error instanceof WorkerDied)) throw error;
  }
}
