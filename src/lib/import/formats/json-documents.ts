import { ImportError } from '../import-error.ts';
import { findJsonError, stringEnd } from './json-error.ts';

/** Whether a JSON value is an object with members. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The value of a JSON text, or null and where it stops being one. Whole numbers of more than 2^53 come as text, digit
 * for digit: as numbers they would lose the last ones, and they are mostly codes.
 */
export function tryJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(keepLongNumbers(text)) as unknown };
  } catch {
    return null;
  }
}

/** Why a text is refused that `tryJson` could not read; `line` is the number of its first line in the file. */
export function jsonRefusal(file: string, text: string, line = 1): ImportError {
  const at = findJsonError(text);
  return new ImportError(at.ended ? 'truncated_text' : 'bad_json', file, {
    line: at.line + line - 1,
    column: at.column,
    at: at.found
  });
}

/** Index after the first JSON document that begins at `from`, by its brackets; the length of the text if it never ends. */
export function documentEnd(text: string, from: number): number {
  let depth = 0;
  const bracket = /["{}[\]]/g;
  bracket.lastIndex = from;
  for (let found = bracket.exec(text); found; found = bracket.exec(text)) {
    if (found[0] === '"') {
      const end = stringEnd(text, found.index);
      if (end < 0) return text.length;
      bracket.lastIndex = end;
    } else if (found[0] === '{' || found[0] === '[') depth++;
    else if (--depth <= 0) return bracket.lastIndex;
  }
  return text.length;
}

/** The text with whole numbers that a double cannot hold as strings. */
function keepLongNumbers(text: string): string {
  if (!/[:,[\s]-?[1-9]\d{15,}\s*[,}\]]/.test(text)) return text;
  const out: string[] = [];
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    const between = text.slice(at, end);
    out.push(
      /\d{16}/.test(between)
        ? between.replace(/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g, (number) =>
            /^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number)) ? `"${number}"` : number
          )
        : between
    );
    const close = quote < 0 ? end : stringEnd(text, quote);
    at = close < 0 ? text.length : close;
    out.push(text.slice(end, at));
  }
  return out.join('');
}
