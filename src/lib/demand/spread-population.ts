import type { Network } from '../network/network.ts';
import { placeAlongNetwork } from './along-network.ts';
import { placeBuildings } from './buildings.ts';
import { placeCentroids } from './centroid.ts';
import { DemandRows } from './demand-rows.ts';
import type { Demand, DemandMethod } from './demand.ts';
import { placeHexagons } from './hexagons.ts';
import { createUnitLocator, unitsOfLevel } from './levels.ts';
import { placesByUnit, type Places } from './places.ts';
import { readGivenPeople, sumGiven, type GivenPeople } from './points.ts';
import type { Residential } from './residential.ts';
import { shareOut } from './share-out.ts';
import type { Units } from './units.ts';

/** Demand, and what had to be done otherwise than asked. */
export interface Spread extends Demand {
  /** Units that have people but no place of `method` inside, and the method that was used for them instead. */
  fallbacks: { unit: number; method: DemandMethod }[];
  /** Communities that have people but no shape, so that these could be put nowhere; they count as missing. */
  unplaced: number[];
  /** By field, residential points without a value, counted as nobody; empty where points were not taken as given. */
  unknown: Record<string, number>;
}

/** In order of trust (method §2). `centroid` stands apart: it is used only where asked for. */
const ORDER: DemandMethod[] = ['points', 'buildings', 'network', 'hexagons'];

/** Fields of units that count something else than people. */
const NOT_PEOPLE = new Set(['households']);

/**
 * Turns people into points: by method `choose`, or by the first in order of trust that the data allows (`auto`). A
 * unit with people but no place of the method inside falls to the next and is listed in `fallbacks`; a method whose
 * data is not there at all gives way to the next for all. Only communities carry people. Where people are given at
 * points they count as given, also against a unit's total; a group that the points of a unit lack but the unit gives is
 * spread over them by their residents. `highway` is the kind of each input line of the network, where known.
 *
 * Every total of every group that can be placed is kept to within 2⁻²³ of a person. A field that nobody gives is absent.
 */
export function spreadPopulation(
  units: Units,
  residential: Residential | null,
  network: Network | null,
  choose: 'auto' | DemandMethod,
  highway: string[] = []
): Spread {
  const locate = createUnitLocator(units, 'community');
  const communities = unitsOfLevel(units, 'community');
  const given = readGivenPeople(residential, locate);
  const totals = findTotals(units, communities, given);
  const rows = new DemandRows(Object.keys(totals));
  const fallbacks: Spread['fallbacks'] = [];
  const methods = orderMethods(choose, residential, network, given);
  let left = new Set(communities.filter((unit) => Object.values(totals).some((total) => total[unit] > 0)));

  for (const method of methods) {
    if (method === 'points') {
      takePoints(rows, residential as Residential, given, totals);
      left = new Set([...left].filter((unit) => !given.byUnit.has(unit)));
      continue;
    }
    if (left.size === 0) break;
    const places = findPlaces(method);
    const found = [...placesByUnit(places)].filter(([unit]) => left.has(unit));
    for (const [unit, at] of found) {
      takePlaces(rows, places, unit, at, totals);
      if (method !== methods[0]) fallbacks.push({ unit, method });
      left.delete(unit);
    }
  }
  const unplaced = [...left];
  return {
    method: methods[0],
    ...rows.toColumns(),
    missing: findMissing(communities, totals, unplaced),
    fallbacks,
    unplaced,
    unknown: methods[0] === 'points' ? given.unknown : {}
  };

  function findPlaces(method: DemandMethod): Places {
    if (method === 'buildings') return placeBuildings(residential as Residential, locate);
    if (method === 'network') return placeAlongNetwork(network as Network, highway, locate);
    return method === 'centroid' ? placeCentroids(units, [...left]) : placeHexagons(units, [...left]);
  }
}

/** The methods to try in order: from the one chosen on, those the data allows. The last always finds a place. */
function orderMethods(
  choose: 'auto' | DemandMethod,
  residential: Residential | null,
  network: Network | null,
  given: GivenPeople
): DemandMethod[] {
  if (choose === 'centroid') return ['centroid'];
  const allows: Partial<Record<DemandMethod, boolean>> = {
    points: given.byUnit.size > 0,
    buildings: residential?.footprintM2.some((area) => area > 0) ?? false,
    network: network !== null && network.edgeLengthM.length > 0,
    hexagons: true
  };
  const from = choose === 'auto' ? 0 : ORDER.indexOf(choose);
  return ORDER.slice(from).filter((method) => allows[method]);
}

/** Each community's people by field: its own total, else what its points give; NaN where neither is known. */
function findTotals(units: Units, communities: number[], given: GivenPeople): Record<string, Float64Array> {
  const totals: Record<string, Float64Array> = {};
  for (const field of new Set([...Object.keys(units.totals), ...Object.keys(given.people)])) {
    if (NOT_PEOPLE.has(field)) continue;
    const values = new Float64Array(units.code.length).fill(NaN);
    for (const unit of communities) {
      const stated = units.totals[field]?.[unit] ?? NaN;
      const atPoints = () => sumGiven(given.people[field], given.byUnit.get(unit) ?? []);
      values[unit] = stated >= 0 ? stated : atPoints();
    }
    if (field in given.people || values.some((value) => !Number.isNaN(value))) totals[field] = values;
  }
  return totals;
}

function findMissing(
  communities: number[],
  totals: Record<string, Float64Array>,
  unplaced: number[]
): Record<string, Uint8Array> {
  const missing: Record<string, Uint8Array> = {};
  for (const [field, values] of Object.entries(totals)) {
    missing[field] = new Uint8Array(values.length);
    for (const unit of communities) if (Number.isNaN(values[unit])) missing[field][unit] = 1;
    for (const unit of unplaced) missing[field][unit] = 1;
  }
  return missing;
}

/** All residential points that give people, as they stand; those in no unit are kept under −1. */
function takePoints(
  rows: DemandRows,
  residential: Residential,
  given: GivenPeople,
  totals: Record<string, Float64Array>
): void {
  for (const [unit, at] of given.byUnit) {
    const first = rows.addPlaces(residential, unit, at);
    for (const [field, column] of Object.entries(rows.people)) {
      const values = given.people[field];
      if (!Number.isNaN(sumGiven(values, at))) {
        at.forEach((point, i) => (column[first + i] = Number.isNaN(values[point]) ? 0 : values[point]));
      } else if (unit >= 0 && totals[field][unit] > 0) {
        const residents = given.people['pop_resident'] ?? new Float64Array(residential.lon.length);
        const shares = shareOut(totals[field][unit], at, residents, residential);
        at.forEach((_, i) => (column[first + i] = shares[i]));
      }
    }
  }
}

/** Shares each of the unit's totals out over its places. */
function takePlaces(
  rows: DemandRows,
  places: Places,
  unit: number,
  at: number[],
  totals: Record<string, Float64Array>
): void {
  const first = rows.addPlaces(places, unit, at);
  for (const [field, column] of Object.entries(rows.people)) {
    if (!(totals[field][unit] > 0)) continue;
    const shares = shareOut(totals[field][unit], at, places.weight, places);
    at.forEach((_, i) => (column[first + i] = shares[i]));
  }
}
