import { createLocator } from '../geometry/locate.ts';
import { distanceM } from '../geometry/metric.ts';
import { polygonsFromGeoJson } from '../geometry/shapes.ts';
import type { CheckedPoints } from './check-points.ts';
import type { Ledger } from './ledger.ts';
import type { Match } from './match-columns.ts';
import { plainCell, readDegrees } from './numbers.ts';
import { smallestShapes, type UnitShapes } from './unit-shapes.ts';

const SHOWN = 20;

/** Counts and names the points that lie in no unit of the smallest level on the map; they are kept. */
export function warnOutsideUnits(
  ledger: Ledger,
  { lon, lat }: CheckedPoints,
  units: UnitShapes,
  names: (string | null)[] | null
): void {
  const locate = createLocator(polygonsFromGeoJson(smallestShapes(units)));
  const standing = ledger.standing();
  const outside = standing.filter((i) => locate(lon[i], lat[i]) < 0);
  if (outside.length === 0) return;
  const zh = ledger.lang === 'zh';
  const list = outside.slice(0, SHOWN).map((i) => {
    const name = plainCell(names?.[i] ?? null).slice(0, 40);
    return zh
      ? `第 ${ledger.row(i)} 行${name && `“${name}”`}`
      : `row ${ledger.row(i)}${name && ` “${name}”`}`;
  });
  ledger.warn('outside_units', {
    count: outside.length,
    all: standing.length,
    list: list.join(zh ? '、' : ', ') + (outside.length > SHOWN ? '…' : '')
  });
}

/** Beyond this the others are a city, not a country, and a point far from them is a mistake. */
const HOME_KM = 100;
const AWAY_KM = 50;
/** Fewer points than this are no company to judge by. */
const ENOUGH = 5;

interface Home {
  lon: [number, number];
  lat: [number, number];
}

/**
 * Rejects the points far from all others that a single slip of the keyboard explains (a digit wrong, missing or twice,
 * two digits exchanged, the decimal point moved), with the corrected number as a proposal. Only in degrees, and only where
 * the others lie within 100 km.
 */
export function rejectSlips(ledger: Ledger, points: CheckedPoints, matches: Match[]): void {
  const standing = ledger.standing();
  if (standing.length < ENOUGH) return;
  const home = homeOf(standing, points);
  if (home === null) return;
  const far = standing.filter((i) => !isHome(home, points.lon[i], points.lat[i], AWAY_KM));
  if (far.length === 0 || far.length > standing.length * 0.1) return;
  for (const i of far) {
    const [lon, lat] = written(ledger, i, matches);
    if (lon === null || lat === null) continue;
    const [lonHome, latHome] = [inRange(Number(lon), home.lon), inRange(Number(lat), home.lat)];
    const slips = [
      ...(latHome ? slipsOf(lon, home.lon).map((now) => ({ field: 'lon', was: lon, now })) : []),
      ...(lonHome ? slipsOf(lat, home.lat).map((now) => ({ field: 'lat', was: lat, now })) : [])
    ];
    if (slips.length === 0) continue;
    const { field, was, now } = slips[0];
    const word = field === 'lon' ? ['经度', 'longitude'] : ['纬度', 'latitude'];
    const [least, most] = (field === 'lon' ? home.lon : home.lat).map((value) => value.toFixed(2));
    ledger.reject(i, field, 'off_by_digit', { field_zh: word[0], field: word[1], was, now, least, most });
  }
}

/** The box of nine tenths of the points, a fifth of its size wider each way; null where it is larger than a city. */
function homeOf(rows: number[], { lon, lat }: CheckedPoints): Home | null {
  const range = (values: Float64Array): [number, number] => {
    const sorted = Float64Array.from(rows, (i) => values[i]).sort();
    const cut = Math.ceil(sorted.length * 0.05);
    const [from, to] =
      sorted.length < 20
        ? [sorted[1], sorted[sorted.length - 2]]
        : [sorted[cut], sorted[sorted.length - 1 - cut]];
    const slack = Math.max(0.05, (to - from) * 0.2);
    return [from - slack, to + slack];
  };
  const home: Home = { lon: range(lon), lat: range(lat) };
  return distanceM(home.lon[0], home.lat[0], home.lon[1], home.lat[1]) <= 2 * HOME_KM * 1000 ? home : null;
}

const inRange = (value: number, [least, most]: [number, number]): boolean => value >= least && value <= most;

function isHome(home: Home, lon: number, lat: number, km: number): boolean {
  const x = Math.min(Math.max(lon, home.lon[0]), home.lon[1]);
  const y = Math.min(Math.max(lat, home.lat[0]), home.lat[1]);
  return distanceM(lon, lat, x, y) <= km * 1000;
}

/** Longitude and latitude of a row as the file writes them, in decimal degrees; null where they are in another form. */
function written(ledger: Ledger, i: number, matches: Match[]): [string | null, string | null] {
  const { source } = ledger;
  const at = (field: string): number => matches.find((match) => match.field === field)?.column ?? -1;
  const decimal = (cell: string | null): string | null => {
    const read = readDegrees(cell);
    return read && !read.reworded && Math.abs(read.value) <= 180 ? String(read.value) : null;
  };
  if (at('lon') >= 0 && at('lat') >= 0)
    return [decimal(source.columns[at('lon')][i]), decimal(source.columns[at('lat')][i])];
  const shape = source.geometry?.[i];
  if (shape?.type !== 'Point') return [null, null];
  return [decimal(String(shape.coordinates[0])), decimal(String(shape.coordinates[1]))];
}

/** Numbers within `home` that one slip turns into `text`, those of a wrong digit first. */
function slipsOf(text: string, home: [number, number]): string[] {
  const found: string[] = [];
  const add = (now: string): void => {
    if (now !== text && inRange(Number(now), home) && !found.includes(now)) found.push(now);
  };
  const digits = [...text].flatMap((letter, k) => (letter >= '0' && letter <= '9' ? [k] : []));
  const put = (k: number, with_: string, of = 1): string => text.slice(0, k) + with_ + text.slice(k + of);
  for (const k of digits) for (let d = 0; d < 10; d++) add(put(k, String(d)));
  for (const k of digits) if (digits.includes(k + 1)) add(put(k, text[k + 1] + text[k], 2));
  for (const k of digits) add(put(k, ''));
  for (let k = 0; k <= text.length; k++) for (let d = 0; d < 10; d++) add(put(k, String(d), 0));
  const bare = text.replace('.', '');
  for (let k = 1; k < bare.length; k++) add(`${bare.slice(0, k)}.${bare.slice(k)}`);
  return found;
}
