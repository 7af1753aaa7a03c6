import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { area, pointOnFeature } from '@turf/turf';
import { ImportError } from './import-error.ts';
import { OsmGather } from './osm-gather.ts';
import { CHINESE_LEVELS, layersOf, levelLayer, levelOf, mayBeLivedIn, wantedOf } from './osm-kinds.ts';
import { assembleRings, covers } from './osm-rings.ts';
import type { Params, ReasonCode } from './reasons.ts';
import {
  makeSource,
  type Asking,
  type Fault,
  type Format,
  type Hints,
  type LayerInfo,
  type Source,
  type Tick
} from './source.ts';

/** Goes through a file once and gives its objects to the gatherer; `share` tells how far it is. */
export type Scan = (sink: OsmGather, share: (part: number) => Promise<void>) => Promise<void>;

/**
 * What `hints` want of an OpenStreetMap file as a Source: one row an object, in the order of the file. Where nothing is
 * said and the file has no roads, what it has most of. `large`: pass the file several times, keeping little. Throws
 * ImportError where there is no such object.
 */
export async function readOsm(
  file: string,
  format: Format,
  hints: Hints,
  scan: Scan,
  large: boolean,
  tick?: Tick
): Promise<Source> {
  const wanted = wantedOf(hints);
  const gather = new OsmGather(file, wanted.kind);
  const passes = gather.passes(large);
  for (const [k, pass] of passes.entries()) {
    gather.begin(pass, large);
    await scan(gather, async (part) => tick?.((0.9 * (k + part)) / passes.length));
  }
  const layers = layersIn(gather);
  if (gather.rowKinds.length === 0) {
    const most = layers.toSorted((a, b) => b.rows - a.rows)[0];
    if (!most) throw new ImportError('no_rows', file);
    if (!wanted.said) return readOsm(file, format, { ...hints, layer: most.name }, scan, large, tick);
    throw new ImportError('osm_none', file, { wanted: wanted.kind, found: layerList(layers) });
  }
  const choice = chooseLayer(file, gather, layers, hints, wanted.layer);
  return makeRows(file, format, hints, gather, layers, choice, tick);
}

const layerList = (layers: LayerInfo[]): string =>
  layers.map(({ name, rows }) => `${name}×${rows}`).join('、');

/** The layers that the file has, with the rows that each would have. */
function layersIn(gather: OsmGather): LayerInfo[] {
  const counts = new Map(gather.counts);
  for (const [way, level] of gather.closedLevels) {
    if (gather.boundaryWays.has(way)) continue;
    const name = levelLayer(level);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const geometry = (name: string): string =>
    name === 'roads' ? 'LineString' : name === 'facilities' ? 'Point' : 'Polygon';
  const order = ['roads', 'facilities', 'buildings', 'landuse', 'estates'];
  const rank = (name: string): number => {
    const level = levelOf(name);
    return level === null ? order.indexOf(name) * 100 : 50 + Number(level);
  };
  return [...counts]
    .filter(([name]) => layersOf(name).length > 0)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, rows]) => ({ name, rows, geometry: geometry(name), as: layersOf(name)[0] }));
}

interface Choice {
  layer: string;
  asks: Asking[];
}

/** The layer that is read; of boundaries the level that was named, or that China has for such units, or the user is asked. */
function chooseLayer(
  file: string,
  gather: OsmGather,
  layers: LayerInfo[],
  { as }: Hints,
  named: string | null
): Choice {
  if (gather.kind !== 'boundaries') return { layer: gather.kind, asks: [] };
  const levels = layers.filter(({ name }) => levelOf(name) !== null);
  if (named !== null) {
    if (levels.some(({ name }) => name === named)) return { layer: named, asks: [] };
    throw new ImportError('osm_none', file, { wanted: named, found: layerList(layers) });
  }
  const usual = Number(CHINESE_LEVELS[as ?? 'communities']);
  const away = ({ name }: LayerInfo): number => Math.abs(Number(levelOf(name)) - usual);
  const ranked = levels.toSorted((a, b) => away(a) - away(b));
  const layer = ranked[0].name;
  if (away(ranked[0]) === 0 || ranked.length === 1) return { layer, asks: [] };
  return {
    layer,
    asks: [
      {
        code: 'ask_osm_level',
        params: { level: usual },
        sets: 'layer',
        key: 'layer',
        options: ranked.map(({ name }) => name),
        labels: ranked.map(({ name, rows }) => levelLabel(gather, name, rows))
      }
    ]
  };
}

/** A level in words: how many it has and the first of their names. */
function levelLabel(gather: OsmGather, layer: string, rows: number): { zh: string; en: string } {
  const level = levelOf(layer);
  const { headers, columns } = gather.columns.finish(null);
  const [levels, names] = ['admin_level', 'name'].map((key) => columns[headers.indexOf(key)] ?? []);
  const some = names.filter((name, i) => name && levels[i] === level).slice(0, 3);
  const zh = some.length > 0 ? `：${some.join('、')}${rows > some.length ? '…' : ''}` : '';
  const en = some.length > 0 ? `: ${some.join(', ')}${rows > some.length ? ' …' : ''}` : '';
  return { zh: `${level} 级，${rows} 个${zh}`, en: `level ${level}, ${rows} units${en}` };
}

type Problem = { code: ReasonCode; params: Params };
/** A geometry, or why there is none; `cut` says that nodes are missing from a line. */
type Shaped = { shape: Geometry | null; problem: Problem | null };

async function makeRows(
  file: string,
  format: Format,
  hints: Hints,
  gather: OsmGather,
  layers: LayerInfo[],
  { layer, asks }: Choice,
  tick?: Tick
): Promise<Source> {
  const { kind, rowKinds, rowAt, rowIds } = gather;
  const kept = keptRows(gather, layer);
  const { headers, columns } = gather.columns.finish(kept);
  const rows = kept?.length ?? rowKinds.length;
  const shapes = new Shapes(gather);
  const geometry: (Geometry | null)[] = [];
  const faults: Fault[] = [];
  const ids: string[] = [];
  for (let i = 0; i < rows; i++) {
    const row = kept ? kept[i] : i;
    const [type, at, id] = [rowKinds[row], rowAt[row], rowIds.values[row]];
    ids.push(kind === 'roads' ? String(id) : `${'nwr'[type]}${id}`);
    const { shape, problem } =
      kind === 'roads' ? shapes.line(at, id) : shapes.ofRow(type, at, id, kind === 'facilities');
    geometry.push(shape);
    if (problem) faults.push({ index: i, ...problem });
    if (i % 4096 === 4095) await tick?.(0.9 + (0.1 * i) / rows);
  }
  const source = makeSource({
    file,
    format,
    layer,
    layers,
    headers: [kind === 'roads' ? 'way_id' : 'osm_id', ...headers],
    columns: [ids, ...columns],
    rows,
    geometry,
    declaredCrs: 'wgs84',
    faults,
    notes: notesOf(gather, shapes),
    asks
  });
  if (kind === 'buildings' && hints.as !== 'landuse') settleDwellings(source);
  if (kind === 'buildings' && hints.as === 'landuse') nameKind(source);
  return source;
}

/** Rows of the chosen level that are no mere part of a relation's boundary; null keeps all. */
function keptRows(gather: OsmGather, layer: string): number[] | null {
  if (gather.kind !== 'boundaries') return null;
  const level = levelOf(layer);
  const { headers, columns } = gather.columns.finish(null);
  const levels = columns[headers.indexOf('admin_level')];
  return [...gather.rowKinds.keys()].filter(
    (row) =>
      levels[row] === level &&
      !(gather.rowKinds[row] === 1 && gather.boundaryWays.has(gather.rowIds.values[row]))
  );
}

function notesOf(gather: OsmGather, shapes: Shapes): Source['notes'] {
  const notes: Source['notes'] = [];
  if (shapes.cut > 0) notes.push({ code: 'osm_refs', params: { ways: shapes.cut, refs: shapes.missing } });
  if (gather.broken > 0) notes.push({ code: 'osm_broken', params: { count: gather.broken } });
  if (gather.deleted > 0) notes.push({ code: 'osm_deleted', params: { count: gather.deleted } });
  const words = [...gather.leftOut].sort((a, b) => b[1] - a[1]);
  if (words.length > 0)
    notes.push({
      code: 'osm_left_out',
      params: {
        count: words.reduce((sum, [, n]) => sum + n, 0),
        words: words
          .slice(0, 12)
          .map(([word, n]) => `${word.slice(0, 40)}×${n}`)
          .join('、')
      }
    });
  return notes;
}

/** Makes the shapes of rows of what was gathered. */
class Shapes {
  /** Ways that lack nodes and were cut there, and how many nodes. */
  cut = 0;
  missing = 0;
  private readonly gather: OsmGather;
  private readonly findNode: (id: number) => number;
  private findWay: ((id: number) => number) | null = null;

  constructor(gather: OsmGather) {
    this.gather = gather;
    this.findNode = gather.nodes.createFinder();
  }

  /** A street: cut where nodes are missing; null where no two are left in a row. */
  line(at: number, id: number): Shaped {
    const { wayFirst, refs } = this.gather;
    const count = wayFirst.values[at + 1] - wayFirst.values[at];
    if (count < 2) return { shape: null, problem: { code: 'one_node', params: { way: id, count } } };
    const before = this.missing;
    let line: Position[] = [];
    const lines = [line];
    for (let k = wayFirst.values[at]; k < wayFirst.values[at + 1]; k++) {
      const place = this.placeOf(refs.values[k]);
      if (place) line.push(place);
      else lines.push((line = []));
    }
    if (this.missing > before) this.cut++;
    const whole = lines.length === 1 ? lines : lines.filter((one) => one.length > 1);
    if (whole.length === 0) return { shape: null, problem: null };
    return {
      shape:
        whole.length === 1
          ? { type: 'LineString', coordinates: whole[0] }
          : { type: 'MultiLineString', coordinates: whole },
      problem: null
    };
  }

  /** The place of a node, or the area of a closed way or a relation; an open way is a line where lines are let be. */
  ofRow(type: number, at: number, id: number, lines: boolean): Shaped {
    const { placeLon, placeLat } = this.gather;
    if (type === 0)
      return {
        shape: { type: 'Point', coordinates: [placeLon.values[at], placeLat.values[at]] },
        problem: null
      };
    return type === 1 ? this.closedWay(at, id, lines) : this.relationArea(at, id);
  }

  private placeOf(ref: number): Position | null {
    const { nodes } = this.gather;
    const at = this.findNode(ref);
    if (at >= 0) return [nodes.lon[at], nodes.lat[at]];
    this.missing++;
    return null;
  }

  /** Places of a way's nodes, without those that are missing. */
  private placesOf(way: number): { places: Position[]; lacks: number } {
    const { wayFirst, refs } = this.gather;
    const places: Position[] = [];
    const [from, to] = [wayFirst.values[way], wayFirst.values[way + 1]];
    for (let k = from; k < to; k++) {
      const place = this.placeOf(refs.values[k]);
      if (place) places.push(place);
    }
    return { places, lacks: to - from - places.length };
  }

  private closedWay(at: number, id: number, lines: boolean): Shaped {
    const { wayFirst, refs } = this.gather;
    const [from, to] = [wayFirst.values[at], wayFirst.values[at + 1]];
    const { places, lacks } = this.placesOf(at);
    if (lacks > 0)
      return { shape: null, problem: { code: 'osm_way_nodes', params: { way: id, count: lacks } } };
    if (to - from > 3 && refs.values[from] === refs.values[to - 1])
      return { shape: { type: 'Polygon', coordinates: [places] }, problem: null };
    if (lines && places.length > 1)
      return { shape: { type: 'LineString', coordinates: places }, problem: null };
    return { shape: null, problem: { code: 'osm_not_closed', params: { way: id } } };
  }

  private relationArea(at: number, id: number): Shaped {
    const { relations, wayIds } = this.gather;
    const { members, type } = relations[at];
    if (type !== 'multipolygon' && type !== 'boundary')
      return { shape: null, problem: { code: 'osm_no_area', params: { relation: id, type } } };
    this.findWay ??= this.gather.createWayFinder();
    const lines: Position[][] = [];
    const missing: number[] = [];
    const cut: number[] = [];
    for (const member of members) {
      if (member.type !== 'way') continue;
      const way = this.findWay(member.ref);
      if (way < 0) {
        missing.push(member.ref);
        continue;
      }
      const { places, lacks } = this.placesOf(way);
      if (lacks > 0) cut.push(wayIds.values[way]);
      lines.push(places);
    }
    const { polygons, gaps, gapM, widestM } = assembleRings(lines);
    const params = { relation: id, gaps, metres: Math.round(gapM), widest: Math.round(widestM) };
    const gone = [...missing, ...cut];
    if (gone.length > 0) {
      const list = gone.slice(0, 8).join('、') + (gone.length > 8 ? '…' : '');
      const ways = lines.length + missing.length;
      return {
        shape: null,
        problem: { code: 'osm_members', params: { ...params, missing: gone.length, ways, list } }
      };
    }
    if (polygons.length === 0) return { shape: null, problem: { code: 'osm_open', params } };
    return {
      shape:
        polygons.length === 1
          ? { type: 'Polygon', coordinates: polygons[0] }
          : { type: 'MultiPolygon', coordinates: polygons },
      problem: null
    };
  }
}

/** Dwellings: each building a point within it, with its footprint; those that nobody lives in are told row by row. */
function settleDwellings(source: Source): void {
  const building = source.columns[source.headers.indexOf('building')];
  const footprints = new Array<string | null>(source.rows).fill(null);
  const faulty = new Set(source.faults.map(({ index }) => index));
  source.geometry!.forEach((shape, i) => {
    const value = building?.[i] ?? '';
    if (!faulty.has(i) && !mayBeLivedIn(value))
      source.faults.push({
        index: i,
        code: 'osm_not_dwelling',
        params: { id: source.columns[0][i] ?? '', value }
      });
    if (shape?.type !== 'Polygon' && shape?.type !== 'MultiPolygon') return;
    footprints[i] = String(Math.round(area(shape) * 10) / 10);
    source.geometry![i] = { type: 'Point', coordinates: placeIn(shape) };
  });
  source.headers.push('footprint_m2');
  source.columns.push(footprints);
}

/** The mean of the corners where it lies inside, which for most buildings it does; else a point that Turf finds inside. */
function placeIn(shape: Polygon | MultiPolygon): Position {
  if (shape.type === 'Polygon' && shape.coordinates.length === 1) {
    const corners = shape.coordinates[0].slice(1);
    const [x, y] = [0, 1].map((axis) => corners.reduce((sum, at) => sum + at[axis], 0) / corners.length);
    if (covers(shape.coordinates[0], x, y)) return [x, y];
  }
  try {
    return pointOnFeature(shape).geometry.coordinates;
  } catch {
    return (shape.type === 'Polygon' ? shape.coordinates : shape.coordinates[0])[0][0];
  }
}

/** Footprints on the map are land of the kind `building`. */
function nameKind(source: Source): void {
  source.headers.push('kind');
  source.columns.push(new Array<string | null>(source.rows).fill('building'));
}
