import { ImportError } from '../import-error.ts';

/** A column of a dBase table. */
export interface DbfField {
  name: Uint8Array;
  /** Type letter: C text, N and F numbers as text, D date, L truth, M memo, and the binary ones of FoxPro. */
  type: string;
  /** First byte within a record, whose first is the mark of deletion; and its width. */
  at: number;
  width: number;
}

export interface DbfHeader {
  fields: DbfField[];
  /** Bytes before the first record, and of a record. */
  start: number;
  size: number;
  /** Whole records that are there; and what the header says, which may be wrong. */
  records: number;
  stated: number;
  /** Language byte. */
  language: number;
}

/**
 * The header of a dBase III/IV or FoxPro table (dBASE "Data File Header Structure"). Throws ImportError where the file is
 * cut off or its fields don't fit its records; nothing is allocated by what it states.
 */
export function readDbfHeader(file: string, bytes: Uint8Array): DbfHeader {
  const corrupt = (byte: number, zh: string, en: string): ImportError =>
    new ImportError('dbf_corrupt', file, { byte, detail_zh: zh, detail: en });
  if (bytes.length < 33) throw new ImportError('truncated', file, { byte: bytes.length, size: 33 });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stated = view.getUint32(4, true);
  const start = view.getUint16(8, true);
  const size = view.getUint16(10, true);
  if (start > bytes.length) throw new ImportError('truncated', file, { byte: bytes.length, size: start });
  const fields: DbfField[] = [];
  let width = 1;
  for (let p = 32; p + 32 <= start && bytes[p] !== 0x0d && bytes[p] !== 0; p += 32) {
    let end = p;
    while (end < p + 11 && bytes[end] !== 0) end++;
    const field = {
      name: bytes.subarray(p, end),
      type: String.fromCharCode(bytes[p + 11]).toUpperCase(),
      at: width,
      width: bytes[p + 16]
    };
    fields.push(field);
    width += field.width;
  }
  if (fields.length === 0) throw corrupt(32, '没有字段', 'it has no fields');
  if (width !== size) width = widenTexts(bytes, fields, size, width);
  if (width > size)
    throw corrupt(
      10,
      `字段共 ${width} 字节，记录只有 ${size} 字节`,
      `its fields take ${width} bytes of a record of ${size}`
    );
  const whole = Math.floor((bytes.length - start) / size);
  if (whole < stated)
    throw new ImportError('truncated', file, { byte: bytes.length, size: start + stated * size });
  return {
    fields,
    start,
    size,
    records: countRecords(bytes, start, size, stated, whole),
    stated,
    language: bytes[29]
  };
}

/** Clipper and FoxPro keep the high byte of a text's width where numbers have their decimals: used if it then fits. */
function widenTexts(bytes: Uint8Array, fields: DbfField[], size: number, plain: number): number {
  let at = 1;
  const wide = fields.map((field, i) => {
    const width = field.type === 'C' ? field.width + 256 * bytes[32 + 32 * i + 17] : field.width;
    at += width;
    return { at: at - width, width };
  });
  if (at !== size) return plain;
  wide.forEach((place, i) => Object.assign(fields[i], place));
  return at;
}

/** Records beyond the stated number are counted where no end mark precedes them: a program died before it wrote the header. */
function countRecords(bytes: Uint8Array, start: number, size: number, stated: number, whole: number): number {
  let count = stated;
  while (count < whole && (bytes[start + count * size] === 0x20 || bytes[start + count * size] === 0x2a))
    count++;
  return count;
}
