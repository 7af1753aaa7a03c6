import type { LinkCover } from './link-cover.ts';
import { bestFirst } from './link-cover.ts';
import type { LinkCovers } from './link-covers.ts';
import type { LinkLimits } from './link-limits.ts';
import type { LinkState } from './link-state.ts';

/** Links and the people they win. */
export interface LinkPick {
  links: number[];
  won: number;
}

/** What a search for links works on: rows of links and what the state has won before. */
export interface LinkContext {
  state: LinkState;
  rows: LinkCovers;
  cover: LinkCover;
  limits: LinkLimits;
  /** So many links at most. */
  most: number;
  start: number;
}

/** Pairs of so many links are tried for those that help only together. */
const PAIRED = 40;
const ROUNDS = 20;

/** Choices to begin a search with: greedy by people and by people for the money, the best pair and greedy behind it; each exchanged. */
export function* startLinks(context: LinkContext, can: readonly number[]): Generator<LinkPick> {
  const { limits, most } = context;
  yield exchange(context, can, greedy(context, can, [], false));
  if (limits.budget < Infinity) yield exchange(context, can, greedy(context, can, [], true));
  if (most > 1) yield exchange(context, can, greedy(context, can, bestPair(context, can), false));
}

/** Rows chosen one by one after `given`, each the one that wins most; lazily, by what a row can win at most. */
function greedy(
  context: LinkContext,
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

function bestPair({ state, rows, cover, limits, start }: LinkContext, can: readonly number[]): number[] {
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
function exchange(context: LinkContext, can: readonly number[], rows: readonly number[]): LinkPick {
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
