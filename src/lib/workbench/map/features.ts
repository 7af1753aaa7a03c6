import type { Feature, FeatureCollection, Point } from 'geojson';
import { CATEGORIES } from '../../standards/taxonomy.ts';
import type { Outcome, Scene, SitingOutcome } from '../engine/scene.ts';
import { incomingColour } from './colours.ts';
import { percent } from '../words/figures.ts';

const groupOf = new Map(CATEGORIES.map((category) => [category.code, category.group]));

const point = (lon: number, lat: number, properties: Feature['properties']): Feature<Point> => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties
});
const collection = <F extends Feature>(features: F[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features
});

/** Facilities as the map draws them; `id` is the index in `outcome.facilities`. */
export function facilityFeatures(outcome: Outcome, chosen: string | null, all: boolean): FeatureCollection {
  return collection(
    outcome.facilities.flatMap((facility, i) => {
      if (!all && !facility.qualifies && facility.state === 'present') return [];
      return {
        ...point(facility.lon, facility.lat, {
          index: i,
          name: facility.name,
          group: groupOf.get(facility.category) ?? 'none',
          state: facility.state,
          qualifies: facility.qualifies,
          chosen: facility.code === chosen
        }),
        id: i
      };
    })
  );
}

export function siteFeatures(siting: SitingOutcome | null, chosen: string | null): FeatureCollection {
  return collection(
    (siting?.sites ?? []).map((site, i) =>
      point(site.lon, site.lat, {
        index: i,
        order: Math.min(i + 1, 20),
        name: site.name,
        chosen: site.code === chosen
      })
    )
  );
}

/** Files on their way in, each in its colour. */
export function incomingFeatures(files: FeatureCollection[]): FeatureCollection {
  return collection(
    files.flatMap(({ features }, order) =>
      features.map((feature) => ({ ...feature, properties: { colour: incomingColour(order) } }))
    )
  );
}

/** Names of the communities at a point inside each, with the coverage under the name. */
export function nameFeatures(scene: Scene, outcome: Outcome | null): FeatureCollection {
  const share = new Map(outcome?.units.map((row) => [row.unit, row.share]));
  return collection(
    scene.units.flatMap(({ name, label }, unit) => {
      if (!label) return [];
      const value = share.get(unit);
      const figure = value === undefined || Number.isNaN(value) ? '' : percent(value);
      return point(label[0], label[1], { name, figure });
    })
  );
}
