import { assess } from '../../src/lib/coverage/assess.ts';
import type { ComplianceRow } from '../../src/lib/coverage/coverage.ts';
import { distancesTo } from '../../src/lib/coverage/distances.ts';
import { gatherEvidence, type Evidence, type MoreEvidence } from '../../src/lib/coverage/evidence.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import type { Ledger } from '../../src/lib/coverage/ledgers.ts';
import { measureCoverage } from '../../src/lib/coverage/measure-coverage.ts';
import { measuresOf } from '../../src/lib/coverage/measures.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import { buildGridTown, facilitiesAt, type GridTown, type Junction } from '../towns/grid-town.ts';
import { everyone } from './own-measure.ts';

export const all = loadPacks(PROFILES, { unverified: true });
export const rule = (id: string) => all.find((each) => each.id === id)!;
export const [SW, SE, NW, NE, SUBDISTRICT, DISTRICT, STUDY] = [0, 1, 2, 3, 4, 5, 6];

export interface Place {
  at: Junction;
  category: string;
  floorAreaM2?: number;
  beds?: number;
  capacity?: number;
  servesUnit?: string;
  numbers?: Record<string, number>;
  texts?: Record<string, string>;
}

/** 10 × 10 junctions of 100 m, 10 residents and 2 older people at each; quarters of 25 junctions. */
export const town = buildGridTown({ columns: 10, rows: 10 });

export function facilitiesOf(places: Place[]): Facilities {
  return {
    ...facilitiesAt(
      town,
      places.map((place) => place.at)
    ),
    category: places.map((place) => place.category),
    floorAreaM2: Float64Array.from(places, (place) => place.floorAreaM2 ?? NaN),
    beds: Float64Array.from(places, (place) => place.beds ?? NaN),
    capacity: Float64Array.from(places, (place) => place.capacity ?? NaN),
    servesUnit: places.map((place) => place.servesUnit ?? ''),
    numbers: columnsOf(places, 'numbers', (values) => Float64Array.from(values, (value) => value ?? NaN)),
    texts: columnsOf(places, 'texts', (values) => values.map((text) => text ?? ''))
  };
}

/** The columns that any place gives. */
function columnsOf<Key extends 'numbers' | 'texts', Column>(
  places: Place[],
  key: Key,
  make: (values: (NonNullable<Place[Key]>[string] | undefined)[]) => Column
): Record<string, Column> {
  const names = new Set(places.flatMap((place) => Object.keys(place[key] ?? {})));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      make(places.map((place) => place[key]?.[name] as NonNullable<Place[Key]>[string] | undefined))
    ])
  );
}

/** A ledger of rows: the unit, and numbers and texts by column. */
export function ledgerOf(
  rows: { unit: number; facility?: string; [column: string]: number | string | undefined }[]
): Ledger {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const ledger: Ledger = { unit: Int32Array.from(rows, ({ unit }) => unit), numbers: {}, texts: {} };
  for (const name of names) {
    if (name === 'unit') continue;
    const values = rows.map((row) => row[name]);
    if (name === 'facility') ledger.facility = values.map((value) => String(value ?? ''));
    else if (values.some((value) => typeof value === 'string'))
      ledger.texts[name] = values.map((value) => String(value ?? ''));
    else ledger.numbers[name] = Float64Array.from(values, (value) => Number(value ?? NaN));
  }
  return ledger;
}

interface Change extends MoreEvidence {
  totals?: Record<string, number[]>;
  rural?: number[];
  roads?: boolean;
  /** False: without measuring any coverage, for rules that need none. */
  measured?: boolean;
  people?: GridTown['demand']['people'];
}

export function evidenceOf(
  places: Place[],
  { totals = {}, rural = [], roads = true, measured = true, people, ...more }: Change = {}
): Evidence {
  const facilities = facilitiesOf(places);
  const demand = { ...town.demand, people: people ?? town.demand.people };
  const units = {
    ...town.units,
    isRural: Uint8Array.from(town.units.code, (_, unit) => (rural.includes(unit) ? 1 : 0)),
    totals: Object.fromEntries(
      Object.entries(totals).map(([field, values]) => [
        field,
        Float64Array.from(town.units.code, (_, unit) => values[unit] ?? NaN)
      ])
    )
  };
  const joins = roads ? { points: town.joins, facilities: joinPoints(town.network, facilities) } : null;
  const coverages = (measured ? all : []).flatMap((standard) =>
    measuresOf(standard, everyone).map((measure) =>
      measureCoverage(
        measure,
        units,
        demand,
        distancesTo(roads ? town.network : null, joins, demand, facilities, measure.categories)
      )
    )
  );
  return gatherEvidence(units, facilities, demand, coverages, roads ? ['walk_network.length_m'] : [], more);
}

export function rowOf(id: string, unit: number, evidence: Evidence): ComplianceRow {
  return assess(rule(id), evidence).find((row) => row.unit === unit)!;
}
