import { distanceM } from '../../geometry/metric.ts';
import type { Roads } from '../../study/inputs.ts';

/** Roads by name, as columns: the box of all lines of a name (degrees) and a place on the longest of them. */
export interface RoadNames {
  name: string[];
  /** West, south, east, north, four in a row for each name. */
  box: Float64Array;
  lon: Float64Array;
  lat: Float64Array;
}

/** Every name that lines have, in the order in which they first stand; none without roads. */
export function roadNames(roads: Roads | null): RoadNames {
  const index = new Map<string, number>();
  const boxes: [number, number, number, number][] = [];
  const places: { lengthM: number; lon: number; lat: number }[] = [];
  const {
    name = [],
    first = new Uint32Array(1),
    lon = new Float64Array(),
    lat = new Float64Array()
  } = roads ?? {};
  for (let line = 0; line + 1 < first.length; line++) {
    const called = name[line]?.trim();
    if (!called) continue;
    let at = index.get(called);
    if (at === undefined) {
      at = boxes.push([Infinity, Infinity, -Infinity, -Infinity]) - 1;
      index.set(called, at);
      places.push({ lengthM: -1, lon: NaN, lat: NaN });
    }
    const box = boxes[at];
    let lengthM = 0;
    for (let p = first[line]; p < first[line + 1]; p++) {
      box[0] = Math.min(box[0], lon[p]);
      box[1] = Math.min(box[1], lat[p]);
      box[2] = Math.max(box[2], lon[p]);
      box[3] = Math.max(box[3], lat[p]);
      if (p > first[line]) lengthM += distanceM(lon[p - 1], lat[p - 1], lon[p], lat[p]);
    }
    const middle = (first[line] + first[line + 1] - 1) >> 1;
    if (lengthM > places[at].lengthM) places[at] = { lengthM, lon: lon[middle], lat: lat[middle] };
  }
  return {
    name: [...index.keys()],
    box: Float64Array.from(boxes.flat()),
    lon: Float64Array.from(places, (place) => place.lon),
    lat: Float64Array.from(places, (place) => place.lat)
  };
}
