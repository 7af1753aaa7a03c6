import type { Edit } from '../../study/scenario.ts';
import type { EditedTable } from './edited-table.ts';
import type { CellChange } from './paste-cells.ts';

/**
 * Cells that got another value as edits of the scenario: longitude and latitude as a move, the two of one row as one. A value that is what
 * is there already is no edit.
 */
export function editsOf(table: EditedTable, changes: readonly CellChange[]): Edit[] {
  const { layer, code } = table;
  if (layer === 'points') return [];
  const columnOf = (name: string) => table.columns.find((column) => column.name === name)?.values;
  const isSame = (values: Float64Array | string[] | undefined, row: number, value: string | number | null) =>
    values instanceof Float64Array
      ? Object.is(values[row], value === null ? NaN : Number(value))
      : values?.[row] === String(value ?? '');
  const edits: Edit[] = [];
  const moves = new Map<number, { lon: number; lat: number }>();
  for (const { column, row, value } of changes) {
    const field = column.id;
    if (isSame(columnOf(field), row, value)) continue;
    if ((field === 'lon' || field === 'lat') && layer !== 'units') {
      const [lon, lat] = [columnOf('lon'), columnOf('lat')];
      const place = moves.get(row) ?? { lon: Number(lon?.[row]), lat: Number(lat?.[row]) };
      moves.set(row, { ...place, [field]: Number(value) });
    } else edits.push({ do: 'set', layer, code: code[row], field, value });
  }
  for (const [row, { lon, lat }] of moves)
    edits.push({
      do: 'move',
      code: code[row],
      lon,
      lat,
      ...(layer === 'candidates' ? { layer } : {})
    } as Edit);
  return edits;
}
