import type { Crew } from '../lib/network/crew.ts';
import { concatJoins, cutSlices, type JoinJob } from '../lib/network/jobs.ts';
import type { Joins, Network } from '../lib/network/network.ts';
import { openCrew } from './crew.ts';
import type { PointTable } from './read-point-table.ts';
import type { Terminal } from './terminal.ts';

/** Fewer rows than this are done before a thread has begun. */
const WORTH_A_THREAD = 5000;

/** Rows a job of joining; a few hundredths of a second each. */
const JOINED_AT_ONCE = 16_384;

/** Two point tables on a network, and the crew that holds them as `from` and `to`. */
export interface JoinedTables {
  crew: Crew;
  from: Joins;
  to: Joins;
}

/**
 * Joins two point tables to a network. Large tables get a crew of threads, small ones one that works in place; it is
 * to be closed by the caller.
 */
export async function joinTables(
  network: Network,
  from: PointTable,
  to: PointTable,
  terminal: Terminal
): Promise<JoinedTables> {
  const rows = from.id.length + to.id.length;
  const crew = rows < WORTH_A_THREAD ? openCrew(0) : openCrew();
  crew.share({ network, points: { from, to } });
  const join = async (points: 'from' | 'to', count: number, before: number): Promise<Joins> => {
    const jobs = cutSlices(count, JOINED_AT_ONCE).map((slice): JoinJob => ({
      kind: 'join',
      points,
      ...slice
    }));
    const onProgress = (share: number) =>
      terminal.step({ zh: '接入路网', en: 'joining points' }, (before + share * count) / rows);
    return concatJoins(await crew.run(jobs, { onProgress }));
  };
  const joins = {
    from: await join('from', from.id.length, 0),
    to: await join('to', to.id.length, from.id.length)
  };
  crew.share({ joins });
  return { crew, ...joins };
}

/** How many points meet no network. */
export function countUnconnected({ edge }: Joins): number {
  let count = 0;
  for (let i = 0; i < edge.length; i++) if (edge[i] < 0) count++;
  return count;
}

/** The same points in order of their ids, so that results do not depend on the order of rows. */
export function sortById({ id, lon, lat }: PointTable): PointTable {
  const order = Array.from(id.keys()).sort((a, b) => (id[a] < id[b] ? -1 : id[a] > id[b] ? 1 : a - b));
  return {
    id: order.map((i) => id[i]),
    lon: Float64Array.from(order, (i) => lon[i]),
    lat: Float64Array.from(order, (i) => lat[i])
  };
}

/** Says which points cannot be walked to or from, where there are any. */
export function noteUnconnected(path: string, count: number, terminal: Terminal): void {
  if (count === 0) return;
  terminal.note({
    zh: `${path}：${count} 个点离路网超过 300 米，无法到达`,
    en: `${path}: ${count} points are more than 300 m from the network and cannot be reached`
  });
}
