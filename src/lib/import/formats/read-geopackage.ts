import type { Geometry } from 'geojson';
import type { Database } from 'sql.js';
import { decodeWkb, isLine } from '../../geometry/wkb.ts';
import { listLayers, type GpkgLayer } from './gpkg-layers.ts';
import { ImportError } from '../import-error.ts';
import { pickLayer } from './pick-layer.ts';
import { nameColumns } from '../column-names.ts';
import { makeSource, type Fault, type FileInput, type Source, type Tick } from '../source.ts';
import { openSqlite, quoted } from './sqlite.ts';

const MAX_BYTES = 1024 * 1024 * 1024;
const GPKG_IDS = new Set(['GPKG', 'GP10', 'GP11']);

/**
 * One table of a GeoPackage (OGC 12-128r17) as a Source: a feature table, or one of attributes only. Views, tiles and
 * virtual tables are named in a note and not read, since reading them would run SQL of the file. Throws ImportError.
 */
export async function readGeopackage(input: FileInput, tick?: Tick): Promise<Source> {
  const { file } = input;
  const bytes = checkHeader(input);
  const notes: Source['notes'] = [];
  if (input.bytes[18] === 2 || input.bytes[19] === 2) notes.push({ code: 'gpkg_was_wal', params: {} });
  if (!GPKG_IDS.has(String.fromCharCode(...bytes.subarray(68, 72))))
    notes.push({ code: 'gpkg_other_id', params: {} });
  await tick?.(0);
  let db: Database | null = null;
  let place: Place = { zh: '文件头', en: 'the header' };
  const reading = (table: string, row: number): void => {
    place = { zh: `表“${table}”第 ${row} 行`, en: `row ${row} of table “${table}”` };
  };
  try {
    db = await openSqlite(bytes);
    place = { zh: '目录表', en: 'the list of tables' };
    const { layers, left } = listLayers(file, db);
    const { layer, asks } = pickLayer(input, layers);
    if (left.length > 0)
      notes.push({
        code: 'layers_not_read',
        params: { count: left.length, layers: left.slice(0, 12).join('、') }
      });
    const source = await readTable(
      db,
      file,
      layers.find(({ name }) => name === layer)!,
      bytes.length,
      reading,
      tick
    );
    source.notes.unshift(...notes);
    source.layers = layers.map(({ name, rows, geometry }) => ({ name, rows, geometry }));
    source.asks = asks;
    return source;
  } catch (error) {
    if (error instanceof ImportError || error instanceof TickError) throw unwrap(error);
    const detail = String((error as Error).message ?? error).slice(0, 80);
    throw new ImportError('gpkg_broken', file, { place: place.en, place_zh: place.zh, detail });
  } finally {
    db?.close();
  }
}

interface Place {
  zh: string;
  en: string;
}

/** What `tick` threw, which is to go on as it is; errors of the engine become sentences. */
class TickError extends Error {
  readonly thrown: unknown;
  constructor(thrown: unknown) {
    super('stopped');
    this.thrown = thrown;
  }
}

const unwrap = (error: ImportError | TickError): unknown =>
  error instanceof TickError ? error.thrown : error;

/** The bytes, in the journal mode that is read here. Throws ImportError where they are cut, too many, or a log is beside. */
function checkHeader({ file, bytes, beside }: FileInput): Uint8Array {
  if (bytes.length > MAX_BYTES)
    throw new ImportError('gpkg_too_large', file, {
      size: Math.round(bytes.length / 1048576),
      limit: MAX_BYTES / 1048576
    });
  for (const [extension, log] of beside)
    if (extension.endsWith('-wal') && log.length > 0)
      throw new ImportError('gpkg_wal', file, { wal: `${file}-wal` });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 100)
    throw new ImportError('truncated', file, { byte: bytes.length, size: bytes.length });
  const stated = view.getUint16(16);
  const page = stated === 1 ? 65536 : stated;
  const pages = view.getUint32(28);
  // The count of pages holds only where the file was written by a library that keeps it (two equal counters).
  const kept = view.getUint32(24) === view.getUint32(92);
  if (kept && pages * page > bytes.length)
    throw new ImportError('truncated', file, { byte: bytes.length, size: pages * page });
  if (bytes[18] !== 2 && bytes[19] !== 2) return bytes;
  const copy = bytes.slice();
  copy[18] = copy[19] = 1;
  return copy;
}

async function readTable(
  db: Database,
  file: string,
  layer: GpkgLayer,
  size: number,
  reading: (table: string, row: number) => void,
  tick?: Tick
): Promise<Source> {
  const { headers, repaired } = nameColumns(
    layer.columns.map(({ name }) => name),
    0
  );
  const columns: (string | null)[][] = headers.map(() => []);
  const geometry: (Geometry | null)[] = [];
  const faults: Fault[] = [];
  const binary = new Set<number>();
  let heights = 0;
  let row = 0;
  const names = [...layer.columns.map(({ name }) => name), ...(layer.shape === null ? [] : [layer.shape])];
  if (names.length === 0) throw new ImportError('no_rows', file);
  const statement = db.prepare(`SELECT ${names.map(quoted).join(', ')} FROM ${quoted(layer.name)}`);
  // The types lack the option that keeps integers exact.
  const exactly = statement as unknown as { get(params: null, config: { useBigInt: true }): unknown[] };
  try {
    reading(layer.name, 1);
    while (statement.step()) {
      const cells = exactly.get(null, { useBigInt: true });
      layer.columns.forEach(({ truth }, c) => {
        const cell = cells[c];
        if (cell instanceof Uint8Array) binary.add(c);
        columns[c].push(toText(cell, truth));
      });
      if (layer.shape !== null) {
        const cell = cells[names.length - 1];
        const read = readShape(cell);
        geometry.push(read.geometry);
        if (read.height) heights++;
        if (read.fault !== null)
          faults.push({ index: row, code: 'bad_shape', params: { detail: read.fault } });
      }
      row++;
      // A row takes bytes: a tree of pages that points into itself would go on without end.
      if (row * 4 > size + 4096) throw new Error('pages in a circle');
      reading(layer.name, row + 1);
      if (row % 2_000 === 0 && tick)
        await tick(row / Math.max(row, layer.rows || 0)).catch((error: unknown) => {
          throw new TickError(error);
        });
    }
  } finally {
    statement.free();
  }
  if (row === 0) throw new ImportError('no_rows', file);
  const notes: Source['notes'] = [...binary].map((c) => ({
    code: 'bytes_left_out',
    params: { column: headers[c] }
  }));
  if (heights > 0) notes.push({ code: 'extra_ordinate', params: { count: heights } });
  return makeSource({
    file,
    format: 'gpkg',
    layer: layer.name,
    headers,
    columns,
    rows: row,
    geometry: layer.shape === null ? null : geometry,
    declaredCrs: layer.crs,
    faults,
    repaired,
    notes
  });
}

function toText(cell: unknown, truth: boolean): string | null {
  if (cell === null || cell === undefined || cell === '' || cell instanceof Uint8Array) return null;
  const text = String(cell);
  return truth && (text === '0' || text === '1') ? String(text === '1') : text;
}

/** Sizes of the envelope by its code (§2.1.3): none, xy, xyz, xym, xyzm. */
const ENVELOPES = [0, 32, 48, 48, 64];

interface ReadShape {
  geometry: Geometry | null;
  fault: string | null;
  height: boolean;
}

/** The geometry in a GeoPackage blob: its header, an envelope that is skipped, and WKB. */
export function readShape(cell: unknown): ReadShape {
  const none = { geometry: null, fault: null, height: false };
  if (cell === null || cell === undefined) return none;
  if (!(cell instanceof Uint8Array)) return { ...none, fault: typeof cell };
  if (cell[0] !== 0x47 || cell[1] !== 0x50) return { ...none, fault: 'GP?' };
  const flags = cell[3];
  const envelope = ENVELOPES[(flags >> 1) & 7];
  if (envelope === undefined) return { ...none, fault: `envelope ${(flags >> 1) & 7}` };
  if (flags & 0x10) return none;
  if (flags & 0x20) return { ...none, fault: 'ExtendedGeoPackageBinary' };
  try {
    const wkb = cell.subarray(8 + envelope);
    // Heights of lines are kept, and told of by the layer's own check.
    const line = isLine(wkb);
    return { geometry: decodeWkb(wkb, line), fault: null, height: !line && hasHeight(wkb) };
  } catch (error) {
    return { ...none, fault: wkbFault(error) };
  }
}

/** What is wrong with WKB, in a few words. */
export function wkbFault(error: unknown): string {
  const code = Number(/got (\d+)$/.exec((error as Error).message)?.[1] ?? NaN) % 1000;
  const curves = ['CircularString', 'CompoundCurve', 'CurvePolygon', 'MultiCurve', 'MultiSurface'];
  if (code === 7) return 'GeometryCollection';
  return curves[code - 8] ?? 'WKB';
}

/** Whether WKB says that its positions have a height. */
export function hasHeight(wkb: Uint8Array): boolean {
  const code = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength).getUint32(1, wkb[0] === 1);
  return (code & 0x80000000) !== 0 || [1, 3].includes(Math.floor((code & 0xffff) / 1000));
}
