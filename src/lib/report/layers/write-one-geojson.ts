import { encodeWkb } from '../../geometry/wkb.ts';
import type { Columns } from '../columns.ts';
import { geoJsonParts } from '../geojson.ts';
import { attributesOf, rowsOf, type LayerTable } from './layer-tables.ts';
import { placedGeometries, type TargetCrs } from './target-crs.ts';

/** The layers that a proposal is about as one FeatureCollection; `layer` says which one a feature is of. */
export function writeOneGeoJson(layers: readonly LayerTable[], target: TargetCrs): Uint8Array {
  const texts: string[] = [];
  for (const layer of layers.filter(({ isGround }) => !isGround)) {
    const rows = rowsOf(layer.columns);
    const table: Columns = new Map();
    table.set('layer', { type: 'VARCHAR', values: new Array<string>(rows).fill(layer.name) });
    for (const [name, column] of attributesOf(layer.columns)) if (name !== 'layer') table.set(name, column);
    const placed = [...placedGeometries(layer, target)].map((shape) => shape && encodeWkb(shape));
    table.set('geometry', { type: 'BLOB', values: placed });
    // The first and the last part are the collection's own.
    const features = [...geoJsonParts(table, { geometry: 'geometry' })].slice(1, -1).join('');
    if (features !== '') texts.push(features.trimEnd());
  }
  // RFC 7946 has no other system than WGS84: whoever asks for GCJ-02 is told by the name.
  const name = target.epsg === null ? `"name":"${target.name}",` : '';
  return new TextEncoder().encode(
    `{"type":"FeatureCollection",${name}"features":[\n${texts.join(',\n')}\n]}\n`
  );
}
