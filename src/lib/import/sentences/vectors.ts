/** Sentences about JSON, KML, GPX, GeoPackage, FlatGeobuf, Parquet and DXF: code → Chinese and English. `{x}` is filled from the parameters. */
export const VECTORS = {} as const satisfies Record<string, readonly [string, string]>;
