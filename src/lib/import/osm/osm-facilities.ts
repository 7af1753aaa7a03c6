import { OSM_TAGS } from '../../standards/taxonomy.ts';
import type { OsmTags } from './osm-tags.ts';

/** Keys whose tags can make a facility of an object, the most telling first. */
const MAIN = ['amenity', 'healthcare', 'social_facility', 'shop', 'leisure', 'office', 'craft', 'emergency'];

/** Tags that the taxonomy names for its categories: keys and the values that serve, all of a rule together; no values: any. */
const RULES = OSM_TAGS.map((text) =>
  text.split('+').map((clause): [string, string[]] => {
    const [key, values] = clause.trim().split('=');
    return [key, values === '*' ? [] : values.split('/')];
  })
);

const isValue = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && value !== 'no';

const holds = (rule: (typeof RULES)[number], get: (key: string) => string | undefined): boolean =>
  rule.every(([key, values]) => {
    const value = get(key);
    return isValue(value) && (values.length === 0 || value.split(';').some((one) => values.includes(one)));
  });

/**
 * The tag by which an object would be a facility, as `key=value`, and whether it is taken as one: where the taxonomy
 * names its tags, or where it has a name. A bench, a bin or a nameless car park is counted, no more. Null: no such tag.
 */
export function facilityTag(tags: OsmTags): { tag: string; taken: boolean } | null {
  const get = (key: string): string | undefined => tags.get(key);
  const key = MAIN.find((main) => isValue(get(main)));
  const known = RULES.some((rule) => holds(rule, get));
  if (key === undefined) return known ? { tag: '', taken: true } : null;
  const taken = known || ['name', 'name:zh', 'brand'].some((name) => isValue(get(name)));
  return { tag: `${key}=${get(key)}`, taken };
}
