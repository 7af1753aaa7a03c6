import type { Geometry } from 'geojson';
import type { Decoded } from './decode-text.ts';
import { ImportError } from './import-error.ts';
import { findJsonError } from './json-error.ts';
import { makeSource, nameColumns, type Fault, type Source, type Tick } from './source.ts';

const GEOMETRIES = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection'
];

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** GeoJSON (FeatureCollection, Feature, bare geometry) as a Source. Throws ImportError with line and column. */
export async function readGeojson(file: string, decoded: Decoded, tick?: Tick): Promise<Source> {
  const root = parseJson(file, decoded.text);
  await tick?.(0.5);
  const features = featuresOf(file, root);
  if (features.length === 0) throw new ImportError('no_rows', file);
  const columns = new Map<string, (string | null)[]>();
  const geometry: (Geometry | null)[] = [];
  const faults: Fault[] = [];
  const named = features.some(
    (f) => isObject(f) && isObject(f.properties) && Object.hasOwn(f.properties, 'id')
  );
  for (let i = 0; i < features.length; i++) {
    if (i % 20_000 === 19_999) await tick?.(0.5 + (0.5 * i) / features.length);
    const feature = features[i];
    if (!isObject(feature) || feature.type !== 'Feature') {
      const found = isObject(feature) ? String(feature.type) : typeof feature;
      faults.push({ index: i, code: 'not_feature', params: { found } });
      geometry.push(null);
      continue;
    }
    geometry.push(isObject(feature.geometry) ? (feature.geometry as unknown as Geometry) : null);
    if (!named && (typeof feature.id === 'string' || typeof feature.id === 'number'))
      put(columns, 'id', i, String(feature.id));
    if (isObject(feature.properties))
      for (const key of Object.keys(feature.properties))
        put(columns, key, i, toText(feature.properties[key]));
  }
  const { headers, repaired } = nameColumns([...columns.keys()], 0);
  const cells = [...columns.values()];
  for (const column of cells) while (column.length < features.length) column.push(null);
  return makeSource({
    file,
    format: 'geojson',
    encoding: decoded.encoding,
    headers,
    columns: cells,
    rows: features.length,
    geometry,
    declaredCrs: declaredCrs(root),
    faults,
    repaired,
    notes: decoded.unsure
      ? [{ code: 'encoding_unsure', params: { encoding: decoded.encoding, other: decoded.unsure } }]
      : []
  });
}

function put(columns: Map<string, (string | null)[]>, key: string, row: number, value: string | null): void {
  let column = columns.get(key);
  if (!column) columns.set(key, (column = []));
  while (column.length < row) column.push(null);
  column[row] = value;
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function parseJson(file: string, text: string): Json {
  const body = text.replace(/^\uFEFF/, '');
  let root: unknown;
  try {
    root = JSON.parse(body);
  } catch {
    const at = findJsonError(body);
    throw new ImportError(at.ended ? 'truncated_text' : 'bad_json', file, {
      line: at.line,
      column: at.column,
      at: at.found
    });
  }
  if (!isObject(root)) {
    const type = Array.isArray(root) ? '[ ]' : typeof root;
    throw new ImportError('not_geojson', file, { type });
  }
  return root;
}

function featuresOf(file: string, root: Json): unknown[] {
  if (root.type === 'FeatureCollection' && Array.isArray(root.features)) return root.features;
  if (root.type === 'Feature') return [root];
  if (GEOMETRIES.includes(String(root.type))) return [{ type: 'Feature', properties: null, geometry: root }];
  throw new ImportError('not_geojson', file, { type: String(root.type ?? '—').slice(0, 40) });
}

/** What the old `crs` member says (GeoJSON 2008); RFC 7946 has none and means WGS84, but many files only lack it. */
function declaredCrs(root: Json): string | null {
  const properties = isObject(root.crs) ? root.crs.properties : null;
  const name = isObject(properties) ? String(properties.name ?? '') : '';
  if (/CRS84|EPSG:+4326$/i.test(name)) return 'wgs84';
  const code = /EPSG:+(?:[\d.]+:)?(\d+)$/i.exec(name);
  return code ? `EPSG:${code[1]}` : null;
}
