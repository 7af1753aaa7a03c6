import type { Position } from 'geojson';
import { distanceM } from '../../geometry/metric.ts';

/** What lines came to when they were joined to rings. */
export interface Assembled {
  /** Each a shell (anticlockwise) and its holes, all closed; empty where an end stays loose. */
  polygons: Position[][][];
  /** Gaps between loose ends, each end joined to the nearest that is left. */
  gaps: number;
  /** Length of those gaps together and of the widest, metres. */
  gapM: number;
  widestM: number;
}

interface Graph {
  /** Place of each vertex. */
  at: Position[];
  /** Vertices of each segment. */
  a: number[];
  b: number[];
  /** Segments of each vertex. */
  around: number[][];
}

/**
 * Joins lines to polygons by the even-odd rule, whatever their order, direction and roles: shells, holes, islands in
 * holes; rings may touch in points, and a segment that stands twice (two areas drawn as one) counts for nothing. Where an
 * end stays loose there are no polygons, and how far open the boundary is.
 */
export function assembleRings(lines: Position[][]): Assembled {
  const graph = makeGraph(lines);
  const loose = graph.at.flatMap((place, v) => (graph.around[v].length % 2 === 1 ? [place] : []));
  if (loose.length > 0) return { polygons: [], ...measureGaps(loose) };
  return { polygons: nestRings(traceRings(graph)), gaps: 0, gapM: 0, widestM: 0 };
}

function makeGraph(lines: Position[][]): Graph {
  const at: Position[] = [];
  const vertices = new Map<string, number>();
  const vertexOf = (place: Position): number => {
    const key = `${place[0]},${place[1]}`;
    let v = vertices.get(key);
    if (v === undefined) {
      v = at.length;
      vertices.set(key, v);
      at.push(place);
    }
    return v;
  };
  const segments = new Map<number, [number, number]>();
  for (const line of lines) {
    let before = -1;
    for (const place of line) {
      const v = vertexOf(place);
      if (before >= 0 && v !== before) {
        const key = Math.min(v, before) * 2 ** 26 + Math.max(v, before);
        if (!segments.delete(key)) segments.set(key, [before, v]);
      }
      before = v;
    }
  }
  const graph: Graph = { at, a: [], b: [], around: at.map(() => []) };
  for (const [from, to] of segments.values()) {
    graph.around[from].push(graph.a.length);
    graph.around[to].push(graph.a.length);
    graph.a.push(from);
    graph.b.push(to);
  }
  return graph;
}

/** More loose ends than this are no boundary with a gap; only the first are paired. */
const MOST_ENDS = 400;

function measureGaps(ends: Position[]): Omit<Assembled, 'polygons'> {
  const left = ends.slice(0, MOST_ENDS);
  const pairs: { i: number; j: number; metres: number }[] = [];
  for (let i = 0; i < left.length; i++)
    for (let j = i + 1; j < left.length; j++)
      pairs.push({ i, j, metres: distanceM(left[i][0], left[i][1], left[j][0], left[j][1]) });
  pairs.sort((p, q) => p.metres - q.metres);
  const used = new Set<number>();
  const gaps = pairs.filter(({ i, j }) => !used.has(i) && !used.has(j) && used.add(i).add(j));
  return {
    gaps: Math.ceil(ends.length / 2),
    gapM: gaps.reduce((sum, { metres }) => sum + metres, 0),
    widestM: gaps.at(-1)?.metres ?? 0
  };
}

/**
 * Simple rings out of a graph whose vertices all have an even number of segments. From the westernmost vertex that has
 * segments left, whose outside is outside, the inside is kept on the left and the sharpest left turn is taken: rings that
 * touch are then taken apart without crossing. A vertex met again closes a ring.
 */
function traceRings({ at, a, b, around }: Graph): Position[][] {
  const rings: Position[][] = [];
  const used = new Uint8Array(a.length);
  const onPath = new Map<number, number>();
  const order = [...at.keys()].sort((v, w) => at[v][0] - at[w][0] || at[v][1] - at[w][1]);
  const next = (v: number, dx: number, dy: number): number => {
    let best = -1;
    let bestTurn = -Infinity;
    for (const s of around[v]) {
      if (used[s]) continue;
      const other = a[s] === v ? b[s] : a[s];
      const [ex, ey] = [at[other][0] - at[v][0], at[other][1] - at[v][1]];
      const turn = Math.atan2(dx * ey - dy * ex, dx * ex + dy * ey);
      if (turn > bestTurn) [best, bestTurn] = [s, turn];
    }
    return best;
  };
  for (const start of order) {
    // Coming from straight above, the sharpest turn is the lowest segment: inside is left of it.
    for (let s = lowest(start); s >= 0; s = lowest(start)) {
      const path = [start];
      onPath.clear();
      onPath.set(start, 0);
      let v = start;
      while (s >= 0) {
        used[s] = 1;
        const to = a[s] === v ? b[s] : a[s];
        const [dx, dy] = [at[to][0] - at[v][0], at[to][1] - at[v][1]];
        const seen = onPath.get(to);
        if (seen === undefined) {
          onPath.set(to, path.length);
          path.push(to);
        } else {
          const ring = path.splice(seen + 1);
          for (const w of ring) onPath.delete(w);
          rings.push([at[to], ...ring.map((w) => at[w]), at[to]]);
          if (to === start) break;
        }
        v = to;
        s = next(v, dx, dy);
      }
    }
  }
  return rings;

  function lowest(v: number): number {
    let best = -1;
    let bestSlope = Infinity;
    for (const s of around[v]) {
      if (used[s]) continue;
      const other = a[s] === v ? b[s] : a[s];
      const slope = Math.atan2(at[other][1] - at[v][1], at[other][0] - at[v][0]);
      if (slope < bestSlope) [best, bestSlope] = [s, slope];
    }
    return best;
  }
}

interface Ring {
  places: Position[];
  /** Twice the signed area, square degrees. */
  area: number;
  box: [number, number, number, number];
  holes: Position[][];
  depth: number;
}

/** Shells with their holes: a ring within an even number of others is a shell, else a hole of the smallest around it. */
function nestRings(rings: Position[][]): Position[][][] {
  const sorted = rings
    .filter((places) => places.length > 3)
    .map((places): Ring => ({ places, area: twiceArea(places), box: boxOf(places), holes: [], depth: 0 }))
    .sort((p, q) => Math.abs(q.area) - Math.abs(p.area));
  sorted.forEach((ring, i) => {
    let around: Ring | null = null;
    for (let j = 0; j < i; j++)
      if (within(ring, sorted[j])) {
        ring.depth++;
        around = sorted[j];
      }
    if (around && ring.depth % 2 === 1) around.holes.push(turned(ring, false));
  });
  return sorted.filter(({ depth }) => depth % 2 === 0).map((ring) => [turned(ring, true), ...ring.holes]);
}

const turned = ({ places, area }: Ring, left: boolean): Position[] =>
  area > 0 === left ? places : places.toReversed();

function twiceArea(ring: Position[]): number {
  let sum = 0;
  const [x0, y0] = ring[0];
  for (let k = 0; k + 1 < ring.length; k++)
    sum += (ring[k][0] - x0) * (ring[k + 1][1] - y0) - (ring[k + 1][0] - x0) * (ring[k][1] - y0);
  return sum;
}

function boxOf(ring: Position[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}

/** Whether a ring lies in another that it does not cross: by a vertex that the other lacks, else the middle of an edge. */
function within(ring: Ring, other: Ring): boolean {
  const [west, south, east, north] = ring.box;
  const [w, s, e, n] = other.box;
  if (west < w || south < s || east > e || north > n) return false;
  const shared = new Set(other.places);
  const own = ring.places.find((place) => !shared.has(place));
  const [p, q] = ring.places;
  const [x, y] = own ?? [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
  return covers(other.places, x, y);
}

/** Whether a point lies in a closed ring (even-odd). */
export function covers(ring: Position[], x: number, y: number): boolean {
  let inside = false;
  for (let k = 0; k + 1 < ring.length; k++) {
    const [x1, y1] = ring[k];
    const [x2, y2] = ring[k + 1];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}
