import { readCrs } from '../../geometry/crs.ts';
import { distanceM } from '../../geometry/metric.ts';
import { isChina, zoneOf } from '../tools/coordinate-form.ts';

/** One way of reading a coordinate: in which system it would be written, and where it then lies (WGS84 degrees). */
export interface CoordinateReading {
  /** As `readCrs` names it: `wgs84` (the same as CGCS2000), `gcj02`, `bd09`, `EPSG:n`. */
  crs: string;
  lon: number;
  lat: number;
  /** Latitude or northing was written first. */
  northFirst: boolean;
}

/** `outside`: it is a coordinate, but not of a place in China. Null: it is none. */
export type ReadCoordinate = CoordinateReading[] | 'outside' | null;

/** What people write beside the figures to say which system they mean. */
const NAMES: readonly [RegExp, string][] = [
  [/gcj-?\s?0?2|高德|腾讯|火星(坐标)?|amap/gi, 'gcj02'],
  [/bd-?\s?0?9|百度|baidu/gi, 'bd09'],
  [/wgs-?\s?(19)?84|cgcs-?\s?2000|国家?\s?2000|天地图|gps|大地坐标/gi, 'wgs84']
];
const EPSG = /epsg\s*[:：]?\s*(\d{4,6})/i;

/** Words and marks that only label a figure. */
const LABELS =
  /longitude|latitude|lng|lon|lat|经度|纬度|坐标|东经|西经|北纬|南纬|东|西|北|南|[xyhb](?=\s*[=:：])|[=:：()（）[\]{}<>"'“”|]/gi;

/**
 * A coordinate in any of the usual forms: degrees (longitude or latitude first: in China the two can't be taken for each
 * other), degrees with minutes and seconds, with or without N and E, metres of a Gauss–Krüger zone of CGCS2000 (with
 * the zone's number, or without it in the zone of `near`, the middle of the study) or of Web Mercator. Readings that lie nearest
 * to `near` come first; degrees of which nothing says the system are read as WGS84, GCJ-02 and BD-09, in this order.
 */
export function readCoordinate(text: string, near: readonly [number, number] | null): ReadCoordinate {
  if (text.length > 120) return null;
  let rest = text.normalize('NFKC').trim();
  let crs: string | null = null;
  const epsg = EPSG.exec(rest);
  if (epsg) {
    crs = `EPSG:${epsg[1]}`;
    rest = rest.replace(EPSG, ' ');
  }
  for (const [pattern, name] of NAMES) {
    if (!pattern.test(rest)) continue;
    pattern.lastIndex = 0;
    crs ??= name;
    rest = rest.replace(pattern, ' ');
  }
  const pair = readSexagesimal(rest) ?? readPair(rest);
  if (!pair) return null;
  return fromPair(pair, crs, near);
}

/** Two figures; `axes` where letters say which is which. */
interface Pair {
  a: number;
  b: number;
  axes: 'lon-lat' | 'lat-lon' | null;
}

const SIDE = '[NSEW]|北纬|南纬|东经|西经|北|南|东|西';
const DEGREES = String.raw`(${SIDE})?\s*(-?\d{1,3}(?:\.\d+)?)\s*[°º度d]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['’′‵分m]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:["”″‶秒s]|''|′′)\s*)?(${SIDE})?`;

/** 39°56′24″N 116°25′E, N39°56′E116°25′, 北纬39度56分… and 39.94N 116.41E; null for other forms. */
function readSexagesimal(text: string): Pair | null {
  const marked = [...text.matchAll(new RegExp(DEGREES, 'gi'))];
  const left = text
    .replace(new RegExp(DEGREES, 'gi'), '')
    .replace(/[,，;；、/\s]|lon|lat|lng|经度|纬度|[:：]/gi, '');
  if (marked.length === 2 && left === '') {
    const parts = marked.map(([, before, degrees, minutes = '0', seconds = '0', after]) => {
      const whole = Number(degrees);
      if (Number(minutes) >= 60 || Number(seconds) >= 60) return null;
      const size = Math.abs(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
      return { value: whole < 0 ? -size : size, side: sideOf(before ?? after) };
    });
    return pairOf(parts[0], parts[1]);
  }
  const gap = String.raw`[\s,，;；、/]*`;
  const number = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
  const before = new RegExp(`^(${SIDE})\\s*${number}${gap}(${SIDE})\\s*${number}$`, 'i').exec(text.trim());
  if (before)
    return pairOf(
      { value: Number(before[2]), side: sideOf(before[1]) },
      { value: Number(before[4]), side: sideOf(before[3]) }
    );
  const after = new RegExp(`^${number}\\s*(${SIDE})${gap}${number}\\s*(${SIDE})$`, 'i').exec(text.trim());
  if (after)
    return pairOf(
      { value: Number(after[1]), side: sideOf(after[2]) },
      { value: Number(after[3]), side: sideOf(after[4]) }
    );
  return null;
}

type Side = 'N' | 'S' | 'E' | 'W' | null;
type Part = { value: number; side: Side } | null;

function sideOf(word: string | undefined): Side {
  if (!word) return null;
  const sides: Record<string, Side> = { 北: 'N', 南: 'S', 东: 'E', 西: 'W' };
  return sides[word[0]] ?? (word.toUpperCase() as Side);
}

function pairOf(first: Part, second: Part): Pair | null {
  if (!first || !second) return null;
  const signed = ({ value, side }: NonNullable<Part>) => (side === 'S' || side === 'W' ? -value : value);
  const isNorth = ({ side }: NonNullable<Part>) => side === 'N' || side === 'S';
  const isEast = ({ side }: NonNullable<Part>) => side === 'E' || side === 'W';
  // Both north, or both east, is no place.
  if ((isNorth(first) && isNorth(second)) || (isEast(first) && isEast(second))) return null;
  const axes =
    isNorth(first) || isEast(second) ? 'lat-lon' : isEast(first) || isNorth(second) ? 'lon-lat' : null;
  return { a: signed(first), b: signed(second), axes };
}

const NUMBER = String.raw`[+-]?\d+(?:\.\d+)?`;

/** Two plain figures, or four or six of them as degrees, minutes and seconds. */
function readPair(text: string): Pair | null {
  const isLatFirst = /^\s*(lat|纬度|北纬|latitude)/i.test(text);
  const isLonFirst = /^\s*(lon|lng|经度|东经)/i.test(text);
  const plain = text
    .replace(LABELS, ' ')
    .replace(/米|m\b|°|º/gi, ' ')
    .trim();
  const pieces = plain.split(/\s*[,，;；、/]\s*|\s+/).filter((piece) => piece !== '');
  if (!pieces.every((piece) => new RegExp(`^${NUMBER}$`).test(piece))) return null;
  const values = pieces.map(Number);
  const axes = isLatFirst ? 'lat-lon' : isLonFirst ? 'lon-lat' : null;
  if (values.length === 2) return { a: values[0], b: values[1], axes };
  if (values.length === 4 || values.length === 6) {
    const half = values.length / 2;
    const degrees = (of: number[]): number | null =>
      of.every((value) => value >= 0) && Number.isInteger(of[0]) && of.slice(1).every((value) => value < 60)
        ? of.reduce((sum, value, i) => sum + value / 60 ** i, 0)
        : null;
    const [a, b] = [degrees(values.slice(0, half)), degrees(values.slice(half))];
    return a === null || b === null ? null : { a, b, axes };
  }
  return null;
}

function fromPair(
  { a, b, axes }: Pair,
  crs: string | null,
  near: readonly [number, number] | null
): ReadCoordinate {
  const isDegrees = Math.abs(a) <= 180 && Math.abs(b) <= 180;
  const systems = crs ? [crs] : isDegrees ? ['wgs84', 'gcj02', 'bd09'] : metricSystems(a, b, near);
  const readings: CoordinateReading[] = [];
  for (const system of systems) {
    for (const northFirst of [false, true]) {
      if ((axes === 'lat-lon' && !northFirst) || (axes === 'lon-lat' && northFirst)) continue;
      const [x, y] = northFirst ? [b, a] : [a, b];
      const place = placeIn(system, x, y);
      if (place) readings.push({ crs: system, lon: place[0], lat: place[1], northFirst });
    }
  }
  if (readings.length === 0) {
    const isPlace = isDegrees && Math.min(Math.abs(a), Math.abs(b)) <= 90;
    // Two small whole figures (a date, two counts) are no coordinate.
    return isPlace && (axes !== null || crs !== null || !(Number.isInteger(a) && Number.isInteger(b)))
      ? 'outside'
      : !isDegrees && crs !== null
        ? 'outside'
        : null;
  }
  if (isDegrees || !near) return readings;
  const farM = ({ lon, lat }: CoordinateReading) => distanceM(lon, lat, near[0], near[1]);
  return readings.sort((one, other) => farM(one) - farM(other));
}

/** Systems whose metres these can be: by the number of the zone before the easting, else the zone of the study, and Mercator. */
function metricSystems(a: number, b: number, near: readonly [number, number] | null): string[] {
  const systems: string[] = [];
  for (const easting of [a, b]) {
    const zone = Math.floor(easting / 1e6);
    if (zone >= 25 && zone <= 45) systems.push(`EPSG:${4513 + zone - 25}`);
    if (zone >= 13 && zone <= 23) systems.push(`EPSG:${4491 + zone - 13}`);
    if (near && easting > 1e5 && easting < 9e5) {
      systems.push(`EPSG:${4534 + zoneOf(near[0]) - 25}`);
    }
  }
  systems.push('EPSG:3857');
  return [...new Set(systems)];
}

/** Where a position of a system lies, null outside China or of a system that is not known. */
function placeIn(system: string, x: number, y: number): [number, number] | null {
  try {
    const { transform, projected } = readCrs(system);
    if (projected && !(Math.abs(x) > 180 || Math.abs(y) > 180)) return null;
    if (!projected && (Math.abs(x) > 180 || Math.abs(y) > 90)) return null;
    const [lon, lat] = transform(x, y);
    return isChina(lon, lat) ? [lon, lat] : null;
  } catch {
    return null;
  }
}
