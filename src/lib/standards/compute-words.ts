import { columnWords } from './columns.ts';
import type { Among, Where } from './compute.ts';
import { categoryByCode, serviceFunctionWords } from './taxonomy.ts';

/** A phrase in both languages. */
export interface Words {
  zh: string;
  en: string;
}

/** Categories by name; the first three and how many there are where they are more than four. */
export function categoryWords(codes: string[]): Words {
  const zh = codes.map((code) => (categoryByCode(code)?.zh ?? code).replace(/（[^）]*）$|、.*$/gu, ''));
  const en = codes.map((code) =>
    (categoryByCode(code)?.en ?? code).replace(/ \(.*\)$| \/ .*$/gu, '').toLowerCase()
  );
  if (codes.length <= 4) return { zh: zh.join('、'), en: joinOr(en) };
  return {
    zh: `${zh.slice(0, 3).join('、')}等${codes.length}类设施`,
    en: `${codes.length} kinds of facilities (${en.slice(0, 3).join(', ')} …)`
  };
}

/** “a, b or c”. */
export function joinOr(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** “a, b and c”. */
export function joinAnd(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Which units are meant; one of them in English where `one`. */
export function amongWords({ level, rural, where, also_level: also }: Among): Words {
  const ofLevel = (each: Among['level']): Words => {
    if (each === 'subdistrict') return { zh: '街道（乡镇）', en: 'subdistricts and townships' };
    if (each === 'district') return { zh: '区（县）', en: 'districts' };
    if (rural === true) return { zh: '村', en: 'villages' };
    if (rural === false) return { zh: '城市社区', en: 'urban communities' };
    return { zh: '社区（村）', en: 'communities and villages' };
  };
  const levels = [level, ...(also ? [also] : [])].map(ofLevel);
  const conditions = whereWords(where);
  return {
    zh: `${conditions.zh === '' ? '' : `${conditions.zh}的`}${levels.map(({ zh }) => zh).join('、')}`,
    en: `${levels.map(({ en }) => en).join(', ')}${conditions.en === '' ? '' : ` (${conditions.en})`}`
  };
}

/** Conditions as one phrase; empty for none. */
export function whereWords(where: Where[] = []): Words {
  const each = where.map(oneWhere);
  return { zh: each.map(({ zh }) => zh).join('且'), en: joinAnd(each.map(({ en }) => en)) };
}

function oneWhere(where: Where): Words {
  const name = columnWords(where.column);
  if (where.column === 'estates.is_new_build')
    return where.is === true
      ? { zh: '新建住宅区', en: 'of newly built estates' }
      : { zh: '已建成住宅区', en: 'of estates built before' };
  const parts: Words[] = [];
  if (where.is === true) parts.push(name);
  else if (where.is === false) parts.push({ zh: `不属于“${name.zh}”`, en: `not: ${name.en}` });
  else if (where.is !== undefined)
    parts.push({ zh: `${name.zh}为“${where.is}”`, en: `${name.en} is ${where.is}` });
  if (where.any) {
    const words = where.any.map((word) => valueWords(where.column, word));
    const [zh, en] = [words.map((word) => word.zh).join('、'), joinOr(words.map((word) => word.en))];
    parts.push({ zh: `${name.zh}为${zh}`, en: `${name.en} is ${en}` });
  }
  if (where.not) parts.push({ zh: `有${name.zh}`, en: `with ${name.en}` });
  if (where.least !== undefined && where.column === 'unit_status.survey_year')
    parts.push({ zh: '开展过满意度调查', en: 'had a satisfaction survey' });
  else if (where.least !== undefined)
    parts.push({ zh: `${name.zh}不少于${where.least}`, en: `at least ${where.least} ${name.en}` });
  if (where.most !== undefined)
    parts.push({ zh: `${name.zh}不超过${where.most}`, en: `at most ${where.most} ${name.en}` });
  return { zh: parts.map(({ zh }) => zh).join('、'), en: joinAnd(parts.map(({ en }) => en)) };
}

const VALUES: Record<string, Words> = {
  resettlement: { zh: '易地搬迁安置', en: 'resettlement' }
};

/** A value of a list of words by name. */
export function valueWords(column: string, value: string): Words {
  if (column === 'facilities.service_functions') return serviceFunctionWords(value);
  if (column === 'facilities.floor_level') return { zh: `${value}层`, en: value };
  return VALUES[value] ?? { zh: value, en: value };
}

/** A sentence with what is to be said beside it. */
export function withNotes(main: Words, notes: Words[]): Words {
  if (notes.length === 0) return main;
  return {
    zh: `${main.zh}；${notes.map(({ zh }) => zh).join('；')}`,
    en: `${main.en}; ${notes.map(({ en }) => en).join('; ')}`
  };
}
