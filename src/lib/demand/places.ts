import type { Points } from '../geometry/shapes.ts';

/** Places that units' people can be spread over: place i lies in `unit[i]` and draws people in proportion to `weight[i]`. */
export interface Places extends Points {
  unit: Int32Array;
  weight: Float64Array;
}

/** A growing list of places; columns when done. Plain arrays, since how many there will be is not known beforehand. */
export class PlaceList {
  private readonly lon: number[] = [];
  private readonly lat: number[] = [];
  private readonly unit: number[] = [];
  private readonly weight: number[] = [];

  add(lon: number, lat: number, unit: number, weight: number): void {
    this.lon.push(lon);
    this.lat.push(lat);
    this.unit.push(unit);
    this.weight.push(weight);
  }

  /** These places, and of `spare` those in units that have none here. */
  orElse(spare: PlaceList): Places {
    const filled = new Set(this.unit);
    spare.unit.forEach((unit, i) => {
      if (!filled.has(unit)) this.add(spare.lon[i], spare.lat[i], unit, spare.weight[i]);
    });
    return this.toPlaces();
  }

  toPlaces(): Places {
    return {
      lon: Float64Array.from(this.lon),
      lat: Float64Array.from(this.lat),
      unit: Int32Array.from(this.unit),
      weight: Float64Array.from(this.weight)
    };
  }
}

/** Indexes of the places of each unit that has one with weight above zero. */
export function placesByUnit(places: Places): Map<number, number[]> {
  const byUnit = new Map<number, number[]>();
  for (let i = 0; i < places.unit.length; i++) {
    if (places.unit[i] < 0 || !(places.weight[i] > 0)) continue;
    const list = byUnit.get(places.unit[i]);
    if (list === undefined) byUnit.set(places.unit[i], [i]);
    else list.push(i);
  }
  return byUnit;
}
