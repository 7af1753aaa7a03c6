import type { EachFacility } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import { assessByTier } from './assess-by-tier.ts';
import { doubtNone, groupByUnit } from './assess-count.ts';
import { findOfCategories } from './facilities.ts';
import type { CompliancePart, Remark } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { figuresOf, lackingColumns } from './facility-figures.ts';
import { partOf, tierParts } from './parts.ts';
import { columnOf, missingOf, testRows, wordsOf } from './table-rows.ts';
import { judge, noData, notApplicable, soften, type Verdict } from './verdict.ts';

/**
 * Rules on a figure of each facility of the very categories named (stand-ins not counted): the value is the smallest of the unit's, or
 * the largest where one is enough.
 * One that is known and fails fails the rule, else a missing one leaves no data; an area of 0 or NaN is not known. A unit
 * without such a facility is not asked.
 */
export function assessEach(
  standard: Standard,
  evidence: Evidence,
  compute: EachFacility
): (unit: number) => Verdict {
  const { column, per, where = [], by_tier, one_is_enough } = compute;
  const categories = standard.facility_categories;
  const noCategory = missingOf(evidence, ['facilities.category']);
  if (noCategory !== null) return () => noCategory;
  const named = findOfCategories(evidence.facilities, categories);
  const estates = where.some((each) => each.column.startsWith('estates.')) ? ['facilities.estate_id'] : [];
  const conditions = [...estates, ...where.map((each) => each.column)];
  const unsure = doubtNone(evidence, named) ?? missingOf(evidence, conditions);
  if (unsure !== null) return () => unsure;
  const blank = missingOf(evidence, per === undefined ? [column] : [column, per]);
  const counts = testRows(evidence, 'facilities', where);
  const found = where.length === 0 ? named : named.filter((facility) => counts(facility) === 1);
  const doubtful = where.length === 0 ? [] : named.filter((facility) => counts(facility) < 0);
  const featuresOf = groupByUnit(evidence, found);
  const mayBe = groupByUnit(evidence, doubtful);
  const figureOf = figuresOf(standard, evidence, compute);
  if (by_tier !== undefined) return assessByTier(standard, evidence, by_tier, featuresOf, column, figureOf);
  const groupsOf = countGroups(evidence, compute);
  const columnsOf = lackingColumns(standard, evidence, compute);
  return (unit) => {
    const features = featuresOf(unit);
    const unsaid = mayBe(unit).length;
    if (features.length === 0)
      return unsaid > 0
        ? noData('incomplete', `${where[0].column}: ${unsaid} / ${unsaid}`, mayBe(unit))
        : notApplicable('no-facility', categories.join(', '));
    if (blank !== null) return { ...blank, features };
    const alone = features.length === 1 ? unit : -1;
    const figures = features.map((facility) => figureOf(facility, alone));
    const known = figures.filter((figure) => !Number.isNaN(figure));
    const blankOf = known.length < features.length ? columnsOf(features, alone) : '';
    if (known.length === 0) return noData('missing-input', blankOf, features);
    const lacking = [blankOf, unsaid > 0 ? where[0].column : ''].filter((each) => each !== '').join(', ');
    const fewGroups = features.filter((facility) => groupsOf(facility) < (compute.groups?.least ?? 0));
    return sayLeast(standard, {
      ...{ column: lacking, one: one_is_enough === true },
      features,
      figures,
      fewGroups: fewGroups.length,
      unsaid
    });
  };
}

interface Figures {
  /** What some facility lacks. */
  column: string;
  /** One that meets the rule is enough. */
  one: boolean;
  features: number[];
  /** NaN: not known. */
  figures: number[];
  /** Facilities that have words of too few groups, and facilities that may be meant. */
  fewGroups: number;
  unsaid: number;
}

function sayLeast(standard: Standard, found: Figures): Verdict {
  const { column, one, features, figures, fewGroups, unsaid } = found;
  const known = figures.filter((figure) => !Number.isNaN(figure));
  const failing = known.filter((figure) => judge(standard, figure) === 'not_met');
  const meeting = one ? known.filter((figure) => judge(standard, figure) === 'met') : [];
  const value = one
    ? Math.max(...(meeting.length > 0 ? meeting : known))
    : Math.min(...(failing.length > 0 ? failing : known));
  const isAsked = judge(standard, value) !== 'reported';
  const unknown = features.length - known.length + unsaid;
  const lacking = `${column}: ${unknown} / ${features.length + unsaid}`;
  // Where one is enough, one that is not known may be it, and takes nothing from one that is.
  const fails = one
    ? isAsked && meeting.length === 0 && unknown === 0
    : failing.length > 0 || (isAsked && fewGroups > 0);
  if (unknown > 0 && isAsked && !fails && meeting.length === 0)
    return noData('incomplete', lacking, features);
  const said: (Remark | null)[] = [
    unknown > 0 ? { code: 'incomplete', what: lacking } : null,
    fewGroups > 0 ? { code: 'few-groups', what: `${fewGroups} / ${features.length}` } : null
  ];
  const remarks = said.filter((each) => each !== null);
  const verdict: Verdict = {
    status: fails ? 'not_met' : judge(standard, value),
    ...{ value, numerator: value, denominator: 1, features },
    why: remarks[0] ?? null,
    ...(remarks.length > 1 && { remarks: remarks.slice(1) })
  };
  soften(standard, verdict);
  const parts = [...tierParts(standard, verdict), ...shareThatMeet(standard, known)];
  return parts.length === 0 ? verdict : { ...verdict, parts };
}

/** A rule of the kind of shares also says how many of the facilities that are known meet it, in percent. */
function shareThatMeet(standard: Standard, known: number[]): CompliancePart[] {
  if (standard.kind !== 'share' || standard.threshold === null) return [];
  const numerator = known.filter((figure) => judge(standard, figure) === 'met').length;
  const denominator = known.length;
  const value = (numerator / denominator) * 100;
  const label = { zh: '达到的设施（%）', en: 'facilities that meet it (%)' };
  return [partOf(label, { ...noData('', ''), status: 'reported', value, numerator, denominator })];
}

/** Of how many of the rule's groups of words a facility has one; all, where it says nothing or the rule has no groups. */
function countGroups(evidence: Evidence, { column, groups }: EachFacility): (facility: number) => number {
  const texts = columnOf(evidence, column)?.texts;
  if (!groups || !texts) return () => Infinity;
  return (facility) => {
    const had = new Set(wordsOf(texts[facility]));
    if (had.size === 0) return Infinity;
    return groups.words.filter((words) => words.some((word) => had.has(word))).length;
  };
}
