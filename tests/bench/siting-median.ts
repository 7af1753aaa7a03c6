/**
 * p-median and p-center on graphs of the kind of OR-Library's pmed1–40 and on a plane of 10,000 × 1,000, and the same p-median as a program
 * in HiGHS for the smaller graphs. Time is up by seconds of the processor, so that a busy machine gives the same figures.
 * `npx tsx tests/bench/siting-median.ts [seconds a question] [seconds of the rival] [nodes at most] [median|center|plane|rivals …]`
 */
import { evaluateOpen } from '../../src/lib/siting/evaluate.ts';
import { readMedian } from '../../src/lib/siting/median-core.ts';
import { createMedianSwaps } from '../../src/lib/siting/median-swaps.ts';
import type { SitingAnswer, SitingProblem, SolveTools } from '../../src/lib/siting/problem.ts';
import { solveCenter } from '../../src/lib/siting/solve-center.ts';
import { solveMedian } from '../../src/lib/siting/solve-median.ts';
import { loadMip } from '../siting/load-mip.ts';
import { startHighs, writeColumns } from './rivals/start.ts';
import { makeGraphProblem, makePlaneProblem } from './siting-graphs.ts';

const said = process.argv.slice(2);
const [SECONDS = 60, RIVAL_SECONDS = 120, MOST_NODES = 900] = said.map(Number).filter((n) => n >= 0);
const PARTS = ['median', 'center', 'plane', 'rivals'];
const wants = (part: string) => said.includes(part) || !PARTS.some((each) => said.includes(each));
/** Sites of the five questions of each number of nodes; of 700 nodes there are four, of 800 and 900 three. */
const sitesOf = (nodes: number): number[] =>
  [5, 10, nodes / 10, nodes / 5, nodes / 3].map(Math.round).slice(0, nodes < 700 ? 5 : nodes < 800 ? 4 : 3);
/** Nodes up to which the program fits into the rival's patience. */
const RIVAL_NODES = 200;

const mip = await loadMip();

type Solve = (problem: SitingProblem, tools: SolveTools) => SitingAnswer;

/** Solves, prints a row, and gives the answer and its seconds of the clock, which is what the rival is measured by. */
function measure(
  name: string,
  problem: SitingProblem,
  solve: Solve,
  seconds: number
): [SitingAnswer, number] {
  const begin = performance.now();
  const beginCpu = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(beginCpu);
    return (user + system) / 1e6;
  };
  let reached = 0;
  let objective = Infinity;
  const answer = solve(problem, {
    ...{ mip, seed: 1, secondsLeft: () => Math.max(0, seconds - spent()) },
    onBetter: (better) => {
      if (better.objective < objective) reached = spent();
      objective = better.objective;
    }
  });
  const total = spent();
  if (evaluateOpen(problem, answer.open) !== answer.objective)
    throw new Error('expected the objective as said');
  const figures = [answer.objective, answer.bound, (100 * answer.gap).toFixed(4), answer.proven];
  const clock = (performance.now() - begin) / 1000;
  const times = [reached, total, clock].map((s) => s.toFixed(2));
  console.log([name, ...figures, ...times].join('\t'));
  return [answer, clock];
}

async function againstHighs(problem: SitingProblem, answer: SitingAnswer, seconds: number): Promise<void> {
  const rows = problem.weight.length;
  const candidates = problem.options.state.length;
  const metres = Int32Array.from({ length: rows * candidates }, (_, k) =>
    Math.round(1000 * problem.reach.metres[(k % candidates) * rows + Math.floor(k / candidates)])
  );
  const file = writeColumns('median', [Int32Array.of(rows, candidates, problem.limits.sites), metres]);
  const started = await startHighs('median', file, RIVAL_SECONDS);
  if (started === null) return console.log('rival: not run, neither highspy nor scipy is installed');
  const { ms, count, sum } = await started.rival.run();
  started.rival.stop();
  const same = Math.abs(sum - answer.objective) <= 1e-6 * answer.objective;
  const verdict = same ? 'same objective' : sum < 0 ? 'nothing found' : `objective ${sum}`;
  const times = `${(ms / 1000 / seconds).toFixed(1)} × as long`;
  console.log(
    `  ${started.library}: ${(ms / 1000).toFixed(2)} s, ${count ? 'proven' : 'not proven'}, ${verdict}, ${times}`
  );
}

console.log(
  'question\tobjective\tbound\tgap %\tproven\ts to the objective\ts of the processor\ts of the clock'
);
// The first runs are not of compiled code, and the rival's libraries are loaded before its clock starts too.
for (const sites of [5, 10, 20])
  solveMedian(makeGraphProblem(200, sites, sites), {
    mip,
    seed: 1,
    secondsLeft: () => 60,
    onBetter: () => {}
  });
let number = 0;
for (let nodes = 100; nodes <= MOST_NODES; nodes += 100)
  for (const sites of sitesOf(nodes)) {
    const problem = makeGraphProblem(nodes, sites, 1000 + ++number);
    const name = `${number}: ${nodes} p ${sites}`;
    if (wants('median')) {
      const [answer, seconds] = measure(`p-median ${name}`, problem, solveMedian, SECONDS);
      if (nodes <= RIVAL_NODES && wants('rivals')) await againstHighs(problem, answer, seconds);
    }
    if (wants('center')) measure(`p-center ${name}`, { ...problem, model: 'pcenter' }, solveCenter, SECONDS);
  }
for (const sites of wants('plane') ? [20, 100] : []) {
  const problem = makePlaneProblem(10_000, 1000, sites, sites);
  const begin = performance.now();
  const core = readMedian(problem)!;
  const read = performance.now();
  const swaps = createMedianSwaps(core);
  swaps.set([]);
  swaps.fill(null);
  const filled = performance.now();
  swaps.improve(() => false);
  const [a, b, c] = [read - begin, filled - read, performance.now() - filled].map((ms) => ms.toFixed(0));
  console.log(`plane 10,000 × 1,000 p ${sites}: pairs sorted in ${a} ms, greedy ${b} ms, swaps ${c} ms`);
  measure(`p-median plane p ${sites}`, problem, solveMedian, SECONDS);
  measure(`p-center plane p ${sites}`, { ...problem, model: 'pcenter' }, solveCenter, SECONDS);
}
