import { roundPeople } from '../demand/share-out.ts';

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

interface Rows {
  first: Uint32Array;
  item: Uint32Array;
}

/**
 * The question "which candidates newly cover the most people" in its smallest form. `people` and `alreadyCovered` are
 * as long as the points; points without people (or with NaN) and those already covered drop out. Every choice of
 * candidates is worth as much as before, and some best choice is among the kept ones: a dropped candidate may be
 * exchanged for one that reaches at least the same.
 */
export function reduceCover(
  sets: Pick<ReachSets, 'first' | 'point'>,
  people: Float64Array,
  alreadyCovered: Uint8Array
): CoverProblem {
  const given = sets.first.length - 1;
  let candidate = Int32Array.from({ length: given }, (_, c) => c);
  let weight = countPeople(people, alreadyCovered);
  let rows = keepItems({ first: sets.first, item: sets.point }, weight);
  // Dropping candidates makes signatures equal that were not, and merging shortens the next comparison.
  for (;;) {
    const merged = mergeItems(rows, weight);
    weight = merged.weight;
    const kept = findUndominated(merged.rows, transpose(merged.rows, weight.length));
    const done = kept.length === candidate.length;
    const before = candidate;
    candidate = kept.map((c) => before[c]);
    rows = selectRows(merged.rows, kept);
    if (done) break;
  }
  return { candidate, weight, first: rows.first, item: rows.item, total: sumOf(weight) };
}

function countPeople(people: Float64Array, alreadyCovered: Uint8Array): Float64Array {
  const weight = new Float64Array(people.length);
  for (let i = 0; i < weight.length; i++)
    if (!alreadyCovered[i] && people[i] > 0) weight[i] = roundPeople(people[i]);
  return weight;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Rows without items of weight 0. */
function keepItems(rows: Rows, weight: Float64Array): Rows {
  const first = new Uint32Array(rows.first.length);
  const item = new Uint32Array(rows.item.length);
  let end = 0;
  for (let c = 0; c + 1 < first.length; c++) {
    for (let k = rows.first[c]; k < rows.first[c + 1]; k++) {
      if (weight[rows.item[k]] > 0) item[end++] = rows.item[k];
    }
    first[c + 1] = end;
  }
  return { first, item: item.slice(0, end) };
}

/** Rows of items instead of candidates; ascending because candidates are read in order. */
function transpose(rows: Rows, items: number): Rows {
  const first = new Uint32Array(items + 1);
  for (const i of rows.item) first[i + 1]++;
  for (let i = 0; i < items; i++) first[i + 1] += first[i];
  const next = first.slice();
  const item = new Uint32Array(rows.item.length);
  for (let c = 0; c + 1 < rows.first.length; c++) {
    for (let k = rows.first[c]; k < rows.first[c + 1]; k++) item[next[rows.item[k]]++] = c;
  }
  return { first, item };
}

/** Takes items with the same signature together, numbered by the first of each; items in no row disappear. */
function mergeItems(rows: Rows, weight: Float64Array): { rows: Rows; weight: Float64Array } {
  const by = transpose(rows, weight.length);
  const firstOf: number[] = [];
  const sums: number[] = [];
  const merged = new Int32Array(weight.length).fill(-1);
  const buckets = new Map<number, number[]>();
  for (let i = 0; i < weight.length; i++) {
    if (by.first[i] === by.first[i + 1]) continue;
    const hash = hashRow(by, i);
    const bucket = buckets.get(hash) ?? [];
    const same = bucket.find((m) => isSameRow(by, firstOf[m], i));
    if (same !== undefined) {
      sums[same] += weight[i];
      continue;
    }
    if (bucket.length === 0) buckets.set(hash, bucket);
    bucket.push(firstOf.length);
    merged[i] = firstOf.length;
    firstOf.push(i);
    sums.push(weight[i]);
  }
  const first = new Uint32Array(rows.first.length);
  const item: number[] = [];
  for (let c = 0; c + 1 < first.length; c++) {
    for (let k = rows.first[c]; k < rows.first[c + 1]; k++) {
      const m = merged[rows.item[k]];
      if (m >= 0) item.push(m);
    }
    first[c + 1] = item.length;
  }
  return { rows: { first, item: Uint32Array.from(item) }, weight: Float64Array.from(sums) };
}

/** FNV-1a over the row's entries, 32 bits; collisions are told apart by `isSameRow`. */
function hashRow(rows: Rows, r: number): number {
  let hash = 0x811c9dc5;
  for (let k = rows.first[r]; k < rows.first[r + 1]; k++) hash = Math.imul(hash ^ rows.item[k], 0x01000193);
  return hash >>> 0;
}

function isSameRow(rows: Rows, a: number, b: number): boolean {
  const length = rows.first[a + 1] - rows.first[a];
  if (rows.first[b + 1] - rows.first[b] !== length) return false;
  for (let k = 0; k < length; k++) {
    if (rows.item[rows.first[a] + k] !== rows.item[rows.first[b] + k]) return false;
  }
  return true;
}

/** Rows that no other row contains; of equal rows the lowest stays, empty rows go. */
function findUndominated(rows: Rows, by: Rows): Int32Array {
  const size = (c: number) => rows.first[c + 1] - rows.first[c];
  const kept: number[] = [];
  for (let c = 0; c + 1 < rows.first.length; c++) {
    if (size(c) === 0) continue;
    // A row that contains this one reaches its rarest item, so only those rows need comparing.
    let rarest = rows.item[rows.first[c]];
    for (let k = rows.first[c]; k < rows.first[c + 1]; k++) {
      const i = rows.item[k];
      if (by.first[i + 1] - by.first[i] < by.first[rarest + 1] - by.first[rarest]) rarest = i;
    }
    let dominated = false;
    for (let k = by.first[rarest]; k < by.first[rarest + 1] && !dominated; k++) {
      const other = by.item[k];
      if (other === c || size(other) < size(c) || (size(other) === size(c) && other > c)) continue;
      dominated = isSubset(rows, c, other);
    }
    if (!dominated) kept.push(c);
  }
  return Int32Array.from(kept);
}

function isSubset(rows: Rows, small: number, large: number): boolean {
  let at = rows.first[large];
  const end = rows.first[large + 1];
  for (let k = rows.first[small]; k < rows.first[small + 1]; k++) {
    while (at < end && rows.item[at] < rows.item[k]) at++;
    if (at === end || rows.item[at] !== rows.item[k]) return false;
  }
  return true;
}

function selectRows(rows: Rows, kept: Int32Array): Rows {
  const first = new Uint32Array(kept.length + 1);
  kept.forEach((c, k) => (first[k + 1] = first[k] + rows.first[c + 1] - rows.first[c]));
  const item = new Uint32Array(first[kept.length]);
  kept.forEach((c, k) => item.set(rows.item.subarray(rows.first[c], rows.first[c + 1]), first[k]));
  return { first, item };
}
