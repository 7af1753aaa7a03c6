import { parquetWriteBuffer } from 'hyparquet-writer';
import { encodeWkb } from '../../geometry/wkb.ts';
import { attributesOf, type LayerTable } from './layer-tables.ts';
import { placedGeometries, type TargetCrs } from './target-crs.ts';

/** One layer as GeoParquet 1.1: WKB, its system named by the EPSG code where it is not WGS84; unknown (null) for GCJ-02. */
export function writeParquet(layer: LayerTable, target: TargetCrs): Uint8Array {
  const kinds = new Set<string>();
  const geometry = [...placedGeometries(layer, target)].map((placed) => {
    if (placed) kinds.add(placed.type);
    return placed ? encodeWkb(placed) : null;
  });
  // Left out it is WGS84.
  const crs = target.epsg === 4326 ? {} : { crs: target.projJson };
  const geo = {
    version: '1.1.0',
    primary_column: 'geometry',
    columns: { geometry: { encoding: 'WKB', geometry_types: [...kinds].sort(), ...crs } }
  };
  const attributes = [...attributesOf(layer.columns)].map(([name, column]) =>
    column.type === 'DOUBLE'
      ? {
          name,
          type: 'DOUBLE' as const,
          data: Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
        }
      : { name, type: 'STRING' as const, data: column.values }
  );
  const buffer = parquetWriteBuffer({
    columnData: [...attributes, { name: 'geometry', type: 'BYTE_ARRAY', data: geometry }],
    kvMetadata: [{ key: 'geo', value: JSON.stringify(geo) }],
    createdBy: 'Yike'
  });
  return new Uint8Array(buffer);
}
