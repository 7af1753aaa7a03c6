import { roundStep } from './scale.ts';

/** Walks of the people that a question counts, a row a demand point; all as long. */
export interface Walks {
  /** Metres to the facility that serves the point; Infinity: none is reached. */
  distanceM: Float64Array;
  covered: Uint8Array;
  /** Those whom the question counts. */
  people: Float64Array;
  /** The community of the point, −1: none; people of no community count in no total. */
  unit: Int32Array;
}

/** People by length of walk. Bin k holds `edgesM[k]` ≤ metres < `edgesM[k + 1]`; the last edge may be Infinity. */
export interface WalkBins {
  edgesM: number[];
  people: Float64Array;
  /** Those of `people` who are covered. */
  covered: Float64Array;
  /** People up to the end of each bin. */
  cumulative: Float64Array;
  /** People who reach no facility. */
  unreached: number;
  /** All of them, also those who reach none. */
  total: number;
}

/** Most bins that are drawn: more would be finer than a finger. */
const MOST_BINS = 24;
/** Share of the people whose walks the bins tell apart; those beyond share the last. */
const TOLD = 0.99;

/**
 * Edges of bins for these walks, in whole metres: wide enough to be told apart, up to where 99 % of the people are and beyond the
 * limit. Whoever walks farther is in the last bin, which then ends at Infinity.
 */
export function walkEdges(walks: Walks, limitM: number): number[] {
  let most = 0;
  for (let i = 0; i < walks.distanceM.length; i++)
    if (counts(walks, i) && walks.distanceM[i] < Infinity) most = Math.max(most, walks.distanceM[i]);
  const told = walkQuantile(walks, TOLD);
  const end = Math.max(Math.min(most, Math.max(told || 0, 1.5 * limitM)), 1.2 * limitM, 1);
  const step = Math.max(10, roundStep(end / MOST_BINS));
  const count = Math.max(1, Math.ceil(end / step));
  const edges = Array.from({ length: count + 1 }, (_, k) => k * step);
  if (most >= edges[count]) edges.push(Infinity);
  return edges;
}

/** Counts people into bins, of one unit where `only` is not −1. */
export function binWalks(walks: Walks, edgesM: readonly number[], only = -1): WalkBins {
  const bins = edgesM.length - 1;
  const people = new Float64Array(bins);
  const covered = new Float64Array(bins);
  const step = edgesM[1] - edgesM[0];
  let unreached = 0;
  let total = 0;
  for (let i = 0; i < walks.distanceM.length; i++) {
    if (!counts(walks, i) || (only >= 0 && walks.unit[i] !== only)) continue;
    const metres = walks.distanceM[i];
    total += walks.people[i];
    if (metres === Infinity) {
      unreached += walks.people[i];
      continue;
    }
    let bin = Math.min(bins - 1, Math.floor(metres / step));
    // A quotient next to a whole number may have been rounded up to it.
    if (metres < edgesM[bin]) bin--;
    people[bin] += walks.people[i];
    if (walks.covered[i]) covered[bin] += walks.people[i];
  }
  return { edgesM: [...edgesM], people, covered, cumulative: runningSums(people), unreached, total };
}

/** A point counts where somebody lives there, in a community, and its walk is known. */
export const counts = ({ distanceM, people, unit }: Walks, i: number): boolean =>
  people[i] > 0 && unit[i] >= 0 && !Number.isNaN(distanceM[i]);

/** Sums up to and with each value. */
export function runningSums(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/**
 * The least walk within which a share of those lives who reach a facility; NaN of nobody.
 */
export function walkQuantile(walks: Walks, share: number): number {
  const reached: number[] = [];
  let total = 0;
  for (let i = 0; i < walks.distanceM.length; i++) {
    if (!counts(walks, i) || walks.distanceM[i] === Infinity) continue;
    reached.push(i);
    total += walks.people[i];
  }
  const order = Uint32Array.from(reached).sort((a, b) => walks.distanceM[a] - walks.distanceM[b]);
  let sum = 0;
  for (const i of order) {
    sum += walks.people[i];
    if (sum >= share * total * (1 - 1e-12)) return walks.distanceM[i];
  }
  return NaN;
}
