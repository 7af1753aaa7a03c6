import { innerPoint } from '../demand/inner-point.ts';
import type { Spread } from '../demand/spread-population.ts';
import { createUnitLocator, withParents } from '../demand/levels.ts';
import { roundPeople } from '../demand/share-out.ts';
import type { Units } from '../demand/units.ts';
import type { Edit } from './scenario.ts';

const RESIDENTS = 'pop_resident';

/** Housing that a scenario adds, where it stands after all edits. */
export interface Housing {
  code: string;
  name: string;
  lon: number;
  lat: number;
  /** Residents. */
  people: number;
  /** People by field, as said. */
  groups: Record<string, number>;
  /** Community it lies in, −1: none. */
  unit: number;
}

/** The housing that edits leave, in the order in which it was added. Throws for an edit of housing that is not there. */
export function housingOf(units: Units, edits: readonly Edit[]): Housing[] {
  const found = new Map<string, Housing>();
  const locate = createUnitLocator(units, 'community');
  for (const edit of edits) {
    if (edit.do === 'house') {
      if (found.has(edit.code))
        throw new Error(`expected a new housing code, got ${edit.code}, which exists`);
      const { code, name, lon, lat, people, groups = {} } = edit;
      found.set(code, { code, name, lon, lat, people, groups, unit: locate(lon, lat) });
    } else if ((edit.do === 'move' || edit.do === 'close') && edit.layer === 'housing') {
      const housing = found.get(edit.code);
      if (!housing) throw new Error(`expected the code of housing, got ${edit.code}`);
      if (edit.do === 'close') found.delete(edit.code);
      else
        found.set(edit.code, { ...housing, lon: edit.lon, lat: edit.lat, unit: locate(edit.lon, edit.lat) });
    }
  }
  return [...found.values()];
}

/**
 * People of each field in one housing: as said, else its residents times the field's share among those of its community by `own`
 * (field, community → people, NaN: not known), else among those of all communities where both are known, else nobody.
 */
function peopleOf(
  housing: Housing,
  fields: Iterable<string>,
  own: (field: string, unit: number) => number,
  units: Units
): Map<string, number> {
  return new Map(
    Array.from(fields, (field): [string, number] => {
      if (Object.hasOwn(housing.groups, field)) return [field, roundPeople(housing.groups[field])];
      if (field === RESIDENTS) return [field, roundPeople(housing.people)];
      const share = shareOf(field, housing.unit >= 0 ? [housing.unit] : [], own);
      const all = units.level.flatMap((level, unit) => (level === 'community' ? [unit] : []));
      const used = Number.isNaN(share) ? shareOf(field, all, own) : share;
      return [field, Number.isNaN(used) ? 0 : roundPeople(housing.people * used)];
    })
  );
}

function shareOf(field: string, within: number[], own: (field: string, unit: number) => number): number {
  let [people, residents] = [0, 0];
  for (const unit of within) {
    const [here, all] = [own(field, unit), own(RESIDENTS, unit)];
    if (!(here >= 0) || !(all > 0)) continue;
    people += here;
    residents += all;
  }
  return residents > 0 ? people / residents : NaN;
}

/** Units with the people of housing in every total that is known of its community and of what is above it. */
export function growUnits(units: Units, housing: readonly Housing[], before: () => Spread): Units {
  if (housing.length === 0) return units;
  const fields = Object.keys(units.totals);
  const totals = Object.fromEntries(fields.map((field) => [field, units.totals[field].slice()]));
  const own = peopleByUnit(units, before());
  const known = (field: string, unit: number) => {
    const people = own(field, unit);
    return Number.isNaN(people) ? (units.totals[field]?.[unit] ?? NaN) : people;
  };
  for (const each of housing) {
    if (each.unit < 0) continue;
    const people = peopleOf(each, fields, known, units);
    for (const unit of withParents(units, each.unit))
      for (const [field, more] of people) totals[field][unit] += more;
  }
  return { ...units, totals };
}

/**
 * A spread with a point for each housing behind those it has; where it has one point a community (`centroid`) the people are counted
 * to that, and those outside all communities to none. A field that nobody gives stays absent, one that is not known of a community
 * stays unknown there.
 */
export function addHousing(spread: Spread, housing: readonly Housing[], units: Units): Spread {
  if (housing.length === 0) return spread;
  const fields = Object.keys(spread.people);
  const own = peopleByUnit(units, spread);
  const points = housing.map((each) => ({ ...each, living: peopleOf(each, fields, own, units) }));
  const byUnit = new Map<number, number>();
  if (spread.method === 'centroid') spread.unit.forEach((unit, i) => byUnit.set(unit, i));
  const inPlace = points.filter(({ unit }) => byUnit.has(unit));
  const fresh = points.filter(({ unit }) => !byUnit.has(unit) && (spread.method !== 'centroid' || unit >= 0));
  const places = fresh.map((each): readonly [number, number] =>
    spread.method === 'centroid' ? innerPoint(units.shape, each.unit) : [each.lon, each.lat]
  );
  const people = Object.fromEntries(
    fields.map((field) => {
      const column = concat(
        spread.people[field],
        fresh.map(({ living }) => living.get(field)!)
      );
      for (const { unit, living } of inPlace) column[byUnit.get(unit)!] += living.get(field)!;
      return [field, column];
    })
  );
  const unit = new Int32Array(spread.unit.length + fresh.length);
  unit.set(spread.unit);
  fresh.forEach((each, k) => (unit[spread.unit.length + k] = each.unit));
  return {
    ...spread,
    lon: concat(
      spread.lon,
      places.map(([lon]) => lon)
    ),
    lat: concat(
      spread.lat,
      places.map(([, lat]) => lat)
    ),
    unit,
    people
  };
}

function concat(column: Float64Array, more: number[]): Float64Array {
  const all = new Float64Array(column.length + more.length);
  all.set(column);
  all.set(more, column.length);
  return all;
}

/** People of a field whom a spread puts into a community; NaN where nobody gives them. */
function peopleByUnit(units: Units, spread: Spread): (field: string, unit: number) => number {
  const sums = new Map<string, Float64Array>();
  return (field, unit) => {
    const people = spread.people[field];
    if (people === undefined || spread.missing?.[field]?.[unit] === 1) return NaN;
    let sum = sums.get(field);
    if (!sum) {
      sum = new Float64Array(units.code.length);
      for (let i = 0; i < people.length; i++) if (spread.unit[i] >= 0) sum[spread.unit[i]] += people[i];
      sums.set(field, sum);
    }
    return sum[unit];
  };
}
