import { innerPoint } from './inner-point.ts';
import { PlaceList, type Places } from './places.ts';
import type { Units } from './units.ts';

/** One place for each of `communities`: its centroid by area, or a point on its surface where the centroid lies outside; none without a shape. */
export function placeCentroids(units: Units, communities: number[]): Places {
  const list = new PlaceList();
  for (const unit of communities) {
    if (units.shape.shapeFirst[unit] === units.shape.shapeFirst[unit + 1]) continue;
    const [lon, lat] = innerPoint(units.shape, unit);
    list.add(lon, lat, unit, 1);
  }
  return list.toPlaces();
}
