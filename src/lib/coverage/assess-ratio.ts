import type { Amount, RatioOf } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import { columnsOfAmount, isBuilt, isVerdict, sumAmount, type Figure } from './amounts.ts';
import type { CompliancePart, Remark } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { addParts, partOf, tierParts } from './parts.ts';
import { sayShared } from './shared-rooms.ts';
import { isGiven, missingOf, splitColumn } from './table-rows.ts';
import { unitsAmong } from './units-among.ts';
import { conclude, judge, noData, notApplicable, type Found, type Verdict } from './verdict.ts';

/** A ratio that is worked out for a unit: what is found, or why there is nothing. */
type Worked = (unit: number) => Found | Verdict;

/**
 * Rules that divide one amount by another, or give an amount alone. What is known of the top is a lower bound where rows are not
 * known: it can meet the rule but not fail it; of the bottom all must be known. A unit whose bottom is 0 is not asked.
 * Where `instead` stands in for a table that was not given, or the facilities of a unit for those of its built estates
 * because none names its estate, the row says so.
 */
export function assessRatio(
  standard: Standard,
  evidence: Evidence,
  compute: RatioOf
): (unit: number) => Verdict {
  const { top, bottom, per, instead, beside = [], mean_of } = compute;
  const meanOf = (worked: Worked, ownRule: Standard) =>
    mean_of === undefined ? worked : takeMean(ownRule, evidence, mean_of, worked);
  const missing = bottom && instead ? missingOf(evidence, columnsOfAmount(bottom)) : null;
  const said: Remark | null = missing && { code: codeOfInstead(bottom!), what: bottom!.sum };
  const single = workOut(standard, evidence, missing ? { ...instead!, per } : { top, bottom, per }, said);
  const main = meanOf(single, standard);
  const others = beside.map((each) => {
    const rule = each.least === undefined ? standard : { ...standard, threshold: each.least };
    return {
      rule: standard.threshold === null ? { ...standard, comparator: 'report' as const } : rule,
      worked: meanOf(workOut(rule, evidence, each, null), rule),
      label: sayLabel(each)
    };
  });
  const reach = mean_of === undefined ? null : shareReaching(standard, evidence, mean_of, single);
  const label = { zh: compute.label_zh ?? standard.title_zh, en: compute.label_en ?? standard.title_en };
  return (unit) => {
    const verdict = finish(standard, main(unit));
    if (others.length === 0) {
      if (reach === null && standard.tiers === undefined) return verdict;
      const parts = [...tierParts(standard, verdict), ...(reach?.(unit) ?? [])];
      return parts.length === 0 ? verdict : { ...verdict, parts };
    }
    const verdicts = others.map(({ rule, worked }) => finish(rule, worked(unit)));
    const parts = verdicts.map((each, k) => partOf(others[k].label, each));
    return addParts(verdict, [partOf(label, verdict), ...parts], [null, ...verdicts.map(({ why }) => why)]);
  };
}

function sayLabel(each: NonNullable<RatioOf['beside']>[number]): { zh: string; en: string } {
  const { label_zh: zh, label_en: en, least } = each;
  return least === undefined ? { zh, en } : { zh: `${zh}（≥ ${least}）`, en: `${en} (≥ ${least})` };
}

function finish(standard: Standard, found: Found | Verdict): Verdict {
  return 'status' in found ? found : conclude(standard, found);
}

/** What stands in for estates is known by its own name. */
function codeOfInstead(bottom: Amount): string {
  return splitColumn(bottom.sum)[0] === 'estates' ? 'units-for-estates' : 'instead-of';
}

function workOut(
  standard: Standard,
  evidence: Evidence,
  { top: asked, bottom, per = 1 }: { top: Amount; bottom?: Amount; per?: number },
  said: Remark | null
): Worked {
  const top = withoutEstates(evidence, asked);
  const remark = top === asked ? said : { code: 'units-for-estates', what: 'facilities.estate_id' };
  const topOf = sumAmount(standard, evidence, top);
  const bottomOf = bottom && sumAmount(standard, evidence, bottom);
  const isArea = top.sum === 'facilities.floor_area_m2';
  const isPercent = standard.unit.startsWith('%');
  return (unit) => {
    const over = topOf(unit);
    const under = bottomOf?.(unit) ?? null;
    const lacks = findLacking(standard, top, over, bottom ?? null, under);
    if (lacks !== null) return lacks;
    const { value: numerator, unknown, features, lacking, remark: own } = over as Figure;
    const divisor = under === null ? 1 : (under as Figure).value;
    const denominator = isPercent || under === null ? divisor : divisor / per;
    const value = isPercent ? (numerator / denominator) * per : numerator / denominator;
    const remarks = [own, under === null ? null : (under as Figure).remark, remark];
    const shared = isArea ? sayShared(evidence.facilities, features) : null;
    if (shared !== null) remarks.push({ code: 'shared-room', what: shared });
    const most = unknown > 0 ? Infinity : value;
    return { value, numerator, denominator, features, lacking, most, remarks };
  };
}

/** Where no facility names its estate those of the unit are taken to be for its built estates. */
function withoutEstates(evidence: Evidence, amount: Amount): Amount {
  if (!amount.where?.some(isBuilt) || !amount.sum.startsWith('facilities.')) return amount;
  if (isGiven(evidence, 'facilities.estate_id')) return amount;
  return { ...amount, where: amount.where.filter((where) => !isBuilt(where)) };
}

/** Why a ratio can't be worked out, or is not asked of the unit; null where it can. */
function findLacking(
  standard: Standard,
  top: Amount,
  over: Figure | Verdict,
  bottom: Amount | null,
  under: Figure | Verdict | null
): Verdict | null {
  if (isVerdict(over)) {
    // Without new estates a unit is not asked, whether facilities say which is theirs or not.
    const isOfEstates = bottom !== null && splitColumn(bottom.sum)[0] === 'estates';
    if (isOfEstates && under !== null && !isVerdict(under) && under.unknown === 0 && under.value === 0)
      return sayNone(standard, bottom);
    const both = under !== null && isVerdict(under) && under.why?.code === 'missing-input';
    if (over.why?.code !== 'missing-input' || !both) return over;
    const names = [over, under].flatMap(({ why }) => why!.what.split(', '));
    return noData('missing-input', [...new Set(names)].join(', '));
  }
  const { features } = over;
  if (under !== null && bottom !== null) {
    if (isVerdict(under)) return under;
    if (under.unknown > 0 && under.known === 0)
      return noData('missing-input', (under.lacking ?? bottom.sum).split(':')[0], features);
    if (under.unknown > 0) return noData('incomplete', under.lacking ?? '', features);
    if (under.value === 0) return sayNone(standard, bottom);
  }
  if (over.unknown > 0 && over.known === 0)
    return noData('missing-input', (over.lacking ?? top.sum).split(':')[0], features);
  return null;
}

function sayNone(standard: Standard, { sum, categories }: Amount): Verdict {
  const [table, name] = splitColumn(sum);
  if (table === 'facilities')
    return notApplicable('no-facility', (categories ?? standard.facility_categories).join(', '));
  if (table === 'estates' || table === 'candidate_sites') return notApplicable('none-such', sum);
  return notApplicable('nobody', table === 'admin_units' ? name : sum);
}

/**
 * The mean over units, each counted once; units that are not asked are left out. A rule that only reports gives the mean of the
 * units that are known; one with a threshold the least that the mean can be.
 */
function takeMean(
  standard: Standard,
  evidence: Evidence,
  among: NonNullable<RatioOf['mean_of']>,
  worked: Worked
): Worked {
  const below = unitsAmong(standard, evidence, among);
  return (unit) => {
    const units = [...below.of(unit), ...below.maybe(unit)];
    const found = units.map(worked);
    const asked = found.filter((each) => !('status' in each && each.status === 'not_applicable'));
    if (asked.length === 0) return notApplicable('no-units', among.level);
    const known = asked.flatMap((each) => ('status' in each ? [] : [each]));
    if (known.length === 0) {
      const { why } = asked[0] as Verdict;
      return noData(why?.code ?? 'incomplete', why?.what ?? '');
    }
    const unknown = asked.length - known.filter(({ lacking }) => !lacking).length;
    const numerator = known.reduce((sum, { value }) => sum + value, 0);
    const denominator = standard.threshold === null ? known.length : asked.length;
    const value = numerator / denominator;
    return {
      ...{ value, numerator, denominator },
      features: [...new Set(known.flatMap(({ features }) => features))].sort((a, b) => a - b),
      most: unknown > 0 ? Infinity : value,
      lacking: unknown > 0 ? `${among.level}: ${unknown} / ${asked.length}` : null,
      lackingCode: standard.threshold === null ? 'incomplete' : 'lower-bound'
    };
  };
}

/** A mean hides who falls short: the percent of the units that meet the rule by themselves stands beside it. */
function shareReaching(
  standard: Standard,
  evidence: Evidence,
  among: NonNullable<RatioOf['mean_of']>,
  worked: Worked
): (unit: number) => CompliancePart[] {
  if (standard.threshold === null) return () => [];
  const below = unitsAmong(standard, evidence, among);
  return (unit) => {
    const found = below.of(unit).map(worked);
    const known = found.flatMap((each) => ('status' in each || each.lacking ? [] : [each]));
    if (known.length === 0) return [];
    const numerator = known.filter(({ value }) => judge(standard, value) === 'met').length;
    const denominator = known.length;
    const value = (numerator / denominator) * 100;
    const label = { zh: '自身达到的单元（%）', en: 'units that reach it by themselves (%)' };
    return [partOf(label, { ...noData('', ''), status: 'reported', value, numerator, denominator })];
  };
}
