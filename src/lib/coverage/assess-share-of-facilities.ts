import type { ShareOfFacilities } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import { doubtNone, groupByUnit } from './assess-count.ts';
import { findOfCategories } from './facilities.ts';
import type { CompliancePart } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { partOf } from './parts.ts';
import { columnOf, missingOf, testRows, wordsOf, type Answer } from './table-rows.ts';
import { conclude, noData, notApplicable, type Verdict } from './verdict.ts';

/**
 * Rules on the percent of a unit's facilities of the very categories named that are so, or (`words`) on the percent of some words that
 * they have together. One that does not say may be so or not; what stands beside is of those that say it. A unit without such a facility is not asked.
 */
export function assessShareOfFacilities(
  standard: Standard,
  evidence: Evidence,
  { test, words, beside = [] }: ShareOfFacilities
): (unit: number) => Verdict {
  const categories = standard.facility_categories;
  const noCategory = missingOf(evidence, ['facilities.category']);
  if (noCategory !== null) return () => noCategory;
  const found = findOfCategories(evidence.facilities, categories);
  const unsure = doubtNone(evidence, found) ?? missingOf(evidence, [test.column]);
  if (unsure !== null) return () => unsure;
  const featuresOf = groupByUnit(evidence, found);
  const isSo = testRows(evidence, 'facilities', [test]);
  const texts = columnOf(evidence, test.column)?.texts;
  const others = beside.map((each) => ({ ...each, isSo: testRows(evidence, 'facilities', [each.test]) }));
  return (unit) => {
    const features = featuresOf(unit);
    const all = features.length;
    if (all === 0) return notApplicable('no-facility', categories.join(', '));
    const said = features.map((facility) => isSo(facility));
    const unknown = said.filter((answer) => answer < 0).length;
    if (unknown === all) return noData('missing-input', test.column, features);
    const had = words && new Set(features.flatMap((facility) => wordsOf(texts?.[facility] ?? '')));
    const numerator = had
      ? words.filter((word) => had.has(word)).length
      : said.filter((answer) => answer > 0).length;
    const denominator = words ? words.length : all;
    const verdict = conclude(standard, {
      value: (numerator / denominator) * 100,
      most: unknown === 0 ? undefined : words ? 100 : ((numerator + unknown) / denominator) * 100,
      ...{ numerator, denominator, features },
      lacking: unknown === 0 ? null : `${test.column}: ${unknown} / ${all}`
    });
    if (others.length === 0) return verdict;
    const parts = others.map((each) => shareOfKnown(each, features.map(each.isSo)));
    return { ...verdict, parts };
  };
}

/** Percent of the facilities that say it; no data where none does. */
function shareOfKnown(
  { label_zh: zh, label_en: en, test }: NonNullable<ShareOfFacilities['beside']>[number],
  said: Answer[]
): CompliancePart {
  const numerator = said.filter((answer) => answer > 0).length;
  const denominator = said.filter((answer) => answer >= 0).length;
  const none = noData('missing-input', test.column);
  if (denominator === 0) return partOf({ zh, en }, none);
  const value = (numerator / denominator) * 100;
  return partOf({ zh, en }, { ...none, status: 'reported', value, numerator, denominator });
}
