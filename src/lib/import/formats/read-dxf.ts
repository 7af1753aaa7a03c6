import type { Geometry, Position } from 'geojson';
import { decodeText } from '../text/decode-text.ts';
import { arc, hatchRings, unbulge, type Vertex } from './dxf-shapes.ts';
import { ImportError } from '../import-error.ts';
import { ALL_LAYERS, pickLayer } from './pick-layer.ts';
import { makeSource, type FileInput, type LayerInfo, type Source, type Tick } from '../source.ts';

/** An entity of the drawing: its values by group code, in order. */
interface Entity {
  type: string;
  groups: [number, string][];
  /** Those of a POLYLINE. */
  vertices: Vertex[];
}

interface Shape {
  layer: string;
  type: string;
  text: string;
  block: string;
  handle: string;
  geometry: Geometry;
}

/** Text of the drawing in other than UTF-8, by $DWGCODEPAGE. */
const CODEPAGES: Record<string, string> = {
  ANSI_936: 'gb18030',
  GB2312: 'gb18030',
  ANSI_950: 'big5',
  BIG5: 'big5'
};
const HEADERS = ['layer', 'type', 'text', 'block', 'handle'];

/**
 * The entities of the model space of an ASCII DXF (R12 to 2018) as a Source: lines, polylines, arcs and circles, points,
 * texts and the places of blocks, with the drawing's layer as a column and as layers. A closed polyline is a polygon,
 * unless roads are wanted. The drawing names no coordinate system. Throws ImportError with the line.
 */
export async function readDxf(input: FileInput, tick?: Tick): Promise<Source> {
  const { file } = input;
  const { text, encoding } = decodeDxf(input);
  const shapes: Shape[] = [];
  const left = new Map<string, number>();
  const seen = { arcs: 0 };
  for await (const entity of entities(file, text, tick)) {
    const made = makeGeometry(entity, input.hints.as === 'roads', seen);
    if (made === null) left.set(entity.type, (left.get(entity.type) ?? 0) + 1);
    else shapes.push({ ...describe(entity), geometry: made });
  }
  if (shapes.length === 0 && left.size > 0)
    throw new ImportError('dxf_nothing', file, { types: [...left.keys()].slice(0, 12).join('、') });
  const layers = layersOf(shapes);
  const { layer, asks } = pickLayer(input, layers, true);
  const kept = layer === ALL_LAYERS ? shapes : shapes.filter((shape) => shape.layer === layer);
  const notes: Source['notes'] = [];
  if (left.size > 0) {
    const count = [...left.values()].reduce((sum, one) => sum + one, 0);
    const types = [...left].map(([type, times]) => `${type}×${times}`).join('、');
    notes.push({ code: 'shapes_not_read', params: { count, types: types.slice(0, 200) } });
  }
  if (seen.arcs > 0) notes.push({ code: 'arcs_flattened', params: { count: seen.arcs } });
  return makeSource({
    file,
    format: 'dxf',
    encoding,
    layer: layers.length > 1 ? layer : null,
    layers: layers.length > 1 ? layers : [],
    asks,
    headers: [...HEADERS],
    columns: HEADERS.map((name) => kept.map((shape) => shape[name as 'layer'] || null)),
    rows: kept.length,
    geometry: kept.map(({ geometry }) => geometry),
    notes
  });
}

/** The text: as said, else UTF-8 from 2007 on (AC1021), else by the code page that the header names, else by the bytes. */
function decodeDxf({ file, bytes, hints }: FileInput): { text: string; encoding: string } {
  if (hints.encoding !== undefined && hints.encoding !== 'auto')
    return decodeText(file, bytes, hints.encoding);
  let head = '';
  for (let i = 0; i < Math.min(bytes.length, 20_000); i++) head += String.fromCharCode(bytes[i]);
  const value = (name: string): string =>
    new RegExp(`\\$${name}\\s*\\r?\\n\\s*[13]\\s*\\r?\\n\\s*([^\\r\\n]*)`).exec(head)?.[1].trim() ?? '';
  const version = Number(/^AC(\d{4})/.exec(value('ACADVER'))?.[1] ?? 0);
  const page = CODEPAGES[value('DWGCODEPAGE').toUpperCase()];
  const found = decodeText(file, bytes);
  if (version < 1021 && page !== undefined && (found.encoding !== 'utf-8' || found.unsure !== null))
    return decodeText(file, bytes, page);
  return found;
}

/** The entities of the section ENTITIES, in order. Throws ImportError where the groups stop making sense. */
async function* entities(file: string, text: string, tick?: Tick): AsyncGenerator<Entity> {
  let section = '';
  let entity: Entity | null = null;
  let polyline: Entity | null = null;
  let line = 0;
  let at = 0;
  const next = (): string | null => {
    if (at >= text.length) return null;
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const found = text.slice(at, end);
    at = end + 1;
    line++;
    return found.endsWith('\r') ? found.slice(0, -1) : found;
  };
  const refuse = (detail: string): ImportError => new ImportError('dxf_broken', file, { line, detail });
  const cut = (): ImportError => new ImportError('truncated_text', file, { line, column: 1 });
  for (let group = 0; ; group++) {
    if (group % 20_000 === 19_999) await tick?.(at / text.length);
    const codeText = next();
    if (codeText === null) throw cut();
    // Blank lines at the end of a file that was cut there.
    if (codeText.trim() === '' && text.slice(at).trim() === '') throw cut();
    if (!/^\s*-?\d{1,4}\s*$/.test(codeText)) {
      if (at >= text.length) throw cut();
      throw refuse(codeText.slice(0, 40));
    }
    const code = Number(codeText);
    const value = next();
    if (value === null) throw cut();
    if (code !== 0) {
      if (code === 2 && section === '?') section = value.trim();
      else if (entity !== null && (code < 1000 || code > 1071)) entity.groups.push([code, value]);
      continue;
    }
    const type = value.trim();
    if (entity !== null) {
      if (entity.type === 'POLYLINE') polyline = entity;
      else if (entity.type === 'VERTEX' && polyline !== null) addVertex(polyline, entity);
      else if (entity.type === 'SEQEND' && polyline !== null) {
        yield polyline;
        polyline = null;
      } else if (entity.type !== 'SEQEND' && entity.type !== 'ATTRIB') yield entity;
      if (polyline !== null && !['VERTEX', 'SEQEND'].includes(type)) {
        yield polyline;
        polyline = null;
      }
    }
    entity = null;
    if (type === 'EOF') return;
    if (type === 'SECTION') section = '?';
    else if (type === 'ENDSEC') section = '';
    else if (section === 'ENTITIES') entity = { type, groups: [], vertices: [] };
  }
}

function addVertex(polyline: Entity, vertex: Entity): void {
  // 16 marks a control point of a spline, which the line does not pass; 128 a face of a mesh.
  const flags = Number(first(vertex, 70) ?? 0);
  if (flags & 16 || (flags & 128 && !(flags & 64))) return;
  polyline.vertices.push({ x: number(vertex, 10), y: number(vertex, 20), bulge: number(vertex, 42) || 0 });
}

const first = ({ groups }: Entity, code: number): string | undefined =>
  groups.find(([own]) => own === code)?.[1];

function number(entity: Entity, code: number): number {
  const text = first(entity, code)?.trim();
  return text === undefined || text === '' ? NaN : Number(text);
}

/** The geometry of an entity; null where it is of no kind that is read, or lacks its numbers. */
function makeGeometry(entity: Entity, open: boolean, seen: { arcs: number }): Geometry | null {
  // In the space of the sheet stand frames and legends, not the plan.
  if (Number(first(entity, 67) ?? 0) === 1) return null;
  // Seen from below, x runs the other way.
  const mirror = number(entity, 230) === -1 ? -1 : 1;
  const point = (x: number, y: number): Position => [mirror * number(entity, x), number(entity, y)];
  const shape = ((): Geometry | null => {
    switch (entity.type) {
      case 'LINE':
        return {
          type: 'LineString',
          coordinates: [
            [number(entity, 10), number(entity, 20)],
            [number(entity, 11), number(entity, 21)]
          ]
        };
      case 'LWPOLYLINE':
        return line(lightVertices(entity), entity, mirror, open, seen);
      case 'POLYLINE':
        return Number(first(entity, 70) ?? 0) & (16 | 64)
          ? null
          : line(entity.vertices, entity, mirror, open, seen);
      case 'ARC':
      case 'CIRCLE': {
        seen.arcs++;
        const circle = entity.type === 'CIRCLE';
        const [from, to] = circle ? [0, 360] : [number(entity, 50), number(entity, 51)];
        const positions = arc(number(entity, 10), number(entity, 20), number(entity, 40), from, to).map(
          ([x, y]): Position => [mirror * x, y]
        );
        return circle && !open
          ? { type: 'Polygon', coordinates: [positions] }
          : { type: 'LineString', coordinates: positions };
      }
      case 'HATCH': {
        const rings = hatchRings(entity.groups)?.map((ring) =>
          ring.map(([x, y]): Position => [mirror * x, y])
        );
        return rings ? { type: 'Polygon', coordinates: rings } : null;
      }
      case 'POINT':
      case 'TEXT':
      case 'MTEXT':
      case 'INSERT':
        return { type: 'Point', coordinates: point(10, 20) };
      default:
        return null;
    }
  })();
  return shape !== null && isFinite(shape) ? shape : null;
}

function isFinite(shape: Geometry): boolean {
  const flat = (shape as { coordinates: unknown[] }).coordinates.flat(2) as number[];
  return flat.length > 1 && flat.every((ordinate) => Number.isFinite(ordinate));
}

/** Vertices of a LWPOLYLINE: each begins with its x; the stated count is not needed. */
function lightVertices({ groups }: Entity): Vertex[] {
  const vertices: Vertex[] = [];
  for (const [code, value] of groups) {
    if (code === 10) vertices.push({ x: Number(value), y: NaN, bulge: 0 });
    else if (code === 20 && vertices.length > 0) vertices.at(-1)!.y = Number(value);
    else if (code === 42 && vertices.length > 0) vertices.at(-1)!.bulge = Number(value) || 0;
  }
  return vertices;
}

function line(
  vertices: Vertex[],
  entity: Entity,
  mirror: number,
  open: boolean,
  seen: { arcs: number }
): Geometry | null {
  if (vertices.length < 2) return null;
  seen.arcs += vertices.filter(({ bulge }) => bulge !== 0).length;
  const closed = (Number(first(entity, 70) ?? 0) & 1) === 1;
  const positions = unbulge(vertices, closed).map(([x, y]): Position => [mirror * x, y]);
  const [a, b] = [positions[0], positions.at(-1)!];
  const ring = a[0] === b[0] && a[1] === b[1] && positions.length > 3;
  return ring && !open
    ? { type: 'Polygon', coordinates: [positions] }
    : { type: 'LineString', coordinates: positions };
}

function describe(entity: Entity): Omit<Shape, 'geometry'> {
  const { type } = entity;
  const written = type === 'TEXT' || type === 'MTEXT';
  // A long text comes in pieces of 250 (code 3) before its end (code 1).
  const pieces = entity.groups.filter(([code]) => code === 3 || code === 1).map(([, value]) => value);
  return {
    layer: plain(first(entity, 8) ?? '0'),
    type,
    text: written ? plain(pieces.join('')) : '',
    block: type === 'INSERT' ? plain(first(entity, 2) ?? '') : '',
    handle: (first(entity, 5) ?? '').trim()
  };
}

/** Text without the marks that CAD puts into it: \U+4E2D for letters, \P for a new line, fonts and heights in braces. */
const plain = (text: string): string =>
  text
    .replace(/\\U\+([0-9A-Fa-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\[fFHWACQT][^;\\{}]*;/g, '')
    .replace(/\\P/g, '\n')
    .replace(/\\[LlOoKk]/g, '')
    .replace(/(?<!\\)[{}]/g, '')
    .trim();

function layersOf(shapes: Shape[]): LayerInfo[] {
  const found = new Map<string, { rows: number; types: Set<string> }>();
  for (const { layer, geometry } of shapes) {
    const entry = found.get(layer) ?? { rows: 0, types: new Set<string>() };
    entry.rows++;
    entry.types.add(geometry.type);
    found.set(layer, entry);
  }
  return [...found]
    .map(([name, { rows, types }]) => ({ name, rows, geometry: [...types].sort().join('/') }))
    .sort((a, b) => b.rows - a.rows);
}
