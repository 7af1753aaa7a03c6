import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import Papa from 'papaparse';

/**
 * SHA-256 of the named columns of a table or of a layer's shapes: other columns may come beside them, and other rows behind the
 * first `count`.
 */
export function hashColumns(
  path: string,
  text: string,
  columns: readonly string[],
  count = Infinity
): string {
  const pick = (row: Record<string, unknown>) => columns.map((column) => row[column]);
  const rows = path.endsWith('.csv')
    ? Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data.map(pick)
    : (JSON.parse(text) as GeoJSON.FeatureCollection).features.map(({ properties, geometry }) => [
        pick(properties!),
        geometry
      ]);
  return hashText(JSON.stringify(rows.slice(0, count)));
}

/** SHA-256 of a text. */
const hashText = (text: string): string => bytesToHex(sha256(new TextEncoder().encode(text)));
