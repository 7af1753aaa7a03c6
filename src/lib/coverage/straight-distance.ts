import { createPlane, distanceM } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';

/** How much farther than the nearest in the plane one may be and still be nearer on the ground, to 150 km around. */
const PLANE_ERROR = 1.02;

/** Targets in a cell of the grid, about: fewer make more empty cells to look into, more make longer lists. */
const A_CELL = 2;

/**
 * Straight-line metres from each of `points` to the nearest of `targets`, and which that is (index into `targets`), of
 * equally near ones the lowest; Infinity and −1 where there are none. The nearest are looked up in a plane around the middle
 * of the targets, in a grid of square cells, ring by ring around the point's; their distances are exact. (Flatbush makes a
 * queue and a list for each point, and took eight times as long.)
 */
export function straightDistances(
  points: Points,
  targets: Points
): { straightM: Float64Array; nearest: Int32Array } {
  const straightM = new Float64Array(points.lon.length).fill(Infinity);
  const nearest = new Int32Array(points.lon.length).fill(-1);
  const count = targets.lon.length;
  if (count === 0) return { straightM, nearest };
  const plane = createPlane(mean(targets.lon), mean(targets.lat));
  const grid = layGrid(
    targets.lon.map((lon) => plane.x(lon)),
    targets.lat.map((lat) => plane.y(lat))
  );
  const { west, south, sideM, columns, rows, first, target, x, y } = grid;
  const near = new Uint32Array(count);
  const nearM2 = new Float64Array(count);
  for (let i = 0; i < straightM.length; i++) {
    const px = plane.x(points.lon[i]);
    const py = plane.y(points.lat[i]);
    const column = clamp((px - west) / sideM, columns);
    const row = clamp((py - south) / sideM, rows);
    const toWest = px - west - (column - 1) * sideM;
    const toEast = west + (column + 2) * sideM - px;
    const toSouth = py - south - (row - 1) * sideM;
    const toNorth = south + (row + 2) * sideM - py;
    let leastM2 = Infinity;
    let withinM = Infinity;
    let found = 0;
    for (let ring = 0; ; ring++) {
      // How near a target in this ring or beyond can be, on each side that has cells there.
      let nearestM = Infinity;
      if (column >= ring) nearestM = Math.min(nearestM, toWest);
      if (column + ring < columns) nearestM = Math.min(nearestM, toEast);
      if (row >= ring) nearestM = Math.min(nearestM, toSouth);
      if (row + ring < rows) nearestM = Math.min(nearestM, toNorth);
      if (nearestM === Infinity || nearestM + (ring - 2) * sideM > withinM) break;
      const [low, high] = [Math.max(0, row - ring), Math.min(rows - 1, row + ring)];
      for (let r = low; r <= high; r++) {
        const step = r === row - ring || r === row + ring ? 1 : 2 * ring;
        for (let c = column - ring; c <= column + ring; c += step) {
          if (c < 0 || c >= columns) continue;
          const cell = r * columns + c;
          for (let k = first[cell]; k < first[cell + 1]; k++) {
            const planeM2 = (x[k] - px) * (x[k] - px) + (y[k] - py) * (y[k] - py);
            if (planeM2 > withinM * withinM) continue;
            near[found] = target[k];
            nearM2[found++] = planeM2;
            if (planeM2 >= leastM2) continue;
            leastM2 = planeM2;
            withinM = Math.sqrt(leastM2) * PLANE_ERROR + 0.01;
          }
        }
      }
    }
    for (let k = 0; k < found; k++) {
      if (nearM2[k] > withinM * withinM) continue;
      const t = near[k];
      const exactM = distanceM(points.lon[i], points.lat[i], targets.lon[t], targets.lat[t]);
      if (exactM < straightM[i] || (exactM === straightM[i] && t < nearest[i])) {
        straightM[i] = exactM;
        nearest[i] = t;
      }
    }
  }
  return { straightM, nearest };
}

interface Grid {
  west: number;
  south: number;
  sideM: number;
  columns: number;
  rows: number;
  /** In cell c lie the entries `first[c] … first[c + 1] - 1`: a target, and where it is in the plane. */
  first: Uint32Array;
  target: Uint32Array;
  x: Float64Array;
  y: Float64Array;
}

function layGrid(x: Float64Array, y: Float64Array): Grid {
  const [west, east] = range(x);
  const [south, north] = range(y);
  const cells = Math.ceil(x.length / A_CELL);
  // Targets in a line, or all in one place, have no area to divide; no side has more cells than there are targets.
  const sideM = Math.max(
    Math.sqrt(((east - west) * (north - south)) / cells),
    Math.max(east - west, north - south) / cells,
    1
  );
  const columns = Math.floor((east - west) / sideM) + 1;
  const rows = Math.floor((north - south) / sideM) + 1;
  const cellOf = x.map(
    (_, i) => clamp((y[i] - south) / sideM, rows) * columns + clamp((x[i] - west) / sideM, columns)
  );
  const first = new Uint32Array(columns * rows + 1);
  for (const cell of cellOf) first[cell + 1]++;
  for (let cell = 0; cell < columns * rows; cell++) first[cell + 1] += first[cell];
  const next = first.slice();
  const target = new Uint32Array(x.length);
  for (let i = 0; i < x.length; i++) target[next[cellOf[i]]++] = i;
  return {
    ...{ west, south, sideM, columns, rows, first, target },
    x: Float64Array.from(target, (i) => x[i]),
    y: Float64Array.from(target, (i) => y[i])
  };
}

function range(values: Float64Array): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** The cell of a place along one side, that of the nearest end for a place outside. */
function clamp(cell: number, cells: number): number {
  return Math.max(0, Math.min(cells - 1, Math.floor(cell)));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
