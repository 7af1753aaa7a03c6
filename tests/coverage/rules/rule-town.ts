import { expect } from 'vitest';
import { assess } from '../../../src/lib/coverage/assess.ts';
import type { ComplianceRow, Remark } from '../../../src/lib/coverage/coverage.ts';
import { distancesTo } from '../../../src/lib/coverage/distances.ts';
import { gatherEvidence, type Evidence } from '../../../src/lib/coverage/evidence.ts';
import type { LedgerTable, Ledgers } from '../../../src/lib/coverage/ledgers.ts';
import { measureCoverage } from '../../../src/lib/coverage/measure-coverage.ts';
import { measuresOf } from '../../../src/lib/coverage/measures.ts';
import type { Demand } from '../../../src/lib/demand/demand.ts';
import type { Units } from '../../../src/lib/demand/units.ts';
import { polygonsFromGeoJson, type Polygons } from '../../../src/lib/geometry/shapes.ts';
import { joinPoints } from '../../../src/lib/network/join.ts';
import { rulesInForce } from '../../../src/lib/standards/rules-in-force.ts';
import type { Standard, UnitLevel } from '../../../src/lib/standards/standard.ts';
import { buildGridTown, facilitiesAt, type GridTown } from '../../towns/grid-town.ts';
import { ledgerOf, type Place } from '../evidence-of.ts';
import { everyone } from '../own-measure.ts';

/** Communities: south-west, south-east, north-west, north-east, with 5 × 5 of the 10 × 10 junctions each. */
export const [SW, SE, NW, NE] = [0, 1, 2, 3];
/** Units above them in a town of one subdistrict, and the whole study area. */
export const [SUBDISTRICT, DISTRICT, STUDY] = [4, 5, 6];
/** In a town where each community has a subdistrict of its own: those, the district and the study area. */
export const OWN = { SW: 4, SE: 5, NW: 6, NE: 7, DISTRICT: 8, STUDY: 9 };

/** A rule of the packs; with `change`, as a user who changes these fields has it. */
export function ruleOf(id: string, change?: Partial<Standard>): Standard {
  return rulesInForce({ profiles: [], standards: [id], changes: change ? [{ id, ...change }] : [] })[0];
}

/** Of each community in the order SW, SE, NW, NE; NaN: not given. */
type PerCommunity = number[];
/** Corners in steps from the south-west junction; a community goes from −0.5 to 4.75 or from there to 9.5. */
export type Box = [west: number, south: number, east: number, north: number];

export interface TownOf {
  /** Facilities; categories, figures and texts as they stand in the tables. */
  places?: Place[];
  /** Length of a street between two junctions; 100 m where left out. */
  stepM?: number;
  /** People at each junction of a community; 10 residents of whom 2 are 60 or older, and no other group, where left out. */
  people?: Record<string, PerCommunity>;
  /** Totals of the units table by field, in the order of the units. */
  totals?: Record<string, number[]>;
  /** Units in the country. */
  rural?: number[];
  /** Each community has a subdistrict of its own (`OWN`), not one for all. */
  ownSubdistricts?: boolean;
  /** So many communities more in the subdistrict, from unit 6 on, of which only tables speak: nobody lives there. */
  moreCommunities?: number;
  /** What the whole study area is; left out: it may be a part of a city. */
  area?: UnitLevel;
  /** Tables of the bureau's own, a row an object. */
  ledgers?: Partial<Record<LedgerTable, LedgerRow[]>>;
  /** Areas that rules speak of, by kind. */
  studyAreas?: Record<string, Box[]>;
  /** Outlines of the rows of `ledgers.grids`. */
  grids?: Box[];
  /** m² of floor space and of land at each junction of a community. */
  building?: PerCommunity;
  land?: PerCommunity;
  /** False: without streets. */
  roads?: boolean;
}

export type LedgerRow = { unit: number; facility?: string; [column: string]: number | string | undefined };

/** What a study of the town has to judge `rules` by: coverage is measured for these alone. */
export function evidenceFor(rules: string | Standard | (string | Standard)[], of: TownOf = {}): Evidence {
  const town = buildGridTown({ columns: 10, rows: 10, stepM: of.stepM });
  const units = unitsOf(town, of);
  const count = units.code.length;
  const demand = demandOf(
    town,
    count,
    of.people ?? { pop_resident: [10, 10, 10, 10], pop_60p: [2, 2, 2, 2] }
  );
  const demandFor = (method: string): Demand | null => {
    if (method === 'auto') return demand;
    const squareMetres = method === 'building' ? of.building : method === 'land' ? of.land : undefined;
    return squareMetres === undefined ? null : demandOf(town, count, { [method]: squareMetres });
  };
  const facilities = facilitiesOf(town, of.places ?? []);
  const network = of.roads === false ? null : town.network;
  const joins = network && { points: town.joins, facilities: joinPoints(network, facilities) };
  const coverages = [rules]
    .flat()
    .flatMap((each) => measuresOf(typeof each === 'string' ? ruleOf(each) : each, everyone))
    .flatMap((measure) => {
      const on = demandFor(measure.demand);
      const distances = on && distancesTo(network, joins, on, facilities, measure.categories);
      return distances ? [measureCoverage(measure, units, on, distances)] : [];
    });
  return gatherEvidence(units, facilities, demand, coverages, network ? ['walk_network.length_m'] : [], {
    ledgers: ledgersOf(of.ledgers ?? {}),
    area: of.area === undefined ? null : { name: '方格城', level: of.area },
    studyAreas: Object.fromEntries(
      Object.entries(of.studyAreas ?? {}).map(([kind, boxes]) => [kind, shapesOf(town, boxes)])
    ),
    walks: network && joins && { network, facilities: joins.facilities },
    gridShapes: of.grids ? shapesOf(town, of.grids) : null,
    demandFor
  });
}

/** The whole study area of an evidence: its last unit. */
export const studyOf = ({ units }: Evidence): number => units.code.length - 1;

/** What a row must be; fields that are left out may be anything. */
export interface Expected {
  status: ComplianceRow['status'];
  value?: number;
  numerator?: number;
  denominator?: number;
  /** Code and what it speaks of; null: nothing more is said. A row without data must say which column it lacks. */
  why?: Remark | null;
}

/** Holds how one unit stands under a rule to what was worked out by hand; gives the row, for what else there is to see. */
export function expectRow(
  rule: string | Standard,
  unit: number,
  expected: Expected,
  evidence: Evidence
): ComplianceRow {
  const standard = typeof rule === 'string' ? ruleOf(rule) : rule;
  const row = assess(standard, evidence).find((each) => each.unit === unit);
  if (row === undefined) throw new Error(`expected a row of ${standard.id} for unit ${unit}, got none`);
  const { status, why, ...figures } = expected;
  expect({ status: row.status, why: row.why }).toEqual({ status, why: why === undefined ? row.why : why });
  for (const [name, figure] of Object.entries(figures))
    expect(row[name as 'value'], name).toBeCloseTo(figure, 9);
  if (status === 'no_data') {
    if (!why?.what) throw new Error(`expected the column that ${standard.id} lacks in "why", got none`);
    expect(row.value).toBeNaN();
  }
  return row;
}

/** `expectRow` of several units of one town. */
export function expectRows(
  rule: string | Standard,
  expected: Record<number, Expected>,
  evidence: Evidence
): ComplianceRow[] {
  return Object.entries(expected).map(([unit, each]) => expectRow(rule, Number(unit), each, evidence));
}

/** A row without data, for want of a column. */
export const lacks = (what: string, code = 'missing-input'): Expected => ({
  status: 'no_data',
  why: { code, what }
});

/** A unit that the rule does not ask. */
export const notAsked = (code: string, what: string): Expected => ({
  status: 'not_applicable',
  why: { code, what }
});

/** A facility in the middle of each of these communities, 2 steps from its sides. */
export function inMiddles(category: string, communities: number[]): Place[] {
  return communities.map((unit) => ({ at: [unit % 2 ? 7 : 2, unit > 1 ? 7 : 2], category }));
}

/** Facilities of which nobody says what they are. */
export const UNNAMED: Place[] = [{ at: [1, 1], category: '' }];

function demandOf(town: GridTown, unitCount: number, people: Record<string, PerCommunity>): Demand {
  const { lon, lat, unit, method } = town.demand;
  const known = (of: PerCommunity) => (each: number) => (Number.isNaN(of[each]) ? 0 : of[each]);
  return {
    ...{ lon, lat, unit, method },
    people: Object.fromEntries(
      Object.entries(people).map(([field, of]) => [field, Float64Array.from(unit, known(of))])
    ),
    missing: Object.fromEntries(
      Object.entries(people).map(([field, of]) => [
        field,
        Uint8Array.from({ length: unitCount }, (_, each) => (Number.isNaN(of[each]) ? 1 : 0))
      ])
    )
  };
}

function unitsOf(
  town: GridTown,
  { totals = {}, rural = [], ownSubdistricts = false, moreCommunities = 0 }: TownOf
): Units {
  const units = ownSubdistricts
    ? withOwnSubdistricts(town.units)
    : withCommunities(
        town.units,
        Array.from({ length: moreCommunities }, (_, k) => `C${k}`)
      );
  const column = (values: number[]) => Float64Array.from(units.code, (_, unit) => values[unit] ?? NaN);
  return {
    ...units,
    isRural: Uint8Array.from(units.code, (_, unit) => (rural.includes(unit) ? 1 : 0)),
    totals: Object.fromEntries(Object.entries(totals).map(([field, values]) => [field, column(values)]))
  };
}

/** Subdistricts have no outline of their own: they are known by their communities. */
function withOwnSubdistricts({ code, name, shape }: Units): Units {
  const { shapeFirst } = shape;
  const nothing = shapeFirst[4];
  const four = [0, 1, 2, 3];
  return {
    code: [...code.slice(0, 4), ...four.map((k) => `S${k}`), 'D1'],
    name: [...name.slice(0, 4), ...four.map((k) => name[k].replace('社区', '街道')), '方格区'],
    level: [
      ...four.map(() => 'community' as const),
      ...four.map(() => 'subdistrict' as const),
      'district' as const
    ],
    isRural: new Uint8Array(9),
    parent: Int32Array.of(4, 5, 6, 7, 8, 8, 8, 8, -1),
    shape: {
      ...shape,
      shapeFirst: Uint32Array.of(...shapeFirst.slice(0, 5), ...four.map(() => nothing), nothing)
    },
    totals: {}
  };
}

function withCommunities(units: Units, names: string[]): Units {
  const { shapeFirst } = units.shape;
  return {
    ...units,
    code: [...units.code, ...names],
    name: [...units.name, ...names],
    level: [...units.level, ...names.map(() => 'community' as const)],
    parent: Int32Array.of(...units.parent, ...names.map(() => SUBDISTRICT)),
    shape: { ...units.shape, shapeFirst: Uint32Array.of(...shapeFirst, ...names.map(() => shapeFirst[6])) }
  };
}

function facilitiesOf(town: GridTown, places: Place[]): Evidence['facilities'] {
  const names = (key: 'numbers' | 'texts') =>
    new Set(places.flatMap((place) => Object.keys(place[key] ?? {})));
  const column = (give: (place: Place) => number | undefined) =>
    Float64Array.from(places, (place) => give(place) ?? NaN);
  return {
    ...facilitiesAt(
      town,
      places.map(({ at }) => at)
    ),
    category: places.map(({ category }) => category),
    floorAreaM2: column(({ floorAreaM2 }) => floorAreaM2),
    beds: column(({ beds }) => beds),
    capacity: column(({ capacity }) => capacity),
    servesUnit: places.map(({ servesUnit }) => servesUnit ?? ''),
    numbers: Object.fromEntries(
      [...names('numbers')].map((name) => [name, column(({ numbers }) => numbers?.[name])])
    ),
    texts: Object.fromEntries(
      [...names('texts')].map((name) => [name, places.map(({ texts }) => texts?.[name] ?? '')])
    )
  };
}

function ledgersOf(tables: NonNullable<TownOf['ledgers']>): Ledgers {
  return Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, ledgerOf(rows)]));
}

function shapesOf(town: GridTown, boxes: Box[]): Polygons {
  return polygonsFromGeoJson(
    boxes.map(([w, s, e, n]) => ({
      type: 'Polygon',
      coordinates: [[town.at(w, s), town.at(e, s), town.at(e, n), town.at(w, n), town.at(w, s)]]
    }))
  );
}
