import { CATEGORIES } from '../standards/taxonomy.ts';
import { isMissing, plainCell } from './numbers.ts';

const plain = (text: string): string =>
  plainCell(text)
    .toLowerCase()
    .replace(/[\s_\-（）()【】[\]·]/g, '');

/** Every word that is a category: its code, its names in both languages (also those in brackets), its synonyms. */
const WORDS = new Map<string, string>();
for (const { code, zh, en, synonyms_zh } of CATEGORIES)
  for (const word of [code, en, zh, zh.replace(/（.*?）/g, ''), ...zh.split(/[、（）]/), ...synonyms_zh])
    if (plain(word).length > 1 && !WORDS.has(plain(word))) WORDS.set(plain(word), code);

const SYNONYMS: [string, string, string[]][] = CATEGORIES.flatMap(({ code, synonyms_zh, name_exclude_zh }) =>
  synonyms_zh.map((word): [string, string, string[]] => [plain(word), code, name_exclude_zh.map(plain)])
).sort((a, b) => b[0].length - a[0].length);

const CODES = new Set(CATEGORIES.map((category) => category.code));

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

/** The category whose longest synonym stands in a facility's name, unless the name holds a word that excludes it. */
export function matchName(name: string | null): string | null {
  const text = plain(name ?? '');
  for (const [word, code, excluded] of SYNONYMS)
    if (text.includes(word) && !excluded.some((no) => text.includes(no))) return code;
  return null;
}

/** Categories whose words share most with `word`, the likeliest first; at most `count`. */
export function likelyCategories(word: string, count = 5): string[] {
  const letters = new Set(plain(word).replace(/[设施机构服务]/g, ''));
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

export interface CategoryWord {
  word: string;
  rows: number;
  /** Null: none is known. */
  code: string | null;
  /** Where none is known, those it may be, the likeliest first. */
  likely: string[];
}

/** The distinct words of a column of categories, the most frequent first, with what each stands for. */
export function categoryWords(cells: (string | null)[], given: Record<string, string> = {}): CategoryWord[] {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const word = plainCell(cell);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([word, rows]) => {
      const code = matchCategory(word, given);
      return { word, rows, code, likely: code === null ? likelyCategories(word) : [] };
    });
}
