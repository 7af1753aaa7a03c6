import type {
  Geometry,
  LineString,
  MultiLineString,
  MultiPoint,
  MultiPolygon,
  Point,
  Polygon,
  Position
} from 'geojson';

/** Geometries that WKB carries here: all of GeoJSON but GeometryCollection. */
export type WkbGeometry = Point | LineString | Polygon | MultiPoint | MultiLineString | MultiPolygon;

const CODES = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6
} as const;

/**
 * The geometry as ISO WKB (OGC 06-103r4 §8), little endian, two dimensions (heights are left out). A point without
 * coordinates is written as NaN NaN. Throws for a GeometryCollection.
 */
export function encodeWkb(geometry: Geometry): Uint8Array {
  if (!(geometry.type in CODES)) throw new Error(`expected a simple geometry, got ${geometry.type}`);
  const simple = geometry as WkbGeometry;
  const bytes = new Uint8Array(sizeOf(simple));
  write(simple, new DataView(bytes.buffer), 0);
  return bytes;
}

function sizeOf(geometry: WkbGeometry): number {
  switch (geometry.type) {
    case 'Point':
      return 21;
    case 'LineString':
      return 9 + 16 * geometry.coordinates.length;
    case 'Polygon':
      return geometry.coordinates.reduce((sum, ring) => sum + 4 + 16 * ring.length, 9);
    default:
      return partsOf(geometry).reduce((sum, part) => sum + sizeOf(part), 9);
  }
}

function partsOf(geometry: MultiPoint | MultiLineString | MultiPolygon): WkbGeometry[] {
  switch (geometry.type) {
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }));
    case 'MultiLineString':
      return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
    case 'MultiPolygon':
      return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
  }
}

function write(geometry: WkbGeometry, view: DataView, at: number): number {
  view.setUint8(at, 1);
  view.setUint32(at + 1, CODES[geometry.type], true);
  const body = at + 5;
  switch (geometry.type) {
    case 'Point':
      return writePosition(geometry.coordinates, view, body);
    case 'LineString':
      return writeRow(geometry.coordinates, view, body);
    case 'Polygon': {
      view.setUint32(body, geometry.coordinates.length, true);
      return geometry.coordinates.reduce((next, ring) => writeRow(ring, view, next), body + 4);
    }
    default: {
      view.setUint32(body, geometry.coordinates.length, true);
      return partsOf(geometry).reduce((next, part) => write(part, view, next), body + 4);
    }
  }
}

function writeRow(row: Position[], view: DataView, at: number): number {
  view.setUint32(at, row.length, true);
  return row.reduce((next, position) => writePosition(position, view, next), at + 4);
}

function writePosition(position: Position, view: DataView, at: number): number {
  view.setFloat64(at, position.length > 0 ? position[0] : NaN, true);
  view.setFloat64(at + 8, position.length > 1 ? position[1] : NaN, true);
  return at + 16;
}

/**
 * The GeoJSON geometry in WKB or EWKB bytes of either byte order; measures are left out, and heights unless they are asked
 * for (no number where one is NaN, which some write for none), an SRID is
 * skipped, a point of NaN has no coordinates. Throws an Error for another type and for bytes that end too soon.
 */
export function decodeWkb(bytes: Uint8Array, heights = false): WkbGeometry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (size: number): number => {
    if (at + size > view.byteLength)
      throw new Error(`expected ${size} more bytes of WKB at ${at}, got ${view.byteLength - at}`);
    at += size;
    return at - size;
  };

  const readGeometry = (expected: string | null): WkbGeometry => {
    const little = view.getUint8(take(1)) === 1;
    const count = (): number => view.getUint32(take(4), little);
    const code = count();
    // EWKB marks height, measure and SRID in the high bits, ISO WKB by thousands.
    if (code & 0x20000000) take(4);
    const type = (code & 0x0fffffff) % 1000;
    const thousands = Math.floor((code & 0x0fffffff) / 1000);
    const height = code & 0x80000000 || thousands === 1 || thousands === 3 ? 1 : 0;
    const measure = code & 0x40000000 || thousands === 2 || thousands === 3 ? 1 : 0;
    const step = 8 * (2 + height + measure);
    const position = (): Position => {
      const p = take(step);
      const place = [view.getFloat64(p, little), view.getFloat64(p + 8, little)];
      const up = heights && height ? view.getFloat64(p + 16, little) : NaN;
      if (!Number.isNaN(up)) place.push(up);
      return place;
    };
    // Asked before going deeper, so that nesting can't exhaust the stack.
    if (expected !== null && type !== CODES[expected as keyof typeof CODES])
      throw new Error(`expected ${expected} in a Multi${expected}, got WKB type ${type}`);
    // No array is made by a declared count: each element first has to be there.
    const row = <T>(read: () => T): T[] => {
      const out: T[] = [];
      for (let n = count(); n > 0; n--) out.push(read());
      return out;
    };
    const parts = <T extends WkbGeometry>(part: T['type']): T['coordinates'][] =>
      row(() => readGeometry(part).coordinates);
    switch (type) {
      case 1: {
        const coordinates = position();
        return { type: 'Point', coordinates: Number.isNaN(coordinates[0]) ? [] : coordinates };
      }
      case 2:
        return { type: 'LineString', coordinates: row(position) };
      case 3:
        return { type: 'Polygon', coordinates: row(() => row(position)) };
      case 4:
        return { type: 'MultiPoint', coordinates: parts<Point>('Point') as Position[] };
      case 5:
        return { type: 'MultiLineString', coordinates: parts<LineString>('LineString') as Position[][] };
      case 6:
        return { type: 'MultiPolygon', coordinates: parts<Polygon>('Polygon') as Position[][][] };
      default:
        throw new Error(`expected a WKB type from 1 to 6, got ${code}`);
    }
  };
  return readGeometry(null);
}

/** Whether WKB is of a line or several. */
export function isLine(wkb: Uint8Array): boolean {
  const code = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength).getUint32(1, wkb[0] === 1);
  return [2, 5].includes((code & 0x0fffffff) % 1000);
}
