// One facility moved along a street again and again: milliseconds of processor time of the distances alone, and of every figure of every measure
// that asks for its category (12 categories × 3 limits × the groups that the data gives), beside a full run in the same process.
//   npx tsx tests/bench/follow.ts [moves] [communities …]
// Some of the moves are held against a full run, bit for bit. The last line of each size is its figures as JSON.
import { isDeepStrictEqual } from 'node:util';
import names from '../../data/sample-names.json' with { type: 'json' };
import { openLiveDistances } from '../../src/lib/coverage/live-distances.ts';
import type { Measure } from '../../src/lib/coverage/measure.ts';
import { measureOf } from '../../src/lib/coverage/measures.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { importStudyLayers, type StudyLayer } from '../../src/lib/import/study-layers.ts';
import { positionAt } from '../../src/lib/network/along.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { Network } from '../../src/lib/network/network.ts';
import { makeCity } from '../../src/lib/sample/city.ts';
import { makeTown } from '../../src/lib/sample/town.ts';
import { writeTown } from '../../src/lib/sample/sample-files.ts';
import { POPULATION_GROUPS } from '../../src/lib/standards/taxonomy.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { openFollowing } from '../../src/lib/study/follow.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import {
  askMeasure,
  demandOf,
  facilitiesOf,
  openSession,
  type Session
} from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { readInputs } from '../../src/lib/tables/read.ts';

const [moves = 240, ...sizes] = process.argv.slice(2).map(Number);
/** Steps that one facility is dragged along, and metres of each. */
const DRAG = 40;
const STEP_M = 5;
const LIMITS_M = [300, 500, 1000];

async function openSample(communities: number): Promise<Session> {
  const files = writeTown(communities ? makeCity(1, names, communities) : makeTown(1, names));
  const file = parseStudyFile(new TextDecoder().decode(files.get('study.json')));
  const db = await openNative();
  try {
    await importStudyLayers(
      db,
      file.layers as StudyLayer[],
      async (name) => files.get(name)!,
      async () => {},
      { lang: 'en' }
    );
    const inputs = await readInputs(db, file.title);
    return runToEnd(openSession(inputs, file), () => {});
  } finally {
    await db.close();
  }
}

/** The 12 most frequent categories × 3 limits × the groups with people of their own. */
function measuresFor(session: Session): Measure[] {
  const { demand } = demandOf(session, 'auto');
  const counts = new Map<string, number>();
  for (const category of session.inputs.facilities.category)
    counts.set(category, (counts.get(category) ?? 0) + 1);
  const categories = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!).slice(0, 12);
  const fields = new Set<string>();
  const groups = POPULATION_GROUPS.filter(({ population_field: field }) => {
    if (!demand.people[field] || fields.has(field)) return false;
    fields.add(field);
    return true;
  });
  return categories.flatMap((category) =>
    LIMITS_M.flatMap((limit_m) =>
      groups.map((group) => {
        const id = `${category}-${limit_m}-${group.code}`;
        const own = { id, facilities: [category], limit_m, group: group.code, demand: 'auto' as const };
        return measureOf(own, session.walker);
      })
    )
  );
}

/** Places along the streets from an edge on, `STEP_M` apart. */
function walkStreets(network: Network, edge: number, random: () => number): [lon: number, lat: number][] {
  const places: [number, number][] = [];
  let node = network.edgeFrom[edge];
  let on = edge;
  while (places.length < DRAG) {
    const length = network.edgeLengthM[on];
    const back = network.edgeFrom[on] !== node;
    for (let m = STEP_M; m < length && places.length < DRAG; m += STEP_M)
      places.push(positionAt(network, on, back ? length - m : m));
    node = back ? network.edgeFrom[on] : network.edgeTo[on];
    const arcs = network.firstArc[node + 1] - network.firstArc[node];
    on = network.arcEdge[network.firstArc[node] + Math.floor(random() * arcs)];
  }
  return places;
}

const quantile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const spread = (values: number[]): string =>
  [0.5, 0.95, 1].map((share) => quantile(values, share).toFixed(3).padStart(8)).join(' ');

/** Milliseconds of processor time: other work on the machine does not count, the process's own collector and compiler do. */
function timed<T>(run: () => T, into: number[]): T {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  into.push((user + system) / 1000);
  return result;
}

async function bench(communities: number): Promise<void> {
  const session = await openSample(communities);
  const { network, inputs } = session;
  const { facilities } = inputs;
  const { demand, joins } = demandOf(session, 'auto');
  if (!network || !joins) throw new Error('expected a sample with roads, got none');
  facilitiesOf(session, { name: '', edits: [] });
  const measures = measuresFor(session);
  const categories = [...new Set(measures.flatMap((measure) => measure.categories))];
  const random = createRandom(7);
  const openedMs: number[] = [];
  const following = timed(() => openFollowing(session, measures), openedMs);
  const alone = new Map(
    categories.map((category) => {
      const both = { points: joins, facilities: session.present.joins! };
      return [category, openLiveDistances(network, both, demand, facilities, [category])];
    })
  );
  const joinMs: number[] = [];
  const distanceMs: number[] = [];
  const allMs: number[] = [];
  const fullMs: number[] = [];
  const changed: number[] = [];
  const edits: Edit[] = [];
  let checked = 0;
  for (let move = 0; move < moves; move += DRAG) {
    const category = categories[(move / DRAG) % categories.length];
    const of = facilities.category.flatMap((each, i) => (each === category ? [i] : []));
    const facility = of[Math.floor(random() * of.length)];
    const edge = Math.max(0, session.present.joins!.edge[facility]);
    const places = walkStreets(network, edge, random).slice(0, moves - move);
    for (const [lon, lat] of places) {
      const at = timed(
        () => joinPoints(network, { lon: Float64Array.of(lon), lat: Float64Array.of(lat) }),
        joinMs
      );
      timed(() => alone.get(category)!.place(facility, { lon, lat, joins: at, at: 0 }), distanceMs);
      const found = timed(() => following.place(facility, category, lon, lat), allMs);
      changed.push(found[0].point.length);
    }
    const [lon, lat] = places.at(-1)!;
    edits.push({ do: 'move', code: facilities.code[facility], lon, lat });
    const concerned = following.results.filter(({ measure }) => measure.categories.includes(category));
    facilitiesOf(session, { name: '', edits });
    const full = timed(() => concerned.map(({ measure }) => askMeasure(session, measure)), fullMs);
    full.forEach(({ coverage, gaps }, k) => {
      const live = { coverage: concerned[k].coverage, gaps: concerned[k].gaps };
      if (!isDeepStrictEqual(live, { coverage, gaps }))
        throw new Error(`expected ${concerned[k].measure.id} as in a full run, got other figures`);
      checked++;
    });
  }
  const figures = `${inputs.units.code.length} units, ${demand.lon.length} points, ${facilities.code.length} facilities, ${network.figures.vertices} vertices (${network.figures.edges} edges)`;
  console.log(communities ? `city of ${communities} communities: ${figures}` : `town: ${figures}`);
  console.log(`  ${measures.length} measures; ${allMs.length} moves of ${STEP_M} m`);
  console.log(`                                        ms: median      p95      max`);
  console.log(`  joining the new place to the network   ${spread(joinMs)}`);
  console.log(`  distances, walk and straight line      ${spread(distanceMs)}`);
  console.log(`  joining, distances and every figure    ${spread(allMs)}`);
  console.log(`  a full run of the same measures        ${spread(fullMs)}`);
  const ratio = quantile(fullMs, 0.5) / quantile(allMs, 0.5);
  console.log(
    `  ratio of medians ${ratio.toFixed(0)}; points changed a move: median ${quantile(changed, 0.5)}, most ${Math.max(...changed)}`
  );
  console.log(
    `  opened in ${openedMs[0].toFixed(0)} ms; ${checked} measures equal to a full run, bit for bit`
  );
  const three = (values: number[]): number[] => [0.5, 0.95, 1].map((share) => quantile(values, share));
  console.log(
    JSON.stringify({
      bench: 'follow',
      communities,
      points: demand.lon.length,
      edges: network.figures.edges,
      measures: measures.length,
      moves: allMs.length,
      /** Median, p95 and most. */
      ms: { join: three(joinMs), distances: three(distanceMs), all: three(allMs), full: three(fullMs) },
      leastMs: Math.min(...allMs),
      leastFullMs: Math.min(...fullMs)
    })
  );
}

for (const communities of sizes.length ? sizes : [0, 500, 5000]) await bench(communities);
