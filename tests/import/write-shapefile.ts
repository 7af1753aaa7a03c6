import type { Feature, Point, Polygon, Position } from 'geojson';

/** The parts of a shapefile by extension. */
export type ShapefileParts = Record<'shp' | 'shx' | 'dbf', Uint8Array>;

/**
 * A shapefile of points or of polygons (ESRI Shapefile Technical Description, July 1998), its text written by `encode`.
 * Columns are texts of 80 bytes, as a bureau's programs write them.
 */
export function writeShapefile(
  features: Feature<Point | Polygon>[],
  encode: (text: string) => Uint8Array
): ShapefileParts {
  const type = features[0].geometry.type === 'Point' ? 1 : 5;
  const records = features.map(({ geometry }) =>
    geometry.type === 'Point' ? point(geometry.coordinates) : polygon(geometry.coordinates)
  );
  const box = boxOf(
    features.flatMap(({ geometry }) =>
      geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates.flat()
    )
  );
  const shp = new Uint8Array(100 + records.reduce((sum, record) => sum + 8 + record.length, 0));
  const shx = new Uint8Array(100 + 8 * records.length);
  for (const file of [shp, shx]) header(new DataView(file.buffer), file.length, type, box);
  let at = 100;
  records.forEach((record, i) => {
    const [main, index] = [new DataView(shp.buffer), new DataView(shx.buffer)];
    main.setInt32(at, i + 1);
    main.setInt32(at + 4, record.length / 2);
    shp.set(record, at + 8);
    index.setInt32(100 + 8 * i, at / 2);
    index.setInt32(104 + 8 * i, record.length / 2);
    at += 8 + record.length;
  });
  return { shp, shx, dbf: table(features, encode) };
}

function header(view: DataView, size: number, type: number, box: number[]): void {
  view.setInt32(0, 9994);
  view.setInt32(24, size / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, type, true);
  box.forEach((value, i) => view.setFloat64(36 + 8 * i, value, true));
}

function boxOf(positions: Position[]): number[] {
  const [x, y] = [0, 1].map((k) => positions.map((position) => position[k]));
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
}

function point([x, y]: Position): Uint8Array {
  const view = new DataView(new ArrayBuffer(20));
  view.setInt32(0, 1, true);
  view.setFloat64(4, x, true);
  view.setFloat64(12, y, true);
  return new Uint8Array(view.buffer);
}

function polygon(rings: Position[][]): Uint8Array {
  const positions = rings.flat();
  const view = new DataView(new ArrayBuffer(44 + 4 * rings.length + 16 * positions.length));
  view.setInt32(0, 5, true);
  boxOf(positions).forEach((value, i) => view.setFloat64(4 + 8 * i, value, true));
  view.setInt32(36, rings.length, true);
  view.setInt32(40, positions.length, true);
  let first = 0;
  rings.forEach((ring, i) => {
    view.setInt32(44 + 4 * i, first, true);
    first += ring.length;
  });
  positions.forEach(([x, y], i) => {
    view.setFloat64(44 + 4 * rings.length + 16 * i, x, true);
    view.setFloat64(52 + 4 * rings.length + 16 * i, y, true);
  });
  return new Uint8Array(view.buffer);
}

const WIDTH = 80;

function table(features: Feature[], encode: (text: string) => Uint8Array): Uint8Array {
  const names = Object.keys(features[0].properties ?? {});
  const head = 33 + 32 * names.length;
  const width = 1 + WIDTH * names.length;
  const bytes = new Uint8Array(head + width * features.length + 1).fill(0x20, head);
  const view = new DataView(bytes.buffer);
  bytes.set([3, 126, 11, 21]);
  view.setUint32(4, features.length, true);
  view.setUint16(8, head, true);
  view.setUint16(10, width, true);
  names.forEach((name, c) => {
    bytes.set(encode(name).subarray(0, 10), 32 + 32 * c);
    bytes[43 + 32 * c] = 0x43;
    bytes[48 + 32 * c] = WIDTH;
  });
  bytes[head - 1] = 0x0d;
  features.forEach(({ properties }, i) =>
    names.forEach((name, c) =>
      bytes.set(encode(String(properties?.[name] ?? '')).subarray(0, WIDTH), head + width * i + 1 + WIDTH * c)
    )
  );
  bytes[bytes.length - 1] = 0x1a;
  return bytes;
}
