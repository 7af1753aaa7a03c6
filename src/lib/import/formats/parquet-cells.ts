import type { SchemaElement } from 'hyparquet';
import { toCell } from './text-columns.ts';

/** A raw value of a column as text; null is an empty cell. */
export type CellReader = (value: unknown) => string | null;

const DAY = 86_400_000;

/**
 * How values of a column become text: whole numbers and decimals exactly, dates and times as ISO 8601 (with Z where they
 * are UTC), bytes as UTF-8 text only if the file says they are. Null for bytes that say nothing.
 */
export function cellReader(element: SchemaElement): CellReader | null {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = (logical?.type === 'DECIMAL' ? logical.scale : element.scale) ?? 0;
    return (value) => (value === null || value === undefined ? null : decimal(wholeOf(value), scale));
  }
  if (converted === 'DATE' || logical?.type === 'DATE')
    return (value) => (isWhole(value) ? isoTime(BigInt(value) * BigInt(DAY), 1000n).slice(0, 10) : null);
  if (logical?.type === 'TIMESTAMP' || /^TIMESTAMP_/.test(converted ?? '')) {
    const unit = logical?.type === 'TIMESTAMP' ? logical.unit : converted!.slice(10);
    const perSecond = unit === 'NANOS' ? 1_000_000_000n : unit === 'MICROS' ? 1_000_000n : 1000n;
    const utc = logical?.type === 'TIMESTAMP' ? logical.isAdjustedToUTC : true;
    return (value) => (isWhole(value) ? isoTime(BigInt(value), perSecond) + (utc ? 'Z' : '') : null);
  }
  if (type === 'INT96') return (value) => (typeof value === 'string' ? value : toCell(value));
  if (logical?.type === 'TIME' || /^TIME_/.test(converted ?? '')) {
    const unit = logical?.type === 'TIME' ? logical.unit : converted!.slice(5);
    const perSecond = unit === 'NANOS' ? 1_000_000_000n : unit === 'MICROS' ? 1_000_000n : 1000n;
    return (value) => (isWhole(value) ? isoTime(BigInt(value), perSecond).slice(11) : null);
  }
  const unsigned = /^UINT/.test(converted ?? '') || (logical?.type === 'INTEGER' && !logical.isSigned);
  if (unsigned && (type === 'INT32' || type === 'INT64')) {
    const bits = type === 'INT32' ? 32 : 64;
    return (value) => (isWhole(value) ? String(BigInt.asUintN(bits, BigInt(value))) : null);
  }
  if (type === 'FLOAT')
    return (value) => (typeof value === 'number' ? String(Number(value.toPrecision(7))) : null);
  if (logical?.type === 'UUID') return (value) => (value instanceof Uint8Array ? uuid(value) : null);
  if (type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY') {
    const words =
      ['UTF8', 'ENUM', 'JSON'].includes(converted ?? '') ||
      ['STRING', 'ENUM', 'JSON'].includes(logical?.type ?? '');
    if (!words) return null;
    return (value) => toCell(value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
  }
  return toCell;
}

const isWhole = (value: unknown): value is number | bigint =>
  typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));

function wholeOf(value: unknown): bigint {
  if (value instanceof Uint8Array) {
    let whole = 0n;
    for (const byte of value) whole = (whole << 8n) | BigInt(byte);
    return BigInt.asIntN(value.length * 8, whole);
  }
  return isWhole(value) ? BigInt(value) : 0n;
}

/** A whole number with its last `scale` digits after the point, none of them lost. */
export function decimal(whole: bigint, scale: number): string {
  if (!(scale > 0)) return String(whole);
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0');
  return `${whole < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** A time in units since 1970 as ISO 8601 without its zone; fractions of a second as far as they are not zero. */
export function isoTime(value: bigint, perSecond: bigint): string {
  const rest = ((value % perSecond) + perSecond) % perSecond;
  const seconds = Number((value - rest) / perSecond);
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(value);
  const digits = String(rest)
    .padStart(String(perSecond).length - 1, '0')
    .replace(/0+$/, '');
  return date.toISOString().slice(0, -5) + (digits ? `.${digits}` : '');
}

function uuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
