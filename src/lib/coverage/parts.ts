import type { Standard } from '../standards/standard.ts';
import { categoryByCode } from '../standards/taxonomy.ts';
import type { CompliancePart, Remark } from './coverage.ts';
import { judge, type Verdict } from './verdict.ts';

/** What a figure beside the value is called. */
export interface Label {
  zh: string;
  en: string;
}

/** A figure that stands beside a value. */
export function partOf({ zh, en }: Label, verdict: Verdict): CompliancePart {
  const { value, numerator, denominator, status } = verdict;
  return { labelZh: zh, labelEn: en, value, numerator, denominator, status };
}

/** `verdict` with figures beside it, all of which must be met: one that is not, or can't be told, is the verdict on the whole. */
export function addParts(verdict: Verdict, parts: CompliancePart[], whys: (Remark | null)[] = []): Verdict {
  if (parts.length === 0) return verdict;
  const with_ = { ...verdict, parts };
  const asked = verdict.status === 'met' || verdict.status === 'not_met';
  if (!asked || verdict.status === 'not_met') return with_;
  const failing = parts.find(({ status }) => status === 'not_met');
  if (failing) return putFirst({ ...with_, status: 'not_met' }, { code: 'part-not-met', what: '' });
  const unknown = parts.findIndex(({ status }) => status === 'no_data');
  if (unknown < 0) return with_;
  const why = whys[unknown] ?? { code: 'incomplete', what: '' };
  return { ...with_, status: 'no_data', ...{ value: NaN, numerator: NaN, denominator: NaN }, why };
}

/** `verdict` with a remark before all others. */
export function putFirst(verdict: Verdict, remark: Remark): Verdict {
  return { ...verdict, ...sayFirst(verdict, remark) };
}

/** What is said of a verdict with a remark before all others. */
export function sayFirst({ why, remarks = [] }: Verdict, remark: Remark): Pick<Verdict, 'why' | 'remarks'> {
  const others = [...(why === null ? [] : [why]), ...remarks];
  return others.length === 0 ? { why: remark } : { why: remark, remarks: others };
}

const WORDS: Record<string, Label> = {
  general: { zh: '一般', en: 'general' },
  better: { zh: '有条件的', en: 'where conditions allow' },
  new: { zh: '新建', en: 'new' },
  old: { zh: '已建成', en: 'built' }
};

/** The least of a tier of a rule: `min`, or `min_m2`; NaN where it gives none. */
export function leastOfTier(tier: Record<string, unknown>): number {
  const least = tier.min ?? tier.min_m2;
  return typeof least === 'number' ? least : NaN;
}

/** How a value stands against each tier of the rule that gives a least, beside the rule's own threshold. */
export function tierParts(standard: Standard, verdict: Verdict): CompliancePart[] {
  if (standard.tiers === undefined || Number.isNaN(verdict.value)) return [];
  return ((standard.tiers as Record<string, unknown>[] | undefined) ?? []).flatMap((tier) => {
    const least = leastOfTier(tier);
    const word = [tier.label, tier.scope, tier.profile].find((each) => typeof each === 'string');
    if (Number.isNaN(least) || typeof word !== 'string') return [];
    const { zh, en } = WORDS[word] ?? { zh: word, en: word };
    const comparator = standard.comparator === 'report' ? 'report' : '>=';
    const status = judge({ comparator, threshold: least }, verdict.value);
    return [partOf({ zh: `${zh}（≥ ${least}）`, en: `${en} (≥ ${least})` }, { ...verdict, status })];
  });
}

/** Chinese and English name of a facility category. */
export function labelOfCategory(code: string): Label {
  const category = categoryByCode(code);
  return { zh: category?.zh ?? code, en: category?.en ?? code };
}
