import { CAUSES } from '../../coverage/coverage.ts';
import { facilitiesIn } from '../../coverage/distances.ts';
import type { Facilities } from '../../coverage/facilities.ts';
import { createUnitLocator } from '../../demand/levels.ts';
import type { Siting } from '../../siting/siting.ts';
import type { Session } from '../../study/session.ts';
import type { MeasureResult, Study } from '../../study/study.ts';
import type { Column, Table } from '../../tables/database.ts';
import { resultParts } from '../../tables/results.ts';
import { joinTables } from '../../tables/measure-tables.ts';
import { POPULATION_FIELDS } from '../../tables/schema.ts';
import { RESULT_TABLES, type ResultTable } from '../sql/result-tables.ts';

const numbers = (values: ArrayLike<number>): Column => ({
  type: 'DOUBLE',
  values: Float64Array.from(values)
});
const texts = (values: (string | null)[]): Column => ({ type: 'VARCHAR', values });

/** What the question on screen answers, and the facilities it is answered with. */
export interface PresentAnswer {
  session: Session;
  facilities: Facilities;
  result: MeasureResult;
  siting: Siting | null;
}

/** A table of results of the question on screen, with the columns of `RESULT_TABLES`. */
export function presentTable(name: ResultTable, answer: PresentAnswer): Table {
  if (name === 'points') return pointTable(answer);
  if (name === 'units') return unitTable(answer);
  if (name === 'scenario_facilities') return facilityTable(answer);
  if (name === 'sites') return siteTable(answer);
  throw new Error(`expected a table of the question on screen, got ${name}`);
}

/** A table of results of all rules, with the columns of `RESULT_TABLES`. */
export function studyTable(name: ResultTable, study: Study): Table {
  if (name === 'coverage' || name === 'gaps' || name === 'compliance' || name === 'compliance_summary')
    return joinTables(resultParts(study)[name]);
  throw new Error(`expected a table of all rules, got ${name}`);
}

/** A table of results without rows. */
export function emptyResult(name: ResultTable): Table {
  return new Map(
    RESULT_TABLES[name].columns.map(({ name: column, type }) => [
      column,
      type === 'DOUBLE' ? numbers([]) : texts([])
    ])
  );
}

const groups = (length: number, given: (field: string) => Float64Array | undefined): [string, Column][] =>
  POPULATION_FIELDS.map((field) => [field, numbers(given(field) ?? new Float64Array(length).fill(NaN))]);

function pointTable({ session, facilities, result }: PresentAnswer): Table {
  const { demand } = result.joined;
  const { coverage, gaps, measure } = result;
  const { units } = session.inputs;
  const count = demand.lon.length;
  const of = (names: readonly string[], at: Int32Array) =>
    texts(Array.from(at, (each) => (each < 0 ? null : names[each])));
  return new Map<string, Column>([
    ['point', numbers(Array.from(demand.lon, (_, i) => i + 1))],
    ['lon', numbers(demand.lon)],
    ['lat', numbers(demand.lat)],
    ['unit', of(units.code, demand.unit)],
    ['unit_name', of(units.name, demand.unit)],
    ['people', numbers(demand.people[measure.field] ?? new Float64Array(count).fill(NaN))],
    ...groups(count, (field) => demand.people[field]),
    ['distance_m', numbers(coverage.distanceM)],
    ['straight_m', numbers(coverage.straightM)],
    ['covered', numbers(coverage.covered)],
    ['cause', texts(Array.from(gaps.cause, (code) => CAUSES[code]))],
    ['fac_id', of(facilities.code, coverage.nearest)],
    ['facility', of(facilities.name, coverage.nearest)]
  ]);
}

function unitTable({ session, result: { coverage, gaps } }: PresentAnswer): Table {
  const { units } = session.inputs;
  const count = units.code.length;
  const { rows } = coverage;
  // A row of an answer names its unit; units without one have no figures.
  const by = (unit: Int32Array, values: ArrayLike<number>) => {
    const all = new Float64Array(count).fill(NaN);
    unit.forEach((each, row) => (all[each] = values[row]));
    return numbers(all);
  };
  const none = new Float64Array(count).fill(NaN);
  return new Map<string, Column>([
    ['unit', texts(units.code)],
    ['unit_name', texts(units.name)],
    ['level', texts(units.level)],
    ['parent', texts(Array.from(units.parent, (each) => (each < 0 ? null : units.name[each])))],
    ['households', numbers(units.totals.households ?? none)],
    ...groups(count, (field) => units.totals[field]),
    ['total', by(rows.unit, rows.total)],
    ['covered', by(rows.unit, rows.covered)],
    ['uncovered', by(gaps.unit, gaps.uncovered)],
    ['share', by(rows.unit, rows.share)],
    ['share_straight', by(rows.unit, rows.shareStraight)],
    ['median_m', by(gaps.unit, gaps.medianM)],
    ['p95_m', by(gaps.unit, gaps.p95M)],
    ['max_m', by(gaps.unit, gaps.maxM)],
    ['rank', by(gaps.unit, gaps.rank)]
  ]);
}

function placesIn(
  { session }: PresentAnswer,
  lon: ArrayLike<number>,
  lat: ArrayLike<number>
): [string, Column][] {
  const { units } = session.inputs;
  const locate = createUnitLocator(units, 'community');
  const unit = Array.from(lon, (_, i) => locate(lon[i], lat[i]));
  return [
    ['unit', texts(unit.map((each) => (each < 0 ? null : units.code[each])))],
    ['unit_name', texts(unit.map((each) => (each < 0 ? null : units.name[each])))]
  ];
}

function facilityTable(answer: PresentAnswer): Table {
  const { facilities, result } = answer;
  const { measure } = result;
  const counts = new Float64Array(facilities.code.length);
  for (const facility of facilitiesIn(facilities, measure.categories, measure.needs)) counts[facility] = 1;
  return new Map<string, Column>([
    ['fac_id', texts(facilities.code)],
    ['name', texts(facilities.name)],
    ['category', texts(facilities.category)],
    ['lon', numbers(facilities.lon)],
    ['lat', numbers(facilities.lat)],
    ['floor_area_m2', numbers(facilities.floorAreaM2)],
    ['beds', numbers(facilities.beds)],
    ['capacity', numbers(facilities.capacity)],
    ...placesIn(answer, facilities.lon, facilities.lat),
    ['counts', numbers(counts)]
  ]);
}

function siteTable(answer: PresentAnswer): Table {
  const { siting } = answer;
  if (!siting) return emptyResult('sites');
  const { candidates, sites, gain, coveredAfter, cost } = siting;
  const at = Array.from(sites);
  const lon = at.map((site) => candidates.lon[site]);
  const lat = at.map((site) => candidates.lat[site]);
  return new Map<string, Column>([
    ['order', numbers(at.map((_, i) => i + 1))],
    ['site', texts(at.map((site) => candidates.code[site]))],
    ['name', texts(at.map((site) => candidates.name[site]))],
    ['lon', numbers(lon)],
    ['lat', numbers(lat)],
    ...placesIn(answer, lon, lat),
    ['gain', numbers(gain)],
    ['covered_after', numbers(coveredAfter)],
    ['cost', numbers(cost)]
  ]);
}
