import { UNREACHED } from '../network/ticks.ts';
import type { LinkGraph } from './link-graph.ts';
import type { FoundLinks } from './link-limits.ts';
import { createLinkState, type LinkState } from './link-state.ts';
import { searchLinks } from './search-links.ts';

/** What binds a choice of links and sites. Costs are by move: links first, then sites; Infinity: not to be had. */
export interface MoveLimits {
  links: number;
  sites: number;
  budget: number;
  cost: ArrayLike<number>;
  steps: number;
}

/** Moves that win most together, and what no choice can win more than. */
export interface FoundMoves {
  links: number[];
  sites: number[];
  won: number;
  bound: number;
  isDone: boolean;
}

/**
 * The links and sites that win most together. Without sites it is `searchLinks`. With them choices of sites are gone through, those
 * first that reach most if every link were open, and the links are searched for each; a choice is passed over where what links
 * win alone and its sites reach over all links is no more than the best. Sites are numbered from 0.
 */
export function searchMoves(graph: LinkGraph, limits: MoveLimits): FoundMoves {
  const state = createLinkState(graph);
  const links = Array.from(graph.linkFrom, (_, link) => link);
  const alone = searchLinks(state, links, limits);
  const none = { ...alone, sites: [] };
  const count = graph.siteFirst.length - 1;
  if (limits.sites === 0 || count === 0) return none;
  return new SiteSearch(graph, limits, state, links, none).run();
}

class SiteSearch {
  private readonly count: number;
  /** Everyone a site reaches with every link open. */
  private readonly reach: Float64Array;
  /** All links open, and today's facilities. */
  private readonly allOpen: LinkState;
  private best: FoundMoves;
  /** The most that choices can win of which the links were not searched to the end. */
  private open = 0;
  private steps = 0;
  private readonly limits: MoveLimits;
  private readonly state: LinkState;
  private readonly links: number[];
  private readonly alone: FoundLinks & { sites: number[] };

  constructor(
    graph: LinkGraph,
    limits: MoveLimits,
    state: LinkState,
    links: number[],
    alone: FoundLinks & { sites: number[] }
  ) {
    this.limits = limits;
    this.state = state;
    this.links = links;
    this.alone = alone;
    this.count = graph.siteFirst.length - 1;
    this.best = alone;
    const empty = createLinkState({ ...graph, base: new Int32Array(graph.base.length).fill(UNREACHED) });
    this.allOpen = createLinkState(graph);
    for (const link of links) {
      empty.open(link);
      this.allOpen.open(link);
    }
    this.reach = Float64Array.from({ length: this.count }, (_, s) => empty.worth(links.length + s));
  }

  private costOf(site: number): number {
    return this.limits.cost[this.links.length + site];
  }

  run(): FoundMoves {
    const { limits, alone } = this;
    const order = Array.from({ length: this.count }, (_, s) => s)
      .filter((s) => this.costOf(s) < Infinity && this.costOf(s) <= limits.budget)
      .sort((a, b) => this.reach[b] - this.reach[a] || a - b);
    this.alternate(order);
    if (!alone.isDone) this.open = alone.bound;
    const stopped = this.branch([], order, 0, limits.budget);
    const bound = Math.max(this.best.won, this.open, stopped ?? 0);
    return { ...this.best, bound, isDone: stopped === null && bound === this.best.won };
  }

  /** Best sites without links and links for them, then sites for the links, and so on while it wins more. */
  private alternate(order: readonly number[]): void {
    for (const begin of [[], this.alone.links])
      for (let links: readonly number[] = begin, round = 0; round < 4; round++) {
        const was = this.best.won;
        const sites = this.greedySites(order, links);
        if (sites.length === 0) break;
        this.judge(sites);
        if (this.best.won <= was) break;
        links = this.best.links;
      }
  }

  private greedySites(order: readonly number[], links: readonly number[]): number[] {
    const { state, limits } = this;
    let money = limits.budget;
    for (const link of links) {
      state.open(link);
      money -= limits.cost[link];
    }
    const sites: number[] = [];
    while (sites.length < limits.sites) {
      let best = { site: -1, worth: 0 };
      for (const site of order) {
        if (sites.includes(site) || this.costOf(site) > money) continue;
        if (this.reach[site] <= best.worth) break;
        const worth = state.worth(this.links.length + site);
        if (worth > best.worth) best = { site, worth };
      }
      if (best.site < 0) break;
      sites.push(best.site);
      money -= this.costOf(best.site);
      state.open(this.links.length + best.site);
    }
    for (let k = links.length + sites.length; k > 0; k--) state.close();
    return sites;
  }

  /** Searches the links for a choice of sites. */
  private judge(sites: readonly number[]): void {
    const { state, limits, links } = this;
    const money = sites.reduce((left, site) => left - this.costOf(site), limits.budget);
    if (money < 0) return;
    for (const site of sites) {
      state.open(links.length + site);
      this.allOpen.open(links.length + site);
    }
    const own = state.won();
    if (this.allOpen.won() > this.best.won) {
      const steps = Math.max(0, limits.steps - this.steps);
      const found = searchLinks(state, links, { ...limits, budget: money, steps }, this.best.won - own);
      this.steps += found.steps;
      if (own + found.won > this.best.won)
        this.best = { ...found, sites: sites.slice(), won: own + found.won };
      if (!found.isDone) this.open = Math.max(this.open, own + found.bound);
    }
    for (let k = 0; k < sites.length; k++) {
      state.close();
      this.allOpen.close();
    }
  }

  /** Null where all choices behind `chosen` were judged or can't win; else what those left can win at most. */
  private branch(chosen: number[], list: readonly number[], reached: number, money: number): number | null {
    const { limits, reach, alone } = this;
    const left = limits.sites - chosen.length;
    for (let k = 0; k < list.length; k++) {
      let upper = Math.max(alone.won, alone.bound) + reached;
      for (let at = k; at < Math.min(list.length, k + left); at++) upper += reach[list[at]];
      if (upper <= this.best.won) return null;
      if (this.steps > limits.steps) return upper;
      const site = list[k];
      if (this.costOf(site) > money) continue;
      chosen.push(site);
      const isWhole = chosen.length === limits.sites || k + 1 === list.length;
      // Without a budget one site more never hurts.
      if (isWhole || limits.budget < Infinity) this.judge(chosen);
      let stopped: number | null = null;
      if (chosen.length < limits.sites)
        stopped = this.branch(chosen, list.slice(k + 1), reached + reach[site], money - this.costOf(site));
      chosen.pop();
      if (stopped !== null) return upper;
    }
    return null;
  }
}
