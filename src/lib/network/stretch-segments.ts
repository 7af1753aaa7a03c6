import type { Segments } from '../geometry/distance-field.ts';
import type { Plane } from '../geometry/metric.ts';
import type { Network } from './network.ts';
import type { Reached } from './stretches.ts';

/** Segments that grow, and the box `west, south, east, north` around them (metres of the plane). */
export interface Drawn extends Segments {
  box: [number, number, number, number];
}

export const emptyDrawn = (): Drawn => ({
  x: new Float64Array(1024),
  y: new Float64Array(1024),
  count: 0,
  box: [Infinity, Infinity, -Infinity, -Infinity]
});

/** Takes all segments out, and keeps the room they had. */
export function clearDrawn(drawn: Drawn): void {
  drawn.count = 0;
  drawn.box = [Infinity, Infinity, -Infinity, -Infinity];
}

/** Adds the stretches as straight segments between the points of their edges; one without length is a segment without length. */
export function drawStretches(drawn: Drawn, network: Network, plane: Plane, reached: Reached): void {
  const { edgeFirstPoint, pointLon, pointLat, pointAlongM } = network;
  const [originX, originY] = [plane.lon(0), plane.lat(0)];
  const perLon = plane.x(originX + 1);
  const perLat = plane.y(originY + 1);
  for (let k = 0; k < reached.edge.length; k++) {
    const e = reached.edge[k];
    const fromM = reached.fromM[k];
    const toM = reached.toM[k];
    const last = edgeFirstPoint[e + 1] - 1;
    let p = edgeFirstPoint[e];
    while (p + 1 < last && pointAlongM[p + 1] <= fromM) p++;
    let lon = between(pointLon, pointAlongM, p, fromM);
    let lat = between(pointLat, pointAlongM, p, fromM);
    for (let more = true; more; p++) {
      more = p + 1 < last && pointAlongM[p + 1] < toM;
      const x0 = (lon - originX) * perLon;
      const y0 = (lat - originY) * perLat;
      lon = between(pointLon, pointAlongM, p, toM);
      lat = between(pointLat, pointAlongM, p, toM);
      put(drawn, x0, y0, (lon - originX) * perLon, (lat - originY) * perLat);
    }
  }
}

/** A coordinate `alongM` metres along an edge, held to the segment from point p to the next. */
function between(column: Float64Array, pointAlongM: Float64Array, p: number, alongM: number): number {
  const start = pointAlongM[p];
  const end = pointAlongM[p + 1];
  if (alongM >= end) return column[p + 1];
  if (alongM <= start) return column[p];
  return column[p] + ((alongM - start) / (end - start)) * (column[p + 1] - column[p]);
}

function put(drawn: Drawn, x0: number, y0: number, x1: number, y1: number): void {
  const at = 2 * drawn.count++;
  if (at + 2 > drawn.x.length) {
    drawn.x = doubled(drawn.x);
    drawn.y = doubled(drawn.y);
  }
  drawn.x[at] = x0;
  drawn.y[at] = y0;
  drawn.x[at + 1] = x1;
  drawn.y[at + 1] = y1;
  const { box } = drawn;
  box[0] = Math.min(box[0], x0, x1);
  box[1] = Math.min(box[1], y0, y1);
  box[2] = Math.max(box[2], x0, x1);
  box[3] = Math.max(box[3], y0, y1);
}

function doubled(column: Float64Array): Float64Array {
  const more = new Float64Array(2 * column.length);
  more.set(column);
  return more;
}
