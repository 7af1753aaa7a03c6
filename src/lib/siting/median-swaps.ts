import type { MedianCore } from './median-core.ts';

/** A choice of candidates of a core, ascending, and the sum of the rows' costs. */
export interface MedianChoice {
  chosen: number[];
  value: number;
}

/** The choice being worked on; it can be changed and set anew, and is never copied. */
export interface MedianSwaps {
  /** Begins anew with these candidates. */
  set(chosen: ArrayLike<number>): void;
  /** Adds up to the number of sites: each time the candidate that saves most, or the best of `draw()`. */
  fill(draw: (() => number[]) | null): void;
  /** Swaps until no swap of one candidate for another makes it better, or `isOver`. */
  improve(isOver: () => boolean): void;
  /** The best swap of one of `into` for one of `out`, done, even where it makes things worse. */
  step(into: number[], out: number[]): { added: number; removed: number };
  choice(): MedianChoice;
  /** Nearest and next nearest cost of each row. */
  costs(): { nearest: Float64Array; next: Float64Array };
  /** Pairs looked at so far: a measure of the time spent that is the same from run to run. */
  work(): number;
}

/**
 * The vertex substitution of Teitz and Bart (1968) as fast interchange (Whitaker 1983) with the losses of Resende and Werneck
 * (2007, "A fast swap-based local search procedure for location problems"): the profit of putting in j for r is
 * gain(j) − loss(r) + extra(j, r); gain and extra of all r come of one pass over the column of j, losses are kept as rows change.
 */
export function createMedianSwaps(core: MedianCore): MedianSwaps {
  const { base, first, row, cost, firstNear, near, nearCost } = core;
  const candidates = core.option.length;
  const rows = base.length;
  // The base is one more candidate, which is always there and never goes.
  const BASE = candidates;
  const d1 = new Float64Array(rows);
  const d2 = new Float64Array(rows);
  const a1 = new Int32Array(rows);
  const a2 = new Int32Array(rows);
  const loss = new Float64Array(candidates + 1);
  const extra = new Float64Array(candidates + 1);
  const place = new Int32Array(candidates);
  let chosen: number[] = [];
  let total = 0;
  let work = 0;
  let gainOfLast = 0;

  function clear(): void {
    d1.set(base);
    d2.set(base);
    a1.fill(BASE);
    a2.fill(BASE);
    loss.fill(0);
    place.fill(-1);
    chosen = [];
    total = base.reduce((sum, each) => sum + each, 0);
  }

  function add(j: number): void {
    place[j] = chosen.length;
    chosen.push(j);
    work += first[j + 1] - first[j];
    for (let k = first[j]; k < first[j + 1]; k++) {
      const i = row[k];
      const c = cost[k];
      if (c < d1[i]) {
        loss[a1[i]] -= d2[i] - d1[i];
        total += c - d1[i];
        d2[i] = d1[i];
        a2[i] = a1[i];
        d1[i] = c;
        a1[i] = j;
        loss[j] += d2[i] - c;
      } else if (c < d2[i]) {
        loss[a1[i]] -= d2[i] - c;
        d2[i] = c;
        a2[i] = j;
      }
    }
  }

  function remove(r: number): void {
    const last = chosen.pop() as number;
    if (last !== r) {
      chosen[place[r]] = last;
      place[last] = place[r];
    }
    place[r] = -1;
    work += first[r + 1] - first[r];
    for (let k = first[r]; k < first[r + 1]; k++) {
      const i = row[k];
      if (a1[i] !== r && a2[i] !== r) continue;
      loss[a1[i]] -= d2[i] - d1[i];
      const before = d1[i];
      let at = firstNear[i];
      const end = firstNear[i + 1];
      while (at < end && place[near[at]] < 0) at++;
      d1[i] = at < end ? nearCost[at] : base[i];
      a1[i] = at < end ? near[at++] : BASE;
      while (at < end && place[near[at]] < 0) at++;
      d2[i] = at < end ? nearCost[at] : base[i];
      a2[i] = at < end ? near[at] : BASE;
      work += at - firstNear[i];
      total += d1[i] - before;
      loss[a1[i]] += d2[i] - d1[i];
    }
    loss[r] = 0;
  }

  /** What j saves if it is added. */
  function gainOf(j: number): number {
    let gain = 0;
    work += first[j + 1] - first[j];
    for (let k = first[j]; k < first[j + 1]; k++) {
      const saved = d1[row[k]] - cost[k];
      if (saved > 0) gain += saved;
    }
    return gain;
  }

  /** Which of `out` is best given up for j; the profit goes to `gainOfLast`. */
  function bestOut(j: number, out: number[]): number {
    let gain = 0;
    work += first[j + 1] - first[j] + out.length;
    for (let k = first[j]; k < first[j + 1]; k++) {
      const i = row[k];
      const c = cost[k];
      if (c >= d2[i]) continue;
      if (c < d1[i]) {
        gain += d1[i] - c;
        extra[a1[i]] += d2[i] - d1[i];
      } else extra[a1[i]] += d2[i] - c;
    }
    let best = -1;
    let least = Infinity;
    for (const r of out) {
      const net = loss[r] - extra[r];
      if (net < least || (net === least && r < best)) {
        least = net;
        best = r;
      }
    }
    for (const r of chosen) extra[r] = 0;
    extra[BASE] = 0;
    gainOfLast = gain - least;
    return best;
  }

  /** Lazy greedy (Minoux 1978): gains only shrink as candidates are added, so few are looked at again. */
  function fillGreedily(): void {
    const gain = new Float64Array(candidates).fill(Infinity);
    const seen = new Int32Array(candidates).fill(-1);
    while (chosen.length < core.sites) {
      const best = mostGaining(gain);
      if (best < 0 || (seen[best] === chosen.length && !(gain[best] > 0))) return;
      if (seen[best] === chosen.length) add(best);
      else {
        gain[best] = gainOf(best);
        seen[best] = chosen.length;
      }
    }
  }

  function mostGaining(gain: Float64Array): number {
    let best = -1;
    for (let j = 0; j < candidates; j++) if (place[j] < 0 && (best < 0 || gain[j] > gain[best])) best = j;
    return best;
  }

  function fillBest(list: number[]): boolean {
    let best = -1;
    let most = 0;
    for (const j of list) {
      const gain = place[j] < 0 ? gainOf(j) : 0;
      if (gain > most) {
        most = gain;
        best = j;
      }
    }
    if (best >= 0) add(best);
    return best >= 0;
  }

  return {
    set(given) {
      clear();
      for (let k = 0; k < given.length; k++) add(given[k]);
    },
    fill(draw) {
      // A draw may hold nothing that saves; after a few such the greedy one fills the rest.
      let misses = 0;
      while (draw && chosen.length < core.sites && misses < 5) if (!fillBest(draw())) misses++;
      fillGreedily();
    },
    improve(isOver) {
      fillGreedily();
      let idle = 0;
      for (let j = 0; idle < candidates && chosen.length > 0 && !isOver(); j = (j + 1) % candidates) {
        idle++;
        if (place[j] >= 0) continue;
        const r = bestOut(j, chosen);
        if (!(gainOfLast > 1e-11 * total)) continue;
        const before = total;
        add(j);
        remove(r);
        // Sums of rounded costs may say that there is a gain where there is none.
        if (!(total < before)) return;
        idle = 0;
      }
    },
    step(into, out) {
      let best = { added: into[0], removed: out[0] };
      let most = -Infinity;
      for (const j of into) {
        const r = bestOut(j, out);
        if (gainOfLast > most) {
          most = gainOfLast;
          best = { added: j, removed: r };
        }
      }
      add(best.added);
      remove(best.removed);
      return best;
    },
    choice() {
      const value = d1.reduce((sum, each) => sum + each, 0);
      return { chosen: chosen.slice().sort((a, b) => a - b), value };
    },
    costs: () => ({ nearest: d1, next: d2 }),
    work: () => work
  };
}
