import { bandsOf, BANDS, tile } from './age-bands.ts';
import { fieldsOf, fieldWord, numberFields } from '../fields.ts';
import { candidates, fits, matchColumns, type Match } from './match-columns.ts';
import { readNumber } from '../values/numbers.ts';
import { reason, type Lang, type ReasonCode } from '../reasons.ts';
import type { Choices, Layer, Question } from '../report.ts';
import { sampleCells, shareOf } from './sample-rows.ts';
import type { Source } from '../source.ts';
import { addSums } from './sum-columns.ts';

/** A column (or a sum, `男+女`) that a field could have, for the user to choose: an entry of `map`. */
export interface ColumnOffer {
  field: string;
  column: string;
  why: ReasonCode;
  confidence: number;
}

/**
 * What else the fields could be, the surest first: other columns of like names, men and women added up, bands of ages
 * added up where they make the field's ages exactly. Nothing of it is done unasked, but for `takeBands`.
 */
export function offerColumns(source: Source, choices: Choices, matches: Match[]): ColumnOffer[] {
  const said = new Set(Object.keys(choices.map ?? {}));
  const fields = fieldsOf(choices.as).filter((field) => !said.has(field));
  const taken = new Map(matches.map(({ field, column }) => [field, column]));
  const named = candidates(source, choices, fields)
    .filter((match) => taken.get(match.field) !== match.column && fits(source, choices, match))
    .map(({ field, column, why, confidence }) => ({
      field,
      column: source.headers[column],
      why,
      confidence: Math.min(confidence, taken.has(field) ? 0.5 : 0.59)
    }));
  const sums = fields.flatMap((field) =>
    taken.has(field) || !numberFields(choices.as).includes(field) ? [] : offerSums(source, field)
  );
  return [...sums, ...named].sort((a, b) => b.confidence - a.confidence);
}

const MALE = /^(男|男性|male|m)(人口|人数)?$/i;
const FEMALE = /^(女|女性|female|f)(人口|人数)?$/i;

function offerSums(source: Source, field: string): ColumnOffer[] {
  const out: ColumnOffer[] = [];
  const offer = (columns: number[] | null, why: ReasonCode): void => {
    if (!columns || columns.length < 2 || !columns.every((column) => isNumbers(source, column))) return;
    const column = columns.map((c) => source.headers[c]).join('+');
    out.push({ field, column, why, confidence: 0.55 });
  };
  if (field === 'pop_resident') {
    offer(sexes(source, ''), 'why_sexes');
    for (const parent of ['常住人口', '人口', '总人口', '人口数', '常住人口数', '性别'])
      offer(sexes(source, parent), 'why_sexes');
  }
  const band = BANDS[field];
  if (band) offer(tile(bandsOf(source), band), 'why_bands');
  return out;
}

/** The columns of men and women under `parent`; null where there are not both, and each once. */
function sexes(source: Source, parent: string): number[] | null {
  const of = (pattern: RegExp): number[] =>
    source.headers.flatMap((header, column) => {
      const parts = header
        .replace(/[(（].*?[)）]/g, '')
        .split(/[/／]/)
        .map((part) => part.trim());
      return pattern.test(parts.at(-1)!) && (parts.at(-2) ?? '') === parent ? [column] : [];
    });
  const [men, women] = [of(MALE), of(FEMALE)];
  return men.length === 1 && women.length === 1 ? [men[0], women[0]] : null;
}

/** What is no number in them is listed as such when they are added up. */
const isNumbers = (source: Source, column: number): boolean =>
  shareOf(sampleCells(source, column), (cell) => readNumber(cell) !== null) >= 0.5;

/** Fields without which a layer says little, and which a sum may give. */
const ASKED: Partial<Record<Layer, string[]>> = { population: ['pop_resident'] };

/** Tables of units, whose groups of ages may be given in bands. */
const IN_BANDS: readonly Layer[] = ['population', 'communities', 'subdistricts', 'districts'];

/**
 * The choices with a sum for each group of ages that has no column of its own, but bands that make its ages exactly, none
 * overlapping (60–64, 65 and over: `pop_60p`): there is nothing to choose. Where they don't, the group stays missing.
 */
function takeBands(source: Source, choices: Choices): Choices {
  if (!IN_BANDS.includes(choices.as)) return choices;
  const bands = bandsOf(source).filter(({ column }) => isNumbers(source, column));
  if (bands.length < 2) return choices;
  const matched = new Set(matchColumns(addSums(source, choices.map), choices).map(({ field }) => field));
  const map: Record<string, string> = { ...choices.map };
  for (const [field, band] of Object.entries(BANDS)) {
    if (Object.hasOwn(map, field) || matched.has(field)) continue;
    const columns = tile(bands, band);
    if (columns === null || columns.length < 2) continue;
    const names = columns.map((column) => source.headers[column]);
    // Bands in tens of thousands and in people are not added up.
    if (new Set(names.map((name) => /[万千]/.exec(name)?.[0] ?? '')).size === 1) map[field] = names.join('+');
  }
  return Object.keys(map).length > Object.keys(choices.map ?? {}).length ? { ...choices, map } : choices;
}

/**
 * Where a layer lacks its main number but columns add up to it (men and women), or have a name like it: the question
 * whether to take them, and the choices as if it were answered with the likeliest; bands of ages are added up (`takeBands`).
 */
export function askSums(
  source: Source,
  choices: Choices,
  lang: Lang
): { choices: Choices; questions: Question[] } {
  const fields = (ASKED[choices.as] ?? []).filter((field) => !Object.hasOwn(choices.map ?? {}, field));
  const bands = takeBands(source, choices);
  if (fields.length === 0) return { choices: bands, questions: [] };
  const summed = addSums(source, choices.map);
  const matches = matchColumns(summed, choices);
  const questions: Question[] = [];
  const map: Record<string, string> = { ...bands.map };
  for (const field of fields) {
    if (matches.some((match) => match.field === field)) continue;
    const [best] = offerSums(source, field);
    if (!best) {
      const question = askPeople(source, field, matches, lang);
      if (question) {
        map[field] = pairOf(question.options[0]);
        questions.push(question);
      }
      continue;
    }
    map[field] = best.column;
    questions.push({
      code: 'ask_sum',
      message: reason(
        'ask_sum',
        { field, field_zh: fieldWord(field), columns: best.column.split('+').join('、') },
        lang
      ),
      sets: 'map',
      key: field,
      options: [`${field}=${best.column}`, `${field}=`],
      labels: lang === 'zh' ? [`相加：${best.column}`, '不用'] : [`add up: ${best.column}`, 'leave it']
    });
  }
  return { choices: { ...choices, map }, questions };
}

const pairOf = (option: string): string => option.slice(option.indexOf('=') + 1);

/** Words of a column that counts people, and of one that counts only some of them, or something else. */
const PEOPLE = /人口|人数|居民/;
const NOT_ALL =
  /[户岁率比密男女老童幼残]|其中|流动|外来|户籍|出生|死亡|迁|低保|党员|就业|职工|医保|年龄|离|服务|志愿|工作|增长|\d\d\+|%|‰/;

/** Asks which column counts the residents, where names only hint at it (2022年末人口数, 2023年末人口数): the latest first. */
function askPeople(source: Source, field: string, matches: Match[], lang: Lang): Question | null {
  const used = new Set(matches.map(({ column }) => column));
  const columns = source.headers.filter(
    (header, column) =>
      !used.has(column) && PEOPLE.test(header) && !NOT_ALL.test(header) && isNumbers(source, column)
  );
  if (columns.length === 0) return null;
  const year = (header: string): number => Number(/(?:19|20)\d\d/.exec(header)?.[0] ?? 0);
  columns.sort((a, b) => year(b) - year(a));
  const none = lang === 'zh' ? '没有' : 'none';
  return {
    code: 'ask_people',
    message: reason('ask_people', {}, lang),
    sets: 'map',
    key: field,
    options: [...columns, ''].map((column) => `${field}=${column}`),
    labels: [...columns, none]
  };
}
