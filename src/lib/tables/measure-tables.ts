import { CAUSES } from '../coverage/coverage.ts';
import type { Measure } from '../coverage/measure.ts';
import { findShortAreas, sumShortAreas } from '../coverage/short-areas.ts';
import type { Units } from '../demand/units.ts';
import type { Study } from '../study/study.ts';
import type { Column, Table } from './database.ts';

/** Names of the number columns of each table that has a row a measure and unit. */
const NUMBERS = {
  coverage: ['limit_m', 'limit_s', 'total', 'covered', 'share', 'share_straight'],
  gaps: [
    ...['uncovered', 'person_m', 'median_m', 'p95_m', 'max_m', ...CAUSES.slice(1)],
    ...['short_m2', 'short_beds', 'rank']
  ],
  edge_effect: [
    ...['limit_m', 'total', 'covered', 'may_gain', 'may_lose'],
    ...['share', 'share_lowest', 'share_highest']
  ]
};

export type MeasureTable = keyof typeof NUMBERS;

/**
 * The tables that have a row a measure and unit, in parts: one measure each, in the order of the results, and one without
 * rows where there are none. A city's 1.5 million rows need then never be held at once. Parts share columns.
 */
export function* measureTables(name: MeasureTable, study: Study): Generator<Table> {
  const { results, edgeEffects, inputs } = study;
  const areas = name === 'gaps' ? findShortAreas(study.standards, study.compliance, inputs.units) : [];
  const count = name === 'edge_effect' ? edgeEffects.length : results.length;
  if (count === 0) yield tableOf(NUMBERS[name], inputs.units, null, new Int32Array(0), []);
  for (let k = 0; k < count; k++) {
    const { measure, coverage, gaps } = results[k];
    const { unit, total, covered, share, shareStraight } = coverage.rows;
    const all = (value: number, { length } = unit) => new Float64Array(length).fill(value);
    const limitM = all(measure.limitM);
    if (name === 'coverage') {
      const numbers = [limitM, all(measure.limitS), total, covered, share, shareStraight];
      yield tableOf(NUMBERS[name], inputs.units, measure, unit, numbers);
    } else if (name === 'gaps') {
      const { uncovered, personM, medianM, p95M, maxM, byCause, rank } = gaps;
      // Places come with a capacity (method §6); area is missing by rules of its own, not by who is near.
      const shortM2 = sumShortAreas(areas, measure.categories, inputs.units.code.length);
      const short = [
        Float64Array.from(gaps.unit, (each) => shortM2[each]),
        gaps.shortPlaces ?? all(NaN, gaps.unit)
      ];
      const numbers = [uncovered, personM, medianM, p95M, maxM, ...byCause, ...short, new Float64Array(rank)];
      yield tableOf(NUMBERS[name], inputs.units, measure, gaps.unit, numbers);
    } else {
      const { mayGain, mayLose, lowest, highest } = edgeEffects[k];
      // Of who is near, with a place or without, as the bounds are.
      const near = coverage.places?.within;
      const shareNear = near
        ? near.map((people, row) => (total[row] > 0 ? people / total[row] : NaN))
        : share;
      const numbers = [limitM, total, near ?? covered, mayGain, mayLose, shareNear, lowest, highest];
      yield tableOf(NUMBERS[name], inputs.units, measure, edgeEffects[k].unit, numbers);
    }
  }
}

function tableOf(
  names: string[],
  units: Units,
  measure: Measure | null,
  unit: Int32Array,
  numbers: Float64Array[]
): Table {
  const text = (of: (unit: number) => string): Column => ({ type: 'VARCHAR', values: Array.from(unit, of) });
  return new Map<string, Column>([
    ['standard', text(() => measure?.id ?? '')],
    ['level', text((each) => units.level[each])],
    ['unit', text((each) => units.code[each])],
    ['unit_name', text((each) => units.name[each])],
    ['group', text(() => measure?.group ?? '')],
    ...names.map((name, i): [string, Column] => [
      name,
      { type: 'DOUBLE', values: numbers[i] ?? new Float64Array(0) }
    ])
  ]);
}

/** Parts of one table, without bytes, as one. */
export function joinTables(parts: Iterable<Table>): Table {
  const [first, ...others] = parts;
  const all = [first, ...others];
  return new Map(
    Array.from(first, ([name, { type }]): [string, Column] => {
      const columns = all.map((part) => part.get(name)!);
      if (type === 'DOUBLE') return [name, { type, values: joinNumbers(columns) }];
      const values = columns.flatMap((column) => column.values as (string | null)[]);
      return [name, { type: 'VARCHAR', values }];
    })
  );
}

function joinNumbers(columns: Column[]): Float64Array {
  const values = new Float64Array(columns.reduce((sum, column) => sum + column.values.length, 0));
  let at = 0;
  for (const column of columns) {
    values.set(column.values as Float64Array, at);
    at += column.values.length;
  }
  return values;
}
