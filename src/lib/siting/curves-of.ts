import { type AnsweredQuestion, costOf } from './answered-question.ts';
import { curveByMoney, curveByNumber, type SolveQuick } from './curve.ts';
import type { SiteOrder } from './order-sites.ts';
import { FIXED, type SitingAnswer, type SitingProblem } from './problem.ts';
import type { Siting } from './siting.ts';

/** The curve goes at least this far, so that the next few sites can be seen as well. */
const CURVE = 10;
const MONEY_STEPS = 12;

/** People newly served by the best 1, 2, … sites (beside as many as may be moved); the answer's own number is as it was found. */
export function curveOf(
  question: AnsweredQuestion,
  answer: SitingAnswer,
  order: SiteOrder,
  quick: SolveQuick
): Float64Array {
  const { problem, today, candidate } = question.posed;
  if (problem.model === 'pmedian' || problem.model === 'pcenter') return new Float64Array(0);
  const isCounted = problem.model === 'lscp';
  const { counts } = problem.options;
  // What may be moved counts towards the limit, kept or not; the curve is of what is more than that.
  let movable = 0;
  counts.forEach((each, o) => (movable += candidate[o] < 0 ? each : 0));
  const own = answer.open.reduce((sum, o) => sum + counts[o], 0) - movable;
  const upTo = Math.min(Math.max(CURVE, own), countFree(problem) - movable);
  const budget = isCounted ? Infinity : problem.limits.budget;
  const asked: SitingProblem = { ...problem, model: 'mclp', limits: { ...problem.limits, share: 1, budget } };
  const { value } = curveByNumber(asked, upTo, (each, before) => {
    const sites = each.limits.sites + movable;
    return quick(
      { ...each, limits: { ...each.limits, sites } },
      sites === own + movable ? answer.open : before
    );
  });
  const newly = value.map((each) => Math.max(0, (Number.isNaN(each) ? 0 : each) - today)).subarray(1);
  const found = isCounted ? (order.value.at(-1) ?? 0) - today : answer.objective - today;
  if (own > 0 && own <= newly.length) newly[own - 1] = Math.max(newly[own - 1], found);
  for (let k = 1; k < newly.length; k++) newly[k] = Math.max(newly[k], newly[k - 1]);
  return newly;
}

function countFree({ options }: SitingProblem): number {
  return options.counts.reduce((sum, counts, o) => sum + (counts && options.state[o] !== 2 ? 1 : 0), 0);
}

/** True where every candidate has a price and money has a curve. */
export function isPriced({ posed, candidates, ask }: AnsweredQuestion): boolean {
  if (ask.model !== 'mclp' || ask.existing !== 'fixed') return false;
  return posed.candidate.every((c, o) => c < 0 || costOf({ posed, candidates, ask }, o) >= 0);
}

/** Worth newly served by money, any number of sites. */
export function moneyOf(question: AnsweredQuestion, quick: SolveQuick): Siting['money'] {
  const { posed, candidates, ask } = question;
  const { problem } = posed;
  const cost = Float64Array.from(posed.candidate, (_, o) =>
    problem.options.state[o] === FIXED && posed.candidate[o] < 0 ? 0 : costOf({ posed, candidates, ask }, o)
  );
  const curve = curveByMoney(
    {
      ...problem,
      options: { ...problem.options, cost },
      limits: { ...problem.limits, sites: Infinity, budget: Infinity }
    },
    MONEY_STEPS,
    quick
  );
  return { ...curve, value: curve.value.map((each) => each - posed.today) };
}
