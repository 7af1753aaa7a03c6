/** What a link runs across, as it is priced: a wall or fence of an estate, a railway, water, a road, or nothing that is known. */
export const LINK_KINDS = ['wall', 'rail', 'water', 'road', 'other'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A new gate, crossing or path. */
export interface LinkProposal {
  from: [lon: number, lat: number];
  to: [lon: number, lat: number];
  /** Straight metres. */
  lengthM: number;
  /** The walk today, at most 2,000 m (that or longer); Infinity: there is none. */
  walkM: number;
  kind: LinkKind;
  /** Name of what it runs across; '' where the data names nothing. */
  crosses: string;
  /** Place among links and sites, from 1: each adds the most given those before it. */
  order: number;
  /** People newly covered given those before it, and all who are covered then. */
  gain: number;
  coveredAfter: number;
  /** NaN where no prices were given. */
  cost: number;
  /** People newly covered by this link alone. */
  alone: number;
  sentence: { zh: string; en: string };
}

/** A new building that is sited together with links: index in the candidates. */
export interface SiteBesideLinks {
  site: number;
  code: string;
  name: string;
  lon: number;
  lat: number;
  order: number;
  gain: number;
  coveredAfter: number;
  cost: number;
  alone: number;
}

/** The answer of one question for links (method §8). */
export interface LinkSiting {
  /** Measure id the people are counted by. */
  standard: string;
  links: LinkProposal[];
  sites: SiteBesideLinks[];
  /** People newly covered by all of them. */
  objective: number;
  /** No choice within the limits, from these pairs, can newly cover more. */
  bound: number;
  gap: number;
  proven: boolean;
  /**
   * How the pairs were found: places looked from, near pairs, those with a long walk, those kept after thinning, those affordable, spots
   * close to chosen links that were tried besides. */
  pairs: { places: number; near: number; far: number; kept: number; priced: number; beside: number };
  straightM: number;
  timesAround: number;
  /** Where nothing is proposed: why. */
  why: { zh: string; en: string } | null;
}
