import type { Source } from '../../../src/lib/import/source.ts';

/**
 * What is lost in silence, by a count of its own that knows nothing of the readers: the lines of a delimited text without
 * quotes, the features of a GeoJSON text, the placemarks of a KML document. '' where nothing is, or where so simple a count says nothing.
 */
export function countRows(source: Source, bytes: Uint8Array): string {
  if (source.format === 'csv' || source.format === 'tsv') return ofLines(source, bytes);
  if (source.format === 'geojson') return ofFeatures(source, bytes);
  return source.format === 'kml' && source.layers.length < 2 ? ofPlacemarks(source, bytes) : '';
}

/** Codes that say that lines above the data, or below, are none. */
const ABOVE = new Set(['header_rows', 'header_row', 'counting_row', 'ask_header']);

function ofLines({ encoding, rows, rowNumbers, notes, asks }: Source, bytes: Uint8Array): string {
  const text = new TextDecoder(encoding).decode(bytes);
  if (/["“”\0]/.test(text)) return '';
  const lines = text.split(/\r\n|\n|\r/);
  const filled = (from: number, to: number): number =>
    lines.slice(from, to).filter((line) => /[^\s,;，；|]/.test(line)).length;
  const first = rowNumbers[0] - 1;
  const below = notes.find(({ code }) => code === 'rows_below')?.params.row;
  const to = below === undefined ? lines.length : Number(below) - 1;
  const wanted = filled(first, to);
  if (wanted > rows) return `${rows} rows of ${wanted} lines`;
  const above = filled(0, first);
  const told = [...notes, ...asks].some(({ code }) => ABOVE.has(code));
  return above > 1 && !told ? `${above} lines above the data, and nothing said of them` : '';
}

function ofFeatures({ encoding, rows }: Source, bytes: Uint8Array): string {
  const text = new TextDecoder(encoding).decode(bytes);
  let wanted: number;
  try {
    const root = JSON.parse(text) as { features?: unknown };
    wanted = Array.isArray(root.features) ? root.features.length : 0;
  } catch {
    return '';
  }
  return wanted > rows ? `${rows} rows of ${wanted} features` : '';
}

function ofPlacemarks({ encoding, rows }: Source, bytes: Uint8Array): string {
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('<!')) return '';
  const wanted = text.match(/<\/Placemark\s*>/g)?.length ?? 0;
  return wanted > rows ? `${rows} rows of ${wanted} placemarks` : '';
}
