// Siting with capacities on made towns: objective, bound, gap and seconds, beside the same program given to HiGHS without start and
// without reductions; seconds of the processor. Run from the project's root:
// npx tsx tests/bench/siting-capacity.ts [seconds, 60 by default] [rival's seconds, 0: none] [numbers of towns, as 0,3; all by default]
import { createRequire } from 'node:module';
import loadHighs from 'highs';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { rulesOf } from '../../src/lib/siting/capacity-limits.ts';
import { writeProgram } from '../../src/lib/siting/capacity-mip.ts';
import { reduceCapacity } from '../../src/lib/siting/capacity-problem.ts';
import { createMipSolver } from '../../src/lib/siting/highs-mip.ts';
import {
  plainLimits,
  plainOptions,
  type SitingModel,
  type SitingProblem
} from '../../src/lib/siting/problem.ts';
import { solveWithCapacity } from '../../src/lib/siting/solve-with-capacity.ts';

const seconds = Number(process.argv[2] ?? 60);
const rivalSeconds = Number(process.argv[3] ?? 0);
const chosen = process.argv[4]?.split(',').map(Number);
const path = createRequire(import.meta.url).resolve('highs/runtime');
const highs = await loadHighs({ locateFile: () => path });
const mip = createMipSolver(highs);

function createClock(): () => number {
  const began = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e6;
  };
}

/** Rows and options spread over a square of 6 km, each option with room for a part of what it reaches. */
function drawTown(
  model: SitingModel,
  rows: number,
  count: number,
  sites: number,
  reachM: number
): SitingProblem {
  const random = createRandom(rows + count);
  const at = (n: number) => Float64Array.from({ length: n }, () => random() * 6000);
  const [x, y] = [at(rows), at(rows)];
  const [u, v] = [at(count), at(count)];
  const weight = Float64Array.from({ length: rows }, () => Math.ceil(random() * 40));
  const total = weight.reduce((sum, each) => sum + each, 0);
  const first = new Uint32Array(count + 1);
  const point: number[] = [];
  const metres: number[] = [];
  for (let o = 0; o < count; o++) {
    for (let i = 0; i < rows; i++) {
      const far = Math.hypot(x[i] - u[o], y[i] - v[o]);
      if (far > reachM) continue;
      point.push(i);
      metres.push(far);
    }
    first[o + 1] = point.length;
  }
  const options = plainOptions(count);
  // Of mclp two thirds of what a circle holds on average, of pmedian room for 1.3 of all.
  const mean =
    model === 'pmedian' ? (1.3 * total) / sites : (0.67 * total * Math.PI * reachM * reachM) / 6000 / 6000;
  options.capacity = Float64Array.from({ length: count }, () => Math.round(mean * (0.5 + random())));
  return {
    ...{ model, weight, options, times: 1, least: 'number', limits: plainLimits(sites) },
    reach: { first, point: Uint32Array.from(point), metres: Float64Array.from(metres) }
  };
}

const towns: [SitingModel, number, number, number, number][] = [
  ['mclp', 2000, 100, 10, 800],
  ['mclp', 20000, 300, 10, 800],
  ['mclp', 20000, 300, 30, 800],
  ['pmedian', 1000, 50, 5, 9000],
  ['pmedian', 5000, 100, 10, 9000],
  ['pmedian', 20000, 300, 10, 9000],
  ['pmedian', 20000, 300, 30, 9000],
  ['pmedian', 20000, 300, 30, 2500],
  ['pmedian', 400, 40, 8, 9000]
];
for (const [n, town] of towns.entries()) {
  if (chosen && !chosen.includes(n)) continue;
  const problem = drawTown(...town);
  const spent = createClock();
  let firstAt = NaN;
  const answer = solveWithCapacity(problem, {
    ...{ mip, seed: 1 },
    secondsLeft: () => Math.max(0, seconds - spent()),
    onBetter: (each) => {
      if (Number.isNaN(firstAt)) firstAt = spent();
      if (process.env.VERBOSE)
        console.log(`  ${spent().toFixed(1)} s`, each.objective, each.bound, each.by.at(-1));
    }
  });
  console.log(
    town.join(' '),
    `pairs ${problem.reach.point.length}:`,
    `objective ${answer.objective.toFixed(1)}, bound ${answer.bound.toFixed(1)}, gap ${(100 * answer.gap).toFixed(4)} %,`,
    `${answer.proven ? 'proven' : 'not proven'}, first ${firstAt.toFixed(2)} s, all ${spent().toFixed(2)} s`
  );
  if (rivalSeconds > 0) runRival(problem);
}

/** The program of the question as it is: no start, no option ruled out, no rows merged beyond those alike. */
function runRival(problem: SitingProblem) {
  const spent = createClock();
  const isMedian = problem.model === 'pmedian';
  const small = reduceCapacity(problem, new Uint8Array(problem.options.place.length).fill(1), isMedian);
  const all = new Uint8Array(small.option.length).fill(1);
  try {
    const { program } = writeProgram(small, rulesOf(problem, small), all, null, isMedian);
    const found = mip(program, { seconds: rivalSeconds });
    const said = (cost: number) => (isMedian ? cost : -cost).toFixed(1);
    console.log(
      `  HiGHS alone: ${found.status}, objective ${said(found.objective)}, bound ${said(found.bound)},`,
      `${spent().toFixed(2)} s`
    );
  } catch (error) {
    console.log(`  HiGHS alone: ${String(error).slice(0, 120)}, ${spent().toFixed(2)} s`);
  }
}
