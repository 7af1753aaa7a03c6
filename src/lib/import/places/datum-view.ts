import { createLocator } from '../../geometry/locate.ts';
import { createPlane, distanceM, type Plane } from '../../geometry/metric.ts';
import type { Polygons } from '../../geometry/shapes.ts';
import type { DatumLayer } from './datum-layer.ts';
import { landuseKind } from '../meanings/landuse-kinds.ts';
import { rasterLines, type LineRaster } from './line-raster.ts';
import { plainUnitName } from '../meanings/unit-names.ts';

/** A part of a layer's lines, as distances to look up. */
export interface Patch {
  plane: Plane;
  raster: LineRaster;
  /** Whether a place lies so that all shifts of it stay within the raster. */
  holds(lon: number, lat: number): boolean;
}

/** What is worked out of a layer once, however many others it is laid beside. */
export interface DatumView {
  layer: DatumLayer;
  /** West, south, east, north of all positions as given. */
  box: [number, number, number, number];
  /** One place of each row that has any: the middle of a line, the mean of a ring. */
  rows: { row: Int32Array; lon: Float64Array; lat: Float64Array };
  /** Row of the area that holds a place, −1 outside all; null where the layer has no areas. */
  locate: ((lon: number, lat: number) => number) | null;
  /** Row → plain name; rows by plain name where the name is of one row alone. */
  rowOfName: Map<string, number>;
  /** Rows that are water; empty for other layers than land use. */
  water: Set<number>;
  /** Places along the layer's lines or boundaries, evenly spaced, at most `MAX_SAMPLES`. Empty for points. */
  along: { lon: Float64Array; lat: Float64Array };
  patches(): Patch[];
}

const MAX_SAMPLES = 6000;
const MAX_ROWS = 4000;
/** Half the side of what is looked at of a layer at one place; about it, room for the shifts (at most 1.6 km). */
const CORE_M = 1800;
const ROOM_M = 1750;
const MAX_PATCHES = 3;

/** Looks a layer over. */
export function viewLayer(layer: DatumLayer): DatumView {
  const rows = takeRows(layer);
  const along =
    layer.kind === 'points' ? { lon: new Float64Array(0), lat: new Float64Array(0) } : sampleAlong(layer);
  let patches: Patch[] | null = null;
  let locate: DatumView['locate'] | undefined;
  return {
    layer,
    box: boxOf(layer),
    rows,
    get locate() {
      return (locate ??= layer.kind === 'areas' ? locatorOf(layer) : null);
    },
    rowOfName: nameRows(layer),
    water: waterRows(layer),
    along,
    patches: () => (patches ??= cutPatches(layer, along))
  };
}

function boxOf({ lon, lat }: DatumLayer): DatumView['box'] {
  const box: DatumView['box'] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < lon.length; k++) {
    if (lon[k] < box[0]) box[0] = lon[k];
    if (lat[k] < box[1]) box[1] = lat[k];
    if (lon[k] > box[2]) box[2] = lon[k];
    if (lat[k] > box[3]) box[3] = lat[k];
  }
  return box;
}

function takeRows({ kind, lon, lat, first, row }: DatumLayer): DatumView['rows'] {
  const step = Math.max(1, Math.ceil(row.length / MAX_ROWS));
  const out: { row: number[]; lon: number[]; lat: number[] } = { row: [], lon: [], lat: [] };
  let last = -1;
  for (let p = 0; p < row.length; p += step) {
    if (row[p] === last || first[p + 1] <= first[p]) continue;
    last = row[p];
    let [x, y, count] = [0, 0, 0];
    const middle = kind === 'areas' ? null : (first[p] + first[p + 1]) >> 1;
    for (let k = middle ?? first[p]; k < (middle === null ? first[p + 1] : middle + 1); k++) {
      x += lon[k];
      y += lat[k];
      count++;
    }
    out.row.push(row[p]);
    out.lon.push(x / count);
    out.lat.push(y / count);
  }
  return { row: Int32Array.from(out.row), lon: Float64Array.from(out.lon), lat: Float64Array.from(out.lat) };
}

function locatorOf({ lon, lat, first, row }: DatumLayer): (lon: number, lat: number) => number {
  const shapeRow: number[] = [];
  const shapeFirst: number[] = [0];
  for (let p = 0; p < row.length; p++) {
    if (p === 0 || row[p] !== row[p - 1]) shapeRow.push(row[p]);
    shapeFirst[shapeRow.length] = p + 1;
  }
  const polygons: Polygons = {
    lon,
    lat,
    shapeFirst: Uint32Array.from(shapeFirst, (_, i) => i),
    partFirst: Uint32Array.from(shapeFirst),
    ringFirst: first
  };
  const find = createLocator(polygons);
  return (x, y) => {
    const shape = find(x, y);
    return shape < 0 ? -1 : shapeRow[shape];
  };
}

function nameRows({ names, row }: DatumLayer): Map<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  if (names === null) return found;
  let last = -1;
  for (const i of row) {
    if (i === last) continue;
    last = i;
    const name = plainUnitName(names[i] ?? '');
    if (name.length < 2) continue;
    if (found.has(name)) twice.add(name);
    else found.set(name, i);
  }
  for (const name of twice) found.delete(name);
  return found;
}

function waterRows({ as, columns, row }: DatumLayer): Set<number> {
  const found = new Set<number>();
  if (as !== 'landuse') return found;
  for (const column of columns)
    for (const i of row) if (column[i] !== null && landuseKind(column[i]) === 'water') found.add(i);
  return found;
}

function sampleAlong({ lon, lat, first, row }: DatumLayer): DatumView['along'] {
  let total = 0;
  const length = (k: number): number => distanceM(lon[k - 1], lat[k - 1], lon[k], lat[k]);
  for (let p = 0; p < row.length; p++) for (let k = first[p] + 1; k < first[p + 1]; k++) total += length(k);
  const step = Math.max(total / MAX_SAMPLES, 0.5);
  const xs: number[] = [];
  const ys: number[] = [];
  let at = step / 2;
  for (let p = 0; p < row.length; p++)
    for (let k = first[p] + 1; k < first[p + 1]; k++) {
      const size = length(k);
      for (; at < size; at += step) {
        xs.push(lon[k - 1] + ((lon[k] - lon[k - 1]) * at) / size);
        ys.push(lat[k - 1] + ((lat[k] - lat[k - 1]) * at) / size);
      }
      at -= size;
    }
  return { lon: Float64Array.from(xs), lat: Float64Array.from(ys) };
}

/** Up to three places of the layer, far enough from each other, with the lines about them. */
function cutPatches(layer: DatumLayer, along: DatumView['along']): Patch[] {
  const centres: [number, number][] = [];
  const byLon = Array.from(along.lon.keys()).sort((a, b) => along.lon[a] - along.lon[b]);
  for (const share of [0.5, 0.1, 0.9, 0.3, 0.7]) {
    const i = byLon[Math.floor(share * byLon.length)];
    if (i === undefined || centres.length === MAX_PATCHES) break;
    const place: [number, number] = [along.lon[i], along.lat[i]];
    if (centres.every((other) => distanceM(...place, ...other) > 2 * CORE_M)) centres.push(place);
  }
  return centres.map(([lon0, lat0]) => {
    const plane = createPlane(lon0, lat0);
    const side = CORE_M + ROOM_M;
    return {
      plane,
      raster: rasterLines(segmentsIn(layer, plane, side), side),
      holds: (lon, lat) => Math.abs(plane.x(lon)) < CORE_M && Math.abs(plane.y(lat)) < CORE_M
    };
  });
}

function segmentsIn({ lon, lat, first, row }: DatumLayer, plane: Plane, side: number): Float64Array {
  const out: number[] = [];
  const reach = side + 20;
  for (let p = 0; p < row.length; p++)
    for (let k = first[p] + 1; k < first[p + 1]; k++) {
      const [x1, y1] = [plane.x(lon[k - 1]), plane.y(lat[k - 1])];
      const [x2, y2] = [plane.x(lon[k]), plane.y(lat[k])];
      if (Math.min(x1, x2) > reach || Math.max(x1, x2) < -reach) continue;
      if (Math.min(y1, y2) > reach || Math.max(y1, y2) < -reach) continue;
      out.push(x1, y1, x2, y2);
    }
  return Float64Array.from(out);
}
