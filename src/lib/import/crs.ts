import { createTransform } from '../geometry/datum.ts';
import { isMainland } from '../geometry/mainland.ts';
import { ImportError } from './import-error.ts';
import type { ReasonCode } from './reasons.ts';
import type { Choices } from './report.ts';
import type { Source } from './source.ts';

export type Transform = (x: number, y: number) => [number, number];

export interface ChosenCrs {
  value: string;
  why: ReasonCode;
  transform: Transform;
  /** Systems it may be where the coordinates are metres and none is named, the likeliest first; else empty. */
  ask: string[];
}

/** Positions as given, before anything is known of their system. */
export interface RawPlaces {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** Whether longitude and latitude (or easting and northing) of a position in China stand the wrong way round. */
export function looksSwapped(x: number, y: number): boolean {
  if (Math.abs(y) > 90 && Math.abs(y) <= 180 && Math.abs(x) <= 90) return true;
  if (x >= 3 && x <= 54 && y >= 73 && y <= 136) return true;
  // Survey tables in China call the northing X: 2,000–6,000 km, against an easting with its zone or near 500 km.
  return x > 2e6 && x < 6e6 && ((y > 13e6 && y < 46e6) || (y > 1e5 && y < 9e5));
}

/**
 * The coordinate system of the positions: as chosen, else as declared, else as a name says, else WGS84; metres without
 * a name are asked about. Throws ImportError for a system that cannot be converted.
 */
export function chooseCrs(
  source: Source,
  crs: Choices['crs'],
  names: string[],
  places: RawPlaces
): ChosenCrs {
  const make = (value: string, why: ReasonCode, ask: string[] = []): ChosenCrs => {
    try {
      return { value, why, transform: createTransform(value), ask };
    } catch {
      throw new ImportError('bad_crs', source.file, { crs: value });
    }
  };
  if (crs && crs.toLowerCase() !== 'auto') return make(crs, 'why_chosen');
  if (source.format === 'osm' || source.format === 'osm.pbf') return make('wgs84', 'why_osm');
  if (source.declaredCrs) return make(source.declaredCrs, 'why_declared');
  const metres = guessMetres(places);
  if (metres.length > 0) return make(metres[0], 'why_default', metres);
  const named = namedCrs([source.file, ...names].join(' '));
  return named ? make(named, 'why_file_name') : make('wgs84', 'why_default');
}

/** CGCS2000 three-degree systems without a zone, those of the populous east first (4548 is 117° E). */
const MERIDIANS = Array.from({ length: 21 }, (_, i) => 4534 + i)
  .sort((a, b) => Math.abs(a - 4548) - Math.abs(b - 4548))
  .map((code) => `EPSG:${code}`);

function namedCrs(text: string): string | null {
  if (/gcj[-_ ]?02|火星坐标|高德|amap/i.test(text)) return 'gcj02';
  if (/bd[-_ ]?09|百度/i.test(text)) return 'bd09';
  if (/wgs[-_ ]?84/i.test(text)) return 'wgs84';
  return /cgcs[-_ ]?2000|国家?2000/i.test(text) ? 'EPSG:4490' : null;
}

/** Whether a datum left unsaid would matter: some position lies in mainland China, where map services shift. */
export function datumMatters(lon: ArrayLike<number>, lat: ArrayLike<number>): boolean {
  for (let i = 0; i < lon.length; i++) if (isMainland(lon[i], lat[i])) return true;
  return false;
}

/** Projected systems that fit the ordinates: by the zone before the easting, else all central meridians, else 3857. */
function guessMetres({ x, y }: RawPlaces): string[] {
  let count = 0;
  let metres = 0;
  let east = NaN;
  let north = NaN;
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]) || Number.isNaN(y[i])) continue;
    count++;
    if (Math.abs(x[i]) <= 1000 || Math.abs(y[i]) <= 1000) continue;
    metres++;
    [east, north] = [x[i], y[i]];
  }
  if (count === 0 || metres < count * 0.9 || north < 3e5 || north > 7.2e6) return [];
  const zone = Math.floor(east / 1e6);
  const found: string[] = [];
  if (zone >= 25 && zone <= 45) found.push(`EPSG:${4513 + zone - 25}`);
  if (zone >= 13 && zone <= 23) found.push(`EPSG:${4491 + zone - 13}`);
  if (east > 8e6 && east < 15.2e6) found.unshift('EPSG:3857');
  if (east > 1e5 && east < 9e5) found.push(...MERIDIANS);
  return found;
}
