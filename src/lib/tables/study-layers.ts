import { CAUSES } from '../coverage/coverage.ts';
import { createUnitLocator } from '../demand/levels.ts';
import { lineToGeoJson, polygonToGeoJson } from '../geometry/shapes.ts';
import { encodeWkb } from '../geometry/wkb.ts';
import type { LinkSiting } from '../siting/link-siting.ts';
import type { JoinedDemand, MeasureResult, Study } from '../study/study.ts';
import type { Column, Table } from './database.ts';

/** Columns of doubles are taken as they are: those of a city's measures are shared between groups. */
const doubles = (values: Iterable<number>): Column => ({
  type: 'DOUBLE',
  values: values instanceof Float64Array ? values : Float64Array.from(values)
});
const texts = (values: (string | null)[]): Column => ({ type: 'VARCHAR', values });
const points = (lon: Float64Array, lat: Float64Array): Column => ({
  type: 'BLOB',
  values: Array.from(lon, (x, i) => encodeWkb({ type: 'Point', coordinates: [x, lat[i]] }))
});

/**
 * The layers of an analysed study by file name: communities with their results, the units above them, facilities, the demand points of each
 * way in which people became points, proposed sites and links, roads. Each is a table whose column `geometry` is WKB (WGS84); a
 * layer without rows is left out.
 */
export function studyLayers(study: Study): Map<string, Table> {
  const layers = new Map<string, Table>();
  const put = (name: string, table: Table) => {
    if ([...table.values()][0].values.length > 0) layers.set(name, table);
  };
  put('communities', communityLayer(study));
  put('upper_units', upperLayer(study));
  put('facilities', facilityLayer(study));
  for (const [name, demand] of listDemands(study)) put(name, demandLayer(study, demand));
  put('sites', siteLayer(study));
  if (study.links) put('links', linkLayer(study.links));
  if (study.inputs.roads) put('roads', roadLayer(study.inputs.roads));
  return layers;
}

/**
 * Adds the columns of one measure, named by its id, and its group where that is not everyone. Names that differ only in
 * case are one to DuckDB, so the later measure gets a number.
 */
function addResults(table: Table, { measure }: MeasureResult, columns: Record<string, Column>): void {
  const wanted = measure.group === 'all' ? measure.id : `${measure.id}_${measure.group}`;
  const taken = new Set(Array.from(table.keys(), (name) => name.toLowerCase()));
  const isFree = (prefix: string) =>
    Object.keys(columns).every((name) => !taken.has(`${prefix}_${name}`.toLowerCase()));
  let prefix = wanted;
  for (let n = 2; !isFree(prefix); n++) prefix = `${wanted}_${n}`;
  for (const [name, column] of Object.entries(columns)) table.set(`${prefix}_${name}`, column);
}

function communityLayer({ inputs: { units }, results }: Study): Table {
  const rows = units.level.flatMap((level, unit) => (level === 'community' ? [unit] : []));
  const table: Table = new Map([
    ['unit', texts(rows.map((unit) => units.code[unit]))],
    ['name', texts(rows.map((unit) => units.name[unit]))],
    ['parent', texts(rows.map((unit) => (units.parent[unit] < 0 ? null : units.code[units.parent[unit]])))]
  ]);
  for (const [field, totals] of Object.entries(units.totals))
    table.set(field, doubles(rows.map((unit) => totals[unit])));
  for (const result of results) {
    const { coverage, gaps } = result;
    const place = new Map(Array.from(coverage.rows.unit, (unit, row) => [unit, row]));
    const gapPlace = new Map(Array.from(gaps.unit, (unit, row) => [unit, row]));
    const pick = (values: ArrayLike<number>, of: Map<number, number>) =>
      doubles(rows.map((unit) => values[of.get(unit) ?? -1] ?? NaN));
    addResults(table, result, {
      total: pick(coverage.rows.total, place),
      covered: pick(coverage.rows.covered, place),
      share: pick(coverage.rows.share, place),
      uncovered: pick(gaps.uncovered, gapPlace),
      rank: pick(gaps.rank, gapPlace)
    });
  }
  const shapes = rows.map((unit) => encodeWkb(polygonToGeoJson(units.shape, unit)));
  return table.set('geometry', { type: 'BLOB', values: shapes });
}

/** Units above the communities that have a shape. */
function upperLayer({ inputs: { units } }: Study): Table {
  const { shape } = units;
  const rows = units.level.flatMap((level, unit) =>
    level !== 'community' && polygonToGeoJson(shape, unit).coordinates.length > 0 ? [unit] : []
  );
  return new Map([
    ['unit', texts(rows.map((unit) => units.code[unit]))],
    ['name', texts(rows.map((unit) => units.name[unit]))],
    ['level', texts(rows.map((unit) => units.level[unit]))],
    ['parent', texts(rows.map((unit) => (units.parent[unit] < 0 ? null : units.code[units.parent[unit]])))],
    ['geometry', { type: 'BLOB', values: rows.map((unit) => encodeWkb(polygonToGeoJson(shape, unit))) }]
  ]);
}

function linkLayer(answers: readonly LinkSiting[]): Table {
  const rows = answers.flatMap(({ standard, links }) => links.map((link) => ({ standard, ...link })));
  const line = ({ from, to }: (typeof rows)[number]) =>
    encodeWkb({ type: 'LineString', coordinates: [from, to] });
  return new Map([
    ['standard', texts(rows.map(({ standard }) => standard))],
    ['order', doubles(rows.map(({ order }) => order))],
    ['kind', texts(rows.map(({ kind }) => kind))],
    ['crosses', texts(rows.map(({ crosses }) => crosses || null))],
    ['length_m', doubles(rows.map(({ lengthM }) => lengthM))],
    ['gain', doubles(rows.map(({ gain }) => gain))],
    ['geometry', { type: 'BLOB', values: rows.map(line) }]
  ]);
}

function facilityLayer({ facilities, inputs: { units } }: Study): Table {
  const locate = createUnitLocator(units, 'community');
  const unit = facilities.code.map((_, i) => locate(facilities.lon[i], facilities.lat[i]));
  return new Map([
    ['fac_id', texts(facilities.code)],
    ['name', texts(facilities.name)],
    ['category', texts(facilities.category)],
    ['lon', doubles(facilities.lon)],
    ['lat', doubles(facilities.lat)],
    ['unit', texts(unit.map((index) => (index < 0 ? null : units.code[index])))],
    ['floor_area_m2', doubles(facilities.floorAreaM2)],
    ['beds', doubles(facilities.beds)],
    ['capacity', doubles(facilities.capacity)],
    ['serves_unit', texts(facilities.servesUnit)],
    ['geometry', points(facilities.lon, facilities.lat)]
  ]);
}

/** Each set of demand points once: the study's own, then those that measures asked for. */
function listDemands(study: Study): Map<string, JoinedDemand> {
  const found = new Map([['demand_points', study.demand]]);
  for (const { joined, measure } of study.results)
    if (joined !== study.demand) found.set(`demand_points_${measure.demand}`, joined);
  return found;
}

function demandLayer(study: Study, joined: JoinedDemand): Table {
  const { demand, connected } = joined;
  const { units } = study.inputs;
  const table: Table = new Map([
    ['point', doubles(demand.lon.keys())],
    ['unit', texts(Array.from(demand.unit, (unit) => (unit < 0 ? null : units.code[unit])))],
    ['lon', doubles(demand.lon)],
    ['lat', doubles(demand.lat)],
    ['connected', doubles(connected)]
  ]);
  for (const [field, people] of Object.entries(demand.people)) table.set(field, doubles(people));
  const causes = new Map<Uint8Array, Column>();
  for (const result of study.results.filter((other) => other.joined === joined)) {
    const { cause } = result.gaps;
    const words = causes.get(cause) ?? texts(Array.from(cause, (code) => CAUSES[code]));
    causes.set(cause, words);
    addResults(table, result, { distance_m: doubles(result.coverage.distanceM), cause: words });
  }
  return table.set('geometry', points(demand.lon, demand.lat));
}

function siteLayer({ siting }: Study): Table {
  const rows = siting.flatMap((answer) =>
    Array.from(answer.sites, (site, order) => ({ answer, site, order }))
  );
  const lon = Float64Array.from(rows, ({ answer, site }) => answer.candidates.lon[site]);
  const lat = Float64Array.from(rows, ({ answer, site }) => answer.candidates.lat[site]);
  return new Map([
    ['standard', texts(rows.map(({ answer }) => answer.standard))],
    ['order', doubles(rows.map(({ order }) => order + 1))],
    ['site', texts(rows.map(({ answer, site }) => answer.candidates.code[site]))],
    ['name', texts(rows.map(({ answer, site }) => answer.candidates.name[site]))],
    ['lon', doubles(lon)],
    ['lat', doubles(lat)],
    ['gain', doubles(rows.map(({ answer, order }) => answer.gain[order]))],
    ['covered_after', doubles(rows.map(({ answer, order }) => answer.coveredAfter[order]))],
    ['cost', doubles(rows.map(({ answer, order }) => answer.cost[order]))],
    ['robustness', doubles(rows.map(({ answer, order }) => answer.robustness[order]))],
    ['geometry', points(lon, lat)]
  ]);
}

function roadLayer(roads: NonNullable<Study['inputs']['roads']>): Table {
  return new Map([
    ['name', texts(roads.name)],
    ['highway', texts(roads.highway)],
    ['geometry', { type: 'BLOB', values: roads.name.map((_, line) => encodeWkb(lineToGeoJson(roads, line))) }]
  ]);
}
