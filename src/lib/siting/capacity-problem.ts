import { BARRED, type SitingProblem } from './problem.ts';

/**
 * A siting question with capacities in its smallest form: demand is served at a cost a unit, or stays outside at `outsideCost` a
 * unit. People choose as is best for all (`coverage/transport.ts` assumes the same), and those of one row may go to several options.
 * Items are rows with the same signature (the same options, of `pmedian` over the same metres) taken together; option
 * k has the pairs `first[k] … first[k + 1] - 1`, ascending by item.
 */
export interface CapacityProblem {
  /** Index of each kept option among those given, ascending. */
  option: Uint32Array;
  /** Worth that each can serve, at most what it reaches. */
  capacity: Float64Array;
  first: Uint32Array;
  item: Uint32Array;
  /** Cost a unit of worth of each pair: metres, or 0 where only serving counts. */
  cost: Float64Array;
  /** Whether a unit costs its metres. */
  byMetres: boolean;
  /** Worth of each item, above 0. */
  weight: Float64Array;
  /** Item of each row given; −1: no worth, or no kept option reaches it. */
  itemOf: Int32Array;
  /** Sum of all worth given, and of that which no kept option reaches. */
  total: number;
  outOfReach: number;
  /** What a unit costs that nobody serves: 1 where only serving counts, else so much that no walk outweighs one served. */
  outsideCost: number;
}

/**
 * The question over the options with a 1 in `kept` (barred ones are left out in any case). With `byMetres` a unit costs its
 * metres, else nothing. An option that nothing limits can serve all that it reaches.
 */
export function reduceCapacity(problem: SitingProblem, kept: Uint8Array, byMetres: boolean): CapacityProblem {
  const { weight, reach, options } = problem;
  const option = Uint32Array.from(kept.keys()).filter((o) => kept[o] && options.state[o] !== BARRED);
  const { itemOf, lead } = mergeRows(problem, option, byMetres);
  const itemWeight = new Float64Array(lead.length);
  let total = 0;
  let outOfReach = 0;
  for (let i = 0; i < weight.length; i++) {
    if (!(weight[i] > 0)) continue;
    total += weight[i];
    if (itemOf[i] < 0) outOfReach += weight[i];
    else itemWeight[itemOf[i]] += weight[i];
  }
  const isLead = new Uint8Array(weight.length);
  for (const i of lead) isLead[i] = 1;
  const first = new Uint32Array(option.length + 1);
  option.forEach((o, k) => {
    first[k + 1] = first[k];
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++) first[k + 1] += isLead[reach.point[at]];
  });
  const item = new Uint32Array(first[option.length]);
  const cost = new Float64Array(item.length);
  const capacity = new Float64Array(option.length);
  let farthestM = 1;
  let a = 0;
  option.forEach((o, k) => {
    let reached = 0;
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++) {
      if (!isLead[reach.point[at]]) continue;
      item[a] = itemOf[reach.point[at]];
      if (byMetres) cost[a] = reach.metres[at];
      reached += itemWeight[item[a]];
      farthestM = Math.max(farthestM, cost[a++]);
    }
    capacity[k] = Math.max(0, Math.min(options.capacity?.[o] ?? Infinity, reached));
  });
  const outsideCost = byMetres ? (option.length + 1) * farthestM : 1;
  return {
    ...{ option, capacity, first, item, cost, byMetres, weight: itemWeight, itemOf },
    ...{ total, outOfReach, outsideCost }
  };
}

/** The item of each row, and the lowest row of each item; rows are alike where a hash and then all their pairs are. */
function mergeRows({ weight, reach }: SitingProblem, option: Uint32Array, byMetres: boolean) {
  const rows = weight.length;
  const rowFirst = new Uint32Array(rows + 1);
  for (const o of option)
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++) rowFirst[reach.point[at] + 1]++;
  for (let i = 0; i < rows; i++) rowFirst[i + 1] += rowFirst[i];
  const rowOption = new Uint32Array(rowFirst[rows]);
  const rowMetres = new Float64Array(byMetres ? rowFirst[rows] : 0);
  const next = rowFirst.slice();
  const hash = new Int32Array(rows);
  const bits = new Int32Array(2);
  const asMetres = new Float64Array(bits.buffer);
  for (const o of option) {
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++) {
      const i = reach.point[at];
      if (byMetres) asMetres[0] = rowMetres[next[i]] = reach.metres[at];
      rowOption[next[i]++] = o;
      hash[i] = Math.imul(hash[i] ^ o ^ Math.imul(bits[0] ^ (bits[1] << 3), 0x85ebca6b), 0x9e3779b1);
      hash[i] ^= hash[i] >>> 15;
    }
  }
  const isSame = (i: number, j: number) => {
    const length = rowFirst[i + 1] - rowFirst[i];
    if (rowFirst[j + 1] - rowFirst[j] !== length) return false;
    for (let k = 0; k < length; k++) {
      if (rowOption[rowFirst[i] + k] !== rowOption[rowFirst[j] + k]) return false;
      if (byMetres && rowMetres[rowFirst[i] + k] !== rowMetres[rowFirst[j] + k]) return false;
    }
    return true;
  };
  const itemOf = new Int32Array(rows).fill(-1);
  const lead: number[] = [];
  const found = new Map<number, number[]>();
  for (let i = 0; i < rows; i++) {
    if (!(weight[i] > 0) || rowFirst[i] === rowFirst[i + 1]) continue;
    const alike = found.get(hash[i]);
    const at = alike?.find((each) => isSame(lead[each], i)) ?? lead.length;
    if (at === lead.length) {
      lead.push(i);
      if (alike) alike.push(at);
      else found.set(hash[i], [at]);
    }
    itemOf[i] = at;
  }
  return { itemOf, lead };
}
