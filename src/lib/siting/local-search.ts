import FlatQueue from 'flatqueue';
import type { CoverProblem } from './cover-problem.ts';

/** A choice of candidates of a `CoverProblem` and the people it covers. */
export interface Choice {
  /** Indexes in the problem, in the order they were chosen. */
  chosen: number[];
  objective: number;
}

/**
 * Adds to `start` the candidate that newly covers the most people, again and again, until there are `sites` or nobody
 * is left to cover. Lazy: a gain only ever falls, so a candidate whose fresh gain still leads need not be compared.
 * Of equal gains the lowest index wins. Without a start within 1 − 1/e of the best (Nemhauser, Wolsey and Fisher 1978).
 */
export function addGreedily(problem: CoverProblem, sites: number, start: number[] = []): Choice {
  const { first, item, weight } = problem;
  const done = new Uint8Array(weight.length);
  let objective = 0;
  const take = (c: number) => {
    for (let k = first[c]; k < first[c + 1]; k++) {
      if (!done[item[k]]) objective += weight[item[k]];
      done[item[k]] = 1;
    }
  };
  const gainOf = (c: number) => {
    let gain = 0;
    for (let k = first[c]; k < first[c + 1]; k++) if (!done[item[k]]) gain += weight[item[k]];
    return gain;
  };
  start.forEach(take);
  const chosen = start.slice();
  const gains = Float64Array.from(problem.candidate, (_, c) => gainOf(c));
  const isBefore = (a: number, b: number) => gains[a] > gains[b] || (gains[a] === gains[b] && a < b);
  const heap = new FlatQueue<number>();
  gains.forEach((gain, c) => heap.push(c, -gain));
  while (chosen.length < sites && heap.length > 0) {
    const c = heap.pop()!;
    gains[c] = gainOf(c);
    // FlatQueue leaves the order of equal keys open: all that tie with the fresh gain are looked at.
    const rivals: number[] = [];
    let best = c;
    while (heap.length > 0 && -heap.peekValue()! >= gains[best]) {
      const rival = heap.pop()!;
      gains[rival] = gainOf(rival);
      rivals.push(rival);
      if (isBefore(rival, best)) best = rival;
    }
    for (const other of [c, ...rivals])
      if (other !== best && gains[other] > 0) heap.push(other, -gains[other]);
    if (gains[best] === 0) break;
    take(best);
    chosen.push(best);
  }
  return { chosen, objective };
}

/**
 * Exchanges one chosen candidate for one that is not, always the exchange that wins most, until none wins anything
 * (a local optimum of 1-swaps). Of equal exchanges the lowest candidate that comes in, then the earliest chosen that
 * goes out. One pass costs one visit of each candidate's items (the loss and gain tables of Resende and Werneck 2003).
 */
export function improveBySwaps(problem: CoverProblem, start: Choice): Choice {
  const { first, item, weight } = problem;
  const chosen = start.chosen.slice();
  let objective = start.objective;
  /** How many chosen candidates reach each item, and, where it is one, its place in `chosen`. */
  const times = new Uint32Array(weight.length);
  const placeSum = new Float64Array(weight.length);
  const isChosen = new Uint8Array(problem.candidate.length);
  const put = (place: number, sign: 1 | -1) => {
    const c = chosen[place];
    isChosen[c] = sign === 1 ? 1 : 0;
    for (let k = first[c]; k < first[c + 1]; k++) {
      times[item[k]] += sign;
      placeSum[item[k]] += sign * place;
    }
  };
  chosen.forEach((_, place) => put(place, 1));
  const loss = new Float64Array(chosen.length);
  const shared = new Float64Array(chosen.length);
  for (;;) {
    loss.fill(0);
    for (let i = 0; i < weight.length; i++) if (times[i] === 1) loss[placeSum[i]] += weight[i];
    let bestIn = -1;
    let bestOut = -1;
    let bestWin = 0;
    for (let c = 0; c < isChosen.length; c++) {
      if (isChosen[c]) continue;
      let gain = 0;
      shared.fill(0);
      for (let k = first[c]; k < first[c + 1]; k++) {
        const i = item[k];
        if (times[i] === 0) gain += weight[i];
        else if (times[i] === 1) shared[placeSum[i]] += weight[i];
      }
      for (let place = 0; place < chosen.length; place++) {
        const win = gain + shared[place] - loss[place];
        if (win > bestWin) [bestIn, bestOut, bestWin] = [c, place, win];
      }
    }
    if (bestIn < 0) return { chosen, objective };
    put(bestOut, -1);
    chosen[bestOut] = bestIn;
    put(bestOut, 1);
    objective += bestWin;
  }
}

/** People that the candidates of `chosen` (indexes in the problem) cover together. */
export function countCovered(problem: CoverProblem, chosen: Iterable<number>): number {
  const done = new Uint8Array(problem.weight.length);
  let sum = 0;
  for (const c of chosen) {
    for (let k = problem.first[c]; k < problem.first[c + 1]; k++) {
      const i = problem.item[k];
      if (!done[i]) sum += problem.weight[i];
      done[i] = 1;
    }
  }
  return sum;
}
