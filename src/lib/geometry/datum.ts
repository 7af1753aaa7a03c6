import gcoord from 'gcoord';
import proj4 from 'proj4';
import { isMainland } from './mainland.ts';

/** Longitude and latitude, or easting and northing, in that order. */
export type Pair = [number, number];

/** Datums of Chinese web maps beside WGS84. */
export type Datum = 'wgs84' | 'gcj02' | 'bd09';

/**
 * WGS84 degrees of a position given in `datum`. What lies outside mainland China (Hong Kong, Macau, Taiwan and abroad,
 * see `isMainland`) is never shifted, and that is judged by the WGS84 place, so `toWgs84(fromWgs84(p))` is p for every
 * mainland p. Where two places have one position (a shifted one of the mainland, and one across the border that is not
 * shifted, 0.3–1.5 km apart) the mainland one is meant: Hong Kong and Macau are read right beyond that strip only.
 */
export function toWgs84(lon: number, lat: number, datum: Datum): Pair {
  if (datum === 'wgs84') return [lon, lat];
  const place = unshift(lon, lat, datum);
  return isMainlandOrEdge(...place) ? place : [lon, lat];
}

/** 1 mm, ten times what the inverse may be off: a place on the border itself must not fall off it by rounding. */
const EDGE_DEGREES = 1e-8;

function isMainlandOrEdge(lon: number, lat: number): boolean {
  const steps = [0, EDGE_DEGREES, -EDGE_DEGREES];
  return steps.some((dx) => steps.some((dy) => isMainland(lon + dx, lat + dy)));
}

/** The position in `datum` of WGS84 degrees; unchanged outside mainland China, as in `toWgs84`. */
export function fromWgs84(lon: number, lat: number, datum: Datum): Pair {
  return datum === 'wgs84' || !isMainland(lon, lat) ? [lon, lat] : shift(lon, lat, datum);
}

/** The inverse of `shift`, iterated until it agrees with the forward formula to 1e-9° (0.1 mm). */
function unshift(lon: number, lat: number, datum: 'gcj02' | 'bd09'): Pair {
  let x = lon;
  let y = lat;
  for (let i = 0; i < 12; i++) {
    const [forwardLon, forwardLat] = shift(x, y, datum);
    const dx = lon - forwardLon;
    const dy = lat - forwardLat;
    x += dx;
    y += dy;
    if (Math.abs(dx) < 1e-9 && Math.abs(dy) < 1e-9) break;
  }
  return [x, y];
}

function shift(lon: number, lat: number, datum: 'gcj02' | 'bd09'): Pair {
  const target = datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09;
  const [x, y] = gcoord.transform([lon, lat], gcoord.WGS84, target);
  return [x, y];
}

/**
 * The function from `crs` to WGS84 degrees: `wgs84`, `gcj02`, `bd09`, EPSG 4326 and 4490 (the same to centimetres),
 * 3857, and the Gauss–Krüger zones of CGCS2000, EPSG 4491–4554. Throws an Error with `code` `crs-unknown` for another.
 */
export function createTransform(crs: string): (lon: number, lat: number) => Pair {
  const name = crs.trim().toLowerCase();
  if (name === 'gcj02' || name === 'bd09') return (lon, lat) => toWgs84(lon, lat, name);
  const epsg = name === 'wgs84' ? 4326 : Number(/^epsg:(\d{4,6})$/.exec(name)?.[1] ?? NaN);
  if (epsg === 4326 || epsg === 4490) return (lon, lat) => [lon, lat];
  const definition = epsg === 3857 ? 'EPSG:3857' : gaussKruger(epsg);
  if (definition === null) {
    const expected = 'wgs84, gcj02, bd09, EPSG:4326, 4490, 3857 or 4491–4554';
    throw Object.assign(new Error(`expected ${expected}, got ${crs}`), { code: 'crs-unknown' });
  }
  const converter = proj4(definition, 'EPSG:4326');
  return (x, y) => {
    const [lon, lat] = converter.forward([x, y]);
    return [lon, lat];
  };
}

/**
 * PROJ definition of a CGCS2000 Gauss–Krüger EPSG code, null where it is none: 4491–4501 six-degree zones 13–23 with
 * the zone before the easting, 4502–4512 the same by central meridian 75°–135°; 4513–4533 three-degree zones 25–45,
 * 4534–4554 the same by central meridian. GRS80 has the ellipsoid of CGCS2000 (1/f = 298.257222101).
 */
export function gaussKruger(epsg: number): string | null {
  if (!(epsg >= 4491 && epsg <= 4554)) return null;
  const wide = epsg <= 4512;
  const named = epsg <= 4501 || (epsg >= 4513 && epsg <= 4533);
  const step = epsg - (epsg <= 4501 ? 4491 : epsg <= 4512 ? 4502 : epsg <= 4533 ? 4513 : 4534);
  const meridian = 75 + step * (wide ? 6 : 3);
  const easting = (named ? ((wide ? 13 : 25) + step) * 1_000_000 : 0) + 500_000;
  return `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${easting} +y_0=0 +ellps=GRS80 +units=m +no_defs`;
}
