import type { Datum, Pair } from '../../geometry/datum.ts';
import { readCrs, type Crs } from '../../geometry/crs.ts';
import { isMainland } from '../../geometry/mainland.ts';
import { ImportError } from '../import-error.ts';
import { fitDegrees, fitSystems, scaleOf, spanOf, type Fit, type Span } from './fit-systems.ts';
import type { Params, ReasonCode } from '../reasons.ts';
import type { Choices } from '../report.ts';
import type { Source } from '../source.ts';
import type { UnitShapes } from '../checks/unit-shapes.ts';

export type Transform = (x: number, y: number) => Pair;

export interface ChosenCrs {
  value: string;
  why: ReasonCode;
  transform: Transform;
  /** Degrees in the file's own datum, before a datum shift. */
  toDegrees: Transform;
  datum: Datum;
  /** Ordinates are metres. */
  projected: boolean;
  /** Degrees were written in another unit (× 10⁶, radians). */
  rescaled: boolean;
  /** Systems it may be where the file does not name it or names a wrong one, the likeliest first; else empty. */
  ask: string[];
  /** What to ask then, and what each of `ask` means. */
  askCode: ReasonCode;
  askParams: Params;
  labels: { zh: string; en: string }[];
  /** What the user should know of the choice. */
  notes: { code: ReasonCode; params: Params }[];
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
 * The coordinate system of the positions: as chosen, else as declared, else by the ordinates (metres whose easting has
 * the number of its zone), else as a name says, else WGS84. Metres without a name, degrees in another unit, and a
 * declaration that the ordinates contradict are asked about, with the systems that would put them in China, those near
 * `near` (degrees; where the study's other layers lie) first. Throws ImportError for a system that cannot be converted,
 * and for a chosen one that the ordinates contradict.
 */
export function chooseCrs(
  source: Source,
  crs: Choices['crs'],
  names: string[],
  places: RawPlaces,
  near: Pair | null = null
): ChosenCrs {
  const span = spanOf(places);
  if (crs && crs.toLowerCase() !== 'auto') {
    const chosen = make(source, crs, 'why_chosen');
    if (contradicts(chosen, span)) {
      const fits = fitSystems(span, near).map(({ crs: fit }) => fit);
      throw new ImportError('crs_contradicts', source.file, {
        crs: shortName(crs),
        ...shown(span),
        fits: fits.slice(0, 4).join('、') || '—',
        fits_en: fits.slice(0, 4).join(', ') || '—'
      });
    }
    return chosen;
  }
  if (source.format === 'osm' || source.format === 'osm.pbf') return make(source, 'wgs84', 'why_osm');
  const named = namedCrs([source.file, ...names].join(' '));
  if (source.declaredCrs) {
    const declared = make(source, source.declaredCrs, 'why_declared');
    if (!contradicts(declared, span)) return declared;
    const fits = span.degrees >= span.count * 0.9 ? fitDegrees(span) : fitSystems(span, near);
    const params = { crs: shortName(source.declaredCrs), ...shown(span) };
    if (fits.length === 0)
      throw new ImportError('crs_contradicts', source.file, { ...params, fits: '—', fits_en: '—' });
    return asking(source, fits, 'ask_crs_contradicts', params);
  }
  const fits = fitSystems(span, near, named);
  const sure = fits.length > 0 && fits[0].numbered && !fits.some((fit) => !fit.numbered && fit.scaled);
  if (sure) {
    const chosen = make(source, fits[0].crs, 'why_zone');
    return {
      ...chosen,
      notes: [{ code: 'zone_from_easting', params: { crs: fits[0].crs, ...shown(span) } }]
    };
  }
  if (fits.length > 0) {
    const scale = scaleOf(span);
    return asking(source, fits, fits[0].scaled && scale !== null ? 'ask_crs_scale' : 'ask_crs', shown(span));
  }
  return named ? make(source, named, 'why_file_name') : make(source, 'wgs84', 'why_default');
}

/** A place among the units on the map, by which systems for metres are ranked; null where there are none. */
export function placeOfUnits(units: UnitShapes | null | undefined): Pair | null {
  for (const shape of units?.shape ?? []) {
    const ring = shape?.type === 'Polygon' ? shape.coordinates[0] : shape?.coordinates[0]?.[0];
    if (ring && ring.length > 0) return [ring[0][0], ring[0][1]];
  }
  return null;
}

function make(source: Source, value: string, why: ReasonCode): ChosenCrs {
  let crs: Crs;
  try {
    crs = readCrs(value);
  } catch {
    throw new ImportError(/^epsg:\d{4,6}$/i.test(value.trim()) ? 'epsg_unknown' : 'bad_crs', source.file, {
      crs: shortName(value)
    });
  }
  const { transform, toDegrees, datum, projected, exact } = crs;
  const notes: ChosenCrs['notes'] = exact
    ? []
    : [{ code: 'datum_not_exact', params: { crs: shortName(value) } }];
  const rescaled = value.includes('/');
  const rest = { ask: [], askCode: 'ask_crs' as const, askParams: {}, labels: [] };
  return { value, why, transform, toDegrees, datum, projected, rescaled, notes, ...rest };
}

function asking(source: Source, fits: Fit[], askCode: ReasonCode, askParams: Params): ChosenCrs {
  const labels = fits.map(({ label }) => label);
  return {
    ...make(source, fits[0].crs, 'why_default'),
    ask: fits.map(({ crs }) => crs),
    askCode,
    askParams,
    labels
  };
}

const shown = ({ x, y }: Span): Params => ({ x: Number(x.toPrecision(11)), y: Number(y.toPrecision(11)) });

/** What a definition is called: a WKT's first name, else the text itself, shortened. */
export function shortName(crs: string): string {
  return (/^[A-Za-z_0-9]+\s*[[(]\s*"([^"]*)"/.exec(crs.trim())?.[1] ?? crs.trim()).slice(0, 80);
}

/** Whether most ordinates cannot be in a system: metres where it has degrees, degrees where it has metres, or off the earth. */
function contradicts(crs: ChosenCrs, span: Span): boolean {
  if (span.count === 0 || crs.rescaled) return false;
  if (!crs.projected) return span.metres >= span.count * 0.9;
  if (span.degrees >= span.count * 0.9) return true;
  const [lon, lat] = crs.transform(span.x, span.y);
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return true;
  // A zone's number too many or missing moves a place half round the earth.
  const inChina = lon > 73 && lon < 136 && lat > 3 && lat < 54;
  return (
    !inChina &&
    /tmerc|^epsg:(4[5]|2[34])|transverse|gauss/i.test(crs.value) &&
    fitSystems(span, null).some(({ numbered }) => numbered)
  );
}

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
