import { unitOfCode } from '../../study/change-inputs.ts';
import { judgeEdits } from '../../study/edit-targets.ts';
import { demandOf, type Session } from '../../study/session.ts';
import { quoteName, type Column, type Database, type Table } from '../../tables/database.ts';
import { codesOf, columnsOf } from '../../tables/pick-columns.ts';
import { LEVELS } from '../../tables/read-units.ts';

/** Layers that have an attribute table. */
export type TableLayer = 'facilities' | 'candidates' | 'units' | 'points';

/** Texts as bytes, as `PackedTexts` has them: they cross to the page without being copied, and become strings when they are read. */
export interface TextBytes {
  bytes: Uint8Array;
  offsets: Int32Array;
}

/** A column of an attribute table under its name in the data dictionary, as the data has it, without edits. */
export interface TableColumn {
  name: string;
  values: Float64Array | TextBytes;
  /** An edit may set it. */
  settable: boolean;
}

/** The rows of a layer as columns; `code` is what edits call each row. */
export interface TableRows {
  layer: TableLayer;
  count: number;
  code: TextBytes;
  columns: TableColumn[];
}

/** All rows of a layer as the tables have them, shapes left out; null where the study has no such layer. */
export async function readTableRows(
  db: Database,
  session: Session,
  layer: TableLayer
): Promise<TableRows | null> {
  if (layer === 'points') return pointRows(session);
  if (layer === 'units') return unitRows(db, session);
  const types = await columnsOf(db, layer);
  if (types.size === 0) return null;
  const table = await db.query(`SELECT ${attributesOf(types)} FROM ${quoteName(layer)} ORDER BY rowid`);
  const code = codesOf(table, layer === 'facilities' ? 'fac_id' : 'site_id');
  const maySet = settableFields(session, layer, code);
  const columns = [...table].flatMap(([name, column]): TableColumn[] => {
    if (column.type === 'BLOB') return [];
    return [
      {
        name,
        values: column.type === 'DOUBLE' ? column.values : packTexts(column.values),
        settable: maySet(name)
      }
    ];
  });
  return { layer, count: code.length, code: packTexts(code), columns };
}

const attributesOf = (types: ReadonlyMap<string, string>): string =>
  [...types]
    .filter(([, type]) => type !== 'BLOB')
    .map(([name]) => quoteName(name))
    .join(', ');

/** Which fields of a layer an edit may set, asked of a row that edits know. */
function settableFields(
  { inputs }: Session,
  layer: 'facilities' | 'candidates' | 'units',
  codes: readonly string[]
): (field: string) => boolean {
  const known = new Set(layer === 'units' ? inputs.units.code : (inputs[layer]?.code ?? []));
  const code = codes.find((each) => known.has(each));
  if (code === undefined) return () => false;
  const judge = judgeEdits(inputs);
  return (field) => judge({ do: 'set', layer, code, field, value: null }) === null;
}

/** Units of all levels in the order in which they are numbered: their totals as they are counted by, the rest as the tables have it. */
async function unitRows(db: Database, session: Session): Promise<TableRows> {
  const { units } = session.inputs;
  const count = units.code.length;
  const names = units.name;
  const maySet = settableFields(session, 'units', units.code);
  const columns: TableColumn[] = [
    ['name', packTexts(names)] as const,
    ['level', packTexts(units.level)] as const,
    ['parent', packTexts(Array.from(units.parent, (unit) => (unit < 0 ? '' : names[unit])))] as const,
    ['is_rural', Float64Array.from(units.isRural)] as const,
    ...Object.entries(units.totals).map(([name, values]) => [name, values.slice()] as const)
  ].map(([name, values]) => ({
    name,
    values,
    settable: name !== 'level' && name !== 'parent' && maySet(name)
  }));
  const own = new Set(['unit_id', ...columns.map(({ name }) => name)]);
  const others = new Map<string, Column>();
  let from = 0;
  for (const { table } of LEVELS) {
    const types = await columnsOf(db, table);
    if (types.size === 0) continue;
    const found = await db.query(`SELECT ${attributesOf(types)} FROM ${quoteName(table)} ORDER BY rowid`);
    const rows = found.get('name')?.values.length ?? 0;
    takeLevel(others, found, own, from, count);
    from += rows;
  }
  for (const [name, column] of others)
    if (column.type !== 'BLOB')
      columns.push({
        ...{ name, settable: maySet(name) },
        values: column.type === 'DOUBLE' ? column.values : packTexts(column.values)
      });
  return { layer: 'units', count, code: packTexts(uniqueCodes(session)), columns };
}

/** Codes that edits understand as just that unit: of one that bears the code of another, ''. */
function uniqueCodes({ inputs: { units } }: Session): string[] {
  return units.code.map((code, unit) => (unitOfCode(units, code) === unit ? code : ''));
}

function takeLevel(
  into: Map<string, Column>,
  found: Table,
  own: ReadonlySet<string>,
  from: number,
  count: number
): void {
  for (const [name, column] of found) {
    if (own.has(name) || column.type === 'BLOB') continue;
    let whole = into.get(name);
    if (!whole) {
      whole =
        column.type === 'DOUBLE'
          ? { type: 'DOUBLE', values: new Float64Array(count).fill(NaN) }
          : { type: 'VARCHAR', values: new Array<string | null>(count).fill(null) };
      into.set(name, whole);
    }
    // Two levels may say a field in two ways: the first one's is kept.
    if (whole.type !== column.type) continue;
    column.values.forEach((value, i) => (whole.values[from + i] = value));
  }
}

/** The points that people were put at; a point's code is its number, from 1. */
function pointRows(session: Session): TableRows {
  const { demand } = demandOf(session, 'auto');
  const count = demand.lon.length;
  const { name } = session.inputs.units;
  const columns: TableColumn[] = [
    { name: 'community', values: packTexts(Array.from(demand.unit, (unit) => (unit < 0 ? '' : name[unit]))) },
    ...Object.entries(demand.people).map(([field, people]) => ({ name: field, values: people.slice() })),
    { name: 'lon', values: demand.lon.slice() },
    { name: 'lat', values: demand.lat.slice() }
  ].map((column) => ({ ...column, settable: false }));
  return {
    layer: 'points',
    count,
    code: packTexts(Array.from(demand.lon, (_, i) => String(i + 1))),
    columns
  };
}

const encoder = new TextEncoder();

/** Texts as bytes; null and '' alike are empty. */
export function packTexts(texts: readonly (string | null)[]): TextBytes {
  const offsets = new Int32Array(texts.length + 1);
  let bytes = new Uint8Array(texts.length * 8 + 64);
  let at = 0;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? '';
    // A UTF-16 unit is at most three bytes.
    if (bytes.length - at < text.length * 3) {
      const larger = new Uint8Array(bytes.length * 2 + text.length * 3);
      larger.set(bytes);
      bytes = larger;
    }
    if (text !== '') at += encoder.encodeInto(text, bytes.subarray(at)).written;
    offsets[i + 1] = at;
  }
  return { bytes: bytes.slice(0, at), offsets };
}

/** The buffers of a table, to be handed over. */
export function buffersOf({ code, columns }: TableRows): ArrayBuffer[] {
  const of = (values: Float64Array | TextBytes) =>
    values instanceof Float64Array ? [values.buffer] : [values.bytes.buffer, values.offsets.buffer];
  return [...of(code), ...columns.flatMap(({ values }) => of(values))] as ArrayBuffer[];
}
