// A full study of the made-up city: 12 kinds of facilities × 3 limits × all groups that the data gives, at 1/100, 1/10 and
// the whole of 5,000 communities. Seconds of each step after import, of wall and of processor, beside DuckDB (one thread)
// that sums the people within each limit from the same distances, and held equal to it. A line of JSON for each size.
// Run from the project's root:
//   npx tsx tests/bench/study.ts [communities …]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleNames } from '../../src/lib/sample/names.ts';
import { makeCity } from '../../src/lib/sample/city.ts';
import { writeTown } from '../../src/lib/sample/sample-files.ts';
import { importStudyLayers, type StudyLayer } from '../../src/lib/import/study-layers.ts';
import { analyseScenario, runToEnd } from '../../src/lib/study/analyse.ts';
import { openSession, type Progress } from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import type { Study } from '../../src/lib/study/study.ts';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { readInputs } from '../../src/lib/tables/read.ts';
import { CATEGORIES, fullStudyMeasures, GROUPS, LIMITS } from './full-study.ts';

interface Spent {
  seconds: number;
  cpu: number;
}

const sizes = process.argv.slice(2).map(Number);
const names = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/sample-names.json'), 'utf8')
) as SampleNames;
for (const communities of sizes.length > 0 ? sizes : [50, 500, 5000]) await measure(communities);

async function measure(communities: number): Promise<void> {
  const files = writeTown(makeCity(1, names, communities));
  const file = parseStudyFile(new TextDecoder().decode(files.get('study.json')));
  file.standards = [];
  file.siting = [];
  file.measure = fullStudyMeasures();
  const db = await openNative();
  const layers = file.layers as StudyLayer[];
  await importStudyLayers(
    db,
    layers,
    async (name) => files.get(name)!,
    async () => {},
    { lang: 'en' }
  );
  const steps: Record<string, Spent> = {};
  const clock = startClock(steps);
  clock.begin('inputs');
  const inputs = await readInputs(db, file.title);
  const onStep = ({ name }: Progress): void => clock.begin(name);
  const session = runToEnd(openSession(inputs, file), onStep);
  const study = runToEnd(analyseScenario(session, { name: '', edits: [] }), onStep);
  clock.begin('');
  const rival = await sumBySql(db, study);
  await db.close();
  const total = Object.values(steps).reduce((sum, { seconds }) => sum + seconds, 0);
  const points = study.demand.demand.lon.length;
  console.log(`${communities} communities, ${points} points, ${study.results.length} measures`);
  for (const [name, { seconds, cpu }] of Object.entries(steps))
    console.log(`  ${name.padEnd(10)} ${seconds.toFixed(3)} s (${cpu.toFixed(3)} s of processor)`);
  console.log(`  ${'together'.padEnd(10)} ${total.toFixed(3)} s`);
  const share = steps.coverage.seconds / rival.seconds;
  console.log(
    `  DuckDB     ${rival.seconds.toFixed(3)} s (${rival.cpu.toFixed(3)} s of processor) for the sums within the limits alone, the same in ` +
      `${rival.same} units and measures; coverage with searches, gaps, medians and ranks takes ${share.toFixed(2)} × that`
  );
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ bench: 'study', communities, points, steps, together: total, rival, peakMb }));
}

function startClock(steps: Record<string, Spent>): { begin(name: string): void } {
  let running = '';
  let since = performance.now();
  let before = process.cpuUsage();
  return {
    begin(name) {
      const { user, system } = process.cpuUsage(before);
      if (running !== '') {
        const spent = (steps[running] ??= { seconds: 0, cpu: 0 });
        spent.seconds += (performance.now() - since) / 1000;
        spent.cpu += (user + system) / 1e6;
      }
      running = name;
      since = performance.now();
      before = process.cpuUsage();
    }
  };
}

/** People within each limit by community, from tables of points and distances; throws where they are not ours. */
async function sumBySql(db: Database, study: Study): Promise<Spent & { same: number }> {
  const { demand } = study.demand;
  const doubles = (values: Float64Array) => ({ type: 'DOUBLE' as const, values });
  const fields = [...new Set(study.results.map(({ measure }) => measure.field))];
  const firsts = CATEGORIES.map((_, k) => study.results[k * LIMITS.length * GROUPS.length].coverage);
  const points = new Map([
    ['unit', doubles(Float64Array.from(demand.unit))],
    ...fields.map((field) => [field, doubles(demand.people[field])] as const),
    ...firsts.map(({ distanceM }, k) => [`d${k}`, doubles(distanceM)] as const)
  ]);
  await db.insert('bench_points', points);
  const sums = study.results.map(({ measure }, k) => {
    const distance = `d${Math.floor(k / (LIMITS.length * GROUPS.length))}`;
    return `sum(CASE WHEN ${distance} <= ${measure.limitM} THEN ${measure.field} ELSE 0 END) AS s${k}`;
  });
  const steps: Record<string, Spent> = {};
  const clock = startClock(steps);
  clock.begin('sql');
  const found = await db.query(
    `SELECT unit, ${sums.join(', ')} FROM bench_points WHERE unit >= 0 GROUP BY unit ORDER BY unit`
  );
  clock.begin('');
  const units = found.get('unit')!.values as Float64Array;
  let same = 0;
  study.results.forEach(({ measure, coverage }, k) => {
    const people = found.get(`s${k}`)!.values as Float64Array;
    units.forEach((unit, row) => {
      if (coverage.rows.covered[unit] !== people[row])
        throw new Error(
          `expected ${people[row]} in unit ${unit} of ${measure.id}, got ${coverage.rows.covered[unit]}`
        );
      same++;
    });
  });
  return { ...steps.sql, same };
}
