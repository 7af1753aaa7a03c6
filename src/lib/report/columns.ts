/**
 * What a report writes: columns of one length, in order; bytes are WKB. The form of a table of the database, said again
 * here because reports are made from results and know no database.
 */
export type Columns = Map<
  string,
  | { type: 'DOUBLE'; values: Float64Array }
  | { type: 'VARCHAR'; values: (string | null)[] }
  | { type: 'BLOB'; values: (Uint8Array | null)[] }
>;
