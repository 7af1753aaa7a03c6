import type { Geometry } from 'geojson';
import type { Layer, Question, Repaired } from './report.ts';
import type { Params, ReasonCode } from './reasons.ts';
import type { Columns } from './source-columns.ts';
import type { SourceLines } from './source-lines.ts';

export type Format =
  | 'csv'
  | 'tsv'
  | 'xlsx'
  | 'shapefile'
  | 'dbf'
  | 'geojson'
  | 'geojsonl'
  | 'topojson'
  | 'json'
  | 'gpkg'
  | 'flatgeobuf'
  | 'kml'
  | 'kmz'
  | 'gpx'
  | 'geoparquet'
  | 'parquet'
  | 'osm'
  | 'osm.pbf'
  | 'dxf';

/** What may be said of a file before it is read. */
export interface Hints {
  /** 'auto' or absent: decided over the whole file. */
  encoding?: string;
  /** Name of the layer, sheet, table or file within it; absent: its only one, else the likeliest. */
  layer?: string;
  /** Answers to questions that were asked when it was read before, by `Question.key`. */
  answers?: Readonly<Record<string, string>>;
  /** What the rows are wanted as, where it is known: an OSM file gives streets, facilities or boundaries. */
  as?: Layer;
}

/** A file to be read. */
export interface FileInput {
  /** Its name without folders. */
  file: string;
  bytes: Uint8Array;
  hints: Hints;
  /** Files that belong to it, by lower-case extension without the dot: the parts of a shapefile. */
  beside: ReadonlyMap<string, Uint8Array>;
}

/** One of the layers (sheets, tables, files of an archive) that a file holds. */
export interface LayerInfo {
  name: string;
  /** NaN where it is not known without reading it. */
  rows: number;
  /** Type of its shapes, such as `Polygon`; '' for a table, '?' where it is not known. */
  geometry: string;
  /** What it says it is, where a file can be read as several layers (OSM). */
  as?: Layer;
}

/** Called every few ten milliseconds of work with the share done (0…1); may throw to stop. */
export type Tick = (share: number) => Promise<void>;

/** A row that could not be read as a row. */
export interface Fault {
  index: number;
  code: ReasonCode;
  params: Params;
}

/** A file as columns of text, and geometry where it has any; nothing is judged yet. */
export interface Source {
  file: string;
  /** SHA-256 of the bytes of the file, in hexadecimal; with `;` and `.dbf:` … after it those of the files that belong to it. None: not read from bytes. */
  sha256?: string;
  format: Format;
  encoding: string;
  /** The layer that was read, and all that the file holds; null and empty where it is one by its nature. */
  layer: string | null;
  layers: LayerInfo[];
  /** Names of the columns, unique without regard to case, none empty. */
  headers: string[];
  /** One array a header, `rows` long; null is an empty cell. What is read first makes strings of bytes: see `Columns`. */
  columns: Columns;
  rows: number;
  geometry: (Geometry | null)[] | null;
  /** The same as columns, of a source of streets whose reader gives them so. */
  lines?: SourceLines;
  /** Row as a person sees it: the header of a table is 1, the first feature is 1, the first way is 1. */
  rowNumbers: Float64Array;
  /** Coordinate system that the file itself states, as `createTransform` takes it: `wgs84`, `EPSG:n`, WKT; or null. */
  declaredCrs: string | null;
  faults: Fault[];
  repaired: Repaired[];
  notes: { code: ReasonCode; params: Params }[];
  /** What only the user can decide of how it was read; it was read as the likeliest answers say. */
  asks: Asking[];
}

/** A question in no language yet: see `Question`. */
export interface Asking {
  code: ReasonCode;
  params: Params;
  sets: Question['sets'];
  key: string;
  /** Answers, the likeliest first. */
  options: string[];
  /** What each option means, where the option itself is no word for a person. */
  labels?: { zh: string; en: string }[];
  /** See `Question.mayWait`. */
  mayWait?: true;
}

/** A Source of what a reader found: one layer, first row 1, UTF-8, nothing amiss, unless `found` says otherwise. */
export function makeSource(
  found: Pick<Source, 'file' | 'format' | 'headers' | 'columns' | 'rows'> & Partial<Source>
): Source {
  return {
    encoding: 'utf-8',
    layer: null,
    layers: [],
    geometry: null,
    rowNumbers: Float64Array.from({ length: found.rows }, (_, i) => i + 1),
    declaredCrs: null,
    faults: [],
    repaired: [],
    notes: [],
    asks: [],
    ...found
  };
}

/** Index of the column `name` (exact, else without regard to case), −1 where there is none. */
export function columnIndex(source: Source, name: string): number {
  const exact = source.headers.indexOf(name);
  if (exact >= 0) return exact;
  const wanted = name.trim().toLowerCase();
  return source.headers.findIndex((header) => header.toLowerCase() === wanted);
}
