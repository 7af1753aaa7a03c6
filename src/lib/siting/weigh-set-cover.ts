import type { SetCover } from './set-cover.ts';

/** Rounds between two looks at the clock. */
const BETWEEN = 256;

/**
 * Local search for covering everything with items that gain weight while they stay uncovered, so that the search leaves what it
 * is stuck in (row weighting local search, Gao, Weise and Li 2015): each round takes out what is missed least, puts in what
 * covers most of what is missing beside an item drawn at random, and weighs the uncovered a little more. From `start` (which
 * covers everything) on; `onBetter` hears of each choice that covers everything for less. Ends after `rounds` or where
 * `isOver` says so.
 */
export function searchByWeights(
  cover: SetCover,
  start: number[],
  random: () => number,
  limits: { rounds: number; isOver: () => boolean },
  onBetter: (chosen: number[]) => void
): void {
  const { cost, first, item, byFirst, by } = cover;
  const items = byFirst.length - 1;
  const weight = new Float64Array(items).fill(1);
  const count = new Uint32Array(items);
  const sumIn = new Float64Array(items);
  /** What an option would newly cover, or alone covers, in the present weights. */
  const worth = new Float64Array(cost.length);
  const placeOf = new Int32Array(cost.length).fill(-1);
  const movedAt = new Float64Array(cost.length);
  /** 0 after an option was taken out, until one that shares items with it has moved: it would only come back. */
  const mayEnter = new Uint8Array(cost.length).fill(1);
  const chosen: number[] = [];
  const missing: number[] = [];
  const missingAt = new Int32Array(items);
  for (let i = 0; i < items; i++) missingAt[i] = missing.push(i) - 1;
  for (let o = 0; o < cost.length; o++) worth[o] = first[o + 1] - first[o];
  let spent = 0;

  const put = (o: number) => {
    const own = worth[o];
    placeOf[o] = chosen.push(o) - 1;
    spent += cost[o];
    for (let k = first[o]; k < first[o + 1]; k++) {
      const i = item[k];
      const before = count[i]++;
      if (before === 0) {
        const last = missing.pop()!;
        if (last !== i) missingAt[(missing[missingAt[i]] = last)] = missingAt[i];
        for (let at = byFirst[i]; at < byFirst[i + 1]; at++) worth[by[at]] -= weight[i];
      } else if (before === 1) worth[sumIn[i]] -= weight[i];
      sumIn[i] += o;
      for (let at = byFirst[i]; at < byFirst[i + 1]; at++) mayEnter[by[at]] = 1;
    }
    worth[o] = own;
  };
  const take = (o: number) => {
    const own = worth[o];
    const last = chosen.pop()!;
    if (last !== o) chosen[(placeOf[last] = placeOf[o])] = last;
    placeOf[o] = -1;
    spent = chosen.length === 0 ? 0 : spent - cost[o];
    for (let k = first[o]; k < first[o + 1]; k++) {
      const i = item[k];
      const after = --count[i];
      sumIn[i] -= o;
      if (after === 0) {
        missingAt[i] = missing.push(i) - 1;
        for (let at = byFirst[i]; at < byFirst[i + 1]; at++) worth[by[at]] += weight[i];
      } else if (after === 1) worth[sumIn[i]] += weight[i];
      for (let at = byFirst[i]; at < byFirst[i + 1]; at++) mayEnter[by[at]] = 1;
    }
    worth[o] = own;
    mayEnter[o] = 0;
  };
  /** The chosen option that is missed least for its cost, of equal ones the one that moved longest ago; −1: none. */
  const findLeast = (but: number): number => {
    let least = -1;
    for (const o of chosen) {
      if (o === but) continue;
      const less = least < 0 ? -1 : worth[o] * cost[least] - worth[least] * cost[o];
      if (less < 0 || (less === 0 && movedAt[o] < movedAt[least])) least = o;
    }
    return least;
  };

  for (const o of start) put(o);
  let least = Infinity;
  let entered = -1;
  for (let round = 1; round <= limits.rounds; round++) {
    if (round % BETWEEN === 0 && limits.isOver()) return;
    while (missing.length === 0) {
      if (spent < least * (1 - 1e-9)) {
        least = spent;
        if (round > 1) onBetter(chosen.slice());
      }
      const o = findLeast(-1);
      if (o < 0) return;
      take(o);
      movedAt[o] = round;
    }
    const out = findLeast(entered);
    if (out >= 0) {
      take(out);
      movedAt[out] = round;
    }
    const i = missing[Math.floor(random() * missing.length)];
    let best = -1;
    for (let at = byFirst[i]; at < byFirst[i + 1]; at++) {
      const o = by[at];
      if (!mayEnter[o]) continue;
      const more = best < 0 ? 1 : worth[o] * cost[best] - worth[best] * cost[o];
      if (more > 0 || (more === 0 && movedAt[o] < movedAt[best])) best = o;
    }
    if (best >= 0 && spent + cost[best] < least * (1 - 1e-9)) {
      put(best);
      movedAt[best] = round;
      entered = best;
    }
    for (const j of missing) {
      weight[j]++;
      for (let at = byFirst[j]; at < byFirst[j + 1]; at++) worth[by[at]]++;
    }
  }
}
