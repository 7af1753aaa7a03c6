import type { Geometry } from 'geojson';
import { readCrsName } from '../places/crs-name.ts';
import { ImportError } from '../import-error.ts';
import { isObject } from './json-documents.ts';
import { makeSource, type Fault, type FileInput, type Source, type Tick } from '../source.ts';
import { TextColumns, toCell } from './text-columns.ts';

const GEOMETRIES = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection'
];

/** The features of a GeoJSON value (FeatureCollection, Feature, bare geometry, list of these); null where it is none. */
export function featuresOf(root: unknown): unknown[] | null {
  if (Array.isArray(root)) {
    const list = root as unknown[];
    return list.some((item) => isObject(item) && (item.type === 'Feature' || isGeometry(item)))
      ? list.map((item) => (isObject(item) && isGeometry(item) ? asFeature(item) : item))
      : null;
  }
  if (!isObject(root)) return null;
  if (root.type === 'FeatureCollection' && Array.isArray(root.features)) return root.features;
  if (root.type === 'Feature') return [root];
  return isGeometry(root) ? [asFeature(root)] : null;
}

const isGeometry = ({ type, coordinates, geometries }: Record<string, unknown>): boolean =>
  typeof type === 'string' &&
  GEOMETRIES.includes(type) &&
  (Array.isArray(coordinates) || Array.isArray(geometries));

const asFeature = (geometry: object): object => ({ type: 'Feature', properties: null, geometry });

/** Features (GeoJSON, RFC 7946) as a Source; `root` is what may state their coordinate system. */
export async function readGeojson(
  { file }: FileInput,
  root: unknown,
  features: unknown[],
  tick?: Tick
): Promise<Source> {
  if (features.length === 0) throw new ImportError('no_rows', file);
  const columns = new TextColumns();
  const geometry: (Geometry | null)[] = [];
  const faults: Fault[] = [];
  const named = features.some(
    (f) => isObject(f) && isObject(f.properties) && Object.hasOwn(f.properties, 'id')
  );
  for (let i = 0; i < features.length; i++) {
    if (i % 5_000 === 4_999) await tick?.(0.5 + (0.5 * i) / features.length);
    const fault = readFeature(features[i], i, columns, geometry, named);
    if (fault) faults.push(fault);
  }
  const crs = declaredCrs(root);
  return makeSource({
    file,
    format: 'geojson',
    ...columns.finish(features.length),
    rows: features.length,
    geometry,
    declaredCrs: crs.value,
    faults,
    notes: crs.unknown ? [{ code: 'crs_not_known', params: { crs: crs.unknown } }] : []
  });
}

/** Puts a feature into row `i`; what is wrong with it as a fault, null where it is sound. */
function readFeature(
  feature: unknown,
  i: number,
  columns: TextColumns,
  geometry: (Geometry | null)[],
  named: boolean
): Fault | null {
  geometry[i] = null;
  if (!isObject(feature) || feature.type !== 'Feature') {
    const type = isObject(feature) ? feature.type : feature;
    const found = typeof type === 'string' ? type.slice(0, 40) : type == null ? '—' : typeof type;
    return { index: i, code: 'not_feature', params: { found } };
  }
  const { id, properties } = feature;
  if (!named && (typeof id === 'string' || typeof id === 'number')) columns.put('id', i, String(id));
  try {
    if (isObject(properties))
      for (const key of Object.keys(properties)) columns.put(key, i, toCell(properties[key]));
  } catch (error) {
    if (error instanceof RangeError) return { index: i, code: 'too_deep', params: {} };
    throw error;
  }
  if (!isObject(feature.geometry)) return null;
  if (typeof feature.geometry.type !== 'string') return { index: i, code: 'no_shape_type', params: {} };
  if (tooDeep(feature.geometry, 8)) return { index: i, code: 'too_deep', params: {} };
  geometry[i] = feature.geometry as unknown as Geometry;
  return null;
}

/** Whether arrays and objects are nested deeper than any geometry: what walks them later must not run out of stack. */
function tooDeep(value: object, levels: number): boolean {
  if (levels === 0) return true;
  const inner: unknown[] = Array.isArray(value) ? value : Object.values(value);
  // A position: nothing in it is looked at further.
  if (inner.length < 5 && inner.every((item) => typeof item === 'number')) return false;
  return inner.some((item) => typeof item === 'object' && item !== null && tooDeep(item, levels - 1));
}

/**
 * What the `crs` member says (GeoJSON 2008, in any of its forms); RFC 7946 has none and means WGS84, but many files only
 * lack it. `unknown` is a name that was not understood.
 */
export function declaredCrs(root: unknown): { value: string | null; unknown: string | null } {
  const crs = isObject(root) ? root.crs : null;
  const properties = isObject(crs) ? (isObject(crs.properties) ? crs.properties : crs) : null;
  const said = typeof crs === 'string' ? crs : (properties?.name ?? properties?.code ?? properties?.href);
  if (typeof said !== 'string' && typeof said !== 'number') return { value: null, unknown: null };
  const value = readCrsName(/^\d+$/.test(String(said)) ? `EPSG:${said}` : String(said));
  return { value, unknown: value === null ? String(said).slice(0, 80) : null };
}
