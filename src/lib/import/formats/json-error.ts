/** Where a text stops being JSON: 1-based line and column, what stands there, and whether the text just ended. */
export interface JsonError {
  line: number;
  column: number;
  found: string;
  ended: boolean;
}

type Next = 'value' | 'first' | 'key' | 'colon' | 'more';

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const SPECIAL = /["\\\u0000-\u001f]/g;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SPACE = /[ \t\n\r]*/y;

/**
 * The place of the first error of a text that JSON.parse refused. Engines word the place differently (and older ones
 * give none for some errors), so it is found here, with a stack of our own instead of recursion.
 */
export function findJsonError(text: string): JsonError {
  const stack: ('{' | '[')[] = [];
  // What may come next: a value, a key (or the end of an object), a colon, or a comma or end.
  let next = 'value' as Next;
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  // Letter by letter: one pattern for a whole string runs out of stack at some ten megabytes.
  const takeString = (): boolean => {
    if (text[at] !== '"') return false;
    for (let from = at + 1; ;) {
      SPECIAL.lastIndex = from;
      const found = SPECIAL.exec(text);
      if (found === null || found[0] < ' ') return false;
      if (found[0] === '"') {
        at = found.index + 1;
        return true;
      }
      ESCAPE.lastIndex = found.index;
      if (!ESCAPE.test(text)) return false;
      from = ESCAPE.lastIndex;
    }
  };
  const step = (then: Next): void => {
    at++;
    next = then;
  };
  const close = (): void => {
    stack.pop();
    step('more');
  };
  for (;;) {
    take(SPACE);
    const letter = text[at];
    const open = stack.at(-1);
    if (letter === undefined) break;
    if (next === 'more') {
      if (open === undefined) break;
      if (letter === ',') step(open === '{' ? 'key' : 'value');
      else if (letter === (open === '{' ? '}' : ']')) close();
      else break;
    } else if (next === 'colon') {
      if (letter !== ':') break;
      step('value');
    } else if (next === 'first' && letter === (open === '{' ? '}' : ']')) close();
    else if (next === 'key' || (next === 'first' && open === '{')) {
      if (!takeString()) break;
      next = 'colon';
    } else if (letter === '{' || letter === '[') {
      stack.push(letter);
      step('first');
    } else if (takeString() || take(LITERAL)) next = 'more';
    else break;
  }
  const ended = at >= text.length || endsInside(text, at);
  const place = ended ? text.length : at;
  const before = text.slice(0, place);
  const line = before.split('\n').length;
  return {
    line,
    column: place - before.lastIndexOf('\n'),
    found: text.slice(at, at + 12).split('\n')[0],
    ended
  };
}

/** Whether the token at `at` is only begun: an open string, or part of a word or number at the very end. */
function endsInside(text: string, at: number): boolean {
  if (text[at] === '"')
    return stringEnd(text, at) < 0 && !/[\u0000-\u001f]/.test(text.slice(at, at + 2_000_000).trimEnd());
  const rest = text.slice(at, at + 6);
  return rest.length < 6 && /^(t|tr|tru|f|fa|fal|fals|n|nu|nul|-)$/.test(rest);
}

/** Index after the string that begins at `at`; −1 if it is not closed. */
export function stringEnd(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return -1;
}
