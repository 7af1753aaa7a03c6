import { findExchanges } from './exchanges.ts';
import { countsWorth } from './open-state.ts';
import { BARRED, FREE, type SitingProblem } from './problem.ts';

/**
 * The question with fewer options to choose from: what is open or fixed, and of the others those that would serve best in the place of one
 * of the `sites`, taken in turn for each site, the best first, while the pairs of all kept come to `mostPairs` at most (each site's best
 * ones in any case, `least` for each). The others are barred and reach nobody; numbers of options stay. The same problem where all
 * fits.
 */
export function shortlist(
  problem: SitingProblem,
  open: ArrayLike<number>,
  sites: ArrayLike<number>,
  mostPairs: number,
  least = 5
): SitingProblem {
  const { reach, options, model } = problem;
  if (reach.point.length <= mostPairs) return problem;
  const count = options.state.length;
  const isKept = Uint8Array.from(options.state, (state) => (state === FREE || state === BARRED ? 0 : 1));
  for (let k = 0; k < open.length; k++) isKept[open[k]] = 1;
  const candidates = Uint32Array.from(options.state.keys()).filter(
    (o) => options.state[o] === FREE && !isKept[o]
  );
  const { served, value } = findExchanges(problem, open, sites, candidates);
  const sign = countsWorth(model) ? 1 : -1;
  const pairsOf = (o: number) => reach.first[o + 1] - reach.first[o];
  let left = mostPairs;
  for (let o = 0; o < count; o++) if (isKept[o]) left -= pairsOf(o);
  const ranked = Array.from({ length: sites.length }, (_, s) => {
    const at = s * candidates.length;
    return Array.from(candidates.keys()).sort(
      (a, b) => served[at + b] - served[at + a] || sign * (value[at + b] - value[at + a]) || a - b
    );
  });
  for (let rank = 0; rank < candidates.length; rank++) {
    if (rank >= least && left <= 0) break;
    for (const each of ranked) {
      const o = candidates[each[rank]];
      if (isKept[o]) continue;
      isKept[o] = 1;
      left -= pairsOf(o);
    }
  }
  return {
    ...problem,
    reach: keepOptions(problem.reach, isKept),
    options: { ...options, state: options.state.map((state, o) => (isKept[o] ? state : BARRED)) }
  };
}

function keepOptions({ first, point, metres }: SitingProblem['reach'], isKept: Uint8Array) {
  const ends = new Uint32Array(first.length);
  let end = 0;
  for (let o = 0; o < isKept.length; o++) {
    if (isKept[o]) end += first[o + 1] - first[o];
    ends[o + 1] = end;
  }
  const points = new Uint32Array(end);
  const own = new Float64Array(end);
  for (let o = 0; o < isKept.length; o++) {
    if (!isKept[o]) continue;
    points.set(point.subarray(first[o], first[o + 1]), ends[o]);
    own.set(metres.subarray(first[o], first[o + 1]), ends[o]);
  }
  return { first: ends, point: points, metres: own };
}
