import { plainText } from '../lib/report/csv.ts';

/** A column of rows that come in batches: words by their place in a list, or numbers. */
export type RowColumn = { name: string; words: readonly string[] } | { name: string; words: null };

/** Some rows, a typed array a column: places of words (−1: none), or numbers (NaN: none). */
export type RowBatch = (Int32Array | Float64Array)[];

const COMMA = 44;
const LINE_END = 10;
const ZERO = 48;

/** Decimals of k/1024 without trailing zeros, led by the point; all are exact in ten digits. */
const DECIMALS = Array.from({ length: 1024 }, (_, k) => new TextEncoder().encode(String(k / 1024).slice(1)));

/** Below this all of a number's binary digits down to 1/1024 fit: its decimals are those that `String` gives. */
const MOST_EXACT = 2 ** 20;

/**
 * A function from batches to lines of CSV as `writeCsv` writes them without a byte order mark: the shortest decimals
 * that read back as the same number, in UTF-8. The bytes stand until the next call.
 */
export function createCsvWriter(columns: readonly RowColumn[]): {
  header: Uint8Array;
  write: (batch: RowBatch) => Uint8Array;
} {
  const encoder = new TextEncoder();
  const words = columns.map(
    ({ words: list }) => list?.map((word) => encoder.encode(plainText(word))) ?? null
  );
  const header = encoder.encode(`${columns.map(({ name }) => plainText(name)).join(',')}\n`);
  let bytes = new Uint8Array(1 << 16);
  let at = 0;

  const putBytes = (word: Uint8Array): void => {
    for (let k = 0; k < word.length; k++) bytes[at++] = word[k];
  };
  const putNumber = (value: number): void => {
    if (Number.isNaN(value)) return;
    const parts = value * 1024;
    if (!(value >= 0 && value < MOST_EXACT && parts === Math.floor(parts))) {
      const text = String(value);
      for (let k = 0; k < text.length; k++) bytes[at++] = text.charCodeAt(k);
      return;
    }
    let whole = Math.floor(value);
    let digits = 1;
    for (let ten = 10; ten <= whole; ten *= 10) digits++;
    for (let k = digits - 1; k >= 0; k--) {
      bytes[at + k] = ZERO + (whole % 10);
      whole = Math.floor(whole / 10);
    }
    at += digits;
    const part = parts & 1023;
    if (part > 0) putBytes(DECIMALS[part]);
  };

  const write = (batch: RowBatch): Uint8Array => {
    at = 0;
    for (let row = 0; row < batch[0].length; row++) {
      let needed = 0;
      for (let c = 0; c < batch.length; c++) {
        const list = words[c];
        needed += list === null ? 26 : (list[batch[c][row]]?.length ?? 0) + 1;
      }
      if (at + needed > bytes.length) {
        const wider = new Uint8Array(2 * (at + needed));
        wider.set(bytes.subarray(0, at));
        bytes = wider;
      }
      for (let c = 0; c < batch.length; c++) {
        if (c > 0) bytes[at++] = COMMA;
        const value = batch[c][row];
        const list = words[c];
        if (list === null) putNumber(value);
        else if (value >= 0) putBytes(list[value]);
      }
      bytes[at++] = LINE_END;
    }
    return bytes.subarray(0, at);
  };
  return { header, write };
}
