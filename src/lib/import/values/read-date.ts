import { readChineseNumber } from './chinese-numerals.ts';
import { plainCell } from './numbers.ts';

export interface ReadDate {
  /** `2023-11-01`, or `2023-11` where no day is said. */
  iso: string;
  /** The same with day and month exchanged, where it may be meant: 03/04/2023; null where only one reading is a date. */
  other: string | null;
}

/**
 * A date as people write it: 2023-11-1, 2023/11/01, 2023.11.1, 20231101, 2023年11月1日, 二〇二三年十一月, 1/11/2023 (day
 * first is `iso`). Null where it is none, or a day that is not in the calendar.
 */
export function readDate(cell: string | null): ReadDate | null {
  const text = plainCell(cell)
    .replace(/\s*(\d{1,2}[:时]\d{1,2}.*)$/, '')
    .replace(/\s/g, '');
  const han = /^([^年]{2,4})年([^月]{1,3})月(?:([^日号]{1,3})[日号]?)?$/.exec(text);
  if (han) {
    const [year, month, day] = han.slice(1).map((part) => (part === undefined ? null : toNumber(part)));
    return year === null || month === null ? null : single(year, month, han[3] === undefined ? null : day);
  }
  const parts =
    /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts) return single(+parts[1], +parts[2], parts[3] === undefined ? null : +parts[3]);
  const turned = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (!turned) return null;
  const [a, b, year] = turned.slice(1).map(Number);
  const dayFirst = toIso(year, b, a);
  const monthFirst = toIso(year, a, b);
  if (dayFirst === null) return monthFirst === null ? null : { iso: monthFirst, other: null };
  return { iso: dayFirst, other: monthFirst === dayFirst ? null : monthFirst };
}

const toNumber = (text: string): number | null =>
  /^\d+$/.test(text) ? Number(text) : readChineseNumber(text);

function single(year: number, month: number, day: number | null): ReadDate | null {
  const full = year < 100 ? year + (year < 50 ? 2000 : 1900) : year;
  const iso = toIso(full, month, day ?? 1);
  return iso === null ? null : { iso: day === null ? iso.slice(0, 7) : iso, other: null };
}

function toIso(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same && year >= 1000 && year <= 9999 ? date.toISOString().slice(0, 10) : null;
}
