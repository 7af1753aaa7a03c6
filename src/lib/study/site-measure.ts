import { finishSiting } from '../siting/finish-siting.ts';
import type { SitingAnswer, SitingProblem } from '../siting/problem.ts';
import type { Siting } from '../siting/siting.ts';
import { solveSiting } from '../siting/solve-siting.ts';
import type { Session } from './session.ts';
import type { SitingChoice } from './siting-choice.ts';
import { poseSiting, type Posing } from './siting-of.ts';
import type { MeasureResult } from './study.ts';
import { tellSiting } from './tell-siting.ts';
import type { ToldSiting } from './told-siting.ts';

/**
 * The answer to a siting question of a study, in one go. Null where the measure's group is missing in the data, or there is neither a layer
 * of candidates nor a network.
 */
export function siteMeasure(session: Session, result: MeasureResult, choice: SitingChoice): Siting | null {
  const posing = poseSiting(session, result, choice);
  return posing && answerPosing(session, posing);
}

/** The same with all that is told of it: names, reasons in words, rules that become met, candidates that could not be taken. `question` is its place, from 1. */
export function siteAndTell(
  session: Session,
  result: MeasureResult,
  choice: SitingChoice,
  question: number
): ToldSiting | null {
  const posing = poseSiting(session, result, choice);
  return posing && tellSiting(session, posing, answerPosing(session, posing), question);
}

function answerPosing(session: Session, posing: Posing): Siting {
  const { faults, posed, choice } = posing;
  return finishPosing(session, posing, faults.length > 0 ? null : solvePosed(session, posed.problem, choice));
}

/** Solves with what the session has: its solver of whole-number programs, and its clock for the time that the question gives. */
function solvePosed(
  { tools }: Session,
  problem: SitingProblem,
  { seconds, seed }: SitingChoice
): SitingAnswer {
  const { mip = null, now } = tools ?? {};
  const end = now ? now() + seconds : 0;
  return solveSiting(problem, { mip, seed, secondsLeft: () => (now ? Math.max(0, end - now()) : seconds) });
}

/** What an answer means, by whichever way it was found; `answer` is null where the question has faults. */
export function finishPosing(session: Session, posing: Posing, answer: SitingAnswer | null): Siting {
  const { choice } = posing;
  const { facilities, joins } = session.lately;
  return finishSiting(
    {
      ...posing,
      standing: { facilities, joins },
      phases: choice.phases ?? [],
      byMoney:
        choice.sites === null || choice.budget !== undefined || choice.least === 'cost' || isPriced(posing),
      seed: choice.seed
    },
    answer
  );
}

function isPriced({ candidates }: Posing): boolean {
  return candidates.cost.every((yuan) => yuan >= 0);
}
