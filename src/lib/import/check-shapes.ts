import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { repairPolygon } from '../geometry/valid.ts';
import { encodeWkb } from '../geometry/wkb.ts';
import { askCrs } from './check-points.ts';
import { chooseCrs, datumMatters, looksSwapped, type ChosenCrs, type Transform } from './crs.ts';
import { FORMS } from './fields.ts';
import { ImportError } from './import-error.ts';
import type { Ledger } from './ledger.ts';
import { GEOMETRY_X, GEOMETRY_Y } from './match-columns.ts';
import { plainCell } from './numbers.ts';
import { reason } from './reasons.ts';
import type { Choices } from './report.ts';
import { shapeWord, sound, wantedWord } from './shape-words.ts';

export interface CheckedShapes {
  /** WKB of each row, in WGS84: one geometry for an area, one a line for lines; empty where the row was rejected. */
  parts: Uint8Array[][];
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
  const first: [number, number][] = [];
  let heights = 0;
  geometry.forEach((shape, i) => {
    if (!ledger.stands(i)) return;
    if (shape === null) return noGeometry(ledger, choices, i);
    const fault = sound(shape);
    if (fault !== null) return ledger.reject(i, 'geometry', 'bad_geometry', { detail: fault });
    if (!serves(shape, choices)) return wrongGeometry(ledger, choices, i, shape.type);
    const position = firstPosition(shape);
    if (position.length > 2) heights++;
    first.push([position[0], position[1]]);
  });
  if (heights > 0) ledger.warn('extra_ordinate', { count: heights });
  const exchange = settleSwapped(ledger, choices, first);
  const x = first.map((position) => position[exchange ? 1 : 0]);
  const y = first.map((position) => position[exchange ? 0 : 1]);
  const crs = chooseCrs(source, choices.crs, [], { x, y });
  if (first.length > 0) askCrs(ledger, crs, [x[0], y[0]]);
  const transform: Transform = exchange ? (a, b) => crs.transform(b, a) : crs.transform;
  const seen: { lon: number[]; lat: number[] } = { lon: [], lat: [] };
  const parts = geometry.map((shape, i) => {
    if (!ledger.stands(i) || shape === null) return [];
    const moved = convert(ledger, i, shape, transform);
    if (moved === null) return [];
    const [lon, lat] = firstPosition(moved);
    seen.lon.push(lon);
    seen.lat.push(lat);
    return moved.type.endsWith('Polygon')
      ? area(ledger, i, moved as Polygon | MultiPolygon, plainCell(names?.[i] ?? null))
      : lines(ledger, i, moved);
  });
  if (crs.why === 'why_default' && crs.ask.length === 0 && datumMatters(seen.lon, seen.lat))
    ledger.warn('crs_assumed');
  return { parts, crs };
}

function noGeometry(ledger: Ledger, { as }: Choices, i: number): void {
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
function settleSwapped(ledger: Ledger, { map }: Choices, first: [number, number][]): boolean {
  if (map?.lon === GEOMETRY_Y && map?.lat === GEOMETRY_X) return true;
  const swapped = first.filter(([x, y]) => looksSwapped(x, y));
  if (swapped.length === 0 || swapped.length < first.length * 0.9) return false;
  const exchange = `lon=${GEOMETRY_Y},lat=${GEOMETRY_X}`;
  const [lon, lat] = swapped[0];
  ledger.questions.push({
    code: 'swapped',
    message: reason('ask_swapped', { count: swapped.length, lon, lat }, ledger.lang),
    sets: 'map',
    key: 'swapped',
    options: [exchange]
  });
  return true;
}

/** The geometry in WGS84, two ordinates each, null (and rejected) where a position is out of range. */
function convert(ledger: Ledger, i: number, shape: Geometry, transform: Transform): Geometry | null {
  let bad: Position | null = null;
  const move = (value: unknown): unknown => {
    const list = value as unknown[];
    if (Array.isArray(list[0])) return list.map(move);
    const [x, y] = list as number[];
    const [lon, lat] = transform(x, y);
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) bad ??= [x, y];
    return [lon, lat];
  };
  const { type, coordinates } = shape as Polygon;
  const moved = { type, coordinates: move(coordinates) } as Polygon;
  const wrong = bad as Position | null;
  if (wrong === null) return moved;
  const swapped = looksSwapped(wrong[0], wrong[1]);
  ledger.reject(i, 'geometry', swapped ? 'swapped' : 'out_of_range', { lon: wrong[0], lat: wrong[1] });
  return null;
}

function area(ledger: Ledger, i: number, shape: Polygon | MultiPolygon, name: string): Uint8Array[] {
  let open = 0;
  const close = (ring: Position[]): Position[] => {
    if (same(ring[0], ring[ring.length - 1])) return ring;
    open++;
    return [...ring, ring[0]];
  };
  const closed: Polygon | MultiPolygon =
    shape.type === 'Polygon'
      ? { type: 'Polygon', coordinates: shape.coordinates.map(close) }
      : { type: 'MultiPolygon', coordinates: shape.coordinates.map((rings) => rings.map(close)) };
  const { geometry, changed, areaBeforeM2, areaAfterM2 } = repairPolygon(closed);
  if (geometry === null || areaAfterM2 <= 0) {
    ledger.reject(i, 'geometry', 'broken_polygon');
    return [];
  }
  if (open > 0) ledger.repair(i, 'geometry', 'ring_closed', String(open), '0');
  if (changed) {
    const [before, after] = [areaBeforeM2, areaAfterM2].map((m2) => String(Math.round(m2)));
    ledger.repair(i, 'geometry', 'self_crossing', `${before} m²`, `${after} m²`);
    if (Math.abs(areaAfterM2 - areaBeforeM2) > areaAfterM2 * 0.01)
      ledger.warn('area_changed', {
        row: ledger.row(i),
        unit_zh: name && `“${name}”`,
        unit: name && ` (“${name}”)`,
        before,
        after
      });
  }
  return [encodeWkb(geometry)];
}

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

function lines(ledger: Ledger, i: number, shape: Geometry): Uint8Array[] {
  const all = shape.type === 'LineString' ? [shape.coordinates] : (shape as Polygon).coordinates;
  const whole = all
    .map((line) => line.filter((position, k) => k === 0 || !same(position, line[k - 1])))
    .filter((line) => line.length > 1);
  if (whole.length === 0) ledger.reject(i, 'geometry', 'no_length');
  return whole.map((coordinates) => encodeWkb({ type: 'LineString', coordinates }));
}
