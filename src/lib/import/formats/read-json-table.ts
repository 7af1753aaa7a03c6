import { isObject } from './json-documents.ts';
import { pickLayer } from './pick-layer.ts';
import { makeSource, type Fault, type FileInput, type Source, type Tick } from '../source.ts';
import { TextColumns, toCell } from './text-columns.ts';

/** A list of objects within a JSON file. */
export interface JsonTable {
  /** Path to it, such as `data.pois`; '' for the file itself. */
  name: string;
  rows: unknown[];
}

/** Levels of a file that are searched for lists, and levels of a row that become columns of their own. */
const DEPTH = 4;

/** The lists of objects that a JSON value holds, the longest first: answers of map services wrap theirs. */
export function findTables(root: unknown): JsonTable[] {
  const found: JsonTable[] = [];
  const look = (value: unknown, name: string, levels: number): void => {
    if (Array.isArray(value)) {
      const rows = value as unknown[];
      if (rows.some(isObject)) found.push({ name, rows });
    } else if (isObject(value) && levels > 0) {
      for (const key of Object.keys(value)) look(value[key], name ? `${name}.${key}` : key, levels - 1);
    }
  };
  look(root, '', DEPTH);
  return found.sort((a, b) => b.rows.length - a.rows.length);
}

/**
 * A list of JSON objects as a Source without geometry. Objects within a row become columns named by their last key, or
 * by their path where two would be called the same (`location.lng`); lists stay JSON text.
 */
export async function readJsonTable(input: FileInput, tables: JsonTable[], tick?: Tick): Promise<Source> {
  const layers = tables.map(({ name, rows }) => ({ name, rows: rows.length, geometry: '' }));
  const { layer, asks } = pickLayer(input, layers);
  const { rows } = tables.find(({ name }) => name === layer)!;
  const columns = new TextColumns();
  const faults: Fault[] = [];
  const names = columnNames(rows);
  for (let i = 0; i < rows.length; i++) {
    if (i % 5_000 === 4_999) await tick?.(0.5 + (0.5 * i) / rows.length);
    const row = rows[i];
    if (!isObject(row)) {
      faults.push({
        index: i,
        code: 'not_object',
        params: { found: Array.isArray(row) ? '[ ]' : String(row).slice(0, 40) }
      });
      continue;
    }
    try {
      eachCell(row, (path, value) => columns.put(names.get(path)!, i, toCell(value)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      faults.push({ index: i, code: 'too_deep', params: {} });
    }
  }
  const single = tables.length === 1;
  return makeSource({
    file: input.file,
    format: 'json',
    layer: single ? null : layer,
    layers: single ? [] : layers,
    asks,
    ...columns.finish(rows.length),
    rows: rows.length,
    faults
  });
}

function eachCell(
  row: Record<string, unknown>,
  visit: (path: string, value: unknown) => void,
  path = '',
  levels = DEPTH
): void {
  for (const key of Object.keys(row)) {
    const value = row[key];
    const inner = path === '' ? key : `${path}.${key}`;
    if (isObject(value) && levels > 1 && Object.keys(value).length > 0)
      eachCell(value, visit, inner, levels - 1);
    else visit(inner, value);
  }
}

/** Name of the column of each path: its last key, unless another path ends in the same. */
function columnNames(rows: unknown[]): Map<string, string> {
  const paths = new Set<string>();
  for (const row of rows) if (isObject(row)) eachCell(row, (path) => paths.add(path));
  const last = (path: string): string => path.slice(path.lastIndexOf('.') + 1) || path;
  const count = new Map<string, number>();
  for (const path of paths) count.set(last(path), (count.get(last(path)) ?? 0) + 1);
  return new Map(
    [...paths].map((path) => [path, paths.has(last(path)) || count.get(last(path))! > 1 ? path : last(path)])
  );
}
