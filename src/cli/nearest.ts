import { joinPoints } from '../lib/network/join.ts';
import { findNearest } from '../lib/network/k-nearest.ts';
import type { Column, Table } from '../lib/tables/database.ts';
import { walkerSpeed } from './find-walker.ts';
import { loadNetwork } from './load-network.ts';
import { readPointTable, type PointTable } from './read-point-table.ts';
import type { Terminal } from './terminal.ts';
import { checkExtension, TABLE_EXTENSIONS, writeTable } from './write-result.ts';

export interface NearestOptions {
  network: string;
  from: string;
  to: string;
  k: number;
  limit?: number;
  walker: string;
  out?: string;
}

type Status = 'ok' | 'unreachable' | 'unconnected';

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
  const { network } = await loadNetwork(options.network, terminal);
  terminal.step({ zh: '接入路网并查找最近点', en: 'joining points and finding the nearest' });
  const fromJoins = joinPoints(network, from);
  const toJoins = joinPoints(network, to);
  const nearest = findNearest(network, toJoins, fromJoins, options.k, options.limit);
  const counts: Record<Status, number> = { ok: 0, unreachable: 0, unconnected: 0 };
  const rows = {
    from: [] as string[],
    rank: [] as number[],
    to: [] as (string | null)[],
    m: [] as number[],
    s: [] as Status[]
  };
  const add = (i: number, rank: number, target: string | null, metres: number, status: Status) => {
    rows.from.push(from.id[i]);
    rows.rank.push(rank);
    rows.to.push(target);
    rows.m.push(metres);
    rows.s.push(status);
    counts[status]++;
  };
  for (let i = 0; i < from.id.length; i++) {
    if (fromJoins.edge[i] < 0) add(i, 1, null, NaN, 'unconnected');
    else if (nearest.source[i * options.k] < 0) add(i, 1, null, NaN, 'unreachable');
    else
      for (let at = i * options.k; at < (i + 1) * options.k && nearest.source[at] >= 0; at++)
        add(i, at - i * options.k + 1, to.id[nearest.source[at]], nearest.distanceM[at], 'ok');
  }
  const lost = toJoins.edge.reduce((sum, edge) => sum + (edge < 0 ? 1 : 0), 0);
  if (lost > 0)
    terminal.note({
      zh: `${options.to}：${lost} 个点离路网超过 300 米，无法到达`,
      en: `${options.to}: ${lost} points are more than 300 m from the network and cannot be reached`
    });
  const doubles = (values: number[]): Column => ({ type: 'DOUBLE', values: Float64Array.from(values) });
  const texts = (values: (string | null)[]): Column => ({ type: 'VARCHAR', values });
  const table: Table = new Map([
    ['from', texts(rows.from)],
    ['rank', doubles(rows.rank)],
    ['to', texts(rows.to)],
    ['distance_m', doubles(rows.m)],
    ['duration_s', doubles(rows.m.map((metres) => metres / speed))],
    ['status', texts(rows.s)]
  ]);
  const summary = { from: from.id.length, to: to.id.length, rows: rows.from.length, ...counts };
  await writeTable(table, options.out, terminal, summary);
}

function sortById(points: PointTable): PointTable {
  const order = Array.from(points.id.keys()).sort((a, b) =>
    points.id[a] < points.id[b] ? -1 : points.id[a] > points.id[b] ? 1 : a - b
  );
  return {
    id: order.map((i) => points.id[i]),
    lon: Float64Array.from(order, (i) => points.lon[i]),
    lat: Float64Array.from(order, (i) => points.lat[i])
  };
}
