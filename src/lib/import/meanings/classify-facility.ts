import { CATEGORIES } from '../../standards/taxonomy.ts';
import { likelyCategories, matchCategory, type Doubt } from './categories.ts';
import { classifyName, coreName, SURE, type NameClass } from './classify-names.ts';
import {
  classifyTag,
  classifyTags,
  classifyType,
  isTypePath,
  TAG_COLUMNS,
  type TypeClass
} from './classify-types.ts';
import { rankName } from '../fields.ts';
import { isMissing, plainCell } from '../values/numbers.ts';
import type { Source } from '../source.ts';

/** What a facility is, and how sure that is. */
export interface Classified {
  /** Taxonomy code; '' where the user said "none of these"; null where it is open. */
  code: string | null;
  /** 0…1 of the code, of the likeliest where it is open. */
  confidence: number;
  doubt: Doubt | null;
  by: 'said' | 'code' | 'name' | 'word' | 'both' | null;
  /** Where it is open, what it may be, the likeliest first. */
  likely: string[];
  /** The file's word for it, '' where it has none. */
  word: string;
  /** What an answer for all rows of the same evidence is filed under: `word>what the name and further columns say`. */
  key: string;
}

/** The columns of a source that tell what a facility is. */
export interface Evidence {
  name: number;
  /** The column chosen as the category, −1 where there is none. */
  word: number;
  /** Further columns of types or tags. */
  more: number[];
}

/** Column headers of type codes beside the words that a category column may be called. */
const TYPE_HEADER = /^(类型编码|类型代码|poi类型|poi_?type|typecode|type_?code|typ|tag|std_tag)$/i;

/** The columns that tell of a facility's class, beside those chosen (−1: none). */
export function evidenceOf(source: Source, word: number, name: number): Evidence {
  const more = source.headers
    .map((header, column) => ({ header: header.toLowerCase(), column }))
    .filter(
      ({ header, column }) =>
        column !== word &&
        column !== name &&
        (TAG_COLUMNS.includes(header) ||
          TYPE_HEADER.test(header) ||
          rankName('facilities', 'category', header) >= 0)
    );
  more.sort((a, b) => TAG_COLUMNS.indexOf(a.header) - TAG_COLUMNS.indexOf(b.header));
  return { name, word, more: more.map(({ column }) => column) };
}

const CODES = new Set(CATEGORIES.map(({ code }) => code));
const STAND_INS = new Map(CATEGORIES.map(({ code, can_satisfy }) => [code, can_satisfy]));
const kin = (a: string, b: string): boolean =>
  (STAND_INS.get(a)?.includes(b) ?? false) || (STAND_INS.get(b)?.includes(a) ?? false);

/** Answers as they are looked up: exact keys, and those for the end of a name (`*酒店`). */
interface Said {
  exact: ReadonlyMap<string, string>;
  tails: [string, string][];
}

/** How sure a name is, in steps: rows of one key are then decided alike. */
const STEPS: [number, string][] = [
  [0.9, ''],
  [SURE, '~'],
  [0.6, '?'],
  [0.4, '??'],
  [0, '???']
];

/** What the name and the further columns say, as the second part of a key; and the name's class in steps. */
function sayOf(named: NameClass | null, wordType: TypeClass | null, type: TypeClass | null) {
  const stepOf = (confidence: number) => STEPS.find(([least]) => confidence >= least)!;
  const step = stepOf(named?.confidence ?? 0);
  const stepped = named && { code: named.code, confidence: Math.max(step[0], 0.2) };
  const further =
    type !== wordType && type?.codes[0] !== undefined ? `/${type.codes[0]}${stepOf(type.confidence)[1]}` : '';
  return { stepped, says: `${named ? named.code + step[1] : ''}${further}` };
}

/** Words that are remembered; a column with more of them holds no categories. */
const MOST_WORDS = 20_000;

/**
 * Classifies the rows of a source: as the user said (`given`: a facility's full name, a group's key or a word → code),
 * else by the taxonomy's own code, the name, the type columns and tags. What is in doubt is left open.
 */
export function makeClassifier(
  source: Source,
  evidence: Evidence,
  given: Record<string, string> = {}
): (index: number) => Classified {
  const said: Said = {
    exact: new Map(Object.entries(given)),
    tails: Object.entries(given).flatMap(([key, code]): [string, string][] =>
      key.length > 2 && key.startsWith('*') ? [[key.slice(1), code]] : []
    )
  };
  const types = new Map<string, TypeClass | null>();
  const typeOf = (key: string, make: () => TypeClass | null): TypeClass | null => {
    let type = types.get(key);
    if (type === undefined) types.set(key, (type = make()));
    return type;
  };
  const more = evidence.more.map((column) => ({
    tag: TAG_COLUMNS.includes(source.headers[column].toLowerCase())
      ? source.headers[column].toLowerCase()
      : null,
    cells: source.columns[column]
  }));
  const words = new Map<string | null, { word: string; own: TypeClass | null }>();
  const wordOf = (cell: string | null): { word: string; own: TypeClass | null } => {
    let found = words.get(cell);
    if (!found) {
      const word = isMissing(cell) ? '' : plainCell(cell);
      const header = evidence.word < 0 ? '' : source.headers[evidence.word].toLowerCase();
      const make = (): TypeClass | null => classifyWord(word, TAG_COLUMNS.includes(header) ? header : null);
      found = { word, own: word === '' ? null : typeOf(word, make) };
      if (words.size > MOST_WORDS) words.clear();
      words.set(cell, found);
    }
    return found;
  };
  // What the name itself does not decide is the same for all rows of one word, one type and one class of name.
  const decided = new Map<string, Map<TypeClass | null, Map<string, Classified>>>();
  return (i) => {
    const { word, own } = wordOf(evidence.word < 0 ? null : source.columns[evidence.word][i]);
    const name = evidence.name < 0 ? null : source.columns[evidence.name][i];
    // The first column that names a class; that another is known to be none counts only where no column does.
    let type = own;
    for (const { tag, cells } of more) {
      if (type && type.codes.length > 0) break;
      const value = cells[i];
      if (value === null || value === '') continue;
      const next = typeOf(`${tag ?? ''}\0${value}`, () => classifyWord(plainCell(value), tag));
      if (next && (type === null || next.codes.length > 0)) type = next;
    }
    const named = isMissing(name) ? null : classifyName(name);
    if (said.exact.size > 0) {
      const { stepped, says } = sayOf(named, own, type);
      return decide(said, { word, says, name }, stepped, type);
    }
    let byType = decided.get(word);
    if (!byType) {
      if (decided.size > MOST_WORDS) decided.clear();
      decided.set(word, (byType = new Map<TypeClass | null, Map<string, Classified>>()));
    }
    let byName = byType.get(type);
    if (!byName) byType.set(type, (byName = new Map<string, Classified>()));
    const key = named ? `${named.code}${named.confidence}` : '';
    let found = byName.get(key);
    if (!found) {
      const { stepped, says } = sayOf(named, own, type);
      byName.set(key, (found = decide(said, { word, says, name }, stepped, type)));
    }
    return found;
  };
}

/** What a word says by itself: a taxonomy word for sure, else a tag or a type of a map service. */
function classifyWord(word: string, tag: string | null): TypeClass | null {
  if (tag) return classifyTag(tag, word);
  if (CODES.has(word)) return { codes: [word], confidence: 1 };
  if (/^[\w:]+=/.test(word)) return classifyTags(word);
  if (!isTypePath(word)) {
    const own = matchCategory(word);
    if (own !== null) return { codes: [own], confidence: 0.95 };
  }
  const type = classifyType(word);
  if (type) return type;
  const last = matchCategory(word);
  if (last !== null) return { codes: [last], confidence: 0.9 };
  // A word like 养老驿站 or 菜站 is read as a name is, and trusted a little less; what is no clear name is asked.
  const like = classifyName(word);
  if (!like || like.confidence < 0.6) return null;
  const confidence = like.confidence - 0.1;
  return {
    codes: [like.code],
    confidence: like.whole ? Math.max(SURE, confidence) : Math.min(0.7, confidence)
  };
}

function decide(
  said: Said,
  { word, says, name }: { word: string; says: string; name: string | null },
  named: NameClass | null,
  type: TypeClass | null
): Classified {
  const base = { word, key: `${word}>${says}`, likely: [] as string[] };
  if (said.exact.size > 0) {
    const core = word === '' && said.tails.length > 0 ? coreName(name) : '';
    const whole = plainCell(name);
    const tail = core === '' ? undefined : said.tails.find(([end]) => core.endsWith(end))?.[0];
    const keys = [whole === '' ? undefined : whole, base.key, tail && `*${tail}`, word];
    const key = keys.find((one) => one !== undefined && said.exact.has(one));
    if (key !== undefined)
      return { ...base, key, code: said.exact.get(key)!, confidence: 1, doubt: null, by: 'said' };
  }
  const sure = (code: string, confidence: number, by: Classified['by']): Classified => ({
    ...base,
    code,
    confidence,
    doubt: null,
    by
  });
  const open = (doubt: Doubt, confidence: number, ...likely: (string | undefined)[]): Classified => {
    const first = likely.filter((code): code is string => code !== undefined);
    // A type that is known to be none of the taxonomy (酒吧) is like none either.
    const none = type !== null && type.codes.length === 0;
    const all = word === '' || doubt === 'conflict' || none ? first : [...first, ...likelyCategories(word)];
    return { ...base, code: null, confidence, doubt, by: null, likely: [...new Set(all)].slice(0, 5) };
  };
  const [first] = type?.codes ?? [];
  // The taxonomy's own code is the user's word already.
  if (type && type.confidence === 1) return sure(first, 1, 'code');
  if (!named) {
    if (!type || first === undefined) return open('unknown', 0);
    return type.confidence >= SURE
      ? sure(first, type.confidence, 'word')
      : open('unsure', type.confidence, ...type.codes);
  }
  if (!type) {
    return named.confidence >= SURE
      ? sure(named.code, named.confidence, 'name')
      : open('unsure', named.confidence, named.code);
  }
  if (type.codes.includes(named.code)) {
    const both = 1 - (1 - named.confidence) * (1 - Math.max(0.6, type.confidence));
    return both >= SURE ? sure(named.code, both, 'both') : open('unsure', both, named.code, ...type.codes);
  }
  if (first === undefined)
    return named.confidence >= 0.9 && type.confidence < 0.5
      ? sure(named.code, 0.8, 'name')
      : open(
          named.confidence >= SURE ? 'conflict' : 'unknown',
          named.confidence * (1 - type.confidence),
          named.code
        );
  if (type.confidence >= 0.9 && (named.confidence < 0.6 || kin(named.code, first)))
    return sure(first, kin(named.code, first) ? 0.85 : type.confidence - 0.1, 'word');
  // A type that says next to nothing (中介机构) yields to a name that ends with what it is.
  if (type.confidence <= 0.2 && named.confidence >= 0.9) return sure(named.code, 0.8, 'name');
  const [a, b] = named.confidence >= type.confidence ? [named.code, first] : [first, named.code];
  return open('conflict', Math.abs(named.confidence - type.confidence), a, b);
}
