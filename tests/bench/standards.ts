// Every rule of every pack, for every unit and group of the made-up city: seconds of the searches alone, of all coverages and rules, of
// the gaps beside, and of the rules that one edited facility touches. The searches run in the same process, before and after, the least of each is taken.
// A line of JSON for each size. Run from the project's root:
//   npx tsx tests/bench/standards.ts [communities …]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { pickJoins } from '../../src/lib/network/join.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { facilitiesIn } from '../../src/lib/coverage/distances.ts';
import type { Measure } from '../../src/lib/coverage/measure.ts';
import { importStudyLayers, type StudyLayer } from '../../src/lib/import/study-layers.ts';
import { makeCity } from '../../src/lib/sample/city.ts';
import type { SampleNames } from '../../src/lib/sample/names.ts';
import { writeTown } from '../../src/lib/sample/sample-files.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import { POPULATION_GROUPS } from '../../src/lib/standards/taxonomy.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { assessAll } from '../../src/lib/study/assess-study.ts';
import { openLiveStudy } from '../../src/lib/study/live-study.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import {
  askCoverage,
  askMeasure,
  demandOf,
  distancesKey,
  facilitiesOf,
  openSession,
  studyMeasures,
  type Session
} from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { readInputs } from '../../src/lib/tables/read.ts';

const names = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/sample-names.json'), 'utf8')
) as SampleNames;
const sizes = process.argv.slice(2).map(Number);
for (const communities of sizes.length > 0 ? sizes : [500, 5000]) await measure(communities);

async function measure(communities: number): Promise<void> {
  const db = await openNative();
  try {
    const files = writeTown(makeCity(1, names, communities));
    const said = parseStudyFile(new TextDecoder().decode(files.get('study.json')!));
    await importStudyLayers(
      db,
      said.layers as StudyLayer[],
      async (name) => files.get(name)!,
      async () => {},
      { lang: 'zh' }
    );
    const inputs = await readInputs(db, said.title);
    const standards = loadPacks(PROFILES, { unverified: true }).map(({ id }) => id);
    const session = runToEnd(openSession(inputs, { ...said, standards, measure: [] }), () => {});
    report(session, communities);
  } finally {
    await db.close();
  }
}

function report(session: Session, communities: number): void {
  const { people } = demandOf(session, 'auto').demand;
  const groups = POPULATION_GROUPS.filter(({ population_field: field }) => people[field] !== undefined);
  const measures = everyGroup(studyMeasures(session), groups);
  const keys = new Map(measures.map((each) => [distancesKey(session, each), each]));
  // People, floor space and land as points, and the network, are ready before anything is asked.
  for (const each of measures) demandOf(session, each.demand);
  const before = timeSearches(session, [...keys.values()]);
  const started = performance.now();
  const coverages = measures.map((each) => askCoverage(session, each).coverage);
  const asked = performance.now();
  const rows = assessAll(session, coverages);
  const whole = performance.now() - started;
  // The gaps of all measures as well: how far, why, and who first.
  const beforeGaps = performance.now();
  for (const each of measures) askMeasure(session, each);
  const gapsS = (performance.now() - beforeGaps) / 1000;
  const searches = Math.min(before, timeSearches(session, [...keys.values()]));

  const live = openLiveStudy(session);
  const { spent, rules } = editOneByOne(session, live);
  const { facilities, units } = session.inputs;
  const statuses: Record<string, number> = {};
  for (const { status } of rows) statuses[status] = (statuses[status] ?? 0) + 1;
  console.log(
    JSON.stringify({
      ...{ communities, units: units.code.length, points: demandOf(session, 'auto').demand.lon.length },
      ...{ facilities: facilities.code.length, rules: session.standards.length, measures: measures.length },
      ...{ searchesMade: keys.size, rows: rows.length, statuses },
      searchesS: round(searches),
      measuresS: round((asked - started) / 1000),
      rulesS: round((whole - (asked - started)) / 1000),
      wholeS: round(whole / 1000),
      timesSearches: round(whole / 1000 / searches),
      gapsS: round(gapsS),
      edit: {
        ...{ median: round(spent[Math.floor(spent.length / 2)]), worst: round(spent.at(-1)!) },
        rulesTouched: rules,
        partOfWhole: `1/${Math.round(whole / 1000 / spent[Math.floor(spent.length / 2)])}`,
        worstPart: `1/${Math.round(whole / 1000 / spent.at(-1)!)}`
      },
      memoryGB: round(process.memoryUsage().rss / 2 ** 30)
    })
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Each measure once for every group of people that the data gives. */
function everyGroup(measures: Measure[], groups: typeof POPULATION_GROUPS): Measure[] {
  const seen = new Map<string, Measure>();
  for (const measure of measures) {
    const own = measure.demand === 'auto' ? groups : [];
    seen.set(`${measure.id} ${measure.group}`, measure);
    for (const { code: group, population_field: field } of own)
      if (!seen.has(`${measure.id} ${group}`))
        seen.set(`${measure.id} ${group}`, { ...measure, group, field });
  }
  return [...seen.values()];
}

/** Seconds of the searches on the network that the measures need, each once, nothing else. */
function timeSearches({ network, lately, ...session }: Session, measures: Measure[]): number {
  const { facilities, joins } = lately;
  if (!network || !joins) throw new Error('expected a city with roads, got none');
  let spent = 0;
  for (const measure of measures) {
    const { joins: points } = demandOf({ ...session, network, lately }, measure.demand);
    const sources = pickJoins(joins, facilitiesIn(facilities, measure.categories));
    const started = performance.now();
    distancesToPoints(network, searchNearest(network, sources), sources, points!);
    spent += performance.now() - started;
  }
  return spent / 1000;
}

/** Seconds of each of 40 edits of facilities chosen by chance, ascending, and the most rules one of them touched. */
function editOneByOne(
  session: Session,
  live: ReturnType<typeof openLiveStudy>
): { spent: number[]; rules: number } {
  const random = createRandom(1);
  const { facilities } = session.inputs;
  const edits: Edit[] = [];
  const spent: number[] = [];
  let rules = 0;
  for (let step = 0; step < 40; step++) {
    const i = Math.floor(random() * facilities.code.length);
    edits.push({
      ...{ do: 'move', code: facilities.code[i] },
      ...{ lon: facilities.lon[i] + 0.002 * random(), lat: facilities.lat[i] + 0.002 * random() }
    });
    const next = facilitiesOf(session, { name: '', edits: edits.slice() });
    const started = performance.now();
    rules = Math.max(rules, live.bringTo(next, [facilities.code[i]]).length);
    spent.push((performance.now() - started) / 1000);
  }
  return { spent: spent.sort((a, b) => a - b), rules };
}
