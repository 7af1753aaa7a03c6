/**
 * How unevenly something is shared among people: values of points or units, weighed by their people. A value that is no
 * finite number (nothing is reached) is left out and counted; a point without people weighs nothing.
 */
export interface Inequality {
  /** People counted, and those left out because their value is not finite. */
  people: number;
  excludedPeople: number;
  /** Rows left out that have people. */
  excluded: number;
  mean: number;
  gini: number;
  palma: number;
  theil: number;
}

/** Gini, Palma and Theil of `value` among people; all NaN where there is nobody. */
export function inequalityOf(value: Float64Array, people: Float64Array): Inequality {
  const ranked = rankFinite(value, people);
  const { excluded, excludedPeople } = ranked;
  const all = sum(ranked.people);
  const mean = all > 0 ? weigh(ranked.value, ranked.people) / all : NaN;
  const [gini, palma, theil] = [giniRanked(ranked), palmaRanked(ranked), theilRanked(ranked)];
  return { people: all, excludedPeople, excluded, mean, gini, palma, theil };
}

/**
 * Weighted Gini index: half the mean difference of two people over the mean, Σ_ij w_i w_j |x_i − x_j| / (2 W² μ), as
 * `gini_index` of the R package accessibility (area under the Lorenz curve), in one pass. Values from 0. All equal, all 0
 * included: exactly 0. NaN: nobody.
 */
export function giniIndex(value: Float64Array, people: Float64Array): number {
  return giniRanked(rankFinite(value, people));
}

/**
 * Palma ratio: mean of the best 10 % of the people over the mean of the worst 40 %, ranked by the value itself; the people of a
 * point that lies on the border are split. All equal: 1; Infinity where the worst 40 % have nothing and the best something; NaN: nobody, or nobody has anything.
 */
export function palmaRatio(value: Float64Array, people: Float64Array): number {
  return palmaRanked(rankFinite(value, people));
}

/** Theil's T: Σ w (x/μ) ln(x/μ) / W; a value of 0 adds nothing (its limit; the R package gives NaN). All equal: 0; NaN: nobody. */
export function theilIndex(value: Float64Array, people: Float64Array): number {
  return theilRanked(rankFinite(value, people));
}

/**
 * Foster–Greer–Thorbecke (1984) shortfall below `line`: the mean over people of ((line − x) / line)^α where x < line, else 0. α 0:
 * the share of people below; 1: how far below on average; 2: the farthest weigh most. NaN: nobody. Throws for a line below 0.
 */
export function fgtShortfall(
  value: Float64Array,
  people: Float64Array,
  line: number,
  alpha: 0 | 1 | 2
): number {
  if (!(line >= 0)) throw new Error(`expected a line from 0, got ${line}`);
  let [all, short] = [0, 0];
  for (let i = 0; i < value.length; i++) {
    if (!Number.isFinite(value[i])) continue;
    all += people[i];
    if (value[i] < line) short += people[i] * ((line - value[i]) / line) ** alpha;
  }
  return all > 0 ? short / all : NaN;
}

/** Rows with people and a finite value, by value; columns of equal length. */
interface Ranked {
  value: Float64Array;
  people: Float64Array;
  excluded: number;
  excludedPeople: number;
}

function rankFinite(value: Float64Array, people: Float64Array): Ranked {
  let [excluded, excludedPeople, count] = [0, 0, 0];
  const rows = new Uint32Array(value.length);
  for (let i = 0; i < value.length; i++) {
    if (!(people[i] > 0)) continue;
    if (Number.isFinite(value[i])) rows[count++] = i;
    else {
      excluded++;
      excludedPeople += people[i];
    }
  }
  const order = rows.subarray(0, count).sort((a, b) => value[a] - value[b] || a - b);
  return {
    value: Float64Array.from(order, (i) => value[i]),
    people: Float64Array.from(order, (i) => people[i]),
    excluded,
    excludedPeople
  };
}

/** Sum of the steps between neighbours × people below × people above: nothing is taken away, so equals give exactly 0. */
function giniRanked({ value, people }: Ranked): number {
  const all = sum(people);
  if (!(all > 0)) return NaN;
  let [below, apart] = [0, 0];
  for (let k = 1; k < value.length; k++) {
    below += people[k - 1];
    apart += (value[k] - value[k - 1]) * below * (all - below);
  }
  return apart === 0 ? 0 : apart / (all * weigh(value, people));
}

function palmaRanked({ value, people }: Ranked): number {
  const all = sum(people);
  if (!(all > 0)) return NaN;
  const lowest = firstShare(value, people, 0.4 * all);
  const highest = firstShare(value.toReversed(), people.toReversed(), 0.1 * all);
  return highest / (0.1 * all) / (lowest / (0.4 * all));
}

/** What the first `count` people have together; the row in which they end is split. */
function firstShare(value: Float64Array, people: Float64Array, count: number): number {
  let [left, had] = [count, 0];
  for (let k = 0; k < value.length && left > 0; k++) {
    const taken = Math.min(left, people[k]);
    had += taken * value[k];
    left -= taken;
  }
  return had;
}

function theilRanked({ value, people }: Ranked): number {
  const all = sum(people);
  if (!(all > 0)) return NaN;
  const mean = weigh(value, people) / all;
  let total = 0;
  for (let k = 0; k < value.length; k++) {
    const part = value[k] / mean;
    if (part > 0) total += people[k] * part * Math.log(part);
  }
  return total / all;
}

function sum(column: Float64Array): number {
  let total = 0;
  for (const each of column) total += each;
  return total;
}

function weigh(value: Float64Array, people: Float64Array): number {
  let total = 0;
  for (let k = 0; k < value.length; k++) total += value[k] * people[k];
  return total;
}
