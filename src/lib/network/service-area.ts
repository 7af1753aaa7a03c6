import { area } from '@turf/turf';
import type { MultiPolygon } from 'geojson';
import {
  addSegments,
  blocksNear,
  clearField,
  createField,
  type BlockBox
} from '../geometry/distance-field.ts';
import { createPlane, type Plane } from '../geometry/metric.ts';
import { nestRings } from '../geometry/nest-rings.ts';
import { addStamp, coverStamp, createStamps, isFull, makeStamp, tidyStamps } from '../geometry/stamps.ts';
import { traceRings } from '../geometry/trace-rings.ts';
import type { Joins, Network } from './network.ts';
import { createNodeReach, type NodeReach } from './node-reach.ts';
import { searchNearest } from './search.ts';
import { clearDrawn, drawStretches, emptyDrawn } from './stretch-segments.ts';
import { add, placesOnEdges, reachStretches, type OnEdges, type Reached } from './stretches.ts';

/** Service areas have no holes smaller than this: a block with streets around it within reach is reached. */
const HOLE_M2 = 20_000;

/** A measured choice: 20 m is a fifth faster, 12 m has half the error (`tests/bench/areas.ts`). */
const CELL_M = 16;

export interface ServiceArea {
  limitM: number;
  /** WGS84; without parts where nothing is reached. */
  geometry: MultiPolygon;
  areaM2: number;
}

/** The service areas of joined point i, as `serviceAreas` draws those of one source. */
export type DrawAreas = (joins: Joins, i: number, limitsM: readonly number[]) => ServiceArea[];

/**
 * For each limit, in the order given, all that lies within `reachM` metres of the stretches of network that can be
 * reached within the limit from any of the sources (the walk from the source to the network counted), outlined on a
 * raster of distances. A greater limit, and one more source, give an area that holds what was there to rounding; holes under 2 ha
 * are filled. Areas in m² by Turf.
 */
export function serviceAreas(
  network: Network,
  sources: Joins,
  limitsM: readonly number[],
  reachM = 30,
  cellM = CELL_M
): ServiceArea[] {
  const search = searchNearest(network, sources, Math.max(0, ...limitsM));
  return drawerOf(network, reachM, cellM)(network, search, placesOnEdges(sources), limitsM, null);
}

/**
 * A function that draws the service areas of one point at a time: a call costs what the point reaches, never the size of
 * the network.
 */
export function createServiceAreas(network: Network, reachM = 30, cellM = CELL_M): DrawAreas {
  const reach = createNodeReach(network);
  const touched = createTouched(network);
  const draw = drawerOf(network, reachM, cellM);
  return (joins, i, limitsM) => {
    const found = reach(joins, i, Math.max(0, ...limitsM));
    const places = placesOnEdges(joins, i, i + 1);
    return draw(network, found, places, limitsM, touched(found, places));
  };
}

type Draw = (
  network: Network,
  search: { ticks: Int32Array; limit: number },
  places: OnEdges,
  limitsM: readonly number[],
  edges: Uint32Array | null
) => ServiceArea[];

/** Memory for the stamps of edges, in eight bytes: those of 100,000 edges take a third of it. */
const ROOM = 2 ** 23;

const drawers = new WeakMap<Float64Array, Map<string, Draw>>();

/** The drawer of a network's ways, which is that of all walkers on them: what it has stamped once serves as long as there are these ways. */
function drawerOf(network: Network, reachM: number, cellM: number): Draw {
  const key = `${reachM} ${cellM}`;
  let known = drawers.get(network.pointLon);
  if (!known) drawers.set(network.pointLon, (known = new Map<string, Draw>()));
  let draw = known.get(key);
  if (!draw) known.set(key, (draw = createDraw(network, reachM, cellM)));
  return draw;
}

/** Edges that are reached from end to end are stamped into the field; only what is cut is drawn anew. */
function createDraw(ways: Network, reachM: number, cellM: number): Draw {
  const { edgeLengthM } = ways;
  const plane = planeOf(ways);
  const field = createField(cellM, reachM);
  const stamps = createStamps(edgeLengthM.length, field, ROOM);
  const [drawn, edgeDrawn] = [emptyDrawn(), emptyDrawn()];
  const takeWhole = createWhole(ways);

  /** Whether edge e has a stamp now. */
  function hasStamp(e: number): boolean {
    if (stamps.of[e] >= 0) return true;
    if (isFull(stamps)) return false;
    clearDrawn(edgeDrawn);
    drawStretches(edgeDrawn, ways, plane, { edge: [e], fromM: [0], toM: [edgeLengthM[e]] });
    makeStamp(stamps, e, edgeDrawn, 0, edgeDrawn.count);
    return true;
  }

  return (network, search, places, limitsM, edges) => {
    const ascending = [...new Set(limitsM)].sort((a, b) => a - b);
    tidyStamps(stamps);
    clearDrawn(drawn);
    const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
    // What of each limit comes on top of the one before.
    const layers = takeWhole(
      ascending.map((limitM) => reachStretches(network, search, places, limitM, edges))
    ).map(({ whole, rest }) => {
      const stamped = whole.filter((e) => {
        if (hasStamp(e)) coverStamp(stamps, e, box);
        else add(rest, e, 0, edgeLengthM[e]);
        return stamps.of[e] >= 0;
      });
      drawStretches(drawn, ways, plane, rest);
      return { stamped, end: drawn.count };
    });
    if (drawn.count > 0) widen(box, blocksNear(field, drawn.box));
    if (box.west <= box.east) clearField(field, box);
    const areas = new Map<number, ServiceArea>();
    let done = 0;
    let geometry: MultiPolygon = { type: 'MultiPolygon', coordinates: [] };
    let areaM2 = 0;
    ascending.forEach((limitM, k) => {
      const { stamped, end } = layers[k];
      if (stamped.length > 0 || end > done) {
        for (const e of stamped) addStamp(field, stamps, e);
        addSegments(field, drawn, done, end);
        geometry = nestRings(traceRings(field), plane, HOLE_M2);
        areaM2 = area(geometry);
        done = end;
      }
      areas.set(limitM, { limitM, geometry, areaM2 });
    });
    return limitsM.map((limitM) => areas.get(limitM)!);
  };
}

function widen(box: BlockBox, by: BlockBox): void {
  box.west = Math.min(box.west, by.west);
  box.south = Math.min(box.south, by.south);
  box.east = Math.max(box.east, by.east);
  box.north = Math.max(box.north, by.north);
}

/**
 * A function that parts what is reached within ascending limits: the edges that a limit is the first to reach from end to end, and the stretches
 * of those that it does not.
 */
function createWhole({
  edgeFrom,
  edgeLengthM
}: Network): (ascending: Reached[]) => { whole: number[]; rest: Reached }[] {
  const callOf = new Uint32Array(edgeFrom.length);
  let call = 0;
  return (ascending) => {
    call++;
    return ascending.map(({ edge, fromM, toM }) => {
      const whole: number[] = [];
      const rest: Reached = { edge: [], fromM: [], toM: [] };
      for (let k = 0; k < edge.length; k++) {
        const e = edge[k];
        if (callOf[e] === call) continue;
        if (fromM[k] > 0 || toM[k] < edgeLengthM[e]) add(rest, e, fromM[k], toM[k]);
        else {
          callOf[e] = call;
          whole.push(e);
        }
      }
      return { whole, rest };
    });
  };
}

/** A function that gives the edges that a walk has come to an end of, and those with a source, each once. */
function createTouched(network: Network): (reached: NodeReach, places: OnEdges) => Uint32Array {
  const { firstArc, arcEdge, edgeFrom } = network;
  const edges = new Uint32Array(edgeFrom.length);
  const callOf = new Uint32Array(edgeFrom.length);
  let call = 0;
  return ({ nodes, count }, places) => {
    call++;
    let kept = 0;
    for (const edge of places.keys()) {
      callOf[edge] = call;
      edges[kept++] = edge;
    }
    for (let k = 0; k < count; k++) {
      const node = nodes[k];
      const end = firstArc[node + 1];
      for (let a = firstArc[node]; a < end; a++) {
        const edge = arcEdge[a];
        if (callOf[edge] === call) continue;
        callOf[edge] = call;
        edges[kept++] = edge;
      }
    }
    return edges.subarray(0, kept);
  };
}

/**
 * The plane of a network's service areas: around the mean of its nodes, which one position out of place hardly moves, to a tenth of a
 * degree, so that a street more or less leaves the raster where it was. Far from its middle metres are less exact; of `reach` 100 km
 * to the north or south take 0.4 m.
 */
export function planeOf({ nodeLon, nodeLat }: Network): Plane {
  const mean = (column: Float64Array): number =>
    column.length === 0 ? 0 : Math.round((10 * column.reduce((sum, v) => sum + v, 0)) / column.length) / 10;
  return createPlane(mean(nodeLon), mean(nodeLat));
}
