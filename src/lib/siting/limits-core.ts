import type { ReachSets } from './cover-problem.ts';
import type { SitingLimits, SitingOptions } from './problem.ts';

/** A question as the reduction takes it: a `SitingProblem`, or what an earlier reduction has left of one. */
export interface LimitsQuestion {
  /** True where metres count (`pmedian`, `pcenter`), false where reach alone does. */
  isMetric: boolean;
  weight: Float64Array;
  /** How many have to reach each row for it to count; not looked at where metres count. */
  need: Uint8Array;
  /** Metres that each row has to walk whatever is chosen; Infinity: nothing is there yet. */
  baseM: Float64Array;
  reach: ReachSets;
  options: Pick<SitingOptions, 'place' | 'cost' | 'counts' | 'state'>;
  limits: Pick<SitingLimits, 'sites' | 'budget' | 'groups' | 'apart'>;
}

/**
 * What is left to choose: the free options, the limits less what fixed options use of them, and items, rows of demand that no
 * choice tells apart, taken together. Options are numbered anew; `option` has their numbers in the question.
 */
export interface LimitsCore {
  isMetric: boolean;
  option: Uint32Array;
  place: Uint32Array;
  cost: Float64Array;
  counts: Uint8Array;
  sites: number;
  budget: number;
  groups: { options: Uint32Array; least: number }[];
  /** Pairs of places, both with free options, of which one at most is open. */
  apart: Uint32Array;
  /** Options that exclude option o: `conflict[conflictFirst[o]] … `, of the same place or of one too near. */
  conflictFirst: Uint32Array;
  conflict: Uint32Array;
  weight: Float64Array;
  need: Uint8Array;
  /** Metres of an item where none of the free options is open. */
  baseM: Float64Array;
  /** Items of each option. */
  first: Uint32Array;
  item: Uint32Array;
  metres: Float64Array;
  /** Options of each item, the nearest first where metres count. */
  byFirst: Uint32Array;
  byOption: Uint32Array;
  byMetres: Float64Array;
  /** Worth covered, Σ worth × metres and worst metres of the rows that no free option changes. */
  served: number;
  walked: number;
  floorM: number;
  /** Options that are open in any case, by their numbers in the question. */
  fixed: Uint32Array;
  /** False where no choice can keep the limits or serve everybody, as far as a first look tells. */
  canBe: boolean;
}

/** The question that a core asks, with other states of its options: to reduce it further. */
export function questionOf(core: LimitsCore, state: Uint8Array): LimitsQuestion {
  return {
    isMetric: core.isMetric,
    ...{ weight: core.weight, need: core.need, baseM: core.baseM },
    reach: { first: core.first, point: core.item, metres: core.metres },
    options: { place: core.place, cost: core.cost, counts: core.counts, state },
    limits: {
      sites: core.sites,
      budget: core.budget,
      groups: core.groups.map((group) => ({ ...group, name: '' })),
      apart: core.apart
    }
  };
}

/** The options of the question that are open where those of `chosen` (numbers of the core) are, ascending. */
export function openOf(core: LimitsCore, chosen: Iterable<number>): Uint32Array {
  const open = Array.from(core.fixed);
  for (const o of chosen) open.push(core.option[o]);
  return Uint32Array.from(open).sort();
}
