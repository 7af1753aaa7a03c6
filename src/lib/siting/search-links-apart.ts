import type { FoundLinks, LinkLimits } from './link-limits.ts';
import type { LinkState } from './link-state.ts';
import { searchTogether } from './search-links-together.ts';

/** Steps that a part is given for one number of links at first, and how many times as many each time it is taken up again. */
const FIRST_STEPS = 200_000;
const MORE = 8;

/** What is known of one part: by number of links the best choice, and the most that any can win. */
interface Part {
  links: readonly number[];
  best: { links: number[]; won: number }[];
  upper: number[];
  /** How often each number was taken up; `upper` rests on the part's own rows from the first time on. */
  times: number[];
  isClosed: boolean[];
}

/**
 * The links that win most where they fall into parts that have nothing to do with each other (`coverByLinks`), with no budget: what is
 * won is the sum over the parts, so that the best shares of the number of links are found by dynamic programming over bounds of
 * each part. The part and number on which the bound rests are searched next, only for what would change the answer.
 */
export function searchApart(
  state: LinkState,
  groups: readonly (readonly number[])[],
  limits: LinkLimits,
  floor: number
): FoundLinks {
  const most = limits.links;
  const parts = groups.map((links): Part => {
    const size = Math.min(most, links.length) + 1;
    return {
      links,
      best: Array.from({ length: size }, () => ({ links: [], won: 0 })),
      upper: Array.from({ length: size }, (_, j) => (j === 0 ? 0 : Infinity)),
      times: new Array<number>(size).fill(0),
      isClosed: Array.from({ length: size }, (_, j) => j === 0)
    };
  });
  let steps = 0;
  const seek = (part: Part, j: number, allowed: number, least: number): void => {
    const found = searchTogether(state, part.links, { ...limits, links: j, steps: allowed }, least);
    steps += found.steps;
    part.times[j]++;
    part.isClosed[j] = found.isDone;
    for (let i = j; i < part.best.length; i++)
      if (found.won > part.best[i].won) part.best[i] = { links: found.links, won: found.won };
    for (let i = 1; i <= j; i++) part.upper[i] = Math.min(part.upper[i], found.bound);
  };
  for (const part of parts) for (let j = part.best.length - 1; j > 0; j--) seek(part, j, 0, -1);
  for (;;) {
    const won = bestShares(parts, most, ({ best }) => best.map((each) => each.won));
    const upper = bestShares(parts, most, (part) => part.upper);
    const least = Math.max(won.sum, floor);
    const bound = Math.max(won.sum, Math.min(upper.sum, Math.max(0, floor)));
    const links = won.share.flatMap((j, p) => parts[p].best[j].links);
    const found: FoundLinks = { links, won: won.sum, bound, isDone: true, steps };
    if (upper.sum <= least) return found;
    const open = upper.share
      .map((j, p) => ({ p, j, gap: parts[p].upper[j] - parts[p].best[j].won }))
      .filter(({ p, j }) => !parts[p].isClosed[j])
      .sort((a, b) => b.gap - a.gap || a.p - b.p);
    if (open.length === 0 || steps > limits.steps) return { ...found, bound: upper.sum, isDone: false };
    const [{ p, j }] = open;
    // What the others can win at most beside it: below that this part changes nothing.
    const others = parts.filter((part) => part !== parts[p]);
    const beside = bestShares(others, most - j, (part) => part.upper).sum;
    const allowed = FIRST_STEPS * MORE ** (parts[p].times[j] - 1);
    seek(parts[p], j, Math.min(allowed, limits.steps - steps), Math.max(-1, least - beside));
  }
}

/** How many of `most` links each part gets, so that the sum of `worthOf` (by number of links) is the most there is. */
function bestShares(
  parts: readonly Part[],
  most: number,
  worthOf: (part: Part) => number[]
): { sum: number; share: number[] } {
  let sums = new Array<number>(most + 1).fill(0);
  const taken: Uint32Array[] = [];
  for (const part of parts) {
    const worth = worthOf(part);
    const now = new Uint32Array(most + 1);
    const next = sums.slice();
    for (let k = 1; k <= most; k++)
      for (let j = 1; j <= Math.min(k, worth.length - 1); j++)
        if (sums[k - j] + worth[j] > next[k]) {
          next[k] = sums[k - j] + worth[j];
          now[k] = j;
        }
    sums = next;
    taken.push(now);
  }
  const share = new Array<number>(parts.length).fill(0);
  for (let p = parts.length - 1, k = most; p >= 0; p--) k -= share[p] = taken[p][k];
  return { sum: sums[most], share };
}
