import { writeCsv } from '../csv.ts';
import type { Dossier } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import { dayOf, zipParts } from '../zip-plainly.ts';
import type { LayerChoice } from './layer-choice.ts';
import { layerTables, type LayerTable } from './layer-tables.ts';
import { targetCrs, type TargetCrs } from './target-crs.ts';

/**
 * The layers of a study as one file: GeoJSON and KML with what a proposal is about, GeoPackage with all layers; shapefiles (with a list of their
 * fields), GeoParquet files and the result tables as CSV for Excel in a zip file each. The same study and day give the same bytes.
 */
export async function writeLayers(
  dossier: Dossier,
  { title, options: { date, language } }: Pick<Facts, 'title' | 'options'>,
  { format, crs, encoding }: LayerChoice
): Promise<{ name: string; bytes: Uint8Array }> {
  if (format === 'csv') return { name: 'report-csv.zip', bytes: zipTables(dossier, date) };
  const layers = layerTables(dossier);
  const target = targetCrs(crs, layers);
  const single = async (): Promise<Uint8Array> => {
    if (format === 'geojson') return (await import('./write-one-geojson.ts')).writeOneGeoJson(layers, target);
    if (format === 'kml')
      return (await import('./write-kml.ts')).writeKml(layers, target, { title, language });
    return (await import('./write-gpkg.ts')).writeGpkg(layers, target, { date, language });
  };
  if (format === 'geojson' || format === 'kml' || format === 'gpkg')
    return { name: `report.${format}`, bytes: await single() };
  if (format === 'shp')
    return { name: 'report-shp.zip', bytes: await zipShapefiles(layers, target, encoding, date) };
  const { writeParquet } = await import('./write-parquet.ts');
  const parts = layers.map((layer) => [`${fileName(layer, target)}.parquet`, writeParquet(layer, target)]);
  return { name: 'report-parquet.zip', bytes: zipParts(Object.fromEntries(parts), dayOf(date)) };
}

/** A file that is not in WGS84 says so by its name. */
function fileName({ name }: LayerTable, { epsg }: TargetCrs): string {
  return epsg === 4326 ? name : `${name}_${epsg === null ? 'gcj02' : `epsg${epsg}`}`;
}

async function zipShapefiles(
  layers: readonly LayerTable[],
  target: TargetCrs,
  encoding: LayerChoice['encoding'],
  date: string
): Promise<Uint8Array> {
  const { writeShapefile } = await import('./write-shapefile.ts');
  const parts: Record<string, Uint8Array> = {};
  const listed: { layer: string; field: string; column: string; cut: number }[] = [];
  for (const layer of layers) {
    const name = fileName(layer, target);
    const written = writeShapefile(layer, target, encoding, date);
    for (const [extension, bytes] of Object.entries(written.parts)) parts[`${name}.${extension}`] = bytes;
    listed.push(...written.fields.map((field) => ({ layer: name, ...field })));
  }
  const texts = (of: (each: (typeof listed)[number]) => string) => ({
    type: 'VARCHAR' as const,
    values: listed.map(of)
  });
  const fields = new Map([
    ['layer', texts(({ layer }) => layer)],
    ['field', texts(({ field }) => field)],
    ['column', texts(({ column }) => column)],
    ['texts_cut', texts(({ cut }) => (cut > 0 ? String(cut) : ''))]
  ]);
  parts['fields.csv'] = writeCsv(fields, { bom: true });
  return zipParts(parts, dayOf(date));
}

function zipTables({ tables }: Dossier, date: string): Uint8Array {
  return zipParts(
    Object.fromEntries([...tables].map(([name, table]) => [`${name}.csv`, writeCsv(table, { bom: true })])),
    dayOf(date)
  );
}
