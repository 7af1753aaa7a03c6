import { createRandom } from '../geometry/seeded.ts';
import type { MedianCore } from './median-core.ts';
import type { MedianChoice, MedianSwaps } from './median-swaps.ts';

/** Choices that are kept for relinking. */
const ELITE = 8;
/** Different local optima that starts look for at most. */
const STARTS = 40;

/**
 * Good choices by greedy and swaps from seeded starts, and by path relinking between the best of them (Resende and Werneck 2004, "A
 * hybrid heuristic for the p-median problem"): a start takes each time the best of a few candidates drawn by lot. Rows that nothing
 * serves cost the guard, so each start first serves every row. `work` is the number of pairs that may be looked at; the
 * first start is done whatever it takes. `onBetter` hears of each better choice.
 */
export function searchMedian(
  core: MedianCore,
  swaps: MedianSwaps,
  settings: { seed: number; work: number; isOver: () => boolean; onBetter: (choice: MedianChoice) => void }
): MedianChoice {
  const { isOver } = settings;
  const random = createRandom(settings.seed);
  const candidates = core.option.length;
  const end = swaps.work() + settings.work;
  swaps.set([]);
  swaps.fill(null);
  let best = swaps.choice();
  settings.onBetter(best);
  const elite: MedianChoice[] = [];
  const keep = () => {
    const choice = swaps.choice();
    if (choice.value < best.value) settings.onBetter((best = choice));
    if (elite.some((other) => isSame(other, choice))) return;
    elite.push(choice);
    elite.sort((a, b) => a.value - b.value);
    if (elite.length > ELITE) elite.pop();
  };
  swaps.improve(isOver);
  keep();
  // As many that the best of them is among the best p-th part about as often as not.
  const few = Math.max(2, Math.ceil(Math.log2(candidates / Math.max(1, core.sites))) + 1);
  const draw = () => Array.from({ length: few }, () => Math.floor(random() * candidates));
  for (let start = 1; start < STARTS && swaps.work() < end && !isOver(); start++) {
    swaps.set([]);
    swaps.fill(draw);
    swaps.improve(isOver);
    keep();
    if (start % 4 === 3 && elite.length > 1) {
      const from = elite[Math.floor(random() * elite.length)];
      const to = elite[Math.floor(random() * elite.length)];
      if (relink(swaps, from, to, isOver)) keep();
    }
  }
  for (let a = 0; a < elite.length; a++)
    for (let b = 0; b < elite.length && swaps.work() < end && !isOver(); b++)
      if (a !== b && relink(swaps, elite[a], elite[b], isOver)) keep();
  return best;
}

function isSame(a: MedianChoice, b: MedianChoice): boolean {
  return a.chosen.length === b.chosen.length && a.chosen.every((j, k) => j === b.chosen[k]);
}

/** Goes from one choice to the other by the best swaps, and improves the best on the way; false where there is no way between. */
function relink(swaps: MedianSwaps, from: MedianChoice, to: MedianChoice, isOver: () => boolean): boolean {
  const into = to.chosen.filter((j) => !from.chosen.includes(j));
  const out = from.chosen.filter((j) => !to.chosen.includes(j));
  swaps.set(from.chosen);
  let best: MedianChoice | null = null;
  while (into.length > 1 && out.length > 1 && !isOver()) {
    const { added, removed } = swaps.step(into, out);
    into.splice(into.indexOf(added), 1);
    out.splice(out.indexOf(removed), 1);
    const choice = swaps.choice();
    if (best === null || choice.value < best.value) best = choice;
  }
  if (best === null) return false;
  swaps.set(best.chosen);
  swaps.improve(isOver);
  return true;
}
