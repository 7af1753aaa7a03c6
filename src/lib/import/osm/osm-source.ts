import type { Geometry } from 'geojson';
import { ImportError } from '../import-error.ts';
import { nameKind, settleDwellings } from './osm-dwellings.ts';
import { OsmGather } from './osm-gather.ts';
import { CHINESE_LEVELS, layersOf, levelLayer, levelOf, wantedOf } from './osm-kinds.ts';
import { OsmLines } from './osm-lines.ts';
import { OsmShapes } from './osm-shapes.ts';
import {
  makeSource,
  type Asking,
  type Fault,
  type Format,
  type Hints,
  type LayerInfo,
  type Source,
  type Tick
} from '../source.ts';
import { layLines } from '../source-lines.ts';

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
  const lines = kind === 'roads' ? new OsmLines(gather, rows) : null;
  const shapes = lines ? null : new OsmShapes(gather);
  const geometry: (Geometry | null)[] = [];
  const faults: Fault[] = [];
  const ids: string[] = [];
  const walkPoints: (string | null)[] = [];
  for (let i = 0; i < rows; i++) {
    const row = kept ? kept[i] : i;
    const [type, at, id] = [rowKinds[row], rowAt[row], rowIds.values[row]];
    ids.push(kind === 'roads' ? String(id) : `${'nwr'[type]}${id}`);
    if (lines) {
      const { problem, points } = lines.add(at, id);
      if (gather.walkPoints.size > 0) walkPoints.push(points);
      if (problem) faults.push({ index: i, ...problem });
    } else {
      const { shape, problem } = shapes!.ofRow(type, at, id, kind === 'facilities');
      geometry.push(shape);
      if (problem) faults.push({ index: i, ...problem });
    }
    if (i % 4096 === 4095) await tick?.(0.9 + (0.1 * i) / rows);
  }
  const source = makeSource({
    file,
    format,
    layer,
    layers,
    headers: [
      kind === 'roads' ? 'way_id' : 'osm_id',
      ...headers,
      ...(walkPoints.length > 0 ? ['walk_points'] : [])
    ],
    columns: [ids, ...columns, ...(walkPoints.length > 0 ? [walkPoints] : [])],
    rows,
    geometry,
    declaredCrs: 'wgs84',
    faults,
    notes: notesOf(gather, lines),
    asks
  });
  if (lines) return layLines(source, lines.finish());
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

function notesOf(gather: OsmGather, lines: OsmLines | null): Source['notes'] {
  const notes: Source['notes'] = [];
  if (lines && lines.cut > 0)
    notes.push({ code: 'osm_refs', params: { ways: lines.cut, refs: lines.missing } });
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
