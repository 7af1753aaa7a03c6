import { OSM_TAGS } from '../standards/taxonomy.ts';
import type { OsmTags } from './osm-tags.ts';

/** Keys whose tags can make a facility of an object, the most telling first. */
const MAIN = ['amenity', 'healthcare', 'social_facility', 'shop', 'leisure', 'office', 'craft', 'emergency'];

/**
 * Tags that the taxonomy names for a category but that stand for much else as well (a school of any kind, a shelter at
 * a bus stop): what such an object is the name or the user says.
 */
const WIDER = new Set([
  'amenity=school',
  'amenity=bank',
  'amenity=social_facility',
  'amenity=shelter',
  'amenity=fire_station',
  'amenity=library',
  'leisure=pitch',
  'shop=electronics',
  'craft=*'
]);

interface Rule {
  code: string;
  tag: string;
  /** Key and the values that serve; none: any. */
  clauses: [string, string[]][];
}

const RULES: Rule[] = OSM_TAGS.map(({ code, tag }) => ({
  code,
  tag,
  clauses: tag.split('+').map((clause): [string, string[]] => {
    const [key, values] = clause.trim().split('=');
    return [key, values === '*' ? [] : values.split('/')];
  })
}));

const isValue = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && value !== 'no';

const holds = ({ clauses }: Rule, get: (key: string) => string | undefined): boolean =>
  clauses.every(([key, values]) => {
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

/**
 * Categories that tags written as `amenity=pharmacy` or `amenity=social_facility + social_facility:for=senior` may stand
 * for by the taxonomy, the likeliest first; `sure` where the first is what they mean, and nothing else. Empty where they
 * are none.
 */
export function osmCategories(word: string): { codes: string[]; sure: boolean } {
  if (!/^[\w:]+=/.test(word)) return { codes: [], sure: false };
  const tags = new Map(
    word.split('+').map((tag): [string, string] => {
      const at = tag.indexOf('=');
      return at < 0 ? ['', ''] : [tag.slice(0, at).trim(), tag.slice(at + 1).trim()];
    })
  );
  const values = new Set(tags.values());
  const rank = ({ code, clauses }: Rule): number => (values.has(code) ? 100 : 0) + clauses.length;
  const rules = RULES.filter((rule) => holds(rule, (key) => tags.get(key))).sort((a, b) => rank(b) - rank(a));
  const codes = [...new Set(rules.map(({ code }) => code))];
  const best = rules.filter((rule) => rank(rule) === rank(rules[0]));
  return { codes, sure: best.length === 1 && !WIDER.has(best[0].tag) };
}
