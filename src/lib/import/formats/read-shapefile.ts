import type { Geometry } from 'geojson';
import { keptRecords, parseDbf, type DbfTable } from './dbf-table.ts';
import { ImportError } from '../import-error.ts';
import type { Repaired } from '../report.ts';
import {
  indexedRecords,
  readShape,
  readShpHeader,
  shpTypeName,
  walkRecords,
  type ShpRecord
} from './shp-records.ts';
import { makeSource, type Asking, type Fault, type FileInput, type Source, type Tick } from '../source.ts';

/**
 * A shapefile as a Source: shapes of the .shp, cells of the .dbf beside it, the WKT of the .prj as declared system. Row n
 * is record n of both. Without .dbf it is shapes alone, and that is asked; without .shx the records are walked.
 */
export async function readShapefile(input: FileInput, tick?: Tick): Promise<Source> {
  const { file, bytes, beside } = input;
  if (/\.shx$/i.test(file)) throw new ImportError('shx_alone', file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { box, stated } = readShpHeader(file, view);
  const notes: Source['notes'] = [];
  const asks = askShapesOnly(input);
  const dbf = beside.get('dbf');
  const partName = file.replace(/\.shp$/i, '') + '.dbf';
  const table = dbf
    ? await parseDbf(
        { ...input, file: partName, bytes: dbf },
        beside.get('cpg') ?? beside.get('cst'),
        share(tick, 0, 0.4)
      )
    : null;
  const records = findRecords(input, view, stated, table?.records ?? -1, notes);
  const shapes = await readShapes(file, view, records, share(tick, dbf ? 0.4 : 0, 1));
  const rows = Math.max(records.length, table?.records ?? 0);
  checkCounts(file, records.length, table, rows);
  if (rows === 0) throw new ImportError('no_rows', file);
  const { kept, notes: deleted } = keep(table, rows);
  const index = new Map(kept.map((r, i) => [r, i]));
  const faults: Fault[] = [];
  for (const fault of [...shapes.faults, ...unpaired(records.length, table), ...garbled(table)]) {
    const at = index.get(fault.index);
    if (at !== undefined) faults.push({ ...fault, index: at });
  }
  if (shapes.heights > 0) notes.push({ code: 'extra_ordinate', params: { count: shapes.heights } });
  if (contradicts(box, shapes.box)) notes.push({ code: 'bbox_recomputed', params: {} });
  return makeSource({
    file,
    format: 'shapefile',
    encoding: table?.encoding ?? '',
    headers: table?.headers ?? [],
    columns: (table?.columns ?? []).map((column) => kept.map((r) => column[r] ?? null)),
    rows: kept.length,
    geometry: kept.map((r) => shapes.geometry[r] ?? null),
    rowNumbers: Float64Array.from(kept, (r) => r + 1),
    declaredCrs: readPrj(beside.get('prj') ?? beside.get('qpj'), notes),
    faults,
    repaired: [...(table?.repaired ?? []), ...shapes.repaired].filter(
      ({ row }) => row === 0 || index.has(row - 1)
    ),
    notes: [...notes, ...(table?.notes ?? []), ...deleted],
    asks: [...asks, ...(table?.asks ?? [])]
  });
}

/** A part of the whole work, for its share of the progress. */
const share = (tick: Tick | undefined, from: number, to: number): Tick | undefined =>
  tick && ((done) => tick(from + done * (to - from)));

function askShapesOnly({ file, hints, beside }: FileInput): Asking[] {
  if (beside.has('dbf') || hints.answers?.geometry_only === 'yes') return [];
  if (hints.answers?.geometry_only === 'no') throw new ImportError('dbf_missing', file);
  return [
    {
      code: 'ask_geometry_only',
      params: {},
      sets: 'answers',
      key: 'geometry_only',
      options: ['yes', 'no'],
      labels: [
        { zh: '只导入图形', en: 'import the shapes alone' },
        { zh: '不导入，我去找 .dbf', en: 'no, I will find the .dbf' }
      ]
    }
  ];
}

/**
 * The records by the .shx where it fits, else one after the other. Where both can be and differ (an old .shx, or gaps in
 * the .shp that only the .shx knows), the one with as many as the .dbf has. Throws where neither goes through.
 */
function findRecords(
  { file, bytes, beside }: FileInput,
  view: DataView,
  stated: number,
  expected: number,
  notes: Source['notes']
): ShpRecord[] {
  // Padding after the last record is no record; anything else that the header doesn't know of is.
  const rest = bytes.subarray(Math.max(100, stated));
  const end = stated >= 100 && rest.every((byte) => byte === 0) ? stated : bytes.length;
  const walked = walkRecords(view, end);
  const shx = beside.get('shx');
  const indexed = shx ? indexedRecords(view, shx) : null;
  const walks = walked.broken < 0 && end === stated;
  const same =
    walks &&
    indexed?.length === walked.records.length &&
    indexed.every(({ at }, i) => at === walked.records[i].at);
  if (indexed && (same || !walks || walked.records.length !== expected)) return indexed;
  if (walks) {
    notes.push({ code: shx ? 'shx_wrong' : 'shx_rebuilt', params: { count: walked.records.length } });
    return walked.records;
  }
  const byte = walked.broken < 0 ? stated : walked.broken;
  const record = walked.records.filter(({ at, length }) => at + length <= byte).length + 1;
  throw new ImportError('shp_corrupt', file, {
    record,
    byte,
    detail_zh: `长度不对，文件头写 ${stated} 字节，文件有 ${bytes.length} 字节`,
    detail: `its length is wrong; the header says ${stated} bytes, the file has ${bytes.length}`
  });
}

interface Shapes {
  geometry: (Geometry | null)[];
  faults: Fault[];
  repaired: Repaired[];
  /** Shapes whose third and fourth ordinates were left out. */
  heights: number;
  box: number[];
}

async function readShapes(file: string, view: DataView, records: ShpRecord[], tick?: Tick): Promise<Shapes> {
  const out: Shapes = {
    geometry: [],
    faults: [],
    repaired: [],
    heights: 0,
    box: [Infinity, Infinity, -Infinity, -Infinity]
  };
  let work = 0;
  for (let n = 0; n < records.length; n++) {
    const { geometry, fault, type, turned, dropped } = readShape(file, view, records[n], n);
    out.geometry.push(geometry);
    const row = n + 1;
    if (fault === 'type')
      out.faults.push({ index: n, code: 'shp_type', params: { type: shpTypeName(type) } });
    if (fault === 'degenerate') out.faults.push({ index: n, code: 'shp_degenerate', params: {} });
    const mend = (code: string, was: number): void =>
      void out.repaired.push({ row, field: 'geometry', code, was: String(was), now: '0' });
    if (turned > 0) mend('ring_order', turned);
    if (dropped > 0 && geometry) mend('ring_dropped', dropped);
    if (geometry) {
      // Heights of lines are kept, and told of by the layer's own check.
      if (type > 10 && type !== 13) out.heights++;
      widen(out.box, (geometry as { coordinates: unknown[] }).coordinates);
    }
    work += records[n].length;
    if (work > 1 << 21) {
      work = 0;
      await tick?.(n / records.length);
    }
  }
  return out;
}

function widen(box: number[], value: unknown[]): void {
  if (typeof value[0] !== 'number') {
    for (const inner of value) widen(box, inner as unknown[]);
    return;
  }
  const [x, y] = value as number[];
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}

/** Whether a header's box leaves out shapes, or reaches far beyond them. A few programs write it in single precision. */
function contradicts(stated: number[], found: number[]): boolean {
  if (!Number.isFinite(found[0])) return false;
  const span = Math.max(found[2] - found[0], found[3] - found[1]);
  return found.some((value, i) => !(Math.abs(stated[i] - value) <= span * 0.01 + Math.abs(value) * 1e-6));
}

/** Shapes and cells that have no counterpart: a few are set aside, more than 1 % mean files that don't belong together. */
function checkCounts(file: string, shapes: number, table: DbfTable | null, rows: number): void {
  if (table && Math.abs(shapes - table.records) > rows / 100)
    throw new ImportError('shp_dbf_differ', file, { shapes, records: table.records });
}

function unpaired(shapes: number, table: DbfTable | null): Fault[] {
  const faults: Fault[] = [];
  if (!table) return faults;
  for (let r = shapes; r < table.records; r++) faults.push({ index: r, code: 'shp_no_shape', params: {} });
  for (let r = table.records; r < shapes; r++) faults.push({ index: r, code: 'shp_no_cells', params: {} });
  return faults;
}

const garbled = (table: DbfTable | null): Fault[] =>
  [...(table?.garbled ?? [])].map((index) => ({ index, code: 'undecodable', params: {} }));

/** The records that stand: all but those the .dbf marks as deleted. */
function keep(table: DbfTable | null, rows: number): { kept: number[]; notes: Source['notes'] } {
  const { kept, notes } = table ? keptRecords(table) : { kept: [], notes: [] };
  for (let r = table?.records ?? 0; r < rows; r++) kept.push(r);
  return { kept, notes };
}

/** The WKT of a .prj; null where there is none, and what it holds is no WKT. */
function readPrj(prj: Uint8Array | undefined, notes: Source['notes']): string | null {
  if (!prj) return null;
  const text = new TextDecoder().decode(prj.subarray(0, 65536)).replace(/\0/g, '').trim();
  if (/^(PROJ|GEOG|GEOD|COMPD|COMPOUND|LOCAL_CS|ENG|BOUND)\w*\s*[[(]/i.test(text)) return text;
  notes.push({ code: 'prj_unreadable', params: { text: text.slice(0, 60) } });
  return null;
}
