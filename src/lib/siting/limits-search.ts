import { createRandom } from '../geometry/seeded.ts';
import { fill, force, LEAST_GAIN, repair } from './limits-repair.ts';
import type { Standing } from './limits-standing.ts';
import { isKept, openIn, toggle, undo } from './limits-standing.ts';

/** A choice that keeps the limits and what it is worth. */
export interface Found {
  open: number[];
  value: number;
}

/** How a search is run and who hears of it. */
export interface SearchSettings {
  seed: number;
  /** The search ends where the worth comes to this. */
  goal: number;
  /** Entries that may be visited: a count and no clock, so that the answer is the same from run to run. */
  work: number;
  /** Kicks in a row without a better choice after which it ends. */
  patience: number;
  isOver: () => boolean;
  /** Choices to begin with; numbers of the core. */
  starts?: number[][];
  onFound?: (found: Found) => void;
}

/** Choices kept to be relinked (Resende and Werneck 2004). */
const ELITES = 6;

/**
 * The best choice found that keeps the limits of the standing; null where none was found. Greedy by gain and by gain for the
 * share of the limits used, each improved by drops refilled and by forced openings repaired; then kicks of the best,
 * seeded new starts, and paths between the elites, until patience, work or time end.
 */
export function searchChoice(standing: Standing, settings: SearchSettings): Found | null {
  const { worth, core } = standing;
  const random = createRandom(settings.seed);
  const { goal } = settings;
  const workEnd = worth.work + settings.work;
  const isDone = () => (best !== null && best.value >= goal) || worth.work > workEnd || settings.isOver();
  let best: Found | null = null;
  const elites: Found[] = [];
  const isBetter = (value: number, than: number) => value > than + LEAST_GAIN * (1 + Math.abs(than) * 1e-3);

  /** Takes the standing as found, if it keeps the limits. */
  const take = (): boolean => {
    if (!isKept(standing)) return false;
    const found = { open: openIn(standing), value: worth.value };
    if (best && !isBetter(found.value, best.value)) return false;
    best = found;
    settings.onFound?.(found);
    return true;
  };
  const remember = () => {
    if (!isKept(standing)) return;
    const found = { open: openIn(standing), value: worth.value };
    if (
      elites.some(
        (each) => each.open.length === found.open.length && each.open.every((o, k) => o === found.open[k])
      )
    )
      return;
    elites.push(found);
    elites.sort((a, b) => b.value - a.value);
    elites.length = Math.min(elites.length, ELITES);
  };
  const goTo = (open: number[]) => {
    const wanted = new Uint8Array(core.option.length);
    for (const o of open) wanted[o] = 1;
    for (let o = 0; o < wanted.length; o++) if (standing.isOpen[o] && !wanted[o]) toggle(standing, o);
    for (const o of open) if (!standing.isOpen[o]) toggle(standing, o);
    standing.changes.length = 0;
  };
  /** Makes one change, repairs and refills; keeps it where that is better. */
  const attempt = (change: (touched: Set<number>) => boolean, by: 'gain' | 'price'): boolean => {
    const before = worth.value;
    const mark = standing.changes.length;
    const touched = new Set<number>();
    if (change(touched) && repair(standing, touched)) {
      fill(standing, by, goal, touched);
      if (isBetter(worth.value, before)) return true;
    }
    undo(standing, mark);
    return false;
  };
  const { limits } = standing;
  const ways =
    limits.budget < Infinity || limits.sites < Infinity ? (['gain', 'price'] as const) : (['gain'] as const);
  const improve = () => {
    fill(standing, 'price', goal);
    take();
    for (let again = true; again && !isDone();) {
      again = false;
      for (const q of shuffled(openIn(standing), random)) {
        if (!standing.isOpen[q] || isDone()) continue;
        for (const by of ways) {
          const closes = (touched: Set<number>) => {
            touched.add(q);
            toggle(standing, q);
            return true;
          };
          if (!attempt(closes, by)) continue;
          again = true;
          take();
          break;
        }
      }
      if (again) continue;
      const closed = Array.from(core.option.keys()).filter((o) => !standing.isOpen[o] && worth.gain[o] > 0);
      closed.sort((a, b) => worth.gain[b] - worth.gain[a] || a - b);
      for (const o of closed) {
        if (standing.isOpen[o] || isDone()) continue;
        if (!attempt((touched) => force(standing, o, touched), 'price')) continue;
        again = true;
        take();
        break;
      }
    }
    take();
    remember();
    standing.changes.length = 0;
  };
  const start = (kind: number, noise?: Float64Array) => {
    goTo([]);
    const touched = new Set<number>();
    // What stands and costs something to give up stays at first: so the budget is whole.
    const standingOptions = Array.from(core.option.keys()).filter((o) => core.cost[o] < 0);
    standingOptions.sort((a, b) => core.cost[a] - core.cost[b] || a - b);
    for (const o of standingOptions)
      if (standing.blocked[o] === 0 && standing.used.sites + core.counts[o] <= standing.limits.sites)
        if (kind % 3 !== 2 || standing.used.cost > standing.limits.budget) toggle(standing, o);
    if (!repair(standing, touched)) return;
    fill(standing, kind % 2 === 0 ? 'price' : 'gain', goal, undefined, noise);
    take();
  };
  const kick = () => {
    const open = openIn(standing);
    const touched = new Set<number>();
    const count = 1 + Math.floor(random() * Math.max(2, 0.15 * open.length));
    for (const q of shuffled(open, random).slice(0, count)) {
      touched.add(q);
      toggle(standing, q);
    }
    const closed = Array.from(core.option.keys()).filter((o) => !standing.isOpen[o] && !touched.has(o));
    if (closed.length > 0) force(standing, closed[Math.floor(random() * closed.length)], touched);
    // What was closed may come back where nothing else repairs.
    if (!repair(standing, touched)) repair(standing, new Set());
    fill(standing, random() < 0.5 ? 'gain' : 'price', goal);
  };
  const relink = (from: Found, to: Found) => {
    goTo(from.open);
    const touched = new Set<number>();
    let onPath: Found | null = null;
    const wanted = to.open.filter((o) => !standing.isOpen[o]);
    while (wanted.length > 1 && !isDone()) {
      wanted.sort((a, b) => worth.gain[b] - worth.gain[a] || a - b);
      const o = wanted.shift()!;
      if (standing.isOpen[o]) continue;
      if (!force(standing, o, touched) || !repair(standing, touched)) break;
      if (!onPath || worth.value > onPath.value) onPath = { open: openIn(standing), value: worth.value };
    }
    if (!onPath) return;
    goTo(onPath.open);
    improve();
  };

  for (const open of settings.starts ?? []) {
    goTo(open);
    repair(standing, new Set());
    take();
    improve();
  }
  // One greedy answer there is however little time is left.
  for (let kind = 0; kind < 4 && !(isDone() && (kind > 0 || best !== null)); kind++) {
    start(kind);
    if (!isDone()) improve();
  }
  for (let round = 1, stale = 0; stale < settings.patience && !isDone(); round++, stale++) {
    const before: Found | null = best;
    if (round % 12 === 0 || !best) {
      start(
        round,
        Float64Array.from(core.option, () => 0.6 + 0.8 * random())
      );
      if (!isKept(standing)) shake(standing, random);
      improve();
    } else if (round % 12 === 6 && elites.length > 1) {
      const [a, b] = shuffled(elites, random);
      relink(a, b);
    } else {
      goTo((random() < 0.7 ? (best as Found) : (elites[Math.floor(random() * elites.length)] ?? best)).open);
      kick();
      improve();
    }
    if (best !== before) stale = 0;
  }
  return best;
}

/** Random openings and closings, each repaired, until the limits are kept or it has been tried often enough. */
function shake(standing: Standing, random: () => number): void {
  const { length } = standing.isOpen;
  for (let k = 0; k < 4 * length && !isKept(standing); k++) {
    const o = Math.floor(random() * length);
    const touched = new Set<number>();
    if (standing.isOpen[o]) {
      touched.add(o);
      toggle(standing, o);
    } else force(standing, o, touched);
    repair(standing, touched);
  }
}

function shuffled<T>(values: T[], random: () => number): T[] {
  const shuffle = values.slice();
  for (let k = shuffle.length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [shuffle[k], shuffle[other]] = [shuffle[other], shuffle[k]];
  }
  return shuffle;
}
