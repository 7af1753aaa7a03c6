import type { Building } from './estate.ts';
import type { Lot } from './layout.ts';

/** People of a building or a unit, whole numbers; the fields are those of the layers' tables. */
export interface People {
  households: number;
  pop_resident: number;
  pop_60p: number;
  pop_65p: number;
  pop_80p: number;
  pop_0_2: number;
  pop_0_17: number;
  pop_disabled: number;
}

export const PEOPLE_FIELDS: (keyof People)[] = [
  'households',
  'pop_resident',
  'pop_60p',
  'pop_65p',
  'pop_80p',
  'pop_0_2',
  'pop_0_17',
  'pop_disabled'
];

/** The people of a building of a lot. */
export interface Settled {
  parcel: number;
  building: number;
  people: People;
}

/** People in a household, share of 60 and over, and of under 18, by what kind of lot it is. */
const MIX: Partial<Record<Lot, [perHousehold: number, older: number, minors: number]>> = {
  S: [2.6, 0.3, 0.11],
  s: [2.45, 0.35, 0.09],
  I: [2.6, 0.31, 0.11],
  M: [2.78, 0.21, 0.15],
  T: [2.85, 0.13, 0.2],
  O: [2.35, 0.34, 0.09]
};

/** The people of a building; `older` multiplies the share of older people (a community's own character). */
export function settle(building: Building, lot: Lot, older: number, random: () => number): People {
  const [perHousehold, olderShare, minorShare] = MIX[lot] ?? [2.6, 0.28, 0.12];
  const whole = (value: number) => Math.floor(value + random());
  const some = (of: number, share: number) => Math.min(of, whole(of * share * (0.85 + random() * 0.3)));
  const households = Math.max(1, whole(building.households * (0.9 + random() * 0.1)));
  const pop_resident = Math.max(households, whole(households * perHousehold * (0.95 + random() * 0.1)));
  const pop_60p = some(pop_resident, olderShare * older);
  const pop_65p = some(pop_60p, 0.69);
  const pop_80p = some(pop_65p, 0.2);
  const pop_0_17 = some(pop_resident - pop_60p, minorShare / (1 - olderShare));
  const pop_0_2 = some(pop_0_17, 0.13);
  const pop_disabled = some(pop_resident, 0.024);
  return { households, pop_resident, pop_60p, pop_65p, pop_80p, pop_0_2, pop_0_17, pop_disabled };
}

/** Sum of people, field by field. */
export function addPeople(of: People[]): People {
  const sum = {} as People;
  for (const field of PEOPLE_FIELDS) sum[field] = of.reduce((total, people) => total + people[field], 0);
  return sum;
}
