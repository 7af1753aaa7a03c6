import Flatbush from 'flatbush';
import { distanceM, metresPerDegree } from '../geometry/metric.ts';
import type { Lines } from '../geometry/shapes.ts';
import type { LonLat } from './along.ts';

/** A mend of the network: two places that are to be joined; the same place twice joins the ways that cross there. */
export interface Mend {
  from: LonLat;
  to: LonLat;
}

/** A place of a mend is on a way this near: more than rounding to six decimals moves it. Welding moves ways further. */
const TOUCH_M = 0.1;

export interface Mended {
  lines: Lines;
  /** The input line of each line, −1: it joins the two places of a mend. Input lines come first, in their order. */
  line: Int32Array;
  /** The input vertex of each vertex, −1: it was put in. */
  vertex: Int32Array;
  /** Indexes of mends of which a place is on no line any more; they change nothing. */
  lost: number[];
}

/**
 * Lines with mends made: each way that passes a place of a mend gets a vertex of exactly that coordinate, and the two places
 * are joined by a line of their own, so that `buildNetwork` joins them. `weldM` is that of `buildNetwork`. Lines without mends are given back as they are.
 */
export function mendLines(lines: Lines, mends: readonly Mend[], weldM: number): Mended {
  const count = lines.first.length - 1;
  const same = {
    lines,
    line: Int32Array.from({ length: count }, (_, i) => i),
    vertex: Int32Array.from(lines.lon, (_, k) => k),
    lost: []
  };
  if (mends.length === 0) return same;
  const touched = touchLines(lines, mends, TOUCH_M + weldM);
  const lost: number[] = [];
  const made = mends.filter((_, m) => {
    const found = crossesItself(mends[m])
      ? touched.ways[2 * m] >= 2
      : touched.ways[2 * m] && touched.ways[2 * m + 1];
    if (!found) lost.push(m);
    return found;
  });
  const keep = new Set(made);
  const [lon, lat, vertex, first, line]: number[][] = [[], [], [], [0], []];
  const put = ([x, y]: readonly [number, number], from: number): void => {
    lon.push(x);
    lat.push(y);
    vertex.push(from);
  };
  for (let i = 0; i < count; i++) {
    for (let k = lines.first[i]; k < lines.first[i + 1]; k++) {
      put([lines.lon[k], lines.lat[k]], k);
      for (const { place, mend } of touched.after.get(k) ?? []) if (keep.has(mends[mend])) put(place, -1);
    }
    first.push(lon.length);
    line.push(i);
  }
  for (const { from, to } of made) {
    if (from[0] === to[0] && from[1] === to[1]) continue;
    put(from, -1);
    put(to, -1);
    first.push(lon.length);
    line.push(-1);
  }
  return {
    lines: { lon: Float64Array.from(lon), lat: Float64Array.from(lat), first: Uint32Array.from(first) },
    line: Int32Array.from(line),
    vertex: Int32Array.from(vertex),
    lost
  };
}

/** True where two positions are those of one mend, either way round, to half a metre. */
export function sameMend(a: Mend, b: Mend): boolean {
  const near = (p: LonLat, q: LonLat): boolean => distanceM(p[0], p[1], q[0], q[1]) <= 0.5;
  return (near(a.from, b.from) && near(a.to, b.to)) || (near(a.from, b.to) && near(a.to, b.from));
}

const crossesItself = ({ from, to }: Mend): boolean => from[0] === to[0] && from[1] === to[1];

interface Touched {
  /** Places to put in after each vertex, in order along the line. */
  after: Map<number, { place: LonLat; mend: number; t: number }[]>;
  /** How many lines pass each place: that of `from` at 2m, of `to` at 2m + 1. */
  ways: Uint32Array;
}

function touchLines(lines: Lines, mends: readonly Mend[], touchM: number): Touched {
  const places = mends.flatMap(({ from, to }) => [from, to]);
  const index = new Flatbush(places.length);
  for (const [x, y] of places) index.add(x, y, x, y);
  index.finish();
  const after: Touched['after'] = new Map();
  const ways = new Uint32Array(places.length);
  const lastVertex = new Int32Array(places.length).fill(-2);
  const highest = places.reduce((most, [, y]) => Math.max(most, Math.abs(y)), 0);
  const reachLon = touchM / metresPerDegree(Math.min(89, highest)).x;
  const reachLat = touchM / metresPerDegree(0).y;
  for (let i = 0; i + 1 < lines.first.length; i++) {
    for (let k = lines.first[i]; k + 1 < lines.first[i + 1]; k++) {
      const [ax, bx] = [lines.lon[k], lines.lon[k + 1]];
      const [ay, by] = [lines.lat[k], lines.lat[k + 1]];
      const near = index.search(
        Math.min(ax, bx) - reachLon,
        Math.min(ay, by) - reachLat,
        Math.max(ax, bx) + reachLon,
        Math.max(ay, by) + reachLat
      );
      for (const at of near) {
        const { t, offM } = nearestOn(places[at], ax, ay, bx, by);
        if (offM > touchM) continue;
        const [x, y] = places[at];
        // Two segments that meet at the place pass it once.
        const again = lastVertex[at] === k - 1 && k > lines.first[i] && distanceM(x, y, ax, ay) <= touchM;
        lastVertex[at] = k;
        if (again) continue;
        ways[at]++;
        if ((x === ax && y === ay) || (x === bx && y === by)) continue;
        // Of a crossing both places are one.
        if (at % 2 === 1 && crossesItself(mends[at >> 1])) continue;
        const list = after.get(k) ?? [];
        list.push({ place: places[at], mend: at >> 1, t });
        after.set(
          k,
          list.sort((one, other) => one.t - other.t || one.mend - other.mend)
        );
      }
    }
  }
  return { after, ways };
}

/** Where along a segment a place lies, 0 to 1, and how far from it in metres. */
function nearestOn(
  [x, y]: LonLat,
  ax: number,
  ay: number,
  bx: number,
  by: number
): { t: number; offM: number } {
  const per = metresPerDegree(y);
  const px = (ax - x) * per.x;
  const py = (ay - y) * per.y;
  const dx = (bx - ax) * per.x;
  const dy = (by - ay) * per.y;
  const length2 = dx * dx + dy * dy;
  const t = length2 > 0 ? Math.min(1, Math.max(0, -(px * dx + py * dy) / length2)) : 0;
  return { t, offM: Math.hypot(px + t * dx, py + t * dy) };
}
