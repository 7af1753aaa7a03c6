import { ImportError } from '../import-error.ts';
import { documentEnd, isObject, jsonRefusal, tryJson } from './json-documents.ts';
import { findJsonError } from './json-error.ts';
import { featuresOf, readGeojson } from './read-geojson.ts';
import { readJsonTable } from './read-json-table.ts';
import type { Fault, FileInput, Source, Tick } from '../source.ts';

interface Documents {
  /** One a row: a feature, or an object of a table; null where the line could not be read. */
  rows: unknown[];
  /** Line of each row. */
  lines: number[];
  /** A document that states a coordinate system. */
  stating: unknown;
  faults: Fault[];
}

/**
 * A sequence of JSON documents as a Source: newline-delimited GeoJSON, RFC 8142 text sequences (a record separator
 * before each), several documents put together, or newline-delimited objects as a table. A line that cannot be read is a
 * fault of its row; a file that ends within a document is refused.
 */
export async function readGeojsonLines(input: FileInput, text: string, tick?: Tick): Promise<Source> {
  const found: Documents = { rows: [], lines: [], stating: null, faults: [] };
  await readDocuments(input.file, text, found, tick);
  const { rows, faults } = found;
  if (rows.length === 0) throw new ImportError('no_rows', input.file);
  const spatial = rows.some((row) => featuresOf(row) !== null);
  const source = spatial
    ? await readGeojson(input, found.stating, rows, tick)
    : await readJsonTable(input, [{ name: '', rows }], tick);
  const broken = new Set(faults.map(({ index }) => index));
  source.format = 'geojsonl';
  source.faults = [...faults, ...source.faults.filter(({ index }) => !broken.has(index))];
  source.rowNumbers = numberRows(found.lines);
  return source;
}

/** The line of each row, where no line holds two; else the rows are counted. */
function numberRows(lines: number[]): Float64Array {
  const apart = lines.every((line, i) => i === 0 || line > lines[i - 1]);
  return Float64Array.from(lines, (line, i) => (apart ? line : i + 1));
}

async function readDocuments(file: string, text: string, found: Documents, tick?: Tick): Promise<void> {
  const first = text.search(/[^\s\x1E]/);
  const newline = text.indexOf('\n', first);
  const byLine = newline < 0 || documentEnd(text, first) <= newline;
  let line = 1;
  let work = 0;
  for (let at = 0; at < text.length;) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    let start = at;
    while (start < end && /[\s\x1E]/.test(text[start])) start++;
    if (!byLine && start < end) end = documentEnd(text, start);
    // Two documents on one line are read one after the other.
    else if (start < end)
      end = Math.min(end, Math.max(start + 1, documentEnd(text.slice(start, end), 0) + start));
    if (start < end) readDocument(file, text, start, end, line, byLine, found);
    for (let i = text.indexOf('\n', at); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) line++;
    at = end;
    while (at < text.length && /[\s\x1E]/.test(text[at])) if (text[at++] === '\n') line++;
    work += end - start;
    if (work > 1_000_000) {
      await tick?.((0.5 * at) / text.length);
      work = 0;
    }
  }
}

function readDocument(
  file: string,
  text: string,
  start: number,
  end: number,
  line: number,
  byLine: boolean,
  found: Documents
): void {
  const part = text.slice(start, end);
  const read = tryJson(part);
  const last = end >= text.trimEnd().length;
  if (read === null) {
    const at = findJsonError(part);
    if (!byLine || (last && at.ended)) throw jsonRefusal(file, part, line);
    const params = { column: at.column, at: at.found };
    found.faults.push({ index: found.rows.length, code: 'bad_json_line', params });
    found.rows.push(null);
    found.lines.push(line);
    return;
  }
  if (isObject(read.value) && read.value.crs !== undefined) found.stating ??= read.value;
  const rows =
    featuresOf(read.value) ?? (Array.isArray(read.value) ? (read.value as unknown[]) : [read.value]);
  for (const row of rows) {
    found.rows.push(row);
    found.lines.push(line);
  }
}
