import { roundPeople } from '../demand/share-out.ts';
import { BARRED, FIXED, FREE } from './problem.ts';
import type { SitingProblem } from './problem.ts';
import { transposeRows, type SetCover } from './set-cover.ts';

/** Where everything has to be covered, each item weighs 1: people then say nothing of how hard it is to cover. */
export function countAlike(cover: SetCover): SetCover {
  if (cover.need < cover.total) return cover;
  const items = cover.weight.length;
  return { ...cover, weight: new Float64Array(items).fill(1), total: items, need: items };
}

/** What opening an option adds to the objective. */
export function costOf({ options, least }: SitingProblem, o: number): number {
  return least === 'cost' ? options.cost[o] : options.counts[o];
}

/** The question without options that are open or closed anyway, and those open. */
export function coverOf(problem: SitingProblem): { cover: SetCover; opened: number[] } {
  const { weight, reach, options, limits } = problem;
  const isOpen = new Uint8Array(options.place.length);
  const free: number[] = [];
  for (let o = 0; o < isOpen.length; o++) {
    if (options.state[o] === FIXED || (options.state[o] === FREE && costOf(problem, o) <= 0)) isOpen[o] = 1;
    else if (options.state[o] !== BARRED) free.push(o);
  }
  const covered = new Uint8Array(weight.length);
  for (let o = 0; o < isOpen.length; o++)
    if (isOpen[o]) for (let k = reach.first[o]; k < reach.first[o + 1]; k++) covered[reach.point[k]] = 1;
  const isReached = new Uint8Array(weight.length);
  for (const o of free)
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) isReached[reach.point[k]] = 1;
  const isAll = limits.share >= 1;
  const { scale, slip } = isAll ? { scale: 1, slip: 0 } : findScale(weight);
  // As `evaluateOpen` adds, so that both mean the same share.
  let total = 0;
  let had = 0;
  let beyond = 0;
  const itemOf = new Int32Array(weight.length).fill(-1);
  const kept: number[] = [];
  for (let i = 0; i < weight.length; i++) {
    total += weight[i];
    if (!(weight[i] > 0)) continue;
    if (covered[i]) had += roundPeople(scale * weight[i]);
    else if (isReached[i]) {
      itemOf[i] = kept.length;
      // Everything has to be covered: what it weighs does not matter, but it must weigh something.
      kept.push(isAll ? 1 : Math.max(2 ** -22, roundPeople(scale * weight[i])));
    } else beyond++;
  }
  const first = new Uint32Array(free.length + 1);
  let entries = 0;
  for (const o of free) entries += reach.first[o + 1] - reach.first[o];
  const item = new Uint32Array(entries);
  let end = 0;
  free.forEach((o, k) => {
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++)
      if (itemOf[reach.point[at]] >= 0) item[end++] = itemOf[reach.point[at]];
    first[k + 1] = end;
  });
  const rows = item.slice(0, end);
  const weights = Float64Array.from(kept);
  const sum = weights.reduce((a, b) => a + b, 0);
  const need = isAll
    ? beyond > 0
      ? Infinity
      : sum
    : Math.ceil((limits.share * scale * total - slip - had) * 2 ** 22) * 2 ** -22;
  const opened = Array.from(isOpen.keys()).filter((o) => isOpen[o] === 1);
  return {
    cover: {
      option: Uint32Array.from(free),
      cost: Float64Array.from(free, (o) => costOf(problem, o)),
      ...{ first, item: rows },
      ...transposeRows(first, rows, weights.length),
      ...{ weight: weights, total: sum, need }
    },
    opened
  };
}

/**
 * A power of two by which weights that are no multiples of 2⁻²² lose least by being made such, with sums that stay exact; and what
 * they may lose together, by which less is then asked for: `SetCoverRun.offer` sees to it that the share is reached.
 */
function findScale(weight: Float64Array): { scale: number; slip: number } {
  let total = 0;
  let isExact = true;
  for (let i = 0; i < weight.length; i++) {
    total += weight[i];
    isExact &&= roundPeople(weight[i]) === weight[i];
  }
  if (isExact || !(total > 0)) return { scale: 1, slip: 0 };
  return { scale: 2 ** (30 - Math.ceil(Math.log2(total))), slip: (weight.length + 1) * 2 ** -22 };
}
