import { bestFirst, bestPricedFirst, createLinkCover, priceItems, type Ranked } from './link-cover.ts';
import { coverByLinks, type LinkCovers } from './link-covers.ts';
import type { FoundLinks, LinkLimits } from './link-limits.ts';
import type { LinkState } from './link-state.ts';
import { startLinks, type LinkContext, type LinkPick } from './search-links-start.ts';

/**
 * The links that win most beyond what a state has won: greedy and exchange, then branch and bound over all choices. The bound of a
 * branch is what its rows of `coverByLinks` hold together, which is submodular though the gains of links are not (two links may
 * win only together): the best rows by what each adds, or by what it adds in prices of items (`priceItems`), whichever is less.
 */
export function searchTogether(
  state: LinkState,
  affordable: readonly number[],
  limits: LinkLimits,
  floor = -1
): FoundLinks {
  const most = Math.min(limits.links, affordable.length);
  const was = state.work();
  const rows = coverByLinks(state, affordable, most);
  const cover = createLinkCover(rows);
  const start = state.won();
  const can = [...rows.link.keys()].filter((r) => rows.canHelp[r]);
  const spent = () => state.work() - was + cover.steps();
  const plain = boundOf(cover.held(), bestFirst(can, cover), 0, most, limits.budget, rows, limits);
  const none: FoundLinks = { links: [], won: 0, bound: plain, isDone: true, steps: 0 };
  if (plain <= floor) return { ...none, steps: spent() };
  const context: LinkContext = { state, rows, cover, limits, most, start };
  let best: LinkPick = { links: [], won: 0 };
  for (const choice of startLinks(context, can)) if (choice.won > best.won) best = choice;
  const atLeast = () => Math.max(best.won, floor);
  if (most > 1 && plain > atLeast())
    cover.setPrices(priceItems(rows, can, most, Math.max(0, atLeast())).price);
  else cover.setPrices(rows.weight);
  let stoppedAt = -1;

  /** Rows in an order by which what is left at each can win no more than at the one before. */
  function order(
    list: readonly number[],
    left: number,
    money: number
  ): { list: Ranked[]; held: () => number } {
    const byWeight = bestFirst(list, cover);
    const byPrice = bestPricedFirst(list, cover);
    const weighed = boundOf(cover.held(), byWeight, 0, left, money, rows, limits);
    const priced = boundOf(cover.heldPriced(), byPrice, 0, left, money, rows, limits);
    return weighed <= priced
      ? { list: byWeight, held: cover.held }
      : { list: byPrice, held: cover.heldPriced };
  }

  function branch(chosen: number[], among: readonly number[], money: number): boolean {
    const depth = chosen.length;
    const { list, held } = order(among, most - depth, money);
    for (let k = 0; k < list.length; k++) {
      const upper = boundOf(held(), list, k, most - depth, money, rows, limits);
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
        goesOn = branch(chosen, rest, money - cost);
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

  const isDone = branch([], can, limits.budget);
  const bound = isDone
    ? Math.max(best.won, Math.min(plain, Math.max(0, floor)))
    : Math.max(best.won, stoppedAt);
  return { ...best, bound, isDone, steps: spent() };
}

/** What is held and at most `most` rows of `list` from k on can hold, by number and by money, each split at will. */
function boundOf(
  held: number,
  list: readonly Ranked[],
  k: number,
  most: number,
  money: number,
  { link }: LinkCovers,
  { cost }: LinkLimits
): number {
  let byNumber = held;
  for (let at = k; at < Math.min(list.length, k + most); at++) byNumber += list[at].adds;
  if (money === Infinity) return byNumber;
  let byMoney = held;
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
