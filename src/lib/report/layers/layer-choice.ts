import type { Said } from '../dossier.ts';

export const LAYER_FORMATS = ['csv', 'geojson', 'gpkg', 'shp', 'kml', 'parquet'] as const;
export type LayerFormat = (typeof LAYER_FORMATS)[number];

/** `wgs84`; `cgcs2000`: the 3° zone of CGCS2000 in which the study lies (Gauss–Krüger, metres, without the zone's number in front); `gcj02`: for AMap alone. */
export const LAYER_CRS = ['wgs84', 'cgcs2000', 'gcj02'] as const;
export type LayerCrs = (typeof LAYER_CRS)[number];

/** Encoding of the texts of a shapefile. */
export const LAYER_ENCODINGS = ['utf8', 'gb18030'] as const;
export type LayerEncoding = (typeof LAYER_ENCODINGS)[number];

/** How layers are to be written. GeoJSON, KML and CSV know no projected system: they are WGS84, or GCJ-02 where that is asked for. */
export interface LayerChoice {
  format: LayerFormat;
  crs: LayerCrs;
  encoding: LayerEncoding;
}

/** Why a format does not go with a system; null where it does. */
export function refuseCrs(format: LayerFormat, crs: LayerCrs): Said | null {
  if (crs !== 'cgcs2000' || (format !== 'geojson' && format !== 'kml')) return null;
  const name = format === 'kml' ? 'KML' : 'GeoJSON';
  return {
    zh: `${name} 只能用经纬度，不能用 CGCS2000 分带坐标；请改用 gpkg 或 shp，或改用 wgs84`,
    en: `${name} holds longitudes and latitudes only, no zone of CGCS2000; take gpkg or shp, or wgs84`
  };
}
