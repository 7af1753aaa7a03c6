import { tokenize, type Token } from './tokens.ts';

/** Why a text is not run. `at` is where. */
export interface Refusal {
  why:
    | 'empty'
    | 'long'
    | 'unclosed'
    | 'several'
    | 'brackets'
    | 'verb'
    | 'function'
    | 'file'
    | 'parameter'
    | 'nul';
  at: number;
  /** The word, function or sign it is about. */
  word: string;
}

/** A query that may be run: its text up to the `;` that may end it, and the names in it, in small letters. */
export interface Query {
  text: string;
  names: ReadonlySet<string>;
}

/** Statements that only read. */
const VERBS = new Set(['select', 'with', 'from', 'values', 'describe', 'summarize', 'show']);

/** Functions that read files, change settings, write, or run texts that were not looked at. */
const CLOSED =
  /^(read_.*|sniff_.*|glob|.*_scan|.*_scan_dumb|scan_.*|parquet_.*|(force_)?checkpoint|(enable|disable)_.*|truncate_.*|write_.*|query|query_table|getenv|getvariable|nextval|currval|set.*config|json_execute.*|from_substrait.*|from_json_plan|pragma_.*|which_secret|duckdb_secrets|sql_auto_complete|test_.*|load_.*|import_.*|export_.*|copy_.*)$/;

/** Longest text that is looked at. */
const MOST_LETTERS = 100_000;

/**
 * One statement that only reads, or why it is refused. This is the first of several holds: the engine's own, in `runQuery`, come after
 * it and do not rest on it.
 */
export function checkQuery(sql: string): { query: Query } | { refusal: Refusal } {
  const refuse = (why: Refusal['why'], at: number, word = '') => ({ refusal: { why, at, word } });
  if (sql.length > MOST_LETTERS) return refuse('long', MOST_LETTERS);
  if (sql.includes('\0')) return refuse('nul', sql.indexOf('\0'));
  const { tokens, unclosed } = tokenize(sql);
  if (unclosed) return refuse('unclosed', unclosed.at, sql[unclosed.at]);
  const stop = tokens.findIndex((token) => isMark(token, ';'));
  const used = stop < 0 ? tokens : tokens.slice(0, stop);
  if (used.length === 0) return refuse('empty', 0);
  const after = stop < 0 ? undefined : tokens.slice(stop).find((token) => !isMark(token, ';'));
  if (after) return refuse('several', after.at, after.text);
  const first = used.find((token) => !isMark(token, '('))!;
  if (first?.kind !== 'word' || !VERBS.has(first.text.toLowerCase()))
    return refuse('verb', first?.at ?? 0, first?.text ?? '(');
  const open: Token[] = [];
  for (const [k, token] of used.entries()) {
    if (isMark(token, '(')) open.push(token);
    else if (isMark(token, ')') && !open.pop()) return refuse('brackets', token.at, ')');
    else if (isMark(token, '?') || isMark(token, '$')) return refuse('parameter', token.at, token.text);
    const isName = token.kind === 'word' || token.kind === 'name';
    const next = used[k + 1];
    if (isName && next && isMark(next, '(') && CLOSED.test(token.text.toLowerCase()))
      return refuse('function', token.at, token.text);
    // FROM 'file.csv' would read a file.
    if (token.kind === 'text' && isFromBefore(used, k)) return refuse('file', token.at, token.text);
  }
  if (open.length > 0) return refuse('brackets', open[open.length - 1].at, '(');
  const names = used
    .filter(({ kind }) => kind === 'word' || kind === 'name')
    .map(({ text }) => text.toLowerCase());
  return { query: { text: sql.slice(0, used[used.length - 1].end), names: new Set(names) } };
}

const isMark = ({ kind, text }: Token, mark: string): boolean => kind === 'mark' && text === mark;

/** A text right after FROM, JOIN, DESCRIBE or SUMMARIZE is a file. */
function isFromBefore(tokens: readonly Token[], k: number): boolean {
  const before = tokens[k - 1];
  // trim(both 'x' from 'y'), substring('abc' from 2), extract(year from '2020-01-01') are no files.
  if (before?.kind !== 'word' || !/^(from|join|describe|summarize|table)$/i.test(before.text)) return false;
  return !/^from$/i.test(before.text) || !isInsideCall(tokens, k - 1);
}

/** FROM of a call such as extract(… FROM …): the bracket around it opens a call, and no SELECT stands in it. */
function isInsideCall(tokens: readonly Token[], from: number): boolean {
  let depth = 0;
  for (let k = from - 1; k >= 0; k--) {
    const token = tokens[k];
    if (isMark(token, ')')) depth++;
    else if (isMark(token, '(')) {
      if (depth === 0) return /^(extract|trim|substring|overlay)$/i.test(tokens[k - 1]?.text ?? '');
      depth--;
    } else if (depth === 0 && token.kind === 'word' && /^select$/i.test(token.text)) return false;
  }
  return false;
}
