import type { Geometry } from 'geojson';
import type * as hyparquet from 'hyparquet';
import type { Compressors, FileMetaData, SchemaElement } from 'hyparquet';
import { isLine } from '../../geometry/wkb.ts';
import { hasHeight, wkbFault } from './read-geopackage.ts';
import { isKnownEncoding, readGeoCell, readGeoMetadata, type GeoColumn } from './geoparquet.ts';
import { ImportError } from '../import-error.ts';
import { cellReader, isoTime } from './parquet-cells.ts';
import { checkPages, TooManyRows } from './parquet-pages.ts';
import { nameColumns } from '../column-names.ts';
import { makeSource, type Fault, type FileInput, type Source, type Tick } from '../source.ts';
import { toCell } from './text-columns.ts';

type Library = Pick<
  typeof hyparquet,
  'parquetMetadata' | 'parquetRead' | 'parquetSchema' | 'snappyUncompress'
>;

interface Opened {
  library: Library;
  metadata: FileMetaData;
  compressors: Compressors;
  tick: Tick | undefined;
}

/**
 * A Parquet file as a Source: with the metadata of GeoParquet its shapes (WKB or native encodings), without them a table.
 * What it declares is checked against its bytes before anything is made of it. Throws ImportError.
 */
export async function readParquet({ file, bytes }: FileInput, tick?: Tick): Promise<Source> {
  if (bytes.length < 12 || String.fromCharCode(...bytes.subarray(-4)) !== 'PAR1')
    throw new ImportError('truncated', file, { byte: bytes.length, size: bytes.length });
  const library = await import('hyparquet');
  const guard = <T>(place: string, place_zh: string, read: () => Promise<T>): Promise<T> =>
    read().catch((error: unknown) => {
      throw refusal(file, bytes, error, place, place_zh);
    });
  const opened = await guard('its description', '文件尾部的说明', async () => {
    const metadata = library.parquetMetadata(bytes, { geoparquet: false, parsers: PARSERS });
    if (metadata.schema[0] === undefined || library.parquetSchema(metadata).children.length === 0)
      throw new Error('schema');
    return { library, metadata, compressors: await loadCompressors(library, metadata), tick };
  });
  let stop: { thrown: unknown } | null = null;
  const breathe = async (): Promise<void> => {
    await tick?.(0.2).catch((error: unknown) => {
      stop = { thrown: error };
      throw error;
    });
  };
  try {
    await checkPages(bytes, opened.metadata, opened.compressors, breathe);
  } catch (error) {
    if (stop !== null) throw (stop as { thrown: unknown }).thrown;
    throw refusal(file, bytes, error, 'its pages', '数据页');
  }
  const rows = Number(opened.metadata.num_rows);
  if (rows === 0) throw new ImportError('no_rows', file);
  const geo = geoColumn(opened);
  const top = library.parquetSchema(opened.metadata).children;
  const kept: { name: string; cells: (string | null)[] }[] = [];
  const notes: Source['notes'] = [];
  const geometry: (Geometry | null)[] = [];
  const faults: Fault[] = [];
  for (const [index, { element, children }] of top.entries()) {
    const { name } = element;
    await tick?.(0.3 + (0.7 * index) / top.length);
    if (name === geo?.name) {
      const values = await guard(`column “${name}”`, `“${name}”列`, () => readColumn(opened, bytes, name));
      const heights = readShapes(values, geo, geometry, faults);
      if (heights > 0) notes.push({ code: 'extra_ordinate', params: { count: heights } });
      continue;
    }
    // Boxes around the shapes are for searching, and say nothing of their own.
    if (geo !== null && children.length > 0 && /^bbox$/i.test(name)) continue;
    const read = children.length > 0 ? toCell : cellReader(element);
    if (read === null || geo?.others.includes(name)) {
      notes.push({ code: 'bytes_left_out', params: { column: name } });
      continue;
    }
    const values = await guard(`column “${name}”`, `“${name}”列`, () => readColumn(opened, bytes, name));
    kept.push({ name, cells: values.map(children.length > 0 ? nestedCell : read) });
  }
  if (geo?.unknown) notes.push({ code: 'crs_not_known', params: { crs: geo.unknown } });
  const { headers, repaired } = nameColumns(
    kept.map(({ name }) => name),
    0
  );
  return makeSource({
    file,
    format: geo === null ? 'parquet' : 'geoparquet',
    headers,
    columns: kept.map(({ cells }) => cells),
    rows,
    geometry: geo === null ? null : geometry,
    declaredCrs: geo?.crs ?? null,
    faults,
    repaired,
    notes
  });
}

/** Old Hive and Spark timestamps of 96 bits are the one kind that the library converts by itself. */
const PARSERS = { timestampFromNanoseconds: (nanos: bigint) => isoTime(nanos, 1_000_000_000n) };

function refusal(file: string, bytes: Uint8Array, error: unknown, place: string, place_zh: string): unknown {
  if (error instanceof ImportError) return error;
  if (error instanceof TooManyRows)
    return new ImportError('parquet_claims', file, { rows: error.rows, size: bytes.length });
  // What the engine says of a missing member is no word for a person; the library's own sentences are.
  const own =
    error instanceof Error &&
    ['Error', 'SyntaxError'].includes(error.name) &&
    !/undefined/.test(error.message);
  const detail = own ? error.message.slice(0, 80) : 'format';
  return new ImportError('parquet_broken', file, { place, place_zh, detail });
}

/** What unpacks the pages; the WebAssembly and tables of the rarer codecs only where the file has them. */
async function loadCompressors(library: Library, { row_groups }: FileMetaData): Promise<Compressors> {
  const codecs = new Set(
    row_groups.flatMap(({ columns }) => columns.map(({ meta_data }) => meta_data?.codec))
  );
  const own: Compressors = {
    SNAPPY: (input, length) => {
      const out = new Uint8Array(length);
      library.snappyUncompress(input, out);
      return out;
    }
  };
  if ([...codecs].every((codec) => codec === 'UNCOMPRESSED' || codec === 'SNAPPY')) return own;
  const { compressors } = await import('hyparquet-compressors');
  return { ...compressors, ...own };
}

/** The values of a top-level column, one a row, as stored: decimals and times are made text here, without a loss. */
async function readColumn(opened: Opened, bytes: Uint8Array, name: string): Promise<unknown[]> {
  const { library, metadata, compressors, tick } = opened;
  const file = {
    byteLength: bytes.length,
    slice: (start: number, end = bytes.length) => bytes.slice(start, end).buffer as ArrayBuffer
  };
  const plain = { ...metadata, schema: metadata.schema.map((element) => undress(element)) };
  const values: unknown[] = [];
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    if (rowEnd === rowStart) continue;
    const found: unknown[] = [];
    await library.parquetRead({
      file,
      metadata: plain,
      columns: [name],
      rowStart,
      rowEnd,
      compressors,
      utf8: false,
      geoparquet: false,
      parsers: PARSERS,
      rowFormat: 'array',
      onComplete: (rows) => {
        for (const row of rows) found.push(row[0]);
      }
    });
    if (found.length !== rowEnd - rowStart) throw new Error(`${found.length} / ${rowEnd - rowStart}`);
    for (const value of found) values.push(value);
    rowStart = rowEnd;
    await tick?.(0.5);
  }
  return values;
}

/** The element without what would make the library convert its values; nested text stays text. */
function undress(element: SchemaElement): SchemaElement {
  const structure =
    element.converted_type === 'LIST' || element.converted_type === 'MAP' || element.num_children;
  const words = element.converted_type === 'UTF8' || element.logical_type?.type === 'STRING';
  if (structure) return element;
  const { converted_type: _, logical_type: __, ...rest } = element;
  return words ? { ...rest, converted_type: 'UTF8' } : rest;
}

function nestedCell(value: unknown): string | null {
  return toCell(plainValue(value, 8));
}

/** Bytes within lists and structures have no text. */
function plainValue(value: unknown, levels: number): unknown {
  if (value instanceof Uint8Array) return null;
  if (levels === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => plainValue(inner, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]): [string, unknown] => [key, plainValue(inner, levels - 1)])
  );
}

/** The column of shapes: by the metadata `geo`, else by Parquet's own type for them. */
function geoColumn({ metadata, library }: Opened): GeoColumn | null {
  const found = readGeoMetadata(metadata.key_value_metadata?.find(({ key }) => key === 'geo')?.value);
  const top = library.parquetSchema(metadata).children.map(({ element }) => element);
  if (found !== null && isKnownEncoding(found.encoding) && top.some(({ name }) => name === found.name))
    return found;
  const typed = top.find(({ logical_type: type }) => type?.type === 'GEOMETRY' || type?.type === 'GEOGRAPHY');
  if (!typed) return null;
  const crs = (typed.logical_type as { crs?: string }).crs;
  const said = crs === undefined ? '' : crs.replace(/^srid:/i, 'EPSG:');
  return {
    ...readGeoMetadata(JSON.stringify({ columns: { x: said ? { crs: said } : {} } }))!,
    name: typed.name
  };
}

function readShapes(
  values: unknown[],
  geo: GeoColumn,
  geometry: (Geometry | null)[],
  faults: Fault[]
): number {
  let heights = 0;
  values.forEach((value, index) => {
    geometry.push(null);
    try {
      geometry[index] = readGeoCell(value, geo.encoding);
      if (value instanceof Uint8Array && !isLine(value) && hasHeight(value)) heights++;
    } catch (error) {
      faults.push({ index, code: 'bad_shape', params: { detail: wkbFault(error) } });
    }
  });
  return heights;
}
