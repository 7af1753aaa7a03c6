import { categoriesOf } from '../standards/categories-of.ts';
import type { CoverageOf } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import { categoryByCode, populationGroupByCode, qualifying } from '../standards/taxonomy.ts';
import { doubtNone } from './assess-count.ts';
import { tellMeant } from './communities-meant.ts';
import type { CompliancePart, Coverage } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { limitsOf } from './measures.ts';
import { peopleCovered, type PeopleCovered } from './people-covered.ts';
import { qualify } from './qualify.ts';
import { judge } from './verdict.ts';

/** One figure of a coverage rule: the people covered, as a mean over its coverages, each of a category or of all together. */
export interface Reading {
  labelZh: string;
  labelEn: string;
  coverages: Coverage[];
  counts: PeopleCovered[];
  /** Another reading of the rule (the other limit, floor space, land), not a part of it. */
  isOther?: boolean;
  /** Of how many categories it can't be told whether there is a facility: nothing is known of them. */
  unsure: number;
}

/** What the share of people is called. */
export const COVERED_PEOPLE = { labelZh: '覆盖人口', labelEn: 'people covered' };
const KINDS = {
  building: { labelZh: '住宅建筑面积', labelEn: 'residential floor space' },
  land: { labelZh: '用地面积', labelEn: 'land' }
};

/**
 * The figure that the rule is judged by, then those beside it: the categories of the first limit, all of them together, the
 * other limits, floor space and land. The id of a measure where the study has not measured one that the rule's people need.
 */
export function readAll(standard: Standard, compute: CoverageOf, evidence: Evidence): Reading[] | string {
  const group = populationGroupByCode(standard.population_group ?? 'all')!;
  const known = new Map(evidence.coverages.map((each) => [`${each.measure.id} ${each.measure.group}`, each]));
  const { categories, assumed } = categoriesOf(standard);
  const within = compute.within === undefined ? null : evidence.studyAreas[compute.within];
  const isMeant = tellMeant(standard, evidence.units);
  const unsure = new Map(
    [...categories, '*'].map((code): [string, boolean] => {
      const asked = qualifying(code === '*' ? categories : [code]);
      const { found } = qualify(evidence.facilities, asked, compute.needs);
      return [code, doubtNone(evidence, Array.from(found)) !== null];
    })
  );
  /** One coverage each of `codes`, or of all together; the id of the first that was not measured. */
  const read = (
    words: { labelZh: string; labelEn: string },
    suffix: string,
    codes: string[],
    of: string
  ): Reading | string => {
    const ids = codes.map((code) =>
      [standard.id, suffix, code === '*' ? '' : code].filter((word) => word).join(':')
    );
    const coverages = ids.flatMap((id) => known.get(`${id} ${of}`) ?? []);
    const lost = ids.find((id) => !known.has(`${id} ${of}`));
    if (lost !== undefined) return lost;
    const counts = coverages.flatMap((coverage) => peopleCovered(coverage, evidence, within, isMeant) ?? []);
    if (counts.length < coverages.length) return ids[0];
    return { ...words, coverages, counts, unsure: codes.filter((code) => unsure.get(code)).length };
  };
  const all = compute.each ? categories : ['*'];
  const [first, ...further] = limitsOf(standard);
  const main = read(COVERED_PEOPLE, first.suffix, all, group.code);
  if (typeof main === 'string') return main;
  const each = compute.each
    ? categories.map((code) => read(namesOf(code), first.suffix, [code], group.code))
    : [];
  const together =
    compute.each && !assumed
      ? [read({ labelZh: '其中任一类', labelEn: 'any one of them' }, first.suffix, ['*'], group.code)]
      : [];
  const limits = further.map(({ suffix, labelZh }) =>
    read({ labelZh, labelEn: suffix }, suffix, all, group.code)
  );
  const also = (compute.also ?? []).flatMap((kind) =>
    [first, ...further].map(({ suffix, labelZh }) => {
      const words = KINDS[kind];
      const zh = labelZh === '' ? words.labelZh : `${words.labelZh}（${labelZh}）`;
      const en = suffix === '' ? words.labelEn : `${words.labelEn} (${suffix})`;
      return read({ labelZh: zh, labelEn: en }, suffix, all, kind);
    })
  );
  // A figure beside that was not measured (no floor space in the data) takes nothing from the rule's own.
  const beside = [...each, ...together].filter((reading) => typeof reading !== 'string');
  const others = [...limits, ...also].flatMap((reading) =>
    typeof reading === 'string' ? [] : [{ ...reading, isOther: true }]
  );
  return [main, ...beside, ...others];
}

function namesOf(code: string): { labelZh: string; labelEn: string } {
  const category = categoryByCode(code);
  return { labelZh: category?.zh ?? code, labelEn: category?.en ?? code };
}

/** A reading in one unit, with what it can be where something is not known (`Found`). */
export interface Figure {
  value: number;
  numerator: number;
  denominator: number;
  least?: number;
  most?: number;
  /** Of how many categories something is known (`1 / 9`). */
  lacking?: string | null;
  lackingCode?: 'kinds-unknown';
  /** Fewer than half of the categories are known: their mean says nothing of all, and is no value by itself. */
  isTooFew?: boolean;
}

/** The mean of a reading in a unit; those of which nothing is known could be anything from nobody to all. */
export function figureOf({ coverages, counts, unsure }: Reading, unit: number): Figure {
  const denominator = counts[0].total[unit];
  const known = coverages.length - unsure;
  if (!(denominator > 0) || known === 0) return { value: NaN, numerator: NaN, denominator };
  let sum = 0;
  // Of a category of which nothing is known nobody is covered: it adds nothing.
  for (const { covered } of counts) sum += covered[unit];
  const numerator = sum / known;
  const value = (numerator / denominator) * 100;
  if (unsure === 0) return { value, numerator, denominator };
  const least = (sum / coverages.length / denominator) * 100;
  const most = least + (unsure / coverages.length) * 100;
  const lacking = `${known} / ${coverages.length}`;
  const isTooFew = known * 2 < coverages.length;
  return { value, numerator, denominator, least, most, lacking, lackingCode: 'kinds-unknown', isTooFew };
}

/** A reading in one unit as a part of a row; `judged`: by the rule's threshold. */
export function partOf(
  standard: Standard,
  { labelZh, labelEn }: { labelZh: string; labelEn: string },
  figure: Figure,
  judged: boolean
): CompliancePart {
  const { denominator, lacking, isTooFew = false } = figure;
  const [value, numerator] = isTooFew ? [NaN, NaN] : [figure.value, figure.numerator];
  const known = !Number.isNaN(value);
  const status = !known ? 'no_data' : judged && !lacking ? judge(standard, value) : 'reported';
  return { labelZh, labelEn, value, numerator, denominator, status };
}
