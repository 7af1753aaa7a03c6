import type { EachFacility } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import type { Evidence } from './evidence.ts';
import type { FigureOf } from './facility-figures.ts';
import { labelOfCategory, leastOfTier, partOf, type Label } from './parts.ts';
import { columnOf } from './table-rows.ts';
import { conclude, noData, notApplicable, totalsOf, type Verdict } from './verdict.ts';

/** A tier of a rule as its file has it. */
type Tier = Record<string, unknown>;

/** Whether a facility has all that its tier asks for. */
type Reaches = 'yes' | 'no' | 'unsaid';

/**
 * Rules whose least depends on the category of the facility or on how many live in the unit: the percent of the facilities a
 * tier is for that have all that it asks. Tiers of categories stand beside the value, each by itself. A unit for whose
 * residents there is no tier is not asked.
 */
export function assessByTier(
  standard: Standard,
  evidence: Evidence,
  by: NonNullable<EachFacility['by_tier']>,
  featuresOf: (unit: number) => number[],
  column: string,
  figureOf: FigureOf
): (unit: number) => Verdict {
  const tiers = (standard.tiers ?? []) as Tier[];
  const residents = by === 'pop_resident' ? totalsOf(evidence.units, by) : null;
  const byCategory = new Map(tiers.map((tier) => [String(tier.category), tier]));
  const labels = new Map([...byCategory].map(([code, tier]) => [code, sayTier(code, leastOfTier(tier))]));
  const reports: Standard = { ...standard, comparator: 'report' };
  const { category } = evidence.facilities;
  const capacity = columnOf(evidence, 'facilities.capacity')!.numbers!;
  const reaches = (tier: Tier, facility: number, alone: number): Reaches => {
    const asked: [least: number, figure: number][] = [[leastOfTier(tier), figureOf(facility, alone)]];
    if (asksPlaces(tier)) asked.push([tier.min_capacity, capacity[facility]]);
    if (asked.some(([least, figure]) => figure < least)) return 'no';
    return asked.some(([, figure]) => Number.isNaN(figure)) ? 'unsaid' : 'yes';
  };
  const lackingOf = (unsaid: number[], tierOf: (facility: number) => Tier | undefined, alone: number) => {
    const lacks = unsaid.some((facility) => Number.isNaN(figureOf(facility, alone)));
    const asking = unsaid.filter((facility) => asksPlaces(tierOf(facility)!));
    const lacksPlaces = asking.some((facility) => Number.isNaN(capacity[facility]));
    return [...(lacks ? [column] : []), ...(lacksPlaces ? ['facilities.capacity'] : [])].join(', ');
  };
  return (unit) => {
    const all = featuresOf(unit);
    if (all.length === 0) return notApplicable('no-facility', standard.facility_categories.join(', '));
    const people = residents?.[unit] ?? 0;
    if (Number.isNaN(people)) return noData('missing-input', `admin_units.${by}`, all);
    const ofUnit = tierOfSize(tiers, people);
    const tierOf = (facility: number) => (residents ? ofUnit : byCategory.get(category[facility]));
    const features = all.filter((facility) => tierOf(facility) !== undefined);
    if (features.length === 0) return notApplicable('no-tier', residents ? `${by}: ${people}` : '');
    const alone = features.length === 1 ? unit : -1;
    const said = features.map((facility) => reaches(tierOf(facility)!, facility, alone));
    const lacking = lackingOf(
      features.filter((_, k) => said[k] === 'unsaid'),
      tierOf,
      alone
    );
    const verdict = sayShare(standard, lacking, features, said);
    if (residents) return verdict;
    const parts = [...labels.keys()].flatMap((code) => {
      const mine = features.flatMap((facility, k) => (category[facility] === code ? [k] : []));
      if (mine.length === 0) return [];
      const part = sayShare(
        reports,
        column,
        mine.map((k) => features[k]),
        mine.map((k) => said[k])
      );
      return [partOf(labels.get(code)!, part)];
    });
    return { ...verdict, parts };
  };
}

function sayTier(code: string, least: number): Label {
  const { zh, en } = labelOfCategory(code);
  return { zh: `${zh}（≥ ${least}）`, en: `${en} (≥ ${least})` };
}

function asksPlaces(tier: Tier): tier is Tier & { min_capacity: number } {
  return typeof tier.min_capacity === 'number';
}

/** The tier of so many residents: of two that meet the one that begins there, and the last with its end. */
function tierOfSize(tiers: Tier[], people: number): Tier | undefined {
  const ofSize = tiers.filter(({ pop }) => Array.isArray(pop) && people >= pop[0] && people <= pop[1]);
  return ofSize.find(({ pop }) => people < (pop as number[])[1]) ?? ofSize[0];
}

function sayShare(standard: Standard, column: string, features: number[], said: Reaches[]): Verdict {
  const denominator = features.length;
  const numerator = said.filter((each) => each === 'yes').length;
  const unknown = said.filter((each) => each === 'unsaid').length;
  if (unknown === denominator) return noData('missing-input', column, features);
  return conclude(standard, {
    value: (numerator / denominator) * 100,
    most: ((numerator + unknown) / denominator) * 100,
    ...{ numerator, denominator, features },
    lacking: unknown === 0 ? null : `${column}: ${unknown} / ${denominator}`
  });
}
