import type { Residential } from './residential.ts';
import { roundPeople } from './share-out.ts';

/** People as the user gave them: each residential point in its unit, with what is known of it. */
export interface GivenPeople {
  /** Unit of each residential point, −1: in none. */
  unit: Int32Array;
  /** People by field that any point gives; NaN where the point has no value. */
  people: Record<string, Float64Array>;
  /** Residential points of each unit that give a value of some field; those in no unit under −1. */
  byUnit: Map<number, number[]>;
  /** By field, how many residential points have no value. */
  unknown: Record<string, number>;
}

/** Reads the people that residential points carry; nobody where `residential` is null. A negative count is no value. */
export function readGivenPeople(
  residential: Residential | null,
  locate: (lon: number, lat: number) => number
): GivenPeople {
  const given: GivenPeople = { unit: new Int32Array(0), people: {}, byUnit: new Map(), unknown: {} };
  if (residential === null) return given;
  const n = residential.lon.length;
  given.unit = new Int32Array(n);
  for (let i = 0; i < n; i++) given.unit[i] = locate(residential.lon[i], residential.lat[i]);
  const isGiven = new Uint8Array(n);
  for (const [field, values] of Object.entries(residential.people)) {
    const people = new Float64Array(n);
    let unknown = 0;
    for (let i = 0; i < n; i++) {
      people[i] = values[i] >= 0 ? roundPeople(values[i]) : NaN;
      if (Number.isNaN(people[i])) unknown++;
    }
    if (unknown === n) continue;
    given.people[field] = people;
    given.unknown[field] = unknown;
    for (let i = 0; i < n; i++) if (!Number.isNaN(people[i])) isGiven[i] = 1;
  }
  for (let i = 0; i < n; i++) {
    if (isGiven[i] === 0) continue;
    const list = given.byUnit.get(given.unit[i]);
    if (list === undefined) given.byUnit.set(given.unit[i], [i]);
    else list.push(i);
  }
  return given;
}

/** Sum of a field over given points, NaN where none of them has a value. */
export function sumGiven(values: Float64Array | undefined, at: number[]): number {
  if (values === undefined) return NaN;
  let sum = NaN;
  for (const i of at) {
    if (!Number.isNaN(values[i])) sum = Number.isNaN(sum) ? values[i] : sum + values[i];
  }
  return sum;
}
