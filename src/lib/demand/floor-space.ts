import { roundArea } from './in-steps.ts';
import { createUnitLocator, unitsOfLevel } from './levels.ts';
import type { Residential } from './residential.ts';
import type { Spread } from './spread-population.ts';
import type { Units } from './units.ts';

/** The field of floor space, m². */
const BUILDING = 'building';

/** Residential floor space as demand points, and what was not known of it. */
export interface FloorSpace extends Spread {
  /** Buildings whose storeys are not known: they count one. */
  withoutStoreys: number;
}

/**
 * Residential floor space as demand: each building a point with its footprint × storeys in square metres (`people.building`),
 * one on no unit kept under −1. A building whose footprint is not known counts as nothing (`unknown.building` says how many);
 * a community in which this is so of every building is missing, one without any building has none. The field is absent where
 * no building has a footprint.
 */
export function spreadFloorSpace(units: Units, residential: Residential | null): FloorSpace {
  const locate = createUnitLocator(units, 'community');
  const count = residential?.lon.length ?? 0;
  const at: number[] = [];
  const unit: number[] = [];
  const areaM2: number[] = [];
  const known = new Set<number>();
  const lacking = new Set<number>();
  let unknown = 0;
  let withoutStoreys = 0;
  for (let i = 0; residential !== null && i < count; i++) {
    const within = locate(residential.lon[i], residential.lat[i]);
    const footprintM2 = residential.footprintM2[i];
    if (!(footprintM2 >= 0)) {
      unknown++;
      lacking.add(within);
      continue;
    }
    known.add(within);
    if (footprintM2 === 0) continue;
    const storeys = residential.storeys[i] > 0 ? residential.storeys[i] : 1;
    if (!(residential.storeys[i] > 0)) withoutStoreys++;
    at.push(i);
    unit.push(within);
    areaM2.push(roundArea(footprintM2 * storeys));
  }
  const isGiven = at.length > 0;
  const missing = new Uint8Array(units.code.length);
  for (const community of unitsOfLevel(units, 'community'))
    if (lacking.has(community) && !known.has(community)) missing[community] = 1;
  return {
    method: 'buildings',
    lon: Float64Array.from(at, (i) => residential!.lon[i]),
    lat: Float64Array.from(at, (i) => residential!.lat[i]),
    unit: Int32Array.from(unit),
    people: isGiven ? { [BUILDING]: Float64Array.from(areaM2) } : {},
    missing: isGiven ? { [BUILDING]: missing } : {},
    fallbacks: [],
    unplaced: [],
    unknown: isGiven && unknown > 0 ? { [BUILDING]: unknown } : {},
    fromParent: [],
    unspread: [],
    withoutStoreys
  };
}
