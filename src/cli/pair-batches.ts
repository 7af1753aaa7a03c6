import type { Crew } from '../lib/network/crew.ts';
import type { TickSets } from '../lib/network/collect-within.ts';
import { cutSlices, type SetsJob } from '../lib/network/jobs.ts';
import type { Joins } from '../lib/network/network.ts';
import { TICKS_PER_M } from '../lib/network/ticks.ts';
import type { RowBatch } from './row-writer.ts';

/** Sources a job: small enough to be told of progress, large enough that messages weigh nothing. */
const SOURCES_AT_ONCE = 32;

/** Searches made to learn how many pairs a source has. */
const SAMPLE = 64;

/** Pairs that are held at once where they have to be turned round. */
const PAIRS_AT_ONCE = 4_000_000;

/** Joins that a crew holds as `from` and `to`. */
interface Sides {
  from: Joins;
  to: Joins;
  /** Whether the way back is as long as the way there, as it is where only lengths count. */
  symmetric: boolean;
}

/**
 * All pairs within the limit, in the order of `from` and then `to`: places of both and the metres between, both joins
 * counted. One bounded search a source; where there are far fewer targets and the way back is as long, one a target and
 * block of sources, turned round.
 */
export async function* pairBatches(
  crew: Crew,
  sides: Sides,
  limitM: number,
  onProgress: (share: number) => void
): AsyncGenerator<RowBatch> {
  const count = sides.from.edge.length;
  const rows = sides.symmetric ? await blockOf(crew, sides, limitM) : 0;
  const blocks = cutSlices(count, Math.max(1, rows));
  if (rows > 0 && 2 * blocks.length * sides.to.edge.length < count) {
    for (const [b, { from, to }] of blocks.entries()) {
      yield await turnedBlock(crew, sides, limitM, from, to);
      onProgress((b + 1) / blocks.length);
    }
    return;
  }
  const jobs = cutSlices(count, SOURCES_AT_ONCE).map((slice): SetsJob => ({
    kind: 'sets',
    sources: 'from',
    points: 'to',
    limitM,
    ...slice
  }));
  let job = 0;
  for await (const sets of crew.stream(jobs, { onProgress })) yield pairsOf(sets, jobs[job++].from);
}

function pairsOf({ first, point, ticks }: TickSets, start: number): RowBatch {
  const source = new Int32Array(point.length);
  for (let i = 0; i + 1 < first.length; i++) source.fill(start + i, first[i], first[i + 1]);
  return [
    source,
    new Int32Array(point.buffer, point.byteOffset, point.length),
    Float64Array.from(ticks, (t) => t / TICKS_PER_M)
  ];
}

/** How many sources may be turned round at once, by the pairs of some of them; 0: not worth asking. */
async function blockOf(crew: Crew, { from, to }: Sides, limitM: number): Promise<number> {
  const count = from.edge.length;
  if (2 * to.edge.length >= count || count < 8 * SAMPLE) return 0;
  const step = Math.floor(count / SAMPLE);
  const jobs = Array.from({ length: SAMPLE }, (_, k): SetsJob => {
    return { kind: 'sets', sources: 'from', points: 'to', limitM, from: k * step, to: k * step + 1 };
  });
  const found = await crew.run(jobs);
  const pairs = found.reduce((sum, { point }) => sum + point.length, 0) / SAMPLE;
  return Math.max(1, Math.floor(PAIRS_AT_ONCE / Math.max(1, pairs)));
}

/** Pairs of the sources `start … end - 1`, searched from the targets and put in order by counting. */
async function turnedBlock(
  crew: Crew,
  { from, to }: Sides,
  limitM: number,
  start: number,
  end: number
): Promise<RowBatch> {
  const block = Object.fromEntries(
    Object.entries(from).map(([name, column]: [string, Int32Array | Float64Array]) => [
      name,
      column.slice(start, end)
    ])
  ) as unknown as Joins;
  crew.share({ joins: { block } });
  const slices = cutSlices(to.edge.length, SOURCES_AT_ONCE);
  const found = await crew.run(
    slices.map((slice): SetsJob => ({ kind: 'sets', sources: 'to', points: 'block', limitM, ...slice }))
  );
  const next = new Uint32Array(end - start + 1);
  for (const { point } of found) for (let k = 0; k < point.length; k++) next[point[k] + 1]++;
  for (let i = 0; i < end - start; i++) next[i + 1] += next[i];
  const total = next[end - start];
  const batch = [new Int32Array(total), new Int32Array(total), new Float64Array(total)] as const;
  found.forEach(({ first, point, ticks }, s) => {
    for (let t = 0; t + 1 < first.length; t++)
      for (let k = first[t]; k < first[t + 1]; k++) {
        const at = next[point[k]]++;
        batch[0][at] = start + point[k];
        batch[1][at] = slices[s].from + t;
        batch[2][at] = ticks[k] / TICKS_PER_M;
      }
  });
  return [...batch];
}
