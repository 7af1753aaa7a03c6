import Flatbush from 'flatbush';
import type { MultiPolygon, Polygon, Position } from 'geojson';

interface Ring {
  points: Position[];
  /** Twice the area; positive where it runs counter-clockwise. */
  area: number;
  box: [number, number, number, number];
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
    else {
      const depth = around[i].length - 1;
      holes.push([around[i].find((k) => around[k].length === depth) ?? around[i][0], points]);
    }
  });
  for (const [shell, points] of holes) polygons.get(shell)?.push(points);
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
  return { points, area: Number.isNaN(area) ? 0 : area, box };
}

/** For each ring the larger ones that it lies in. */
function containers(rings: Ring[]): number[][] {
  const index = new Flatbush(rings.length);
  for (const { box } of rings) index.add(...box);
  index.finish();
  return rings.map((ring, i) =>
    index
      .search(...ring.box)
      .filter(
        (k) =>
          k !== i &&
          Math.abs(rings[k].area) > Math.abs(ring.area) &&
          rings[k].box[0] <= ring.box[0] &&
          rings[k].box[1] <= ring.box[1] &&
          rings[k].box[2] >= ring.box[2] &&
          rings[k].box[3] >= ring.box[3] &&
          liesIn(ring.points, rings[k].points)
      )
  );
}

/** Points that are tried: rings that cross are not taken for one in the other by the chance of one point. */
const TRIED = 16;

function liesIn(inner: Position[], outer: Position[]): boolean {
  let within = 0;
  const step = Math.max(1, Math.floor(inner.length / TRIED));
  for (let i = 0; i < inner.length; i += step) {
    const side = sideOf(inner[i], outer);
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
    const side = sideOf(half(i), outer);
    if (side !== 0) return side > 0;
  }
  return false;
}

/** 1 within the ring, −1 outside, 0 on its line. */
function sideOf([x, y]: Position, ring: Position[]): number {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[j];
    const [bx, by] = ring[i];
    const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (
      cross === 0 &&
      x >= Math.min(ax, bx) &&
      x <= Math.max(ax, bx) &&
      y >= Math.min(ay, by) &&
      y <= Math.max(ay, by)
    )
      return 0;
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside;
  }
  return inside ? 1 : -1;
}
