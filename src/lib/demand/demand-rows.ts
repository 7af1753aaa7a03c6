import type { Points } from '../geometry/shapes.ts';
import type { Demand } from './demand.ts';

/** Demand points so far, with nobody at a new one until it is said otherwise. */
export class DemandRows {
  readonly people: Record<string, number[]>;
  private readonly lon: number[] = [];
  private readonly lat: number[] = [];
  private readonly unit: number[] = [];

  constructor(fields: string[]) {
    this.people = Object.fromEntries(fields.map((field) => [field, []]));
  }

  /** Adds the points `at` and returns the index of the first. */
  addPlaces(points: Points, unit: number, at: number[]): number {
    const first = this.lon.length;
    for (const point of at) {
      this.lon.push(points.lon[point]);
      this.lat.push(points.lat[point]);
      this.unit.push(unit);
    }
    for (const column of Object.values(this.people)) for (let k = 0; k < at.length; k++) column.push(0);
    return first;
  }

  toColumns(): Pick<Demand, 'lon' | 'lat' | 'unit' | 'people'> {
    return {
      lon: new Float64Array(this.lon),
      lat: new Float64Array(this.lat),
      unit: new Int32Array(this.unit),
      people: Object.fromEntries(
        Object.entries(this.people).map(([field, values]) => [field, new Float64Array(values)])
      )
    };
  }
}
