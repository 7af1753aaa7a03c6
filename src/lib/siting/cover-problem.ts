import { findUndominated, keepRows, mergeItems, type Rows, sumMerged, transpose } from './cover-rows.ts';

/**
 * Which points each candidate reaches, as rows of candidates: candidate c reaches the points
 * `point[first[c]] … point[first[c + 1] - 1]`, ascending, each over `metres` of walking.
 */
export interface ReachSets {
  /** Length candidates + 1. */
  first: Uint32Array;
  point: Uint32Array;
  metres: Float64Array;
}

/**
 * A maximal-coverage question without what can't change its answer. Items are points with the same signature (reached
 * by the same candidates) taken together; a candidate is kept unless another one reaches all that it reaches.
 */
export interface CoverProblem {
  /** Index of each kept candidate among those given, ascending. */
  candidate: Int32Array;
  /** People of each item, a multiple of 2⁻²², so that sums are exact in any order. */
  weight: Float64Array;
  /** Items of kept candidate c: `item[first[c]] … item[first[c + 1] - 1]`, ascending. */
  first: Uint32Array;
  item: Uint32Array;
  /** Sum of `weight`. */
  total: number;
}

/** A smaller question and, where they were given, what the values of its items add up to. */
export interface Shrunk {
  problem: CoverProblem;
  /** As long as the items of `problem`. */
  itemValue: Float64Array;
}

/**
 * Merges items and drops candidates until nothing changes. The best answer stays what it was. Items in the same rows are
 * covered together or not at all, so every choice is worth as much as before. And where row d contains row c, a choice
 * with c is worth no more with d for c, or, d being in it, without c: so some best choice goes without c; chains of
 * dominated rows end at a kept one, since rows grow along them and of equal ones the lowest stays. `itemValue` (the
 * multipliers of a bound, say) is added up as weights are.
 */
export function shrinkCover(given: CoverProblem, itemValue = given.weight): Shrunk {
  let { candidate, weight } = given;
  let value = itemValue;
  let rows: Rows = { first: given.first, item: given.item };
  // Dropping candidates makes signatures equal that were not, and merging shortens the next comparison.
  for (;;) {
    const merging = mergeItems(rows, weight.length);
    weight = sumMerged(merging, weight);
    value = sumMerged(merging, value);
    const kept = findUndominated(merging.rows, transpose(merging.rows, weight.length));
    const done = kept.length === candidate.length;
    const before = candidate;
    candidate = kept.map((c) => before[c]);
    rows = done ? merging.rows : keepRows(merging.rows, kept, weight);
    if (done) break;
  }
  const total = weight.reduce((sum, each) => sum + each, 0);
  return { problem: { candidate, weight, first: rows.first, item: rows.item, total }, itemValue: value };
}
