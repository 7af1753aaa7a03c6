import type { Geometry, Position } from 'geojson';
import { WALK_TAGS } from './osm-walkable.ts';
import { makeSource, type Fault, type Format, type Source } from './source.ts';

/** Tags of highway ways that are kept as columns, besides the id. */
const KEPT = [
  ...new Set([
    'name',
    ...WALK_TAGS,
    'oneway:foot',
    'bridge',
    'tunnel',
    'layer',
    'level',
    'area',
    'incline',
    'surface',
    'wheelchair'
  ])
];

/** Doubles that grow; a plain number[] of a million ids costs several times as much once it is no longer packed. */
class Doubles {
  values = new Float64Array(1024);
  length = 0;
  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}

/** Gathers the nodes and highway ways of an OSM file, in any order, and makes a Source of them: one row a highway way. */
export class OsmWays {
  private ids = new Doubles();
  private lon = new Doubles();
  private lat = new Doubles();
  private sorted = true;
  private ways: number[] = [];
  private refs: number[][] = [];
  private columns = new Map<string, (string | null)[]>(KEPT.map((key) => [key, []]));
  private broken = 0;

  node(id: number, lon: number, lat: number): void {
    if (!Number.isFinite(id) || !Number.isFinite(lon) || !Number.isFinite(lat)) return;
    const n = this.ids.length;
    if (n > 0 && id <= this.ids.values[n - 1]) this.sorted = false;
    this.ids.push(id);
    this.lon.push(lon);
    this.lat.push(lat);
  }

  way(id: number, refs: number[], tags: ReadonlyMap<string, string>): void {
    if (!tags.has('highway')) return;
    if (!Number.isFinite(id) || refs.some((ref) => !Number.isFinite(ref))) {
      this.broken++;
      return;
    }
    this.ways.push(id);
    this.refs.push(refs);
    for (const [key, column] of this.columns) column.push(tags.get(key) ?? null);
  }

  /** A way whose nodes are missing is cut where they are; how many is a note. A way without any two has no geometry. */
  toSource(file: string, format: Format): Source {
    const find = this.makeFind();
    let cut = 0;
    let missing = 0;
    const geometry = this.refs.map((refs): Geometry | null => {
      const lines: Position[][] = [[]];
      const before = missing;
      for (const ref of refs) {
        const at = find(ref);
        if (at >= 0) lines.at(-1)!.push([this.lon.values[at], this.lat.values[at]]);
        else {
          missing++;
          lines.push([]);
        }
      }
      if (missing > before) cut++;
      const whole = lines.filter((line) => line.length > 1);
      if (whole.length === 0) return null;
      return whole.length === 1
        ? { type: 'LineString', coordinates: whole[0] }
        : { type: 'MultiLineString', coordinates: whole };
    });
    const used = [...this.columns].filter(([, column]) => column.some((cell) => cell !== null));
    const notes: Source['notes'] = [];
    if (cut > 0) notes.push({ code: 'osm_refs', params: { ways: cut, refs: missing } });
    if (this.broken > 0) notes.push({ code: 'osm_broken', params: { count: this.broken } });
    return makeSource({
      file,
      format,
      headers: ['way_id', ...used.map(([key]) => key)],
      columns: [this.ways.map(String), ...used.map(([, column]) => column)],
      rows: this.ways.length,
      geometry,
      declaredCrs: 'wgs84',
      faults: this.refs.flatMap((refs, index): Fault[] =>
        refs.length > 1
          ? []
          : [{ index, code: 'one_node', params: { way: this.ways[index], count: refs.length } }]
      ),
      notes
    });
  }

  /** Id → index of the node, −1 where the file lacks it. Files are nearly always sorted by id, so no Map is needed. */
  private makeFind(): (id: number) => number {
    const n = this.ids.length;
    const ids = this.ids.values.subarray(0, n);
    const order = this.sorted ? null : Uint32Array.from(ids.keys()).sort((a, b) => ids[a] - ids[b]);
    const sorted = order ? Float64Array.from(order, (i) => ids[i]) : ids;
    return (id) => {
      let low = 0;
      let high = n - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] < id) low = middle + 1;
        else if (sorted[middle] > id) high = middle - 1;
        else return order ? order[middle] : middle;
      }
      return -1;
    };
  }
}
