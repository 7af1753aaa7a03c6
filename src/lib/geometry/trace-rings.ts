import { BLOCK, BLOCK_BITS, BLOCK_SIZE, FAR, partsOf, type DistanceField } from './distance-field.ts';

/**
 * Closed lines around what lies within the radius, in metres of the plane: ring r has the vertices `first[r] … first[r + 1] - 1`,
 * the last not repeated. Shells turn left (`areaM2` above 0), holes right (below 0). No ring crosses or touches itself or another.
 */
export interface Rings {
  first: number[];
  x: number[];
  y: number[];
  areaM2: number[];
}

/** Least share of a grid edge between a corner and a line: two rings around one corner never meet in it. */
const MARGIN = 1 / 1024;

/**
 * The lines at the field's radius by marching squares (Lorensen and Cline, SIGGRAPH 1987, on a plane), between two
 * corners where the distance in proportion reaches the radius. A cell with two opposite corners inside is joined, never
 * parted: the part of each cell that lies inside is then the convex hull of what of its edges does, and fields whose
 * distances are nowhere greater give areas that hold each other to rounding. Rings come in the order of their places, whatever was put in first.
 */
export function traceRings(field: DistanceField): Rings {
  const rings: Rings = { first: [0], x: [], y: [], areaM2: [] };
  const { values, slotOf, columns } = field;
  const radius2 = Math.floor((field.radiusM / field.cellM) ** 2 * partsOf(field));
  const seen = new Uint8Array(field.count * BLOCK_SIZE);
  for (const block of field.blocks.slice(0, field.count).sort()) {
    const slot = slotOf[block];
    const right = (block + 1) % columns === 0 ? -1 : slotOf[block + 1];
    const west = (block % columns) << BLOCK_BITS;
    const south = Math.floor(block / columns) << BLOCK_BITS;
    for (let j = 0; j < BLOCK; j++) {
      const row = slot + (j << BLOCK_BITS);
      const last = row + BLOCK - 1;
      let inside = values[row] <= radius2;
      for (let at = row; at < last; at++) {
        const was = inside;
        inside = values[at + 1] <= radius2;
        if (was && !inside && seen[at] === 0) follow(field, radius2, seen, west + at - row, south + j, rings);
      }
      if (!inside || seen[last] === 1) continue;
      if (right < 0 || values[right + (j << BLOCK_BITS)] > radius2)
        follow(field, radius2, seen, west + BLOCK - 1, south + j, rings);
    }
  }
  return rings;
}

/**
 * Follows one line from the grid edge between the corner (i, j), which is inside, and the one to the east of it, north
 * and on with the inside to the left, until it comes back there.
 */
function follow(
  field: DistanceField,
  radius2: number,
  seen: Uint8Array,
  i: number,
  j: number,
  rings: Rings
): void {
  const { values, slotOf, columns, rows, cellM } = field;
  const offX = field.west * BLOCK;
  const offY = field.south * BLOCK;
  const [startX, startY] = [offX + i, offY + j];
  const radius = Math.sqrt(radius2);
  const placeOf = (x: number, y: number): number => {
    const column = x >> BLOCK_BITS;
    const row = y >> BLOCK_BITS;
    if (column < 0 || row < 0 || column >= columns || row >= rows) return -1;
    const slot = slotOf[row * columns + column];
    return slot < 0 ? -1 : slot + ((y & (BLOCK - 1)) << BLOCK_BITS) + (x & (BLOCK - 1));
  };
  // Heading (hx, hy); the corner on the left (lx, ly) is inside, the one on the right, (lx + hy, ly − hx), is not.
  let hx = 0;
  let hy = 1;
  let lx = i;
  let ly = j;
  let left = placeOf(lx, ly);
  let right = placeOf(lx + 1, ly);
  const from = rings.x.length;
  let twice = 0;
  let beforeX = 0;
  let beforeY = 0;
  for (;;) {
    const rx = lx + hy;
    const ry = ly - hx;
    if (hy === 1) {
      if (seen[left] === 1) break;
      seen[left] = 1;
    }
    const a = Math.sqrt(values[left]);
    const b = Math.sqrt(right < 0 ? FAR : values[right]);
    const t = Math.min(1 - MARGIN, Math.max(MARGIN, (radius - a) / (b - a)));
    // Counted from the lattice: the same line in a field of any box, to the last bit.
    const x = offX + lx + t * (rx - lx);
    const y = offY + ly + t * (ry - ly);
    if (rings.x.length > from) twice += (beforeX - startX) * (y - startY) - (x - startX) * (beforeY - startY);
    beforeX = x;
    beforeY = y;
    rings.x.push(x * cellM);
    rings.y.push(y * cellM);
    // Corners around one that is not on the border of its block are in that block too: a step is an offset.
    const isWithin = ((lx & (BLOCK - 1)) - 1) >>> 0 < BLOCK - 2 && ((ly & (BLOCK - 1)) - 1) >>> 0 < BLOCK - 2;
    const farRight = isWithin ? left + hy + hx + ((hy - hx) << BLOCK_BITS) : placeOf(rx + hx, ry + hy);
    if (farRight >= 0 && values[farRight] <= radius2) {
      lx = rx + hx;
      ly = ry + hy;
      left = farRight;
      const turned = hy;
      hy = -hx;
      hx = turned;
      continue;
    }
    const farLeft = isWithin ? left + hx + (hy << BLOCK_BITS) : placeOf(lx + hx, ly + hy);
    if (farLeft >= 0 && values[farLeft] <= radius2) {
      lx += hx;
      ly += hy;
      left = farLeft;
      right = farRight;
      continue;
    }
    right = farLeft;
    const turned = -hy;
    hy = hx;
    hx = turned;
  }
  const [x0, y0] = [rings.x[from] / cellM, rings.y[from] / cellM];
  twice += (beforeX - startX) * (y0 - startY) - (x0 - startX) * (beforeY - startY);
  rings.areaM2.push((twice / 2) * cellM * cellM);
  rings.first.push(rings.x.length);
}
