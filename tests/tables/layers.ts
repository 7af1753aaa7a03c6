import type { Geometry } from 'geojson';
import { encodeWkb } from '../../src/lib/geometry/wkb.ts';
import type { Column, Table } from '../../src/lib/tables/database.ts';
import { FIELDS, layerTable, type LayerTable } from '../../src/lib/tables/schema.ts';

type Cell = string | number | null | Geometry;

/** A layer's table from rows that name only some of its fields; `source_row` is counted from 2. */
export function layerOf(layer: LayerTable, rows: Record<string, Cell | undefined>[]): Table {
  const columns: Table = new Map();
  for (const { name, type } of FIELDS[layer]) {
    if (name !== 'source_row' && !rows.some((row) => name in row)) continue;
    const cells = rows.map((row, i) => (name === 'source_row' ? i + 2 : (row[name] ?? null)));
    columns.set(name, columnOf(type, cells));
  }
  return layerTable(FIELDS[layer], columns, rows.length);
}

function columnOf(type: Column['type'], cells: Cell[]): Column {
  if (type === 'DOUBLE')
    return { type, values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) };
  if (type === 'VARCHAR') return { type, values: cells as (string | null)[] };
  return { type, values: cells.map((cell) => (cell === null ? null : encodeWkb(cell as Geometry))) };
}

/** A rectangle as a polygon, in degrees. */
export function box(west: number, south: number, east: number, north: number): Geometry {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south]
      ]
    ]
  };
}
