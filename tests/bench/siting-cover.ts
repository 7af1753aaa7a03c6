// Maximal coverage: seconds, objective, bound and gap on made-up instances of the published sizes and of cities, and the rivals.
//   npx tsx tests/bench/siting-cover.ts [plane|city|rivals …] [--long] [--seconds N] [--seed N] [--only NAME] [--python FILE] [--relaxation] [--wall] [--log]
// Time is up by seconds of the processor, so that a busy machine gives the same figures; with --wall by those of the clock.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { evaluateOpen } from '../../src/lib/siting/evaluate.ts';
import { transpose } from '../../src/lib/siting/cover-rows.ts';
import { readCoverQuestion } from '../../src/lib/siting/cover-core.ts';
import { writeCoverProgram } from '../../src/lib/siting/cover-mip.ts';
import type { MipSolver } from '../../src/lib/siting/mip.ts';
import {
  plainLimits,
  plainOptions,
  type SitingAnswer,
  type SitingProblem
} from '../../src/lib/siting/problem.ts';
import { solveCover } from '../../src/lib/siting/solve-cover.ts';
import { loadMip } from '../siting/load-mip.ts';

const said = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const isWall = process.argv.includes('--wall');
const isLong = process.argv.includes('--long');
const seed = Number(said('--seed', '1'));
const only = said('--only', '');
const python = said('--python', 'python3');
const wants = (part: string) =>
  process.argv.includes(part) || !['plane', 'city', 'rivals'].some((each) => process.argv.includes(each));

interface Instance {
  name: string;
  problem: SitingProblem;
  seconds: number;
}

/** Pairs of demand and candidates within `radiusM`, in a plane, found by cells. */
function makeProblem(
  demand: { x: Float64Array; y: Float64Array; weight: Float64Array },
  candidate: { x: Float64Array; y: Float64Array },
  radiusM: number,
  sites: number
): SitingProblem {
  const cells = new Map<string, number[]>();
  const cellOf = (v: number) => Math.floor(v / radiusM);
  demand.x.forEach((x, i) => {
    const key = `${cellOf(x)},${cellOf(demand.y[i])}`;
    cells.set(key, [...(cells.get(key) ?? []).splice(0), i]);
  });
  const first = new Uint32Array(candidate.x.length + 1);
  const rows = Array.from(candidate.x, (x, c) => {
    const y = candidate.y[c];
    const row: number[] = [];
    for (let p = cellOf(x) - 1; p <= cellOf(x) + 1; p++)
      for (let q = cellOf(y) - 1; q <= cellOf(y) + 1; q++)
        for (const i of cells.get(`${p},${q}`) ?? [])
          if ((demand.x[i] - x) ** 2 + (demand.y[i] - y) ** 2 <= radiusM ** 2) row.push(i);
    first[c + 1] = first[c] + row.length;
    return Uint32Array.from(row).sort();
  });
  const point = new Uint32Array(first[rows.length]);
  rows.forEach((row, c) => point.set(row, first[c]));
  return {
    ...{ model: 'mclp', weight: demand.weight, times: 1, least: 'number' },
    reach: { first, point, metres: new Float64Array(point.length) },
    ...{ options: plainOptions(rows.length), limits: plainLimits(sites) }
  };
}

/** Points that are candidates as well, in a square in which so many circles would cover so much of it. */
function makePlane(
  points: number,
  sites: number,
  radiusM: number,
  circles: number,
  seed: number
): SitingProblem {
  const next = createRandom(seed);
  const sideM = Math.sqrt((sites * Math.PI * radiusM ** 2) / circles);
  const draw = () => Float64Array.from({ length: points }, () => next() * sideM);
  const place = { x: draw(), y: draw() };
  const weight = Float64Array.from({ length: points }, () => 1 + Math.floor(next() * 100));
  return makeProblem({ ...place, weight }, place, radiusM, sites);
}

/**
 * A city of 22 by 22 km with streets every 150 m and points along them, 100 to 400 a km² in soft hills of density; candidates
 * at crossings. With `isDense` everything crowds into the middle, so that candidates overlap much more.
 */
function makeCity(points: number, candidates: number, sites: number, isDense: boolean): SitingProblem {
  const next = createRandom(1);
  const STREET_M = 150;
  const SIDE_M = 22_000;
  const hill = (x: number, y: number) => 0.625 + 0.375 * Math.sin(x / 1900) * Math.cos(y / 2300);
  const draw = (): [number, number] => {
    const one = () => (isDense ? (next() + next() + next()) / 3 : next()) * SIDE_M;
    for (;;) {
      const [x, y] = [one(), one()];
      if (next() < hill(x, y)) return [x, y];
    }
  };
  const onStreet = (v: number) => Math.round(v / STREET_M) * STREET_M;
  const count = (n: number) => ({ x: new Float64Array(n), y: new Float64Array(n) });
  const demand = { ...count(points), weight: new Float64Array(points) };
  for (let i = 0; i < points; i++) {
    const [x, y] = draw();
    const alongX = next() < 0.5;
    demand.x[i] = alongX ? x : onStreet(x);
    demand.y[i] = alongX ? onStreet(y) : y;
    demand.weight[i] = Math.round(next() ** 2 * 120 * 64) / 64;
  }
  const candidate = count(candidates);
  for (let c = 0; c < candidates; c++) {
    const [x, y] = draw();
    candidate.x[c] = onStreet(x);
    candidate.y[c] = onStreet(y);
  }
  return makeProblem({ ...demand, weight: demand.weight }, candidate, 1000, sites);
}

const plane = (points: number, sites: number, radiusM: number, circles: number, seed: number): Instance => ({
  name: `plane ${points} p=${sites} r=${radiusM}`,
  problem: makePlane(points, sites, radiusM, circles, seed),
  seconds: isLong ? 600 : 30
});
const city = (candidates: number, sites: number, seconds: number, isDense = false): Instance => ({
  name: `${isDense ? 'dense city' : 'city'} ${candidates} p=${sites}`,
  problem: makeCity(100_000, candidates, sites, isDense),
  seconds
});

const mip = await loadMip();

function run({ name, problem, seconds }: Instance, solver: MipSolver | null = mip): SitingAnswer {
  const start = performance.now();
  const startCpu = process.cpuUsage();
  const passed = () => (performance.now() - start) / 1000;
  const spent = () => {
    const { user, system } = process.cpuUsage(startCpu);
    return (user + system) / 1e6;
  };
  let firstMs = 0;
  let firstCpuMs = 0;
  let bestAt = 0;
  let best = -Infinity;
  const answer = solveCover(problem, {
    ...{ mip: solver, seed, secondsLeft: () => Math.max(0, seconds - (isWall ? passed() : spent())) },
    onBetter: (each) => {
      firstMs ||= 1000 * passed();
      firstCpuMs ||= 1000 * spent();
      if (each.objective > best) [best, bestAt] = [each.objective, spent()];
      if (process.argv.includes('--log'))
        console.log(
          `   ${spent().toFixed(2)} ${each.objective} ${each.bound.toFixed(2)} ${(100 * each.gap).toFixed(4)} % ${each.by.join(', ')}`
        );
    }
  });
  const [tookS, tookCpuS] = [passed(), spent()];
  let total = 0;
  for (const w of problem.weight) total += w;
  console.log(
    [
      name.padEnd(26),
      `pairs ${problem.reach.point.length}`,
      `objective ${answer.objective} (${((100 * answer.objective) / total).toFixed(1)} %)`,
      `bound ${answer.bound.toFixed(3)}`,
      `gap ${(100 * answer.gap).toFixed(4)} %`,
      answer.proven ? 'proven' : 'open',
      `${tookS.toFixed(2)} s, ${tookCpuS.toFixed(2)} s of the processor`,
      `best after ${bestAt.toFixed(2)} s of it`,
      `first ${firstMs.toFixed(0)} ms, ${firstCpuMs.toFixed(0)} ms of the processor`
    ].join('  ')
  );
  return answer;
}

const instances: Instance[] = [
  ...(wants('plane')
    ? [
        plane(2000, 50, 800, 1, 1),
        plane(2000, 100, 400, 1, 2),
        plane(4000, 50, 600, 0.8, 3),
        plane(4000, 100, 400, 1.2, 4),
        plane(8000, 50, 800, 1, 5),
        plane(8000, 100, 600, 1, 6)
      ]
    : []),
  ...(wants('city')
    ? [
        city(1000, 10, 5),
        city(1000, 20, 5),
        city(1000, 30, 5),
        city(1000, 50, 3),
        city(1000, 50, 60),
        city(2000, 20, 5),
        city(1000, 30, 30, true)
      ]
    : [])
].filter(({ name }) => name.includes(only));
/** The question as a rival reads it: one line of JSON, rows of options. */
function writeQuestion({ weight, reach, limits }: SitingProblem, file: string): void {
  const { first, point } = reach;
  writeFileSync(
    file,
    JSON.stringify({
      ...{ sites: limits.sites, weight: Array.from(weight) },
      ...{ first: Array.from(first), point: Array.from(point) }
    })
  );
}

function runRival(problem: SitingProblem, rival: string): void {
  const file = join(folder, 'question.json');
  writeQuestion(problem, file);
  const { stdout, stderr } = spawnSync(
    python,
    [resolve(import.meta.dirname, 'rivals/cover.py'), file, rival, String(rivalSeconds)],
    { encoding: 'utf8' }
  );
  console.log(`   ${rival}: ${stdout.trim() || `not run: ${stderr.trim().split('\n').at(-1)}`}`);
}

/** Seconds and objective of the whole model, not reduced and without a start, in the same HiGHS as ours. */
function runWasm({ problem }: Instance, seconds: number): string {
  const core = readCoverQuestion(problem).core!;
  const { weight } = core.problem;
  const { program, chosenOf } = writeCoverProgram(
    core.problem,
    transpose(core.problem, weight.length),
    core.places
  );
  const start = performance.now();
  const answer = mip(program, { seconds, gap: 0 });
  const took = (performance.now() - start) / 1000;
  const objective = answer.values ? evaluateOpen(problem, chosenOf(answer.values)) : NaN;
  return `objective ${objective}  ${answer.status}  ${took.toFixed(2)} s`;
}

const folder = mkdtempSync(join(tmpdir(), 'cover-'));
const rivalSeconds = Number(said('--rival-seconds', '120'));
for (const instance of instances) {
  if (said('--seconds', '')) instance.seconds = Number(said('--seconds', ''));
  run(instance);
  // What no multipliers can come below, by an interior point without crossover: right to about six places.
  if (process.argv.includes('--relaxation')) runRival(instance.problem, 'relaxation');
}

if (wants('rivals')) {
  const raced = [
    { name: 'rivals 20,000 x 300 p=15', problem: makeCity(20_000, 300, 15, false), seconds: 60 },
    { name: 'rivals 100,000 x 1,000 p=20', problem: makeCity(100_000, 1000, 20, false), seconds: 60 }
  ].filter(({ name }) => name.includes(only));
  for (const instance of raced) {
    run(instance);
    for (const rival of ['highs', 'spopt']) runRival(instance.problem, rival);
    console.log(`   HiGHS (WASM): ${runWasm(instance, rivalSeconds)}`);
  }
}
rmSync(folder, { recursive: true });
