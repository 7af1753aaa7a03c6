import type { Columns } from '../columns.ts';
import { encodeGb18030 } from './gb18030.ts';
import { fieldNames, type FieldName } from './field-names.ts';
import type { LayerEncoding } from './layer-choice.ts';
import { attributesOf, rowsOf } from './layer-tables.ts';

/** Widest text of a dBase field in bytes, and width of a number. */
const TEXT = 254;
const NUMBER = 20;

/** A dBase table, its fields, and how many texts of each were too long and were cut. */
export interface Dbf {
  bytes: Uint8Array;
  fields: (FieldName & { cut: number })[];
}

/** The attributes of a layer as a dBase III table; `date` is that of its last change. Numbers keep as many digits as 20 characters hold, NaN is blank. */
export function writeDbf(columns: Columns, encoding: LayerEncoding, date: string): Dbf {
  const attributes = [...attributesOf(columns)];
  const rows = rowsOf(columns);
  const encode = encoding === 'gb18030' ? encodeGb18030 : (text: string) => new TextEncoder().encode(text);
  const named = fieldNames(attributes.map(([name]) => name));
  const fields = attributes.map(([, column], i) => {
    if (column.type === 'DOUBLE')
      return { ...named[i], cut: 0, width: NUMBER, decimals: decimalsOf(column.values), cells: null };
    let cut = 0;
    const cells = column.values.map((text) => {
      const whole = encode((text ?? '').replaceAll('\0', ''));
      if (whole.length <= TEXT) return whole;
      cut++;
      return cutWhole(text ?? '', encode);
    });
    const width = cells.reduce((most, cell) => Math.max(most, cell.length), 1);
    return { ...named[i], cut, width, decimals: 0, cells };
  });
  const head = 32 + 32 * fields.length + 1;
  const length = 1 + fields.reduce((sum, { width }) => sum + width, 0);
  const bytes = new Uint8Array(head + rows * length + 1).fill(0x20, head);
  const view = new DataView(bytes.buffer);
  const [year, month, day] = date.split('-').map(Number);
  bytes.set([3, year - 1900, month, day]);
  view.setUint32(4, rows, true);
  view.setUint16(8, head, true);
  view.setUint16(10, length, true);
  const ascii = new TextEncoder();
  fields.forEach(({ field, width, decimals, cells }, i) => {
    const at = 32 + 32 * i;
    bytes.set(ascii.encode(field), at);
    bytes[at + 11] = (cells ? 'C' : 'N').charCodeAt(0);
    bytes[at + 16] = width;
    bytes[at + 17] = decimals;
  });
  bytes[head - 1] = 0x0d;
  for (let row = 0; row < rows; row++) {
    let at = head + row * length + 1;
    fields.forEach(({ width, decimals, cells }, i) => {
      if (cells) bytes.set(cells[row], at);
      else {
        const text = numberText(attributes[i][1].values[row] as number, decimals);
        bytes.set(ascii.encode(text), at + width - text.length);
      }
      at += width;
    });
  }
  bytes[bytes.length - 1] = 0x1a;
  return { bytes, fields: fields.map(({ field, column, cut }) => ({ field, column, cut })) };
}

/** Decimals that all values of a column need, at most 9. */
function decimalsOf(values: Float64Array): number {
  let decimals = 0;
  for (const value of values)
    if (Number.isFinite(value)) while (decimals < 9 && Number(value.toFixed(decimals)) !== value) decimals++;
  return decimals;
}

/** Blank for what is no number, and for what is too large to be written in the field. */
function numberText(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '';
  for (let places = decimals; places >= 0; places--) {
    const text = value.toFixed(places);
    if (text.length <= NUMBER && !text.includes('e')) return text;
  }
  return '';
}

/** As many whole characters as fit. */
function cutWhole(text: string, encode: (text: string) => Uint8Array): Uint8Array {
  const bytes: number[] = [];
  for (const character of text.replaceAll('\0', '')) {
    const next = encode(character);
    if (bytes.length + next.length > TEXT) break;
    bytes.push(...next);
  }
  return new Uint8Array(bytes);
}
