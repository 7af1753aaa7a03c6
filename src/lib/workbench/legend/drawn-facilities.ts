import { CATEGORIES } from '../../standards/taxonomy.ts';
import type { SceneFacilities, SceneFacility } from '../engine/scene.ts';

const groupOf = new Map(CATEGORIES.map((category) => [category.code, category.group as string]));

/** Facilities that the map draws, as columns, with the group of each (`none`: of no category). */
export interface DrawnFacilities {
  lon: Float64Array;
  lat: Float64Array;
  group: string[];
}

/** Those that the question counts and those that were edited; with `all` also every other of the scene. */
export function drawnFacilities(
  asked: readonly SceneFacility[],
  all: SceneFacilities | null
): DrawnFacilities {
  const near = asked.filter(({ qualifies, state }) => all !== null || qualifies || state !== 'present');
  const taken = new Set(asked.map(({ code }) => code));
  const others: number[] = [];
  all?.code.forEach((code, i) => {
    if (!taken.has(code)) others.push(i);
  });
  const count = near.length + others.length;
  const drawn: DrawnFacilities = {
    lon: new Float64Array(count),
    lat: new Float64Array(count),
    group: near.map(({ category }) => groupOf.get(category) ?? 'none')
  };
  near.forEach(({ lon, lat }, i) => {
    drawn.lon[i] = lon;
    drawn.lat[i] = lat;
  });
  others.forEach((of, k) => {
    drawn.lon[near.length + k] = all!.lon[of];
    drawn.lat[near.length + k] = all!.lat[of];
    drawn.group.push(groupOf.get(all!.category[of]) ?? 'none');
  });
  return drawn;
}
