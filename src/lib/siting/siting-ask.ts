import type { Coverage } from '../coverage/coverage.ts';
import type { Facilities } from '../coverage/facilities.ts';
import type { Measure } from '../coverage/measure.ts';
import type { Demand } from '../demand/demand.ts';
import type { Joins, Network } from '../network/network.ts';
import type { ReachSets } from './cover-problem.ts';
import type { SitingModel } from './problem.ts';

/** A standard or measure that sites are to serve. `network` and `joins` are null where there are no roads. */
export interface Service {
  measure: Measure;
  demand: Demand;
  /** Of the facilities that are there, on the same demand. */
  coverage: Coverage;
  network: Network | null;
  joins: Joins | null;
  /** What one of its people is worth beside one of another service. */
  weight: number;
  /** Whom each candidate reaches, rows as the candidates, at least as far as is asked; absent: it is worked out. */
  reach?: ReachSets | null;
}

/** How large something may be built; NaN: as the candidate itself says. */
export interface Size {
  name: string;
  /** Yuan. */
  cost: number;
  /** Places, as the measure's capacity counts them. */
  capacity: number;
  /** Floor area it needs, m². */
  leastM2: number;
}

/** What is asked of candidates and of facilities that stand. Columns of candidates are as long as these. */
export interface SitingAsk {
  model: SitingModel;
  /** How many beside those that stand; Infinity: any number. */
  sites: number;
  share: number;
  least: 'number' | 'cost';
  /** Yuan; Infinity: no matter. */
  budget: number;
  times: 1 | 2;
  sizes: Size[];
  /** One at least of each list of candidates. */
  groups: { candidates: number[]; name: string }[];
  /** Pairs of candidates too near each other, a0, b0, a1, b1, … */
  apart: Uint32Array;
  existing: 'fixed' | 'closable' | 'movable';
  /** Yuan of closing, or of moving, one that stands. */
  price: number;
  lock: Uint8Array;
  forbid: Uint8Array;
}

/** Facilities that stand, and how they meet the network. */
export interface Standing {
  facilities: Facilities;
  joins: Joins | null;
}
