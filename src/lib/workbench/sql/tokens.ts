/** A piece of SQL: `at` and `end` are places in the text. A name in quotes is without them in `text`. */
export interface Token {
  kind: 'word' | 'name' | 'text' | 'number' | 'mark';
  text: string;
  at: number;
  end: number;
}

/** What is not closed before the text ends, and where it begins. */
export interface Unclosed {
  what: 'text' | 'name' | 'comment';
  at: number;
}

const WORD_START = /[\p{L}_]/u;
const WORD = /[\p{L}\p{N}_$]+/uy;
const NUMBER =
  /(0[xX][0-9a-fA-F_]+|[0-9][0-9_]*(\.[0-9_]*)?([eE][+-]?[0-9]+)?|\.[0-9][0-9_]*([eE][+-]?[0-9]+)?)/y;
const DOLLAR = /\$([\p{L}_][\p{L}\p{N}_]*)?\$/uy;

/**
 * The tokens of SQL as DuckDB reads it, comments left out: texts (`'…'`, with backslashes only in `E'…'`, `$tag$…$tag$`), names in
 * quotes, comments to the end of the line and in slash and star, which may stand in each other. What is not closed ends the list.
 */
export function tokenize(sql: string): { tokens: Token[]; unclosed: Unclosed | null } {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Token['kind'], end: number, text = sql.slice(at, end)): void => {
    tokens.push({ kind, text, at, end });
    at = end;
  };
  while (at < sql.length) {
    const sign = sql[at];
    if (/\s/u.test(sign) || sign === '\uFEFF') at++;
    else if (sql.startsWith('--', at)) at = lineEnd(sql, at);
    else if (sql.startsWith('/*', at)) {
      const end = commentEnd(sql, at);
      if (end < 0) return { tokens, unclosed: { what: 'comment', at } };
      at = end;
    } else if (sign === "'" || (/[eE]/.test(sign) && sql[at + 1] === "'")) {
      const from = sign === "'" ? at + 1 : at + 2;
      const end = quoteEnd(sql, from, "'", sign !== "'");
      if (end < 0) return { tokens, unclosed: { what: 'text', at } };
      push('text', end);
    } else if (sign === '"') {
      const end = quoteEnd(sql, at + 1, '"', false);
      if (end < 0) return { tokens, unclosed: { what: 'name', at } };
      push('name', end, sql.slice(at + 1, end - 1).replaceAll('""', '"'));
    } else if (sign === '$' && matchAt(DOLLAR, sql, at)) {
      const tag = matchAt(DOLLAR, sql, at)!;
      const close = sql.indexOf(tag, at + tag.length);
      if (close < 0) return { tokens, unclosed: { what: 'text', at } };
      push('text', close + tag.length);
    } else if (WORD_START.test(String.fromCodePoint(sql.codePointAt(at)!)))
      push('word', at + (matchAt(WORD, sql, at)?.length ?? 1));
    else if (matchAt(NUMBER, sql, at)) push('number', at + matchAt(NUMBER, sql, at)!.length);
    else push('mark', at + 1);
  }
  return { tokens, unclosed: null };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function lineEnd(sql: string, from: number): number {
  const found = /[\r\n]/g;
  found.lastIndex = from;
  return found.exec(sql)?.index ?? sql.length;
}

/** The place after a comment, −1: it is not closed. */
function commentEnd(sql: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sql.length; at++) {
    if (sql.startsWith('/*', at)) {
      depth++;
      at++;
    } else if (sql.startsWith('*/', at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** The place after the quote that closes, −1: none does. */
function quoteEnd(sql: string, from: number, quote: string, backslashes: boolean): number {
  for (let at = from; at < sql.length; at++) {
    if (backslashes && sql[at] === '\\') at++;
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  return -1;
}

/** Line and column of a place in a text, both from 1; a character outside the basic plane is one column. */
export function placeOf(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: lines.length, column: [...lines[lines.length - 1]].length + 1 };
}
