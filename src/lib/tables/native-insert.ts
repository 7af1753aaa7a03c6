import bindings, { type Vector } from '@duckdb/node-bindings';
import { BLOB, DOUBLE, DuckDBDataChunk, VARCHAR, type DuckDBAppender } from '@duckdb/node-api';
import { lengthOf, type Column } from './database.ts';

/** DuckDB's vector size: a data chunk holds no more rows. */
const CHUNK_ROWS = 2048;

/**
 * Appends columns of one length to a table chunk by chunk. The values are written into DuckDB's own memory, numbers and
 * bytes as they are: the library's way, value by value, takes five times as long.
 */
export function appendColumns(appender: DuckDBAppender, columns: readonly Column[]): void {
  const rows = lengthOf(columns[0]);
  const types = columns.map(({ type }) => (type === 'DOUBLE' ? DOUBLE : type === 'VARCHAR' ? VARCHAR : BLOB));
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const to = Math.min(rows, from + CHUNK_ROWS);
    const chunk = DuckDBDataChunk.create(types, to - from);
    columns.forEach((column, i) => {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, i);
      const absent = fill(vector, column, from, to);
      if (absent !== null) markAbsent(vector, absent);
    });
    appender.appendDataChunk(chunk);
  }
}

/** Writes the values of some rows into a vector; a bit for each row that is set where it is there, null where all are. */
function fill(vector: Vector, column: Column, from: number, to: number): Uint8Array | null {
  let there: Uint8Array | null = null;
  const leaveOut = (row: number): void => {
    there ??= new Uint8Array(CHUNK_ROWS / 8).fill(0xff);
    there[(row - from) >> 3] &= ~(1 << ((row - from) & 7));
  };
  if (column.type === 'DOUBLE') {
    const { buffer, byteOffset } = column.values;
    bindings.copy_data_to_vector(vector, 0, buffer as ArrayBuffer, byteOffset + 8 * from, 8 * (to - from));
    for (let row = from; row < to; row++) if (Number.isNaN(column.values[row])) leaveOut(row);
  } else if (column.type === 'VARCHAR' && column.packed) {
    const { bytes, offsets } = column.packed;
    for (let row = from; row < to; row++) {
      const [start, end] = [offsets[row], offsets[row + 1]];
      if (start === end) leaveOut(row);
      else bindings.vector_assign_string_element_len(vector, row - from, bytes.subarray(start, end));
    }
  } else if (column.type === 'VARCHAR') {
    for (let row = from; row < to; row++) {
      const text = column.values[row];
      if (text === null) leaveOut(row);
      else bindings.vector_assign_string_element(vector, row - from, text);
    }
  } else {
    for (let row = from; row < to; row++) {
      const blob = column.values[row];
      if (blob === null) leaveOut(row);
      else bindings.vector_assign_string_element_len(vector, row - from, blob);
    }
  }
  return there;
}

function markAbsent(vector: Vector, there: Uint8Array): void {
  bindings.vector_ensure_validity_writable(vector);
  bindings.copy_data_to_vector_validity(
    vector,
    0,
    there.buffer as ArrayBuffer,
    there.byteOffset,
    there.byteLength
  );
}
