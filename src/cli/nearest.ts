import type { Crew } from '../lib/network/crew.ts';
import { cutSlices, type RankedJob } from '../lib/network/jobs.ts';
import { lengthsAlong } from '../lib/network/lengths-along.ts';
import type { Network } from '../lib/network/network.ts';
import { networkOfWalker, walkerSpeed } from './find-walker.ts';
import { countUnconnected, joinTables, noteUnconnected, sortById, type JoinedTables } from './join-tables.ts';
import { loadNetwork } from './load-network.ts';
import { readPointTable } from './read-point-table.ts';
import type { RowBatch, RowColumn } from './row-writer.ts';
import type { Terminal } from './terminal.ts';
import { writeRows } from './write-rows.ts';
import { checkExtension, TABLE_EXTENSIONS } from './write-result.ts';

export interface NearestOptions {
  network: string;
  from: string;
  to: string;
  k: number;
  limit?: number;
  walker: string;
  out?: string;
}

const STATUSES = ['ok', 'unreachable', 'unconnected'] as const;

/** Points whose rows are made at once. */
const POINTS_AT_ONCE = 65_536;

/**
 * Writes the k nearest B of each A, in the order of A. An A that reaches no B within the limit, or does not meet the
 * network, has one row of rank 1 that says so.
 */
export async function runNearest(options: NearestOptions, terminal: Terminal): Promise<void> {
  const speed = walkerSpeed(options.walker);
  checkExtension(options.out, TABLE_EXTENSIONS);
  const from = await readPointTable(options.from, terminal);
  // Among equally near B the lowest id comes first, whatever the order of rows.
  const to = sortById(await readPointTable(options.to, terminal));
  const loaded = await loadNetwork(options.network, terminal);
  const network = networkOfWalker(loaded, options.walker, 'toSources');
  const joined = await joinTables(network, from, to, terminal);
  try {
    const columns: RowColumn[] = [
      { name: 'from', words: from.id },
      { name: 'rank', words: null },
      { name: 'to', words: to.id },
      { name: 'distance_m', words: null },
      { name: 'duration_s', words: null },
      { name: 'status', words: STATUSES }
    ];
    const counts = { ok: 0, unreachable: 0, unconnected: 0 };
    const batches = nearestBatches(network, joined, options, speed, counts, (share) =>
      terminal.step({ zh: '查找最近点', en: 'finding the nearest' }, share)
    );
    const rows = await writeRows(columns, batches, options.out, terminal);
    terminal.endSteps();
    noteUnconnected(options.to, countUnconnected(joined.to), terminal);
    const summary = { from: from.id.length, to: to.id.length, rows, ...counts };
    if (terminal.json) await terminal.printJson(summary);
  } finally {
    joined.crew.close();
  }
}

/** Rows of the result, of some points at a time; `counts` counts them by status. */
async function* nearestBatches(
  network: Network,
  { crew, from, to }: JoinedTables,
  { k, limit }: Pick<NearestOptions, 'k' | 'limit'>,
  speed: number,
  counts: Record<(typeof STATUSES)[number], number>,
  onProgress: (share: number) => void
): AsyncGenerator<RowBatch> {
  for await (const part of rankedParts(crew, from.edge.length, k, limit ?? Infinity, onProgress)) {
    const lengths = lengthsOf(part);
    for (const { from: start, to: end } of cutSlices(part.to - part.from, POINTS_AT_ONCE)) {
      const most = (end - start) * k;
      const [point, target, status] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
      const [rank, metres, seconds] = [0, 1, 2].map(() => new Float64Array(most));
      let rows = 0;
      const add = (i: number, at: number, to: number, m: number, level: number, s: number): void => {
        point[rows] = i;
        rank[rows] = at;
        target[rows] = to;
        metres[rows] = m;
        seconds[rows] = level / speed;
        status[rows++] = s;
        counts[STATUSES[s]]++;
      };
      for (let i = start; i < end; i++) {
        const own = part.from + i;
        if (part.source[i * k] < 0) add(own, 1, -1, NaN, NaN, from.edge[own] < 0 ? 2 : 1);
        for (let r = 0; r < k && part.source[i * k + r] >= 0; r++)
          add(own, r + 1, part.source[i * k + r], lengths[i * k + r], part.distanceM[i * k + r], 0);
      }
      yield [point, rank, target, metres, seconds, status].map((column) => column.subarray(0, rows));
    }
  }

  /** Metres on the ground of the walks that take least. */
  function lengthsOf({ from: first, source, distanceM }: Part): Float64Array {
    if (network.costs === null) return distanceM;
    const point = Uint32Array.from(source, (_, at) => first + Math.floor(at / k));
    return lengthsAlong(network, to, from, { source, point, costM: distanceM });
  }
}

interface Part {
  from: number;
  to: number;
  distanceM: Float64Array;
  source: Int32Array;
}

/** The nearest of points `from … to - 1`, `k` a point. One nearest is one search of all; k cost k, once a worker. */
async function* rankedParts(
  crew: Crew,
  count: number,
  k: number,
  limitM: number,
  onProgress: (share: number) => void
): AsyncGenerator<Part> {
  if (k === 1) {
    const job = { kind: 'nearest', sources: 'to', chosen: null, points: 'from', limitM } as const;
    const [{ distanceM, source }] = await crew.run([job], { onProgress });
    yield { from: 0, to: count, distanceM, source };
    return;
  }
  const jobs = cutSlices(count, Math.ceil(count / crew.size)).map((slice): RankedJob => ({
    kind: 'ranked',
    sources: 'to',
    points: 'from',
    k,
    limitM,
    ...slice
  }));
  let job = 0;
  for await (const { distanceM, source } of crew.stream(jobs, { onProgress })) {
    const { from, to } = jobs[job++];
    yield { from, to, distanceM, source };
  }
}
