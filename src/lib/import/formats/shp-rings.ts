import Flatbush from 'flatbush';
import type { MultiPolygon, Polygon, Position } from 'geojson';

interface Ring {
  points: Position[];
  /** Twice the area; positive where it runs counter-clockwise. */
  area: number;
  box: [number, number, number, number];
  /** Its edges by their boxes, made when a point is first looked for in a long ring. */
  edges: Flatbush | null;
}

export interface RingsRead {
  /** Null where no ring has an area. Shells run counter-clockwise, holes clockwise (RFC 7946). */
  geometry: Polygon | MultiPolygon | null;
  /** Rings whose direction was not that of their part: shells clockwise, holes not, in a shapefile. */
  turned: number;
  /** Rings without area, left out. */
  dropped: number;
}

/**
 * The polygons that rings of a shapefile make. What is a hole is decided by what lies in what, not by direction alone,
 * which many programs write wrongly: a ring within an odd number of others is a hole of the innermost of them, and one
 * outside any shell is a shell.
 */
export function joinRings(parts: Position[][]): RingsRead {
  const all = parts.map(measureRing);
  const rings = all.filter(({ area, points }) => area !== 0 && points.length > 3);
  const dropped = parts.length - rings.length;
  if (rings.length === 0) return { geometry: null, turned: 0, dropped };
  const around = rings.length === 1 ? [[]] : containers(rings);
  let turned = 0;
  const polygons = new Map<number, Position[][]>();
  const holes: [number, Position[]][] = [];
  rings.forEach((ring, i) => {
    const hole = around[i].length % 2 === 1;
    if (ring.area > 0 !== hole) turned++;
    const points = ring.area > 0 === hole ? ring.points.reverse() : ring.points;
    if (!hole) polygons.set(i, [points]);
    else holes.push([around[i].find((k) => around[k].length === around[i].length - 1) ?? -1, points]);
  });
  for (const [shell, points] of holes) {
    const polygon = polygons.get(shell);
    if (polygon) polygon.push(points);
    else {
      // Rings that cross may be in no order: what has no shell becomes one rather than be lost.
      polygons.set(-1 - polygons.size, [points.reverse()]);
      turned++;
    }
  }
  const list = [...polygons.values()];
  return {
    geometry:
      list.length === 1
        ? { type: 'Polygon', coordinates: list[0] }
        : { type: 'MultiPolygon', coordinates: list },
    turned,
    dropped
  };
}

function measureRing(points: Position[]): Ring {
  const box: Ring['box'] = [Infinity, Infinity, -Infinity, -Infinity];
  let area = 0;
  // From the first point: large eastings would else leave few digits for the area.
  const [x0, y0] = points[0] ?? [0, 0];
  for (let i = 0; i < points.length; i++) {
    const [x, y] = points[i];
    const [nx, ny] = points[(i + 1) % points.length];
    area += (x - x0) * (ny - y0) - (nx - x0) * (y - y0);
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return { points, area: Number.isNaN(area) ? 0 : area, box, edges: null };
}

/** Edges that are looked at for one shape; then direction alone decides, so that no file can take hours. */
const MOST_EDGES = 8e6;

/** For each ring the larger ones that it lies in. */
function containers(rings: Ring[]): number[][] {
  const index = new Flatbush(rings.length);
  for (const { box } of rings) index.add(...box);
  index.finish();
  const left = { edges: MOST_EDGES };
  return rings.map((ring, i) => {
    const around = index
      .search(...ring.box)
      .filter(
        (k) =>
          k !== i &&
          Math.abs(rings[k].area) > Math.abs(ring.area) &&
          rings[k].box[0] <= ring.box[0] &&
          rings[k].box[1] <= ring.box[1] &&
          rings[k].box[2] >= ring.box[2] &&
          rings[k].box[3] >= ring.box[3]
      );
    left.edges -= rings.length / 100;
    if (left.edges > 0) return around.filter((k) => liesIn(ring.points, rings[k], left));
    if (ring.area < 0) return [];
    const shells = around.filter((k) => rings[k].area < 0);
    shells.sort((a, b) => rings[b].area - rings[a].area);
    return shells.slice(0, 1);
  });
}

/** Points that are tried: rings that cross are not taken for one in the other by the chance of one point. */
const TRIED = 16;

function liesIn(inner: Position[], outer: Ring, left: { edges: number }): boolean {
  let within = 0;
  const step = Math.max(1, Math.floor(inner.length / TRIED));
  for (let i = 0; i < inner.length; i += step) {
    const side = sideOf(inner[i], outer, left);
    if (side < 0) return false;
    within += side;
  }
  if (within > 0) return true;
  // Every point tried is on the other's line: halves of edges tell.
  const half = (i: number): Position => [
    (inner[i][0] + inner[i + 1][0]) / 2,
    (inner[i][1] + inner[i + 1][1]) / 2
  ];
  for (let i = 0; i + 1 < inner.length && i < 4 * TRIED; i++) {
    const side = sideOf(half(i), outer, left);
    if (side !== 0) return side > 0;
  }
  return false;
}

/** Rings of more points are indexed by their edges. */
const LONG = 100;

/** 1 within the ring, −1 outside, 0 on its line. */
function sideOf([x, y]: Position, ring: Ring, left: { edges: number }): number {
  const { points } = ring;
  let inside = false;
  /** Null where the point is on the edge that ends at `i`. */
  const passes = (i: number): boolean | null => {
    const [ax, ay] = points[i === 0 ? points.length - 1 : i - 1];
    const [bx, by] = points[i];
    const within =
      x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by);
    if (within && (bx - ax) * (y - ay) - (by - ay) * (x - ax) === 0) return null;
    return ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay);
  };
  if (points.length <= LONG) {
    left.edges -= points.length;
    for (let i = 0; i < points.length; i++) {
      const passed = passes(i);
      if (passed === null) return 0;
      if (passed) inside = !inside;
    }
    return inside ? 1 : -1;
  }
  // Only edges at this height, to the right.
  ring.edges ??= indexEdges(points);
  const found = ring.edges.search(x, y, ring.box[2], y);
  left.edges -= found.length + 10;
  for (const i of found) {
    const passed = passes(i);
    if (passed === null) return 0;
    if (passed) inside = !inside;
  }
  return inside ? 1 : -1;
}

function indexEdges(points: Position[]): Flatbush {
  const index = new Flatbush(points.length);
  for (let i = 0; i < points.length; i++) {
    const [ax, ay] = points[i === 0 ? points.length - 1 : i - 1];
    const [bx, by] = points[i];
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  return index;
}
