import { KERNELS } from './kernels-module.ts';
import type { Network } from './network.ts';

/** What wasm/*.ts export; addresses are in bytes of `memory`. */
interface Exports {
  memory: WebAssembly.Memory;
  clearNearest(ticks: number, source: number, nodes: number, limit: number): void;
  sweepNearest(
    firstArc: number,
    arcs: number,
    ticks: number,
    source: number,
    near: number,
    far: number,
    words: number,
    width: number
  ): void;
  markUnreached(ticks: number, nodes: number, limit: number): void;
  clearRecords(labels: number, nodes: number, k: number, limit: number): void;
  sweepRanked(
    firstArc: number,
    arcs: number,
    labels: number,
    k: number,
    shift: number,
    near: number,
    far: number,
    words: number,
    width: number,
    limit: number
  ): void;
  clearNodes(nodes: number, count: number): void;
  reachNode(
    nodes: number,
    heads: number,
    touched: number,
    count: number,
    limit: number,
    shift: number,
    node: number,
    ticks: number
  ): number;
  walkBuckets(
    firstArc: number,
    arcs: number,
    nodes: number,
    heads: number,
    touched: number,
    count: number,
    limit: number,
    shift: number
  ): number;
  addFromNodes(
    nodes: number,
    touched: number,
    count: number,
    first: number,
    entries: number,
    limit: number,
    points: number,
    words: number,
    summary: number
  ): number;
  addPoint(points: number, words: number, summary: number, point: number, ticks: number): number;
  fillVertices(
    edgeFrom: number,
    edgeTo: number,
    firstPoint: number,
    lengths: number,
    alongs: number,
    edges: number,
    ticks: number,
    limit: number,
    out: number
  ): void;
  drainPoints(
    points: number,
    words: number,
    summary: number,
    groups: number,
    outPoint: number,
    outTicks: number
  ): void;
}

/** The kernels in WebAssembly for one network: a memory with its columns, and behind them room for one search at a time. */
export interface Kernels extends Exports {
  firstArc: number;
  arcs: number;
  /**
   * Takes the room for `owner`, of columns of so many bytes. Gives where each begins, or null where there is not so much
   * memory. What is in them is as `owner` left it where `isKept`, else anything. Views made before may be void.
   */
  claim(owner: object, columns: readonly number[]): { at: number[]; isKept: boolean } | null;
  /** Copies more columns of the network to where they stay, once under a name; null: there is not so much memory. */
  keep(name: string, columns: () => readonly (Int32Array | Uint32Array)[]): number[] | null;
}

const PAGE = 65_536;

/** A memory never shrinks: what needs more is searched with columns that the collector takes back. */
const MOST_BYTES = 2 ** 29;

/** A smaller network is searched before its columns are copied. */
const LEAST_NODES = 8192;

let choice: 'auto' | 'wasm' | 'ts' = 'auto';

/** For tests and measuring: takes the kernels in WebAssembly for networks of any size, or for none, from the next search on. */
export function chooseKernels(which: 'auto' | 'wasm' | 'ts'): void {
  choice = which;
}

let compiled: WebAssembly.Module | null = null;

// With the network goes its memory. Null: there was no room for it.
const known = new WeakMap<Network, Kernels | null>();

/** The kernels for a network; null: those in TypeScript are to be used, since it is small, or WebAssembly or memory is lacking. */
export function kernelsOf(network: Network): Kernels | null {
  const isWanted = choice === 'auto' ? network.firstArc.length > LEAST_NODES : choice === 'wasm';
  if (!isWanted) return null;
  let kernels = known.get(network);
  if (kernels === undefined) known.set(network, (kernels = loadKernels(network)));
  return kernels;
}

function loadKernels({ firstArc, arcs }: Network): Kernels | null {
  const exports = instantiate();
  if (exports === null) return null;
  const { memory } = exports;
  const fit = (bytes: number): boolean => {
    const more = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
    if (more <= 0) return true;
    if (bytes > MOST_BYTES) return false;
    try {
      memory.grow(more);
      return true;
    } catch {
      return false;
    }
  };
  const first = PAGE;
  const arcsAt = align(first + firstArc.byteLength);
  let room = align(arcsAt + arcs.byteLength);
  if (!fit(room)) return null;
  new Uint32Array(memory.buffer, first, firstArc.length).set(firstArc);
  new Int32Array(memory.buffer, arcsAt, arcs.length).set(arcs);
  let last: object | null = null;
  const kept = new Map<string, number[]>();
  return {
    ...exports,
    firstArc: first,
    arcs: arcsAt,
    claim(owner, columns) {
      let end = room;
      const at = columns.map((bytes) => {
        const begin = end;
        end = align(end + bytes);
        return begin;
      });
      if (!fit(end)) return null;
      const isKept = last === owner;
      last = owner;
      return { at, isKept };
    },
    keep(name, columns) {
      let at = kept.get(name);
      if (at) return at;
      const given = columns();
      if (!fit(given.reduce((end, { byteLength }) => align(end + byteLength), room))) return null;
      at = given.map((column) => {
        const begin = room;
        new Int32Array(memory.buffer, begin, column.length).set(column);
        room = align(begin + column.byteLength);
        return begin;
      });
      // What was behind the columns of the network has been written over.
      last = null;
      kept.set(name, at);
      return at;
    }
  };
}

function instantiate(): Exports | null {
  if (typeof WebAssembly === 'undefined') return null;
  try {
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNELS), (byte) => byte.charCodeAt(0)));
    return new WebAssembly.Instance(compiled).exports as unknown as Exports;
  } catch {
    // A page that forbids it, or no address space for one more memory.
    return null;
  }
}

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64;
