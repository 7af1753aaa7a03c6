import type { OsmGather } from './osm-gather.ts';
import type { Params, ReasonCode } from '../reasons.ts';
import type { SourceLines } from '../source-lines.ts';

/**
 * Makes the lines of streets of what was gathered, row after row, in columns: an array a position took three times as long
 * and most of the memory.
 */
export class OsmLines {
  /** Ways that lack nodes and were cut there, and how many nodes. */
  cut = 0;
  missing = 0;
  private readonly gather: OsmGather;
  private readonly findNode: (id: number) => number;
  /** Of nodes: 1 where something lies that matters to people on foot, 2 where a height is known. */
  private readonly marks: Uint8Array;
  private readonly lon: Float64Array;
  private readonly lat: Float64Array;
  private readonly up: Float64Array | null;
  private readonly rowFirst: Uint32Array;
  private first: Uint32Array;
  private rows = 0;
  private lines = 0;
  private positions = 0;

  constructor(gather: OsmGather, rows: number) {
    this.gather = gather;
    const { nodes, refs, walkPoints, heights } = gather;
    this.findNode = nodes.createFinder();
    this.marks = new Uint8Array(nodes.length);
    for (const [ids, mark] of [[walkPoints.keys(), 1] as const, [heights.keys(), 2] as const])
      for (const id of ids) {
        const node = this.findNode(id);
        if (node >= 0) this.marks[node] |= mark;
      }
    this.lon = new Float64Array(refs.length);
    this.lat = new Float64Array(refs.length);
    this.up = heights.size > 0 ? new Float64Array(refs.length).fill(NaN) : null;
    this.rowFirst = new Uint32Array(rows + 1);
    this.first = new Uint32Array(rows + 1024);
  }

  /**
   * The next row is the way at `at`: cut where nodes are missing, without a line where no two are left in a row. Gives why
   * it is none, and what lies on it, `lon lat kind hours` joined by " | ", null where nothing does.
   */
  add(
    at: number,
    id: number
  ): { problem: { code: ReasonCode; params: Params } | null; points: string | null } {
    const { wayFirst, refs } = this.gather;
    const [from, to] = [wayFirst.values[at], wayFirst.values[at + 1]];
    const points = new Set<string>();
    let start = this.positions;
    let lacks = 0;
    for (let k = from; k < to; k++) {
      const node = this.findNode(refs.values[k]);
      if (node >= 0) this.addPosition(node, refs.values[k], points);
      else {
        lacks++;
        this.endLine(start);
        start = this.positions;
      }
    }
    const short = to - from < 2;
    if (short) this.positions = start;
    else {
      this.endLine(start);
      this.missing += lacks;
      if (lacks > 0) this.cut++;
    }
    this.rowFirst[++this.rows] = this.lines;
    return {
      problem: short ? { code: 'one_node', params: { way: id, count: to - from } } : null,
      points: points.size > 0 ? [...points].join(' | ') : null
    };
  }

  private addPosition(node: number, id: number, points: Set<string>): void {
    const { nodes, walkPoints, heights } = this.gather;
    const [lon, lat, mark] = [nodes.lon[node], nodes.lat[node], this.marks[node]];
    this.lon[this.positions] = lon;
    this.lat[this.positions] = lat;
    if (mark & 2) this.up![this.positions] = heights.get(id)!;
    if (mark & 1) points.add(`${lon} ${lat} ${walkPoints.get(id)!}`);
    this.positions++;
  }

  /** What stands since `start` is a line where it has two positions; else it is taken back. */
  private endLine(start: number): void {
    if (this.positions - start < 2) {
      this.positions = start;
      return;
    }
    if (this.lines + 1 === this.first.length) {
      const longer = new Uint32Array(2 * this.first.length);
      longer.set(this.first);
      this.first = longer;
    }
    this.first[++this.lines] = this.positions;
  }

  /** The lines of all rows added. */
  finish(): SourceLines {
    const { positions } = this;
    return {
      rowFirst: this.rowFirst,
      first: this.first.slice(0, this.lines + 1),
      lon: this.lon.subarray(0, positions),
      lat: this.lat.subarray(0, positions),
      up: this.up?.subarray(0, positions) ?? null
    };
  }
}
