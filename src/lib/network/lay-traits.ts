import type { Lines } from '../geometry/shapes.ts';
import { distanceM } from '../geometry/metric.ts';
import type { Network } from './network.ts';
import * as bit from './traits.ts';
import type { NetworkTraits, RoadTraits } from './traits.ts';

/** Segments between vertices, as `foldChains` takes them, with the line and the first position of each. */
export interface Segments {
  from: Uint32Array;
  to: Uint32Array;
  line: Uint32Array;
  position: Uint32Array;
}

/** Traits of segments and vertices, before chains are folded. */
export interface VertexTraits {
  flags: Uint8Array;
  gradient: Float32Array | null;
  /** By vertex, in no order. */
  places: Map<number, { kind: number; hours: string }>;
  /** 1 for each vertex that must be a node. */
  stays: Uint8Array;
}

/** Below this gradient no walker's limit lies, and no chain is cut for it. */
export const LEAST_MAX_GRADIENT = 0.04;

const WALK = bit.STEPS | bit.NOT_FORWARD | bit.NOT_BACKWARD;

/**
 * Traits of lines as traits of segments and vertices. Two lines over one segment: it is walked if one of them lets it,
 * and is as steep as the flatter. A vertex must stay a node where something is that delays or may bar the way, or where what
 * bars it (steps, one way, a gradient) begins or ends: so an edge is walked in whole or not at all, by every walker.
 */
export function traitVertices(
  traits: RoadTraits,
  lines: Lines,
  vertex: Uint32Array,
  vertices: number,
  segments: Segments
): VertexTraits {
  const { from, to, line } = segments;
  const flags = new Uint8Array(line.length);
  for (let s = 0; s < line.length; s++) flags[s] = traits.lineFlags[line[s]] & WALK;
  const gradient = gradientsOf(traits, lines, vertex, vertices, segments);
  mergeTwins(segments, vertices, flags, gradient);
  const places = placesOf(traits, vertex);
  markCrossings(traits, segments, vertices, places, flags);
  const stays = new Uint8Array(vertices);
  for (const v of places.keys()) stays[v] = 1;
  const seen = new Int32Array(vertices).fill(-1);
  const see = (s: number, v: number): void => {
    if (seen[v] >= 0 && stays[v] === 0 && !alike(seen[v], s, v)) stays[v] = 1;
    seen[v] = s;
  };
  for (let s = 0; s < line.length; s++) {
    see(s, from[s]);
    see(s, to[s]);
  }
  for (const v of places.keys()) if (seen[v] < 0) places.delete(v);
  return { flags, gradient, places, stays };

  /** Whether who may walk over s into or out of v may also walk over r, its neighbour at v. */
  function alike(r: number, s: number, v: number): boolean {
    // Two over the same stretch say nothing of what is before and after.
    if (from[r] + to[r] === from[s] + to[s]) return true;
    if ((flags[r] | flags[s]) === 0 && gradient === null) return true;
    // Seen along the chain: in over r, out over s.
    const a = to[r] === v ? flags[r] & WALK : turned(flags[r] & WALK);
    const b = from[s] === v ? flags[s] & WALK : turned(flags[s] & WALK);
    if (a !== b) return false;
    if (gradient === null) return true;
    const up = Math.abs(gradient[r]);
    const on = Math.abs(gradient[s]);
    return up === on || Math.max(up, on) <= LEAST_MAX_GRADIENT;
  }
}

/** Flags seen from the other end. */
function turned(flags: number): number {
  const { NOT_FORWARD, NOT_BACKWARD, CROSSING_AT_START, CROSSING_AT_END, STEPS } = bit;
  return (
    (flags & STEPS) |
    (flags & NOT_FORWARD ? NOT_BACKWARD : 0) |
    (flags & NOT_BACKWARD ? NOT_FORWARD : 0) |
    (flags & CROSSING_AT_START ? CROSSING_AT_END : 0) |
    (flags & CROSSING_AT_END ? CROSSING_AT_START : 0)
  );
}

/** Rise per metre of each segment: from the heights of its ends, else what its line says, else 0; at most 1. */
function gradientsOf(
  traits: RoadTraits,
  lines: Lines,
  vertex: Uint32Array,
  vertices: number,
  { from, to, line, position }: Segments
): Float32Array | null {
  const { heightM, lineGradient } = traits;
  if (heightM === null && lineGradient.every(Number.isNaN)) return null;
  // Of heights said of one vertex the middle of the extremes: the order of rows plays no part.
  const low = new Float64Array(vertices).fill(Infinity);
  const high = new Float64Array(vertices).fill(-Infinity);
  if (heightM !== null)
    for (let k = 0; k < heightM.length; k++) {
      const height = heightM[k];
      if (!Number.isFinite(height)) continue;
      low[vertex[k]] = Math.min(low[vertex[k]], height);
      high[vertex[k]] = Math.max(high[vertex[k]], height);
    }
  const gradient = new Float32Array(line.length);
  for (let s = 0; s < line.length; s++) {
    const [a, b] = [from[s], to[s]];
    const k = position[s];
    let rise = lineGradient[line[s]];
    if (Number.isNaN(rise)) rise = 0;
    if (low[a] <= high[a] && low[b] <= high[b]) {
      const metres = distanceM(lines.lon[k], lines.lat[k], lines.lon[k + 1], lines.lat[k + 1]);
      if (metres > 0) rise = (low[b] + high[b] - low[a] - high[a]) / (2 * metres);
    }
    gradient[s] = Math.max(-1, Math.min(1, rise));
  }
  return gradient;
}

/** Gives segments between the same two vertices the same traits. */
function mergeTwins(
  { from, to }: Segments,
  vertices: number,
  flags: Uint8Array,
  gradient: Float32Array | null
): void {
  const special = (s: number): boolean => flags[s] !== 0 || (gradient !== null && gradient[s] !== 0);
  const touched = new Uint8Array(vertices);
  for (let s = 0; s < from.length; s++) if (special(s)) touched[from[s]] = touched[to[s]] = 1;
  const twins = new Map<number, number[]>();
  for (let s = 0; s < from.length; s++) {
    if (!touched[from[s]] || !touched[to[s]]) continue;
    const key = Math.min(from[s], to[s]) * vertices + Math.max(from[s], to[s]);
    const same = twins.get(key);
    if (same) same.push(s);
    else twins.set(key, [s]);
  }
  for (const same of twins.values()) {
    if (same.length === 1) continue;
    const upright = (s: number): boolean => from[s] < to[s];
    let walk = WALK;
    for (const s of same) walk &= upright(s) ? flags[s] : turned(flags[s]);
    const slopes = gradient ? same.map((s) => (upright(s) ? gradient[s] : -gradient[s])) : [0];
    const least = Math.min(...slopes.map(Math.abs));
    // Up by one and down by the other: then neither is believed.
    const slope = slopes.includes(least) ? (slopes.includes(-least) ? 0 : least) : -least;
    for (const s of same) {
      flags[s] = upright(s) ? walk : turned(walk);
      if (gradient !== null) gradient[s] = upright(s) ? slope : -slope;
    }
  }
}

function placesOf(
  { placePosition, placeKind, placeHours }: RoadTraits,
  vertex: Uint32Array
): VertexTraits['places'] {
  const places: VertexTraits['places'] = new Map();
  placePosition.forEach((k, i) => {
    const there = places.get(vertex[k]);
    const hours = placeHours[i];
    if (!there) places.set(vertex[k], { kind: placeKind[i], hours });
    else {
      there.kind |= placeKind[i];
      if (there.hours === '' || (hours !== '' && hours < there.hours)) there.hours = hours;
    }
  });
  return places;
}

/**
 * Half a crossing goes to each segment at it. Where ways of people on foot meet a carriageway there, only to those: who
 * goes on along the carriageway crosses nothing.
 */
function markCrossings(
  { lineFlags }: RoadTraits,
  { from, to, line }: Segments,
  vertices: number,
  places: VertexTraits['places'],
  flags: Uint8Array
): void {
  const meets = new Uint8Array(vertices);
  for (const [v, { kind }] of places) if (kind & bit.CROSSING) meets[v] = 4;
  const isFoot = (s: number): boolean => (lineFlags[line[s]] & bit.FOOTWAY) !== 0;
  for (let s = 0; s < line.length; s++) {
    if (meets[from[s]]) meets[from[s]] |= isFoot(s) ? 1 : 2;
    if (meets[to[s]]) meets[to[s]] |= isFoot(s) ? 1 : 2;
  }
  for (let s = 0; s < line.length; s++) {
    const counts = (v: number): boolean => meets[v] >= 4 && (meets[v] !== 7 || isFoot(s));
    if (counts(from[s])) flags[s] |= bit.CROSSING_AT_START;
    if (counts(to[s])) flags[s] |= bit.CROSSING_AT_END;
  }
}

/**
 * Traits of the points and nodes of a network. `pointSegment` names the segment that runs from each point to the next,
 * s in its own direction and ~s against it; `nodeOf` the node of a vertex that is one.
 */
export function traitPoints(
  found: VertexTraits,
  network: Network,
  pointSegment: Int32Array,
  nodeOf: Uint32Array
): NetworkTraits {
  const { flags, gradient, places } = found;
  const { edgeFirstPoint, pointAlongM } = network;
  const pointFlags = new Uint8Array(pointSegment.length);
  const pointGradient = gradient && new Float32Array(pointSegment.length);
  const figures = { crossings: 0, gates: 0, stepsM: 0, oneWayM: 0, slopedM: 0 };
  for (let e = 0; e + 1 < edgeFirstPoint.length; e++)
    for (let p = edgeFirstPoint[e]; p + 1 < edgeFirstPoint[e + 1]; p++) {
      const along = pointSegment[p] >= 0;
      const s = along ? pointSegment[p] : ~pointSegment[p];
      const own = along ? flags[s] : turned(flags[s]);
      pointFlags[p] = own;
      if (pointGradient && gradient && gradient[s] !== 0)
        pointGradient[p] = along ? gradient[s] : -gradient[s];
      const metres = pointAlongM[p + 1] - pointAlongM[p];
      if (own & bit.STEPS) figures.stepsM += metres;
      if (own & (bit.NOT_FORWARD | bit.NOT_BACKWARD)) figures.oneWayM += metres;
      if (pointGradient && pointGradient[p] !== 0) figures.slopedM += metres;
    }
  const gates = [...places]
    .filter(([, { kind }]) => kind & ~bit.CROSSING)
    .map(([v, { kind, hours }]) => ({ node: nodeOf[v], kind: kind & ~bit.CROSSING, hours }))
    .sort((a, b) => a.node - b.node);
  for (const { kind } of places.values()) if (kind & bit.CROSSING) figures.crossings++;
  figures.gates = gates.length;
  return {
    pointFlags,
    pointGradient,
    gateNode: Uint32Array.from(gates, ({ node }) => node),
    gateKind: Uint8Array.from(gates, ({ kind }) => kind),
    gateHours: gates.map(({ hours }) => hours),
    figures
  };
}
