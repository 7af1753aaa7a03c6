import type { Position } from 'geojson';

/** A vertex with the bulge of what follows it: the tangent of a quarter of the arc's angle, positive to the left. */
export interface Vertex {
  x: number;
  y: number;
  bulge: number;
}

/** Angle between two points of an arc: its sagitta is then at most 1/400 of the radius. */
const STEP = Math.PI / 22;

/** Positions along the vertices, arcs made polylines; closed ones end where they begin. */
export function unbulge(vertices: Vertex[], closed: boolean): Position[] {
  const out: Position[] = [];
  const count = closed ? vertices.length : vertices.length - 1;
  vertices.slice(0, 1).forEach(({ x, y }) => out.push([x, y]));
  for (let i = 0; i < count; i++) {
    const from = vertices[i];
    const to = vertices[(i + 1) % vertices.length];
    if (from.bulge !== 0 && (from.x !== to.x || from.y !== to.y)) {
      const angle = 4 * Math.atan(from.bulge);
      // The centre lies off the middle of the chord by half of it over the tangent of half the angle.
      const off = 1 / (2 * Math.tan(angle / 2));
      const x = (from.x + to.x) / 2 - (to.y - from.y) * off;
      const y = (from.y + to.y) / 2 + (to.x - from.x) * off;
      const start = Math.atan2(from.y - y, from.x - x);
      const radius = Math.hypot(from.x - x, from.y - y);
      const steps = Math.ceil(Math.abs(angle) / STEP);
      for (let k = 1; k < steps; k++) {
        const at = start + (angle * k) / steps;
        out.push([x + radius * Math.cos(at), y + radius * Math.sin(at)]);
      }
    }
    out.push([to.x, to.y]);
  }
  return out;
}

/** Positions along an arc from one angle to another (degrees, anticlockwise); a whole circle ends where it begins. */
export function arc(x: number, y: number, radius: number, from: number, to: number): Position[] {
  let turn = (to - from) % 360;
  if (turn <= 0) turn += 360;
  const steps = Math.max(1, Math.ceil((turn * Math.PI) / 180 / STEP));
  const out = Array.from({ length: steps + 1 }, (_, k): Position => {
    const angle = ((from + (turn * k) / steps) * Math.PI) / 180;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
  if (turn === 360) out[steps] = [...out[0]];
  return out;
}

/**
 * The rings that bound a HATCH: paths of vertices with bulges, or of straight edges. Null where an edge is a curve of
 * another kind, or there is no ring.
 */
export function hatchRings(groups: [number, string][]): Position[][] | null {
  const rings: Position[][] = [];
  let at = groups.findIndex(([code]) => code === 91) + 1;
  if (at === 0) return null;
  while (at < groups.length) {
    const [code, value] = groups[at++];
    // Style and seed points follow the last path.
    if (code === 75) break;
    if (code !== 92) continue;
    const outline = (Number(value) & 2) !== 0;
    const vertices: Vertex[] = [];
    for (; at < groups.length && ![92, 97, 75].includes(groups[at][0]); at++) {
      const [inner, text] = groups[at];
      if (!outline && inner === 72 && Number(text) !== 1) return null;
      if (inner === 10) vertices.push({ x: Number(text), y: NaN, bulge: 0 });
      else if (inner === 20 && vertices.length > 0) vertices[vertices.length - 1].y = Number(text);
      else if (inner === 42 && outline && vertices.length > 0)
        vertices[vertices.length - 1].bulge = Number(text) || 0;
    }
    if (vertices.length < 3) continue;
    const ring = unbulge(vertices, true);
    // A path may repeat its first vertex before it is closed.
    const [a, b] = [ring[0], ring[ring.length - 2]];
    rings.push(a[0] === b[0] && a[1] === b[1] ? ring.slice(0, -1) : ring);
  }
  return rings.length > 0 ? rings : null;
}
