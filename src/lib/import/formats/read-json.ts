import { decodeText } from '../text/decode-text.ts';
import { ImportError } from '../import-error.ts';
import { documentEnd, isObject, jsonRefusal, tryJson } from './json-documents.ts';
import { featuresOf, readGeojson } from './read-geojson.ts';
import { readGeojsonLines } from './read-geojson-lines.ts';
import { findTables, readJsonTable } from './read-json-table.ts';
import { readTopojson } from './read-topojson.ts';
import type { FileInput, Source, Tick } from '../source.ts';

/** A text of more letters than about 2^29 is none that engines can hold. */
const MAX_BYTES = 500 * 1024 * 1024;

/**
 * A JSON file as a Source, by what it holds: GeoJSON, TopoJSON, a sequence of documents (newline-delimited GeoJSON or
 * objects), or a list of objects somewhere in it (the answer of a map service) as a table. Throws ImportError with line
 * and column.
 */
export async function readJson(input: FileInput, tick?: Tick): Promise<Source> {
  const { file, bytes, hints } = input;
  if (bytes.length > MAX_BYTES)
    throw new ImportError('json_too_large', file, {
      size: Math.round(bytes.length / 1048576),
      limit: MAX_BYTES / 1048576
    });
  const decoded = decodeText(file, bytes, hints.encoding);
  const text = decoded.text.replace(/^\uFEFF/, '');
  const source = await readText(input, text, tick);
  source.encoding = decoded.encoding;
  // JSON is UTF-8 (RFC 8259 §8.1): only what is not leaves a doubt.
  if (decoded.encoding !== 'utf-8') source.asks.unshift(...decoded.asks);
  return source;
}

async function readText(input: FileInput, text: string, tick?: Tick): Promise<Source> {
  const { file } = input;
  if (/^\s*\x1E/.test(text)) return readGeojsonLines(input, text, tick);
  const read = tryJson(text);
  if (read === null) {
    const rest = text.slice(documentEnd(text, 0)).trimStart();
    if (/^[{[\x1E]/.test(rest)) return readGeojsonLines(input, text, tick);
    throw jsonRefusal(file, text);
  }
  await tick?.(0.5);
  const root = read.value;
  if (isObject(root) && root.type === 'Topology') return readTopojson(input, root, tick);
  const features = featuresOf(root);
  if (features !== null) return readGeojson(input, root, features, tick);
  const tables = findTables(root);
  if (tables.length > 0) return readJsonTable(input, tables, tick);
  const type = Array.isArray(root) ? '[ ]' : isObject(root) ? root.type : typeof root;
  throw new ImportError('not_geojson', file, { type: String(type ?? '—').slice(0, 40) });
}
