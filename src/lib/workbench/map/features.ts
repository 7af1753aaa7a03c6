import type { Feature, FeatureCollection, Point } from 'geojson';
import { CATEGORIES } from '../../standards/taxonomy.ts';
import type { Outcome, Scene, SceneFacility, SitingOutcome } from '../engine/scene.ts';
import type { Mend } from '../../network/mend-lines.ts';
import { isSameEnds } from '../desk.svelte.ts';
import { candidateSigns } from './site-gains.ts';
import type { Limits, RoadCheck } from '../engine/road-check.ts';
import type { LinkSiting } from '../../siting/link-siting.ts';
import {
  GAIN_CLASSES,
  GROUP_MARKS,
  incomingColour,
  NO_DATA,
  PIECES,
  SMALL_PIECES
} from '../../report/maps/colours.ts';

const groupOf = new Map(CATEGORIES.map((category) => [category.code, category.group]));

/** The group that a category is drawn as; `none` for one that the taxonomy has not. */
export const groupOfCategory = (category: string) => groupOf.get(category) ?? 'none';

const point = (lon: number, lat: number, properties: Feature['properties']): Feature<Point> => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties
});
const collection = <F extends Feature>(features: F[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features
});

/** Facilities that the question counts or that were edited, then with `all` the others, each known by its code. */
export function facilityFeatures(
  scene: Scene,
  outcome: Outcome,
  chosen: string | null,
  all: boolean
): FeatureCollection {
  const draw = ({ code, name, category, lon, lat, state, qualifies }: Omit<SceneFacility, 'floorAreaM2'>) =>
    point(lon, lat, {
      code,
      name,
      group: groupOfCategory(category),
      colour: GROUP_MARKS[groupOfCategory(category)].colour,
      state,
      qualifies,
      chosen: code === chosen
    });
  const features = outcome.facilities
    .filter(({ code, qualifies, state }) => all || qualifies || state !== 'present' || code === chosen)
    .map(draw);
  if (!all) return collection(features);
  const { code, name, category, lon, lat } = scene.facilities;
  const drawn = new Set(outcome.facilities.map((facility) => facility.code));
  code.forEach((each, i) => {
    if (drawn.has(each)) return;
    const place = { code: each, name: name[i], category: category[i], lon: lon[i], lat: lat[i] };
    features.push(draw({ ...place, state: 'present', qualifies: false }));
  });
  return collection(features);
}

/** Proposed sites by their number in the order of building, or those of the best answer so far, which have none yet: 0. */
export function siteFeatures(
  siting: { sites: { code: string; name: string; lon: number; lat: number }[] } | null,
  chosen: string | null,
  isOrdered: boolean
): FeatureCollection {
  return collection(
    (siting?.sites ?? []).map((site, i) =>
      point(site.lon, site.lat, {
        index: i,
        order: isOrdered ? i + 1 : 0,
        name: site.name,
        chosen: site.code === chosen
      })
    )
  );
}

/**
 * Candidates that are not in the answer, coloured by what each would win alone, the least first so that the best lie on top; how each is
 * drawn is its `sign`.
 */
export function candidateFeatures(siting: SitingOutcome | null): FeatureCollection {
  if (!siting) return collection([]);
  const { code, lon, lat, gain } = siting.candidates;
  const most = gain.reduce((largest, each) => Math.max(largest, each), 0);
  const signs = candidateSigns(siting);
  const order = Array.from(code.keys())
    .filter((c) => signs[c] !== null)
    .sort((a, b) => gain[a] - gain[b]);
  const colourOf = (share: number) => GAIN_CLASSES.findLast(({ from }) => share >= from)?.colour ?? NO_DATA;
  return collection(
    order.map((c) =>
      point(lon[c], lat[c], {
        code: code[c],
        colour: colourOf(most > 0 ? gain[c] / most : 0),
        sign: signs[c]
      })
    )
  );
}

/** Proposed links as lines, numbered in the order of building. */
export function linkFeatures(links: LinkSiting | null): FeatureCollection {
  return collection(
    (links?.links ?? []).map(({ from, to, order }): Feature => ({
      type: 'Feature',
      properties: { name: String(order) },
      geometry: { type: 'LineString', coordinates: [from, to] }
    }))
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

/** Breaks as the map draws them: the gap as a line, a ring at it; `index` is that in `check.breaks`. Mends made are there too. */
export function breakFeatures(check: RoadCheck | null, chosen: Mend | null): FeatureCollection {
  const draw = ({ from, to }: Mend, state: string, index: number): Feature[] => [
    { type: 'Feature', properties: { state }, geometry: { type: 'LineString', coordinates: [from, to] } },
    point((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { state, index })
  ];
  const is = (at: Mend) => chosen !== null && isSameEnds(chosen, at);
  return collection([
    ...(check?.breaks ?? []).flatMap((each, i) =>
      each.kept ? [] : draw(each, is(each) ? 'chosen' : each.behind ? 'behind' : '', i)
    ),
    ...(check?.mends ?? []).flatMap((mend) => draw(mend, 'mended', -1))
  ]);
}

/** Pieces of the network but the largest, coloured in order of size; those below 1 % are grey. */
export function pieceFeatures({ pieceShapes }: RoadCheck): FeatureCollection {
  return collection(
    pieceShapes.features.map((feature) => {
      const piece = Number(feature.properties?.piece);
      return { ...feature, properties: { colour: piece > 0 ? PIECES[piece % PIECES.length] : SMALL_PIECES } };
    })
  );
}

export function unconnectedFeatures(limits: Limits | null): FeatureCollection {
  return collection((limits?.unconnected ?? []).map(({ lon, lat }, index) => point(lon, lat, { index })));
}

/** Pixels that a community has to be wide, on the whole, for its name to be read. */
const NAME_PX = 45;

/** Pixels between demand points below which they are no longer told apart. */
const POINT_PX = 3;

/** Zoom from which the names of communities are drawn: farther out thousands of them would lie upon each other. */
export function namesFrom({ bounds, units }: Scene): number {
  return zoomFor(bounds, units.filter(({ level }) => level === 'community').length, NAME_PX);
}

/** Zoom from which demand points are drawn: farther out 200,000 of them would be one blot. */
export function pointsFrom({ bounds, points }: Scene): number {
  return zoomFor(bounds, points.lon.length, POINT_PX);
}

/** Pixels between facilities below which their signs would hide the map, and dots stand for them. */
const SIGN_PX = 34;

/** Zoom from which facilities are drawn as signs. */
export function signsFrom({ bounds }: Scene, facilities: number): number {
  return zoomFor(bounds, facilities, SIGN_PX);
}

/** So many candidates leave the map to be read at any zoom; where there are more, they are drawn where they lie so many pixels apart. */
const FEW_CANDIDATES = 60;
const CANDIDATE_PX = 26;

/** Zoom from which candidates are drawn that are neither in the answer nor among the best. */
export function candidatesFrom({ bounds }: Scene, candidates: number): number {
  return candidates <= FEW_CANDIDATES ? 0 : zoomFor(bounds, candidates, CANDIDATE_PX);
}

/** Zoom at which so many things spread over the bounds lie `pixels` apart. */
function zoomFor([west, south, east, north]: Scene['bounds'], count: number, pixels: number): number {
  const sideDegrees = Math.sqrt(((east - west) * (north - south)) / Math.max(1, count));
  // A tile of 512 pixels is 360° wide at zoom 0.
  return Math.min(17, Math.max(0, Math.log2((pixels * 360) / (512 * sideDegrees))));
}

/**
 * Names of the units at a point inside each, with the figure of the unit under the name and what proposed sites win there (`gainOf`) beside
 * it; a feature's id is the unit's index. `names` are those that a scenario gives them.
 */
export function nameFeatures(
  scene: Scene | null,
  figureOf: (unit: number) => string,
  names: readonly string[] | null = null,
  gainOf: (unit: number) => { text: string; colour: string } | null = () => null
): FeatureCollection {
  return collection(
    (scene?.units ?? []).flatMap(({ name, label }, unit) => {
      if (!label) return [];
      const gain = gainOf(unit);
      const said = { gain: gain?.text ?? '', gainColour: gain?.colour ?? '#111827' };
      const texts = { name: names?.[unit] ?? name, figure: figureOf(unit), ...said };
      return { ...point(label[0], label[1], texts), id: unit };
    })
  );
}
