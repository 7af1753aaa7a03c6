import type { LinkCovers } from './link-covers.ts';
import { coverByLinks } from './link-covers.ts';
import type { LinkState } from './link-state.ts';

/** What binds a choice of links, and how far it is searched. */
export interface LinkLimits {
  links: number;
  /** Most that their costs may come to; Infinity: no matter. */
  budget: number;
  /** Of each link; Infinity: not to be had. */
  cost: ArrayLike<number>;
  /** Steps of the search, of the size of an item or a node: beyond these the best so far is the answer. */
  steps: number;
}

/** Links that win most, and what no choice can win more than. */
export interface FoundLinks {
  links: number[];
  won: number;
  bound: number;
  /** The search came to its end: `won` (or `floor`) is the most there is. */
  isDone: boolean;
  steps: number;
}

/**
 * The links that win most beyond what a state has won (no link open in it): greedy and exchange, then branch and bound over all
 * choices. The bound of a branch is what its rows of `coverByLinks` hold together, which is submodular though the gains of links
 * are not (two links may win only together). Choices that win no more than `floor` are not looked for.
 */
export function searchLinks(
  state: LinkState,
  among: ArrayLike<number>,
  limits: LinkLimits,
  floor = -1
): FoundLinks {
  const none: FoundLinks = { links: [], won: 0, bound: 0, isDone: true, steps: 0 };
  const most = Math.min(limits.links, among.length);
  const affordable = Array.from(among).filter(
    (link) => limits.cost[link] < Infinity && limits.cost[link] <= limits.budget
  );
  if (most === 0 || affordable.length === 0) return none;
  const was = state.work();
  const rows = coverByLinks(state, affordable, most);
  const cover = createCover(rows);
  const start = state.won();
  const can = [...rows.link.keys()].filter((r) => rows.canHelp[r]);
  const root = bestFirst(can, cover);
  const bound = boundOf(cover, root, 0, most, limits.budget, rows, limits);
  if (bound <= floor) return { ...none, bound, steps: state.work() - was };
  const context: Context = { state, rows, cover, limits, most, start };
  let best: Choice = { links: [], won: 0 };
  for (const choice of heuristics(context, can)) if (choice.won > best.won) best = choice;
  const spent = () => state.work() - was + cover.steps();
  let stoppedAt = -1;
  const atLeast = () => Math.max(best.won, floor);

  function branch(chosen: number[], list: Ranked[], money: number): boolean {
    const depth = chosen.length;
    for (let k = 0; k < list.length; k++) {
      const upper = boundOf(cover, list, k, most - depth, money, rows, limits);
      // Bounds of later ones are no higher: the list is in the order of what they add.
      if (upper <= atLeast()) break;
      if (spent() > limits.steps) {
        if (depth === 0) stoppedAt = upper;
        return false;
      }
      const r = list[k].row;
      const cost = limits.cost[rows.link[r]];
      if (cost > money) continue;
      state.open(rows.link[r]);
      cover.add(r);
      chosen.push(rows.link[r]);
      const won = state.won() - start;
      if (won > best.won) best = { links: chosen.slice(), won };
      let goesOn = true;
      if (depth + 1 < most) {
        const rest = list.slice(k + 1).map(({ row }) => row);
        goesOn = branch(chosen, bestFirst(rest, cover), money - cost);
      }
      chosen.pop();
      cover.remove(r);
      state.close();
      if (!goesOn) {
        if (depth === 0) stoppedAt = upper;
        return false;
      }
    }
    return true;
  }

  const isDone = branch([], root, limits.budget);
  return {
    ...best,
    bound: isDone ? Math.max(best.won, Math.min(bound, Math.max(0, floor))) : Math.max(best.won, stoppedAt),
    isDone,
    steps: spent()
  };
}

interface Choice {
  links: number[];
  won: number;
}

interface Context {
  state: LinkState;
  rows: LinkCovers;
  cover: Cover;
  limits: LinkLimits;
  most: number;
  start: number;
}

interface Ranked {
  row: number;
  /** What the row adds to what is covered. */
  adds: number;
}

/** Items held by the rows that were added. */
interface Cover {
  held(): number;
  steps(): number;
  add(row: number): void;
  remove(row: number): void;
  adds(row: number): number;
}

function createCover({ first, item, weight }: LinkCovers): Cover {
  const times = new Uint16Array(weight.length);
  let held = 0;
  let steps = 0;
  return {
    held: () => held,
    steps: () => steps,
    add(row) {
      for (let k = first[row]; k < first[row + 1]; k++) if (times[item[k]]++ === 0) held += weight[item[k]];
    },
    remove(row) {
      for (let k = first[row]; k < first[row + 1]; k++) if (--times[item[k]] === 0) held -= weight[item[k]];
    },
    adds(row) {
      let sum = 0;
      steps += 1 + first[row + 1] - first[row];
      for (let k = first[row]; k < first[row + 1]; k++) if (times[item[k]] === 0) sum += weight[item[k]];
      return sum;
    }
  };
}

function bestFirst(list: readonly number[], cover: Cover): Ranked[] {
  return list.map((row) => ({ row, adds: cover.adds(row) })).sort((a, b) => b.adds - a.adds || a.row - b.row);
}

/** What is held and at most `most` rows of `list` from k on can hold, by number and by money, each split at will. */
function boundOf(
  cover: Cover,
  list: readonly Ranked[],
  k: number,
  most: number,
  money: number,
  { link }: LinkCovers,
  { cost }: LinkLimits
): number {
  let byNumber = cover.held();
  for (let at = k; at < Math.min(list.length, k + most); at++) byNumber += list[at].adds;
  if (money === Infinity) return byNumber;
  let byMoney = cover.held();
  let left = money;
  const dear: { adds: number; cost: number }[] = [];
  for (let at = k; at < list.length; at++) {
    const price = cost[link[list[at].row]];
    if (price <= 0) byMoney += list[at].adds;
    else if (price <= money) dear.push({ adds: list[at].adds, cost: price });
  }
  dear.sort((a, b) => b.adds / b.cost - a.adds / a.cost);
  for (const { adds, cost: price } of dear) {
    byMoney += adds * Math.min(1, left / price);
    left -= price;
    // A hair more, for what rounding takes.
    if (left <= 0) break;
  }
  return Math.min(byNumber, byMoney * (1 + 1e-12));
}

/** Pairs of so many links are tried for those that help only together. */
const PAIRED = 40;
const ROUNDS = 20;

/** Choices to begin with: greedy by people and by people for the money, the best pair and greedy behind it; each exchanged. */
function* heuristics(context: Context, can: readonly number[]): Generator<Choice> {
  const { limits, most } = context;
  yield exchange(context, can, greedy(context, can, [], false));
  if (limits.budget < Infinity) yield exchange(context, can, greedy(context, can, [], true));
  if (most > 1) yield exchange(context, can, greedy(context, can, bestPair(context, can), false));
}

/** Rows chosen one by one after `given`, each the one that wins most; lazily, by what a row can win at most. */
function greedy(
  context: Context,
  can: readonly number[],
  given: readonly number[],
  forMoney: boolean
): number[] {
  const { state, rows, cover, limits, most, start } = context;
  const chosen = given.slice();
  let money = limits.budget;
  for (const r of chosen) {
    state.open(rows.link[r]);
    cover.add(r);
    money -= limits.cost[rows.link[r]];
  }
  while (chosen.length < most) {
    const price = (r: number): number => (forMoney ? Math.max(1e-9, limits.cost[rows.link[r]]) : 1);
    const spare = cover.held() - (state.won() - start);
    const list = can
      .filter((r) => !chosen.includes(r) && limits.cost[rows.link[r]] <= money)
      .map((r) => ({ r, most: (spare + cover.adds(r)) / price(r) }))
      .sort((a, b) => b.most - a.most || a.r - b.r);
    let best = { r: -1, worth: 0 };
    for (const { r, most: upper } of list) {
      if (upper <= best.worth) break;
      const worth = state.worth(rows.link[r]) / price(r);
      if (worth > best.worth || (worth === best.worth && worth > 0 && r < best.r)) best = { r, worth };
    }
    if (best.r < 0) break;
    chosen.push(best.r);
    money -= limits.cost[rows.link[best.r]];
    state.open(rows.link[best.r]);
    cover.add(best.r);
  }
  for (const r of chosen.slice().reverse()) {
    state.close();
    cover.remove(r);
  }
  return chosen;
}

function bestPair({ state, rows, cover, limits, start }: Context, can: readonly number[]): number[] {
  const list = bestFirst(can, cover).slice(0, PAIRED);
  let best: number[] = [];
  let most = 0;
  for (let a = 0; a < list.length; a++) {
    const first = rows.link[list[a].row];
    state.open(first);
    for (let b = a + 1; b < list.length; b++) {
      if (list[a].adds + list[b].adds <= most) break;
      const second = rows.link[list[b].row];
      if (limits.cost[first] + limits.cost[second] > limits.budget) continue;
      const won = state.won() - start + state.worth(second);
      if (won > most) [most, best] = [won, [list[a].row, list[b].row]];
    }
    state.close();
  }
  return best;
}

/** Takes one out and puts the best in its place (and more where money is left), as long as that wins more. */
function exchange(context: Context, can: readonly number[], rows: readonly number[]): Choice {
  const { state, start } = context;
  const worthOf = (chosen: readonly number[]): number => {
    for (const r of chosen) state.open(context.rows.link[r]);
    const won = state.won() - start;
    for (let k = 0; k < chosen.length; k++) state.close();
    return won;
  };
  let best = rows.slice();
  let won = worthOf(best);
  for (let round = 0; round < ROUNDS; round++) {
    let better: { rows: number[]; won: number } | null = null;
    for (const out of best) {
      const next = greedy(
        context,
        can,
        best.filter((r) => r !== out),
        false
      );
      const worth = worthOf(next);
      if (worth > (better?.won ?? won)) better = { rows: next, won: worth };
    }
    if (better === null) break;
    ({ rows: best, won } = better);
  }
  return { links: best.map((r) => context.rows.link[r]), won };
}
