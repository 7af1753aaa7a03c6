import type { MapGround } from '../../maps/ground.ts';

/** Row of the community that a place in metres lies in, −1 for none; on a border it is one of the two. */
export function unitAt({ communities, communityIndex }: MapGround, x: number, y: number): number {
  const found = (communityIndex?.search(x, y, x, y) ?? []).sort((a, b) => a - b);
  return found.find((row) => isInside(communities, row, x, y)) ?? -1;
}

/** Whether an odd number of the shape's sides lies to the right. */
function isInside(areas: MapGround['communities'], row: number, x: number, y: number): boolean {
  const { shapeFirst, partFirst, ringFirst } = areas;
  const last = partFirst[shapeFirst[row + 1]];
  let isIn = false;
  for (let ring = partFirst[shapeFirst[row]]; ring < last; ring++) {
    for (let at = ringFirst[ring]; at + 1 < ringFirst[ring + 1]; at++) {
      const [y1, y2] = [areas.y[at], areas.y[at + 1]];
      if (y1 > y === y2 > y) continue;
      if (x < areas.x[at] + ((y - y1) / (y2 - y1)) * (areas.x[at + 1] - areas.x[at])) isIn = !isIn;
    }
  }
  return isIn;
}
