import type { LinkCrossing } from './link-crossings.ts';
import type { LinkGraph } from './link-graph.ts';
import { appendPairs, type LinkPairs } from './link-pairs.ts';
import { createLinkState } from './link-state.ts';
import type { FoundMoves } from './search-links-and-sites.ts';

/** Pairs close to chosen ones, and what each runs across. */
export interface SpotsBeside {
  pairs: LinkPairs;
  crossings: readonly LinkCrossing[];
}

/** How graphs are laid for pairs, and what moves cost. */
interface Ways {
  lay: (pairs: LinkPairs) => LinkGraph;
  costs: (crossings: readonly LinkCrossing[]) => number[];
  siteCosts: readonly number[];
}

const ROUNDS = 5;

/**
 * Moves chosen links to spots beside them as long as one wins more for the money there is, the best spot for one link after the other;
 * gains are exact. `moved` are the spots taken (indices), `links` the links then: of the question's pairs, and behind these the
 * k-th of `moved`.
 */
export function betterSpots(
  { pairs, crossings, budget }: SpotsBeside & { budget: number },
  spots: SpotsBeside,
  { links, sites, won }: FoundMoves,
  { lay, costs, siteCosts }: Ways
): { moved: number[]; links: number[]; sites: number[]; won: number } {
  const all = Array.from(spots.pairs.lengthM.keys());
  // Links of this graph: those chosen, then all spots.
  const state = createLinkState(lay(appendPairs(pairs, links, spots.pairs, all)));
  const cost = costs([...links.map((k) => crossings[k]), ...spots.crossings]);
  const count = cost.length;
  const now = links.map((_, k) => k);
  const spent = (): number =>
    now.reduce((sum, link) => sum + cost[link], 0) + sites.reduce((sum, s) => sum + siteCosts[s], 0);
  let best = won;
  for (let round = 0, isBetter = true; isBetter && round < ROUNDS; round++) {
    isBetter = false;
    for (let at = 0; at < now.length; at++) {
      const others = [...now.filter((_, k) => k !== at), ...sites.map((s) => count + s)];
      for (const move of others) state.open(move);
      const left = budget - (spent() - cost[now[at]]);
      for (let spot = links.length; spot < count; spot++) {
        if (now.includes(spot) || cost[spot] === Infinity || cost[spot] > left) continue;
        const wins = state.won() + state.worth(spot);
        if (wins <= best) continue;
        best = wins;
        now[at] = spot;
        isBetter = true;
      }
      for (let k = 0; k < others.length; k++) state.close();
    }
  }
  const moved = now.filter((link) => link >= links.length).map((link) => link - links.length);
  return {
    moved,
    links: now.map((link) =>
      link < links.length ? links[link] : pairs.lengthM.length + moved.indexOf(link - links.length)
    ),
    ...{ sites, won: best }
  };
}
