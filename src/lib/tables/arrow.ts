import {
  Binary,
  Field,
  Float64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table as ArrowTable,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Data,
  type DataType
} from 'apache-arrow';
import { lengthOf, type Column, type Table } from './database.ts';
import { columnOf } from './arrow-values.ts';

/**
 * Rows of a record batch at most, and bytes of its text and blobs: Arrow's 32-bit offsets end at 2 GiB. The rows are those
 * of DuckDB's row groups: batches that begin or end within one take it twice as long and more.
 */
const BATCH_ROWS = 122_880;
const BATCH_BYTES = 256 * 1024 * 1024;

const encoder = new TextEncoder();

/** `table` as an Arrow IPC stream (for the database) or file (for keeping); SQL NULL is an Arrow null. */
export function toIpc(table: Table, form: 'stream' | 'file'): Uint8Array {
  const schema = schemaOf(table);
  return tableToIPC(new ArrowTable(schema, [...batchesOf(table, schema)]), form);
}

/** `table` as Arrow IPC streams of some rows each, made one at a time: the whole is never held beside the table. */
export function* toIpcParts(table: Table): Generator<Uint8Array> {
  const schema = schemaOf(table);
  for (const batch of batchesOf(table, schema)) yield tableToIPC(new ArrowTable(schema, [batch]), 'stream');
}

/** The table of an Arrow IPC file or stream that `toIpc` wrote. Throws on other bytes and on other column types. */
export function fromIpc(bytes: Uint8Array): Table {
  const arrow = tableFromIPC(bytes);
  const table: Table = new Map();
  arrow.schema.fields.forEach((field, i) => {
    const chunks = arrow.getChildAt(i)?.data ?? [];
    const column = columnOf(field.type, chunks, arrow.numRows);
    if (!column)
      throw new Error(`expected doubles, text or bytes in column ${field.name}, got ${field.type}`);
    table.set(field.name, column);
  });
  return table;
}

const schemaOf = (table: Table): Schema =>
  new Schema([...table].map(([name, column]) => new Field(name, arrowType(column), true)));

function* batchesOf(table: Table, schema: Schema): Generator<RecordBatch> {
  const columns = [...table.values()];
  const rows = columns.length > 0 ? lengthOf(columns[0]) : 0;
  for (let from = 0; from < rows;) {
    const to = batchEnd(columns, from, rows);
    const children = columns.map((column) => dataOf(column, from, to));
    const type = new Struct(schema.fields);
    yield new RecordBatch(schema, makeData({ type, length: to - from, nullCount: 0, children }));
    from = to;
  }
}

function arrowType(column: Column): DataType {
  if (column.type === 'DOUBLE') return new Float64();
  return column.type === 'VARCHAR' ? new Utf8() : new Binary();
}

/** Last row + 1 of the batch that starts at `from`: at least one row, and no more than the caps allow. */
function batchEnd(columns: Column[], from: number, rows: number): number {
  const last = Math.min(rows, from + BATCH_ROWS);
  const whole = columns.reduce((sum, column) => sum + bytesAtMost(column, from, last), 0);
  if (whole <= BATCH_BYTES) return last;
  let bytes = 0;
  for (let row = from; row < last; row++) {
    for (const column of columns) bytes += bytesAtMost(column, row, row + 1);
    if (bytes > BATCH_BYTES && row > from) return row;
  }
  return last;
}

/** Bytes that the text or blobs of some rows take at most: UTF-8 needs up to three for a UTF-16 unit. */
function bytesAtMost(column: Column, from: number, to: number): number {
  if (column.type === 'DOUBLE') return 0;
  if (column.type === 'VARCHAR' && column.packed)
    return column.packed.offsets[to] - column.packed.offsets[from];
  let units = 0;
  for (let row = from; row < to; row++) units += column.values[row]?.length ?? 0;
  return column.type === 'VARCHAR' ? 3 * units : units;
}

function dataOf(column: Column, from: number, to: number): Data {
  const length = to - from;
  const nullBitmap = new Uint8Array(Math.ceil(length / 8));
  let nullCount = 0;
  const mark = (i: number, isNull: boolean) => {
    if (isNull) nullCount++;
    else nullBitmap[i >> 3] |= 1 << (i & 7);
  };
  if (column.type === 'DOUBLE') {
    const data = column.values.slice(from, to);
    for (let i = 0; i < length; i++) mark(i, Number.isNaN(data[i]));
    return makeData({ type: new Float64(), length, nullCount, nullBitmap, data });
  }
  if (column.type === 'VARCHAR' && column.packed) {
    const { bytes, offsets } = column.packed;
    const valueOffsets = offsets.slice(from, to + 1);
    for (let i = 0; i <= length; i++) valueOffsets[i] -= offsets[from];
    for (let i = 0; i < length; i++) mark(i, valueOffsets[i] === valueOffsets[i + 1]);
    const data = bytes.subarray(offsets[from], offsets[to]);
    return makeData({ type: new Utf8(), length, nullCount, nullBitmap, valueOffsets, data });
  }
  const valueOffsets = new Int32Array(length + 1);
  for (let i = 0; i < length; i++) mark(i, column.values[from + i] === null);
  const data =
    column.type === 'VARCHAR'
      ? encodeTexts(column.values, from, to, valueOffsets)
      : joinBlobs(column.values, from, to, valueOffsets);
  const rest = { length, nullCount, nullBitmap, valueOffsets, data };
  return column.type === 'VARCHAR'
    ? makeData({ type: new Utf8(), ...rest })
    : makeData({ type: new Binary(), ...rest });
}

/** Texts one after the other in UTF-8, encoded in one go: a call for each took most of the time. */
function encodeTexts(texts: (string | null)[], from: number, to: number, offsets: Int32Array): Uint8Array {
  let at = 0;
  for (let row = from; row < to; row++) {
    const text = texts[row];
    if (text !== null) at += utf8Length(text);
    offsets[row - from + 1] = at;
  }
  const out = new Uint8Array(at);
  const { written } = encoder.encodeInto(texts.slice(from, to).join(''), out);
  if (written === at) return out;
  // Half a surrogate pair at a text's end met the other half: each text by itself, then.
  at = 0;
  for (let row = from; row < to; row++) {
    const text = texts[row];
    if (text !== null) at += encoder.encodeInto(text, out.subarray(at)).written;
    offsets[row - from + 1] = at;
  }
  return out.subarray(0, at);
}

/** Bytes of a text in UTF-8; half a surrogate pair is written as U+FFFD, of three bytes. */
function utf8Length(text: string): number {
  const { length } = text;
  let bytes = length;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // A pair takes four bytes for its two units.
    if (unit < 0xd800 || unit > 0xdbff || i + 1 === length) continue;
    const next = text.charCodeAt(i + 1);
    if (next < 0xdc00 || next > 0xdfff) continue;
    i++;
  }
  return bytes;
}

function joinBlobs(blobs: (Uint8Array | null)[], from: number, to: number, offsets: Int32Array): Uint8Array {
  for (let row = from; row < to; row++)
    offsets[row - from + 1] = offsets[row - from] + (blobs[row]?.length ?? 0);
  const out = new Uint8Array(offsets[to - from]);
  for (let row = from; row < to; row++) if (blobs[row] !== null) out.set(blobs[row]!, offsets[row - from]);
  return out;
}
