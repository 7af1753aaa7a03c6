import type { Facilities } from '../../coverage/facilities.ts';
import { createUnitLocator } from '../../demand/levels.ts';
import { POPULATION_GROUPS } from '../../standards/taxonomy.ts';
import type { Session } from '../../study/session.ts';

/** The size of a facility before and after the edits; NaN: not known. */
export interface FacilitySizes {
  before: { floorAreaM2: number; beds: number; capacity: number };
  now: { floorAreaM2: number; beds: number; capacity: number };
}

/** What new housing at a place would be counted as where nothing is said of its groups. */
export interface HousingShares {
  /** Community that the place lies in, −1: none, and then shares are those of all communities. */
  unit: number;
  /** Share of a population field among the residents, 0 to 1, of the fields that the study gives. */
  shares: { field: string; share: number }[];
}

/** The size of a facility as `present` and as `now` have it; one that was added is the same before; null: neither has it. */
export function facilitySizes(present: Facilities, now: Facilities, code: string): FacilitySizes | null {
  const [first, last] = [sizeOf(present, code), sizeOf(now, code)];
  const before = first ?? last;
  return before && { before, now: last ?? before };
}

function sizeOf({ code, floorAreaM2, beds, capacity }: Facilities, wanted: string) {
  const i = code.indexOf(wanted);
  return i < 0 ? null : { floorAreaM2: floorAreaM2[i], beds: beds[i], capacity: capacity[i] };
}

/** The shares of groups that housing at a place (WGS84 degrees) takes over: those of its community, else of all communities. */
export function housingShares({ inputs: { units } }: Session, lon: number, lat: number): HousingShares {
  const unit = createUnitLocator(units, 'community')(lon, lat);
  const communities = units.level.flatMap((level, i) => (level === 'community' ? [i] : []));
  const residents = units.totals['pop_resident'];
  const shareIn = (field: string, of: readonly number[]): number => {
    let [people, all] = [0, 0];
    for (const i of of) {
      const value = units.totals[field][i];
      if (!(value >= 0) || !(residents?.[i] > 0)) continue;
      people += value;
      all += residents[i];
    }
    return all > 0 ? people / all : NaN;
  };
  const fields = new Set(POPULATION_GROUPS.map((group) => group.population_field));
  const shares = [...fields].flatMap((field) => {
    if (field === 'pop_resident' || !units.totals[field]) return [];
    const own = unit >= 0 ? shareIn(field, [unit]) : NaN;
    const share = Number.isNaN(own) ? shareIn(field, communities) : own;
    return Number.isNaN(share) ? [] : [{ field, share }];
  });
  return { unit, shares };
}
