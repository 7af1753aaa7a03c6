// Set covering: seconds, objective, bound and gap on made-up cities and planes, and the same model in HiGHS itself.
//   npx tsx tests/bench/siting-set-cover.ts [city|town|rivals …] [--seconds N] [--only NAME] [--python FILE] [--log] [--no-mip] [--processor]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { plainLimits, plainOptions, type SitingProblem } from '../../src/lib/siting/problem.ts';
import { solveSetCover } from '../../src/lib/siting/solve-set-cover.ts';
import { loadMip } from '../siting/load-mip.ts';

const said = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const PARTS = ['city', 'town', 'rivals'];
const wants = (part: string) =>
  process.argv.includes(part) || !PARTS.some((each) => process.argv.includes(each));
const countsProcessor = process.argv.includes('--processor');
const only = said('--only', '');

interface Instance {
  name: string;
  problem: SitingProblem;
  seconds: number;
}

interface Made {
  points: number;
  candidates: number;
  /** Points a square kilometre. */
  density: number;
  radiusM: number;
  share: number;
  /** Whether points and candidates crowd in soft hills. */
  hilly?: boolean;
  /** Whether each candidate has a price, and the sum of the prices is to be least. */
  priced?: boolean;
  seed?: number;
}

/**
 * Points strewn over a square, candidates among them, each reaching what is within the radius; points in nobody's reach are
 * left out, as they have to be before a share of 1 can be asked for.
 */
function makeCity({ points, candidates, density, radiusM, share, hilly, priced, seed }: Made): SitingProblem {
  const next = createRandom(seed ?? 1);
  const sideM = 1000 * Math.sqrt(points / density);
  const draw = (): [number, number] => {
    for (;;) {
      const [x, y] = [next() * sideM, next() * sideM];
      if (!hilly || next() < 0.55 + 0.45 * Math.sin(x / 1900) * Math.cos(y / 2300)) return [x, y];
    }
  };
  const place = Array.from({ length: points }, draw);
  const cells = new Map<number, number[]>();
  const columns = Math.ceil(sideM / radiusM) + 2;
  const cellOf = (x: number, y: number) =>
    (Math.floor(y / radiusM) + 1) * columns + Math.floor(x / radiusM) + 1;
  const isReached = new Uint8Array(points);
  place.forEach(([x, y], i) => {
    const cell = cells.get(cellOf(x, y));
    if (cell) cell.push(i);
    else cells.set(cellOf(x, y), [i]);
  });
  const rows = Array.from({ length: candidates }, () => {
    const [a, b] = draw();
    const row: number[] = [];
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        for (const i of cells.get(cellOf(a, b) + dy * columns + dx) ?? [])
          if (Math.hypot(place[i][0] - a, place[i][1] - b) <= radiusM) row.push(i);
    for (const i of row) isReached[i] = 1;
    return Uint32Array.from(row).sort();
  });
  const weight = Float64Array.from({ length: points }, (_, i) =>
    isReached[i] ? 1 + Math.floor(next() ** 2 * 120) : 0
  );
  const first = new Uint32Array(candidates + 1);
  rows.forEach((row, c) => (first[c + 1] = first[c] + row.length));
  const point = new Uint32Array(first[candidates]);
  rows.forEach((row, c) => point.set(row, first[c]));
  const options = plainOptions(candidates);
  if (priced) options.cost.forEach((_, o) => (options.cost[o] = 50 + Math.floor(100 * next())));
  return {
    ...{ model: 'lscp', weight, times: 1, least: priced ? 'cost' : 'number' },
    ...{ reach: { first, point, metres: new Float64Array(point.length) }, options },
    limits: { ...plainLimits(Infinity), share }
  };
}

const city = (density: number, share: number, seconds: number, more: Partial<Made> = {}): Instance => {
  const made = { points: 100_000, candidates: 1000, radiusM: 1000, density, share, ...more };
  return {
    name: `${made.hilly ? 'hilly ' : ''}${made.points} x ${made.candidates} ${density}/km² share ${share}${made.priced ? ' priced' : ''}`,
    ...{ problem: makeCity(made), seconds }
  };
};

const mip = process.argv.includes('--no-mip') ? null : await loadMip();

function run({ name, problem, seconds }: Instance): void {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const passed = () => (performance.now() - start) / 1000;
  const spent = () => {
    const { user, system } = process.cpuUsage(cpu);
    return (user + system) / 1e6;
  };
  let [best, bestAt] = [Infinity, 0];
  let [bound, boundAt] = [-Infinity, 0];
  const answer = solveSetCover(problem, {
    ...{ mip, seed: 1, secondsLeft: () => Math.max(0, seconds - (countsProcessor ? spent() : passed())) },
    onBetter: (each) => {
      if (each.objective < best) [best, bestAt] = [each.objective, passed()];
      if (each.bound > bound) [bound, boundAt] = [each.bound, passed()];
      if (process.argv.includes('--log'))
        console.log(
          `   ${passed().toFixed(2)} (${spent().toFixed(2)})  ${each.objective}  ${each.bound}  ${each.by.join(', ')}`
        );
    }
  });
  console.log(
    [
      name.padEnd(42),
      `pairs ${problem.reach.point.length}`,
      `objective ${answer.objective}`,
      `bound ${answer.bound}`,
      `gap ${(100 * answer.gap).toFixed(2)} %`,
      answer.proven ? 'proven' : 'open',
      `${passed().toFixed(2)} s`,
      `processor ${spent().toFixed(2)} s`,
      `best after ${bestAt.toFixed(2)} s`,
      `bound after ${boundAt.toFixed(2)} s`
    ].join('  ')
  );
}

const shorter = said('--seconds', '');
const raced = (instances: Instance[]) =>
  instances
    .filter(({ name }) => name.includes(only))
    .map((each) => (shorter ? { ...each, seconds: Number(shorter) } : each));

if (wants('town'))
  for (const instance of raced([
    city(200, 0.95, 10, { points: 5000, candidates: 100 }),
    city(200, 1, 10, { points: 5000, candidates: 100 }),
    city(200, 0.95, 10, { points: 5000, candidates: 100, priced: true }),
    city(200, 1, 10, { points: 20_000, candidates: 300 }),
    city(200, 0.9, 10, { points: 20_000, candidates: 300, priced: true })
  ]))
    run(instance);

if (wants('city'))
  for (const instance of raced([
    city(100, 0.95, 10),
    city(200, 0.95, 10),
    city(400, 0.95, 10),
    city(400, 0.8, 10),
    city(200, 0.95, 10, { hilly: true }),
    city(400, 0.95, 10, { radiusM: 1700 }),
    city(200, 0.95, 10, { priced: true }),
    city(100, 1, 30),
    city(200, 1, 30),
    city(400, 1, 30),
    city(200, 1, 30, { hilly: true }),
    city(400, 1, 30, { radiusM: 1700 }),
    city(200, 1, 30, { priced: true })
  ]))
    run(instance);

/** The question as a rival reads it: one line of JSON, rows of options. */
function writeQuestion({ weight, reach, limits, least, options }: SitingProblem, file: string): void {
  const cost = least === 'cost' ? options.cost : options.counts;
  writeFileSync(
    file,
    JSON.stringify({
      ...{ share: limits.share, cost: Array.from(cost), weight: Array.from(weight) },
      ...{ first: Array.from(reach.first), point: Array.from(reach.point) }
    })
  );
}

if (wants('rivals')) {
  const folder = mkdtempSync(join(tmpdir(), 'set-cover-'));
  const limitS = said('--rival-seconds', '120');
  for (const instance of raced([
    city(200, 0.95, 60, { points: 5000, candidates: 100 }),
    city(200, 1, 60, { points: 5000, candidates: 100 }),
    city(200, 0.95, 60, { points: 20_000, candidates: 300 }),
    city(200, 1, 60, { points: 20_000, candidates: 300 }),
    city(400, 0.95, 60),
    city(400, 1, 60)
  ])) {
    run(instance);
    const file = join(folder, 'question.json');
    writeQuestion(instance.problem, file);
    const { stdout, stderr } = spawnSync(
      said('--python', 'python3'),
      [resolve(import.meta.dirname, 'rivals/set_cover.py'), file, limitS],
      { encoding: 'utf8' }
    );
    console.log(`   HiGHS itself: ${stdout.trim() || `not run: ${stderr.trim().split('\n').at(-1)}`}`);
  }
  rmSync(folder, { recursive: true });
}
