import { WALK_TAGS } from './osm-walkable.ts';
import { BOUNDARY, BUILDING, FACILITY, LAND, ROAD, type OsmTags } from './osm-tags.ts';
import type { Layer } from '../report.ts';
import type { Hints } from '../source.ts';

/** What an OpenStreetMap file can be read as. */
export type OsmKind = 'roads' | 'facilities' | 'boundaries' | 'buildings' | 'landuse' | 'estates';

const NAMES = ['name', 'name:zh', 'name:en'];
const ADDRESS = ['full', 'province', 'city', 'district', 'subdistrict', 'street', 'housenumber'].map(
  (part) => `addr:${part}`
);

/** Tags that are kept as columns, by kind. */
export const KEPT: Record<OsmKind, readonly string[]> = {
  roads: [
    ...new Set([
      'name',
      ...WALK_TAGS,
      'oneway:foot',
      'bridge',
      'tunnel',
      'layer',
      'level',
      'area',
      'incline',
      'surface',
      'wheelchair',
      'ramp:wheelchair'
    ])
  ],
  facilities: [
    ...NAMES,
    ...['amenity', 'healthcare', 'social_facility', 'social_facility:for', 'shop', 'leisure', 'sport'],
    ...['office', 'government', 'craft', 'emergency', 'landuse', 'building', 'opening_hours', 'wheelchair'],
    ...['capacity', 'beds', 'operator', 'brand', 'access', 'level', ...ADDRESS]
  ],
  boundaries: [...NAMES, 'official_name', 'alt_name', 'admin_level', 'place', 'ref'],
  buildings: [...NAMES, 'building', 'building:levels', 'building:flats', ...ADDRESS],
  landuse: ['name', 'kind', 'landuse', 'natural', 'leisure', 'waterway', 'railway'],
  estates: [...NAMES, 'landuse', 'residential', ...ADDRESS]
};

/** Key that makes an object of a kind, as a bit of `OsmTags.mask`. */
export const BITS: Record<OsmKind, number> = {
  roads: ROAD,
  facilities: FACILITY,
  boundaries: BOUNDARY,
  buildings: BUILDING,
  landuse: LAND,
  estates: LAND
};

const LEVEL = /^admin_level=(\d+)$/;

/** Name of the layer of boundaries of one administrative level. */
export const levelLayer = (level: string): string => `admin_level=${level}`;

/** Level that a layer of boundaries is named for; null for another layer. */
export const levelOf = (layer: string): string | null => LEVEL.exec(layer)?.[1] ?? null;

/** Administrative level of the units of each layer in China: https://wiki.openstreetmap.org/wiki/Tag:boundary=administrative */
export const CHINESE_LEVELS: Partial<Record<Layer, string>> = {
  districts: '6',
  subdistricts: '8',
  communities: '10'
};

/** Layers that a layer of the file can become, the likeliest first. */
export function layersOf(name: string): Layer[] {
  const level = levelOf(name);
  if (level !== null) {
    const n = Number(level);
    if (n >= 9) return ['communities', 'subdistricts', 'districts'];
    return n >= 7
      ? ['subdistricts', 'communities', 'districts']
      : ['districts', 'subdistricts', 'communities'];
  }
  if (name === 'buildings') return ['residential', 'landuse'];
  return ['roads', 'facilities', 'landuse', 'estates'].includes(name) ? [name as Layer] : [];
}

/** Whether the layer `name` of an OpenStreetMap file can be imported as `as`. */
export function osmServes(name: string | null, as: Layer): boolean {
  return layersOf(name ?? 'roads').includes(as);
}

/**
 * What to read of a file and, of boundaries, which layer was named: what `hints.as` wants, and within that the layer that
 * was named; roads where nothing is said, or something that no OpenStreetMap file has.
 */
export function wantedOf({ as, layer }: Hints): { kind: OsmKind; layer: string | null; said: boolean } {
  const named = layer !== undefined && layersOf(layer).length > 0 ? layer : null;
  const kindOf = (name: string): OsmKind => (levelOf(name) === null ? (name as OsmKind) : 'boundaries');
  if (as === undefined)
    return named === null
      ? { kind: 'roads', layer: null, said: false }
      : { kind: kindOf(named), layer: named, said: true };
  if (named !== null && osmServes(named, as)) return { kind: kindOf(named), layer: named, said: true };
  if (CHINESE_LEVELS[as]) return { kind: 'boundaries', layer: null, said: true };
  if (as === 'residential') return { kind: 'buildings', layer: null, said: true };
  const kind = as === 'facilities' || as === 'landuse' || as === 'estates' ? as : 'roads';
  return { kind, layer: null, said: true };
}

/** Values by which natural, leisure, waterway and railway areas are land: the rest are lines, trees, pitches. */
const LAND_VALUES: Record<string, RegExp> = {
  landuse: /./,
  natural:
    /^(water|wood|scrub|heath|grassland|wetland|beach|sand|bare_rock|scree|shingle|glacier|moor|fell)$/,
  leisure: /^(park|garden|common|golf_course|nature_reserve|recreation_ground|village_green|dog_park)$/,
  waterway: /^(riverbank|dock|canal_basin)$/,
  railway: /^(station|yard|depot)$/
};

/** The word for the land that an object is, null where it is none. */
export function landWord(tags: OsmTags): string | null {
  for (const [key, values] of Object.entries(LAND_VALUES)) {
    const value = tags.get(key);
    if (value === undefined || value === 'no' || !values.test(value)) continue;
    return key === 'railway' ? `railway ${value}` : value;
  }
  return null;
}

/** Buildings of which it is known that nobody lives in them; `yes` and what is not listed may be lived in. */
const NOT_LIVED_IN = new Set([
  ...[
    'garage',
    'garages',
    'carport',
    'parking',
    'shed',
    'hut',
    'roof',
    'greenhouse',
    'barn',
    'stable',
    'sty'
  ],
  ...[
    'cowshed',
    'farm_auxiliary',
    'industrial',
    'warehouse',
    'factory',
    'manufacture',
    'hangar',
    'storage_tank'
  ],
  ...['commercial', 'retail', 'supermarket', 'kiosk', 'office', 'hotel', 'bank', 'school', 'kindergarten'],
  ...[
    'university',
    'college',
    'hospital',
    'clinic',
    'public',
    'civic',
    'government',
    'fire_station',
    'sports_hall'
  ],
  ...['stadium', 'grandstand', 'church', 'cathedral', 'chapel', 'mosque', 'temple', 'shrine', 'monastery'],
  ...[
    'synagogue',
    'religious',
    'train_station',
    'transportation',
    'service',
    'bridge',
    'ruins',
    'construction'
  ],
  ...[
    'toilets',
    'bunker',
    'water_tower',
    'transformer_tower',
    'tower',
    'silo',
    'digester',
    'collapsed',
    'tent'
  ]
]);

/** Whether people may live in a building with that value of `building`. */
export const mayBeLivedIn = (building: string): boolean => !NOT_LIVED_IN.has(building);
