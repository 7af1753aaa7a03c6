import type { CapacityProblem } from './capacity-problem.ts';
import { compactRows } from './capacity-rows.ts';
import { createArcHeap, type ArcHeap } from './capacity-heap.ts';

/** Who is served where if certain options stand open, in the best way for all. */
export interface CapacityFlow {
  /** Σ flow × cost, and worth that is served. */
  walked: number;
  served: number;
  /** `walked` and what the rest costs outside: what is to be least. */
  cost: number;
  /** What a unit more of each open option's capacity would save, 0 or more; as long as `open`. */
  price: Float64Array;
  /** What a unit of each item costs at the least by these prices, at most `outsideCost`: dual values (weak duality). */
  itemPrice: Float64Array;
  /** Worth served at each open option. */
  used: Float64Array;
  /** Arcs with worth on them: item, place in `open`, worth and its cost a unit; filled only where asked for. */
  arcs: { item: number; k: number; flow: number; cost: number }[];
}

/** Worth left over by rounding, as a share of all. */
const NOTHING = 1e-13;

/**
 * The least cost at which the open options (`open`, places in `problem.option`) serve the demand within their capacities, exact but
 * for the rounding of sums: everyone goes where it costs least, then each overfull option sends on what it has too much along
 * shortest paths of exchanges to options with room or outside (successive shortest paths, Ahuja, Magnanti and Orlin 1993, 9.7,
 * on a graph of the open options only, whose edges are the cheapest moves of an item from one to another).
 */
export function solveFlow(problem: CapacityProblem, open: ArrayLike<number>, withArcs = false): CapacityFlow {
  const { weight, outsideCost } = problem;
  const count = open.length;
  const rows = compactRows(problem, open, withArcs);
  const { rowFirst, facility, cost } = rows;
  const room = Float64Array.from({ length: count }, (_, k) => problem.capacity[open[k]]);
  const flow = new Float64Array(facility.length);
  const load = new Float64Array(count);
  const outside = new Float64Array(rows.weight.length);
  for (let r = 0; r < rows.weight.length; r++) fillNearest(r);
  const nothing = NOTHING * problem.total;
  /** By option and option the moves of items from the one to the other, and those outside; null: nothing is overfull. */
  let heaps: Map<number, ArcHeap>[] | null = null;
  let leave: ArcHeap[] = [];
  let rowOf = new Uint32Array(0);
  if (load.some((each, k) => each > room[k] + nothing)) relieve();
  const price = findPrices();
  return finish();

  function fillNearest(r: number) {
    let least = Infinity;
    for (let a = rowFirst[r]; a < rowFirst[r + 1]; a++) least = Math.min(least, cost[a]);
    let left = rows.weight[r];
    let last = -1;
    // Among equals those with room first: it leaves less to move.
    for (let a = rowFirst[r]; a < rowFirst[r + 1] && left > 0; a++) {
      if (cost[a] > least) continue;
      last = a;
      const taken = Math.min(left, Math.max(0, room[facility[a]] - load[facility[a]]));
      flow[a] = taken;
      load[facility[a]] += taken;
      left -= taken;
    }
    if (left > 0) {
      flow[last] += left;
      load[facility[last]] += left;
    }
  }

  function relieve() {
    heaps = Array.from({ length: count }, () => new Map());
    leave = Array.from({ length: count }, () => createArcHeap());
    rowOf = new Uint32Array(facility.length);
    for (let r = 0; r < rows.weight.length; r++) rowOf.fill(r, rowFirst[r], rowFirst[r + 1]);
    for (let a = 0; a < facility.length; a++) if (flow[a] > 0) offer(a);
    for (let s = 0; s < count; s++) while (load[s] > room[s] + nothing) push(s);
  }

  /** Tells the heaps that what is on an arc can move. */
  function offer(a: number) {
    const r = rowOf[a];
    const from = heaps![facility[a]];
    for (let b = rowFirst[r]; b < rowFirst[r + 1]; b++) {
      if (b === a) continue;
      let heap = from.get(facility[b]);
      if (!heap) from.set(facility[b], (heap = createArcHeap()));
      heap.add(cost[b] - cost[a], a, b);
    }
    leave[facility[a]].add(outsideCost - cost[a], a, -1);
  }

  /** The cheapest move that is still there; false: none. */
  function settleTop(heap: ArcHeap): boolean {
    while (heap.size() > 0 && !(flow[heap.from()] > 0)) heap.drop();
    return heap.size() > 0;
  }

  /** Sends as much as one path takes from an overfull option on. */
  function push(s: number) {
    const far = new Float64Array(count).fill(Infinity);
    const before = new Int32Array(count).fill(-1);
    const queued = new Uint8Array(count);
    const queue = [s];
    far[s] = 0;
    const tolerance = 1e-13 * (outsideCost / (problem.option.length + 1));
    // Shortest paths with corrected labels, first in first out: of equally short paths about the fewest moves.
    for (let head = 0; head < queue.length; head++) {
      const j = queue[head];
      queued[j] = 0;
      for (const [k, heap] of heaps![j]) {
        if (!settleTop(heap)) continue;
        const through = far[j] + heap.key();
        if (!(through < far[k] - tolerance) || k === s) continue;
        far[k] = through;
        before[k] = j;
        if (!queued[k]) {
          queued[k] = 1;
          queue.push(k);
        }
      }
    }
    let end = -1;
    let isOutside = false;
    let least = Infinity;
    for (let j = 0; j < count; j++) {
      if (far[j] === Infinity) continue;
      if (load[j] < room[j] - nothing && far[j] < least) [end, isOutside, least] = [j, false, far[j]];
      if (settleTop(leave[j]) && far[j] + leave[j].key() < least)
        [end, isOutside, least] = [j, true, far[j] + leave[j].key()];
    }
    const moves: [number, number][] = [];
    if (isOutside) moves.push([leave[end].from(), -1]);
    for (let k = end; k !== s; k = before[k]) {
      const heap = heaps![before[k]].get(k)!;
      moves.push([heap.from(), heap.to()]);
    }
    let amount = load[s] - room[s];
    if (!isOutside) amount = Math.min(amount, room[end] - load[end]);
    for (const [a] of moves) amount = Math.min(amount, flow[a]);
    for (const [a, b] of moves) {
      flow[a] -= amount;
      if (b < 0) outside[rowOf[a]] += amount;
      else {
        flow[b] += amount;
        offer(b);
      }
    }
    load[s] -= amount;
    if (!isOutside) load[end] += amount;
  }

  /** Shortest paths from each option to room or outside. */
  function findPrices(): Float64Array {
    const found = new Float64Array(count);
    if (!heaps) return found;
    for (let k = 0; k < count; k++)
      if (!(load[k] < room[k] - nothing)) found[k] = settleTop(leave[k]) ? leave[k].key() : outsideCost;
    for (let round = 0, changed = true; changed && round <= count; round++) {
      changed = false;
      for (let j = 0; j < count; j++) {
        if (found[j] === 0) continue;
        for (const [k, heap] of heaps![j]) {
          if (!settleTop(heap) || !(heap.key() + found[k] < found[j])) continue;
          found[j] = Math.max(0, heap.key() + found[k]);
          changed = true;
        }
      }
    }
    return found;
  }

  function finish(): CapacityFlow {
    const itemPrice = new Float64Array(weight.length).fill(outsideCost);
    for (let k = 0; k < count; k++) {
      const o = open[k];
      for (let at = problem.first[o]; at < problem.first[o + 1]; at++) {
        const each = problem.cost[at] + price[k];
        if (each < itemPrice[problem.item[at]]) itemPrice[problem.item[at]] = each;
      }
    }
    let walked = 0;
    let served = 0;
    const arcs: CapacityFlow['arcs'] = [];
    for (let r = 0; r < rows.weight.length; r++) {
      for (let a = rowFirst[r]; a < rowFirst[r + 1]; a++) {
        if (!(flow[a] > 0)) continue;
        walked += flow[a] * cost[a];
        if (withArcs) arcs.push({ item: rows.item[r], k: facility[a], flow: flow[a], cost: cost[a] });
      }
      served += rows.weight[r] - outside[r];
    }
    const unserved = Math.max(0, problem.total - served);
    const all = walked + (unserved > nothing ? unserved : 0) * outsideCost;
    return { walked, served, cost: all, price, itemPrice, used: load, arcs };
  }
}
