import proj4 from 'proj4';
import { fromWgs84 } from '../../geometry/datum.ts';
import { epsgSystem } from '../../geometry/epsg.ts';

/** How coordinates are written: the choices of the line under the map, in their order. */
export const COORDINATE_FORMS = ['degrees', 'dms', 'zone', 'plain', 'mercator', 'gcj02', 'bd09'] as const;
export type CoordinateForm = (typeof COORDINATE_FORMS)[number];

/** China with its seas, roughly: what lies outside is no coordinate of a study. */
export function isChina(lon: number, lat: number): boolean {
  return lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54;
}

/** The 3-degree zone (25–45, central meridian three times that) that a longitude lies in; the outermost beyond them. */
export function zoneOf(lon: number): number {
  return Math.min(45, Math.max(25, Math.round(lon / 3)));
}

/**
 * A place (WGS84 degrees) written in a form: degrees to six places (0.1 m) longitude first, minutes and seconds to a hundredth of a
 * second latitude first, metres to a tenth easting first. CGCS2000 is taken as WGS84, from which it differs by centimetres.
 */
export function writeCoordinate(form: CoordinateForm, lon: number, lat: number): string {
  if (form === 'degrees') return `${lon.toFixed(6)}, ${lat.toFixed(6)}`;
  if (form === 'dms')
    return `${sexagesimal(lat, lat < 0 ? 'S' : 'N')} ${sexagesimal(lon, lon < 0 ? 'W' : 'E')}`;
  if (form === 'gcj02' || form === 'bd09') {
    const [x, y] = fromWgs84(lon, lat, form);
    return `${x.toFixed(6)}, ${y.toFixed(6)}`;
  }
  const [x, y] = project(codeOf(form, lon), lon, lat);
  return `${x.toFixed(1)}, ${y.toFixed(1)}`;
}

/** EPSG code that a metric form writes a longitude in. */
export function codeOf(form: 'zone' | 'plain' | 'mercator', lon: number): number {
  if (form === 'mercator') return 3857;
  return (form === 'zone' ? 4513 : 4534) + zoneOf(lon) - 25;
}

const converters = new Map<number, (lon: number, lat: number) => [number, number]>();

function project(code: number, lon: number, lat: number): [number, number] {
  let converter = converters.get(code);
  if (!converter) {
    const system = epsgSystem(code);
    if (!system) throw new Error(`expected an EPSG code that is known, got ${code}`);
    const { forward } = proj4('+proj=longlat +ellps=GRS80 +no_defs', system.proj);
    converter = (x, y) => {
      const [east, north] = forward([x, y]);
      return [east, north];
    };
    converters.set(code, converter);
  }
  return converter(lon, lat);
}

/** Degrees as 116°24′36.00″E: rounded first, so that 60 seconds never show. */
function sexagesimal(degrees: number, side: string): string {
  const hundredths = Math.round(Math.abs(degrees) * 360_000);
  const whole = Math.floor(hundredths / 360_000);
  const minutes = Math.floor((hundredths % 360_000) / 6000);
  const seconds = ((hundredths % 6000) / 100).toFixed(2);
  return `${whole}°${String(minutes).padStart(2, '0')}′${seconds.padStart(5, '0')}″${side}`;
}

const METRES_PER_PIXEL_AT_ZOOM_0 = 78271.51696;
/** Of a screen of 96 dots an inch, which CSS pixels are by definition. */
const PIXELS_PER_METRE = 96 / 0.0254;

/** The scale's denominator at a zoom and latitude on a screen of 96 dpi, to two significant digits. */
export function scaleDenominator(zoom: number, lat: number): number {
  const exact =
    ((METRES_PER_PIXEL_AT_ZOOM_0 * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom) * PIXELS_PER_METRE;
  return Number(exact.toPrecision(2));
}
