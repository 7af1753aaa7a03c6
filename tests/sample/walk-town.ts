import { readFileSync } from 'node:fs';
import type { SampleNames } from '../../src/lib/sample/names.ts';
import type { Layer } from '../../src/lib/sample/table.ts';

/** The committed names that the sample is made with. */
export const NAMES = JSON.parse(
  readFileSync(new URL('../../data/sample-names.json', import.meta.url), 'utf8')
) as SampleNames;

export type Pair = number[];

const LON_M = 86480.9;
const LAT_M = 111017.8;

/** Metres east and north of 117.2° E, 39.12° N, good to 0.1 % over the town. */
const metres = ([lon, lat]: Pair): Pair => [(lon - 117.2) * LON_M, (lat - 39.12) * LAT_M];

export const linesOf = (layer: Layer): Pair[][] =>
  layer.features.map(({ geometry }) => {
    if (geometry.type !== 'LineString') throw new Error(`expected a line, got ${geometry.type}`);
    return geometry.coordinates;
  });

export const ringsOf = (layer: Layer): Pair[][] =>
  layer.features.map(({ geometry }) => {
    if (geometry.type !== 'Polygon') throw new Error(`expected a polygon, got ${geometry.type}`);
    return geometry.coordinates[0];
  });

/** Area in m², positive for a counter-clockwise ring. */
export function areaM2(ring: Pair[]): number {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = metres(ring[i]);
    const [x2, y2] = metres(ring[i + 1]);
    twice += x1 * y2 - x2 * y1;
  }
  return twice / 2;
}

export function isInside([x, y]: Pair, ring: Pair[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[j];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** A plain walking graph of the lines: vertices by their digits, so that only what is truly shared joins. */
export function graphOf(lines: Pair[][]) {
  const ids = new Map<string, number>();
  const points: Pair[] = [];
  const links: Map<number, number>[] = [];
  const segments: [number, number][] = [];
  let lengthM = 0;
  const idOf = (pair: Pair): number => {
    const key = pair.join(' ');
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, points.length);
    points.push(metres(pair));
    links.push(new Map());
    return points.length - 1;
  };
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const a = idOf(line[i - 1]);
      const b = idOf(line[i]);
      const length = Math.hypot(points[a][0] - points[b][0], points[a][1] - points[b][1]);
      lengthM += length;
      links[a].set(b, length);
      links[b].set(a, length);
      segments.push([a, b]);
    }
  }
  const piece = new Int32Array(points.length).fill(-1);
  const sizes: number[] = [];
  for (let start = 0; start < points.length; start++) {
    if (piece[start] >= 0) continue;
    const stack = [start];
    piece[start] = sizes.length;
    let size = 0;
    while (stack.length) {
      const at = stack.pop()!;
      size++;
      for (const next of links[at].keys()) {
        if (piece[next] >= 0) continue;
        piece[next] = sizes.length;
        stack.push(next);
      }
    }
    sizes.push(size);
  }
  return { points, links, segments, lengthM, piece, sizes };
}

/** The nearest piece of a line to a point: its two vertices, the way to it and the share along it. */
export function nearestSegment(graph: ReturnType<typeof graphOf>, point: Pair, onPiece?: number) {
  const [x, y] = metres(point);
  let best = { offM: Infinity, a: -1, b: -1, share: 0 };
  for (const [a, b] of graph.segments) {
    if (onPiece !== undefined && graph.piece[a] !== onPiece) continue;
    const [ax, ay] = graph.points[a];
    const dx = graph.points[b][0] - ax;
    const dy = graph.points[b][1] - ay;
    const square = dx * dx + dy * dy;
    const share = square ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
    const offM = Math.hypot(x - ax - share * dx, y - ay - share * dy);
    if (offM < best.offM) best = { offM, a, b, share };
  }
  return best;
}

/** Metres on foot from each point to the nearest of the goals, on the largest piece of the network. */
export function walkTo(graph: ReturnType<typeof graphOf>, points: Pair[], goals: Pair[]): number[] {
  const main = graph.sizes.indexOf(Math.max(...graph.sizes));
  const metresTo = new Float64Array(graph.points.length).fill(Infinity);
  const open = new Map<number, number>();
  const offer = (node: number, cost: number) => {
    if (cost >= metresTo[node]) return;
    metresTo[node] = cost;
    open.set(node, cost);
  };
  const length = (a: number, b: number) => graph.links[a].get(b)!;
  for (const goal of goals) {
    const { a, b, share, offM } = nearestSegment(graph, goal, main);
    offer(a, offM + share * length(a, b));
    offer(b, offM + (1 - share) * length(a, b));
  }
  while (open.size) {
    // Label-correcting (Bellman–Ford with a queue): plain, and the graph is small.
    const [[node, cost]] = open;
    open.delete(node);
    for (const [next, link] of graph.links[node]) offer(next, cost + link);
  }
  return points.map((point) => {
    const { a, b, share, offM } = nearestSegment(graph, point, main);
    const ab = length(a, b);
    return offM + Math.min(metresTo[a] + share * ab, metresTo[b] + (1 - share) * ab);
  });
}
