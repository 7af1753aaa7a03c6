const DIGITS = '零一二三四五六七八九十';

/** Without spaces, full-width forms and Chinese digits up to ten. */
function plainFloor(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[一二三四五六七八九十]/g, (letter) => String(DIGITS.indexOf(letter)));
}

/** `1` for 一层, 1楼, 1F and 首层, `-1` for 地下一层 and B1, `1-2` for 一至二层; null for what is no floor. */
export function floorCode(plain: string): string | null {
  const text = plainFloor(plain);
  if (/^(首层|底层|底商|1楼底商)$/.test(text)) return '1';
  const below = /^(?:地下|负|b|-)(\d)(?:层|楼|f)?$/i.exec(text);
  if (below) return `-${below[1]}`;
  const range = /^(?:第)?(\d{1,2})(?:层|楼|f)?[-–~至到](\d{1,2})(?:层|楼|f)?$/i.exec(text);
  if (range) return `${range[1]}-${range[2]}`;
  const floor = /^(?:地上|第)?(\d{1,2})(?:层|楼|f)$/i.exec(text);
  return floor ? floor[1] : null;
}

/** Lowest and highest floor of premises: 1 is at street level, below 0 under ground; no floor is 0. */
export interface Floors {
  lowest: number;
  highest: number;
}

/**
 * The floors that a text names: a code (`1`, `-1`, `1-2`, `-1-2`) or words as `floorCode` reads them; 半地下室 and basement are
 * −1. Null where it names none, or says nothing.
 */
export function floorsOf(text: string): Floors | null {
  const plain = plainFloor(text);
  const code = /^-?\d{1,2}(--?\d{1,2})?$/.test(plain) ? plain : (floorCode(plain) ?? spanOf(plain));
  const found = code === null ? null : /^(-?\d{1,2})(?:-(-?\d{1,2}))?$/.exec(code);
  if (!found) return /地下|basement|cellar|underground/i.test(plain) ? { lowest: -1, highest: -1 } : null;
  const [a, b] = [Number(found[1]), Number(found[2] ?? found[1])];
  return a === 0 || b === 0 ? null : { lowest: Math.min(a, b), highest: Math.max(a, b) };
}

/** 地下一层至二层 as `-1-2`; null where it is no such span. */
function spanOf(plain: string): string | null {
  const [from, to, ...more] = plain.split(/[~至到、,]/);
  if (to === undefined || more.length > 0) return null;
  const [a, b] = [floorCode(from), floorCode(/\d$/.test(to) ? `${to}层` : to)];
  return a === null || b === null || /\d-/.test(a + b) ? null : `${a}-${b}`;
}
