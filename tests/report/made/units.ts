import { createPlane } from '../../../src/lib/geometry/metric.ts';
import type { Columns } from '../../../src/lib/report/columns.ts';

/** What a made-up study is to be. */
export interface Made {
  communities?: number;
  /** Subdistricts above them; 0 for none. */
  subdistricts?: number;
  /** Sites proposed, 0 for no siting at all. */
  sites?: number;
  links?: number;
  tasks?: number;
  /** Everybody is covered, and every rule is met. */
  hasNoGaps?: boolean;
  /** Nobody knows the people of these communities (every one: of none). */
  unknown?: 'some' | 'all';
  /** What units, sites, facilities and the study itself are called; by default plain names. */
  name?: (what: string, i: number) => string;
}

/** Where made-up studies lie. */
export const plane = createPlane(117.2, 39.1);
export const BLOCK_M = 400;

/** What a thing of that kind and number is called. */
export type NameOf = (what: string, i: number) => string;

export interface Units {
  level: string[];
  code: string[];
  name: string[];
  /** Index; −1: none. */
  parent: number[];
  total: number[];
  covered: number[];
  x: number[];
  y: number[];
  /** People uncovered in all communities. */
  uncovered: number;
  perRow: number;
}

export function makeUnits(
  { unknown, hasNoGaps }: Made,
  communities: number,
  subdistricts: number,
  name: NameOf
): Units {
  const perRow = Math.ceil(Math.sqrt(communities));
  const units: Units = {
    ...{ level: [], code: [], name: [], parent: [], total: [], covered: [], x: [], y: [] },
    ...{ uncovered: 0, perRow }
  };
  for (let i = 0; i < communities; i++) {
    const isUnknown = unknown === 'all' || (unknown === 'some' && i % 3 === 1);
    const total = isUnknown ? NaN : 200 + ((i * 7919) % 1800);
    const covered = hasNoGaps ? total : Math.floor((total * ((i * 31) % 11)) / 10.5);
    units.level.push('community');
    units.code.push(`12019900${String(1001 + i)}`);
    units.name.push(name('社区', i));
    units.parent.push(subdistricts > 0 ? communities + Math.floor((i * subdistricts) / communities) : -1);
    units.total.push(total);
    units.covered.push(covered);
    units.x.push((i % perRow) * BLOCK_M);
    units.y.push(Math.floor(i / perRow) * BLOCK_M);
    units.uncovered += isUnknown ? 0 : total - covered;
  }
  for (let s = 0; s < subdistricts; s++) {
    const below = units.parent.flatMap((parent, i) => (parent === communities + s ? [i] : []));
    const sum = (values: number[]) => below.reduce((all, i) => all + values[i], 0);
    units.level.push('subdistrict');
    units.code.push(`1201990${s + 1}`);
    units.name.push(name('街道', s));
    units.parent.push(-1);
    units.total.push(sum(units.total));
    units.covered.push(sum(units.covered));
    units.x.push(units.x[below[0]] ?? 0);
    units.y.push(units.y[below[0]] ?? 0);
  }
  return units;
}

export type Cell = string | number | null;

export function columnsOf(texts: string[], numbers: string[], rows: Cell[][]): Columns {
  const table: Columns = new Map();
  for (const [at, name] of texts.entries())
    table.set(name, { type: 'VARCHAR', values: rows.map((row) => row[at] as string | null) });
  for (const [at, name] of numbers.entries()) {
    const values = Float64Array.from(rows, (row) => Number(row[texts.length + at] ?? NaN));
    table.set(name, { type: 'DOUBLE', values });
  }
  return table;
}

export const MEASURE = ['ELD-COV-15', 'older_adult'] as const;

const keysOf = ({ level, code, name }: Units, i: number) => [
  MEASURE[0],
  MEASURE[1],
  level[i],
  code[i],
  name[i]
];
export const KEYS = ['standard', 'group', 'level', 'unit', 'unit_name'];

export const eachUnit = (units: Units, row: (i: number) => Cell[]): Cell[][] =>
  units.code.map((_, i) => [...keysOf(units, i), ...row(i)]);

export const centre = (units: Units, i: number): [number, number] => [
  plane.lon(units.x[i] + BLOCK_M / 2),
  plane.lat(units.y[i] + BLOCK_M / 2)
];

/** Sites lie in the communities by turns, and each wins the same. */
export const siteUnit = (units: Units, k: number): number =>
  k % units.level.filter((level) => level === 'community').length;

/** People covered in all communities. */
export const coveredNow = (units: Units): number =>
  units.covered.reduce(
    (sum, covered, i) => sum + (units.level[i] === 'community' && !Number.isNaN(covered) ? covered : 0),
    0
  );
