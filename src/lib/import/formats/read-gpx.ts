import type { Geometry, Position } from 'geojson';
import { pickLayer } from './pick-layer.ts';
import { makeSource, type Fault, type FileInput, type Source, type Tick } from '../source.ts';
import { TextColumns } from './text-columns.ts';
import { walkXml, type XmlVisitor } from './walk-xml.ts';

/** Elements that are a row, and the layer each belongs to. */
const LAYERS = new Map([
  ['wpt', 'waypoints'],
  ['rte', 'routes'],
  ['trk', 'tracks']
]);
const POINTS = new Set(['wpt', 'rtept', 'trkpt']);

interface GpxRow {
  kind: string;
  cells: Map<string, string>;
  /** Segments of a line; the one position of a waypoint. */
  parts: Position[][];
  /** Position that could not be read. */
  fault: string | null;
}

/**
 * A GPX file (1.0, 1.1) as a Source: its waypoints, routes or tracks, each a layer. Devices write WGS84. Throws
 * ImportError with line and column.
 */
export async function readGpx(input: FileInput, tick?: Tick): Promise<Source> {
  const reader = new GpxReader();
  const { encoding, entities } = await walkXml(input, 'GPX', reader, tick);
  const layers = ['tracks', 'routes', 'waypoints']
    .map((name) => ({
      name,
      rows: reader.rows.filter(({ kind }) => kind === name).length,
      geometry: name === 'waypoints' ? 'Point' : 'LineString'
    }))
    .filter(({ rows }) => rows > 0);
  const { layer, asks } = pickLayer(input, layers);
  const source = toSource(
    input.file,
    reader.rows.filter(({ kind }) => kind === layer)
  );
  source.encoding = encoding;
  source.layer = layer;
  source.layers = layers;
  source.asks = asks;
  if (entities > 0) source.notes.push({ code: 'kml_entities', params: { count: entities } });
  return source;
}

class GpxReader implements XmlVisitor {
  readonly rows: GpxRow[] = [];
  private readonly path: string[] = [];
  private current: GpxRow | null = null;

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    this.path.push(name);
    const kind = this.current === null ? LAYERS.get(name) : undefined;
    if (kind) this.current = { kind, cells: new Map(), parts: name === 'trk' ? [] : [[]], fault: null };
    if (name === 'trkseg') this.current?.parts.push([]);
    if (!POINTS.has(name) || this.current === null) return;
    const [lon, lat] = [attributes.get('lon') ?? '', attributes.get('lat') ?? ''];
    if (this.current.parts.length === 0) this.current.parts.push([]);
    if (
      lon.trim() !== '' &&
      lat.trim() !== '' &&
      Number.isFinite(Number(lon)) &&
      Number.isFinite(Number(lat))
    )
      this.current.parts.at(-1)!.push([Number(lon), Number(lat)]);
    else this.current.fault ??= `${lon},${lat}`.slice(0, 60);
  }

  close(name: string, text: string): void {
    this.path.pop();
    const row = this.current;
    if (row === null) return;
    const parent = this.path.at(-1) ?? '';
    if (LAYERS.get(name) === row.kind && !this.path.some((above) => LAYERS.has(above))) {
      this.rows.push(row);
      this.current = null;
      return;
    }
    const words = text.trim();
    // What stands in the row itself or its extensions; the points of a line have times and heights of their own.
    const own =
      LAYERS.has(parent) ||
      (this.path.includes('extensions') &&
        !this.path.some((above) => above.endsWith('pt') && above !== 'wpt'));
    if (own && words !== '' && name !== 'extensions' && !row.cells.has(name)) row.cells.set(name, words);
  }
}

function toSource(file: string, rows: GpxRow[]): Source {
  const columns = new TextColumns();
  const faults: Fault[] = [];
  columns.declare('name');
  const geometry = rows.map((row, i): Geometry | null => {
    for (const [key, value] of row.cells) columns.put(key, i, value);
    if (row.fault !== null) faults.push({ index: i, code: 'kml_no_shape', params: { text: row.fault } });
    const parts = row.parts.filter((part) => part.length > 0);
    if (parts.length === 0) return null;
    if (row.kind === 'waypoints') return { type: 'Point', coordinates: parts[0][0] };
    const lines = parts.filter((part) => part.length > 1);
    if (lines.length === 0) return { type: 'LineString', coordinates: parts[0] };
    return lines.length === 1
      ? { type: 'LineString', coordinates: lines[0] }
      : { type: 'MultiLineString', coordinates: lines };
  });
  return makeSource({
    file,
    format: 'gpx',
    ...columns.finish(rows.length),
    rows: rows.length,
    geometry,
    declaredCrs: 'wgs84',
    faults
  });
}
