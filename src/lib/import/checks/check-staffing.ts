import { ROLES, roleByWord, roleOfColumn } from '../../standards/roles.ts';
import type { Ledger } from '../ledger.ts';
import { fieldWord } from '../fields.ts';
import { isMissing, plainCell } from '../values/numbers.ts';
import type { Numbers } from './check-values.ts';

type Cells = (string | null)[];

/** Rows and roles that are named in one warning. */
const MOST_NAMED = 12;

/**
 * Names rows in which more have papers or were trained than there are, with both figures; which one is wrong is not known,
 * so they are kept.
 */
export function warnStaffFigures(ledger: Ledger, columns: Numbers[]): void {
  const of = new Map(columns.map(({ field, values }) => [field, values]));
  const zh = ledger.lang === 'zh';
  for (const { field, values: part } of columns) {
    const role = roleOfColumn(field);
    const figure = role?.figure ?? field;
    if (figure !== 'licensed' && figure !== 'trained') continue;
    const whole = role ? role.role.code : 'count';
    const all = of.get(whole);
    if (!all) continue;
    const rows = ledger.standing().filter((i) => part[i] > all[i]);
    if (rows.length === 0) continue;
    const list = rows.slice(0, MOST_NAMED).map((i) => {
      const row = ledger.row(i);
      return zh ? `第 ${row} 行 ${part[i]} / ${all[i]}` : `row ${row} ${part[i]} / ${all[i]}`;
    });
    ledger.warn('staff_above_count', {
      count: rows.length,
      part: zh ? `“${fieldWord(field)}”` : field,
      whole: zh ? `“${fieldWord(whole)}”` : whole,
      list: list.join(zh ? '、' : ', ') + (rows.length > list.length ? '…' : '')
    });
  }
}

/**
 * Names the rows of one unit (or facility), role and year that differ in other cells: their persons are added up, which
 * counts twice what a table says twice. Null for a table without the column.
 */
export function warnStaffTwice(
  ledger: Ledger,
  units: Cells | null,
  facilities: Cells | null,
  roles: Cells | null,
  years: ArrayLike<number> | undefined
): void {
  const groups = new Map<string, number[]>();
  for (const i of ledger.standing()) {
    const of = [units, facilities, roles].map((cells) => plainCell(cells?.[i] ?? null));
    if (of[0] === '' && of[1] === '') continue;
    const key = JSON.stringify([...of, years?.[i] ?? null]);
    const rows = groups.get(key);
    if (rows) rows.push(i);
    else groups.set(key, [i]);
  }
  const twice = [...groups.values()].filter((rows) => rows.length > 1);
  if (twice.length === 0) return;
  const zh = ledger.lang === 'zh';
  const list = twice.slice(0, MOST_NAMED).map((rows) => {
    const [i] = rows;
    const code = roles?.[i] ?? '';
    const role = ROLES.find((each) => each.code === code)?.[zh ? 'zh' : 'en'] ?? code;
    const of = plainCell(units?.[i] ?? null) || plainCell(facilities?.[i] ?? null);
    const what = `${of} ${role}`.trim().slice(0, 60);
    return zh ? `${what}（行 ${ledger.rowList(rows)}）` : `${what} (rows ${ledger.rowList(rows)})`;
  });
  ledger.warn('staff_added', {
    count: twice.length,
    list: list.join(zh ? '；' : '; ') + (twice.length > list.length ? '…' : '')
  });
}

/** More words that are no role are named together, and kept as they are. */
const MOST_ASKED = 20;
/** Words less like than this are no likely answer. */
const LIKE = 0.5;

/**
 * The role of each row as its code; the user's answer `role:WORD` counts first. A word that is no role is asked about, with the
 * likeliest roles, and stays as it is (a rule of the user's own may ask for it). A row without a role is rejected unless it
 * has a column a role (`wide`).
 */
export function checkRoles(ledger: Ledger, cells: Cells, wide: boolean): Cells {
  const open = new Map<string, number[]>();
  const out: Cells = cells.map((cell, i) => {
    if (!ledger.stands(i)) return null;
    if (isMissing(cell)) {
      if (!wide) ledger.reject(i, 'role', 'no_role');
      return null;
    }
    const word = plainCell(cell);
    const role = roleByWord(word) ?? roleByWord(word.replace(/(人数|数量|数)$/, ''));
    if (role) return role.code;
    const rows = open.get(word);
    if (rows) rows.push(i);
    else open.set(word, [i]);
    return word;
  });
  const unknown = new Map<string, number[]>();
  for (const [k, [word, rows]] of [...open].entries()) {
    const likely = likelyRoles(word);
    const said = k < MOST_ASKED && likely.length > 0 ? askRole(ledger, word, likely, rows.length) : '';
    if (said === '') unknown.set(word, rows);
    else for (const i of rows) out[i] = said;
  }
  ledger.warnWords('roles_unknown', unknown);
  return out;
}

/** Code of the role that the user says the word is, '' for none. The word itself is the first answer: no guess goes in unasked. */
function askRole(ledger: Ledger, word: string, likely: string[], count: number): string {
  const title = (code: string): { zh: string; en: string } => ROLES.find((role) => role.code === code)!;
  const answer = ledger.ask({
    code: 'ask_role',
    params: { word: word.slice(0, 40), count, likely_zh: title(likely[0]).zh, likely: title(likely[0]).en },
    key: `role:${word}`,
    options: ['own', ...likely],
    labels: [
      { zh: '都不是，照原样', en: 'none of them; leave it as it is' },
      ...likely.map((code) => ({ zh: title(code).zh, en: title(code).en }))
    ],
    mayWait: true
  });
  return answer === 'own' ? '' : answer;
}

/** Roles of whose words it shares most letters, the likeliest first; at most three. */
function likelyRoles(word: string): string[] {
  const letters = new Set(word.replace(/[员人数名个社区村居（）()]/g, ''));
  if (letters.size === 0) return [];
  const scored = ROLES.map(({ code, zh, synonyms_zh }, order) => {
    const shares = [zh, ...synonyms_zh].map((name) => {
      const other = new Set(name.replace(/[员人数名个社区村居（）()“”]/g, ''));
      const common = [...letters].filter((letter) => other.has(letter)).length;
      return common / Math.max(letters.size, other.size);
    });
    return { code, order, share: Math.max(...shares) };
  });
  return scored
    .filter(({ share }) => share >= LIKE)
    .sort((a, b) => b.share - a.share || a.order - b.order)
    .slice(0, 3)
    .map(({ code }) => code);
}
