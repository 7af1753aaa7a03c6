import { readDbfHeader, type DbfField, type DbfHeader } from './dbf-fields.ts';
import { cutTail, decideDbfEncoding } from './decode-dbf.ts';
import { ImportError } from '../import-error.ts';
import type { Repaired } from '../report.ts';
import { nameColumns } from '../column-names.ts';
import type { FileInput, Source, Tick } from '../source.ts';

/** A dBase table as columns of text: all its records, also the deleted ones, so that they stay beside their shapes. */
export interface DbfTable extends Pick<Source, 'headers' | 'columns' | 'encoding' | 'notes' | 'asks'> {
  records: number;
  /** 1 where the record is marked as deleted. */
  deleted: Uint8Array;
  /** Records with bytes that are no letters in this encoding. */
  garbled: Set<number>;
  /** Cells that hold no number, by column; the first of each are in `repaired`. */
  stars: Map<string, number>;
  /** Rows are the numbers of the records, from 1. */
  repaired: Repaired[];
}

/** Types of binary pointers into files beside: their content is not read. */
const ELSEWHERE = 'MGPW';
/** GDAL writes every empty number as stars: beyond so many a column they are counted, not listed one by one. */
const LISTED = 20;
/** Records between two ticks. */
const CHUNK = 4000;

/**
 * Reads a dBase table. Numbers stay the text they are; stars (overflow), a lone sign and blanks are null, dates ISO.
 * Throws ImportError where it is cut off, corrupt, or cannot be decoded.
 */
export async function parseDbf(input: FileInput, cpg?: Uint8Array, tick?: Tick): Promise<DbfTable> {
  const { file, bytes } = input;
  const header = readDbfHeader(file, bytes);
  // The null flags of FoxPro are no column of the user's.
  const fields = header.fields.filter(({ type }) => type !== '0');
  const texts = await gatherTexts(bytes, header, tick);
  const { encoding, asks, notes } = decideDbfEncoding(input, texts, cpg, header.language);
  const table: DbfTable = {
    ...nameFields(fields, encoding),
    columns: fields.map(() => []),
    encoding,
    asks,
    notes,
    records: header.records,
    deleted: new Uint8Array(header.records),
    garbled: new Set(),
    stars: new Map()
  };
  for (let r = 0; r < header.records; r++)
    if (bytes[header.start + r * header.size] === 0x2a) table.deleted[r] = 1;
  for (let from = 0; from < header.records; from += CHUNK) {
    const to = Math.min(header.records, from + CHUNK);
    fields.forEach((field, c) => readColumn(table, bytes, header, field, c, from, to));
    await tick?.(to / header.records);
  }
  const limit = Math.max(2, header.records / 100);
  if (table.garbled.size > limit)
    throw new ImportError('dbf_undecodable', file, {
      encoding,
      record: Math.min(...table.garbled) + 1,
      count: table.garbled.size
    });
  const memos = fields.flatMap(({ type }, c) => (ELSEWHERE.includes(type) ? [table.headers[c]] : []));
  if (memos.length > 0) notes.push({ code: 'dbf_memo', params: { columns: memos.join('、') } });
  const many = [...table.stars].filter(([, count]) => count > LISTED);
  if (many.length > 0)
    notes.push({
      code: 'dbf_stars',
      params: { columns: many.map(([name, count]) => `${name}×${count}`).join('、'), listed: LISTED }
    });
  if (header.records !== header.stated)
    notes.push({ code: 'dbf_count', params: { stated: header.stated, count: header.records } });
  return table;
}

/** The rows that stand for something: the records that are not deleted, and the note of those that are. */
export function keptRecords({ deleted }: DbfTable): { kept: number[]; notes: Source['notes'] } {
  const kept: number[] = [];
  const gone: number[] = [];
  deleted.forEach((mark, r) => (mark ? gone : kept).push(r));
  const shown = gone.slice(0, 20).map((r) => r + 1);
  const list = shown.join('、') + (gone.length > shown.length ? '…' : '');
  return {
    kept,
    notes: gone.length > 0 ? [{ code: 'dbf_deleted', params: { count: gone.length, records: list } }] : []
  };
}

/** End of a text: at its first NUL, without the blanks after it. */
function textEnd(bytes: Uint8Array, from: number, width: number): number {
  let to = from;
  const end = from + width;
  while (to < end && bytes[to] !== 0) to++;
  while (to > from && bytes[to - 1] === 0x20) to--;
  return to;
}

const isText = ({ type }: DbfField): boolean => !'NFDLITBYO+@'.includes(type) && !ELSEWHERE.includes(type);

/** Texts that an encoding is decided by, at most. */
const TEXTS = 20_000;

/**
 * The texts that are not plain ASCII: names of fields, and cells of the records; of many every second, fourth …, so that
 * they are from all over the table.
 */
async function gatherTexts(bytes: Uint8Array, header: DbfHeader, tick?: Tick): Promise<Uint8Array[]> {
  const beyond = (text: Uint8Array): boolean => text.some((byte) => byte >= 0x80);
  const names = header.fields.map(({ name }) => name).filter(beyond);
  let texts: Uint8Array[] = [];
  let step = 1;
  let seen = 0;
  const fields = header.fields.filter(isText);
  for (let r = 0; r < header.records; r++) {
    const start = header.start + r * header.size;
    for (const { at, width } of fields) {
      let k = start + at;
      const end = k + width;
      while (k < end && bytes[k] < 0x80) k++;
      if (k === end || seen++ % step > 0) continue;
      texts.push(bytes.subarray(start + at, textEnd(bytes, start + at, width)));
      if (texts.length < 2 * TEXTS) continue;
      texts = texts.filter((_, i) => i % 2 === 0);
      step *= 2;
    }
    if (r % 10_000 === 9999) await tick?.(0);
  }
  return [...names, ...texts];
}

/** Names of the fields as columns, without the half letter that ten bytes may end in, which is told. */
function nameFields(fields: DbfField[], encoding: string): { headers: string[]; repaired: Repaired[] } {
  const decoder = new TextDecoder(encoding);
  const cuts: [number, string][] = [];
  const names = fields.map(({ name }, c) => {
    const cut = name.length >= 9 ? cutTail(name, 0, name.length, encoding) : 0;
    if (cut > 0) cuts.push([c, decoder.decode(name)]);
    return decoder.decode(name.subarray(0, name.length - cut)).trim();
  });
  const { headers, repaired } = nameColumns(names, 0);
  for (const [c, was] of cuts)
    repaired.push({ row: 0, field: headers[c], code: 'dbf_cut', was, now: headers[c] });
  return { headers, repaired };
}

function readColumn(
  table: DbfTable,
  bytes: Uint8Array,
  { start, size }: DbfHeader,
  field: DbfField,
  c: number,
  from: number,
  to: number
): void {
  const column = table.columns[c];
  const name = table.headers[c];
  const { at, width, type } = field;
  if (ELSEWHERE.includes(type) || (type === 'B' && width !== 8)) {
    for (let r = from; r < to; r++) column.push(null);
    return;
  }
  const place = (r: number): number => start + r * size + at;
  if ('IT@BYO+'.includes(type)) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let r = from; r < to; r++) column.push(readBinary(view, place(r), field));
    return;
  }
  // One call of the decoder a chunk: a call a cell takes several times as long. No text holds NUL.
  const joined = new Uint8Array((to - from) * (width + 1));
  const cuts = new Map<number, number>();
  let length = 0;
  for (let r = from; r < to; r++) {
    const begin = place(r);
    let end = textEnd(bytes, begin, width);
    if (end === begin + width && width > 0 && isText(field)) {
      const cut = cutTail(bytes, begin, end, table.encoding);
      if (cut > 0) cuts.set(r, cut);
      end -= cut;
    }
    joined.set(bytes.subarray(begin, end), length);
    length += end - begin;
    joined[length++] = 0;
  }
  const decoder = new TextDecoder(table.encoding, { ignoreBOM: true });
  const read = decoder.decode(joined.subarray(0, length)).split('\0');
  for (let r = from; r < to; r++) {
    const raw = read[r - from];
    const cell = readText(raw, type);
    column.push(cell === '' ? null : cell);
    if (table.deleted[r]) continue;
    const row = r + 1;
    if (raw.includes('\uFFFD')) table.garbled.add(r);
    if (cuts.has(r))
      table.repaired.push({ row, field: name, code: 'dbf_cut', was: `${raw}\uFFFD`, now: raw });
    if (cell === '' && raw.trim() !== '' && 'NF'.includes(type)) {
      const count = (table.stars.get(name) ?? 0) + 1;
      table.stars.set(name, count);
      if (count <= LISTED)
        table.repaired.push({ row, field: name, code: 'dbf_no_number', was: raw.trim(), now: '' });
    }
  }
}

/** A cell that is kept as text in the table: `****` is a number too wide for its field. */
function readText(raw: string, type: string): string {
  const text = raw.trim();
  if (type === 'N' || type === 'F') {
    if (/^([*]+|[-+.]+)$/.test(text)) return '';
    // Decimals as the shortest digits of the same number (33.899999999999999 is 33.9); whole numbers as they stand.
    if (!/^[-+]?(\d*\.\d*|\d+(?=e))(e[-+]?\d+)?$/i.test(text)) return text;
    const short = String(Number(text));
    return /[en]/i.test(short) && !/e/i.test(text) ? text : short;
  }
  if (type === 'D') {
    if (/^0*$/.test(text)) return '';
    return text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  }
  if (type === 'L') return /^[yt]$/i.test(text) ? 'true' : /^[nf]$/i.test(text) ? 'false' : '';
  return raw;
}

/** Binary fields of Visual FoxPro and dBase 7; null where there is no value or it is none. */
function readBinary(view: DataView, p: number, { type, width }: DbfField): string | null {
  if (type === 'I' || type === '+') return width === 4 ? String(view.getInt32(p, true)) : null;
  if (width !== 8) return null;
  if (type === 'Y') return moneyText(view.getBigInt64(p, true));
  if (type === 'B' || type === 'O') {
    const value = view.getFloat64(p, true);
    return Number.isFinite(value) ? String(value) : null;
  }
  const days = view.getInt32(p, true);
  // Julian day 2440588 is 1970-01-01.
  const time = new Date((days - 2440588) * 86400000 + view.getInt32(p + 4, true));
  return days === 0 || Number.isNaN(time.getTime()) ? null : time.toISOString().slice(0, 19);
}

function moneyText(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(5, '0');
  const text = `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '');
  return value < 0n ? `-${text}` : text;
}
