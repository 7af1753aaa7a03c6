import { Failure } from './failure.ts';

function refuse(option: string, value: string, zh: string, en: string): Failure {
  return new Failure(
    `${option}：需要${zh}，得到的是“${value}”`,
    `${option}: expected ${en}, got "${value}"`,
    2
  );
}

/** Reads `lon,lat` in degrees. Throws a usage failure for anything else, also for degrees that no place has. */
export function parsePosition(option: string): (value: string) => [number, number] {
  return (value) => {
    const parts = value.split(/[,，]/).map((part) => (part.trim() === '' ? NaN : Number(part)));
    const [lon, lat] = parts;
    if (parts.length !== 2 || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90))
      throw refuse(option, value, '“经度,纬度”（度）', '"lon,lat" in degrees');
    return [lon, lat];
  };
}

/** Reads a number above 0. */
export function parseNumber(option: string): (value: string) => number {
  return (value) => {
    const number = value.trim() === '' ? NaN : Number(value);
    if (!(number > 0 && number < Infinity)) throw refuse(option, value, '大于 0 的数', 'a number above 0');
    return number;
  };
}

/** Reads `5,10,15`: numbers above 0, each once, in the order given. */
export function parseNumbers(option: string): (value: string) => number[] {
  return (value) => {
    const numbers = value.split(/[,，]/).map((part) => (part.trim() === '' ? NaN : Number(part)));
    if (!numbers.every((number) => number > 0 && number < Infinity))
      throw refuse(option, value, '大于 0 的数，用逗号分隔', 'numbers above 0 with commas between them');
    return [...new Set(numbers)];
  };
}

/** Reads a whole number from `least` to `most`. */
export function parseWhole(
  option: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER
): (value: string) => number {
  return (value) => {
    const number = value.trim() === '' ? NaN : Number(value);
    if (!Number.isSafeInteger(number) || number < least || number > most) {
      const range =
        most === Number.MAX_SAFE_INTEGER
          ? [`不小于 ${least} 的整数`, `a whole number from ${least}`]
          : [`${least} 到 ${most} 的整数`, `a whole number from ${least} to ${most}`];
      throw refuse(option, value, range[0], range[1]);
    }
    return number;
  };
}

/**
 * Reads `a=b,c=d` as a record; a comma that no `name=` follows belongs to the value before it. `a=` says that there is
 * none, where the option knows of none.
 */
export function parsePairs(
  option: string,
  none = false
): (value: string, before?: Record<string, string>) => Record<string, string> {
  return (value, before = {}) => {
    const pairs = value.split(/,(?=[^,=]*=)/).map((pair): [string, string] => {
      const at = pair.indexOf('=');
      if (at <= 0 || (!none && at === pair.length - 1))
        throw refuse(option, value, '“左=右,…”', '"left=right,…"');
      // A blank alone is an answer: the tab between columns.
      const right = pair.slice(at + 1);
      return [pair.slice(0, at).trim(), right.trim() || right];
    });
    return { ...before, ...Object.fromEntries(pairs) };
  };
}

/** Reads `a,b,c`. */
export function parseList(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Reads a share up to 1: above 0, or from `least` on where that is given. */
export function parseShare(option: string, least?: number): (value: string) => number {
  return (value) => {
    const number = value.trim() === '' ? NaN : Number(value);
    if (!(number <= 1 && (least === undefined ? number > 0 : number >= least)))
      throw refuse(
        option,
        value,
        least === undefined ? '大于 0、不大于 1 的比例' : `${least} 到 1 的比例`,
        least === undefined ? 'a share above 0 and at most 1' : `a share from ${least} to 1`
      );
    return number;
  };
}

/** Reads ids with commas between them, each once; an option given again adds to those before. */
export function parseIds(value: string, before: string[] = []): string[] {
  return [...new Set([...before, ...parseList(value)])];
}
