import { ROLES, roleByWord } from '../../standards/roles.ts';
import type { Ledger } from '../ledger.ts';
import { isMissing, plainCell } from '../values/numbers.ts';

type Cells = (string | null)[];

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
