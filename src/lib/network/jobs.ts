import type { Points } from '../geometry/shapes.ts';
import { createCollector, type Collect, type TickSets } from './collect-within.ts';
import { joinPoints, pickJoins } from './join.ts';
import { findNearest, type Nearest } from './k-nearest.ts';
import type { Joins, Network } from './network.ts';
import { packAreas, type PackedAreas } from './pack-areas.ts';
import { distancesToPoints, searchNearest, type PointDistances } from './search.ts';
import { createServiceAreas, type DrawAreas, type ServiceArea } from './service-area.ts';

/** What jobs work on, told once: a network, and by name what meets it. What is told again under a name replaces it. */
export interface Columns {
  network?: Network;
  joins?: Record<string, Joins>;
  points?: Record<string, Points>;
}

/** Rows `from … to - 1` of the columns that a job names. */
interface Slice {
  from: number;
  to: number;
}

/** Joins a slice of `points` to the network. */
export interface JoinJob extends Slice {
  kind: 'join';
  points: string;
  snapLimitM?: number;
}

/** For each of the joins `points` the nearest of the sources `chosen` (null: all), by their place in `chosen`. */
export interface NearestJob {
  kind: 'nearest';
  sources: string;
  chosen: Uint32Array | null;
  points: string;
  limitM: number;
}

/** For each of a slice of `points` its `k` nearest sources. */
export interface RankedJob extends Slice {
  kind: 'ranked';
  sources: string;
  points: string;
  k: number;
  limitM: number;
}

/** For each of a slice of sources all of `points` within the limit. */
export interface SetsJob extends Slice {
  kind: 'sets';
  sources: string;
  points: string;
  limitM: number;
}

/** For each of a slice of sources its own service areas. */
export interface AreasJob extends Slice {
  kind: 'areas';
  sources: string;
  limitsM: readonly number[];
  reachM?: number;
}

/** Work on held columns that can be done anywhere, and gives the same wherever it is done. */
export type Job = JoinJob | NearestJob | RankedJob | SetsJob | AreasJob;

/** What each kind of job gives. Its columns are the caller's own. */
export interface Results {
  join: Joins;
  nearest: PointDistances;
  ranked: Nearest;
  sets: TickSets;
  /** Of each source an area a limit. */
  areas: PackedAreas;
}

export type ResultOf<J extends Job> = Results[J['kind']];

/** Columns that are held for jobs, and what was made of them for one and serves the next. */
export interface Held {
  network: Network | null;
  joins: Map<string, Joins>;
  points: Map<string, Points>;
  /** By the points they find. */
  collectors: WeakMap<Joins, Collect>;
  /** By the reach of the areas they draw. */
  drawers: Map<number | undefined, DrawAreas>;
}

export function createHeld(): Held {
  return {
    network: null,
    joins: new Map(),
    points: new Map(),
    collectors: new WeakMap(),
    drawers: new Map()
  };
}

/** Takes columns in. A new network makes what was joined to the old one useless: it has to be told again too. */
export function holdColumns(held: Held, { network, joins = {}, points = {} }: Columns): void {
  if (network) {
    held.network = network;
    held.collectors = new WeakMap();
    held.drawers.clear();
  }
  for (const [name, each] of Object.entries(joins)) held.joins.set(name, each);
  for (const [name, each] of Object.entries(points)) held.points.set(name, each);
}

/** Does one job. Throws where it names what is not held. */
export function runJob<J extends Job>(held: Held, job: J): ResultOf<J> {
  return run(held, job) as ResultOf<J>;
}

function run(held: Held, job: Job): Results[Job['kind']] {
  const network = demand(held.network, 'a network');
  const joinsOf = (name: string): Joins => demand(held.joins.get(name), `joins "${name}"`);
  switch (job.kind) {
    case 'join':
      return joinPoints(
        network,
        slicePoints(demand(held.points.get(job.points), `points "${job.points}"`), job),
        job.snapLimitM
      );
    case 'nearest': {
      const all = joinsOf(job.sources);
      const sources = job.chosen === null ? all : pickJoins(all, job.chosen);
      const search = searchNearest(network, sources, job.limitM);
      return distancesToPoints(network, search, sources, joinsOf(job.points));
    }
    case 'ranked':
      return findNearest(
        network,
        joinsOf(job.sources),
        sliceJoins(joinsOf(job.points), job),
        job.k,
        job.limitM
      );
    case 'sets': {
      const points = joinsOf(job.points);
      let collect = held.collectors.get(points);
      if (!collect) held.collectors.set(points, (collect = createCollector(network, points)));
      return collect(joinsOf(job.sources), job.limitM, job.from, job.to);
    }
    case 'areas': {
      const sources = joinsOf(job.sources);
      let draw = held.drawers.get(job.reachM);
      if (!draw) held.drawers.set(job.reachM, (draw = createServiceAreas(network, job.reachM)));
      const areas: ServiceArea[] = [];
      for (let i = job.from; i < job.to; i++) areas.push(...draw(sources, i, job.limitsM));
      return packAreas(areas);
    }
  }
}

function demand<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`expected ${what} to be held, got none`);
  return value;
}

function slicePoints({ lon, lat }: Points, { from, to }: Slice): Points {
  return { lon: lon.subarray(from, to), lat: lat.subarray(from, to) };
}

function sliceJoins(joins: Joins, { from, to }: Slice): Joins {
  if (joins.more)
    return pickJoins(
      joins,
      Array.from({ length: to - from }, (_, k) => from + k)
    );
  return {
    edge: joins.edge.subarray(from, to),
    alongM: joins.alongM.subarray(from, to),
    offM: joins.offM.subarray(from, to),
    mainEdge: joins.mainEdge.subarray(from, to),
    mainAlongM: joins.mainAlongM.subarray(from, to),
    mainOffM: joins.mainOffM.subarray(from, to)
  };
}

/** `count` rows in slices of at most `rows`, in order. The cut depends on nothing but these two. */
export function cutSlices(count: number, rows: number): Slice[] {
  const slices: Slice[] = [];
  for (let from = 0; from < count; from += rows) slices.push({ from, to: Math.min(count, from + rows) });
  return slices;
}

/** Joins of slices, as `joinPoints` gives them, in their order, as those of the whole. */
export function concatJoins(parts: readonly Joins[]): Joins {
  const count = parts.reduce((sum, { edge }) => sum + edge.length, 0);
  const whole: Required<Omit<Joins, 'more'>> = {
    edge: new Int32Array(count),
    alongM: new Float64Array(count),
    offM: new Float64Array(count),
    mainEdge: new Int32Array(count),
    mainAlongM: new Float64Array(count),
    mainOffM: new Float64Array(count)
  };
  let at = 0;
  for (const part of parts) {
    for (const name of Object.keys(whole) as (keyof typeof whole)[]) whole[name].set(part[name], at);
    at += part.edge.length;
  }
  return whole;
}
