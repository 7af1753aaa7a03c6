import type { Compressors, FileMetaData, PageHeader, SchemaElement } from 'hyparquet';

/** A value column takes at least this little of the file; a file that claims more rows than this a byte is made up. */
const ROWS_A_BYTE = 64;
const ROWS_FREE = 1_000_000;
const MAX_PAGE = 256 * 1024 * 1024;
const MAX_UNPACKED = 2 * 1024 * 1024 * 1024;
/** Runs may be padded beyond the values of a page to whole groups of eight, 63 of them at most. */
const PADDING = 504;

/** A claim of the file that does not fit its size: the number of rows. */
export class TooManyRows extends Error {
  readonly rows: string;
  constructor(rows: string) {
    super('rows');
    this.rows = rows;
  }
}

/**
 * Holds what the file declares against what it has, page by page, before the reader believes it: the reader makes arrays
 * by declared counts, and fills runs of any declared length, so that one wrong byte would take gigabytes. Throws an
 * Error, or TooManyRows.
 */
export async function checkPages(
  bytes: Uint8Array,
  metadata: FileMetaData,
  compressors: Compressors,
  tick?: () => Promise<void>
): Promise<void> {
  const { parquetHeader } = await import('hyparquet/src/column.js');
  const { decompressPage } = await import('hyparquet/src/datapage.js');
  const schema = await import('hyparquet/src/schema.js');
  const limit = ROWS_FREE + ROWS_A_BYTE * bytes.length;
  let rows = 0;
  let unpacked = 0;
  for (const group of metadata.row_groups) {
    if (typeof group.num_rows !== 'bigint') throw new Error('row count');
    rows += Number(group.num_rows);
    if (!(Number(group.num_rows) >= 0) || rows > limit) throw new TooManyRows(String(group.num_rows));
    for (const { meta_data: column, file_path } of group.columns) {
      if (!column || file_path) throw new Error('column without data');
      const path = schema.getSchemaPath(metadata.schema, column.path_in_schema);
      const [repetition, definition] = [
        schema.getMaxRepetitionLevel(path),
        schema.getMaxDefinitionLevel(path)
      ];
      const element = path[path.length - 1].element;
      if (element.type === 'FIXED_LEN_BYTE_ARRAY' && !(element.type_length! > 0))
        throw new Error('type length');
      if (typeof column.num_values !== 'bigint') throw new Error('value count');
      const values = Number(column.num_values);
      if (!(values >= 0) || values > limit) throw new TooManyRows(String(column.num_values));
      if (repetition === 0 && values !== Number(group.num_rows)) throw new Error('rows of a column');
      const start = Number(column.dictionary_page_offset || column.data_page_offset);
      const end = start + Number(column.total_compressed_size);
      if (!(start >= 4) || !(end >= start) || end > bytes.length) throw new Error('page offset');
      const view = new DataView(bytes.buffer, bytes.byteOffset, end);
      const reader = { view, offset: start };
      for (let seen = 0; seen < values && reader.offset < end - 1;) {
        const header = parquetHeader(reader);
        const [packed, size] = [Number(header.compressed_page_size), Number(header.uncompressed_page_size)];
        if (!(packed >= 0) || packed > end - reader.offset) throw new Error('page size');
        unpacked += size;
        if (!(size >= 0) || size > MAX_PAGE || unpacked > MAX_UNPACKED) throw new Error('unpacked size');
        const page = bytes.subarray(reader.offset, reader.offset + packed);
        reader.offset += packed;
        const unpack = (part: Uint8Array, length: number): Uint8Array => {
          if (column.codec === 'ZSTD') checkZstd(part, length);
          return decompressPage(part, length, column.codec, compressors);
        };
        seen += checkPage(header, page, { element, repetition, definition, limit: values - seen, unpack });
        await tick?.();
      }
    }
  }
  if (typeof metadata.num_rows !== 'bigint') throw new Error('row count');
  if (Number(metadata.num_rows) !== rows) throw new TooManyRows(String(metadata.num_rows));
}

interface PageContext {
  element: SchemaElement;
  repetition: number;
  definition: number;
  /** Values that the column still has to give. */
  limit: number;
  unpack: (part: Uint8Array, length: number) => Uint8Array;
}

/** Checks one page; gives the number of values it holds, 0 for a dictionary. */
function checkPage(header: PageHeader, page: Uint8Array, context: PageContext): number {
  const size = Number(header.uncompressed_page_size);
  const bits = (level: number): number => 32 - Math.clz32(level);
  if (header.type === 'DICTIONARY_PAGE') {
    const count = header.dictionary_page_header?.num_values ?? -1;
    if (!(count >= 0) || count > size * 8) throw new Error('dictionary');
    return 0;
  }
  if (header.type === 'DATA_PAGE' && header.data_page_header) {
    const { num_values: count, encoding } = header.data_page_header;
    if (!(count >= 0) || count > context.limit) throw new Error('values of a page');
    const data = context.unpack(page, size);
    let at = 0;
    for (const level of [context.repetition, context.definition]) {
      if (level === 0) continue;
      const length = viewOf(data).getUint32(at, true);
      checkRuns(data, at + 4, at + 4 + length, bits(level), count);
      at += 4 + length;
    }
    checkValues(data, at, encoding, context.element, count);
    return count;
  }
  const v2 = header.data_page_header_v2;
  if (header.type !== 'DATA_PAGE_V2' || !v2) throw new Error('page type');
  const [repeated, defined] = [v2.repetition_levels_byte_length, v2.definition_levels_byte_length];
  if (!(v2.num_values >= 0) || v2.num_values > context.limit) throw new Error('values of a page');
  if (!(v2.num_nulls >= 0) || v2.num_nulls > v2.num_values) throw new Error('nulls of a page');
  if (!(repeated >= 0) || !(defined >= 0) || repeated + defined > page.length)
    throw new Error('levels of a page');
  if (context.repetition > 0) checkRuns(page, 0, repeated, bits(context.repetition), v2.num_values);
  if (context.definition > 0)
    checkRuns(page, repeated, repeated + defined, bits(context.definition), v2.num_values);
  const rest = page.subarray(repeated + defined);
  const data = v2.is_compressed === false ? rest : context.unpack(rest, size - repeated - defined);
  checkValues(data, 0, v2.encoding, context.element, v2.num_values - v2.num_nulls);
  return v2.num_values;
}

const viewOf = (data: Uint8Array): DataView => new DataView(data.buffer, data.byteOffset, data.byteLength);

function checkValues(
  data: Uint8Array,
  at: number,
  encoding: string,
  element: SchemaElement,
  count: number
): void {
  if (at >= data.length) return;
  if (encoding === 'RLE' && element.type === 'BOOLEAN') {
    checkRuns(data, at + 4, data.length, 1, count);
  } else if (encoding.endsWith('DICTIONARY')) {
    if (data[at] > 32) throw new Error('bit width');
    if (data[at] > 0) checkRuns(data, at + 1, data.length, data[at], count);
  } else if (encoding.startsWith('DELTA')) {
    const block = varint(data, at);
    const { value: parts } = varint(data, block.next);
    if (parts < 1 || parts > 65_536 || block.value > 1 << 26) throw new Error('delta block');
  } else if (encoding === 'BYTE_STREAM_SPLIT' && (element.type_length ?? 8) * count > data.length * 8) {
    throw new Error('byte stream');
  }
}

/** Runs and packed groups of the RLE hybrid: none may hold more than the values that are left. */
function checkRuns(data: Uint8Array, from: number, end: number, width: number, count: number): void {
  if (end > data.length) throw new Error('levels');
  let at = from;
  for (let seen = 0; seen < count && at < end;) {
    const { value, next } = varint(data, at);
    const groups = (value & 1) === 1;
    const held = groups ? Math.floor(value / 2) * 8 : Math.floor(value / 2);
    if (held > count - seen + PADDING) throw new Error('run length');
    at = next + (groups ? (held / 8) * width : Math.ceil(width / 8));
    seen += held;
  }
}

function varint(data: Uint8Array, from: number): { value: number; next: number } {
  let value = 0;
  for (let at = from; at < data.length && at < from + 5; at++) {
    value += (data[at] & 0x7f) * 2 ** (7 * (at - from));
    if (data[at] < 0x80) return { value, next: at + 1 };
  }
  throw new Error('varint');
}

/** A Zstandard frame may state a size of its own (RFC 8878 §3.1.1.1), by which its reader makes an array. */
function checkZstd(data: Uint8Array, length: number): void {
  if (data.length < 6) return;
  const view = viewOf(data);
  if (view.getUint32(0, true) !== 0xfd2fb528) throw new Error('zstd');
  const flags = data[4];
  const single = (flags & 0x20) !== 0;
  const at = 5 + (single ? 0 : 1) + [0, 1, 2, 4][flags & 3];
  const size = [single ? 1 : 0, 2, 4, 8][flags >> 6];
  if (data.length < at + size) throw new Error('zstd');
  if (!single && 2 ** (10 + (data[5] >> 3)) > MAX_PAGE) throw new Error('zstd window');
  const stated =
    size === 0
      ? length
      : size === 1
        ? data[at]
        : size === 2
          ? view.getUint16(at, true) + 256
          : size === 4
            ? view.getUint32(at, true)
            : Number(view.getBigUint64(at, true));
  if (stated !== length) throw new Error('zstd size');
}
