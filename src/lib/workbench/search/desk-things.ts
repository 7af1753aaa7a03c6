import { categoryName, type Desk } from '../desk.svelte.ts';
import type { RoadNames } from '../engine/road-names.ts';
import type { Scene } from '../engine/scene.ts';
import { named, say } from '../words/words.svelte.ts';
import type { Found, Things } from './find-things.ts';

/** What does not change while a study is open, made into columns once. */
const columns = new WeakMap<Scene, Things[]>();

function fixedThings(scene: Scene): Things[] {
  let found = columns.get(scene);
  if (!found) {
    const { units, facilities, candidates, rules } = scene;
    found = [
      { kind: 'unit', name: units.map(({ name }) => name), code: units.map(({ code }) => code) },
      { kind: 'facility', name: facilities.name, code: facilities.code },
      {
        kind: 'candidate',
        name: candidates.map(({ name }) => name),
        code: candidates.map(({ code }) => code)
      },
      {
        kind: 'rule',
        name: rules.map(({ title_zh }) => title_zh),
        code: rules.map(({ id, title_en }) => `${id} ${title_en}`)
      }
    ];
    columns.set(scene, found);
  }
  return found;
}

/** Everything on the desk that can be found; facilities that the edits have added are columns of their own. */
export function thingsOf({ scene, outcome, siting }: Desk, roads: RoadNames | null): Things[] {
  if (!scene) return [];
  const added = outcome?.facilities.filter(({ state }) => state === 'added') ?? [];
  const sites = siting?.sites ?? [];
  const pairs = (kind: Things['kind'], list: readonly { name: string; code: string }[]): Things => ({
    ...{ kind, name: list.map(({ name }) => name), code: list.map(({ code }) => code) }
  });
  return [
    ...fixedThings(scene),
    pairs('facility', added),
    pairs('site', sites),
    { kind: 'road', name: roads?.name ?? [], code: [] }
  ];
}

/** How a thing is told in the list: its name, and what tells it from others of that name. */
export function tellThing(desk: Desk, { things, index }: Found): { name: string; beside: string } {
  const code = things.code[index] ?? '';
  const name = things.name[index] || code;
  if (things.kind === 'unit') {
    const parent = desk.scene?.units[index]?.parent ?? -1;
    return { name, beside: parent >= 0 ? desk.unitName(parent) : '' };
  }
  if (things.kind === 'facility')
    return { name, beside: categoryName(desk.facilityOf(code)?.category ?? '') };
  if (things.kind === 'rule') {
    const rule = desk.scene?.rules[index];
    return { name: named(name, rule?.title_en ?? name), beside: rule?.id ?? '' };
  }
  return { name, beside: '' };
}

/** Goes to a thing: it is selected, and the map shows it. */
export async function goToThing(
  desk: Desk,
  { things, index }: Found,
  roads: RoadNames | null
): Promise<void> {
  const { scene } = desk;
  if (!scene) return;
  const code = things.code[index] ?? '';
  desk.tools.place = null;
  if (things.kind === 'unit') {
    showUnit(desk, index);
    await desk.select({ kind: 'unit', unit: index });
  } else if (things.kind === 'facility') {
    const facility = desk.facilityOf(code);
    if (!facility) return;
    desk.fly([facility.lon, facility.lat]);
    await desk.select({ kind: 'facility', code });
  } else if (things.kind === 'site') {
    const site = desk.siting?.sites.find((each) => each.code === code);
    if (!site) return;
    desk.fly([site.lon, site.lat]);
    await desk.select({ kind: 'site', code });
  } else if (things.kind === 'candidate') {
    const { lon, lat } = scene.candidates[index];
    // Candidates are drawn while sites are looked for.
    desk.tab = 'siting';
    desk.sitingView = 'sites';
    desk.fly([lon, lat]);
    await desk.select({ kind: 'candidate', code });
  } else if (things.kind === 'rule') {
    desk.tab = 'standards';
    desk.ruleChosen = scene.rules[index].id;
  } else if (roads) {
    const [west, south, east, north] = roads.box.subarray(index * 4, index * 4 + 4);
    desk.map?.fitBounds([west, south, east, north], { padding: 60, maxZoom: 17, duration: 600 });
    desk.tools.place = { name: roads.name[index], lon: roads.lon[index], lat: roads.lat[index] };
  }
}

/** A unit by the place of its name, one without by those of the units in it. */
function showUnit(desk: Desk, unit: number): void {
  const units = desk.scene?.units ?? [];
  const own = units[unit]?.label;
  if (own) {
    desk.fly(own, 15);
    return;
  }
  const isIn = (at: number): boolean => at === unit || (at >= 0 && isIn(units[at].parent));
  const labels = units.flatMap(({ label }, i) => (label && isIn(i) ? [label] : []));
  if (labels.length === 0) return;
  const lons = labels.map(([lon]) => lon);
  const lats = labels.map(([, lat]) => lat);
  const least = (list: number[]) => list.reduce((a, b) => Math.min(a, b));
  const most = (list: number[]) => list.reduce((a, b) => Math.max(a, b));
  desk.map?.fitBounds([least(lons), least(lats), most(lons), most(lats)], { padding: 80, duration: 600 });
}

/** How a coordinate was read, in words. */
export function tellCrs(crs: string): string {
  return crs === 'wgs84' || crs === 'gcj02' || crs === 'bd09'
    ? say(`search.as.${crs}`)
    : say('search.as.other', { crs });
}
