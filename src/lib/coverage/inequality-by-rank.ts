/**
 * Whether those who rank low or high in something else (income, share of older people) have more of `value`. Rows without
 * people, with a value or a rank that is no finite number, are left out.
 */
interface Rows {
  value: number[];
  people: number[];
  rank: number[];
}

/** The concentration index, plain and corrected. */
export interface Concentration {
  /** −1 … 1: below 0 where those who rank low have more. NaN: nobody, or nobody has anything. */
  index: number;
  /** Erreygers (2009, doi:10.1016/j.jhealeco.2008.02.003): 4 μ / (max − min) times the plain one; 0 where all have the same. */
  corrected: number;
}

/**
 * Concentration index 2/μ Σ p_i (x_i − μ)(r_i − ½), r_i the share of people who rank below the middle of i (Kakwani, Wagstaff
 * & van Doorslaer 1997, doi:10.1016/S0304-4076(96)01807-6). Those who rank alike share the middle of them all, so that the order
 * of rows does not matter; `concentration_index` of the R package accessibility, which gives the same where no two
 * rank alike, orders these by their people.
 */
export function concentrationIndex(
  value: Float64Array,
  people: Float64Array,
  rank: Float64Array
): Concentration {
  const rows = sortByRank(value, people, rank);
  const all = rows.people.reduce((sum, each) => sum + each, 0);
  if (all === 0) return { index: NaN, corrected: NaN };
  const mean = rows.value.reduce((sum, each, k) => sum + each * rows.people[k], 0) / all;
  let [below, covariance] = [0, 0];
  for (let from = 0; from < rows.rank.length;) {
    let [to, alike, spread] = [from, 0, 0];
    for (; to < rows.rank.length && rows.rank[to] === rows.rank[from]; to++) {
      alike += rows.people[to];
      spread += rows.people[to] * (rows.value[to] - mean);
    }
    covariance += (spread / all) * ((below + alike / 2) / all - 0.5);
    below += alike;
    from = to;
  }
  const [least, most] = [Math.min, Math.max].map((of) => rows.value.reduce((a, b) => of(a, b)));
  const corrected = most > least ? (8 * covariance) / (most - least) : 0;
  return { index: mean === 0 ? NaN : (2 * covariance) / mean, corrected };
}

/**
 * Palma ratio by a rank, as `palma_ratio` of the R package accessibility: mean of `value` of those who rank above the 90 %
 * quantile over the mean of those up to the 40 % quantile, quantiles weighed by people as Hmisc's `wtd.quantile` does. Rows are not split.
 * NaN where one of the two is empty.
 */
export function palmaByRank(value: Float64Array, people: Float64Array, rank: Float64Array): number {
  const rows = sortByRank(value, people, rank);
  if (rows.rank.length === 0) return NaN;
  const [poor, rich] = [weightedQuantile(rows, 0.4), weightedQuantile(rows, 0.9)];
  const meanWhere = (isIn: (rank: number) => boolean): number => {
    let [all, had] = [0, 0];
    rows.rank.forEach((each, k) => {
      if (!isIn(each)) return;
      all += rows.people[k];
      had += rows.people[k] * rows.value[k];
    });
    return had / all;
  };
  return meanWhere((each) => each > rich) / meanWhere((each) => each <= poor);
}

/** Hmisc `wtd.quantile(type = 'quantile')`: at 1 + (n − 1) p of the ranks, each as often as it has people. */
function weightedQuantile({ rank, people }: Rows, share: number): number {
  const all = people.reduce((sum, each) => sum + each, 0);
  const at = 1 + (all - 1) * share;
  const low = Math.max(Math.floor(at), 1);
  const between = at - Math.floor(at);
  return (1 - between) * rankAt(low) + between * rankAt(Math.min(low + 1, all));

  function rankAt(place: number): number {
    let seen = 0;
    const k = people.findIndex((each) => (seen += each) >= place);
    return rank[k < 0 ? rank.length - 1 : k];
  }
}

function sortByRank(value: Float64Array, people: Float64Array, rank: Float64Array): Rows {
  const order = Array.from(value.keys())
    .filter((i) => people[i] > 0 && Number.isFinite(value[i]) && Number.isFinite(rank[i]))
    .sort((a, b) => rank[a] - rank[b] || a - b);
  return {
    value: order.map((i) => value[i]),
    people: order.map((i) => people[i]),
    rank: order.map((i) => rank[i])
  };
}
