import { keepOfLine } from './keep-of-line.ts';

/** Rings as columns in metres: ring r has the vertices `ringFirst[r] … ringFirst[r + 1] - 1`, closed. */
export interface Rings {
  x: Float64Array;
  y: Float64Array;
  ringFirst: Uint32Array;
}

/** Half of the places that whole numbers tell apart on one axis: ±3,300 km in steps of 0.1 m. */
const HALF = 2 ** 25;

/**
 * Fewer vertices for outlines that share borders: each vertex on a whole step, and vertices within `toleranceM` of the line between
 * those that stay left out (Douglas and Peucker, 1973). A border that two rings share is cut between its meeting points and simplified
 * in one direction, so that it stays one line. A ring that would become a line keeps all its vertices.
 */
export function lightenRings(layers: readonly Rings[], stepM: number, toleranceM: number): Rings[] {
  const ids = new Map<number, number>();
  const gridX: number[] = [];
  const gridY: number[] = [];
  const idOf = (x: number, y: number): number => {
    const [column, row] = [Math.round(x / stepM), Math.round(y / stepM)];
    const key = (column + HALF) * 2 * HALF + row + HALF;
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, gridX.length);
    gridX.push(column * stepM);
    gridY.push(row * stepM);
    return gridX.length - 1;
  };
  const rings = layers.map(({ x, y, ringFirst }) =>
    Array.from({ length: Math.max(0, ringFirst.length - 1) }, (_, ring) => {
      const path: number[] = [];
      for (let at = ringFirst[ring]; at < ringFirst[ring + 1]; at++) {
        if (!Number.isFinite(x[at] + y[at])) continue;
        const id = idOf(x[at], y[at]);
        if (id !== path[path.length - 1]) path.push(id);
      }
      // Open from here on: the first vertex stands once.
      if (path.length > 1 && path[0] === path[path.length - 1]) path.pop();
      return path;
    })
  );
  const isMeeting = meetingPoints(rings.flat(), gridX.length);
  const place = { x: gridX, y: gridY };
  return rings.map((paths) =>
    columnsOf(
      paths.map((path) => {
        const light = lightenRing(path, isMeeting, place, toleranceM);
        return light.length >= 3 ? light : path;
      }),
      place
    )
  );
}

/** Vertices with more than two different neighbours: where borders part. */
function meetingPoints(rings: number[][], count: number): Uint8Array {
  const one = new Int32Array(count).fill(-1);
  const other = new Int32Array(count).fill(-1);
  const isMeeting = new Uint8Array(count);
  const meet = (id: number, neighbour: number) => {
    if (one[id] === -1 || one[id] === neighbour) one[id] = neighbour;
    else if (other[id] === -1 || other[id] === neighbour) other[id] = neighbour;
    else isMeeting[id] = 1;
  };
  for (const ring of rings)
    ring.forEach((id, at) => {
      meet(id, ring[(at + 1) % ring.length]);
      meet(id, ring[(at + ring.length - 1) % ring.length]);
    });
  return isMeeting;
}

interface Places {
  x: number[];
  y: number[];
}

function lightenRing(ring: number[], isMeeting: Uint8Array, place: Places, toleranceM: number): number[] {
  if (ring.length <= 3) return ring;
  const start = ring.findIndex((id) => isMeeting[id]);
  if (start < 0) {
    // An island: from its least vertex, so that the hole around it is cut at the same one.
    const least = ring.indexOf(ring.reduce((a, b) => Math.min(a, b)));
    return lightenLoop([...ring.slice(least), ...ring.slice(0, least), ring[least]], place, toleranceM);
  }
  const turned = [...ring.slice(start), ...ring.slice(0, start), ring[start]];
  const light: number[] = [];
  let from = 0;
  for (let at = 1; at < turned.length; at++) {
    if (!isMeeting[turned[at]]) continue;
    const arc = turned.slice(from, at + 1);
    light.push(
      ...(arc[0] === arc[arc.length - 1]
        ? lightenLoop(arc, place, toleranceM)
        : lightenArc(arc, place, toleranceM).slice(0, -1))
    );
    from = at;
  }
  return light;
}

/** A closed path, cut where it is farthest from its ends; without its last vertex. */
function lightenLoop(loop: number[], { x, y }: Places, toleranceM: number): number[] {
  let far = 0;
  let most = -1;
  loop.forEach((id, at) => {
    const distance = Math.hypot(x[id] - x[loop[0]], y[id] - y[loop[0]]);
    if (distance > most || (distance === most && id < loop[far])) [far, most] = [at, distance];
  });
  const there = lightenArc(loop.slice(0, far + 1), { x, y }, toleranceM);
  const back = lightenArc(loop.slice(far), { x, y }, toleranceM);
  return [...there.slice(0, -1), ...back.slice(0, -1)];
}

/** Simplified from its lesser end, whichever way it is walked. */
function lightenArc(arc: number[], { x, y }: Places, toleranceM: number): number[] {
  const isTurned = arc[0] > arc[arc.length - 1];
  const line = isTurned ? arc.toReversed() : arc;
  const keep = keepOfLine(
    Float64Array.from(line, (id) => x[id]),
    Float64Array.from(line, (id) => y[id]),
    toleranceM
  );
  const light = line.filter((_, at) => keep[at]);
  return isTurned ? light.reverse() : light;
}

function columnsOf(rings: number[][], place: Places): Rings {
  const closed = rings.map((ring) => (ring.length > 0 ? [...ring, ring[0]] : ring));
  const ringFirst = new Uint32Array(rings.length + 1);
  closed.forEach((ring, at) => (ringFirst[at + 1] = ringFirst[at] + ring.length));
  const all = closed.flat();
  return {
    x: Float64Array.from(all, (id) => place.x[id]),
    y: Float64Array.from(all, (id) => place.y[id]),
    ringFirst
  };
}
