import { z } from 'zod/mini';

const missing = '缺少这一项，请补上 · is missing: add it';

/** What a planner reads when a field is absent, or holds something else than `zh` and `en` say. */
export function expecting(zh: string, en: string) {
  return {
    error: (issue: { input?: unknown }) =>
      issue.input === undefined
        ? missing
        : `应为${zh}，得到 ${show(issue.input)} · expected ${en}, got ${show(issue.input)}`
  };
}

/** A value as it stands in the file, cut where it is long. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

export const text = z.string(expecting('文字', 'text'));
export const filledText = text.check(z.minLength(1, '不能为空，请填写 · must not be empty: fill it in'));
export const yesOrNo = z.boolean(expecting(' true 或 false', 'true or false'));
export const number = z.number(expecting('数', 'a number'));
export const positive = number.check(z.positive('应大于 0 · must be greater than 0'));
export const textOrNull = z.nullable(text);

/** One of the words, which the message lists. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, expecting(`下列之一：${values.join('、')}`, `one of: ${values.join(', ')}`));
}

/** A code out of a list that may be long: the message names the nearest few. `of` says what it is a code of. */
export function codeOf(codes: string[], of: { zh: string; en: string }) {
  const known = new Set(codes);
  return text.check(
    z.refine((code) => known.has(code), {
      error: ({ input }) => {
        const near = nearestOf(String(input), codes);
        return `${of.zh}里没有 ${show(input)}；相近的有：${near.join('、')} · ${of.en} has no ${show(input)}; near it are: ${near.join(', ')}`;
      }
    })
  );
}

/** The three codes that share the most pairs of letters with a word. */
export function nearestOf(word: string, codes: string[]): string[] {
  const pairs = (each: string) => new Set([...each].slice(1).map((letter, i) => each[i] + letter));
  const own = pairs(word);
  const likeness = (code: string) => {
    const other = pairs(code);
    return (2 * [...other].filter((pair) => own.has(pair)).length) / (own.size + other.size || 1);
  };
  return codes
    .map((code) => ({ code, near: likeness(code) }))
    .sort((a, b) => b.near - a.near)
    .slice(0, 3)
    .map(({ code }) => code);
}

/** An object in which a field that is not known is an error that names it, so that a slip of the pen is not lost. */
export function form<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `不认识的字段：${issue.keys?.join('、')}；请核对拼写，或删去它 · unknown field: ${issue.keys?.join(', ')}; check its spelling, or remove it`
        : issue.input === undefined
          ? missing
          : `应为对象，得到 ${show(issue.input)} · expected an object, got ${show(issue.input)}`
  });
}

/** A list of `item`. */
export const listOf = <Item extends z.core.SomeType>(item: Item) =>
  z.array(item, expecting('列表', 'a list'));

/** A list of `item` that has one at least. */
export const someOf = <Item extends z.core.SomeType>(item: Item) =>
  listOf(item).check(z.minLength(1, '至少要有一项 · must have one entry at least'));
