/** What an object may be, as bits: an object can be several (a park is a facility and land). */
export const ROAD = 1;
export const FACILITY = 2;
export const BOUNDARY = 4;
export const BUILDING = 8;
export const LAND = 16;
/** A node that matters to those who walk over it: a barrier, a crossing, a height. */
export const WALK_POINT = 32;

const KEYS = new Map<string, number>([
  ['highway', ROAD],
  ['barrier', WALK_POINT],
  ['crossing', WALK_POINT],
  ['ele', WALK_POINT],
  ['boundary', BOUNDARY],
  ['building', BUILDING],
  ['natural', LAND],
  ['waterway', LAND],
  ['railway', LAND],
  ['landuse', LAND | FACILITY],
  ['leisure', LAND | FACILITY],
  ...['amenity', 'shop', 'healthcare', 'social_facility', 'office', 'craft', 'emergency'].map(
    (key): [string, number] => [key, FACILITY]
  )
]);

/** What a tag of this key lets an object be, as bits; 0 for most keys. */
export function maskOfKey(key: string): number {
  return KEYS.get(key) ?? 0;
}

/** The tags of one object. One of these is filled again and again: an object a way costs more than its text. */
export class OsmTags {
  readonly keys: string[] = [];
  readonly values: string[] = [];
  size = 0;
  /** What the keys let the object be. */
  mask = 0;

  clear(): void {
    this.size = 0;
    this.mask = 0;
  }

  add(key: string, value: string): void {
    this.keys[this.size] = key;
    this.values[this.size++] = value;
    this.mask |= maskOfKey(key);
  }

  /** Value of a key, undefined where there is none. */
  get(key: string): string | undefined {
    for (let i = 0; i < this.size; i++) if (this.keys[i] === key) return this.values[i];
    return undefined;
  }
}

/** Columns of the tags that are kept, one row an object; a key that no object has costs nothing. */
export class TagColumns {
  rows = 0;
  private readonly at: Map<string, (string | null)[]>;

  constructor(keys: readonly string[]) {
    this.at = new Map(keys.map((key) => [key, []]));
  }

  add(tags: OsmTags): void {
    for (let i = 0; i < tags.size; i++) {
      const column = this.at.get(tags.keys[i]);
      if (column) this.put(column, tags.values[i]);
    }
    this.rows++;
  }

  /** Sets a cell of the last row. */
  set(key: string, value: string): void {
    const column = this.at.get(key)!;
    column.length = Math.min(column.length, this.rows - 1);
    this.rows--;
    this.put(column, value);
    this.rows++;
  }

  private put(column: (string | null)[], value: string): void {
    while (column.length < this.rows) column.push(null);
    column[this.rows] = value;
  }

  /** The columns that hold anything, of the rows `kept` (all where it is null), in the order of the keys. */
  finish(kept: readonly number[] | null): { headers: string[]; columns: (string | null)[][] } {
    const used = [...this.at].filter(([, column]) => column.length > 0);
    for (const [, column] of used) while (column.length < this.rows) column.push(null);
    return {
      headers: used.map(([key]) => key),
      columns: used.map(([, column]) => (kept ? kept.map((row) => column[row]) : column))
    };
  }
}
