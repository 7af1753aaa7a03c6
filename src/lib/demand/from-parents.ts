import { innerPoint } from './inner-point.ts';
import { withParents } from './levels.ts';
import { roundPeople, shareOut } from './share-out.ts';
import type { Totals } from './totals.ts';
import type { Units } from './units.ts';

/** A field that a unit above the communities gives for those below that do not. */
export interface FromParent {
  /** The unit above. */
  unit: number;
  field: string;
  /** Communities that the rest of its people was shared out over; none where that could not be done. */
  communities: number[];
}

/** From the lowest up: a subdistrict knows its communities better than a district does. */
const ABOVE = ['subdistrict', 'district', 'city'] as const;

/** More than what rounding people leaves, less than anybody. */
const NOBODY = 1e-6;

/**
 * Fills in `totals` what units above the communities give: of each total what the communities below do not give
 * themselves, shared out over those that give nothing of the field, in proportion to what `weigh` says of them (null: no
 * way to tell; NaN: not this one, which stays missing). The sum is kept to within 2⁻²³ of a person.
 *
 * `fromParent` lists what was shared out, `unspread` what could not be: a total without communities below or without
 * anything to weigh them by, and one that is less than what its communities give already.
 */
export function fillFromParents(
  units: Units,
  totals: Totals,
  weigh: (field: string, communities: number[]) => number[] | null
): { fromParent: FromParent[]; unspread: FromParent[] } {
  const fromParent: FromParent[] = [];
  const unspread: FromParent[] = [];
  const below = listCommunities(units);
  const parents = ABOVE.flatMap((level) => [...below.keys()].filter((unit) => units.level[unit] === level));
  // Other groups are weighed by the residents, so these come first.
  const fields = Object.keys(totals).sort((a, b) => Number(b === RESIDENTS) - Number(a === RESIDENTS));
  for (const field of fields) {
    for (const unit of parents) {
      const total = units.totals[field]?.[unit] ?? NaN;
      const communities = below.get(unit) ?? [];
      const lacking = communities.filter((each) => Number.isNaN(totals[field][each]));
      if (!(total >= 0) || (communities.length > 0 && lacking.length === 0)) continue;
      const known = communities.reduce((sum, each) => sum + (totals[field][each] || 0), 0);
      const shared = shareRest(
        units,
        total - known,
        lacking,
        lacking.length > 0 ? weigh(field, lacking) : null
      );
      shared?.forEach((people, each) => (totals[field][each] = people));
      (shared ? fromParent : unspread).push({ unit, field, communities: [...(shared?.keys() ?? [])] });
    }
  }
  return { fromParent, unspread };
}

/** The field that the other groups are part of. */
export const RESIDENTS = 'pop_resident';

/** Communities below each unit of a higher level. */
function listCommunities(units: Units): Map<number, number[]> {
  const below = new Map<number, number[]>();
  units.level.forEach((level, unit) => {
    if (level !== 'community') below.set(unit, []);
  });
  units.level.forEach((level, unit) => {
    if (level === 'community') for (const above of withParents(units, unit)) below.get(above)?.push(unit);
  });
  return below;
}

/** People of each community that takes part; null where they can't be shared out. */
function shareRest(
  units: Units,
  rest: number,
  lacking: number[],
  weights: number[] | null
): Map<number, number> | null {
  const taking = lacking.filter((_, i) => (weights?.[i] ?? NaN) >= 0);
  if (taking.length === 0 || rest < -NOBODY) return null;
  const places = taking.map((unit) => innerPoint(units.shape, unit));
  const shares = shareOut(
    Math.max(0, roundPeople(rest)),
    taking.map((_, i) => i),
    Float64Array.from(weights!.filter((weight) => weight >= 0)),
    { lon: Float64Array.from(places, ([lon]) => lon), lat: Float64Array.from(places, ([, lat]) => lat) }
  );
  return new Map(taking.map((unit, i) => [unit, shares[i]]));
}
