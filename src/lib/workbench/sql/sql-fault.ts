import type { Refusal } from './check-query.ts';
import { placeOf } from './tokens.ts';

/** What is wrong with a query, to be said in words. */
export interface SqlFault {
  why:
    | Refusal['why']
    | (
        | 'table'
        | 'column'
        | 'unknown_function'
        | 'ambiguous'
        | 'group'
        | 'type'
        | 'syntax'
        | 'memory'
        | 'closed'
      )
    | 'other';
  /** Line and column from 1; null: not known. */
  place: { line: number; column: number } | null;
  word: string;
  /** Names that may have been meant. */
  near: string[];
  /** What the engine says, '' where it was not asked. */
  raw: string;
}

/** The fault of a text that is refused before the engine sees it. */
export function faultOfRefusal({ why, at, word }: Refusal, text: string): SqlFault {
  return { why, place: placeOf(text, at), word, near: [], raw: '' };
}

const KINDS: [SqlFault['why'], RegExp][] = [
  ['table', /Table with name (.+?) does not exist/],
  [
    'column',
    /Referenced column "(.+?)"(?: was)? not found|does not have a column named "(.+?)"|column "(.+?)" (?:not found|does not exist)/i
  ],
  ['column', /Referenced table "(.+?)" not found/],
  ['unknown_function', /Function with name (.+?) does not exist/],
  ['unknown_function', /No function matches the given name and argument types '(.+?)'/],
  ['ambiguous', /Ambiguous reference to (?:column name )?"(.+?)"/],
  ['group', /column "(.+?)" must appear in the GROUP BY clause/],
  ['syntax', /syntax error at (?:or near "(.+?)"|end of input)/],
  ['closed', /file system operations are disabled|Permission Error|read-only mode|has been locked/],
  ['memory', /Out of Memory|could not allocate|failed to allocate/i],
  [
    'type',
    /Conversion Error|Could not convert|Cannot compare values of type|Cannot mix values of type|out of range/i
  ]
];

/**
 * What the engine says of a query, taken apart. The text stood in the statement from line `1 + linesBefore` on, each of its lines whole.
 */
export function readFault(message: string, text: string, linesBefore: number): SqlFault {
  const raw = message.split(/\n\s*\nLINE /)[0].trim();
  const near = nearNames(message);
  const place = placeIn(message, text, linesBefore);
  for (const [why, pattern] of KINDS) {
    const found = pattern.exec(message);
    if (found) return { why, place, word: found.slice(1).find(Boolean) ?? '', near, raw };
  }
  return { why: 'other', place, word: '', near, raw };
}

function nearNames(message: string): string[] {
  const said =
    /(?:Candidate bindings|Candidate tables|Did you mean|Candidate functions):?([^\n]*)/.exec(message)?.[1] ??
    '';
  return [...said.matchAll(/"([^"]+)"/g)].map(([, name]) => name).slice(0, 5);
}

/** Place of the sign under which the engine puts its mark. A long line is cut at both ends: its piece is looked for. */
function placeIn(message: string, text: string, linesBefore: number): SqlFault['place'] {
  const found = /LINE (\d+): (.*)\n(\s*)\^/.exec(message);
  if (!found) return null;
  const line = Number(found[1]) - linesBefore;
  const lines = text.split('\n');
  if (line < 1 || line > lines.length) return null;
  const into = found[3].length - `LINE ${found[1]}: `.length;
  const piece = found[2].replace(/^\.\.\./, '').replace(/\.\.\.$/, '');
  const cut = found[2].startsWith('...') ? 3 : 0;
  const from = lines[line - 1].indexOf(piece);
  return { line, column: Math.max(1, (from < 0 ? 0 : from) + into - cut + 1) };
}
