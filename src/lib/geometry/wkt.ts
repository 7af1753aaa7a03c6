import type { Geometry, Position } from 'geojson';

/** The geometry as WKT (OGC 06-103r4 §7), ordinates with all their digits, heights too where it has them. */
export function toWkt(geometry: Geometry): string {
  const at = (position: Position): string => position.map(String).join(' ');
  const list = <T>(items: readonly T[], write: (item: T) => string): string =>
    items.length === 0 ? 'EMPTY' : `(${items.map(write).join(', ')})`;
  const row = (positions: readonly Position[]): string => list(positions, at);
  const rows = (rings: readonly Position[][]): string => list(rings, row);
  switch (geometry.type) {
    case 'Point':
      return `POINT ${geometry.coordinates.length > 0 ? `(${at(geometry.coordinates)})` : 'EMPTY'}`;
    case 'MultiPoint':
      return `MULTIPOINT ${list(geometry.coordinates, (position) => `(${at(position)})`)}`;
    case 'LineString':
      return `LINESTRING ${row(geometry.coordinates)}`;
    case 'MultiLineString':
      return `MULTILINESTRING ${rows(geometry.coordinates)}`;
    case 'Polygon':
      return `POLYGON ${rows(geometry.coordinates)}`;
    case 'MultiPolygon':
      return `MULTIPOLYGON ${list(geometry.coordinates, rows)}`;
    default:
      return `GEOMETRYCOLLECTION ${list(geometry.geometries, toWkt)}`;
  }
}

/** Coordinates deeper than this are no geometry. */
const DEPTHS: Record<string, [type: Geometry['type'], depth: number]> = {
  POINT: ['Point', 0],
  MULTIPOINT: ['MultiPoint', 1],
  LINESTRING: ['LineString', 1],
  MULTILINESTRING: ['MultiLineString', 2],
  POLYGON: ['Polygon', 2],
  MULTIPOLYGON: ['MultiPolygon', 3]
};

/** The geometry of a WKT text (also with Z, M, SRID=…;); null where it is none, and for a collection. */
export function fromWkt(text: string): Geometry | null {
  const head = /^\s*(?:SRID=\d+;\s*)?([A-Z]+)\s*(?:Z|M|ZM)?\s*(EMPTY|\()/i.exec(text);
  const kind = head && DEPTHS[head[1].toUpperCase()];
  if (!head || !kind) return null;
  const [type, depth] = kind;
  if (head[2].toUpperCase() === 'EMPTY') return { type, coordinates: [] } as unknown as Geometry;
  let at = head[0].length - 1;
  const skip = (): void => {
    while (at < text.length && text.charCodeAt(at) <= 32) at++;
  };
  const position = (): Position | null => {
    const numbers = /[-+\d.eE \t\r\n]*/y;
    numbers.lastIndex = at;
    const found = numbers.exec(text)![0];
    at += found.length;
    const values = found.trim().split(/\s+/).map(Number);
    return values.length >= 2 && values.every(Number.isFinite) && found.trim() !== '' ? values : null;
  };
  const read = (level: number): unknown => {
    skip();
    if (level === 0 && text[at] !== '(') return position();
    if (text[at] !== '(') return null;
    at++;
    if (level === 0) {
      const only = position();
      skip();
      return text[at++] === ')' ? only : null;
    }
    const items: unknown[] = [];
    for (;;) {
      const item = read(level - 1);
      if (item === null) return null;
      items.push(item);
      skip();
      const next = text[at++];
      if (next === ')') return items;
      if (next !== ',') return null;
    }
  };
  const coordinates = read(depth);
  skip();
  return coordinates === null || at < text.length ? null : ({ type, coordinates } as Geometry);
}
