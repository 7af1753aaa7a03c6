/** Layers a file can become (`--as`). */
export const LAYERS = [
  'communities',
  'subdistricts',
  'districts',
  'population',
  'facilities',
  'roads',
  'candidates',
  'estates',
  'residential',
  'landuse',
  'gates',
  'grids',
  'study_areas',
  'staffing',
  'unit_status',
  'visits',
  'tasks'
] as const;
export type Layer = (typeof LAYERS)[number];

/** What the user says of a file; everything left out is worked out from it. */
export interface Choices {
  as: Layer;
  /** Field → column of the file. */
  map?: Record<string, string>;
  /** `auto`, or what `createTransform` takes: `wgs84`, `gcj02`, `bd09`, `bd09mc`, `EPSG:n`, a PROJ string, WKT. */
  crs?: string;
  encoding?: string;
  /** The file's name for a unit → the name on the map. */
  same?: Record<string, string>;
  /** The file's word for a category → taxonomy code. */
  categories?: Record<string, string>;
  /** The layer, sheet or inner file to read, where the file has several. */
  layer?: string;
  /** Answers to other questions by `Question.key`; `mend:CODE` = `no` refuses the mends of that code. */
  answers?: Record<string, string>;
}

/** Row numbers are those a person sees: the header of a table is 1, the first feature of a GeoJSON file is 1. */
export interface Repaired {
  row: number;
  field: string;
  code: string;
  was: string;
  now: string;
}

export interface Rejected {
  row: number;
  field: string;
  code: string;
  /** A sentence in the user's language: what, where, what to do. */
  reason: string;
}

/** Something only the user can decide; the likely answer comes with it. Nothing is stored until it is answered. */
export interface Question {
  code: string;
  message: string;
  /** The choice that an answer sets: `crs`, `encoding` or `layer` itself, else an entry `key` of `map`, `same`, `categories` or `answers`. */
  sets: 'crs' | 'encoding' | 'layer' | 'map' | 'same' | 'categories' | 'answers';
  /** What is asked about: a unit name, a category word, a column. Key of the answer. */
  key: string;
  /** Answers, the likeliest first. For `map` each is `field=column,…`. */
  options: string[];
  /** Each option in the user's words; absent where the options are words themselves. */
  labels?: string[];
  /** Left unanswered, the layer may be stored with the likeliest answer, which then stands in a warning. */
  mayWait?: true;
}

/** `accepted + rejected.length = rows`, always. */
export interface ImportReport {
  file: string;
  /** SHA-256 of what was read: see `Source`; absent from studies kept before it was. */
  sha256?: string;
  layer: Layer;
  format: string;
  encoding: string;
  crs: { value: string; why: string };
  rows: number;
  accepted: number;
  columns: { from: string; to: string; why: string }[];
  repaired: Repaired[];
  /** Codes of mends that `mend:CODE` = `no` refuses; what a reader had to mend to read at all is not among them. */
  refusable: string[];
  rejected: Rejected[];
  warnings: { code: string; message: string }[];
  questions: Question[];
  /** How long the lists were that were cut for storing; then `accepted + cut.rejected = rows`. */
  cut?: { repaired: number; rejected: number };
}
