import type { Geometry, Position } from 'geojson';
import { epsgName, readCrsName } from '../places/crs-name.ts';
import { FlatTable } from './flatbuffer.ts';
import { ImportError } from '../import-error.ts';
import { nameColumns } from '../column-names.ts';
import { makeSource, type Fault, type FileInput, type Source, type Tick } from '../source.ts';

/** Types of geometry and of columns by their number in the schema of FlatGeobuf 3. */
const TYPES = [
  'Unknown',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection'
] as const;
const decoder = new TextDecoder();
const [LONG, ULONG, FLOAT, DOUBLE, STRING, JSON_TEXT, DATE, BINARY] = [7, 8, 9, 10, 11, 12, 13, 14];

interface Header {
  columns: { name: string; type: number }[];
  type: number;
  crs: string | null;
  count: number;
  /** Where the features begin. */
  start: number;
}

/**
 * A FlatGeobuf file as a Source: version 3 with or without its index, and version 2 without one, which differs in the
 * index alone. Throws ImportError with the byte.
 */
export async function readFlatgeobuf({ file, bytes }: FileInput, tick?: Tick): Promise<Source> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = within(file, 12, () => readHeader(file, bytes, view));
  const { headers, repaired } = nameColumns(
    header.columns.map(({ name }) => name),
    0
  );
  const columns: (string | null)[][] = headers.map(() => []);
  const geometry: (Geometry | null)[] = [];
  const faults: Fault[] = [];
  const notes: Source['notes'] = [];
  const seen = { heights: 0 };
  let row = 0;
  for (let at = header.start; at < bytes.length; row++) {
    if (bytes.length - at < 4) throw new ImportError('truncated', file, { byte: bytes.length, size: at + 4 });
    const length = view.getUint32(at, true);
    if (length > bytes.length - at - 4)
      throw new ImportError('truncated', file, { byte: bytes.length, size: at + 4 + length });
    const feature = bytes.subarray(at + 4, at + 4 + length);
    const root = within(file, at, () => {
      const table = FlatTable.root(feature);
      readProperties(table, header, columns, row);
      return table;
    });
    geometry.push(null);
    try {
      const shape = root.table(0);
      if (shape) geometry[row] = readShape(shape, shape.uint8(6) || header.type, seen, 4);
    } catch (error) {
      const detail = error instanceof RangeError ? `byte ${at}` : (error as Error).message.slice(0, 80);
      faults.push({ index: row, code: 'bad_shape', params: { detail } });
    }
    at += 4 + length;
    if (row % 2_000 === 1_999) await tick?.(at / bytes.length);
  }
  if (header.count > 0 && row < header.count)
    throw new ImportError('fgb_broken', file, { byte: bytes.length, detail: `${row} / ${header.count}` });
  if (row === 0) throw new ImportError('no_rows', file);
  header.columns.forEach(({ type }, c) => {
    if (type === BINARY) notes.push({ code: 'bytes_left_out', params: { column: headers[c] } });
  });
  if (seen.heights > 0) notes.push({ code: 'extra_ordinate', params: { count: seen.heights } });
  return makeSource({
    file,
    format: 'flatgeobuf',
    headers,
    columns,
    rows: row,
    geometry,
    declaredCrs: header.crs,
    faults,
    repaired,
    notes
  });
}

/** What `read` gives; where it leaves the bytes, that `byte` is no FlatGeobuf. */
function within<T>(file: string, byte: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ImportError) throw error;
    const detail = error instanceof RangeError ? 'offset' : (error as Error).message;
    throw new ImportError('fgb_broken', file, { byte, detail: detail.slice(0, 80) });
  }
}

function readHeader(file: string, bytes: Uint8Array, view: DataView): Header {
  if (bytes.length < 12) throw new ImportError('truncated', file, { byte: bytes.length, size: 12 });
  const length = view.getUint32(8, true);
  if (length > bytes.length - 12)
    throw new ImportError('truncated', file, { byte: bytes.length, size: 12 + length });
  const header = FlatTable.root(bytes.subarray(12, 12 + length));
  const version = bytes[3];
  if (version !== 3 && (version !== 2 || header.uint16(9, 16) > 0))
    throw new ImportError('fgb_version', file, { version });
  const count = Number(header.uint64(8));
  const node = header.uint16(9, 16);
  const start = 12 + length + (node > 0 && count > 0 ? indexBytes(count, node) : 0);
  if (start > bytes.length) throw new ImportError('truncated', file, { byte: bytes.length, size: start });
  const crs = header.table(10);
  const code = crs?.int32(1) ?? 0;
  const organization = crs?.text(0);
  return {
    columns: header.tables(7).map((column) => ({ name: column.text(0) ?? '', type: column.uint8(1) })),
    type: header.uint8(2),
    crs:
      code > 0 && (!organization || /^EPSG$/i.test(organization))
        ? epsgName(code)
        : (readCrsName(crs?.text(4) ?? '') ?? readCrsName(`${organization ?? ''}:${crs?.text(5) ?? ''}`)),
    count,
    start
  };
}

/** Bytes of the packed R-tree: 40 a node, levels of `node` children up to one root. */
function indexBytes(count: number, node: number): number {
  const children = Math.max(2, node);
  let nodes = count;
  for (let level = count; level > 1; nodes += level) level = Math.ceil(level / children);
  return 40 * (count === 1 ? 2 : nodes);
}

/** Puts the properties of a feature into row `row`. Throws where they leave the bytes or name no column. */
function readProperties(
  feature: FlatTable,
  { columns: known }: Header,
  columns: (string | null)[][],
  row: number
): void {
  for (const column of columns) column.push(null);
  const bytes = feature.bytes(1);
  if (!bytes) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length;) {
    const index = view.getUint16(at, true);
    const column = known[index];
    if (!column) throw new Error(`column ${index} / ${known.length}`);
    const { size, text } = readValue(view, at + 2, column.type);
    columns[index][row] = text === '' ? null : text;
    at += 2 + size;
  }
}

function readValue(view: DataView, at: number, type: number): { size: number; text: string | null } {
  switch (type) {
    case 0:
      return { size: 1, text: String(view.getInt8(at)) };
    case 1:
      return { size: 1, text: String(view.getUint8(at)) };
    case 2:
      return { size: 1, text: String(view.getUint8(at) !== 0) };
    case 3:
      return { size: 2, text: String(view.getInt16(at, true)) };
    case 4:
      return { size: 2, text: String(view.getUint16(at, true)) };
    case 5:
      return { size: 4, text: String(view.getInt32(at, true)) };
    case 6:
      return { size: 4, text: String(view.getUint32(at, true)) };
    case LONG:
      return { size: 8, text: String(view.getBigInt64(at, true)) };
    case ULONG:
      return { size: 8, text: String(view.getBigUint64(at, true)) };
    case FLOAT:
      // The shortest decimal that is this single: 0.1, not 0.10000000149.
      return { size: 4, text: String(Number(view.getFloat32(at, true).toPrecision(7))) };
    case DOUBLE:
      return { size: 8, text: String(view.getFloat64(at, true)) };
    case STRING:
    case JSON_TEXT:
    case DATE:
    case BINARY: {
      const length = view.getUint32(at, true);
      if (length > view.byteLength - at - 4) throw new RangeError('text');
      const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 4, length);
      return { size: 4 + length, text: type === BINARY ? null : decoder.decode(bytes) };
    }
    default:
      throw new Error(`column type ${type}`);
  }
}

function readShape(
  shape: FlatTable,
  type: number,
  seen: { heights: number },
  levels: number
): Geometry | null {
  const name = TYPES[type];
  if (!name || name === 'Unknown' || levels === 0) throw new Error(`geometry type ${type}`);
  if (name === 'GeometryCollection') throw new Error(name);
  if (name === 'MultiPolygon') {
    const parts = shape.tables(7).map((part) => readShape(part, 3, seen, levels - 1));
    if (parts.includes(null)) throw new Error('a part without positions');
    return {
      type: name,
      coordinates: parts.map((part) => (part as { coordinates: Position[][] }).coordinates)
    };
  }
  const xy = shape.doubles(1);
  if (shape.doubles(2)) seen.heights++;
  if (!xy || xy.length < 2) return null;
  const positions: Position[] = [];
  for (let i = 0; i + 1 < xy.length; i += 2) positions.push([xy[i], xy[i + 1]]);
  switch (name) {
    case 'Point':
      return { type: name, coordinates: positions[0] };
    case 'LineString':
    case 'MultiPoint':
      return { type: name, coordinates: positions };
    default:
      return { type: name, coordinates: cut(positions, shape.uint32s(0)) };
  }
}

/** Positions cut at `ends` (exclusive, growing); one part where there are none. */
function cut(positions: Position[], ends: Uint32Array | null): Position[][] {
  if (!ends || ends.length === 0) return [positions];
  const parts: Position[][] = [];
  let from = 0;
  for (const end of ends) {
    if (end < from || end > positions.length) throw new Error(`ends ${end}`);
    parts.push(positions.slice(from, end));
    from = end;
  }
  return parts;
}
