import { readChineseNumber } from './chinese-numerals.ts';
import { readUnit, type Unit } from './units.ts';

/** What people write for "no value". A zero is a value. */
const MISSING = new Set([
  ...[
    '',
    '/',
    '\\',
    '-',
    '--',
    '---',
    '—',
    '——',
    '–',
    '.',
    '?',
    '？',
    '无',
    '空',
    '暂无',
    '没有',
    '不详',
    '未知',
    '未填',
    '缺'
  ],
  ...['n/a', 'na', 'nan', 'null', 'none', 'nil', 'undefined', '#n/a', '#value!', '#ref!', '#div/0!']
]);

/** Cell as people mean it: full-width letters and digits made plain, spaces around and zero-width marks taken off. */
export function plainCell(cell: string | null): string {
  if (cell === null) return '';
  // Most cells are plain already: a look at their letters costs a tenth of what follows.
  if (isPlain(cell)) return cell;
  return cell
    .normalize('NFKC')
    .replace(/[\u200B-\u200D\uFEFF\u00AD]/g, '')
    .trim();
}

/** Whether text is of ASCII and Chinese characters alone, which NFKC leaves as they are, without space at its ends. */
function isPlain(text: string): boolean {
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7e ? code < 0x4e00 || code > 0x9fff : code < 0x20) return false;
  }
  return length === 0 || (text.charCodeAt(0) !== 0x20 && text.charCodeAt(length - 1) !== 0x20);
}

/** First characters of what says that there is no value: a look at one spares the work on most cells. */
const FIRST = new Set([...MISSING].map((word) => word[0]));

/** Whether the cell says that there is no value (blank, `/`, 无, —, N/A …). */
export function isMissing(cell: string | null): boolean {
  if (cell === null) return true;
  const first = cell.charCodeAt(0);
  if ((first >= 0x30 && first <= 0x39) || (first >= 0x4e00 && first <= 0x9fff && !FIRST.has(cell[0])))
    return false;
  return MISSING.has(plainCell(cell).toLowerCase()) || /^[-—–]+$/.test(cell.trim());
}

export interface ReadNumber {
  /** In the unit that the column's field is kept in; NaN: missing. */
  value: number;
  /** The cell was a number with its unit, in 万, or in Chinese numerals, and was read so. */
  reworded: boolean;
  /** How it was written: as a plain number, in another form of digits, with its own unit, in numerals. */
  how: 'plain' | 'form' | 'unit' | 'numeral';
}

const PLAIN = /^-?\d{1,15}(\.\d{1,20})?$/;
const POWERS = Array.from({ length: 16 }, (_, k) => 10 ** k);

/**
 * The number that a cell of digits, perhaps with a sign and a point, plainly is (116.4, -3); NaN for every other cell. Whole
 * numbers below 10^15 divided by a power of ten below 10^16 are rounded once, so it is the number that `Number` reads.
 */
export function plainNumber(cell: string): number {
  const { length } = cell;
  const from = length > 0 && cell.charCodeAt(0) === 0x2d ? 1 : 0;
  let whole = 0;
  let point = -1;
  for (let i = from; i < length; i++) {
    const code = cell.charCodeAt(i);
    if (code >= 0x30 && code <= 0x39) whole = whole * 10 + code - 0x30;
    else if (code === 0x2e && point < 0 && i > from) point = i;
    else return NaN;
  }
  const digits = length - from - (point < 0 ? 0 : 1);
  if (digits === 0 || point === length - 1) return NaN;
  if (digits > 15) return PLAIN.test(cell) ? Number(cell) : NaN;
  const value = point < 0 ? whole : whole / POWERS[length - 1 - point];
  return from === 1 ? -value : value;
}

/**
 * The number in a cell: thousands separators, full-width digits, units (3.5亩 is 2,333 m²), 万, Chinese numerals; a
 * number without a unit of its own is in `column`'s (（万人）: times 10,000). Null where it is no number at all, where
 * its unit measures something else than `column`, and for `约300`, which `readAbout` reads.
 */
export function readNumber(cell: string | null, column: Unit | null = null): ReadNumber | null {
  const times = column?.times ?? 1;
  // Most cells are such; they cost nothing more.
  const given = cell === null ? NaN : plainNumber(cell);
  if (!Number.isNaN(given)) return { value: scale(given, times), reworded: false, how: 'plain' };
  if (isMissing(cell)) return { value: NaN, reworded: false, how: 'plain' };
  const plain = plainCell(cell).replace(/^'/, '').replace(/[−–]/g, '-');
  const direct = parsePlain(plain);
  if (direct !== null)
    return {
      value: scale(direct, times),
      reworded: false,
      how: plain === cell!.trim() && !/[, ]/.test(plain) ? 'plain' : 'form'
    };
  return plain.length > 40 ? null : readWorded(plain.replace(/\s/g, ''), column);
}

function readWorded(text: string, column: Unit | null): ReadNumber | null {
  const numeral = readChineseNumber(text);
  if (numeral !== null)
    // 1.2万 and 两万 are so many, whatever the column's unit would make of a bare number.
    return {
      value: /[万萬亿億]/.test(text) ? numeral : scale(numeral, column?.times ?? 1),
      reworded: true,
      how: /^[\d.]+[万萬亿億]$/.test(text) ? 'unit' : 'numeral'
    };
  const parts = /^([-+]?[\d.,]+(?:e[-+]?\d+)?|[零〇一二两三四五六七八九十百千]+)(\D.*)$/i.exec(text);
  const unit = parts ? readUnit(parts[2]) : null;
  if (!parts || !unit) return null;
  if (column && unit.kind !== 'any' && column.kind !== 'any' && unit.kind !== column.kind) return null;
  const value = parsePlain(parts[1]) ?? readChineseNumber(parts[1]);
  return value === null ? null : { value: scale(value, unit.times), reworded: true, how: 'unit' };
}

/** To 12 digits, so that 3.6 万 is 36000 and not 36000.00000000001. */
const scale = (value: number, times: number): number =>
  times === 1 ? value : Number((value * times).toPrecision(12));

const ABOUT = /^(约|大约|约为|近|将近|≈|~)|(左右|余|多|上下|不到|以上)$/;

/** The number in a cell that says it is about so many (约300, 300余人); null for every other cell. */
export function readAbout(cell: string | null, column: Unit | null = null): number | null {
  const plain = plainCell(cell).replace(/\s/g, '');
  if (plain.length > 24) return null;
  // 300余人: the word may stand before the unit.
  const bare = plain
    .replace(ABOUT, '')
    .replace(ABOUT, '')
    .replace(/(\d|[十百千万])[余多](?=\D{0,3}$)/, '$1');
  if (bare === plain || bare === '') return null;
  const read = readNumber(bare, column);
  return read && !Number.isNaN(read.value) ? read.value : null;
}

function parsePlain(text: string): number | null {
  const digits = /^[-+]?\d{1,3}([, ])\d{3}(\1\d{3})*(\.\d+)?$/.test(text) ? text.replace(/[, ]/g, '') : text;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(digits)) return null;
  const value = Number(digits);
  return Number.isFinite(value) ? value : null;
}

export interface ReadDegrees {
  value: number;
  /** It was written in another form than decimal degrees. */
  reworded: boolean;
}

/** A coordinate: decimal, or degrees, minutes and seconds (`116°23′29″E`, `E116.39`). NaN: missing. Null: unreadable. */
export function readDegrees(cell: string | null): ReadDegrees | null {
  const number = readNumber(cell);
  if (number && !number.reworded) return { value: number.value, reworded: false };
  const text = plainCell(cell)
    .toUpperCase()
    .replace(/[东經经]/g, 'E')
    .replace(/[北緯纬]/g, 'N');
  const turned = /[SW南西]/.test(text) ? -1 : 1;
  const bare = text.replace(/[EWNS南西:：]/g, '').replace(/\s+/g, '');
  const parts =
    /^(-?\d+(?:\.\d+)?)[°度º](?:(\d+(?:\.\d+)?)['′’分])?(?:(\d+(?:\.\d+)?)(?:["″”秒]|''|′′))?$/.exec(bare);
  if (parts) {
    const [degrees, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
    if (minutes >= 60 || seconds >= 60) return null;
    const size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
    // To 1e-10 degrees (0.01 mm), so that 24′36″ is 0.41 and not 0.41000000000000003.
    return { value: ((degrees < 0 ? -1 : 1) * turned * Math.round(size * 1e10)) / 1e10, reworded: true };
  }
  if (bare === plainCell(cell)) return null;
  const value = parsePlain(bare);
  return value === null ? null : { value: turned * value, reworded: true };
}

const YES = new Set([
  '1',
  '是',
  '有',
  'y',
  'yes',
  'true',
  't',
  '村',
  '农村',
  'rural',
  '新建',
  '新',
  '√',
  '✓'
]);
const NO = new Set([
  '0',
  '否',
  'n',
  'no',
  'false',
  'f',
  '城市',
  '城',
  'urban',
  '社区',
  '居委会',
  '已建',
  '老旧',
  '旧',
  '×'
]);

/** Yes is 1, no is 0, missing is NaN; null where it is neither. */
export function readFlag(cell: string | null): number | null {
  const plain = plainCell(cell).toLowerCase();
  if (YES.has(plain)) return 1;
  if (NO.has(plain)) return 0;
  return isMissing(cell) ? NaN : null;
}
