import { categoriesOf } from './categories-of.ts';
import { columnWords } from './columns.ts';
import type {
  Adjacency,
  Amount,
  CountOf,
  EachFacility,
  GridSize,
  RatioOf,
  ShareOfFacilities,
  ShareOfUnits
} from './compute.ts';
import {
  amongWords,
  categoryWords,
  joinAnd,
  joinOr,
  valueWords,
  whereWords,
  withNotes,
  type Words
} from './compute-words.ts';
import { describeCoverage } from './describe-coverage.ts';
import type { Standard } from './standard.ts';
import { serviceFunctionWords } from './taxonomy.ts';

/** How a rule is worked out, one plain sentence a language, without the full stop. */
export function describeCompute(rule: Standard): Words {
  const { compute } = rule;
  switch (compute.how) {
    case 'coverage':
      return describeCoverage(rule, compute);
    case 'count':
      return describeCount(rule, compute);
    case 'ratio':
      return describeRatio(rule, compute);
    case 'units':
      return describeUnits(rule, compute);
    case 'facilities':
      return describeFacilities(rule, compute);
    case 'each':
      return describeEach(rule, compute);
    case 'adjacency':
      return describeAdjacency(rule, compute);
    case 'together': {
      const [kinds, host] = [categoryWords(rule.facility_categories), categoryWords(compute.host)];
      return {
        zh: `与${host.zh}同处一处或同一地块的设施类别数（${kinds.zh}中）`,
        en: `how many of ${kinds.en} stand under one roof or on one parcel with ${host.en}`
      };
    }
    case 'grids':
      return describeGrids(compute);
    case 'tasks':
      return {
        zh: '按任务台账：归入本规则的任务，以实际值对照目标值',
        en: 'from the task ledger: the actual against the target values of the tasks under this rule'
      };
  }
}

function describeCount(rule: Standard, { or, where }: CountOf): Words {
  const of = categoryWords(rule.facility_categories);
  const conditions = whereWords(where);
  const main = {
    zh: `为本单元服务（未注明的，位于本单元内）的${of.zh}的处数`,
    en: `how many of ${of.en} serve the unit (or lie in it, where they do not say)`
  };
  const notes: Words[] = conditions.zh === '' ? [] : [{ zh: `只算${conditions.zh}的`, en: conditions.en }];
  if (or) {
    const host = categoryWords(or.categories);
    const named = or.functions.map(serviceFunctionWords);
    notes.push({
      zh: `${host.zh}内设有${named.map(({ zh }) => zh).join('、')}之一的也算`,
      en: `${host.en} with ${joinOr(named.map(({ en }) => en))} counts too`
    });
  }
  return withNotes(main, notes);
}

type Ratio = Pick<RatioOf, 'top' | 'bottom' | 'per'>;

function describeRatio(rule: Standard, compute: RatioOf): Words {
  const main = labelled(ratioWords(rule, compute), compute.label_zh, compute.label_en);
  const notes: Words[] = [];
  if (compute.instead) {
    const instead = ratioWords(rule, { ...compute.instead, per: compute.per });
    notes.push({
      zh: `没有小区数据时改用：${instead.zh}`,
      en: `where no estates are given instead: ${instead.en}`
    });
  }
  for (const each of compute.beside ?? []) {
    const words = labelled(ratioWords(rule, each), each.label_zh, each.label_en);
    notes.push({ zh: `另算${words.zh}`, en: `beside it ${words.en}` });
  }
  if (compute.mean_of === undefined) return withNotes(main, notes);
  const units = amongWords(compute.mean_of);
  return withNotes(
    { zh: `${main.zh}，取各${units.zh}的平均数`, en: `${main.en}, mean over ${units.en}` },
    notes
  );
}

function labelled(words: Words, zh: string | undefined, en: string | undefined): Words {
  return {
    zh: zh === undefined || zh === words.zh ? words.zh : `${zh}：${words.zh}`,
    en: en === undefined || en === words.en ? words.en : `${en}: ${words.en}`
  };
}

function ratioWords(rule: Standard, { top, bottom, per }: Ratio): Words {
  const above = amountWords(rule, top);
  if (bottom === undefined) return above;
  const below = amountWords(rule, bottom);
  if (per === undefined || per === 1)
    return { zh: `${above.zh} ÷ ${below.zh}`, en: `${above.en} ÷ ${below.en}` };
  // A share of a whole is a percentage; else so many of the lower make one.
  if (per === 100 && rule.unit.startsWith('%'))
    return { zh: `${above.zh} ÷ ${below.zh} × 100%`, en: `${above.en} ÷ ${below.en} × 100 %` };
  return {
    zh: `${above.zh} ÷（${below.zh} ÷ ${per}）`,
    en: `${above.en} ÷ (${below.en} ÷ ${per.toLocaleString('en')})`
  };
}

function amountWords(rule: Standard, { sum, where, categories }: Amount): Words {
  const name = columnWords(sum);
  const conditions = whereWords(where);
  if (sum.startsWith('facilities.')) {
    const of = categoryWords(categories ?? categoriesOf(rule).categories);
    const [zh, en] = [conditions.zh === '' ? '' : `${conditions.zh}的`, conditions.en];
    return {
      zh: `${zh}${of.zh}的${name.zh}之和`,
      en: `sum of the ${name.en} of ${of.en}${en === '' ? '' : `, ${en}`}`
    };
  }
  if (conditions.zh === '') return name;
  return { zh: `${conditions.zh}的${name.zh}`, en: `${name.en} (${conditions.en})` };
}

function describeUnits(rule: Standard, { among, has, count, also_per: also }: ShareOfUnits): Words {
  const units = amongWords(among);
  const of = categoryWords(rule.facility_categories);
  const having = has === 'facility' ? { zh: `有${of.zh}`, en: `with ${of.en}` } : asPhrase(whereWords([has]));
  const top = { zh: `${having.zh}的${units.zh}数`, en: `number of ${units.en} ${having.en}` };
  if (count) return top;
  const main = { zh: `${top.zh} ÷ ${units.zh}数 × 100%`, en: `${top.en} ÷ all of them × 100 %` };
  if (also === undefined) return main;
  const per = categoryWords(also);
  return withNotes(main, [
    {
      zh: `另按${per.zh}的处数作分母算一次`,
      en: `also per ${per.en}`
    }
  ]);
}

/** A condition in English after the units that it is of. */
function asPhrase({ zh, en }: Words): Words {
  if (en.startsWith('has ')) return { zh, en: en.replace('has ', 'with ') };
  if (en.startsWith('at least ')) return { zh, en: `with ${en}` };
  if (en.startsWith('had ')) return { zh, en: `that ${en}` };
  return { zh, en };
}

function describeFacilities(rule: Standard, { test, words, beside = [] }: ShareOfFacilities): Words {
  const of = categoryWords(rule.facility_categories);
  if (words) {
    const named = words.map((word) => valueWords(test.column, word));
    return {
      zh: `本单元${of.zh}合起来有${named.map(({ zh }) => zh).join('、')}这${words.length}项中的几项 ÷ ${words.length} × 100%`,
      en: `how many of ${joinAnd(named.map(({ en }) => en))} the unit’s ${of.en} have together ÷ ${words.length} × 100 %`
    };
  }
  const conditions = whereWords([test]);
  const others = beside.length > 0;
  return {
    zh: `${conditions.zh}的${of.zh}处数 ÷ 其总处数 × 100%${others ? `；另列${beside.map(({ label_zh }) => label_zh).join('、')}` : ''}`,
    en: `${of.en} that are so (${conditions.en}) ÷ all of them × 100 %${others ? `; beside it ${joinAnd(beside.map(({ label_en }) => label_en))}` : ''}`
  };
}

const LISTS = new Set(['facilities.service_functions', 'facilities.zones']);

function describeEach(rule: Standard, compute: EachFacility): Words {
  const { column, per, by_tier: by, where, groups, one_is_enough: one = false } = compute;
  const of = categoryWords(rule.facility_categories);
  const conditions = whereWords(where);
  const whose = {
    zh: `${conditions.zh === '' ? '' : `${conditions.zh}的`}${of.zh}`,
    en: `${of.en}${conditions.en === '' ? '' : ` ${conditions.en}`}`
  };
  const name = columnWords(column);
  const figure = LISTS.has(column)
    ? { zh: `${name.zh}的项数`, en: `number of ${name.en}` }
    : per === undefined
      ? name
      : { zh: `${name.zh} ÷ ${columnWords(per).zh}`, en: `${name.en} ÷ ${columnWords(per).en}` };
  if (by !== undefined) {
    const least =
      by === 'category'
        ? { zh: '所属类别的下限', en: 'the least of their category' }
        : { zh: '本单元人口规模对应的下限', en: 'the least for the residents of the unit' };
    return {
      zh: `${figure.zh}达到${least.zh}的${whose.zh}处数 ÷ 有下限的处数 × 100%`,
      en: `those of ${whose.en} whose ${figure.en} reaches ${least.en} ÷ all that have one × 100 %`
    };
  }
  const main = {
    zh: `逐处看${whose.zh}的${figure.zh}，取最${one ? '大' : '小'}的一处`,
    en: `${figure.en} of each of ${whose.en}; the ${one ? 'most' : 'least'} counts`
  };
  if (groups === undefined) return main;
  const kinds = groups.words.map((words) => valueWords(column, words[0]));
  return withNotes(main, [
    {
      zh: `且须有${kinds.map(({ zh }) => zh).join('、')}等${kinds.length}组服务中的${groups.least}组以上`,
      en: `each must have at least ${groups.least} of ${kinds.length} groups of services (${joinAnd(kinds.map(({ en }) => en))})`
    }
  ]);
}

function describeAdjacency(rule: Standard, { of, beside, same_roof: roof }: Adjacency): Words {
  const [one, other] = [categoryWords(of), categoryWords(beside)];
  const metres = rule.project_default?.adjacent_walk_m;
  const walk = roof || typeof metres !== 'number' ? null : metres;
  return {
    zh: `与${other.zh}同处一处、同一地块${walk === null ? '' : `或步行${walk}米以内`}的${one.zh}处数 ÷ ${one.zh}处数 × 100%`,
    en: `${one.en} under one roof or on one parcel with ${other.en}${walk === null ? '' : `, or within ${walk} m on foot,`} ÷ all of them × 100 %`
  };
}

function describeGrids({ column, filled, as_many: heads }: GridSize): Words {
  if (column !== undefined)
    return {
      zh: `本单元各网格的${columnWords(column).zh.replace('网格', '')}的平均数，另列超出容差的网格数`,
      en: `mean of the ${columnWords(column).en} in the unit, with how many lie outside the tolerance`
    };
  const named = (filled ?? []).map(columnWords);
  const main = {
    zh: `${named.map(({ zh }) => zh).join('、')}都已配备的网格数 ÷ 网格数 × 100%`,
    en: `grids with ${joinAnd(named.map(({ en }) => en))} ÷ grids × 100 %`
  };
  if (heads === undefined) return main;
  return withNotes(main, [
    {
      zh: heads.map((each) => `${columnWords(each.column).zh}不少于${columnWords(each.of).zh}`).join('、'),
      en: heads
        .map((each) => `as many ${columnWords(each.column).en} as ${columnWords(each.of).en}`)
        .join(', ')
    }
  ]);
}
