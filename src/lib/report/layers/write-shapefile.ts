import type { Geometry, Position } from 'geojson';
import type { LayerEncoding } from './layer-choice.ts';
import type { LayerTable } from './layer-tables.ts';
import { placedGeometries, type TargetCrs } from './target-crs.ts';
import { writeDbf, type Dbf } from './write-dbf.ts';

const NULL = 0;
const POINT = 1;
const LINE = 3;
const POLYGON = 5;

/**
 * One layer as the parts of a shapefile by extension (ESRI Shapefile Technical Description, July 1998): shells clockwise, holes
 * counter-clockwise; `.prj` only where the system has a name. A shape of another kind than the layer's first is left null.
 */
export function writeShapefile(
  layer: LayerTable,
  target: TargetCrs,
  encoding: LayerEncoding,
  date: string
): { parts: Record<string, Uint8Array>; fields: Dbf['fields'] } {
  const shapes = [...placedGeometries(layer, target)];
  const first = shapes.find((shape) => shape !== null);
  const type = first ? typeOf(first) : NULL;
  const records = shapes.map((shape) => (shape && typeOf(shape) === type ? recordOf(shape, type) : NONE));
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box: own } of records) if (own) widen(box, [own[0], own[1]], [own[2], own[3]]);
  const shp = new DataView(
    new ArrayBuffer(100 + records.reduce((sum, { body }) => sum + 8 + body.length, 0))
  );
  const shx = new DataView(new ArrayBuffer(100 + 8 * records.length));
  for (const view of [shp, shx]) writeHead(view, type, box);
  let at = 100;
  records.forEach(({ body }, i) => {
    // Lengths and places are counted in words of two bytes.
    shx.setInt32(100 + 8 * i, at / 2);
    shx.setInt32(104 + 8 * i, body.length / 2);
    shp.setInt32(at, i + 1);
    shp.setInt32(at + 4, body.length / 2);
    new Uint8Array(shp.buffer).set(body, at + 8);
    at += 8 + body.length;
  });
  const { bytes, fields } = writeDbf(layer.columns, encoding, date);
  const ascii = new TextEncoder();
  return {
    fields,
    parts: {
      shp: new Uint8Array(shp.buffer),
      shx: new Uint8Array(shx.buffer),
      dbf: bytes,
      cpg: ascii.encode(encoding === 'gb18030' ? 'GB18030' : 'UTF-8'),
      ...(target.wkt ? { prj: ascii.encode(target.wkt) } : {})
    }
  };
}

interface ShapeRecord {
  body: Uint8Array;
  box: number[] | null;
}

const NONE: ShapeRecord = { body: new Uint8Array(4), box: null };

function typeOf({ type }: Geometry): number {
  return type === 'Point'
    ? POINT
    : type.endsWith('LineString')
      ? LINE
      : type.endsWith('Polygon')
        ? POLYGON
        : NULL;
}

function recordOf(shape: Geometry, type: number): ShapeRecord {
  if (shape.type === 'Point') {
    const view = new DataView(new ArrayBuffer(20));
    const [x, y] = shape.coordinates;
    view.setInt32(0, POINT, true);
    view.setFloat64(4, x, true);
    view.setFloat64(12, y, true);
    return { body: new Uint8Array(view.buffer), box: [x, y, x, y] };
  }
  const rings = ringsOf(shape);
  const points = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (points === 0) return NONE;
  const view = new DataView(new ArrayBuffer(44 + 4 * rings.length + 16 * points));
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  view.setInt32(0, type, true);
  view.setInt32(36, rings.length, true);
  view.setInt32(40, points, true);
  let before = 0;
  rings.forEach((ring, k) => {
    view.setInt32(44 + 4 * k, before, true);
    ring.forEach((position, i) => {
      const at = 44 + 4 * rings.length + 16 * (before + i);
      view.setFloat64(at, position[0], true);
      view.setFloat64(at + 8, position[1], true);
      widen(box, position, position);
    });
    before += ring.length;
  });
  box.forEach((value, i) => view.setFloat64(4 + 8 * i, value, true));
  return { body: new Uint8Array(view.buffer), box };
}

function ringsOf(shape: Geometry): Position[][] {
  switch (shape.type) {
    case 'LineString':
      return [shape.coordinates];
    case 'MultiLineString':
      return shape.coordinates;
    case 'Polygon':
      return windShape(shape.coordinates);
    case 'MultiPolygon':
      return shape.coordinates.flatMap(windShape);
    default:
      return [];
  }
}

/** The shell clockwise, holes the other way: turned round where they are not. */
const windShape = (rings: Position[][]): Position[][] =>
  rings.map((ring, i) => (signedArea(ring) < 0 === (i === 0) ? ring : ring.toReversed()));

function signedArea(ring: Position[]): number {
  let area = 0;
  for (let i = 1; i < ring.length; i++)
    area +=
      (ring[i - 1][0] - ring[0][0]) * (ring[i][1] - ring[0][1]) -
      (ring[i][0] - ring[0][0]) * (ring[i - 1][1] - ring[0][1]);
  return area;
}

function widen(box: number[], [west, south]: Position, [east, north]: Position): void {
  box[0] = Math.min(box[0], west);
  box[1] = Math.min(box[1], south);
  box[2] = Math.max(box[2], east);
  box[3] = Math.max(box[3], north);
}

function writeHead(view: DataView, type: number, box: number[]): void {
  view.setInt32(0, 9994);
  view.setInt32(24, view.byteLength / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, type, true);
  box.forEach((value, i) => view.setFloat64(36 + 8 * i, Number.isFinite(value) ? value : 0, true));
}
