import type { MultiPolygon, Polygon, Position } from 'geojson';

export type Shape = Polygon | MultiPolygon;

/** The parts of a shape, each its rings. */
export const partsOf = (shape: Shape): Position[][][] =>
  shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;

/** Vertices of neighbours this near (degrees, about a tenth of a millimetre) are one vertex that was written twice. */
const SNAP_DEG = 1e-9;

/**
 * The shapes with every vertex that lies within 1e-9° of one of an earlier shape moved onto it; `moved[i]` says how many of
 * shape i. Shapes that `may` refuses stay as they are. An untouched shape is the same object.
 */
export function snapNeighbours(
  shapes: readonly (Shape | null)[],
  may: (index: number) => boolean
): { shapes: (Shape | null)[]; moved: number[] } {
  const at: Position[] = [];
  const owner: number[] = [];
  shapes.forEach((shape, i) => {
    for (const ring of shape === null ? [] : partsOf(shape).flat())
      for (const position of ring) {
        at.push(position);
        owner.push(i);
      }
  });
  // Swept from west to east: a map of cells took ten times as long for a million vertices.
  const x = Float64Array.from(at, (position) => position[0]);
  const order = Uint32Array.from(at.keys()).sort((a, b) => x[a] - x[b] || owner[a] - owner[b]);
  const target = new Map<Position, Position>();
  for (let k = 0; k < order.length; k++) {
    const a = order[k];
    for (let n = k + 1; n < order.length && x[order[n]] - x[a] <= SNAP_DEG; n++) {
      const b = order[n];
      if (owner[a] === owner[b] || Math.abs(at[a][1] - at[b][1]) > SNAP_DEG) continue;
      if (at[a][0] === at[b][0] && at[a][1] === at[b][1]) continue;
      const [first, later] = owner[a] < owner[b] ? [a, b] : [b, a];
      if (may(owner[later])) target.set(at[later], target.get(at[first]) ?? at[first]);
    }
  }
  const moved = new Array<number>(shapes.length).fill(0);
  if (target.size === 0) return { shapes: [...shapes], moved };
  const snapped = shapes.map((shape, i) => {
    if (shape === null) return null;
    const snap = (position: Position): Position => {
      const to = target.get(position);
      if (to === undefined) return position;
      moved[i]++;
      return [to[0], to[1]];
    };
    const parts = partsOf(shape).map((rings) => rings.map((ring) => ring.map(snap)));
    if (moved[i] === 0) return shape;
    return shape.type === 'Polygon'
      ? { type: shape.type, coordinates: parts[0] }
      : { type: shape.type, coordinates: parts };
  });
  return { shapes: snapped, moved };
}
