import type { CoverProblem } from './cover-problem.ts';
import type { Rows } from './cover-rows.ts';
import { CoverSwaps } from './cover-swaps.ts';

/** Good choices that are kept to be joined by paths. */
const ELITE = 8;

/**
 * Share of the best by which the choice that the search goes on from may be worse than the last one, at most; mostly far less: a
 * city of 1,000 candidates and 50 sites comes 0.06 % higher than always from the best.
 */
const SLIP = 0.001;

/** One round in so many begins anew, and one leads from the present choice to another good one. */
const ANEW = 1000;
const RELINK = 20;

interface Elite {
  chosen: Int32Array;
  objective: number;
}

/** A search that goes on for as long as it is asked to. */
export interface CoverSearch {
  /** The best so far, ascending, and what it covers. */
  best: () => Elite;
  /** Does so many rounds, or fewer once `isOver`; true where a better choice was found. */
  run: (rounds: number, isOver: () => boolean) => boolean;
  /** Looks around a choice that something else suggests. */
  consider: (chosen: ArrayLike<number>, isOver: () => boolean) => boolean;
}

/**
 * Search from seeded starts: each round empties a few places that lie together, fills them and improves the choice by swaps,
 * and the next goes on from there unless it is much worse (iterated local search, Lourenço, Martin and Stützle 2003). Now and
 * then it begins anew, greedy among few drawn candidates, or walks the path to another good choice by the best swap at each
 * step and improves the best met on the way (path relinking, Resende and Werneck 2004). `places` at least 1.
 */
export function searchCover(
  problem: CoverProblem,
  by: Rows,
  places: number,
  random: () => number
): CoverSearch {
  const state = new CoverSwaps(problem, by, places);
  const elite: Elite[] = [];
  const candidates = problem.candidate.length;
  let current: Elite | null = null;
  let sinceRelink = 0;
  let best: Elite = { chosen: new Int32Array(0), objective: 0 };
  const below = (count: number) => Math.floor(random() * count);

  const keep = (): boolean => {
    const found = { chosen: state.list(), objective: state.objective };
    const isBest = found.objective > best.objective;
    if (isBest) best = found;
    if (elite.some((each) => countDifferent(each.chosen, found.chosen) === 0)) return isBest;
    if (elite.length < ELITE) elite.push(found);
    else {
      // Of the choices that are no better the most alike makes way, so that the others stay different.
      let out = -1;
      let least = Infinity;
      elite.forEach((each, k) => {
        const different = countDifferent(each.chosen, found.chosen);
        if (each.objective <= found.objective && different < least) [out, least] = [k, different];
      });
      if (out >= 0) elite[out] = found;
    }
    return isBest;
  };

  const move = () => {
    const least = current ? current.objective - SLIP * random() ** 4 * best.objective : 0;
    if (state.objective > least) current = { chosen: state.list(), objective: state.objective };
  };

  const disturb = () => {
    const from = current && below(20) > 0 ? current : below(10) < 8 ? best : elite[below(elite.length)];
    state.become(from.chosen);
    const count = 2 + below(4);
    // Places near each other are emptied together: what they cover can then be shared out anew.
    for (const place of nearestPlaces(problem, by, below(candidates), state.placeOf, count))
      state.take(place);
    const share = 0.3 + 0.5 * random();
    state.fill(() => random() < share);
    state.fill();
  };

  const startAnew = () => {
    state.become([]);
    const share = 2 / Math.max(2, Math.min(places, 20));
    state.fill(() => random() < share);
    state.fill();
  };

  const relink = (isOver: () => boolean) => {
    const to = elite[below(elite.length)];
    const middle = walk(state, to.chosen, isOver);
    if (middle) {
      state.become(middle);
      state.improve(isOver);
    }
  };

  return {
    best: () => best,
    run: (rounds, isOver) => {
      let isBetter = false;
      for (let round = 0; round < rounds && !isOver(); round++) {
        if (elite.length === 0) {
          state.become([]);
          state.fill();
        } else if (elite.length < ELITE / 2 || below(ANEW) === 0) startAnew();
        else disturb();
        state.improve(isOver);
        move();
        isBetter = keep() || isBetter;
        if (elite.length < 2 || ++sinceRelink < RELINK) continue;
        sinceRelink = 0;
        relink(isOver);
        move();
        isBetter = keep() || isBetter;
      }
      return isBetter;
    },
    consider: (chosen, isOver) => {
      state.become(Array.from(chosen).slice(0, places));
      state.fill();
      state.improve(isOver);
      move();
      return keep();
    }
  };
}

/** The best choice strictly between the present one and `to`, on the way of best swaps; null where there is none. */
function walk(state: CoverSwaps, to: Int32Array, isOver: () => boolean): Int32Array | null {
  const isTo = new Uint8Array(state.placeOf.length);
  for (const c of to) isTo[c] = 1;
  let coming = Array.from(to).filter((c) => state.placeOf[c] < 0);
  let going = Array.from(state.chosen.keys()).filter(
    (place) => state.chosen[place] < 0 || !isTo[state.chosen[place]]
  );
  let best: Int32Array | null = null;
  let most = -Infinity;
  while (coming.length > 1 && going.length > 0 && !isOver()) {
    let [bestIn, bestOut, bestWin] = [-1, -1, -Infinity];
    for (const c of coming)
      for (const place of going) {
        const win = state.winOf(c, place);
        if (win > bestWin) [bestIn, bestOut, bestWin] = [c, place, win];
      }
    if (state.chosen[bestOut] >= 0) state.take(bestOut);
    state.put(bestIn, bestOut);
    coming = coming.filter((c) => c !== bestIn);
    going = going.filter((place) => place !== bestOut);
    if (state.objective > most) {
      most = state.objective;
      best = state.list();
    }
  }
  return best;
}

/** Up to `count` places whose candidates share items with `seed`, or with a candidate that shares some with it. */
function nearestPlaces(
  problem: CoverProblem,
  by: Rows,
  seed: number,
  placeOf: Int32Array,
  count: number
): number[] {
  const { first, item } = problem;
  const places: number[] = [];
  const seen = new Set<number>([seed]);
  const queue = [seed];
  for (let at = 0; at < queue.length && at < 4 && places.length < count; at++) {
    const c = queue[at];
    // Every seventh item is enough to meet the neighbours.
    for (let k = first[c]; k < first[c + 1] && places.length < count; k += 7)
      for (let j = by.first[item[k]]; j < by.first[item[k] + 1]; j++) {
        const d = by.item[j];
        if (seen.has(d)) continue;
        seen.add(d);
        queue.push(d);
        if (placeOf[d] >= 0 && places.length < count) places.push(placeOf[d]);
      }
  }
  return places;
}

/** How many of `a` are not in `b`; both ascending. */
function countDifferent(a: Int32Array, b: Int32Array): number {
  let different = 0;
  for (let j = 0, k = 0; j < a.length; j++) {
    while (k < b.length && b[k] < a[j]) k++;
    if (b[k] !== a[j]) different++;
  }
  return different + Math.max(0, b.length - a.length);
}
