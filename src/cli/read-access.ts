import { costsOfPairs, type AccessCosts } from '../lib/coverage/access-costs.ts';
import { Failure } from './failure.ts';
import { readColumns, type FoundColumns } from './read-columns.ts';
import type { Terminal } from './terminal.ts';

/** A side of the costs: ids in ascending order, so that no sum depends on the order of rows. */
export interface Side {
  id: string[];
  /** Population or capacity; and the ranking column, NaN where it was not asked for. */
  amount: Float64Array;
  rank: Float64Array;
  /** Place of each row of the file in these columns. */
  placeOfRow: Uint32Array;
}

/** What the column of ids may be called. */
export const ID = { names: ['id', 'fac_id', 'point_id', 'site_id', 'unit_id'], type: 'VARCHAR' } as const;

/**
 * Reads demand (`id`, `population`, and the column `rank` where it is named) or supply (`id`, `capacity`); `names` are what
 * the amount may be called. Throws a `Failure` for an id that is
 * missing or stands twice, and for an amount that is missing, negative or no number.
 */
export async function readSide(
  path: string,
  amount: 'population' | 'capacity',
  rank: string | undefined,
  terminal: Terminal,
  names: readonly string[] = [amount]
): Promise<Side> {
  const found = await readColumns(
    path,
    {
      id: ID,
      [amount]: { names, type: 'DOUBLE' },
      ...(rank === undefined ? {} : { rank: { names: [rank], type: 'DOUBLE' } as const })
    },
    terminal
  );
  const ids = found.texts('id');
  const amounts = found.numbers(amount);
  refuseTwins(path, ids, found);
  refuseAmounts(path, amount, amounts, found, (i) => ids[i]);
  const ranks = rank === undefined ? new Float64Array(ids.length).fill(NaN) : found.numbers('rank');
  const order = Uint32Array.from(ids.keys()).sort((a, b) => (ids[a] < ids[b] ? -1 : 1));
  const placeOfRow = new Uint32Array(ids.length);
  order.forEach((row, place) => (placeOfRow[row] = place));
  return {
    id: Array.from(order, (i) => ids[i]),
    amount: Float64Array.from(order, (i) => amounts[i]),
    rank: Float64Array.from(order, (i) => ranks[i]),
    placeOfRow
  };
}

/**
 * Reads `from`, `to`, `cost` and joins them to both sides by their ids. Throws a `Failure` for an id that neither table
 * has, a pair that stands twice, and a cost that is missing, negative or no number.
 */
export async function readCosts(
  path: string,
  demand: Side,
  supply: Side,
  terminal: Terminal
): Promise<AccessCosts> {
  return joinCosts(path, await readPairs(path, terminal), demand, supply, '--supply');
}

/** Reads `from`, `to`, `cost` as they stand in the file. */
export function readPairs(path: string, terminal: Terminal): Promise<FoundColumns> {
  return readColumns(
    path,
    {
      from: { names: ['from'], type: 'VARCHAR' },
      to: { names: ['to'], type: 'VARCHAR' },
      cost: { names: ['cost'], type: 'DOUBLE' }
    },
    terminal
  );
}

/** Joins pairs to both sides by their ids, as `readCosts` does; `option` is what gave the table of `to`. */
export function joinCosts(
  path: string,
  found: FoundColumns,
  demand: Pick<Side, 'id'>,
  supply: Pick<Side, 'id'>,
  option: string
): AccessCosts {
  const cost = found.numbers('cost');
  const from = placesOf(path, 'from', '--demand', found, demand);
  const to = placesOf(path, 'to', option, found, supply);
  refuseAmounts(path, 'cost', cost, found, (i) => `${demand.id[from[i]]} → ${supply.id[to[i]]}`);
  try {
    return costsOfPairs({ from, to, cost }, demand.id.length, supply.id.length);
  } catch (error) {
    throw findTwin(path, from, to, found, demand, supply) ?? error;
  }
}

function placesOf(
  path: string,
  column: 'from' | 'to',
  option: string,
  found: FoundColumns,
  { id }: Pick<Side, 'id'>
): Uint32Array {
  const places = new Map(id.map((each, place) => [each, place]));
  const names = found.texts(column);
  const strangers = new Set(names.filter((name) => !places.has(name)));
  if (strangers.size > 0) {
    const first = names.findIndex((name) => strangers.has(name));
    const shown = [...strangers].slice(0, 5).map((name) => `“${name}”`);
    throw new Failure(
      `${path}：列 ${column} 有 ${strangers.size} 个 id 不在 ${option} 表里（第 ${found.row(first)} 行起）：${shown.join('、')}${strangers.size > 5 ? ' …' : ''}；请核对写法，补上或删去这些行`,
      `${path}: column ${column} has ${strangers.size} ${strangers.size === 1 ? 'id' : 'ids'} that the ${option} table does not have (from row ${found.row(first)}): ${shown.join(', ')}${strangers.size > 5 ? ' …' : ''}; check their spelling, add them or remove the rows`
    );
  }
  return Uint32Array.from(names, (name) => places.get(name)!);
}

/** Throws for an id that is missing or stands twice. */
export function refuseTwins(path: string, ids: string[], found: FoundColumns): void {
  const seen = new Map<string, number>();
  ids.forEach((id, i) => {
    const [row, before] = [found.row(i), seen.get(id)];
    if (id === '')
      throw new Failure(
        `${path}：第 ${row} 行 没有 id，请补上`,
        `${path}: row ${row} has no id; give it one`
      );
    if (before !== undefined)
      throw new Failure(
        `${path}：第 ${row} 行 的 id“${id}”与第 ${before} 行相同，请合并成一行`,
        `${path}: row ${row} has the id "${id}" of row ${before}; make them one`
      );
    seen.set(id, row);
  });
}

function refuseAmounts(
  path: string,
  column: string,
  amounts: Float64Array,
  found: FoundColumns,
  nameOf: (i: number) => string
): void {
  // A cost of Infinity is a pair that can't be reached.
  const i = amounts.findIndex((each) => !(each >= 0 && (each < Infinity || column === 'cost')));
  if (i < 0) return;
  const got = Number.isNaN(amounts[i]) ? ['空或不是数', 'nothing, or no number'] : [amounts[i], amounts[i]];
  throw new Failure(
    `${path}：第 ${found.row(i)} 行（${nameOf(i)}）的 ${column} 应为不小于 0 的数，得到的是 ${got[0]}；请改正后再试`,
    `${path}: row ${found.row(i)} (${nameOf(i)}): expected a ${column} of at least 0, got ${got[1]}; correct it and try again`
  );
}

/** The first pair that stands twice, in words. */
function findTwin(
  path: string,
  from: Uint32Array,
  to: Uint32Array,
  found: FoundColumns,
  demand: Pick<Side, 'id'>,
  supply: Pick<Side, 'id'>
): Failure | null {
  const seen = new Map<number, number>();
  for (let i = 0; i < from.length; i++) {
    const pair = from[i] * supply.id.length + to[i];
    const before = seen.get(pair);
    const name = `${demand.id[from[i]]} → ${supply.id[to[i]]}`;
    if (before !== undefined)
      return new Failure(
        `${path}：第 ${found.row(i)} 行（${name}）与第 ${before} 行是同一对，请删去一行`,
        `${path}: row ${found.row(i)} (${name}) is the pair of row ${before}; remove one of them`
      );
    seen.set(pair, found.row(i));
  }
  return null;
}
