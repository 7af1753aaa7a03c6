import type { Edit } from '../../study/scenario.ts';
import { layerOf } from '../../study/scenario.ts';
import { PackedTexts } from '../../tables/packed-texts.ts';
import type { TableLayer, TableRows } from '../engine/table-rows.ts';

/** What edits have made of a row. */
export type RowState = 'present' | 'added' | 'moved' | 'changed' | 'closed';

/** A layer's table with the edits of the scenario in it; columns that no edit touches are those of the data. */
export interface EditedTable {
  layer: TableLayer;
  count: number;
  /** Rows that edits added come last. */
  code: string[];
  columns: { name: string; values: Float64Array | string[]; settable: boolean }[];
  /** Of rows that edits touched. */
  states: ReadonlyMap<number, RowState>;
  /** What a cell was in the data, by `cellKey`, where it is another value now. */
  before: ReadonlyMap<string, string | number>;
}

/** Key of a cell among those that were edited. */
export const cellKey = (row: number, field: string): string => `${row} ${field}`;

const opened = new WeakMap<
  TableRows,
  { code: string[]; columns: EditedTable['columns']; rowOf: Map<string, number> }
>();

/** The texts of a table as strings, made once. */
function openTable(rows: TableRows) {
  let found = opened.get(rows);
  if (!found) {
    const texts = ({ bytes, offsets }: { bytes: Uint8Array; offsets: Int32Array }): string[] =>
      new PackedTexts(bytes, offsets).texts().map((text) => text ?? '');
    const code = texts(rows.code);
    // Of rows that bear one code the first is the one that edits mean.
    const rowOf = new Map<string, number>();
    code.forEach((each, row) => {
      if (each !== '' && !rowOf.has(each)) rowOf.set(each, row);
    });
    const columns = rows.columns.map(({ name, values, settable }) => ({
      ...{ name, settable },
      values: values instanceof Float64Array ? values : texts(values)
    }));
    found = { code, columns, rowOf };
    opened.set(rows, found);
  }
  return found;
}

/** Row of a code in the data; undefined where it has none. */
export const rowOfCode = (rows: TableRows, code: string): number | undefined =>
  openTable(rows).rowOf.get(code);

const SIZES = { floorAreaM2: 'floor_area_m2', beds: 'beds', capacity: 'capacity' } as const;

/** The fields that an edit puts into its row. */
function fieldsOf(edit: Edit): [string, string | number | null][] {
  if (edit.do === 'move')
    return [
      ['lon', edit.lon],
      ['lat', edit.lat]
    ];
  if (edit.do === 'set') return [[edit.field, edit.value]];
  const fields: [string, string | number | null][] = [];
  if (edit.do === 'add' || edit.do === 'resize' || edit.do === 'offer')
    for (const [key, field] of Object.entries(SIZES)) {
      const size = (edit as Partial<Record<string, unknown>>)[key];
      if (typeof size === 'number') fields.push([field, size]);
    }
  if (edit.do === 'add' || edit.do === 'offer')
    fields.push(['name', edit.name], ['lon', edit.lon], ['lat', edit.lat]);
  if (edit.do === 'add') fields.push(['category', edit.category], ['fac_id', edit.code]);
  if (edit.do === 'offer')
    fields.push(
      ['site_id', edit.code],
      ...(edit.cost === undefined ? [] : [['cost', edit.cost] as [string, number]])
    );
  return fields;
}

/** The table as the edits leave it. A row that is closed stays, and is marked; edits of what the table does not have are passed over. */
export function editTable(rows: TableRows, edits: readonly Edit[]): EditedTable {
  const { layer } = rows;
  const base = openTable(rows);
  const own = edits.filter((edit) => layerOf(edit) === layer);
  const states = new Map<number, RowState>();
  const before = new Map<string, string | number>();
  if (own.length === 0)
    return { layer, count: rows.count, code: base.code, columns: base.columns, states, before };
  const added = own.filter(
    (edit) => (edit.do === 'add' || edit.do === 'offer') && !base.rowOf.has(edit.code)
  );
  const count = rows.count + added.length;
  const code = added.length > 0 ? [...base.code, ...added.map((edit) => edit.code)] : base.code;
  const rowOf = new Map(added.map((edit, i) => [edit.code, rows.count + i]));
  const touched = new Set(own.flatMap(fieldsOf).map(([field]) => field));
  const columns = base.columns.map((column) => {
    if (!touched.has(column.name) && added.length === 0) return column;
    return { ...column, values: grown(column.values, count) };
  });
  for (const edit of own) {
    const row = rowOf.get(edit.code) ?? base.rowOf.get(edit.code);
    if (row === undefined) continue;
    states.set(row, stateAfter(states.get(row) ?? (row >= rows.count ? 'added' : 'present'), edit));
    for (const [field, value] of fieldsOf(edit)) {
      const at = columns.findIndex(({ name }) => name === field);
      if (at < 0) continue;
      const { values } = columns[at];
      if (values instanceof Float64Array) values[row] = value === null || value === '' ? NaN : Number(value);
      else values[row] = String(value ?? '');
      if (row >= rows.count) continue;
      const was = base.columns[at].values[row];
      if (Object.is(was, values[row])) before.delete(cellKey(row, field));
      else before.set(cellKey(row, field), was);
    }
  }
  return { layer, count, code, columns, states, before };
}

function stateAfter(state: RowState, edit: Edit): RowState {
  if (edit.do === 'close') return 'closed';
  if (state === 'added' || state === 'closed') return state;
  return edit.do === 'move'
    ? 'moved'
    : edit.do === 'set' || edit.do === 'resize'
      ? state === 'moved'
        ? state
        : 'changed'
      : state;
}

function grown(values: Float64Array | string[], count: number): Float64Array | string[] {
  if (!(values instanceof Float64Array))
    return [...values, ...new Array<string>(count - values.length).fill('')];
  const longer = new Float64Array(count).fill(NaN);
  longer.set(values);
  return longer;
}
