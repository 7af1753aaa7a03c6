import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { costsOfPairs, type AccessCosts } from '../../src/lib/coverage/access-costs.ts';
import { readCsv } from '../cli/small-town.ts';

/** The folder of the expected figures; its README says how they were made. */
export const folder = resolve(import.meta.dirname, '../fixtures/access');

const read = (name: string) => readCsv(readFileSync(resolve(folder, name), 'utf8'));
const numbers = (rows: Record<string, string>[], column: string) =>
  Float64Array.from(rows, (row) => (row[column] === '' ? Infinity : Number(row[column])));

/** The case of the fixtures: costs, columns, and the expected values by column name (empty: Infinity). */
export function readFixture(): {
  costs: AccessCosts;
  population: Float64Array;
  income: Float64Array;
  capacity: Float64Array;
  expected: (column: string) => Float64Array;
} {
  const [pairs, demand, supply, access] = ['matrix', 'demand', 'supply', 'access'].map((name) =>
    read(`${name}.csv`)
  );
  const at = (rows: Record<string, string>[]) => new Map(rows.map((row, i) => [row.id, i]));
  const [from, to] = [at(demand), at(supply)];
  const costs = costsOfPairs(
    {
      from: pairs.map((row) => from.get(row.from)!),
      to: pairs.map((row) => to.get(row.to)!),
      cost: numbers(pairs, 'cost')
    },
    demand.length,
    supply.length
  );
  return {
    costs,
    population: numbers(demand, 'population'),
    income: numbers(demand, 'income'),
    capacity: numbers(supply, 'capacity'),
    expected: (column) => numbers(access, column)
  };
}
