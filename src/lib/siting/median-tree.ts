import { boundMedian, settleByBound } from './median-bound.ts';
import { settleCandidates, type MedianCore } from './median-core.ts';
import type { MedianChoice } from './median-swaps.ts';

/** A part of the choices: some candidates open, some gone, and a bound of what is left. */
interface Part {
  core: MedianCore;
  state: Int8Array;
  /** Half as long as doubles, and any prices are valid. */
  price: Float32Array;
  bound: number;
}

/** What a search of the tree may use and tells. `target` is the value above which a choice is no better than the best. */
export interface TreeSearch {
  price: Float64Array;
  bound: number;
  best: () => number;
  target: () => number;
  isOver: () => boolean;
  /** Hears of choices, by option. */
  onChoice: (open: number[]) => void;
  onBound: (bound: number) => void;
}

const STEPS = 60;
/** Parts waiting at which the deepest goes before the lowest, so that memory stays bounded: doubles of prices in all. */
const WAITING = 4e7;

/**
 * Branch and bound on the Lagrangian relaxation (Beasley 1985): each part begins with the prices of the one it came from; parts
 * whose bound passes the target go, candidates that no better choice can have otherwise are settled, and the part splits on the
 * candidate that the prices are least sure of. Lowest bound first, so that the bound of all rises. True where nothing is left.
 */
export function searchMedianTree(core: MedianCore, search: TreeSearch): boolean {
  const state = new Int8Array(core.option.length);
  const parts: Part[] = [{ core, state, price: Float32Array.from(search.price), bound: search.bound }];
  let gone = Infinity;
  while (parts.length > 0) {
    const lowest = parts.reduce((least, part) => Math.min(least, part.bound), gone);
    search.onBound(Math.min(lowest, search.best()));
    if (search.isOver()) return false;
    const part = takePart(parts);
    if (part.bound > search.target()) {
      gone = Math.min(gone, part.bound);
      continue;
    }
    const after = workOn(part, search);
    gone = Math.min(gone, after.gone);
    parts.push(...after.parts);
  }
  search.onBound(Math.min(gone, search.best()));
  return true;
}

function takePart(parts: Part[]): Part {
  let at = parts.length - 1;
  if (parts.length * parts[0].price.length < WAITING)
    for (let k = at - 1; k >= 0; k--) if (parts[k].bound < parts[at].bound) at = k;
  const part = parts[at];
  parts.splice(at, 1);
  return part;
}

/** The parts that a part splits into, and the bound of what of it has gone (Infinity: nothing). */
function workOn(part: Part, search: TreeSearch): { parts: Part[]; gone: number } {
  let { core, state } = part;
  let price: Float64Array = Float64Array.from(part.price);
  let bound = part.bound;
  for (let round = 0; round < 4; round++) {
    const left = state.reduce((count, each) => count + (each === 0 ? 1 : 0), 0);
    if (left < core.option.length / 2 && left > 0) {
      core = settleCandidates(core, state);
      state = new Int8Array(core.option.length);
    }
    const chosen = [...state.keys()].filter((j) => state[j] === 1);
    const free = [...state.keys()].filter((j) => state[j] === 0);
    // All that is left may be opened: then nothing else in the part is better.
    if (chosen.length + free.length <= core.sites || chosen.length >= core.sites) {
      const all = chosen.length >= core.sites ? chosen : chosen.concat(free);
      const choice = { chosen: all, value: valueOf(core, all) };
      search.onChoice(openOf(core, choice));
      return { parts: [], gone: choice.value };
    }
    const found = boundMedian(core, {
      ...{ price, state, best: search.best(), steps: round === 0 ? STEPS : STEPS / 2, patience: 6 },
      ...{ pace: 0.7, isOver: search.isOver },
      onBetter: ({ bound: better }) => better > search.target()
    });
    price = found.price;
    bound = Math.max(bound, found.bound);
    if (round === 0) {
      const choice = { chosen: found.picked, value: valueOf(core, found.picked) };
      if (choice.value < search.best()) search.onChoice(openOf(core, choice));
    }
    if (bound > search.target()) return { parts: [], gone: bound };
    const settled = settleByBound(core, found, state, search.target());
    if (settled === 0 || search.isOver()) {
      const j = leastSure(state, found.share, found.value);
      if (j < 0) continue;
      const [without, within] = [state.slice(), state.slice()];
      without[j] = -1;
      within[j] = 1;
      const half = { core, price: Float32Array.from(price), bound };
      return {
        parts: [
          { ...half, state: without },
          { ...half, state: within }
        ],
        gone: Infinity
      };
    }
  }
  return { parts: [{ core, state, price: Float32Array.from(price), bound }], gone: Infinity };
}

/** The candidate that has been picked about every other time; of those never in doubt the one with the lowest value. */
function leastSure(state: Int8Array, share: Float64Array, value: Float64Array): number {
  let best = -1;
  let most = -Infinity;
  for (let j = 0; j < state.length; j++) {
    if (state[j] !== 0) continue;
    const doubt = Math.min(share[j], 1 - share[j]);
    if (doubt > most || (doubt === most && value[j] < value[best])) {
      most = doubt;
      best = j;
    }
  }
  return best;
}

/** Sum of the rows' costs with these candidates, without touching a search. */
function valueOf(core: MedianCore, chosen: number[]): number {
  const least = core.base.slice();
  for (const j of chosen)
    for (let k = core.first[j]; k < core.first[j + 1]; k++)
      if (core.cost[k] < least[core.row[k]]) least[core.row[k]] = core.cost[k];
  return least.reduce((sum, each) => sum + each, 0);
}

/** Options that are open with a choice. */
export function openOf(core: MedianCore, { chosen }: MedianChoice): number[] {
  return core.always.concat(chosen.map((j) => core.option[j]));
}
