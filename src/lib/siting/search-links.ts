import { coverByLinks } from './link-covers.ts';
import type { FoundLinks, LinkLimits } from './link-limits.ts';
import type { LinkState } from './link-state.ts';
import { searchApart } from './search-links-apart.ts';
import { searchTogether } from './search-links-together.ts';

/**
 * The links that win most beyond what a state has won (no link open in it). Links whose reach never meets are searched apart where no
 * money ties them, all others by `searchTogether`. Choices that win no more than `floor` are not looked for.
 */
export function searchLinks(
  state: LinkState,
  among: ArrayLike<number>,
  limits: LinkLimits,
  floor = -1
): FoundLinks {
  const affordable = Array.from(among).filter(
    (link) => limits.cost[link] < Infinity && limits.cost[link] <= limits.budget
  );
  const most = Math.min(limits.links, affordable.length);
  if (most === 0) return { links: [], won: 0, bound: 0, isDone: true, steps: 0 };
  if (most > 1 && limits.budget === Infinity) {
    const was = state.work();
    const { part, parts } = coverByLinks(state, affordable, most);
    if (parts > 1) {
      const groups = Array.from({ length: parts }, (): number[] => []);
      affordable.forEach((link, k) => {
        if (part[k] >= 0) groups[part[k]].push(link);
      });
      const found = searchApart(state, groups, limits, floor);
      return { ...found, steps: found.steps + state.work() - was };
    }
  }
  return searchTogether(state, affordable, limits, floor);
}
