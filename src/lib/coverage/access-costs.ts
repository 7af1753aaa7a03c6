/**
 * Sparse costs (metres, minutes: whatever unit) from demand to supply: demand point i reaches the supplies
 * `supply[first[i]] … supply[first[i + 1] - 1]`, ascending, at `cost`. A pair that is not there cannot be reached.
 * The pairs by supply are not held beside it: sums by supply are scattered in order of demand, which are the same sums.
 */
export interface AccessCosts {
  supplies: number;
  first: Uint32Array;
  supply: Uint32Array;
  cost: Float64Array;
}

/** Pairs as columns, in any order. */
interface Pairs {
  from: ArrayLike<number>;
  to: ArrayLike<number>;
  cost: ArrayLike<number>;
}

/**
 * Costs of pairs `from` (demand point), `to` (supply), the same for any order of the pairs. Throws for a pair that stands
 * twice, an index out of range, and a cost that is negative or no number; a cost of Infinity is as no pair.
 */
export function costsOfPairs({ from, to, cost }: Pairs, demands: number, supplies: number): AccessCosts {
  const kept = new Uint32Array(cost.length);
  let count = 0;
  for (let k = 0; k < cost.length; k++) {
    if (!(from[k] >= 0 && from[k] < demands && to[k] >= 0 && to[k] < supplies))
      throw new Error(`expected pairs of ${demands} × ${supplies}, got ${from[k]}, ${to[k]}`);
    if (!(cost[k] >= 0)) throw new Error(`expected a cost from 0, got ${cost[k]}`);
    if (cost[k] < Infinity) kept[count++] = k;
  }
  const bySupply = sortBy(to, supplies, kept.subarray(0, count));
  const { first, order } = sortBy(from, demands, bySupply.order);
  const found = { supplies, first, supply: new Uint32Array(count), cost: new Float64Array(count) };
  for (let k = 0; k < count; k++) {
    found.supply[k] = to[order[k]];
    found.cost[k] = cost[order[k]];
  }
  refuseTwins(found);
  return found;
}

/** Costs of sets found from the supplies: supply j is reached by `point[first[j]] … point[first[j + 1] - 1]` at `metres`. */
export function costsOfSets(
  { first, point, metres }: { first: Uint32Array; point: Uint32Array; metres: Float64Array },
  demands: number
): AccessCosts {
  const supplies = first.length - 1;
  const to = new Uint32Array(point.length);
  for (let j = 0; j < supplies; j++) to.fill(j, first[j], first[j + 1]);
  const sorted = sortBy(
    point,
    demands,
    to.map((_, k) => k)
  );
  return {
    supplies,
    first: sorted.first,
    supply: sorted.order.map((k) => to[k]),
    cost: Float64Array.from(sorted.order, (k) => metres[k])
  };
}

/** Sorts by counting; rows of one key keep the order they came in. */
function sortBy(
  key: ArrayLike<number>,
  keys: number,
  rows: Uint32Array
): { first: Uint32Array; order: Uint32Array } {
  const first = new Uint32Array(keys + 1);
  for (const row of rows) first[key[row] + 1]++;
  for (let k = 0; k < keys; k++) first[k + 1] += first[k];
  const next = first.slice();
  const order = new Uint32Array(first[keys]);
  for (const row of rows) order[next[key[row]]++] = row;
  return { first, order };
}

function refuseTwins({ first, supply }: AccessCosts): void {
  for (let i = 0; i + 1 < first.length; i++)
    for (let k = first[i] + 1; k < first[i + 1]; k++)
      if (supply[k] === supply[k - 1])
        throw new Error(`expected each pair once, got demand ${i} and supply ${supply[k]} twice`);
}
