/*
 * Run by `npx tsx tests/bench/siting-limits.ts [rows] [options] [model,…] [seconds,…]`. How soon siting with a budget is
 * good and how far it is from proven, beside the same model given to HiGHS directly, without merging, start and narrowing. Instances are cities
 * made here from seeds: communities with people around a few centres, options at places in two sizes with prices, reach by
 * straight line within 900 m (small) or 1,100 m (large). Seconds of the processor, for other work on the machine would count
 * against all; the first answer is timed with the merging. A row a run, the last line all rows as JSON.
 */
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { reduceLimits } from '../../src/lib/siting/reduce-limits.ts';
import { buildLimitsMip } from '../../src/lib/siting/mip-of-limits.ts';
import type { MipSolver } from '../../src/lib/siting/mip.ts';
import type { SitingAnswer, SitingModel, SitingProblem } from '../../src/lib/siting/problem.ts';
import { plainLimits } from '../../src/lib/siting/problem.ts';
import { solveWithLimits } from '../../src/lib/siting/solve-with-limits.ts';
import { loadMip } from '../siting/load-mip.ts';

const ROWS = Number(process.argv[2] ?? 100_000);
const OPTIONS = Number(process.argv[3] ?? 1000);
const MODELS = (process.argv[4] ?? 'mclp,lscp').split(',') as SitingModel[];
const SECONDS = (process.argv[5] ?? '10,30').split(',').map(Number);

interface Row {
  model: SitingModel;
  by: string;
  seconds: number;
  firstS: number | null;
  mergeS: number | null;
  objective: number | null;
  bound: number | null;
  gapPercent: number | null;
  spentS: number;
}

/** A city of 20 km with its options: half as many places as options, each small for 1 to 3 million yuan or large for 1.7 times that. */
function makeCity(model: SitingModel, seed: number): SitingProblem {
  const next = createRandom(seed);
  const size = 20_000 * Math.sqrt(ROWS / 100_000);
  const centres = Array.from({ length: 12 }, () => [size * next(), size * next(), 0.05 + 0.15 * next()]);
  const near = (): [number, number] => {
    const [x, y, spread] = centres[Math.floor(next() * centres.length)];
    if (next() < 0.35) return [size * next(), size * next()];
    return [x + size * spread * (next() + next() - 1), y + size * spread * (next() + next() - 1)];
  };
  const points = Array.from({ length: ROWS }, near);
  const places = Math.ceil(OPTIONS / 2);
  const cell = 1100;
  const cells = new Map<string, number[]>();
  const key = (x: number, y: number) => `${Math.floor(x / cell)},${Math.floor(y / cell)}`;
  points.forEach(([x, y], i) => {
    const list = cells.get(key(x, y));
    if (list) list.push(i);
    else cells.set(key(x, y), [i]);
  });
  const first = new Uint32Array(2 * places + 1);
  const point: number[] = [];
  const metres: number[] = [];
  const cost = new Float64Array(2 * places);
  for (let p = 0; p < places; p++) {
    const [x, y] = near();
    const around: [number, number][] = [];
    for (let dx = -cell; dx <= cell; dx += cell)
      for (let dy = -cell; dy <= cell; dy += cell)
        for (const i of cells.get(key(x + dx, y + dy)) ?? [])
          around.push([i, Math.hypot(points[i][0] - x, points[i][1] - y)]);
    around.sort((a, b) => a[0] - b[0]);
    const price = 10_000 * Math.round(100 + 200 * next());
    [900, 1100].forEach((radiusM, k) => {
      for (const [i, m] of around) {
        if (m > radiusM) continue;
        point.push(i);
        metres.push(m);
      }
      first[2 * p + k + 1] = point.length;
      cost[2 * p + k] = k === 0 ? price : 1.7 * price;
    });
  }
  return {
    model,
    weight: Float64Array.from({ length: ROWS }, () => Math.round(2 ** 22 * 40 * next() ** 2) / 2 ** 22),
    reach: { first, point: Uint32Array.from(point), metres: Float64Array.from(metres) },
    options: {
      place: Uint32Array.from(cost.keys(), (o) => o >> 1),
      ...{
        cost,
        counts: new Uint8Array(2 * places).fill(1),
        state: new Uint8Array(2 * places),
        capacity: null
      }
    },
    limits: { ...plainLimits(Infinity), budget: model === 'lscp' ? Infinity : 60e6, share: 0.6 },
    ...{ times: 1, least: 'cost' }
  };
}

const seconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const percent = (gap: number) => Number((100 * gap).toFixed(3));
const solver = await loadMip();
/** HiGHS goes by the clock: its limit is stretched by how much of the clock the machine's other work takes now. */
const mip: MipSolver = (program, settings) =>
  solver(program, { ...settings, seconds: settings.seconds * stretch() });
const rows: Row[] = [];
for (const model of MODELS) {
  const problem = makeCity(model, 1);
  if (model === 'lscp') {
    // 0.6 of what all options together reach: the whole city is not in reach.
    const reached = new Uint8Array(ROWS);
    for (const i of problem.reach.point) reached[i] = 1;
    const within = problem.weight.reduce((sum, w, i) => sum + w * reached[i], 0);
    problem.limits.share *= within / problem.weight.reduce((sum, w) => sum + w, 0);
  }
  const start = seconds();
  const question = {
    ...{ isMetric: false, weight: problem.weight, reach: problem.reach, options: problem.options },
    ...{
      limits: problem.limits,
      need: new Uint8Array(ROWS).fill(1),
      baseM: new Float64Array(ROWS).fill(Infinity)
    }
  };
  const core = reduceLimits(question);
  const mergeS = seconds() - start;
  console.info(
    `${model}: ${ROWS} rows, ${problem.options.cost.length} options, ${problem.reach.point.length} pairs; ` +
      `${core.weight.length} items, ${core.item.length} entries merged in ${mergeS.toFixed(2)} s`
  );
  for (const limit of SECONDS) {
    for (const port of [mip, null]) {
      const began = seconds();
      let firstS: number | null = null;
      const answer: SitingAnswer = solveWithLimits(problem, {
        ...{ mip: port, seed: 1, secondsLeft: () => Math.max(0, began + limit - seconds()) },
        onBetter: () => (firstS ??= seconds() - began)
      });
      rows.push({
        ...{ model, by: port ? 'ours' : 'ours, no program', seconds: limit, firstS, mergeS },
        ...{ objective: answer.objective, bound: answer.bound, gapPercent: percent(answer.gap) },
        spentS: seconds() - began
      });
      print(rows.at(-1)!);
    }
    // The rival: a row of demand a column, no start.
    const plain = { ...core, ...unmerged(problem) };
    const target = problem.limits.share * problem.weight.reduce((sum, w) => sum + w, 0);
    const program = buildLimitsMip(
      plain,
      model === 'lscp' ? { kind: 'least', amount: core.cost, covered: target, all: false } : { kind: 'cover' }
    );
    const began = seconds();
    let firstS: number | null = null;
    const answer = mip(program.problem, {
      ...{ seconds: limit, gap: 0, isOver: () => seconds() > began + limit },
      onBetter: () => (firstS ??= seconds() - began)
    });
    const has = answer.values !== null;
    const objective = has ? program.valueOf(answer.objective) : null;
    const bound = Number.isFinite(answer.bound) ? program.valueOf(answer.bound) : null;
    const gap =
      objective !== null && bound !== null
        ? Math.abs(bound - objective) / Math.max(Math.abs(bound), Math.abs(objective))
        : null;
    rows.push({
      ...{ model, by: 'HiGHS directly', seconds: limit, firstS, mergeS: null, objective, bound },
      ...{ gapPercent: gap === null ? null : percent(gap), spentS: seconds() - began }
    });
    print(rows.at(-1)!);
  }
}
console.info(JSON.stringify(rows));

function stretch(): number {
  const [clock, own] = [performance.now(), seconds()];
  while (seconds() - own < 0.2);
  return Math.max(1, (performance.now() - clock) / 1000 / (seconds() - own));
}

/** The rows of demand as they are: with worth and in somebody's reach, none taken together. */
function unmerged({ weight, reach, options }: SitingProblem) {
  const number = new Int32Array(weight.length).fill(-1);
  const lists = new Map<number, number[]>();
  for (let o = 0; o < options.cost.length; o++)
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const i = reach.point[k];
      if (!(weight[i] > 0)) continue;
      const list = lists.get(i);
      if (list) list.push(o);
      else lists.set(i, [o]);
    }
  const kept = [...lists.keys()];
  kept.forEach((i, m) => (number[i] = m));
  const byFirst = new Uint32Array(kept.length + 1);
  kept.forEach((i, m) => (byFirst[m + 1] = byFirst[m] + lists.get(i)!.length));
  return {
    weight: Float64Array.from(kept, (i) => weight[i]),
    need: new Uint8Array(kept.length).fill(1),
    baseM: new Float64Array(kept.length).fill(Infinity),
    ...{ byFirst, byOption: Uint32Array.from(kept.flatMap((i) => lists.get(i)!)) }
  };
}

function print(row: Row): void {
  const text = (value: number | null, digits: number) => (value === null ? 'none' : value.toFixed(digits));
  console.info(
    `${row.model} ${row.by}, ${row.seconds} s: ${text(row.objective, 0)} of ${text(row.bound, 0)}, gap ${text(row.gapPercent, 3)} %, ` +
      `first after ${text(row.firstS, 2)} s with merging, spent ${row.spentS.toFixed(1)} s`
  );
}
