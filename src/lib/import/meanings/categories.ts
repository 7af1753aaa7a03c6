import { CATEGORIES } from '../../standards/taxonomy.ts';
import { isMissing, plainCell } from '../values/numbers.ts';

const plain = (text: string): string =>
  plainCell(text)
    .toLowerCase()
    .replace(/[\s_\-（）()【】[\]·]/g, '');

/** Every word that is a category: its code, its names in both languages (also those in brackets), its synonyms. */
const WORDS = new Map<string, string>();
for (const { code, zh, en, synonyms_zh } of CATEGORIES)
  for (const word of [code, en, zh, zh.replace(/（.*?）/g, ''), ...zh.split(/[、（）]/), ...synonyms_zh])
    if (plain(word).length > 1 && !WORDS.has(plain(word))) WORDS.set(plain(word), code);

const CODES = new Set(CATEGORIES.map((category) => category.code));

/** The name of a category without what stands in brackets; the code itself where the taxonomy has none such. */
export function categoryTitle(code: string, lang: 'zh' | 'en'): string {
  const category = CATEGORIES.find((each) => each.code === code);
  return category ? category[lang].replace(/\s*[（(].*?[）)]/g, '') : code;
}

/** Whether the taxonomy has this category. */
export function isCategory(code: string): boolean {
  return CODES.has(code);
}

/**
 * The category that a file's word stands for: as the user said (`given`: word → code), else by code, name or synonym;
 * of a path like "医疗保健;药店;药房" its last part. Null where it stands for none: there is no default class, and a
 * word that only contains a synonym (老人食堂 has 食堂) is a guess for the user to make.
 */
export function matchCategory(word: string | null, given: Record<string, string> = {}): string | null {
  if (word !== null && Object.hasOwn(given, word)) return given[word];
  const trimmed = plainCell(word);
  if (Object.hasOwn(given, trimmed)) return given[trimmed];
  if (isMissing(word)) return null;
  return WORDS.get(plain(trimmed)) ?? WORDS.get(plain(trimmed.split(/[;；|>]/).at(-1)!)) ?? null;
}

/** Categories whose words share most with `word`, the likeliest first; at most `count`. */
export function likelyCategories(word: string, count = 5): string[] {
  const key = `${count} ${word}`;
  let found = likelyOf.get(key);
  if (!found) {
    found = findLikely(word, count);
    // Words come again in a million rows; names of places, which may be asked for too, do not.
    if (likelyOf.size > 10_000) likelyOf.clear();
    likelyOf.set(key, found);
  }
  return [...found];
}

const likelyOf = new Map<string, string[]>();

function findLikely(word: string, count: number): string[] {
  const last = word.split(/[;；:：|>]/).at(-1)!;
  if (!/[\u4E00-\u9FFF]/.test(last)) return likelyCodes(plain(last), count);
  const letters = new Set(plain(last).replace(/[设施机构服务]/g, ''));
  const scores = CATEGORIES.map(({ code, zh, synonyms_zh }, order) => {
    const best = Math.max(
      ...[code, zh, ...synonyms_zh].map((name) => {
        const others = new Set(plain(name));
        return (
          [...letters].filter((letter) => others.has(letter)).length /
          (letters.size + 0.1 * others.size + 0.1)
        );
      })
    );
    return { code, best, order };
  });
  return scores
    .filter(({ best }) => best > 0.2)
    .sort((a, b) => b.best - a.best || a.order - b.order)
    .slice(0, count)
    .map(({ code }) => code);
}

/** Of a word in Latin letters: codes and English names that hold it. */
function likelyCodes(word: string, count: number): string[] {
  if (word.length < 4) return [];
  const holds = ({ code, en }: { code: string; en: string }): boolean =>
    plain(code).includes(word) ||
    plain(en).includes(word) ||
    code.split('_').some((part) => part.length > 4 && word.includes(part));
  return CATEGORIES.filter(holds)
    .slice(0, count)
    .map(({ code }) => code);
}

/** Why a facility's class is left to a person: name and type differ, the evidence is weak, or there is none. */
export type Doubt = 'conflict' | 'unsure' | 'unknown';

/** Facilities that are decided together. */
export interface CategoryGroup {
  /** What an answer for the whole group is filed under in `choices.categories`. */
  key: string;
  /** The file's word, '' where these rows have none. */
  word: string;
  rows: number;
  /** First three different names. */
  examples: string[];
  /** Null: open, a person decides; '': the user said that it is none. */
  code: string | null;
  /** 0…1, the least of its rows; of the likeliest where it is open. */
  confidence: number;
  /** What it may be where it is open, the likeliest first; at most five. */
  likely: string[];
  doubt: Doubt | null;
  /** What decided it: the user, the taxonomy's own code, the name, the file's word, or both of these. */
  by: 'said' | 'code' | 'name' | 'word' | 'both' | null;
}
