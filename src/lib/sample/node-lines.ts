import { distance, round, type Line, type Point } from './plane.ts';

/** Ends this near another line are joined to it, metres. */
const NEAR_M = 0.6;
const CELL_M = 40;

interface Segment {
  line: number;
  at: number;
  a: Point;
  b: Point;
}

/**
 * The lines with a shared vertex wherever two of them cross or one ends on another. Coordinates are rounded to
 * centimetres, so that a shared vertex is the same number in both lines.
 */
export function nodeLines(lines: Line[]): Line[] {
  const rounded = lines.map((line) => line.map(([x, y]): Point => [round(x, 2), round(y, 2)]));
  const extra = new Map<Point[], Map<number, Point[]>>();
  const insert = (segment: Segment, point: Point) => {
    const line = rounded[segment.line];
    let places = extra.get(line);
    if (!places) extra.set(line, (places = new Map()));
    const points = places.get(segment.at);
    if (points) points.push(point);
    else places.set(segment.at, [point]);
  };
  const index = indexSegments(rounded);
  snapEnds(rounded, index, insert);
  for (const [key, bucket] of index.buckets) {
    for (let i = 0; i < bucket.length; i++) {
      for (let j = i + 1; j < bucket.length; j++) {
        const p = bucket[i];
        const q = bucket[j];
        if (p.line === q.line) continue;
        const point = crossing(p.a, p.b, q.a, q.b);
        if (!point || index.key(point) !== key) continue;
        // Ends are joined already; a second vertex beside them would only make slivers.
        if ([p, q].some(({ line }) => isNearEnd(point, rounded[line]))) continue;
        const vertex = [p.a, p.b, q.a, q.b].find((corner) => distance(corner, point) < NEAR_M) ?? point;
        insert(p, vertex);
        insert(q, vertex);
      }
    }
  }
  return rounded.map((line) => rebuild(line, extra.get(line)));
}

function isNearEnd(point: Point, line: Line): boolean {
  return distance(point, line[0]) < NEAR_M || distance(point, line[line.length - 1]) < NEAR_M;
}

interface SegmentIndex {
  buckets: Map<string, Segment[]>;
  key: (point: Point) => string;
}

/** Segments by square of the plan; a segment is in every square that its box (widened by the snap) touches. */
function indexSegments(lines: Line[]): SegmentIndex {
  const buckets = new Map<string, Segment[]>();
  lines.forEach((points, line) => {
    for (let at = 0; at + 1 < points.length; at++) {
      const a = points[at];
      const b = points[at + 1];
      const square = (value: number) => Math.floor(value / CELL_M);
      for (let x = square(Math.min(a[0], b[0]) - NEAR_M); x <= square(Math.max(a[0], b[0]) + NEAR_M); x++) {
        for (let y = square(Math.min(a[1], b[1]) - NEAR_M); y <= square(Math.max(a[1], b[1]) + NEAR_M); y++) {
          const key = `${x} ${y}`;
          let bucket = buckets.get(key);
          if (!bucket) buckets.set(key, (bucket = []));
          bucket.push({ line, at, a, b });
        }
      }
    }
  });
  return { buckets, key: ([x, y]) => `${Math.floor(x / CELL_M)} ${Math.floor(y / CELL_M)}` };
}

/** Ends near another line: the other line gets the end as a vertex, or the end moves to a vertex that is there. */
function snapEnds(
  lines: Line[],
  index: SegmentIndex,
  insert: (segment: Segment, point: Point) => void
): void {
  lines.forEach((line, own) => {
    for (const at of [0, line.length - 1]) {
      const end = line[at];
      for (const segment of index.buckets.get(index.key(end)) ?? []) {
        if (segment.line === own) continue;
        const corner = [segment.a, segment.b].find((vertex) => distance(vertex, end) < NEAR_M);
        if (corner) {
          end[0] = corner[0];
          end[1] = corner[1];
        } else if (offLine(end, segment.a, segment.b) < NEAR_M) insert(segment, end);
      }
    }
  });
}

/** Distance from `p` to the piece a–b, Infinity where its foot is not between them. */
function offLine(p: Point, a: Point, b: Point): number {
  const length = distance(a, b);
  if (length === 0) return Infinity;
  const along = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / length;
  if (along < 0 || along > length) return Infinity;
  return Math.abs((p[0] - a[0]) * (b[1] - a[1]) - (p[1] - a[1]) * (b[0] - a[0])) / length;
}

/** Where a–b and c–d cross, the ends included; undefined where they don't or are parallel. */
function crossing(a: Point, b: Point, c: Point, d: Point): Point | undefined {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-9) return undefined;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const w = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  if (t < 0 || t > 1 || w < 0 || w > 1) return undefined;
  return [round(a[0] + t * rx, 2), round(a[1] + t * ry, 2)];
}

function rebuild(line: Line, extra: Map<number, Point[]> | undefined): Line {
  const out: Line = [];
  const add = (point: Point) => {
    const last = out[out.length - 1];
    if (!last || last[0] !== point[0] || last[1] !== point[1]) out.push(point);
  };
  line.forEach((point, at) => {
    add(point);
    const points = extra?.get(at);
    if (points) for (const p of points.sort((p, q) => distance(point, p) - distance(point, q))) add(p);
  });
  return out;
}

/** The number of the connected piece of each line, by shared vertices, and the vertices in each piece, most first. */
export function findPieces(lines: Line[]): { piece: number[]; sizes: number[] } {
  const ids = new Map<string, number>();
  const above: number[] = [];
  const find = (start: number): number => {
    let id = start;
    while (above[id] !== id) id = above[id] = above[above[id]];
    return id;
  };
  const idOf = ([x, y]: Point): number => {
    const key = `${x} ${y}`;
    let id = ids.get(key);
    if (id === undefined) {
      id = above.length;
      ids.set(key, id);
      above.push(id);
    }
    return id;
  };
  for (const line of lines) for (const point of line) above[find(idOf(point))] = find(idOf(line[0]));
  const counts = new Map<number, number>();
  for (let id = 0; id < above.length; id++) counts.set(find(id), (counts.get(find(id)) ?? 0) + 1);
  const order = [...counts].sort((a, b) => b[1] - a[1]);
  const rank = new Map(order.map(([root], i) => [root, i]));
  return {
    piece: lines.map((line) => rank.get(find(idOf(line[0])))!),
    sizes: order.map(([, count]) => count)
  };
}
