import { createRandom } from '../geometry/seeded.ts';
import { solveFlow } from './capacity-flow.ts';
import { type ChoiceRules, isWithin } from './capacity-limits.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import type { CapacityChoice } from './capacity-search.ts';
import { createValuer, valueOptions } from './capacity-value.ts';

export interface SwapSettings {
  seed: number;
  /** How often two neighbours of the best choice are exchanged by chance and what is around them mended. */
  kicks: number;
  /** Of each option the others, the nearest first (`rankNear`). */
  near: Uint32Array[];
  isOver: () => boolean;
  onBetter: (choice: CapacityChoice) => unknown;
}

/** Open options around an exchange whose people are sent anew; those of the others stay where they are. */
const AROUND = 8;
/** Nearest options that are looked at in exchange for one. */
const CANDIDATES = 40;
/** Of these the most promising are valued. */
const TRIED = 5;
/** Options that come in by chance are of the nearest so many. */
const KICK_NEAR = 16;

/** Of each option the others by what is walked from one to the other by way of the item nearest to it; of equals the lowest first. */
export function rankNear(problem: CapacityProblem): Uint32Array[] {
  const { option, first, item, cost, weight } = problem;
  const nearest = Int32Array.from(option, (_, k) => {
    let best = -1;
    for (let at = first[k]; at < first[k + 1]; at++) if (best < 0 || cost[at] < cost[best]) best = at;
    return best < 0 ? -1 : item[best];
  });
  const own = new Float64Array(weight.length);
  const far: Float64Array[] = Array.from(option, () => new Float64Array(option.length));
  for (let k = 0; k < option.length; k++) {
    own.fill(Infinity);
    for (let at = first[k]; at < first[k + 1]; at++) own[item[at]] = cost[at];
    for (let j = 0; j < option.length; j++) far[j][k] = nearest[j] < 0 ? Infinity : own[nearest[j]];
  }
  return far.map((row, j) =>
    Uint32Array.from(row.keys())
      .filter((k) => k !== j)
      .sort((a, b) => (row[a] === row[b] ? a - b : row[a] - row[b]))
  );
}

/** `start` and what the rules allow besides, each the one that may save most by the prices of those before it. */
export function growByPrices(
  problem: CapacityProblem,
  rules: ChoiceRules,
  start: readonly number[],
  isOver: () => boolean
): CapacityChoice {
  let open = start.slice();
  for (;;) {
    const flow = solveFlow(problem, open);
    if (isOver()) return { open, flow };
    const value = valueOptions(problem, flow.itemPrice);
    let best = -1;
    for (let k = 0; k < value.length; k++)
      if (value[k] > (best < 0 ? 0 : value[best]) && !open.includes(k) && isWithin(rules, [...open, k]))
        best = k;
    if (best < 0) return { open, flow };
    open = [...open, best];
  }
}

/**
 * The best choice found from `start` by exchanging an open option for one near it, for large questions over metres. An exchange
 * is valued by sending anew only those who now go to the open options around it, which costs a tenth of a flow of all and can
 * only say too little; what then is better is valued exactly. After a kick only what is near it is looked at.
 */
export function searchSwaps(
  problem: CapacityProblem,
  rules: ChoiceRules,
  start: readonly number[],
  settings: SwapSettings
): CapacityChoice {
  const { near, isOver } = settings;
  const least = 1e-12 * problem.total * problem.outsideCost;
  const subWeight = new Float64Array(problem.weight.length);
  const mask = new Uint8Array(problem.option.length);
  let best = improve(valueOf(start), new Set(start));
  const random = createRandom(settings.seed);
  for (let kick = 0; kick < settings.kicks && !isOver(); kick++) {
    const open = shake(best.open);
    if (!open) continue;
    const isNew = new Set(open.filter((k) => !best.open.includes(k)));
    const shaken = improve(valueOf(open), around(open, isNew), best);
    if (shaken.flow.cost < best.flow.cost - least) best = shaken;
  }
  return best;

  function valueOf(open: readonly number[]): CapacityChoice {
    return { open: open.slice(), flow: solveFlow(problem, open, true) };
  }

  /** The open options of and around some. */
  function around(open: readonly number[], some: Iterable<number>): Set<number> {
    const found = new Set<number>();
    for (const k of some) {
      found.add(k);
      for (const each of nearOpen(open, k)) found.add(each);
    }
    return found;
  }

  function nearOpen(open: readonly number[], k: number): number[] {
    const found: number[] = [];
    for (let n = 0; n < near[k].length && found.length < AROUND; n++)
      if (open.includes(near[k][n])) found.push(near[k][n]);
    return found;
  }

  /** Exchanges while any that is due helps, and hears of what is better than `known`. */
  function improve(from: CapacityChoice, due: Set<number>, known?: CapacityChoice): CapacityChoice {
    let choice = from;
    if (!known) settings.onBetter(choice);
    while (due.size > 0 && !isOver()) {
      const out = choice.open.find((k) => due.has(k));
      if (out === undefined) break;
      due.delete(out);
      const into = rules.isFixed[out] ? -1 : findExchange(choice, out);
      if (into < 0) continue;
      const next = valueOf(choice.open.map((k) => (k === out ? into : k)));
      if (!(next.flow.cost < choice.flow.cost - least)) continue;
      choice = next;
      for (const k of around(choice.open, [into])) due.add(k);
      if (!known || choice.flow.cost < known.flow.cost - least) settings.onBetter(choice);
    }
    return choice;
  }

  /** What is best in exchange for `out`, if that is better; −1: nothing. */
  function findExchange({ open, flow }: CapacityChoice, out: number): number {
    const stay = nearOpen(open, out);
    const isLocal = open.map((k) => k === out || stay.includes(k));
    let now = 0;
    let total = 0;
    if (flow.served < problem.total) subWeight.set(problem.weight);
    else subWeight.fill(0);
    for (const { item, k, flow: worth, cost } of flow.arcs) {
      if (isLocal[k]) {
        now += worth * cost;
        if (!(flow.served < problem.total)) subWeight[item] += worth;
      } else if (flow.served < problem.total) subWeight[item] = Math.max(0, subWeight[item] - worth);
    }
    for (const each of subWeight) total += each;
    const local = { ...problem, weight: subWeight, total };
    now += Math.max(0, problem.total - flow.served - problem.outOfReach) * problem.outsideCost;
    const rest = solveFlow(local, stay);
    mask.fill(0);
    const candidates = Array.from(near[out].subarray(0, CANDIDATES)).filter((k) => !open.includes(k));
    for (const k of candidates) mask[k] = 1;
    const { value } = createValuer(local)(rest.itemPrice, mask);
    const ranked = candidates
      .filter((k) => rest.cost - value[k] < now - least)
      .sort((a, b) => value[b] - value[a] || a - b);
    let into = -1;
    let lowest = now - least;
    let tried = 0;
    for (const k of ranked) {
      if (rest.cost - value[k] >= lowest || tried === TRIED || isOver()) break;
      if (
        !isWithin(
          rules,
          open.map((each) => (each === out ? k : each))
        )
      )
        continue;
      tried++;
      const { cost } = solveFlow(local, [...stay, k]);
      if (cost < lowest) [into, lowest] = [k, cost];
    }
    return into;
  }

  /** Two neighbours exchanged by chance; null: the rules forbid it. */
  function shake(from: readonly number[]): number[] | null {
    const movable = from.filter((k) => !rules.isFixed[k]);
    if (movable.length === 0) return null;
    const one = movable[Math.floor(random() * movable.length)];
    const others = nearOpen(from, one).filter((k) => !rules.isFixed[k]);
    const out = [one, ...(others.length > 0 ? [others[Math.floor(random() * others.length)]] : [])];
    const open = from.slice();
    for (const k of out) {
      const free = Array.from(near[k].subarray(0, KICK_NEAR)).filter((each) => !open.includes(each));
      if (free.length > 0) open[open.indexOf(k)] = free[Math.floor(random() * free.length)];
    }
    return isWithin(rules, open) ? open : null;
  }
}
