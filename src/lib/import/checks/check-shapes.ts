import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { boxOf } from '../../geometry/clip-plane.ts';
import { countWrongTurns, repairPolygon, turnRings, type Defect } from '../../geometry/valid.ts';
import { encodeWkb } from '../../geometry/wkb.ts';
import { askCrs, swappedSentence } from './check-points.ts';
import { chooseCrs, datumMatters, looksSwapped, type ChosenCrs, type Transform } from '../places/crs.ts';
import { FORMS } from '../fields.ts';
import { ImportError } from '../import-error.ts';
import type { Ledger } from '../ledger.ts';
import { GEOMETRY_X, GEOMETRY_Y } from '../meanings/match-columns.ts';
import { plainCell } from '../values/numbers.ts';
import { reason } from '../reasons.ts';
import type { Choices, Layer } from '../report.ts';
import { warnFarParts } from './warn-far-parts.ts';
import { shapeWord, sound, wantedWord } from './shape-words.ts';

export interface CheckedShapes {
  /** WKB of each row, in WGS84: one geometry for an area, one a line for lines; empty where the row was rejected. */
  parts: Uint8Array[][];
  /** Heights of the vertices of each part in metres, `12.5,,13`, null where none has one; of roads only, else empty. */
  heights: (string | null)[][];
  crs: ChosenCrs;
}

/**
 * Checks every row's polygon or line, makes it WGS84 and mends it; rows whose geometry cannot serve are rejected. `names`
 * are those of the rows, for sentences.
 */
export function checkShapes(
  ledger: Ledger,
  choices: Choices,
  names: (string | null)[] | null = null
): CheckedShapes {
  const { source } = ledger;
  const geometry = source.geometry;
  if (geometry === null) throw missingGeometry(ledger, choices);
  refuseOther(ledger, choices, geometry);
  const first: { x: number[]; y: number[] } = { x: [], y: [] };
  const keepsHeights = choices.as === 'roads';
  let heights = 0;
  geometry.forEach((shape, i) => {
    if (!ledger.stands(i)) return;
    if (shape === null) return noGeometry(ledger, choices, i);
    const fault = sound(shape);
    if (fault !== null) return ledger.reject(i, 'geometry', 'bad_geometry', { detail: fault });
    if (!serves(shape, choices)) return wrongGeometry(ledger, choices, i, shape.type);
    const position = firstPosition(shape);
    if (position.length > 2) heights++;
    first.x.push(position[0]);
    first.y.push(position[1]);
  });
  if (heights > 0) ledger.warn(keepsHeights ? 'heights_kept' : 'extra_ordinate', { count: heights });
  const exchange = settleSwapped(ledger, choices, first.x, first.y);
  const [x, y] = exchange ? [first.y, first.x] : [first.x, first.y];
  const crs = chooseCrs(source, choices.crs, [], { x, y });
  if (x.length > 0) askCrs(ledger, crs);
  const transform: Transform = exchange ? (a, b) => crs.transform(b, a) : crs.transform;
  const seen: { lon: number[]; lat: number[] } = { lon: [], lat: [] };
  const tally: Tally = { changes: [], clockwise: 0 };
  const rowHeights: (string | null)[][] = keepsHeights ? geometry.map(() => []) : [];
  const parts = geometry.map((shape, i) => {
    if (!ledger.stands(i) || shape === null) return [];
    const moved = convert(ledger, i, shape, transform, keepsHeights);
    if (moved === null) return [];
    const [lon, lat] = firstPosition(moved);
    seen.lon.push(lon);
    seen.lat.push(lat);
    return moved.type.endsWith('Polygon')
      ? area(ledger, i, moved as Polygon | MultiPolygon, plainCell(names?.[i] ?? null).slice(0, 40), tally)
      : lines(ledger, i, moved, rowHeights[i]);
  });
  if (tally.clockwise > 0 && source.format.startsWith('geojson'))
    ledger.warn('rings_clockwise', { count: tally.clockwise });
  askAreas(ledger, choices.as, tally.changes);
  warnFarParts(ledger, parts, names, choices.as);
  if (crs.why === 'why_default' && crs.ask.length === 0 && datumMatters(seen.lon, seen.lat))
    ledger.warn('crs_assumed');
  return { parts, heights: rowHeights, crs };
}

/** Rejects a row without geometry, unless the layer's rows need none. */
export function noGeometry(ledger: Ledger, { as }: Choices, i: number): void {
  const way = ledger.source.format.startsWith('osm');
  if (way) ledger.reject(i, 'geometry', 'no_nodes', { way: ledger.source.columns[0][i] ?? '' });
  else if (FORMS[as].shape !== 'area-or-none') ledger.reject(i, 'geometry', 'no_geometry');
}

function missingGeometry(ledger: Ledger, { as }: Choices): ImportError {
  return new ImportError('no_geometry_file', ledger.source.file, {
    layer: FORMS[as].en,
    layer_zh: FORMS[as].zh,
    wanted: wantedWord(FORMS[as].shape, 'en'),
    wanted_zh: wantedWord(FORMS[as].shape, 'zh')
  });
}

function serves(shape: Geometry, { as }: Choices): boolean {
  const wanted = FORMS[as].shape;
  if (shape.type.endsWith('Polygon')) return wanted.startsWith('area');
  return shape.type.endsWith('LineString') && (wanted === 'line' || wanted === 'area-or-line');
}

function wrongGeometry(ledger: Ledger, { as }: Choices, i: number, type: string): void {
  ledger.reject(i, 'geometry', 'wrong_geometry', {
    found: shapeWord(type, 'en'),
    found_zh: shapeWord(type, 'zh'),
    wanted: wantedWord(FORMS[as].shape, 'en'),
    wanted_zh: wantedWord(FORMS[as].shape, 'zh')
  });
}

/** A file none of whose geometries can serve is another layer. */
function refuseOther(ledger: Ledger, choices: Choices, geometry: (Geometry | null)[]): void {
  const shapes = geometry.filter((shape) => shape !== null);
  if (shapes.length === 0 || shapes.some((shape) => serves(shape, choices))) return;
  const { as } = choices;
  const type = String(shapes[0].type);
  const [likely_zh, likely] = type.endsWith('Point')
    ? ['设施', 'facilities']
    : type.endsWith('Polygon')
      ? ['社区', 'communities']
      : ['道路', 'roads'];
  throw new ImportError('wrong_geometry_file', ledger.source.file, {
    layer: FORMS[as].en,
    layer_zh: FORMS[as].zh,
    wanted: wantedWord(FORMS[as].shape, 'en'),
    wanted_zh: wantedWord(FORMS[as].shape, 'zh'),
    found: shapeWord(type, 'en'),
    found_zh: shapeWord(type, 'zh'),
    likely,
    likely_zh
  });
}

function firstPosition(shape: Geometry): Position {
  let at: unknown = (shape as { coordinates: unknown }).coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return at as Position;
}

/** Whether the ordinates are to be exchanged: because the user said so, or as the likely answer to the question. */
export function settleSwapped(ledger: Ledger, { map }: Choices, x: number[], y: number[]): boolean {
  if (map?.lon === GEOMETRY_Y && map?.lat === GEOMETRY_X) return true;
  let count = 0;
  for (let i = 0; i < x.length; i++) if (looksSwapped(x[i], y[i])) count++;
  if (count === 0 || count < x.length * 0.9) return false;
  const exchange = `lon=${GEOMETRY_Y},lat=${GEOMETRY_X}`;
  const at = x.findIndex((lon, i) => looksSwapped(lon, y[i]));
  const [lon, lat] = [x[at], y[at]];
  ledger.questions.push({
    code: 'swapped',
    message: reason(swappedSentence(lat), { count, lon, lat }, ledger.lang),
    sets: 'map',
    key: 'swapped',
    options: [exchange]
  });
  return true;
}

/** The geometry in WGS84, two ordinates each (`heights`: three where it has them), null (and rejected) where a position is out of range. */
function convert(
  ledger: Ledger,
  i: number,
  shape: Geometry,
  transform: Transform,
  heights: boolean
): Geometry | null {
  let bad: Position | null = null;
  const move = (value: unknown): unknown => {
    const list = value as unknown[];
    if (Array.isArray(list[0])) return list.map(move);
    const [x, y, up] = list as number[];
    const [lon, lat] = transform(x, y);
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) bad ??= [x, y];
    return heights && Number.isFinite(up) ? [lon, lat, up] : [lon, lat];
  };
  const { type, coordinates } = shape as Polygon;
  const moved = { type, coordinates: move(coordinates) } as Polygon;
  const wrong = bad as Position | null;
  if (wrong === null) return moved;
  const swapped = looksSwapped(wrong[0], wrong[1]);
  ledger.reject(i, 'geometry', swapped ? 'swapped' : 'out_of_range', { lon: wrong[0], lat: wrong[1] });
  return null;
}

/** Degrees of longitude beyond which a polygon goes round the other way, and of latitude beyond which areas fail. */
const WORLD_DEG = 180;
const POLE_DEG = 85;

function area(
  ledger: Ledger,
  i: number,
  shape: Polygon | MultiPolygon,
  name: string,
  tally: Tally
): Uint8Array[] {
  const rings = ringsOf(shape);
  const [west, south, east, north] = boxOf(rings);
  if (east - west > WORLD_DEG || south < -POLE_DEG || north > POLE_DEG) {
    ledger.reject(i, 'geometry', 'beyond_map', { west, south, east, north });
    return [];
  }
  const { geometry, areaBeforeM2, areaAfterM2, defects } = repairPolygon(shape);
  if (geometry === null || areaAfterM2 <= 0) {
    // Rings that leave nothing together although each has an area: the hole is the shell.
    const own = rings.length > 1 && defects.has('self_crossing');
    ledger.reject(i, 'geometry', own ? 'hole_is_shell' : 'broken_polygon');
    return [];
  }
  for (const defect of defects.keys())
    if (!ledger.mayMend(i, defect)) {
      ledger.mendOrReject(i, 'geometry', defect, '', '');
      return [];
    }
  const [before, after] = [areaBeforeM2, areaAfterM2].map((m2) => String(Math.round(m2)));
  for (const [defect, times] of defects)
    if (TOLD.get(defect) === 'area') ledger.repair(i, 'geometry', defect, `${before} m²`, `${after} m²`);
    else ledger.repair(i, 'geometry', defect, String(times), '0');
  if (defects.size > 0 && Math.abs(areaAfterM2 - areaBeforeM2) > areaAfterM2 * 0.01)
    tally.changes.push({ index: i, name, before, after });
  return [encodeWkb(turned(ledger, i, geometry, tally))];
}

/** What the line of a mend says: how many of them there were, or the area before and after. */
const TOLD: ReadonlyMap<Defect, 'count' | 'area'> = new Map([
  ['ring_closed', 'count'],
  ['repeated_points', 'count'],
  ['spike', 'count'],
  ['ring_dropped', 'count'],
  ['self_crossing', 'area'],
  ['hole_outside', 'area'],
  ['nested_rings', 'area']
]);

/**
 * The polygon with shells turning left and holes right (RFC 7946 §3.1.6). A hole that turns as its shell does, or parts
 * that turn differently, are a defect; all the other way round is how shapefiles and older GeoJSON write.
 */
function turned(
  ledger: Ledger,
  i: number,
  geometry: Polygon | MultiPolygon,
  tally: Tally
): Polygon | MultiPolygon {
  const wrong = countWrongTurns(geometry);
  if (wrong === 0) return geometry;
  if (wrong === ringsOf(geometry).length) tally.clockwise++;
  else {
    if (!ledger.mayMend(i, 'ring_turned')) return geometry;
    ledger.repair(i, 'geometry', 'ring_turned', String(wrong), '0');
  }
  return turnRings(geometry);
}

const ringsOf = (shape: Polygon | MultiPolygon): Position[][] =>
  shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();

/** What is told of the layer as a whole, gathered row by row. */
interface Tally {
  changes: AreaChange[];
  /** Polygons all of whose rings turn the old way. */
  clockwise: number;
}

/** A polygon whose area a mend changed by more than a hundredth. */
interface AreaChange {
  index: number;
  name: string;
  before: string;
  after: string;
}

/**
 * A mend that changes an area is the user's to allow: the likeliest answer takes the mended polygons, the other sets the
 * rows aside. Land only weighs people, units bound them: there it may wait.
 */
function askAreas(ledger: Ledger, as: Layer, changes: AreaChange[]): void {
  if (changes.length === 0) return;
  const list = changes
    .slice(0, 20)
    .map(({ index, name, before, after }) =>
      ledger.lang === 'zh'
        ? `第 ${ledger.row(index)} 行${name && `“${name}”`}由 ${before} m² 变为 ${after} m²`
        : `row ${ledger.row(index)}${name && ` (“${name}”)`} from ${before} m² to ${after} m²`
    );
  const more = changes.length > list.length ? (ledger.lang === 'zh' ? '；…' : '; …') : '';
  const answer = ledger.ask({
    code: 'area_changed',
    params: { count: changes.length, list: list.join(ledger.lang === 'zh' ? '；' : '; ') + more },
    key: 'area_changed',
    options: ['mended', 'aside'],
    labels: [
      { zh: '按修复后的边界', en: 'take the mended polygons' },
      { zh: '放在一边，我去改', en: 'set them aside, I will mend them' }
    ],
    ...(as === 'landuse' && { mayWait: true as const })
  });
  if (answer !== 'aside') return;
  for (const { index, before, after } of changes)
    ledger.reject(index, 'geometry', 'area_aside', { before, after });
}

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

function lines(ledger: Ledger, i: number, shape: Geometry, heights?: (string | null)[]): Uint8Array[] {
  const all = shape.type === 'LineString' ? [shape.coordinates] : (shape as Polygon).coordinates;
  const whole = all
    .map((line) => line.filter((position, k) => k === 0 || !same(position, line[k - 1])))
    .filter((line) => line.length > 1);
  if (whole.length === 0) ledger.reject(i, 'geometry', 'no_length');
  for (const line of whole)
    heights?.push(line.some((at) => at.length > 2) ? line.map((at) => at[2] ?? '').join(',') : null);
  return whole.map((coordinates) => encodeWkb({ type: 'LineString', coordinates }));
}
