import { POPULATION_FIELDS } from '../../tables/schema.ts';

/** A column of a table as it is offered to a query. */
export interface SqlColumn {
  name: string;
  /** SQL type. */
  type: string;
}

/** `present`: what the question on screen answers; `study`: what all rules of the study answer. Both of the scenario on the desk. */
export type ResultKind = 'present' | 'study';

const texts = (...names: string[]): SqlColumn[] => names.map((name) => ({ name, type: 'VARCHAR' }));
const numbers = (...names: string[]): SqlColumn[] => names.map((name) => ({ name, type: 'DOUBLE' }));

/**
 * The tables of results beside those of the data. No name is that of a layer, so that neither hides the other; columns are there
 * whether the data gives them or not.
 */
export const RESULT_TABLES = {
  points: {
    kind: 'present',
    columns: [
      ...numbers('point', 'lon', 'lat'),
      ...texts('unit', 'unit_name'),
      ...numbers('people', ...POPULATION_FIELDS, 'distance_m', 'straight_m', 'covered'),
      ...texts('cause', 'fac_id', 'facility')
    ]
  },
  units: {
    kind: 'present',
    columns: [
      ...texts('unit', 'unit_name', 'level', 'parent'),
      ...numbers('households', ...POPULATION_FIELDS),
      ...numbers(
        'total',
        'covered',
        'uncovered',
        'share',
        'share_straight',
        'median_m',
        'p95_m',
        'max_m',
        'rank'
      )
    ]
  },
  scenario_facilities: {
    kind: 'present',
    columns: [
      ...texts('fac_id', 'name', 'category'),
      ...numbers('lon', 'lat', 'floor_area_m2', 'beds', 'capacity'),
      ...texts('unit', 'unit_name'),
      ...numbers('counts')
    ]
  },
  sites: {
    kind: 'present',
    columns: [
      ...numbers('order'),
      ...texts('site', 'name'),
      ...numbers('lon', 'lat'),
      ...texts('unit', 'unit_name'),
      ...numbers('gain', 'covered_after', 'cost')
    ]
  },
  coverage: {
    kind: 'study',
    columns: [
      ...texts('standard', 'level', 'unit', 'unit_name', 'group'),
      ...numbers('limit_m', 'limit_s', 'total', 'covered', 'share', 'share_straight')
    ]
  },
  gaps: {
    kind: 'study',
    columns: [
      ...texts('standard', 'level', 'unit', 'unit_name', 'group'),
      ...numbers('uncovered', 'person_m', 'median_m', 'p95_m', 'max_m'),
      ...numbers('none', 'far', 'detour', 'full', 'unconnected', 'short_m2', 'short_beds', 'rank')
    ]
  },
  compliance: {
    kind: 'study',
    columns: [
      ...texts('standard', 'level', 'unit', 'unit_name', 'status'),
      ...numbers('value'),
      ...texts('comparator', 'threshold', 'unit_of_value'),
      ...numbers('numerator', 'denominator'),
      ...texts('features', 'citation')
    ]
  },
  compliance_summary: {
    kind: 'study',
    columns: [
      ...texts('level', 'standard'),
      ...numbers('met', 'not_met', 'no_data', 'not_applicable', 'reported', 'share_met')
    ]
  }
} satisfies Record<string, { kind: ResultKind; columns: SqlColumn[] }>;

export type ResultTable = keyof typeof RESULT_TABLES;

/** Names of the tables of results, of one kind or of both. */
export function resultNames(kind?: ResultKind): ResultTable[] {
  return (Object.keys(RESULT_TABLES) as ResultTable[]).filter(
    (name) => kind === undefined || RESULT_TABLES[name].kind === kind
  );
}
