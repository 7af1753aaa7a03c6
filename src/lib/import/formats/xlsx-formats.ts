import { isUnit } from '../values/units.ts';

/** How cells of a style are shown, as far as it changes what they mean. */
export interface CellFormat {
  kind: 'number' | 'date' | 'time';
  /** Digits to which whole numbers are filled with zeros (`00000`), 0 for none. */
  digits: number;
  /** Unit that stands behind the number (`0.0"亩"`), '' for none. */
  unit: string;
}

export const GENERAL: CellFormat = { kind: 'number', digits: 0, unit: '' };

/** Built-in formats that are dates, those of Chinese, Japanese and Korean Excel included (ECMA-376 part 1, 18.8.30). */
const DATES = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];
const TIMES = [18, 19, 20, 21, 32, 33, 45, 46, 47];

/** What the format with this number and code says. */
export function readFormat(id: number, code: string | undefined): CellFormat {
  if (code === undefined || code === 'General') {
    if (DATES.includes(id)) return { ...GENERAL, kind: 'date' };
    return TIMES.includes(id) ? { ...GENERAL, kind: 'time' } : GENERAL;
  }
  const [first] = code.split(';');
  const bare = first
    .replace(/\[(?!h|m|s)[^\]]*\]/gi, '')
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .toLowerCase();
  if (bare !== 'general' && /[ymdhs年月日时]/.test(bare) && !/[#0?]/.test(bare.replace(/s\.0+/g, '')))
    return {
      ...GENERAL,
      kind: /[yd]/.test(bare) || (/m/.test(bare) && !/[hs]/.test(bare)) ? 'date' : 'time'
    };
  const digits = /^0{2,}$/.test(bare.trim()) ? bare.trim().length : 0;
  const unit = /[0#?]\s*"([^"]{1,6})"\s*$/.exec(first)?.[1].trim() ?? '';
  return { kind: 'number', digits, unit: isUnit(unit) ? unit : '' };
}

const DAY_MS = 86_400_000;

/**
 * The serial number of a date as ISO text (`2023-11-01`, with a time where it has one). In the system of 1900 day 60 is
 * 29 February 1900, which never was: null; so is what lies beyond the year 9999.
 */
export function serialToIso(serial: number, from1904: boolean): string | null {
  if (!(serial >= 0) || serial > 2_958_466) return null;
  const day = Math.floor(serial);
  if (!from1904 && day === 60) return null;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const ms = epoch + Math.round(serial * 86_400) * 1000;
  const iso = new Date(ms).toISOString();
  return ms % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

/** The time of day of a serial number, `08:30:00`; beyond a day as hours. */
export function serialToTime(serial: number): string {
  const seconds = Math.round(serial * 86_400);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}

/**
 * A number of a cell as text: shortest, of the 15 digits that Excel computes with, so that 0.1 + 0.2 is 0.3. Whole
 * numbers stay as stored.
 */
export function numberText(stored: string, { digits, unit }: CellFormat): string {
  const value = Number(stored);
  if (!Number.isFinite(value) || stored.trim() === '') return stored;
  let text = String(value);
  if (Number.isInteger(value)) {
    if (Math.abs(value) >= 1e15) text = BigInt(value).toString();
    if (digits > 0 && value >= 0) text = text.padStart(digits, '0');
  } else if (text.length > 15) text = String(Number(value.toPrecision(15)));
  return text + unit;
}

/** Whether a stored whole number has more digits than Excel keeps. */
export const losesDigits = (stored: string): boolean => Math.abs(Number(stored)) >= 1e15;
