import { DataType, type Data } from 'apache-arrow';
import type { Column } from './database.ts';

// A leading U+FEFF belongs to the value: the decoder must not take it for a byte order mark.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * One Arrow column as a column of ours, `rows` long: numbers of every width as doubles, booleans as 0/1, text, bytes.
 * Null for a type that is none of these (dates, lists, structs, 128-bit unsigned …): the caller casts it in SQL.
 */
export function columnOf(type: DataType, chunks: readonly Data[], rows: number): Column | null {
  if (DataType.isUtf8(type) || DataType.isDictionary(type)) {
    if (DataType.isDictionary(type) && !DataType.isUtf8(type.dictionary)) return null;
    const values: (string | null)[] = [];
    for (const chunk of chunks) for (const value of textsOf(chunk)) values.push(value);
    return { type: 'VARCHAR', values };
  }
  if (DataType.isBinary(type)) {
    const values: (Uint8Array | null)[] = [];
    for (const chunk of chunks)
      for (let i = 0; i < chunk.length; i++)
        values.push(
          chunk.getValid(i) ? chunk.values.slice(chunk.valueOffsets[i], chunk.valueOffsets[i + 1]) : null
        );
    return { type: 'BLOB', values };
  }
  const read = numberReader(type);
  if (!read) return null;
  const values = new Float64Array(rows);
  let row = 0;
  for (const chunk of chunks) {
    const at = read(chunk);
    const whole = chunk.nullCount === 0;
    for (let i = 0; i < chunk.length; i++) values[row++] = whole || chunk.getValid(i) ? at(i) : NaN;
  }
  return { type: 'DOUBLE', values };
}

/** `value / 10^scale` as the nearest double; the same arithmetic on both engines. */
export function decimalToNumber(value: bigint, scale: number): number {
  return scale === 0 ? Number(value) : Number(value) / 10 ** scale;
}

type Reader = (chunk: Data) => (i: number) => number;

function numberReader(type: DataType): Reader | null {
  if (DataType.isNull(type)) return () => () => NaN;
  if (DataType.isFloat(type) || DataType.isInt(type)) return (chunk) => (i) => Number(chunk.values[i]);
  if (DataType.isBool(type))
    return (chunk) => (i) => (chunk.values[(chunk.offset + i) >> 3] >> ((chunk.offset + i) & 7)) & 1;
  if (DataType.isDecimal(type) && type.bitWidth === 128)
    return (chunk) => (i) => decimalToNumber(int128At(chunk.values, i), type.scale);
  return null;
}

function int128At(words: Uint32Array, i: number): bigint {
  let value = 0n;
  for (let word = 3; word >= 0; word--) value = (value << 32n) | BigInt(words[4 * i + word]);
  return BigInt.asIntN(128, value);
}

function textsOf(chunk: Data): (string | null)[] {
  if (DataType.isDictionary(chunk.type)) {
    const words = (chunk.dictionary?.data ?? []).flatMap(textsOf);
    return Array.from({ length: chunk.length }, (_, i) =>
      chunk.getValid(i) ? words[chunk.values[i]] : null
    );
  }
  // One decoding for the whole column, cut where the values end: a call for each value took most of the time.
  const { length, valueOffsets, values: bytes } = chunk;
  let at = valueOffsets[0];
  const all = length > 0 ? decoder.decode(bytes.subarray(at, valueOffsets[length])) : '';
  const texts: (string | null)[] = [];
  let unit = 0;
  for (let i = 0; i < length; i++) {
    const from = unit;
    // UTF-8 gives a UTF-16 unit for each byte that continues nothing, and a second one for each of four bytes.
    for (; at < valueOffsets[i + 1]; at++)
      unit += bytes[at] >= 0xf0 ? 2 : (bytes[at] & 0xc0) !== 0x80 ? 1 : 0;
    texts.push(chunk.getValid(i) ? all.slice(from, unit) : null);
  }
  return texts;
}
