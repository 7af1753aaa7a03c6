import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { Standard } from '../standards/standard.ts';
import type { ComplianceRow } from './coverage.ts';

/** What each unit lacks of the floor area that one rule asks for, in m²; NaN where it can't be told, 0 where the rule does not apply. */
export interface ShortArea {
  categories: ReadonlySet<string>;
  /** 1 where the rule applies to the unit, or to one below it. */
  applies: Uint8Array;
  shortM2: Float64Array;
}

/**
 * Missing area in m² (method §5) by each rule in force that asks for so much floor area for so many (30 m² for 100 households of
 * new estates, 20 m² of built ones, …): `threshold × denominator − numerator` of its rows, at least 0, where the rule is met or
 * not. Units above the rule's level lack what those below lack together, which is not known where it is not known of one of them.
 */
export function findShortAreas(standards: Standard[], rows: ComplianceRow[], units: Units): ShortArea[] {
  const asked = new Map(standards.filter(asksForArea).map((standard) => [standard.id, standard]));
  const found = new Map<string, ShortArea>();
  for (const { standard: id, unit, status, numerator, denominator } of rows) {
    const standard = asked.get(id);
    if (standard === undefined || units.level[unit] !== standard.unit_level) continue;
    if (status === 'not_applicable') continue;
    const count = units.code.length;
    let area = found.get(id);
    if (area === undefined) {
      const categories = new Set(standard.facility_categories);
      area = { categories, applies: new Uint8Array(count), shortM2: new Float64Array(count) };
      found.set(id, area);
    }
    const known = status === 'met' || status === 'not_met';
    const lackM2 = known ? Math.max(0, (standard.threshold as number) * denominator - numerator) : NaN;
    for (const each of withParents(units, unit)) {
      area.applies[each] = 1;
      area.shortM2[each] += lackM2;
    }
  }
  return [...found.values()];
}

/**
 * What each unit lacks of the area that the rules ask for of any of the categories, together, since each rule has a ledger of its
 * own; NaN where none of them applies, or one that does can't be told.
 */
export function sumShortAreas(areas: ShortArea[], categories: string[], units: number): Float64Array {
  const asked = areas.filter((area) => categories.some((category) => area.categories.has(category)));
  return new Float64Array(units).map((_, unit) => {
    if (!asked.some(({ applies }) => applies[unit])) return NaN;
    return asked.reduce((sum, { shortM2 }) => sum + shortM2[unit], 0);
  });
}

function asksForArea({ compute, unit, threshold, comparator }: Standard): boolean {
  if (!unit.startsWith('m2/') || typeof threshold !== 'number' || !comparator.startsWith('>')) return false;
  return compute.how === 'ratio' && compute.top.sum === 'facilities.floor_area_m2';
}
