import type { Demand } from '../demand/demand.ts';
import { createUnitLocator, withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { UnitLevel } from '../standards/standard.ts';
import type { Polygons } from '../geometry/shapes.ts';
import type { Joins, Network } from '../network/network.ts';
import type { Coverage } from './coverage.ts';
import { GONE, type Facilities } from './facilities.ts';
import type { Ledgers } from './ledgers.ts';
import type { Measure } from './measure.ts';
import { withStudyArea, type StudyArea } from './study-area.ts';
import { ZERO_IS_UNKNOWN } from './verdict.ts';

/** Which unit of one level each facility counts for, −1: none. */
export interface Placement {
  /** The unit that it says it serves, else the one it lies in. */
  unit: Int32Array;
  /** The unit that it lies in. */
  inside: Int32Array;
}

/** What a study may have beside units, facilities, people and their coverage. */
export type MoreEvidence = Partial<
  Pick<Evidence, 'ledgers' | 'area' | 'studyAreas' | 'walks' | 'gridShapes' | 'demandFor'>
>;

/** What a study has to judge rules by; its units are those of the study and, last, the whole area (`withStudyArea`). */
export interface Evidence {
  units: Units;
  facilities: Facilities;
  demand: Demand;
  coverages: Coverage[];
  /** The points that measures of one kind of demand were measured on (floor space, land, …); null: not known. */
  demandFor(method: Measure['demand']): Demand | null;
  /** Tables of the bureau's own; none: not given. */
  ledgers: Ledgers;
  /** Whether the study area is known to be the whole of a unit of its level; the last of `units` stands for it. */
  area: StudyArea | null;
  /** Areas that rules speak of, by kind. */
  studyAreas: Record<string, Polygons>;
  /** Where facilities meet the walking network; null without roads. */
  walks: { network: Network; facilities: Joins } | null;
  /** Outlines of grids, in the order of the ledger `grids`; null: not given. */
  gridShapes: Polygons | null;
  /** Inputs of the catalogue (`facilities.floor_area_m2`, …) that the study has a value of. */
  inputs: Set<string>;
  placement(level: UnitLevel): Placement;
}

/**
 * Gathers what `assess` needs. `coverages` are those of the standards' measures, measured on `demand`. `alsoGiven` names
 * inputs that these columns can't show (`walk_network.length_m` where there are roads, `candidate_sites.…`).
 */
export function gatherEvidence(
  given: Units,
  facilities: Facilities,
  demand: Demand,
  coverages: Coverage[],
  alsoGiven: string[] = [],
  {
    ledgers = {},
    area = null,
    studyAreas = {},
    walks = null,
    gridShapes = null,
    demandFor = (method) => (method === 'auto' ? demand : null)
  }: MoreEvidence = {}
): Evidence {
  const units = withStudyArea(given, area);
  const placements = new Map<UnitLevel, Placement>();
  return {
    units,
    facilities,
    demand,
    coverages,
    ...{ ledgers, area, studyAreas, walks, gridShapes, demandFor },
    inputs: new Set([
      ...findInputs(units, facilities, demand),
      ...findLedgerInputs(ledgers),
      ...Object.keys(studyAreas).map((kind) => `study_areas.${kind}`),
      ...alsoGiven
    ]),
    placement(level) {
      let placement = placements.get(level);
      if (placement === undefined) {
        placement = placeFacilities(units, facilities, level);
        placements.set(level, placement);
      }
      return placement;
    }
  };
}

/**
 * The evidence with the facilities `at` placed anew; all others are where `evidence` had them, whose facilities keep their
 * indexes. What the study has a value of is found anew, unless the facilities are only `elsewhere`.
 */
export function placeAlso(evidence: Evidence, at: number[], elsewhere = false): Evidence {
  const { units, facilities, demand } = evidence;
  const given = [...evidence.inputs].filter((input) => !input.startsWith('facilities.'));
  const inputs = elsewhere ? evidence.inputs : new Set([...given, ...findInputs(units, facilities, demand)]);
  const pick = <T>(column: ArrayLike<T>): T[] => at.map((i) => column[i]);
  const changed: Facilities = {
    ...facilities,
    ...{ lon: Float64Array.from(pick(facilities.lon)), lat: Float64Array.from(pick(facilities.lat)) },
    servesUnit: pick(facilities.servesUnit)
  };
  const put = (from: Int32Array, to: Int32Array) => {
    const column = new Int32Array(facilities.code.length);
    column.set(from);
    at.forEach((i, k) => (column[i] = to[k]));
    return column;
  };
  // All at once: a chain of evidence that waits to be asked would keep every state there ever was.
  const placements = new Map(
    [...new Set(units.level)].map((level): [UnitLevel, Placement] => {
      const before = evidence.placement(level);
      const now = placeFacilities(units, changed, level);
      return [level, { unit: put(before.unit, now.unit), inside: put(before.inside, now.inside) }];
    })
  );
  const nowhere = new Int32Array(facilities.code.length).fill(-1);
  return {
    ...evidence,
    inputs,
    placement: (level) => placements.get(level) ?? { unit: nowhere, inside: nowhere }
  };
}

function findInputs(units: Units, facilities: Facilities, demand: Demand): string[] {
  const isGiven = (values: Float64Array) => values.some((value) => value >= 0);
  const isAboveZero = (values: Float64Array) => values.some((value) => value > 0);
  const found: [string, boolean][] = [
    ['admin_units.unit_id', units.code.length > 0],
    ['admin_units.level', units.level.length > 0],
    ['facilities.geometry', facilities.category.some((code) => code !== GONE)],
    ['facilities.category', facilities.category.some((code) => code !== '' && code !== GONE)],
    ['facilities.floor_area_m2', isAboveZero(facilities.floorAreaM2)],
    ['facilities.beds', isGiven(facilities.beds)],
    ['facilities.capacity', isGiven(facilities.capacity)],
    ['facilities.serves_unit_id', facilities.servesUnit.some((unit) => unit !== '')],
    ['residential_points.geometry', demand.lon.length > 0]
  ];
  for (const [field, values] of Object.entries(facilities.numbers ?? {}))
    found.push([`facilities.${field}`, isGiven(values)]);
  for (const [field, values] of Object.entries(facilities.texts ?? {}))
    found.push([`facilities.${field}`, values.some((text) => text !== '')]);
  for (const [field, values] of Object.entries(units.totals))
    found.push([`admin_units.${field}`, ZERO_IS_UNKNOWN.has(field) ? isAboveZero(values) : isGiven(values)]);
  for (const field of Object.keys(demand.people)) found.push([`residential_points.${field}`, true]);
  return found.flatMap(([input, given]) => (given ? [input] : []));
}

/** Columns of the bureau's tables that have a value anywhere. */
function findLedgerInputs(ledgers: Ledgers): string[] {
  return Object.entries(ledgers).flatMap(([table, { numbers, texts }]) => [
    ...Object.entries(numbers).flatMap(([column, values]) =>
      values.some((value) => !Number.isNaN(value)) ? [`${table}.${column}`] : []
    ),
    ...Object.entries(texts).flatMap(([column, values]) =>
      values.some((text) => text !== '') ? [`${table}.${column}`] : []
    )
  ]);
}

function placeFacilities(units: Units, facilities: Facilities, level: UnitLevel): Placement {
  const locate = createUnitLocator(units, level);
  const locateCommunity = createUnitLocator(units, 'community');
  const served = findServed(units);
  const inside = Int32Array.from(facilities.lon, (lon, i) => {
    const unit = locate(lon, facilities.lat[i]);
    // A level may be known by its communities' parents alone, without shapes of its own.
    return unit >= 0 ? unit : climb(units, locateCommunity(lon, facilities.lat[i]), level);
  });
  const unit = inside.map((lies, i) => {
    const serves = climb(units, served.get(facilities.servesUnit[i]) ?? -1, level);
    return serves >= 0 ? serves : lies;
  });
  return { unit, inside };
}

/** The unit of `level` at or above `unit`, −1: none. */
function climb(units: Units, unit: number, level: UnitLevel): number {
  return withParents(units, unit).find((each) => units.level[each] === level) ?? -1;
}

const servedBy = new WeakMap<Units, Map<string, number>>();

/** Units by code, and by name where no two share it; kept with the units. */
function findServed(units: Units): Map<string, number> {
  const known = servedBy.get(units);
  if (known !== undefined) return known;
  const served = new Map<string, number>();
  units.name.forEach((name, unit) => served.set(name, served.has(name) ? -1 : unit));
  units.code.forEach((code, unit) => served.set(code, unit));
  served.delete('');
  servedBy.set(units, served);
  return served;
}
