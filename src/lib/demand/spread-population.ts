import { createLocator } from '../geometry/locate.ts';
import type { Polygons } from '../geometry/shapes.ts';
import type { Network } from '../network/network.ts';
import { placeAlongNetwork } from './along-network.ts';
import { placeBuildings } from './buildings.ts';
import { placeCentroids } from './centroid.ts';
import { DemandRows } from './demand-rows.ts';
import type { Demand, DemandMethod } from './demand.ts';
import { fillFromParents, RESIDENTS, type FromParent } from './from-parents.ts';
import { placeHexagons } from './hexagons.ts';
import { createUnitLocator, unitsOfLevel } from './levels.ts';
import { placesByUnit, type Places } from './places.ts';
import { readGivenPeople, sumGiven, type GivenPeople } from './points.ts';
import type { Residential } from './residential.ts';
import { shareOut } from './share-out.ts';
import { dropUnknown, findMissing, findTotals, type Totals } from './totals.ts';
import type { Units } from './units.ts';

/** Demand, and what had to be done otherwise than asked. */
export interface Spread extends Demand {
  /** Units that have people but no place of `method` inside, and the method that was used for them instead. */
  fallbacks: { unit: number; method: DemandMethod }[];
  /** Communities that have people but no shape, so that these could be put nowhere; they count as missing. */
  unplaced: number[];
  /** By field, residential points without a value, counted as nobody; empty where points were not taken as given. */
  unknown: Record<string, number>;
  /** What units above gave for communities that do not give it themselves: an estimate for each of these. */
  fromParent: FromParent[];
  /** What units above give but could be shared out over none of their communities; the field stays missing there. */
  unspread: FromParent[];
}

/** In order of trust (method §2). `centroid` stands apart: it is used only where asked for. */
const ORDER: DemandMethod[] = ['points', 'buildings', 'network', 'hexagons'];

/**
 * Turns people into points: by method `choose`, or by the first in order of trust that the data allows (`auto`). A
 * unit with people but no place of the method inside falls to the next and is listed in `fallbacks`; a method whose
 * data is not there at all gives way to the next for all. Where people are given at points they count as given, also
 * against a unit's total; a group that the points of a unit lack but the unit gives is spread over them by their residents.
 * `highway` is the kind of each input line of the network, where known. Nobody is put along the network or in a cell
 * inside `nonResidential`, save in a unit that has no other such place.
 *
 * Communities carry the people. What only a unit above them gives (`fillFromParents`) is shared out over its communities:
 * a group by their residents where all of these are known, else by the weight of their places of the first method that
 * has any there; for `centroid`, whose places weigh alike, of the first in order of trust.
 *
 * Every total of every group that can be placed is kept to within 2⁻²³ of a person. A field that nobody gives is absent.
 */
export function spreadPopulation(
  units: Units,
  residential: Residential | null,
  network: Network | null,
  choose: 'auto' | DemandMethod,
  highway: string[] = [],
  nonResidential: Polygons | null = null
): Spread {
  const locate = createUnitLocator(units, 'community');
  const communities = unitsOfLevel(units, 'community');
  const given = readGivenPeople(residential, locate);
  const livesNobody = findNobody(nonResidential);
  const methods = orderMethods(choose, residential, network, given);
  // Every field of every unit above may ask for them.
  const placed = new Map<DemandMethod, Places>();
  const stated = findTotals(units, communities, given, methods[0] === 'points');
  const { fromParent, unspread } = fillFromParents(units, stated, weighCommunities);
  const totals = dropUnknown(stated, given);
  const rows = new DemandRows(Object.keys(totals));
  const fallbacks: Spread['fallbacks'] = [];
  let left = new Set(communities.filter((unit) => Object.values(totals).some((total) => total[unit] > 0)));

  for (const method of methods) {
    if (method === 'points') {
      takePoints(rows, residential as Residential, given, totals);
      left = new Set([...left].filter((unit) => !given.byUnit.has(unit)));
      continue;
    }
    if (left.size === 0) break;
    const places = findPlaces(method, [...left]);
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
    unknown: methods[0] === 'points' ? given.unknown : {},
    fromParent,
    unspread
  };

  function findPlaces(method: DemandMethod, within: number[]): Places {
    if (method === 'centroid') return placeCentroids(units, within);
    if (method === 'hexagons') return placeHexagons(units, within, livesNobody);
    const known = placed.get(method);
    if (known !== undefined) return known;
    const places =
      method === 'buildings'
        ? placeBuildings(residential as Residential, locate)
        : placeAlongNetwork(network as Network, highway, locate, livesNobody);
    placed.set(method, places);
    return places;
  }

  function weighCommunities(field: string, within: number[]): number[] | null {
    const residents = within.map((unit) => stated[RESIDENTS]?.[unit] ?? NaN);
    if (field !== RESIDENTS && residents.some((people) => people > 0) && !residents.some(Number.isNaN))
      return residents;
    const weighing = choose === 'centroid' ? orderMethods('auto', residential, network, given) : methods;
    for (const method of weighing) {
      const weights = method === 'points' ? countGiven(given) : weighPlaces(findPlaces(method, within));
      if (!within.some((unit) => (weights.get(unit) ?? 0) > 0)) continue;
      // Without a shape nothing is known of how many live there.
      return within.map((unit) => (hasShape(units, unit) ? (weights.get(unit) ?? 0) : NaN));
    }
    return null;
  }
}

/** Whether a position is one where nobody lives. */
function findNobody(nonResidential: Polygons | null): (lon: number, lat: number) => boolean {
  if (nonResidential === null) return () => false;
  const locate = createLocator(nonResidential);
  return (lon, lat) => locate(lon, lat) >= 0;
}

function hasShape({ shape }: Units, unit: number): boolean {
  return shape.shapeFirst[unit] < shape.shapeFirst[unit + 1];
}

/** How many points of each unit give people. */
function countGiven({ byUnit }: GivenPeople): Map<number, number> {
  return new Map([...byUnit].map(([unit, at]) => [unit, at.length]));
}

/** Weight of all places of each unit. */
function weighPlaces(places: Places): Map<number, number> {
  return new Map(
    [...placesByUnit(places)].map(([unit, at]) => [unit, at.reduce((sum, i) => sum + places.weight[i], 0)])
  );
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

/** All residential points that give people, as they stand; those in no unit are kept under −1. */
function takePoints(rows: DemandRows, residential: Residential, given: GivenPeople, totals: Totals): void {
  for (const [unit, at] of given.byUnit) {
    const first = rows.addPlaces(residential, unit, at);
    for (const [field, column] of Object.entries(rows.people)) {
      const values = given.people[field];
      if (!Number.isNaN(sumGiven(values, at))) {
        for (let i = 0; i < at.length; i++) column[first + i] = values[at[i]] || 0;
      } else if (unit >= 0 && totals[field][unit] > 0) {
        const residents = given.people['pop_resident'] ?? new Float64Array(residential.lon.length);
        const shares = shareOut(totals[field][unit], at, residents, residential);
        at.forEach((_, i) => (column[first + i] = shares[i]));
      }
    }
  }
}

/** Shares each of the unit's totals out over its places. */
function takePlaces(rows: DemandRows, places: Places, unit: number, at: number[], totals: Totals): void {
  const first = rows.addPlaces(places, unit, at);
  for (const [field, column] of Object.entries(rows.people)) {
    if (!(totals[field][unit] > 0)) continue;
    const shares = shareOut(totals[field][unit], at, places.weight, places);
    at.forEach((_, i) => (column[first + i] = shares[i]));
  }
}
