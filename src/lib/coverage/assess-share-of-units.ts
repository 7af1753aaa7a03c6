import type { ShareOfUnits } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import { doubtNone, findQualifying, groupByUnit, noteNone } from './assess-count.ts';
import { findOfCategories } from './facilities.ts';
import type { CompliancePart, Remark } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { partOf } from './parts.ts';
import { missingOf, type Answer } from './table-rows.ts';
import { tellUnits, unitsAmong } from './units-among.ts';
import { conclude, noData, notApplicable, type Verdict } from './verdict.ts';

/** Whether a unit has what is asked for, and the facilities that this rests on. */
interface Having {
  has(unit: number): Answer;
  features(unit: number): readonly number[];
  /** Why it can't be told of any unit. */
  unsure: Verdict | null;
  column: string;
  remark: Remark | null;
}

/**
 * Rules on the percent (or number) of communities, villages or subdistricts that have a facility, or of which a column is so: of
 * those at or below the unit. A unit that has none of the kind below it is not asked. Features are the facilities
 * counted. Where there is no facility and some have no category, there is no data; units of which it is not known may have it or
 * not.
 */
export function assessShareOfUnits(
  standard: Standard,
  evidence: Evidence,
  compute: ShareOfUnits
): (unit: number) => Verdict {
  const { among, has, count = false, also_per } = compute;
  const conditions = missingOf(
    evidence,
    (among.where ?? []).map(({ column }) => column)
  );
  if (conditions !== null) return () => conditions;
  const having = has === 'facility' ? byFacility(standard, evidence) : byColumn(standard, evidence, has);
  const below = unitsAmong(standard, evidence, among);
  const beside = also_per && hostsThatHave(standard, evidence, also_per);
  return (unit) => {
    const [sure, maybe] = [below.of(unit), below.maybe(unit)];
    if (sure.length + maybe.length === 0) return notApplicable('no-units', sayUnits(standard, among));
    if (having.unsure !== null) return having.unsure;
    const [yes, unknown] = tally(sure, having);
    const [maybeYes, maybeUnknown] = tally(maybe, having);
    const silent = unknown + maybe.length;
    const all = sure.length + maybe.length;
    // Only where nothing at all is known is there nothing to say.
    if (unknown === sure.length && maybeUnknown === maybe.length) return noData('no-row', having.column);
    const share = (some: number, of: number) => (of === 0 ? 0 : count ? some : (some / of) * 100);
    const value = share(yes, sure.length);
    // Of the units that may be meant the worst are those that have it not, the best those that have it or may.
    const least = share(yes, sure.length + maybe.length - maybeYes);
    const best = yes + unknown + maybeYes + maybeUnknown;
    const most = share(best, sure.length + maybeYes + maybeUnknown);
    const features = [...sure].flatMap((each) => having.features(each)).sort((a, b) => a - b);
    const verdict = conclude(standard, {
      ...{ value, least, most, features },
      numerator: yes,
      denominator: count ? 1 : sure.length,
      lacking:
        silent > 0
          ? `${maybe.length > 0 ? among.where![0].column : having.column}: ${silent} / ${all}`
          : null,
      remarks: [having.remark]
    });
    return beside ? { ...verdict, parts: [beside(unit)] } : verdict;
  };
}

/** Which units are counted, in the catalogue's words. */
function sayUnits({ denominator }: Standard, { level, rural, where }: ShareOfUnits['among']): string {
  // Where a column decides which are meant, only the rule itself has a word for them.
  if (where !== undefined && denominator !== undefined) return denominator;
  if (level === 'community' && rural === false) return 'urban communities';
  if (level === 'community' && rural === true) return 'administrative villages';
  if (level === 'community') return 'communities and villages';
  return level === 'subdistrict' ? 'townships and subdistricts' : level;
}

function tally(units: readonly number[], { has }: Having): [yes: number, unknown: number] {
  let [yes, unknown] = [0, 0];
  for (const unit of units) {
    const said = has(unit);
    if (said > 0) yes++;
    else if (said < 0) unknown++;
  }
  return [yes, unknown];
}

function byFacility(standard: Standard, evidence: Evidence): Having {
  const missing = missingOf(evidence, ['facilities.category']);
  const found = missing === null ? findQualifying(standard, evidence) : [];
  const featuresOf = groupByUnit(evidence, found);
  return {
    has: (unit) => (featuresOf(unit).length > 0 ? 1 : 0),
    features: featuresOf,
    unsure: missing ?? doubtNone(evidence, found),
    column: 'facilities.category',
    remark: noteNone(standard, found)
  };
}

function byColumn(
  standard: Standard,
  evidence: Evidence,
  where: Exclude<ShareOfUnits['has'], 'facility'>
): Having {
  return {
    has: tellUnits(standard, evidence, where),
    features: () => [],
    unsure: missingOf(evidence, [where.column]),
    column: where.column,
    remark: null
  };
}

/** Percent of the facilities of other categories that host one of the rule's. */
function hostsThatHave(
  standard: Standard,
  evidence: Evidence,
  categories: string[]
): (unit: number) => CompliancePart {
  const { facilities } = evidence;
  const hosts = findOfCategories(facilities, categories);
  const hostIds = facilities.texts?.host_id;
  const hosting = new Set(findQualifying(standard, evidence).map((guest) => hostIds?.[guest] ?? ''));
  const hostsOf = groupByUnit(evidence, hosts);
  const label = { zh: '设有此类设施的综合设施（%）', en: 'premises that host one (%)' };
  return (unit) => {
    const here = hostsOf(unit);
    if (here.length === 0) return partOf(label, notApplicable('no-facility', categories.join(', ')));
    // Who hosts whom is not known at all.
    if (hostIds === undefined) return partOf(label, noData('missing-input', 'facilities.host_id'));
    const numerator = here.filter((host) => hosting.has(facilities.code[host])).length;
    const denominator = here.length;
    const value = (numerator / denominator) * 100;
    return partOf(label, { ...noData('', ''), status: 'reported', value, numerator, denominator });
  };
}
