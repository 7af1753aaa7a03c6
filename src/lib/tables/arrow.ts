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
import type { Column, Table } from './database.ts';
import { columnOf } from './arrow-values.ts';

/** Rows of a record batch at most, and bytes of its text and blobs: Arrow's 32-bit offsets end at 2 GiB. */
const BATCH_ROWS = 65_536;
const BATCH_BYTES = 256 * 1024 * 1024;

const encoder = new TextEncoder();

/** `table` as an Arrow IPC stream (for the database) or file (for keeping); SQL NULL is an Arrow null. */
export function toIpc(table: Table, form: 'stream' | 'file'): Uint8Array {
  return tableToIPC(toArrow(table), form);
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

function toArrow(table: Table): ArrowTable {
  const columns = [...table.values()];
  const rows = columns[0]?.values.length ?? 0;
  const fields = [...table].map(([name, column]) => new Field(name, arrowType(column), true));
  const schema = new Schema(fields);
  const batches: RecordBatch[] = [];
  for (let from = 0; from < rows;) {
    const to = batchEnd(columns, from, rows);
    const children = columns.map((column) => dataOf(column, from, to));
    batches.push(
      new RecordBatch(
        schema,
        makeData({ type: new Struct(fields), length: to - from, nullCount: 0, children })
      )
    );
    from = to;
  }
  return new ArrowTable(schema, batches);
}

function arrowType(column: Column): DataType {
  if (column.type === 'DOUBLE') return new Float64();
  return column.type === 'VARCHAR' ? new Utf8() : new Binary();
}

/** Last row + 1 of the batch that starts at `from`: at least one row, and no more than the caps allow. */
function batchEnd(columns: Column[], from: number, rows: number): number {
  const last = Math.min(rows, from + BATCH_ROWS);
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
  const valueOffsets = new Int32Array(length + 1);
  const data = new Uint8Array(bytesAtMost(column, from, to));
  for (let i = 0, at = 0; i < length; i++) {
    const value = column.values[from + i];
    mark(i, value === null);
    if (typeof value === 'string') at += encoder.encodeInto(value, data.subarray(at)).written;
    else if (value !== null) {
      data.set(value, at);
      at += value.length;
    }
    valueOffsets[i + 1] = at;
  }
  return column.type === 'VARCHAR'
    ? makeData({
        type: new Utf8(),
        length,
        nullCount,
        nullBitmap,
        valueOffsets,
        data: data.subarray(0, valueOffsets[length])
      })
    : makeData({
        type: new Binary(),
        length,
        nullCount,
        nullBitmap,
        valueOffsets,
        data: data.subarray(0, valueOffsets[length])
      });
}
