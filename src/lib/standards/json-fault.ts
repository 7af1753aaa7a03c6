/** Where a text is no JSON, and what is wrong there. Lines and columns begin with 1. */
export interface JsonFault {
  line: number;
  column: number;
  zh: string;
  en: string;
}

/**
 * The JSON of a text that people write by hand, a byte-order mark left out. Throws an Error that says in Chinese and English on which
 * line what is wrong: the parsers' own messages are English, differ from browser to browser and often name no line.
 */
export function parseJson(text: string): unknown {
  const bare = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(bare);
  } catch (error) {
    const fault = findJsonFault(bare);
    if (fault === null) throw error;
    const { line, column, zh, en } = fault;
    throw new Error(`第 ${line} 行第 ${column} 列：${zh} · line ${line}, column ${column}: ${en}`, {
      cause: error
    });
  }
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
const MARK = /[“”‘’，：｛｝［］]/;

/** The first place where a text stops being JSON; null where it is JSON. Lists and objects may stand in one another to any depth. */
export function findJsonFault(text: string): JsonFault | null {
  let at = 0;
  const open: ('{' | '[')[] = [];
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return false;
    at += found[0].length;
    return true;
  };
  const takeMark = (mark: string): boolean => {
    take(SPACE);
    if (text[at] !== mark) return false;
    at++;
    return true;
  };
  const fail = (zh: string, en: string) => describeFault(text, at, zh, en);
  const takeKey = (): JsonFault | null => {
    take(SPACE);
    if (!take(STRING))
      return fail('这里应为双引号括起的字段名', 'expected the name of a field in double quotes');
    return takeMark(':')
      ? null
      : fail('字段名后应为英文冒号', 'expected a colon behind the name of the field');
  };
  for (;;) {
    // A value, or the beginning of one.
    take(SPACE);
    if (text[at] === '{' || text[at] === '[') {
      const mark = text[at++] as '{' | '[';
      if (!takeMark(mark === '{' ? '}' : ']')) {
        open.push(mark);
        const fault = mark === '{' ? takeKey() : null;
        if (fault !== null) return fault;
        continue;
      }
    } else if (!take(STRING) && !take(PLAIN)) return fail('这里应为一个值', 'expected a value');
    // What follows a value: the ends of what holds it, then a comma.
    while (open.length > 0 && takeMark(open[open.length - 1] === '{' ? '}' : ']')) open.pop();
    if (open.length === 0) {
      take(SPACE);
      return at === text.length
        ? null
        : fail('内容已经结束，后面多出文字', 'text behind the end of the content');
    }
    const end = open[open.length - 1] === '{' ? '}' : ']';
    if (!takeMark(',')) return fail(`这里应为英文逗号或 ${end}`, `expected a comma or ${end}`);
    take(SPACE);
    if (text[at] === end) return fail(`${end} 前多了一个逗号`, `a comma too many before ${end}`);
    const fault = end === '}' ? takeKey() : null;
    if (fault !== null) return fault;
  }
}

function describeFault(text: string, at: number, zh: string, en: string): JsonFault {
  const before = text.slice(0, at).split('\n');
  const place = { line: before.length, column: before[before.length - 1].length + 1 };
  const got = text.slice(at).split('\n')[0].trim().slice(0, 20);
  if (at >= text.length)
    return {
      ...place,
      zh: `${zh}，文件却到此为止（少了括号？）`,
      en: `${en}, but the file ends (a bracket missing?)`
    };
  if (MARK.test(got[0] ?? ''))
    return { ...place, zh: `${zh}，得到中文标点：${got}`, en: `${en}, got a full-width mark: ${got}` };
  return { ...place, zh: `${zh}，得到：${got}`, en: `${en}, got: ${got}` };
}
