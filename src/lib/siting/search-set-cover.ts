import type { SetCover } from './set-cover.ts';

/** A choice of options of a cover that can be changed one by one, with the gain of each kept at hand. */
export interface CoverChoice {
  /** 1 where it is chosen. */
  isIn: Uint8Array;
  /** How many of the chosen cover each item. */
  count: Uint32Array;
  /** Weight that each option would newly cover. */
  gain: Float64Array;
  covered: number;
  cost: number;
  /** Visits of rows so far. */
  work: number;
}

/** Nothing chosen yet. */
export function emptyChoice({ option, first, item, weight }: SetCover): CoverChoice {
  const gain = new Float64Array(option.length);
  for (let o = 0; o < option.length; o++)
    for (let k = first[o]; k < first[o + 1]; k++) gain[o] += weight[item[k]];
  return {
    ...{ isIn: new Uint8Array(option.length), count: new Uint32Array(weight.length), gain },
    ...{ covered: 0, cost: 0, work: 0 }
  };
}

/** Takes an option in (`change` 1) or out (−1). */
function putOption(cover: SetCover, choice: CoverChoice, o: number, change: 1 | -1): void {
  const { first, item, byFirst, by, weight, cost } = cover;
  const { count, gain } = choice;
  choice.isIn[o] = change === 1 ? 1 : 0;
  choice.cost += change * cost[o];
  choice.work += first[o + 1] - first[o];
  for (let k = first[o]; k < first[o + 1]; k++) {
    const i = item[k];
    count[i] += change;
    if (count[i] !== (change === 1 ? 1 : 0)) continue;
    const worth = change * weight[i];
    choice.covered += worth;
    choice.work += byFirst[i + 1] - byFirst[i];
    for (let at = byFirst[i]; at < byFirst[i + 1]; at++) gain[by[at]] -= worth;
  }
}

/**
 * Takes in what covers most for its cost (no more than is needed counts) until enough is covered. `noise` gives each option a
 * factor near 1; ties go to the lowest option. False where not enough can be covered.
 */
export function completeGreedily(cover: SetCover, choice: CoverChoice, noise?: () => number): boolean {
  const { cost, need } = cover;
  const { gain, isIn } = choice;
  while (choice.covered < need) {
    const left = need - choice.covered;
    let best = -1;
    let most = 0;
    for (let o = 0; o < cost.length; o++) {
      if (isIn[o] || !(gain[o] > 0)) continue;
      const worth = (Math.min(gain[o], left) / cost[o]) * (noise?.() ?? 1);
      if (worth > most) [best, most] = [o, worth];
    }
    choice.work += cost.length;
    if (best < 0) return false;
    putOption(cover, choice, best, 1);
  }
  return true;
}

/** Takes out what is not needed, in the order given, the chosen ones dearest first otherwise. */
export function dropNeedless(
  cover: SetCover,
  choice: CoverChoice,
  order = dearestFirst(cover, choice)
): void {
  const { first, item, weight, need } = cover;
  for (const o of order) {
    if (!choice.isIn[o]) continue;
    let loss = 0;
    const most = choice.covered - need;
    let k = first[o];
    for (; k < first[o + 1] && loss <= most; k++) if (choice.count[item[k]] === 1) loss += weight[item[k]];
    choice.work += k - first[o];
    if (loss <= most) putOption(cover, choice, o, -1);
  }
}

function dearestFirst({ cost }: SetCover, choice: CoverChoice): number[] {
  // Of equal cost those first that were put in for least: the last ones by index are as good as any.
  return chosenOf(choice).sort((a, b) => cost[b] - cost[a] || b - a);
}

/** The chosen options of the cover, ascending. */
export function chosenOf({ isIn }: CoverChoice): number[] {
  const chosen: number[] = [];
  for (let o = 0; o < isIn.length; o++) if (isIn[o]) chosen.push(o);
  return chosen;
}

/**
 * Ruin and recreate (Jacobs and Brusco 1995): again and again some chosen options are taken out, at random or round about one
 * option, what is missing is put in greedily with a little noise, what is needless taken out; kept unless it costs more. Ends
 * after `patience` rounds without a lower cost, when `work` visits are spent, or where `isOver` says so; `choice`, which
 * has to cover enough, is the best found then. `onBetter` hears of each lower cost.
 */
export function ruinAndRecreate(
  cover: SetCover,
  choice: CoverChoice,
  random: () => number,
  limits: { patience: number; work: number; isOver: () => boolean },
  onBetter: () => void
): void {
  const until = choice.work + limits.work;
  for (let stale = 0; stale < limits.patience && choice.work < until && !limits.isOver(); stale++) {
    const before = chosenOf(choice);
    const cost = choice.cost;
    if (before.length === 0) return;
    for (const o of random() < 0.5 ? pickAny(before, random) : pickNear(cover, choice, random))
      putOption(cover, choice, o, -1);
    const done = completeGreedily(cover, choice, () => 1 - 0.4 * random() * random());
    if (done) dropNeedless(cover, choice, shuffle(chosenOf(choice), random));
    if (!done || choice.cost > cost) restore(cover, choice, before);
    else if (choice.cost < cost - 1e-9 * Math.abs(cost)) {
      stale = -1;
      onBetter();
    }
  }
}

/** Makes `chosen` the choice. */
export function restore(cover: SetCover, choice: CoverChoice, chosen: number[]): void {
  const wanted = new Uint8Array(choice.isIn.length);
  for (const o of chosen) wanted[o] = 1;
  for (let o = 0; o < wanted.length; o++)
    if (wanted[o] !== choice.isIn[o]) putOption(cover, choice, o, wanted[o] ? 1 : -1);
}

function pickAny(chosen: number[], random: () => number): number[] {
  const count = 1 + Math.floor(random() * Math.min(12, chosen.length / 3));
  return shuffle(chosen.slice(), random).slice(0, count);
}

/** The chosen options that share items with one taken at random, at most 8. */
function pickNear(
  { first, item, byFirst, by }: SetCover,
  choice: CoverChoice,
  random: () => number
): number[] {
  const middle = Math.floor(random() * choice.isIn.length);
  const found = new Set<number>();
  for (let k = first[middle]; k < first[middle + 1] && found.size < 8; k++)
    for (let at = byFirst[item[k]]; at < byFirst[item[k] + 1]; at++)
      if (choice.isIn[by[at]]) found.add(by[at]);
  return [...found];
}

function shuffle(values: number[], random: () => number): number[] {
  for (let k = values.length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [values[k], values[other]] = [values[other], values[k]];
  }
  return values;
}
