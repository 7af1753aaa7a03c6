import type { Geometry, Position } from 'geojson';

type Simple = Exclude<Geometry, { type: 'GeometryCollection' }>;

/** A geometry element being read. */
interface Open {
  name: string;
  positions: Position[];
  rings: Position[][];
  holes: Position[][];
  inner: boolean;
  parts: Geometry[];
}

const SHAPES = new Set([
  'Point',
  'LineString',
  'LinearRing',
  'Polygon',
  'MultiGeometry',
  'Track',
  'MultiTrack'
]);

/** The geometry of one Placemark, put together from its elements as they come (OGC 07-147r2 and Google's gx:Track). */
export class KmlShape {
  private readonly stack: Open[] = [];
  private readonly found: Geometry[] = [];
  /** Coordinates that could not be read, shortened; null where all could. */
  fault: string | null = null;
  /** Coordinates in an odd form, as they stood and as they were read. */
  odd: { was: string; now: string } | null = null;

  open(name: string): void {
    if (SHAPES.has(name))
      this.stack.push({ name, positions: [], rings: [], holes: [], inner: false, parts: [] });
    else if (name === 'innerBoundaryIs' && this.stack.length > 0) this.stack.at(-1)!.inner = true;
  }

  close(name: string, text: string): void {
    const open = this.stack.at(-1);
    if (!open) return;
    if (name === 'coordinates') this.readCoordinates(open, text);
    else if (name === 'coord') this.readCoordinates(open, text.trim().replace(/\s+/g, ','));
    else if (name === 'innerBoundaryIs') open.inner = false;
    else if (name === open.name) this.finish(this.stack.pop()!);
  }

  /** The whole geometry: several of one kind become one Multi…; null where there is none. */
  geometry(): Geometry | null {
    return join(this.found);
  }

  private readCoordinates(open: Open, text: string): void {
    const read = readPositions(text);
    if (read === null) {
      if (text.trim() !== '') this.fault ??= text.trim().replace(/\s+/g, ' ').slice(0, 60);
      return;
    }
    for (const position of read.positions) open.positions.push(position);
    if (read.odd)
      this.odd ??= { was: text.trim().replace(/\s+/g, ' ').slice(0, 60), now: read.positions[0].join(',') };
  }

  private finish({ name, positions, rings, holes, parts }: Open): void {
    const parent = this.stack.at(-1);
    if (name === 'LinearRing' && parent?.name === 'Polygon') {
      if (positions.length > 0) (parent.inner ? parent.holes : parent.rings).push(positions);
      return;
    }
    const shape = makeShape(name, positions, [...rings, ...holes], parts);
    if (shape === null) return;
    if (parent?.name === 'MultiGeometry' || parent?.name === 'MultiTrack') parent.parts.push(shape);
    else this.found.push(shape);
  }
}

function makeShape(
  name: string,
  positions: Position[],
  rings: Position[][],
  parts: Geometry[]
): Geometry | null {
  if (name === 'MultiGeometry' || name === 'MultiTrack') return join(parts);
  if (name === 'Polygon') return rings.length > 0 ? { type: 'Polygon', coordinates: rings } : null;
  if (positions.length === 0) return null;
  if (name === 'Point' || positions.length === 1) return { type: 'Point', coordinates: positions[0] };
  return { type: 'LineString', coordinates: positions };
}

/** Several geometries as one: a Multi… of one kind, else a collection. */
function join(parts: Geometry[]): Geometry | null {
  if (parts.length < 2) return parts[0] ?? null;
  const kind = parts[0].type.replace('Multi', '');
  if (kind === 'GeometryCollection' || parts.some(({ type }) => type.replace('Multi', '') !== kind))
    return { type: 'GeometryCollection', geometries: parts };
  const coordinates = (parts as Simple[]).flatMap((part): unknown[] =>
    part.type.startsWith('Multi') ? part.coordinates : [part.coordinates]
  );
  return { type: `Multi${kind}`, coordinates } as Geometry;
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/**
 * Positions of a `coordinates` text. Besides the standard `lon,lat[,alt] lon,lat[,alt]` these forms are read, and said
 * to be odd: spaces around commas, full-width commas, semicolons between positions, one long list of commas in threes,
 * a single position with spaces only. Null where a part is no number, or there is none.
 */
export function readPositions(text: string): { positions: Position[]; odd: boolean } | null {
  const plain = text
    .replace(/[，、]/g, ',')
    .replace(/[;；]/g, ' ')
    .replace(/[０-９．－＋]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .trim();
  const joined = plain.replace(/\s*,\s*/g, ',');
  let odd = plain !== text.trim() || joined !== plain;
  let tuples = joined.split(/\s+/).map((tuple) => tuple.replace(/,+$/, '').split(','));
  if (tuples.length > 1 && tuples.length < 4 && tuples.every(({ length }) => length === 1)) {
    tuples = [tuples.flat()];
    odd = true;
  } else if (tuples.length === 1 && tuples[0].length > 3) {
    const all = tuples[0];
    if (all.length % 3 !== 0) return null;
    tuples = Array.from({ length: all.length / 3 }, (_, i) => all.slice(3 * i, 3 * i + 3));
    odd = true;
  }
  const positions: Position[] = [];
  for (const tuple of tuples) {
    if (tuple.length < 2 || tuple.length > 4 || !tuple.slice(0, 2).every((part) => NUMBER.test(part)))
      return null;
    const height = tuple[2] !== undefined && NUMBER.test(tuple[2]) ? Number(tuple[2]) : 0;
    // A height of 0 is what programs write that know none.
    positions.push(
      height === 0 ? [Number(tuple[0]), Number(tuple[1])] : [Number(tuple[0]), Number(tuple[1]), height]
    );
  }
  return { positions, odd };
}
