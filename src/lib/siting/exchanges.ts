import { countsWorth, standingOf, type Standing } from './open-state.ts';
import type { SitingProblem } from './problem.ts';

/** What an answer comes to when one site goes, alone or with another option in its stead. */
export interface Exchanges {
  /** The answer without each of the sites. */
  without: Standing[];
  /** The answer with candidate c in the place of site s, at `[s * candidates + c]`. */
  served: Float64Array;
  value: Float64Array;
}

/**
 * Every exchange of one of the open `sites` for one of the `candidates` (options that are not open), each worth what counting anew would
 * say but for rounding. One pass over all pairs, with what each site alone holds at hand (the loss, gain and extra tables of Resende
 * and Werneck 2003, A Fast Swap-Based Local Search Procedure for Location Problems); `pcenter` asks the farthest rows first and
 * stops at the first that decides. Limits are not looked at.
 */
export function findExchanges(
  problem: SitingProblem,
  open: ArrayLike<number>,
  sites: ArrayLike<number>,
  candidates: ArrayLike<number>
): Exchanges {
  const find = countsWorth(problem.model)
    ? coverExchanges
    : problem.model === 'pmedian'
      ? medianExchanges
      : centerExchanges;
  const all = Array.from(open);
  const without = Array.from(sites, (site) =>
    standingOf(
      problem,
      all.filter((o) => o !== site)
    )
  );
  const served = new Float64Array(sites.length * candidates.length);
  const exchanges: Exchanges = { without, served, value: served.slice() };
  find(problem, all, Array.from(sites), Array.from(candidates), exchanges);
  return exchanges;
}

/** Number of each option among `sites`, −1 for the others. */
function numbersOf({ options }: SitingProblem, sites: number[]): Int32Array {
  const number = new Int32Array(options.place.length).fill(-1);
  sites.forEach((o, s) => (number[o] = s));
  return number;
}

function coverExchanges(
  problem: SitingProblem,
  open: number[],
  sites: number[],
  candidates: number[],
  { without, served, value }: Exchanges
): void {
  const { weight, reach, times } = problem;
  const number = numbersOf(problem, sites);
  const reached = new Uint32Array(weight.length);
  // A row reached by two at most is all that matters, so two sites are remembered; those that are no site are −1.
  const one = new Int32Array(weight.length).fill(-1);
  const two = new Int32Array(weight.length).fill(-1);
  for (const o of open)
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const i = reach.point[k];
      if (reached[i] === 0) one[i] = number[o];
      else if (reached[i] === 1) two[i] = number[o];
      reached[i]++;
    }
  const extra = new Float64Array(sites.length);
  candidates.forEach((c, j) => {
    let gain = 0;
    extra.fill(0);
    for (let k = reach.first[c]; k < reach.first[c + 1]; k++) {
      const i = reach.point[k];
      if (reached[i] + 1 === times) {
        gain += weight[i];
        // Of a row that a site reaches already nothing is won when this site goes.
        if (reached[i] === 1 && one[i] >= 0) extra[one[i]] -= weight[i];
      } else if (reached[i] === times) {
        if (one[i] >= 0) extra[one[i]] += weight[i];
        if (times === 2 && two[i] >= 0) extra[two[i]] += weight[i];
      }
    }
    for (let s = 0; s < sites.length; s++)
      value[s * candidates.length + j] = without[s].served + gain + extra[s];
  });
  served.set(value);
}

/** Metres to the nearest and second nearest open option of each row, and which is the nearest, as a number of a site. */
function twoNearest(problem: SitingProblem, open: number[], sites: number[]) {
  const { weight, reach } = problem;
  const number = numbersOf(problem, sites);
  const nearM = new Float64Array(weight.length).fill(Infinity);
  const nextM = new Float64Array(weight.length).fill(Infinity);
  const near = new Int32Array(weight.length).fill(-1);
  for (const o of open)
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const i = reach.point[k];
      const m = reach.metres[k];
      if (m < nearM[i]) {
        nextM[i] = nearM[i];
        nearM[i] = m;
        near[i] = number[o];
      } else if (m < nextM[i]) nextM[i] = m;
    }
  return { nearM, nextM, near };
}

function medianExchanges(
  problem: SitingProblem,
  open: number[],
  sites: number[],
  candidates: number[],
  { without, served, value }: Exchanges
): void {
  const { weight, reach } = problem;
  const { nearM, nextM, near } = twoNearest(problem, open, sites);
  const servedMore = new Float64Array(sites.length);
  const valueMore = new Float64Array(sites.length);
  candidates.forEach((c, j) => {
    let gain = 0;
    let change = 0;
    servedMore.fill(0);
    valueMore.fill(0);
    for (let k = reach.first[c]; k < reach.first[c + 1]; k++) {
      const i = reach.point[k];
      const m = reach.metres[k];
      if (!(weight[i] > 0)) continue;
      let asIs = 0;
      if (nearM[i] === Infinity) {
        gain += weight[i];
        asIs = weight[i] * m;
      } else if (m < nearM[i]) asIs = weight[i] * (m - nearM[i]);
      change += asIs;
      const s = near[i];
      if (s < 0 || m >= nextM[i]) continue;
      // Without the site the row goes to the next, of which `without` knows, or to nobody.
      if (nextM[i] === Infinity) {
        servedMore[s] += weight[i];
        valueMore[s] += weight[i] * m - asIs;
      } else valueMore[s] += weight[i] * (m - nextM[i]) - asIs;
    }
    for (let s = 0; s < sites.length; s++) {
      served[s * candidates.length + j] = without[s].served + gain + servedMore[s];
      value[s * candidates.length + j] = without[s].value + change + valueMore[s];
    }
  });
}

function centerExchanges(
  problem: SitingProblem,
  open: number[],
  sites: number[],
  candidates: number[],
  { without, served, value }: Exchanges
): void {
  const { weight, reach } = problem;
  const { nearM, nextM, near } = twoNearest(problem, open, sites);
  const counted = Uint32Array.from(weight.keys()).filter((i) => weight[i] > 0 && nearM[i] !== Infinity);
  const farFirst = (column: Float64Array) => (a: number, b: number) =>
    column[b] === column[a] ? a - b : column[b] - column[a];
  const rest = counted.slice().sort(farFirst(nearM));
  const own = sites.map((_, s) =>
    counted.filter((i) => near[i] === s && nextM[i] !== Infinity).sort(farFirst(nextM))
  );
  const metres = new Float64Array(weight.length).fill(Infinity);
  candidates.forEach((c, j) => {
    const gains = new Float64Array(sites.length);
    const worsts = new Float64Array(sites.length);
    let gain = 0;
    let worstNew = 0;
    for (let k = reach.first[c]; k < reach.first[c + 1]; k++) {
      const i = reach.point[k];
      metres[i] = reach.metres[k];
      if (!(weight[i] > 0)) continue;
      if (nearM[i] === Infinity) {
        gain += weight[i];
        worstNew = Math.max(worstNew, metres[i]);
      } else if (near[i] >= 0 && nextM[i] === Infinity) {
        gains[near[i]] += weight[i];
        worsts[near[i]] = Math.max(worsts[near[i]], metres[i]);
      }
    }
    for (let s = 0; s < sites.length; s++) {
      let worst = Math.max(worstNew, worsts[s]);
      const look = (rows: Uint32Array, column: Float64Array, skip: number) => {
        for (const i of rows) {
          if (column[i] <= worst) break;
          if (near[i] === skip) continue;
          worst = Math.max(worst, Math.min(column[i], metres[i]));
        }
      };
      look(rest, nearM, s);
      look(own[s], nextM, -2);
      served[s * candidates.length + j] = without[s].served + gain + gains[s];
      value[s * candidates.length + j] = worst;
    }
    for (let k = reach.first[c]; k < reach.first[c + 1]; k++) metres[reach.point[k]] = Infinity;
  });
}
