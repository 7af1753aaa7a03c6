import { quoteName, type Database } from '../tables/database.ts';
import { NOT_ON_MAP } from '../tables/schema.ts';
import { plainCell } from './numbers.ts';
import { reason, type Lang } from './reasons.ts';
import type { Question } from './report.ts';

const SUFFIX =
  /(社区居民委员会|居民委员会|村民委员会|社区居委会|社区村委会|居委会|村委会|街道办事处|街道办|社区|街道|行政村|村|镇|乡)$/;

/** A unit's name without spaces, brackets, full-width forms, and without what only says what kind of unit it is. */
export function plainUnitName(name: string): string {
  const bare = plainCell(name)
    .toLowerCase()
    .replace(/[\s()[\]【】·.、,，"“”'‘’]/g, '');
  return bare.replace(SUFFIX, '') || bare;
}

export interface UnitMatch {
  /** Name in the file → name on the map (`NOT_ON_MAP` where the answer was so). Exact names are in it too. */
  matched: Map<string, string>;
  /** One a name that only the user can decide, the likely name first. */
  questions: Question[];
}

/**
 * Finds each of `wanted` among the names (or codes) of the map, `known`: as `same` says, exactly, then without spaces,
 * forms and endings like 社区; what is only similar becomes a question with the likely answer first, never a match.
 */
export function matchUnitNames(
  wanted: string[],
  known: string[],
  same: Record<string, string> = {},
  lang: Lang = 'zh'
): UnitMatch {
  const names = new Set(known);
  const byPlain = new Map<string, Set<string>>();
  for (const name of known) {
    const key = plainUnitName(name);
    byPlain.set(key, (byPlain.get(key) ?? new Set()).add(name));
  }
  const find = (name: string): string | null => {
    if (names.has(name)) return name;
    const alike = byPlain.get(plainUnitName(name));
    return alike?.size === 1 ? [...alike][0] : null;
  };
  const matched = new Map<string, string>();
  const open: string[] = [];
  for (const name of new Set(wanted)) {
    const said = Object.hasOwn(same, name)
      ? same[name]
      : Object.hasOwn(same, name.trim())
        ? same[name.trim()]
        : null;
    const found = said === NOT_ON_MAP ? NOT_ON_MAP : find(said ?? name);
    if (found !== null) matched.set(name, found);
    else open.push(name);
  }
  const used = new Set(matched.values());
  return { matched, questions: open.map((name) => askFor(name, known, used, lang)) };
}

/** Names less like than this are no likely answer. */
const LIKE = 0.4;

function askFor(name: string, known: string[], used: Set<string>, lang: Lang): Question {
  const plain = plainUnitName(name);
  const ranked = [...new Set(known)]
    .map((other, order) => {
      const alike = likeness(plain, plainUnitName(other));
      // A name of the map that another row of the file already has is hardly this one's.
      return { other, order, score: used.has(other) ? alike * 0.7 - 0.05 : alike };
    })
    .sort((a, b) => b.score - a.score || a.order - b.order);
  const likely = ranked[0] && ranked[0].score >= LIKE ? ranked[0].other : null;
  const free = ranked.filter(({ other, score }) => score >= LIKE || !used.has(other)).slice(0, 20);
  return {
    code: 'unit_name',
    message: likely
      ? reason('ask_unit_name', { name, likely }, lang)
      : reason('ask_unit_none', { name }, lang),
    sets: 'same',
    key: name,
    options: [...free.map(({ other }) => other), NOT_ON_MAP]
  };
}

/** 1 for equal, 0 for nothing in common: edits against the longer name; a name within the other counts as near. */
function likeness(a: string, b: string): number {
  const long = Math.max(a.length, b.length);
  if (long === 0) return 0;
  if (![...a].some((letter) => b.includes(letter))) return 0;
  const edits = 1 - editDistance(a, b) / long;
  const inside = Math.min(a.length, b.length) > 1 && (a.includes(b) || b.includes(a)) ? 0.8 : 0;
  return Math.max(edits, inside);
}

/** Levenshtein distance in letters, two neighbours exchanged counting one (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, last[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    [older, last] = [last, row];
  }
  return last[b.length];
}

const UNIT_LAYERS = ['communities', 'subdistricts', 'districts'];

/** Names and codes of the units that the database holds, communities first; empty where it has no boundaries yet. */
export async function knownUnits(db: Database): Promise<string[]> {
  const known = new Set<string>();
  for (const layer of UNIT_LAYERS) {
    if (!(await hasTable(db, layer))) continue;
    const table = await db.query(`SELECT name, unit_id FROM ${quoteName(layer)}`);
    for (const column of ['name', 'unit_id'])
      for (const value of table.get(column)?.values ?? [])
        if (typeof value === 'string' && value) known.add(value);
  }
  return [...known];
}

/**
 * What is still open between the population table and the map: run before an analysis reads its inputs. Names that
 * only differ in spaces, forms or endings, and those that `same` answers, are put right in the table; the rest come
 * back as questions. Empty where there is no population table or no map.
 */
export async function checkUnitNames(
  db: Database,
  same: Record<string, string> = {},
  lang: Lang = 'zh'
): Promise<Question[]> {
  if (!(await hasTable(db, 'population'))) return [];
  const known = await knownUnits(db);
  if (known.length === 0) return [];
  const table = await db.query('SELECT DISTINCT unit FROM population ORDER BY unit');
  const wanted = (table.get('unit')?.values ?? []) as (string | null)[];
  const open = wanted.filter((name): name is string => name !== null && name !== NOT_ON_MAP);
  const { matched, questions } = matchUnitNames(open, known, same, lang);
  await applySame(db, Object.fromEntries(matched));
  return questions;
}

/** Writes answers (name in the table → name on the map) into the `unit` column of the population table. */
export async function applySame(db: Database, same: Record<string, string>): Promise<void> {
  if (!(await hasTable(db, 'population'))) return;
  const changes = Object.entries(same).filter(([was, now]) => was !== now);
  if (changes.length === 0) return;
  // One statement, so that of two answers the one never changes what the other has just written.
  const cases = changes.map(() => 'WHEN ? THEN ?').join(' ');
  await db.run(`UPDATE population SET unit = CASE unit ${cases} ELSE unit END`, changes.flat());
}

/** Whether the database has a table of that name. */
export async function hasTable(db: Database, name: string): Promise<boolean> {
  const sql = 'SELECT count(*) AS n FROM information_schema.tables WHERE table_name = ?';
  const found = await db.query(sql, [name]);
  return found.get('n')?.values[0] === 1;
}
