import gcoord from 'gcoord';
import proj4 from 'proj4';
import { toWgs84, type Datum, type Pair } from './datum.ts';
import { epsgSystem } from './epsg.ts';

/** A coordinate system as the import reads it. */
export interface Crs {
  /** Position as given (x or longitude first) to WGS84 degrees. */
  transform: (x: number, y: number) => Pair;
  /** Position as given to degrees of its own datum, without a datum shift. */
  toDegrees: (x: number, y: number) => Pair;
  datum: Datum;
  /** Ordinates are metres (or feet), not degrees. */
  projected: boolean;
  /** False where the datum is not WGS84 to within a metre: Beijing 1954, Xi'an 1980, a local one. */
  exact: boolean;
}

/** Text longer than this is no definition of a coordinate system. */
const MAX_LENGTH = 20_000;

/** The function from `crs` to WGS84 degrees: see `readCrs`. Throws an Error with `code` `crs-unknown` for another. */
export function createTransform(crs: string): (x: number, y: number) => Pair {
  return readCrs(crs).transform;
}

/**
 * The coordinate system that a text names: `wgs84`, `gcj02`, `bd09`, `bd09mc` (Baidu's Mercator metres), the first three
 * with `/1e5`, `/1e6`, `/1e7` or `/rad` (degrees × 100,000 …, radians), `EPSG:n` (also
 * as a URN or OGC:CRS84) for the codes of `epsgSystem`, a PROJ string, or WKT (1, 2, ESRI's). Ordinates are taken x (east, longitude)
 * first, whatever axes the definition names. Between survey datums nothing is shifted: the parameters are not public or
 * differ from place to place, so such a system is marked `exact: false` instead. Throws an Error with `code`
 * `crs-unknown` for what cannot be read.
 */
export function readCrs(crs: string): Crs {
  const text = crs.trim();
  const name = text.toLowerCase();
  if (name === 'wgs84' || name === 'gcj02' || name === 'bd09') return degrees(name);
  if (name === 'bd09mc') return baiduMetres();
  const scaled = /^(wgs84|gcj02|bd09)\/(1e5|1e6|1e7|rad)$/.exec(name);
  if (scaled) return scaledDegrees(scaled[1] as Datum, SCALES[scaled[2]]);
  if (/^(urn:ogc:def:crs:)?ogc:(?:[\d.]*:)?crs84$/.test(name)) return degrees('wgs84');
  const epsg = /^(?:urn:ogc:def:crs:)?epsg:(?:[\d.]*:)?(\d{4,6})$/.exec(name);
  if (epsg) {
    const system = epsgSystem(Number(epsg[1]));
    if (system !== null) return fromDefinition(system.proj, system.exact);
  } else if (text.length < MAX_LENGTH && (text.startsWith('+') || /^[A-Za-z_0-9]+\s*[[(]/.test(text))) {
    return text.startsWith('+') ? fromProj(text) : fromWkt(text);
  }
  throw unknown(text);
}

function unknown(text: string): Error {
  const expected = 'wgs84, gcj02, bd09, bd09mc, EPSG:n of a known code, a PROJ string or WKT';
  return Object.assign(new Error(`expected ${expected}, got ${text.slice(0, 80)}`), { code: 'crs-unknown' });
}

/** Degrees for one unit as written. */
const SCALES: Record<string, number> = { '1e5': 1e-5, '1e6': 1e-6, '1e7': 1e-7, rad: 180 / Math.PI };

function scaledDegrees(datum: Datum, factor: number): Crs {
  const toDegrees = (x: number, y: number): Pair => [x * factor, y * factor];
  return {
    transform: (x, y) => toWgs84(...toDegrees(x, y), datum),
    toDegrees,
    datum,
    projected: false,
    exact: true
  };
}

const same = (x: number, y: number): Pair => [x, y];

function degrees(datum: Datum, exact = true): Crs {
  const transform = datum === 'wgs84' ? same : (x: number, y: number) => toWgs84(x, y, datum);
  return { transform, toDegrees: same, datum, projected: false, exact };
}

function baiduMetres(): Crs {
  const toDegrees = (x: number, y: number): Pair => {
    const [lon, lat] = gcoord.transform([x, y], gcoord.BD09MC, gcoord.BD09);
    return [lon, lat];
  };
  return {
    transform: (x, y) => toWgs84(...toDegrees(x, y), 'bd09'),
    toDegrees,
    datum: 'bd09',
    projected: true,
    exact: true
  };
}

/** Ellipsoids of datums that are WGS84's to within a metre. */
const EXACT_ELLIPSOID = /\+(ellps|datum)=(wgs84|grs80|etrs89|nad83)\b/i;

function fromProj(text: string): Crs {
  // Parameters between datums are left out, and files on disk are not there.
  const own = text.replace(/\+(towgs84|nadgrids|geoidgrids|axis)=\S*/gi, '');
  const datum = /\+datum=/i.test(own);
  if (!/\+proj=/i.test(own)) throw unknown(text);
  return fromDefinition(own, EXACT_ELLIPSOID.test(own) || (!datum && /\+a=6378137(\.0*)?(\s|$)/.test(own)));
}

/** Datums of WKT that are WGS84's to within a metre, by name. */
const EXACT_DATUM =
  /wgs[_ ]?(19)?84|world[_ ]geodetic|cgcs|china[_ ](geodetic[_ ]coordinate[_ ]system[_ ])?2000|china_2000|itrf|etrs|european_terrestrial|sirgas|gda_?(94|2020)|jgd_?20|twd_?97|taiwan_datum_1997|nad_?83|north_american_(datum_)?1983|nzgd_?2000|rgf_?(19)?93/i;

function fromWkt(text: string): Crs {
  const named = /(?:DATUM|ENSEMBLE|TRF|GEODETICDATUM)\s*[[(]\s*"([^"]*)"/i.exec(text)?.[1] ?? '';
  // A system that is only called Beijing or Xi'an is one, whatever its datum is named.
  const exact = EXACT_DATUM.test(named) && !/beijing|xian|xi'an|krass|pulkovo/i.test(text);
  return fromDefinition(text, exact);
}

/** What proj4 makes of a definition, as far as it is looked at here; `to_meter` of degrees is metres of arc. */
interface Loaded {
  projName?: string;
  from_greenwich?: number;
  to_meter?: number;
  a: number;
  datum: { datum_type: number };
}

/** A definition that proj4 reads, all datums taken as WGS84's. */
function fromDefinition(definition: string, exact: boolean): Crs {
  try {
    const from = proj4.Proj(definition) as unknown as Loaded;
    const { projName, from_greenwich: greenwich = 0, to_meter: unit = 0, a } = from;
    // A drawing's own axes and three-dimensional metres are no map.
    if (!projName || projName === 'identity' || projName === 'geocent') throw unknown(definition);
    if (/^(longlat|lonlat|latlong|latlon)$/i.test(projName)) {
      const perUnit = unit > 0 && !isDegree(unit / a) ? ((unit / a) * 180) / Math.PI : 1;
      if (perUnit === 1 && greenwich === 0) return degrees('wgs84', exact);
      const east = (greenwich * 180) / Math.PI;
      const toDegrees = (x: number, y: number): Pair => [x * perUnit + east, y * perUnit];
      return { transform: toDegrees, toDegrees, datum: 'wgs84', projected: false, exact };
    }
    const to = proj4.Proj('+proj=longlat +ellps=WGS84 +no_defs');
    from.datum = to.datum = { ...to.datum, datum_type: NO_DATUM };
    const converter = proj4(from as unknown as typeof to, to);
    const transform = (x: number, y: number): Pair => {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return [NaN, NaN];
      const [lon, lat] = converter.forward([x, y]);
      return [lon, lat];
    };
    return { transform, toDegrees: transform, datum: 'wgs84', projected: true, exact };
  } catch {
    throw unknown(definition);
  }
}

/** proj4's mark for "no datum known": nothing is shifted from or to it. */
const NO_DATUM = 5;

const isDegree = (radians: number): boolean => Math.abs(radians - Math.PI / 180) < 1e-6;
