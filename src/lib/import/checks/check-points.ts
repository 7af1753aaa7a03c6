import { pointOnFeature } from '@turf/turf';
import type { Geometry, MultiPolygon, Polygon } from 'geojson';
import type { Pair } from '../../geometry/datum.ts';
import { distanceM } from '../../geometry/metric.ts';
import { chooseCrs, datumMatters, looksSwapped, type ChosenCrs } from '../places/crs.ts';
import { FORMS } from '../fields.ts';
import { ImportError } from '../import-error.ts';
import type { Ledger } from '../ledger.ts';
import { readOrdinate, splitPosition, type Ordinate } from '../values/coordinates.ts';
import { columnList, GEOMETRY_X, GEOMETRY_Y, type Match } from '../meanings/match-columns.ts';
import { isMissing } from '../values/numbers.ts';
import { nthValue } from '../values/nth-value.ts';
import { plainNumbers } from '../values/plain-numbers.ts';
import { cellsOf, packedOf } from '../source-columns.ts';
import { findSlips, warnCoarse, warnStacked } from '../places/place-checks.ts';
import type { Choices } from '../report.ts';
import { reason, type ReasonCode } from '../reasons.ts';
import { shapeWord, sound } from './shape-words.ts';

/** WGS84 degrees of each row; NaN where the row was rejected. */
export interface CheckedPoints {
  lon: Float64Array;
  lat: Float64Array;
  crs: ChosenCrs;
}

interface Raw {
  x: Float64Array;
  y: Float64Array;
  /** How a row's place is written, for sentences. */
  shown(index: number): { lon: string; lat: string };
  /** How to say in a column matching that the two are exchanged. */
  exchange: string;
}

/**
 * Finds every row's place and makes it WGS84; rows without one, out of range or unlike the others are rejected. `near`
 * is where the study's units are, for metres whose system is to be guessed.
 */
export function checkPoints(
  ledger: Ledger,
  choices: Choices,
  matches: Match[],
  near: Pair | null = null
): CheckedPoints {
  const { source } = ledger;
  const raw =
    source.geometry && !placedByColumns(matches)
      ? fromGeometry(ledger, choices)
      : fromColumns(ledger, choices, matches);
  for (let i = 0; i < source.rows; i++)
    if (isNoPlace(raw.x[i], raw.y[i])) ledger.reject(i, 'lon', 'no_coordinate', raw.shown(i));
  settleSwapped(ledger, raw);
  const standing = ledger.standing();
  const names = matches.filter(({ field }) => ['lon', 'lat', 'position'].includes(field));
  const crs = chooseCrs(
    source,
    choices.crs,
    names.map(({ column }) => source.headers[column]),
    {
      x: take(raw.x, standing),
      y: take(raw.y, standing)
    },
    near
  );
  const lon = new Float64Array(source.rows).fill(NaN);
  const lat = new Float64Array(source.rows).fill(NaN);
  for (const i of standing) {
    const [x, y] = crs.transform(raw.x[i], raw.y[i]);
    if (Math.abs(x) <= 180 && Math.abs(y) <= 90) [lon[i], lat[i]] = [x, y];
  }
  const slips = findSlips(standing, raw, crs, lon, lat);
  for (const i of standing) {
    const meant = slips.get(i);
    if (meant) ledger.reject(i, 'lon', 'digit_slip', { ...raw.shown(i), x: meant[0], y: meant[1] });
    else if (Number.isNaN(lon[i])) ledger.reject(i, 'lon', 'out_of_range', raw.shown(i));
    if (meant) lon[i] = lat[i] = NaN;
  }
  askCrs(ledger, crs);
  if (crs.why === 'why_default' && crs.ask.length === 0 && datumMatters(lon, lat)) ledger.warn('crs_assumed');
  warnFarAway(ledger, lon, lat);
  warnCoarse(ledger, ledger.standing(), raw, crs);
  warnStacked(ledger, ledger.standing(), lon, lat);
  return { lon, lat, crs };
}

/**
 * Whether two ordinates are none: missing, or what programs write for "not known". The latter are equal (0, −1; nothing
 * in China has a longitude that equals its latitude), or nothing but nines (999, −9999, 99999.99).
 */
function isNoPlace(x: number, y: number): boolean {
  return Number.isNaN(x) || Number.isNaN(y) || x === y || isNines(x) || isNines(y);
}

const isNines = (value: number): boolean =>
  (value >= 999 || value <= -999) && /^-?9{3,}(\.9+)?$/.test(String(value));

/** Asks which system ordinates are in, where the file does not say or says a wrong one; tells what else is to be known of it. */
export function askCrs(ledger: Ledger, crs: ChosenCrs): void {
  for (const { code, params } of crs.notes) ledger.warn(code, params);
  if (crs.ask.length === 0) return;
  ledger.questions.push({
    code: 'crs',
    message: reason(crs.askCode, crs.askParams, ledger.lang),
    sets: 'crs',
    key: 'crs',
    options: crs.ask,
    labels: crs.labels.map((label) => label[ledger.lang])
  });
}

const placedByColumns = (matches: Match[]): boolean =>
  ['lon', 'lat'].every((field) =>
    matches.some((match) => match.field === field && match.why === 'why_chosen')
  );

function fromColumns(ledger: Ledger, choices: Choices, matches: Match[]): Raw {
  const { source } = ledger;
  const at = (field: string): number => matches.find((match) => match.field === field)?.column ?? -1;
  const [lonAt, latAt, positionAt] = [at('lon'), at('lat'), at('position')];
  if (positionAt < 0 && (lonAt < 0 || latAt < 0))
    throw new ImportError('no_place_columns', source.file, { columns: columnList(source) });
  const joined = lonAt < 0 || latAt < 0;
  const cellAt = (column: number, i: number): string | null => cellsOf(source.columns, column).at(i) ?? null;
  const cells = (i: number): [string | null, string | null] => {
    if (!joined) return [cellAt(lonAt, i), cellAt(latAt, i)];
    const cell = cellAt(positionAt, i);
    return splitPosition(cell) ?? [cell, isMissing(cell) ? null : ''];
  };
  const shown = (i: number): { lon: string; lat: string } => {
    const [lon, lat] = cells(i);
    return { lon: lon ?? '', lat: lat ?? '' };
  };
  const exchange = joined
    ? `lon=${GEOMETRY_Y},lat=${GEOMETRY_X}`
    : `lon=${source.headers[latAt]},lat=${source.headers[lonAt]}`;
  if (!joined) {
    const [x, y] = [lonAt, latAt].map((column) => {
      const packed = packedOf(source.columns, column);
      return packed ? plainNumbers(packed) : null;
    });
    if (x && y) return { x, y, shown, exchange };
  }
  // Every cell is looked at: strings are made of all in one go.
  for (const column of [lonAt, latAt, positionAt]) if (column >= 0) packedOf(source.columns, column)?.texts();
  const x = new Float64Array(source.rows).fill(NaN);
  const y = new Float64Array(source.rows).fill(NaN);
  const dotted: number[] = [];
  for (let i = 0; i < source.rows; i++) {
    const [a, b] = cells(i);
    const [readX, readY] = [readOrdinate(a), readOrdinate(b)];
    if (readX === null || readY === null) {
      ledger.reject(i, readX === null ? 'lon' : 'lat', 'bad_coordinate', shown(i));
      continue;
    }
    [x[i], y[i]] = saysExchanged(readX, readY) ? [readY.value, readX.value] : [readX.value, readY.value];
    if (readX.dotted || readY.dotted) dotted.push(i);
    if (readX.reworded || readY.reworded)
      ledger.mendOrReject(i, 'lon', 'coordinate_form', `${a}, ${b}`, `${x[i]}, ${y[i]}`);
  }
  settleDotted(ledger, dotted, shown, x);
  if (joined && exchanged(choices)) return { x: y, y: x, shown, exchange };
  return { x, y, shown, exchange };
}

/** Whether the cells themselves say that the first is the latitude (N39.9, E116.4). */
const saysExchanged = (first: Ordinate, second: Ordinate): boolean =>
  first.axis === 'lat' && second.axis === 'lon';

/** 116.23.29 is degrees, minutes and seconds, if the user agrees. */
function settleDotted(ledger: Ledger, rows: number[], shown: Raw['shown'], x: Float64Array): void {
  if (rows.length === 0) return;
  const answer = ledger.ask({
    code: 'ask_dotted',
    params: { count: rows.length, cell: shown(rows[0]).lon, degrees: x[rows[0]] },
    key: 'dotted_degrees',
    options: ['dms', 'reject'],
    labels: [
      { zh: '是，度.分.秒', en: 'Yes, degrees.minutes.seconds' },
      { zh: '不是，这些行不用', en: 'No, leave these rows out' }
    ]
  });
  if (answer === 'reject') for (const i of rows) ledger.reject(i, 'lon', 'bad_coordinate', shown(i));
}

const exchanged = ({ map }: Choices): boolean => map?.lon === GEOMETRY_Y && map?.lat === GEOMETRY_X;

function fromGeometry(ledger: Ledger, choices: Choices): Raw {
  const { source } = ledger;
  const geometry = source.geometry!;
  const x = new Float64Array(source.rows).fill(NaN);
  const y = new Float64Array(source.rows).fill(NaN);
  refuseOther(ledger, choices, geometry);
  let heights = 0;
  geometry.forEach((shape, i) => {
    if (!ledger.stands(i) || shape === null) return;
    const fault = sound(shape);
    if (fault !== null) return ledger.reject(i, 'geometry', 'bad_geometry', { detail: fault });
    const place = placeOf(shape);
    if (place === null && shape.type.endsWith('Polygon'))
      return ledger.reject(i, 'geometry', 'broken_polygon');
    if (place === null) {
      const words = { found_zh: shapeWord(shape.type, 'zh'), found: shapeWord(shape.type, 'en') };
      return ledger.reject(i, 'geometry', 'wrong_geometry', { ...words, wanted_zh: '点', wanted: 'a point' });
    }
    if (place.length > 2) heights++;
    [x[i], y[i]] = place;
    if (shape.type.endsWith('Polygon'))
      ledger.mendOrReject(i, 'geometry', 'polygon_to_point', shape.type, `${x[i]}, ${y[i]}`);
  });
  if (heights > 0) ledger.warn('extra_ordinate', { count: heights });
  const shown = (i: number): { lon: string; lat: string } => ({
    lon: Number.isNaN(x[i]) ? '' : String(x[i]),
    lat: Number.isNaN(y[i]) ? '' : String(y[i])
  });
  const exchange = `lon=${GEOMETRY_Y},lat=${GEOMETRY_X}`;
  return exchanged(choices) ? { x: y, y: x, shown, exchange } : { x, y, shown, exchange };
}

function placeOf(shape: Geometry): number[] | null {
  if (shape.type === 'Point') return shape.coordinates;
  if (shape.type === 'MultiPoint' && shape.coordinates.length === 1) return shape.coordinates[0];
  return shape.type === 'Polygon' || shape.type === 'MultiPolygon' ? insideOf(shape) : null;
}

/** A point inside; null where the rings are none, for which Turf throws. */
function insideOf(shape: Polygon | MultiPolygon): number[] | null {
  try {
    return pointOnFeature(shape).geometry.coordinates;
  } catch {
    return null;
  }
}

/** A file without a single point or area is another layer. */
function refuseOther(ledger: Ledger, { as }: Choices, geometry: (Geometry | null)[]): void {
  const types = geometry.filter((shape) => shape !== null).map((shape) => shape.type);
  if (types.length === 0 || types.some((type) => /Point|Polygon/.test(type))) return;
  throw new ImportError('wrong_geometry_file', ledger.source.file, {
    layer: FORMS[as].en,
    layer_zh: FORMS[as].zh,
    wanted_zh: '点',
    wanted: 'points',
    found_zh: shapeWord(types[0], 'zh'),
    found: shapeWord(types[0], 'en'),
    likely_zh: '道路',
    likely: 'roads'
  });
}

/** How to ask whether two ordinates are exchanged: metres have a northing and an easting. */
export const swappedSentence = (ordinate: number): ReasonCode =>
  Math.abs(ordinate) > 1000 ? 'ask_swapped_metres' : 'ask_swapped';

/** All rows swapped is one question (and goes on as if it were answered yes); a few are rows to mend. */
function settleSwapped(ledger: Ledger, raw: Raw): void {
  const standing = ledger.standing();
  const swapped = standing.filter((i) => looksSwapped(raw.x[i], raw.y[i]));
  if (swapped.length === 0) return;
  if (swapped.length < standing.length * 0.9) {
    for (const i of swapped) ledger.reject(i, 'lon', 'swapped', raw.shown(i));
    return;
  }
  ledger.questions.push({
    code: 'swapped',
    message: reason(
      swappedSentence(raw.y[swapped[0]]),
      { count: swapped.length, ...raw.shown(swapped[0]) },
      ledger.lang
    ),
    sets: 'map',
    key: 'swapped',
    options: [raw.exchange]
  });
  for (const i of standing) [raw.x[i], raw.y[i]] = [raw.y[i], raw.x[i]];
}

function take(values: Float64Array, rows: readonly number[]): Float64Array {
  const out = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) out[k] = values[rows[k]];
  return out;
}

const FAR_KM = 200;

/** Points a province away from nearly all others are probably typing errors; they are kept and named. */
function warnFarAway(ledger: Ledger, lon: Float64Array, lat: Float64Array): void {
  const standing = ledger.standing();
  const middle = (values: Float64Array): number =>
    standing.length === 0 ? NaN : nthValue(take(values, standing), standing.length >> 1);
  const [x, y] = [middle(lon), middle(lat)];
  // Within a degree each way it is less than 200 km, wherever that is.
  const far = standing.filter(
    (i) =>
      (Math.abs(lon[i] - x) > 1 || Math.abs(lat[i] - y) > 1) &&
      distanceM(lon[i], lat[i], x, y) > FAR_KM * 1000
  );
  if (far.length > 0 && far.length <= Math.max(1, standing.length * 0.05) && standing.length > 4)
    ledger.warn('far_away', { count: far.length, km: FAR_KM, rows: ledger.rowList(far) });
}
