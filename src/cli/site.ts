import { checkLocks, checkProblem, explainNoChoice } from '../lib/siting/check-problem.ts';
import { nearestOpen } from '../lib/siting/evaluate.ts';
import { orderSites } from '../lib/siting/order-sites.ts';
import { BARRED, FIXED, FREE } from '../lib/siting/problem.ts';
import type { SitingAnswer, SitingProblem } from '../lib/siting/problem.ts';
import { solveSiting } from '../lib/siting/solve-siting.ts';
import { figure, type SitingFault } from '../lib/siting/siting-faults.ts';
import type { Table } from '../lib/tables/database.ts';
import { Failure } from './failure.ts';
import { loadMip } from './load-solver.ts';
import { readSiting, type SitingTables } from './read-siting.ts';
import type { SiteOptions } from './site-options.ts';
import type { Terminal } from './terminal.ts';
import { checkExtension, TABLE_EXTENSIONS, writeTable } from './write-result.ts';

/**
 * Chooses sites among the candidates. All is joined by id: the answer does not depend on the order of rows. Sites are
 * written those of `--existing` and `--lock` first and then as each adds most (`mclp`), else in the order of C. Throws a `Failure` that says
 * why where the question has no answer.
 */
export async function runSite(options: SiteOptions, terminal: Terminal): Promise<void> {
  checkExtension(options.out, TABLE_EXTENSIONS);
  checkUsage(options);
  terminal.step({ zh: '读入表格', en: 'reading the tables' });
  const tables = await readSiting(options, terminal);
  const problem = problemOf(options, tables);
  const names = { row: (i: number) => tables.demandId[i], option: (o: number) => tables.siteId[o] };
  const locked = new Set([...(options.existing ?? []), ...(options.lock ?? [])]);
  const forbidden = new Set(options.forbid);
  const asColumn = (ids: Set<string>) => Uint8Array.from(tables.siteId, (id) => (ids.has(id) ? 1 : 0));
  refuse([...checkLocks(asColumn(locked), asColumn(forbidden), names), ...checkProblem(problem, names)]);
  if (tables.capacity && !problem.options.capacity)
    terminal.note({
      zh: `候选点表有 capacity 列，--model ${options.model} 不按容量选址，这一列没有用到`,
      en: `the candidates have a column capacity; --model ${options.model} does not heed capacities, so it was not used`
    });
  const mip = await loadMip();
  terminal.step({ zh: '选址', en: 'choosing sites' });
  const began = performance.now();
  const answer = solveWithin(problem, mip, options, terminal);
  const seconds = Math.round(performance.now() - began) / 1000;
  if (!Number.isFinite(answer.objective)) refuse([explainFailure(problem, answer, options)]);
  terminal.endSteps();
  noteProof(answer, terminal);
  const order = orderOf(problem, answer, tables);
  await writeTable(tableOf(problem, order, tables, options), options.out, terminal, {
    model: options.model,
    ...{ objective: answer.objective, bound: answer.bound, gap: answer.gap, proven: answer.proven },
    ...{ sites: order.map((o) => tables.siteId[o]), seconds }
  });
}

function refuse(faults: SitingFault[]): void {
  if (faults.length === 0) return;
  throw new Failure(faults.map(({ zh }) => zh).join('\n'), faults.map(({ en }) => en).join('\n'));
}

function checkUsage({ model, sites, budget, share, least, twice }: SiteOptions): void {
  if (model !== 'lscp' && sites === undefined && budget === undefined)
    throw new Failure(
      `--model ${model} 需要 --sites（最多开几处）或 --budget`,
      `--model ${model} needs --sites (how many at most) or --budget`,
      2
    );
  const stray =
    model !== 'lscp' && (share !== undefined ? '--share' : least !== undefined ? '--least' : null);
  if (stray) throw new Failure(`${stray} 只用于 --model lscp`, `${stray} goes with --model lscp only`, 2);
  if (twice && model !== 'mclp' && model !== 'lscp')
    throw new Failure('--twice 只用于 mclp、lscp', '--twice goes with mclp and lscp only', 2);
}

function problemOf(options: SiteOptions, tables: SitingTables): SitingProblem {
  const { model, sites, budget, share, least } = options;
  const count = tables.siteId.length;
  const standing = new Set(options.existing);
  const locked = new Set(options.lock);
  const forbidden = new Set(options.forbid);
  const state = Uint8Array.from(tables.siteId, (id) =>
    standing.has(id) || locked.has(id) ? FIXED : forbidden.has(id) ? BARRED : FREE
  );
  const takesRoom = model === 'mclp' || model === 'pmedian';
  return {
    ...{ model, weight: tables.people, reach: tables.reach, times: options.twice ? 2 : 1 },
    options: {
      place: Uint32Array.from({ length: count }, (_, o) => o),
      cost: Float64Array.from(tables.siteId, (id, o) => (standing.has(id) ? 0 : tables.cost[o])),
      counts: new Uint8Array(count).fill(1),
      state,
      capacity: takesRoom ? tables.capacity : null
    },
    limits: {
      ...{ sites: sites ?? Infinity, budget: budget ?? Infinity, share: share ?? 1 },
      ...{ groups: [], apart: new Uint32Array(0) }
    },
    least: least ?? 'number'
  };
}

/** Solves until the time is over or objective and bound are as near as asked. */
function solveWithin(
  problem: SitingProblem,
  mip: Awaited<ReturnType<typeof loadMip>>,
  { time, gap, seed }: SiteOptions,
  terminal: Terminal
): SitingAnswer {
  const began = performance.now();
  let isNear = false;
  return solveSiting(problem, {
    ...{ mip, seed },
    secondsLeft: () => (isNear ? 0 : Math.max(0, time - (performance.now() - began) / 1000)),
    onBetter: (answer) => {
      isNear ||= gap > 0 && Number.isFinite(answer.objective) && answer.gap <= gap;
      terminal.step({
        zh: `选址：目标 ${figure(answer.objective)}，差距 ${shareOf(answer.gap)}`,
        en: `choosing sites: objective ${figure(answer.objective)}, gap ${shareOf(answer.gap)}`
      });
    }
  });
}

const shareOf = (gap: number): string => (gap <= 1 ? `${(100 * gap).toFixed(2)}%` : '–');

/** An answer without sites is one for want of time, unless it is proven that there is none. */
function explainFailure(
  problem: SitingProblem,
  { bound, objective }: SitingAnswer,
  { time }: SiteOptions
): SitingFault {
  const said = explainNoChoice(problem);
  if (bound === objective) return said;
  return {
    code: 'no_choice',
    zh: `${figure(time)} 秒内没有找到满足条件的选法，也没有证明不存在：请加大 --time，或放宽条件。`,
    en: `no choice that meets the conditions was found in ${figure(time)} seconds, nor proven that there is none: raise --time or relax the conditions.`
  };
}

function noteProof({ proven, gap }: SitingAnswer, terminal: Terminal): void {
  if (proven) terminal.note({ zh: '已证明最优', en: 'proven to be the best' });
  else
    terminal.note({
      zh: `未证明最优：与界相差至多 ${shareOf(gap)}`,
      en: `not proven to be the best: at most ${shareOf(gap)} from the bound`
    });
}

function orderOf(problem: SitingProblem, { open }: SitingAnswer, { rowOfSite }: SitingTables): number[] {
  if (problem.model === 'mclp') {
    const { standing, sites } = orderSites(problem, open);
    return [...standing, ...sites];
  }
  return Array.from(open).sort((a, b) => rowOfSite[a] - rowOfSite[b]);
}

/** The sites: what each is, and the people whose nearest open site it is, with their metres on average. */
function tableOf(
  problem: SitingProblem,
  order: number[],
  { siteId }: SitingTables,
  { existing, lock }: SiteOptions
): Table {
  const { weight, reach } = problem;
  const nearestM = nearestOpen(problem, order);
  const isTaken = new Uint8Array(weight.length);
  const people = new Float64Array(order.length);
  const walked = new Float64Array(order.length);
  order.forEach((o, k) => {
    for (let at = reach.first[o]; at < reach.first[o + 1]; at++) {
      const i = reach.point[at];
      if (isTaken[i] || reach.metres[at] > nearestM[i]) continue;
      isTaken[i] = 1;
      people[k] += weight[i];
      walked[k] += weight[i] * reach.metres[at];
    }
  });
  const kindOf = (id: string) =>
    existing?.includes(id) ? 'existing' : lock?.includes(id) ? 'locked' : 'chosen';
  return new Map([
    ['id', { type: 'VARCHAR' as const, values: order.map((o) => siteId[o]) }],
    ['kind', { type: 'VARCHAR' as const, values: order.map((o) => kindOf(siteId[o])) }],
    ['people_nearest', { type: 'DOUBLE' as const, values: people }],
    [
      'mean_cost',
      { type: 'DOUBLE' as const, values: walked.map((sum, k) => (people[k] > 0 ? sum / people[k] : NaN)) }
    ]
  ]);
}
