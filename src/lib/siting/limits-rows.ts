import type { LimitsCore, LimitsQuestion } from './limits-core.ts';

type Rows = Pick<LimitsCore, 'byFirst' | 'byOption' | 'byMetres'>;
type Items = Rows &
  Pick<
    LimitsCore,
    'weight' | 'need' | 'baseM' | 'first' | 'item' | 'metres' | 'served' | 'walked' | 'floorM'
  >;

/**
 * The items of a question: rows with worth that the options of `option` can still change, rows with the same options (and, where
 * metres count, the same metres) taken together. An item's options are ascending, or nearest first where metres count.
 */
export function groupRows(question: LimitsQuestion, fixed: Uint32Array, option: Uint32Array): Items {
  const { weight, isMetric } = question;
  const need = Int8Array.from(question.need);
  const baseM = question.baseM.slice();
  const { reach } = question;
  for (const o of fixed) {
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++) {
      const i = reach.point[at];
      if (need[i] > 0) need[i]--;
      if (reach.metres[at] < baseM[i]) baseM[i] = reach.metres[at];
    }
  }
  const isOpen = (i: number) => weight[i] > 0 && (isMetric || need[i] > 0);
  const rows = transposeReach(question, option, isOpen, baseM);
  let served = 0;
  let walked = 0;
  let floorM = 0;
  const isItem = new Uint8Array(weight.length);
  for (let i = 0; i < weight.length; i++) {
    if (!(weight[i] > 0)) continue;
    const count = rows.byFirst[i + 1] - rows.byFirst[i];
    if (isMetric && count === 0) {
      walked += weight[i] * baseM[i];
      floorM = Math.max(floorM, baseM[i]);
    } else if (!isMetric && need[i] === 0) served += weight[i];
    else if (count >= (isMetric ? 1 : need[i])) isItem[i] = 1;
  }
  return { ...mergeRows(question, rows, isItem, need, baseM, option.length), served, walked, floorM };
}

/** Options of each row of demand that can change it. */
function transposeReach(
  { reach, isMetric, weight }: LimitsQuestion,
  option: Uint32Array,
  isOpen: (i: number) => boolean,
  baseM: Float64Array
): Rows {
  const byFirst = new Uint32Array(weight.length + 1);
  const wanted = Uint8Array.from(weight.keys(), (i) => (isOpen(i) ? 1 : 0));
  const counts = (at: number) => {
    const i = reach.point[at];
    return wanted[i] === 1 && (!isMetric || reach.metres[at] < baseM[i]);
  };
  for (const o of option)
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++)
      if (counts(at)) byFirst[reach.point[at] + 1]++;
  for (let i = 0; i < weight.length; i++) byFirst[i + 1] += byFirst[i];
  const next = byFirst.slice();
  const byOption = new Uint32Array(byFirst[weight.length]);
  const byMetres = new Float64Array(isMetric ? byOption.length : 0);
  option.forEach((o, k) => {
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++) {
      if (!counts(at)) continue;
      const to = next[reach.point[at]]++;
      byOption[to] = k;
      if (isMetric) byMetres[to] = reach.metres[at];
    }
  });
  return { byFirst, byOption, byMetres };
}

function mergeRows(
  { weight, isMetric }: LimitsQuestion,
  rows: Rows,
  isItem: Uint8Array,
  need: Int8Array,
  baseM: Float64Array,
  options: number
) {
  const firstOf: number[] = [];
  const sums: number[] = [];
  const isSame = (a: number, b: number) => need[a] === need[b] && isSameRow(rows, a, b, isMetric, baseM);
  let size = 16;
  while (size < 2 * weight.length) size *= 2;
  // Open addressing: a Map of buckets takes six times as long at 100,000 rows.
  const table = new Int32Array(size).fill(-1);
  for (let i = 0; i < weight.length; i++) {
    if (!isItem[i]) continue;
    let slot = hashRow(rows, i, need[i], isMetric) & (size - 1);
    while (table[slot] >= 0 && !isSame(firstOf[table[slot]], i)) slot = (slot + 1) & (size - 1);
    if (table[slot] < 0) {
      table[slot] = firstOf.length;
      firstOf.push(i);
      sums.push(weight[i]);
    } else sums[table[slot]] += weight[i];
  }
  const byFirst = new Uint32Array(firstOf.length + 1);
  firstOf.forEach((i, m) => (byFirst[m + 1] = byFirst[m] + rows.byFirst[i + 1] - rows.byFirst[i]));
  const byOption = new Uint32Array(byFirst[firstOf.length]);
  const byMetres = new Float64Array(isMetric ? byOption.length : 0);
  firstOf.forEach((i, m) => {
    byOption.set(rows.byOption.subarray(rows.byFirst[i], rows.byFirst[i + 1]), byFirst[m]);
    if (!isMetric) return;
    byMetres.set(rows.byMetres.subarray(rows.byFirst[i], rows.byFirst[i + 1]), byFirst[m]);
    sortByMetres(byOption, byMetres, byFirst[m], byFirst[m + 1]);
  });
  return {
    weight: Float64Array.from(sums),
    need: Uint8Array.from(firstOf, (i) => need[i]),
    baseM: Float64Array.from(firstOf, (i) => baseM[i]),
    ...{ byFirst, byOption, byMetres },
    ...transposeItems(byFirst, byOption, byMetres, options)
  };
}

/** Items of each option, ascending; without metres where there are none. */
function transposeItems(
  byFirst: Uint32Array,
  byOption: Uint32Array,
  byMetres: Float64Array,
  options: number
): Pick<LimitsCore, 'first' | 'item' | 'metres'> {
  const first = new Uint32Array(options + 1);
  for (const o of byOption) first[o + 1]++;
  for (let o = 0; o < options; o++) first[o + 1] += first[o];
  const next = first.slice();
  const item = new Uint32Array(byOption.length);
  const metres = new Float64Array(byMetres.length);
  for (let i = 0; i + 1 < byFirst.length; i++) {
    for (let at = byFirst[i]; at < byFirst[i + 1]; at++) {
      const to = next[byOption[at]]++;
      item[to] = i;
      if (metres.length > 0) metres[to] = byMetres[at];
    }
  }
  return { first, item, metres };
}

function sortByMetres(byOption: Uint32Array, byMetres: Float64Array, from: number, to: number): void {
  const order = Array.from({ length: to - from }, (_, k) => from + k);
  order.sort((a, b) => byMetres[a] - byMetres[b] || byOption[a] - byOption[b]);
  const options = order.map((at) => byOption[at]);
  const metres = order.map((at) => byMetres[at]);
  byOption.set(options, from);
  byMetres.set(metres, from);
}

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** FNV-1a over the row's entries, with a last stir so that the low bits, by which the table is entered, depend on all. */
function hashRow(rows: Rows, i: number, need: number, isMetric: boolean): number {
  let hash = 0x811c9dc5 ^ need;
  for (let at = rows.byFirst[i]; at < rows.byFirst[i + 1]; at++) {
    hash = Math.imul(hash ^ rows.byOption[at], 0x01000193);
    if (!isMetric) continue;
    double[0] = rows.byMetres[at];
    hash = Math.imul(hash ^ halves[0] ^ Math.imul(halves[1], 0x85ebca6b), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function isSameRow(rows: Rows, a: number, b: number, isMetric: boolean, baseM: Float64Array): boolean {
  const length = rows.byFirst[a + 1] - rows.byFirst[a];
  if (rows.byFirst[b + 1] - rows.byFirst[b] !== length) return false;
  if (isMetric && baseM[a] !== baseM[b]) return false;
  for (let k = 0; k < length; k++) {
    const [x, y] = [rows.byFirst[a] + k, rows.byFirst[b] + k];
    if (rows.byOption[x] !== rows.byOption[y]) return false;
    if (isMetric && rows.byMetres[x] !== rows.byMetres[y]) return false;
  }
  return true;
}
