import type { AnsweredQuestion } from './answered-question.ts';
import { assignOpen } from './capacity-assign.ts';
import type { SiteOrder } from './order-sites.ts';
import { isByDistance } from './pose-reach.ts';

/**
 * The site that newly serves each row of demand, as its place in the order of building from 1; 0: none does. Of several it is the one
 * that comes first, so that the worth of a site's rows is its gain. Where people are served twice it is the site that makes it two;
 * where metres are added up, the first within the measure's limit; where there are capacities, the site that most of a row goes to
 * which has no place today.
 */
export function rowsWon(
  { services, posed, ask }: AnsweredQuestion,
  open: ArrayLike<number>,
  order: SiteOrder
): Uint16Array {
  const { problem, firstRow } = posed;
  const { weight, reach, options } = problem;
  const won = new Uint16Array(weight.length);
  if (options.capacity) return takenIn();
  const isNear = isByDistance(ask.model);
  const times = isNear ? 1 : ask.times;
  const limitM = new Float64Array(weight.length).fill(Infinity);
  if (isNear) services.forEach(({ measure }, s) => limitM.fill(measure.limitM, firstRow[s], firstRow[s + 1]));
  const reached = new Uint32Array(weight.length);
  const visit = (option: number, number: number) => {
    for (let k = reach.first[option]; k < reach.first[option + 1]; k++) {
      const i = reach.point[k];
      if (isNear && !(reach.metres[k] <= limitM[i])) continue;
      if (++reached[i] === times && weight[i] > 0) won[i] = number;
    }
  };
  for (const option of order.standing) visit(option, 0);
  order.sites.forEach((option, s) => visit(option, s + 1));
  return won;

  /** With capacities: by who is served where if all is open. */
  function takenIn(): Uint16Array {
    const number = new Uint16Array(options.place.length);
    order.sites.forEach((option, s) => (number[option] = s + 1));
    const { flowFirst, flowOption, flowWorth } = assignOpen(problem, open);
    services.forEach(({ coverage }, s) => {
      const today = coverage.served ?? coverage.covered;
      for (let i = firstRow[s]; i < firstRow[s + 1]; i++) {
        if (today[i - firstRow[s]] >= 0.5) continue;
        let most = 0;
        for (let a = flowFirst[i]; a < flowFirst[i + 1]; a++) {
          if (flowWorth[a] <= most) continue;
          most = flowWorth[a];
          won[i] = number[flowOption[a]];
        }
      }
    });
    return won;
  }
}
