import { fromWgs84, toWgs84, type Datum } from '../../geometry/datum.ts';
import { distanceM } from '../../geometry/metric.ts';
import { DATUMS, DATUM_WORDS } from './datum-field.ts';
import type { DatumLayer } from './datum-layer.ts';
import { reason, type Lang } from '../reasons.ts';

/** What the file's own columns of longitude and latitude say of its geometry. */
export interface OwnColumns {
  /** Datums of columns and geometry that fit. */
  columns: Datum;
  geometry: Datum;
  /** Rows whose two places differ by just that shift, of those that have both. */
  fits: number;
  of: number;
  sentence: string;
}

/** Two writings of one place agree to this. */
const NEAR_M = 3;

/**
 * Whether the geometry differs from the columns beside it by just the shift between two datums, row for row; null where
 * it does not, or where the two agree (which tells nothing).
 */
export function readOwnColumns(layer: DatumLayer, lang: Lang): OwnColumns | null {
  const { own, kind } = layer;
  if (own === null || kind !== 'points') return null;
  const rows: [number, number, number, number][] = [];
  for (let p = 0; p < layer.row.length; p++) {
    const [k, i] = [layer.first[p], layer.row[p]];
    const [lon, lat] = [own.lon[i], own.lat[i]];
    // Only degrees in China that lie within 3 km of the geometry are another writing of it.
    if (!(lon > 73 && lat > 3) || !(distanceM(lon, lat, layer.lon[k], layer.lat[k]) < 3000)) continue;
    rows.push([lon, lat, layer.lon[k], layer.lat[k]]);
    if (rows.length === 2000) break;
  }
  if (rows.length < 5) return null;
  const share = (columns: Datum, geometry: Datum): number =>
    rows.filter(([lon, lat, x, y]) => {
      const moved = fromWgs84(...toWgs84(lon, lat, columns), geometry);
      return distanceM(...moved, x, y) < NEAR_M;
    }).length;
  let best: { columns: Datum; geometry: Datum; fits: number } | null = null;
  const unmoved = share('wgs84', 'wgs84');
  for (const columns of DATUMS)
    for (const geometry of DATUMS) {
      if (columns === geometry) continue;
      const fits = share(columns, geometry);
      if (fits > (best?.fits ?? 0)) best = { columns, geometry, fits };
    }
  if (best === null || best.fits < rows.length * 0.8 || unmoved > rows.length * 0.1) return null;
  const params = {
    columns: own.columns.join('、'),
    columns_en: own.columns.join(', '),
    fits: best.fits,
    of: rows.length,
    from: DATUM_WORDS[best.columns],
    to: DATUM_WORDS[best.geometry]
  };
  return { ...best, of: rows.length, sentence: reason('datum_own_columns', params, lang) };
}
