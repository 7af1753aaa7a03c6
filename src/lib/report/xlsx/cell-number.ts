import { figure } from '../figures.ts';
import type { CellKind } from './sheet.ts';

const FORMATS: Partial<Record<CellKind, string>> = {
  share: '0.0%',
  points: '+#,##0.0;-#,##0.0;0.0',
  kilometres: '#,##0.0',
  degrees: '0.000000',
  date: 'yyyy-mm-dd'
};

/** The format in which a sheet shows a figure as `figure` writes it; numbers have one by their decimals. */
export function numberFormat(kind: CellKind, value: number): string {
  if (kind === 'number' || kind === 'minutes') {
    const decimals = figure(value, kind).split('.')[1]?.length ?? 0;
    return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  }
  return FORMATS[kind] ?? '#,##0';
}

/** The number that stands in the cell: differences of shares in percentage points, metres as kilometres; the digits of a double, no more. */
export function cellNumber(kind: CellKind, value: number): number {
  if (kind === 'points') return Number((value * 100).toPrecision(14));
  if (kind === 'kilometres') return Number((value / 1000).toPrecision(14));
  return Object.is(value, -0) ? 0 : value;
}

/** How wide a figure stands in its cell. */
export function figureWidth(kind: CellKind, value: number): number {
  if (kind === 'degrees') return 11;
  return figure(value, kind === 'date' ? 'number' : (kind as Parameters<typeof figure>[1])).length;
}

/** An ISO day as the number that a sheet counts days by, null for what is none: 1899-12-30 is 0 from March 1900 on. */
export function daySerial(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map(Number);
  const ms = Date.UTC(year, month - 1, day);
  const read = new Date(ms);
  if (year < 1901 || read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day) return null;
  return Math.round((ms - Date.UTC(1899, 11, 30)) / 86_400_000);
}
