import type { Pair } from '../../geometry/datum.ts';
import { readCrs } from '../../geometry/crs.ts';
import { isMainland } from '../../geometry/mainland.ts';
import { distanceM } from '../../geometry/metric.ts';
import { nearCity } from './near-city.ts';

/** What the ordinates of a file are like. */
export interface Span {
  /** Positions that are numbers. */
  count: number;
  /** Of them, those that can be degrees (within ±180, ±90), and those that cannot (one ordinate beyond 360). */
  degrees: number;
  metres: number;
  /** All ordinates are whole numbers, as degrees times a power of ten are. */
  whole: boolean;
  /** A position in the midst; NaN where there is none. */
  x: number;
  y: number;
}

/** A system in which the ordinates fall in mainland China. */
export interface Fit {
  crs: string;
  /** Where they fall, in words. */
  label: { zh: string; en: string };
  /** The easting begins with the number of the zone. */
  numbered: boolean;
  /** Degrees in another unit. */
  scaled: boolean;
}

/** Counts and the middle (median of each ordinate) of the positions; those that are not numbers are left out. */
export function spanOf({ x, y }: { x: ArrayLike<number>; y: ArrayLike<number> }): Span {
  const xs: number[] = [];
  const ys: number[] = [];
  const step = Math.max(1, Math.floor(x.length / 20_000));
  const span: Span = { count: 0, degrees: 0, metres: 0, whole: true, x: NaN, y: NaN };
  for (let i = 0; i < x.length; i += step) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) continue;
    const [a, b] = [Math.abs(x[i]), Math.abs(y[i])];
    span.count++;
    span.whole &&= Number.isInteger(x[i]) && Number.isInteger(y[i]);
    if (a <= 180 && b <= 90) span.degrees++;
    else if (a > 1000 && b > 1000) span.metres++;
    xs.push(x[i]);
    ys.push(y[i]);
  }
  span.x = middle(xs);
  span.y = middle(ys);
  return span;
}

const middle = (values: number[]): number =>
  values.length === 0 ? NaN : values.sort((a, b) => a - b)[values.length >> 1];

/** The unit of degrees that were made whole numbers, or radians; null where ordinates are not like that. */
export function scaleOf({ x, y, whole }: Span): '1e5' | '1e6' | '1e7' | 'rad' | null {
  for (const [scale, factor] of [
    ['1e5', 1e5],
    ['1e6', 1e6],
    ['1e7', 1e7]
  ] as const)
    if (whole && isMainland(x / factor, y / factor)) return scale;
  return isMainland((x * 180) / Math.PI, (y * 180) / Math.PI) && Math.abs(y) < 1 ? 'rad' : null;
}

/**
 * Systems that would put ordinates of no plain degrees into mainland China, the likeliest first: by the zone before the
 * easting; Web and Baidu Mercator; degrees × 10⁵…10⁷ and radians; every central meridian that falls on land, those near
 * `near` first, else those of the populous east (117° E). `named` is a datum that the file's name says. Empty for degrees.
 */
export function fitSystems(span: Span, near: Pair | null, named: string | null = null): Fit[] {
  const scale = scaleOf(span);
  if (span.count === 0) return [];
  if (span.metres < span.count * 0.9 && scale !== 'rad') return [];
  const { x, y } = span;
  const found: Fit[] = [];
  const add = (crs: string, zh: string, en: string, more: Partial<Fit> = {}): void => {
    const [lon, lat] = readCrs(crs).transform(x, y);
    if (!isMainland(lon, lat)) return;
    const at = nearCity(lon, lat);
    const place = `${lon.toFixed(3)}, ${lat.toFixed(3)}`;
    const label = { zh: `${zh}：落在${at.zh}（${place}）`, en: `${en}: falls ${at.en} (${place})` };
    found.push({ crs, label, numbered: false, scaled: false, ...more });
  };
  if (scale === 'rad') {
    for (const datum of datumsBy(named))
      add(`${datum}/rad`, `弧度（${datum}）`, `radians (${datum})`, { scaled: true });
    return found;
  }
  const zone = Math.floor(x / 1e6);
  const meridian = (degrees: number): [string, string] => [
    `中央子午线 ${degrees}°`,
    `central meridian ${degrees}°`
  ];
  const addZone = (epsg: number, degrees: number, kind: string, kindEn: string): void => {
    const [zh, en] = meridian(degrees);
    add(
      `EPSG:${epsg}`,
      `CGCS2000 ${kind} ${zone} 带，${zh}（EPSG:${epsg}）`,
      `CGCS2000 ${kindEn} zone ${zone}, ${en} (EPSG:${epsg})`,
      {
        numbered: true
      }
    );
  };
  if (zone >= 25 && zone <= 45) addZone(4513 + zone - 25, zone * 3, '3 度', '3°');
  if (zone >= 13 && zone <= 23) addZone(4491 + zone - 13, zone * 6 - 3, '6 度', '6°');
  if (x > 8e6 && x < 15.2e6) {
    const web = (): void => add('EPSG:3857', 'Web 墨卡托（EPSG:3857）', 'Web Mercator (EPSG:3857)');
    const baidu = (): void => add('bd09mc', '百度墨卡托（bd09mc）', 'Baidu Mercator (bd09mc)');
    for (const one of named === 'bd09' ? [baidu, web] : [web, baidu]) one();
  }
  if (scale !== null) {
    const times = { '1e5': '10 万', '1e6': '100 万', '1e7': '1000 万' }[scale];
    for (const datum of datumsBy(named))
      add(`${datum}/${scale}`, `度乘以 ${times}（${datum}）`, `degrees × ${scale} (${datum})`, {
        scaled: true
      });
  }
  if (x > 1e5 && x < 9e5 && y > 3e5) found.push(...meridians(span, near, add, found));
  return found;
}

/** Systems of degrees, for ordinates that are degrees though a file says metres. */
export function fitDegrees({ x, y }: Span): Fit[] {
  const at = nearCity(x, y);
  const place = `${x.toFixed(3)}, ${y.toFixed(3)}`;
  return (
    [
      ['wgs84', 'WGS84 经纬度', 'WGS84 degrees'],
      ['gcj02', 'GCJ-02（高德、腾讯）', 'GCJ-02 (AMap, Tencent)'],
      ['bd09', 'BD-09（百度）', 'BD-09 (Baidu)']
    ] as const
  ).map(([crs, zh, en]) => ({
    crs,
    label: { zh: `${zh}：落在${at.zh}（${place}）`, en: `${en}: falls ${at.en} (${place})` },
    numbered: false,
    scaled: false
  }));
}

/** All central meridians on which metres without a zone may stand; `add` puts them on the list, which is then ordered. */
function meridians(
  { x, y }: Span,
  near: Pair | null,
  add: (crs: string, zh: string, en: string) => void,
  found: Fit[]
): Fit[] {
  const before = found.length;
  // A three-degree zone reaches 1.5° either side of its meridian; beyond that it is a zone of six.
  const reach = 1.7 * 111_320 * Math.cos((y / 111_000) * (Math.PI / 180));
  const wide = Math.abs(x - 5e5) > reach;
  const aim = near?.[0] ?? 117;
  const steps = Array.from({ length: wide ? 11 : 21 }, (_, i) => i);
  const degrees = (i: number): number => 75 + i * (wide ? 6 : 3);
  steps.sort((a, b) => Math.abs(degrees(a) - aim) - Math.abs(degrees(b) - aim));
  for (const i of steps) {
    const epsg = (wide ? 4502 : 4534) + i;
    add(
      `EPSG:${epsg}`,
      `CGCS2000 中央子午线 ${degrees(i)}°（EPSG:${epsg}）`,
      `CGCS2000 central meridian ${degrees(i)}° (EPSG:${epsg})`
    );
  }
  const rest = found.splice(before);
  if (near === null) return rest;
  const away = ({ crs }: Fit): number => distanceM(...readCrs(crs).transform(x, y), ...near);
  return rest.sort((a, b) => away(a) - away(b));
}

function datumsBy(named: string | null): string[] {
  const all = ['wgs84', 'gcj02', 'bd09'];
  return named !== null && all.includes(named) ? [named, ...all.filter((datum) => datum !== named)] : all;
}
