import { FARTHEST, BARRED, ticksOf, ticksToEnd, ticksToStart } from './ticks.ts';
import type { Joins, Network } from './network.ts';

/**
 * Sources that come and go, by the edge they meet: source s has the slots 2s and 2s + 1 (its second join), and the slots
 * of one edge are chained from `first[edge]` over `next`, −1 at the end. Lists by edge instead of columns sorted by edge,
 * since those would have to be made anew for each source that goes.
 */
export class SourceSlots {
  readonly first: Int32Array;
  next = new Int32Array(0);
  /** −1: a slot not in use. */
  edge = new Int32Array(0);
  alongM = new Float64Array(0);
  /** The way from the source to the edge, and with it to either end of the edge; at least `BARRED`: no way. */
  offTicks = new Int32Array(0);
  startTicks = new Int32Array(0);
  endTicks = new Int32Array(0);
  private readonly network: Network;

  constructor(network: Network, sources: number) {
    this.network = network;
    this.first = new Int32Array(network.edgeFrom.length).fill(-1);
    this.grow(2 * sources);
  }

  /** Puts source `id` where point `at` of `joins` meets the network; throws where it is there already. */
  put(id: number, joins: Joins, at: number): void {
    if (!(Number.isInteger(id) && id >= 0)) throw new Error(`expected the number of a source, got ${id}`);
    if (this.isIn(id)) throw new Error(`expected a source that is not there, got ${id}`);
    if (joins.more && joins.more.first[at] < joins.more.first[at + 1])
      throw new Error(`expected a source with two joins at most, got one with more`);
    if (2 * id + 1 >= this.edge.length) this.grow(Math.max(16, 3 * id + 2));
    this.fill(2 * id, joins.edge[at], joins.alongM[at], joins.offM[at]);
    this.fill(2 * id + 1, joins.mainEdge[at], joins.mainAlongM[at], joins.mainOffM[at]);
  }

  /** Takes source `id` away; nothing happens where it is not there or meets no edge. */
  take(id: number): void {
    for (const slot of this.of(id)) {
      const edge = this.edge[slot];
      if (this.first[edge] === slot) this.first[edge] = this.next[slot];
      else {
        let before = this.first[edge];
        while (this.next[before] !== slot) before = this.next[before];
        this.next[before] = this.next[slot];
      }
      this.edge[slot] = -1;
    }
  }

  /** The slots of source `id` that are in use: none, one or two. */
  of(id: number): number[] {
    return [2 * id, 2 * id + 1].filter((slot) => this.edge[slot] >= 0);
  }

  private isIn(id: number): boolean {
    return this.edge[2 * id] >= 0 || this.edge[2 * id + 1] >= 0;
  }

  private fill(slot: number, edge: number, alongM: number, offM: number): void {
    if (edge < 0) return;
    const { network } = this;
    const off = ticksOf(offM);
    this.edge[slot] = edge;
    this.alongM[slot] = alongM;
    this.offTicks[slot] = Math.min(BARRED, off);
    this.startTicks[slot] = Math.min(BARRED, off + ticksToStart(network, edge, alongM));
    this.endTicks[slot] = Math.min(BARRED, off + ticksToEnd(network, edge, alongM));
    this.next[slot] = this.first[edge];
    this.first[edge] = slot;
  }

  private grow(slots: number): void {
    const longer = <C extends Int32Array | Float64Array>(column: C, empty: number): C => {
      const out = new (column.constructor as new (length: number) => C)(slots).fill(empty) as C;
      out.set(column);
      return out;
    };
    this.next = longer(this.next, -1);
    this.edge = longer(this.edge, -1);
    this.alongM = longer(this.alongM, 0);
    this.offTicks = longer(this.offTicks, FARTHEST);
    this.startTicks = longer(this.startTicks, BARRED);
    this.endTicks = longer(this.endTicks, BARRED);
  }
}
