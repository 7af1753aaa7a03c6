import { SAMPLE_LABEL } from './names.ts';
import type { Layer, Row } from './table.ts';

/** A layer as GeoJSON text, one feature a line. */
export function writeGeojson(layer: Layer): string {
  const head = JSON.stringify({ type: layer.type, name: layer.name, note: layer.note }).slice(0, -1);
  return `${head},"features":[\n${layer.features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`;
}

/** Rows as CSV; the last column says that the data are made up. Expects all rows to have the first one's columns. */
export function writeCsv(rows: Row[], noteColumn: string, lineEnd = '\n'): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [[...columns, noteColumn].map(quote).join(',')];
  for (const row of rows)
    lines.push([...columns.map((column) => quote(row[column])), SAMPLE_LABEL].join(','));
  return lines.join(lineEnd) + lineEnd;
}

function quote(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
