import gcoord from 'gcoord';
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
