import { distanceM } from '../../geometry/metric.ts';
import type { Ledger } from '../ledger.ts';
import { isMissing, plainCell } from '../values/numbers.ts';
import { repeatedTexts } from '../values/repeated-texts.ts';
import type { ReasonCode } from '../reasons.ts';

type Cells = (string | null)[];

/** Two of one name within this distance are perhaps one. */
const NEAR_M = 50;
/** More than this at one place is a place that stands for many (an office, a street), not one thing named twice. */
const MOST_AT_ONE_PLACE = 20;
/** Two places are one within this many degrees (a metre). */
const PLACE_DEG = 1e-5;
const SHOWN = 20;

/**
 * Groups of rows that may be one thing, each in order: one name within 50 m (in a chain), or one place under several
 * names. Categories keep apart what is listed once for each of its uses. Rows without a name are in none.
 */
function findDuplicates(
  rows: number[],
  names: Cells,
  lon: Float64Array,
  lat: Float64Array,
  categories: Cells | null
): { sameName: number[][]; samePlace: number[][] } {
  const word = (i: number): string => (isMissing(names[i]) ? '' : plainCell(names[i]));
  // Most names stand once: only those that come again are grouped.
  const once = new Map<string, number>();
  const named = new Map<string, number[]>();
  const group = (name: string, i: number): void => {
    const key = `${name}\n${categories?.[i] ?? ''}`;
    const list = named.get(key);
    if (list) list.push(i);
    else named.set(key, [i]);
  };
  for (const i of repeatedTexts(rows, word)) {
    const name = word(i);
    const before = once.get(name);
    if (before === undefined) {
      once.set(name, i);
      continue;
    }
    if (before >= 0) group(name, before);
    once.set(name, -1);
    group(name, i);
  }
  const sameName: number[][] = [];
  const grouped = new Set<number>();
  for (const list of named.values())
    if (list.length > 1)
      for (const chain of chainsOf(list, lon, lat)) {
        sameName.push(chain);
        for (const i of chain) grouped.add(i);
      }
  const samePlace: number[][] = [];
  for (const list of atOnePlace(rows, lon, lat)) {
    const others = list.filter((i) => word(i) !== '' && !grouped.has(i));
    const byCategory = new Map<string, number[]>();
    for (const i of others) {
      const key = categories?.[i] ?? '';
      byCategory.set(key, [...(byCategory.get(key) ?? []), i]);
    }
    for (const list of byCategory.values())
      if (list.length > 1 && new Set(list.map(word)).size > 1) samePlace.push(list);
  }
  const first = (a: number[], b: number[]): number => a[0] - b[0];
  return { sameName: sameName.sort(first), samePlace: samePlace.sort(first) };
}

/** Rows of which each lies within 50 m of another, in chains; those alone are left out. */
function chainsOf(rows: number[], lon: Float64Array, lat: Float64Array): number[][] {
  const order = [...rows].sort((a, b) => lat[a] - lat[b] || a - b);
  const chain = new Map(rows.map((i) => [i, i]));
  const rootOf = (i: number): number => {
    let root = i;
    while (chain.get(root) !== root) root = chain.get(root)!;
    chain.set(i, root);
    return root;
  };
  // A degree of latitude is 110,574 m or more.
  const reach = NEAR_M / 110_000;
  for (let k = 0; k < order.length; k++)
    for (let n = k + 1; n < order.length && lat[order[n]] - lat[order[k]] <= reach; n++)
      if (distanceM(lon[order[k]], lat[order[k]], lon[order[n]], lat[order[n]]) <= NEAR_M)
        chain.set(rootOf(order[n]), rootOf(order[k]));
  const chains = new Map<number, number[]>();
  for (const i of rows) {
    const root = rootOf(i);
    const list = chains.get(root);
    if (list) list.push(i);
    else chains.set(root, [i]);
  }
  return [...chains.values()].filter((list) => list.length > 1);
}

/** Rows at one place to about a metre, 2 to 20 of them, in order. */
function atOnePlace(rows: number[], lon: Float64Array, lat: Float64Array): number[][] {
  const order = crowded(rows, lon, lat).sort((a, b) => lon[a] - lon[b] || lat[a] - lat[b] || a - b);
  const out: number[][] = [];
  const taken = new Set<number>();
  for (let k = 0; k < order.length; k++) {
    const i = order[k];
    if (taken.has(i)) continue;
    const group = [i];
    for (let n = k + 1; n < order.length && lon[order[n]] - lon[i] <= PLACE_DEG; n++)
      if (Math.abs(lat[order[n]] - lat[i]) <= PLACE_DEG && !taken.has(order[n])) group.push(order[n]);
    for (const j of group) taken.add(j);
    if (group.length > 1 && group.length <= MOST_AT_ONE_PLACE) out.push(group.sort((a, b) => a - b));
  }
  return out;
}

/**
 * The rows that may have another within `PLACE_DEG`, and some that have none. The places are noted in a table of bits by
 * the cell of a grid that they lie in: sorting a million rows to find the few took ten times as long.
 */
function crowded(rows: number[], lon: Float64Array, lat: Float64Array): number[] {
  if (rows.length < 1000) return [...rows];
  const size = 2 ** Math.ceil(Math.log2(rows.length * 64));
  const [once, twice] = [new Uint32Array(size / 32), new Uint32Array(size / 32)];
  // Twice as wide as the reach, less an allowance for rounding: neighbours hold all that lies within it.
  const cell = 2 * PLACE_DEG;
  const slot = (x: number, y: number): number =>
    (Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ (Math.imul(x, 0x85ebca6b) >>> 15)) & (size - 1);
  for (const i of rows) {
    const at = slot(Math.floor(lon[i] / cell), Math.floor(lat[i] / cell));
    const bit = 1 << (at & 31);
    if (once[at >>> 5] & bit) twice[at >>> 5] |= bit;
    else once[at >>> 5] |= bit;
  }
  return rows.filter((i) => {
    const [x, y] = [Math.floor(lon[i] / cell), Math.floor(lat[i] / cell)];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++) {
        const at = slot(x + dx, y + dy);
        if (((dx === 0 && dy === 0 ? twice : once)[at >>> 5] >>> (at & 31)) & 1) return true;
      }
    return false;
  });
}

/**
 * Puts what may be there twice to the user; none is removed unasked. By the answer `keep_one` the row with the most
 * filled cells of each group stays (of equals the first) and the others are rejected with its number.
 */
export function askDuplicates(
  ledger: Ledger,
  names: Cells,
  lon: Float64Array,
  lat: Float64Array,
  categories: Cells | null
): void {
  const { sameName, samePlace } = findDuplicates(ledger.standing(), names, lon, lat, categories);
  const zh = ledger.lang === 'zh';
  const settle = (code: ReasonCode, groups: number[][], describe: (group: number[]) => string): void => {
    if (groups.length === 0) return;
    const shown = groups
      .slice(0, SHOWN)
      .map(describe)
      .join(zh ? '；' : '; ');
    const answer = ledger.ask({
      code,
      params: { count: groups.length, groups: groups.length > SHOWN ? `${shown}…` : shown },
      key: code,
      options: ['keep_all', 'keep_one'],
      labels: [
        { zh: '都保留', en: 'keep all' },
        { zh: '每组只留填得最全的一行', en: 'keep of each group the row with the most filled in' }
      ],
      mayWait: true
    });
    if (answer !== 'keep_one') return;
    for (const group of groups) {
      const keep = fullest(ledger, group);
      for (const i of group)
        if (i !== keep) ledger.reject(i, '', 'duplicate_of', { first: ledger.row(keep) });
    }
  };
  const rowsOf = (group: number[]): string =>
    zh ? `（行 ${ledger.rowList(group)}）` : ` (rows ${ledger.rowList(group)})`;
  const nameOf = (i: number): string => plainCell(names[i]).slice(0, 40);
  settle('same_name_near', sameName, (group) =>
    zh ? `“${nameOf(group[0])}”${rowsOf(group)}` : `“${nameOf(group[0])}”${rowsOf(group)}`
  );
  settle('same_place', samePlace, (group) => {
    const words = [...new Set(group.map(nameOf))].slice(0, 4).join(' / ');
    return `${words}${rowsOf(group)}`;
  });
}

function fullest(ledger: Ledger, group: number[]): number {
  const filled = (i: number): number =>
    ledger.source.columns.reduce((sum, column) => sum + (isMissing(column[i]) ? 0 : 1), 0);
  return group.reduce((best, i) => (filled(i) > filled(best) ? i : best));
}

/** Says how many facilities have no name, where the file has a column for it. */
export function warnNoNames(ledger: Ledger, names: Cells): void {
  const rows = ledger.standing().filter((i) => isMissing(names[i]));
  if (rows.length > 0) ledger.warn('no_name', { count: rows.length, rows: ledger.rowList(rows) });
}
