import { DECAY_GRAMMAR, parseDecay, writeDecay, type Decay } from '../lib/coverage/access-decay.ts';
import type { AccessCosts } from '../lib/coverage/access-costs.ts';
import type { AccessMethod } from '../lib/coverage/access-methods.ts';
import { RAAM_DEFAULTS, type RaamOptions } from '../lib/coverage/access-raam.ts';
import {
  decayOf,
  isCost,
  measureAccess,
  takesDecay,
  type Access,
  type AccessQuestion
} from '../lib/coverage/access.ts';
import { concentrationIndex, palmaByRank } from '../lib/coverage/inequality-by-rank.ts';
import { fgtShortfall, inequalityOf } from '../lib/coverage/inequality.ts';
import type { Table } from '../lib/tables/database.ts';
import { Failure } from './failure.ts';
import { readCosts, readSide, type Side } from './read-access.ts';
import type { Terminal } from './terminal.ts';
import { checkExtension, TABLE_EXTENSIONS, writeTable } from './write-result.ts';

export interface AccessOptions {
  method: AccessMethod;
  matrix: string;
  demand: string;
  supply: string;
  limit?: number;
  decay?: string;
  raam?: Record<string, string>;
  rank?: string;
  line?: number;
  out?: string;
}

/**
 * Writes the access of each demand of D, in D's order. All is joined by id: a pair that M does not have cannot be
 * reached, and the ids of D and S that M never names are told.
 */
export async function runAccess(options: AccessOptions, terminal: Terminal): Promise<void> {
  checkExtension(options.out, TABLE_EXTENSIONS);
  const { method } = options;
  const limit = options.limit ?? Infinity;
  const decay = readDecay(method, limit, options.decay);
  const asked = readRaam(method, options.raam ?? {});
  const began = performance.now();
  terminal.step({ zh: '读入表格', en: 'reading the tables' });
  const demand = await readSide(options.demand, 'population', options.rank, terminal);
  const supply = await readSide(options.supply, 'capacity', undefined, terminal);
  const costs = await readCosts(options.matrix, demand, supply, terminal);
  terminal.step({ zh: '计算可达性', en: 'working out access' });
  const whole = demand.amount.every((people) => Number.isInteger(people));
  const raam = { ...asked, wholePeople: whole };
  const question = { method, limit, decay, raam };
  const access = measureAccess(costs, demand.amount, supply.amount, question);
  terminal.endSteps();
  const absent = noteAbsent(options, costs, demand, supply, terminal);
  if (method === 'raam' && options.raam?.tau === undefined)
    terminal.note({
      zh: `没有给出 τ，按 pysal/access 的默认值 60（与费用同单位，原意为分钟）计算；费用若为米，请用 --raam tau=… 指明`,
      en: `τ was not given: 60, which pysal/access proposes for minutes, in the unit of the costs; say it with --raam tau=… where costs are metres`
    });
  const table: Table = new Map([
    ['id', { type: 'VARCHAR', values: Array.from(demand.placeOfRow, (place) => demand.id[place]) }],
    [
      'value',
      {
        type: 'DOUBLE',
        // An empty cell is a cost that nobody could pay.
        values: Float64Array.from(demand.placeOfRow, (place) => finiteOr(access.value[place], NaN))
      }
    ]
  ]);
  const summary = {
    ...summarise(question, access, demand, supply),
    ...byRank(options, access, demand),
    pairs: costs.cost.length,
    ...absent,
    seconds: Math.round(performance.now() - began) / 1000
  };
  await writeTable(table, options.out, terminal, summary);
}

function finiteOr<T>(value: number, otherwise: T): number | T {
  return Number.isFinite(value) ? value : otherwise;
}

function readDecay(method: AccessMethod, limit: number, text: string | undefined): Decay | null {
  if (text === undefined) {
    const proposed = decayOf(method, limit);
    if (takesDecay(method) && proposed === null)
      throw new Failure(
        `--method ${method} 需要 --decay（${DECAY_GRAMMAR}）${method === 'gravity' ? '' : '，或用 --limit 给出范围，取文献中的分级权重'}`,
        `--method ${method} needs --decay (${DECAY_GRAMMAR})${method === 'gravity' ? '' : ', or --limit, over which the published steps are laid'}`,
        2
      );
    return proposed;
  }
  if (!takesDecay(method))
    throw new Failure(
      `--method ${method} 不用 --decay；有衰减的是 gravity、e2sfca、3sfca、m2sfca`,
      `--method ${method} takes no --decay; those that do are gravity, e2sfca, 3sfca, m2sfca`,
      2
    );
  const decay = parseDecay(text);
  if (decay === null)
    throw new Failure(
      `--decay：需要 ${DECAY_GRAMMAR}（距离递增，数大于 0，权重不小于 0），得到的是“${text}”`,
      `--decay: expected ${DECAY_GRAMMAR} (distances that rise, numbers above 0, weights from 0), got "${text}"`,
      2
    );
  return decay;
}

/** Names as in pysal/access, and where they go. */
const RAAM_NAMES: Record<string, keyof Omit<RaamOptions, 'wholePeople'>> = {
  tau: 'tau',
  rho: 'rho',
  max_cycles: 'maxCycles',
  initial_step: 'initialStep',
  min_step: 'minStep',
  half_life: 'halfLife'
};

function readRaam(method: AccessMethod, given: Record<string, string>): RaamOptions {
  const options = { ...RAAM_DEFAULTS };
  for (const [name, text] of Object.entries(given)) {
    const field = Object.hasOwn(RAAM_NAMES, name) ? RAAM_NAMES[name] : undefined;
    const number = Number(text);
    const isStep = field === 'initialStep' || field === 'minStep';
    const fits = number > 0 && number < Infinity && (!isStep || number <= 1);
    if (method !== 'raam' || !field || !fits || (field === 'maxCycles' && !Number.isInteger(number)))
      throw new Failure(
        `--raam：需要 ${Object.keys(RAAM_NAMES).join('、')}=大于 0 的数（步长不大于 1，轮数为整数），只用于 --method raam，得到的是“${name}=${text}”`,
        `--raam: expected ${Object.keys(RAAM_NAMES).join(', ')}=a number above 0 (steps up to 1, whole cycles), with --method raam only, got "${name}=${text}"`,
        2
      );
    options[field] = number;
  }
  return options;
}

/** Says which ids of D and S the matrix never names, and gives how many. */
function noteAbsent(
  options: AccessOptions,
  { first, supply: reached }: AccessCosts,
  demand: Side,
  supply: Side,
  terminal: Terminal
): { demandNotInMatrix: number; supplyNotInMatrix: number } {
  const named = new Set(reached);
  const ids = [
    demand.id.filter((_, i) => first[i] === first[i + 1]),
    supply.id.filter((_, j) => !named.has(j))
  ];
  [options.demand, options.supply].forEach((path, side) => {
    const [all, shown] = [ids[side].length, ids[side].slice(0, 5)];
    if (all === 0) return;
    terminal.note({
      zh: `${path}：${all} 个 id 不在 --matrix 里，按到不了处理：${shown.join('、')}${all > 5 ? ' …' : ''}`,
      en: `${path}: ${all} ids are not in --matrix and count as out of reach: ${shown.join(', ')}${all > 5 ? ' …' : ''}`
    });
  });
  return { demandNotInMatrix: ids[0].length, supplyNotInMatrix: ids[1].length };
}

const sum = (column: Iterable<number>): number => {
  let total = 0;
  for (const each of column) total += each;
  return total;
};

/** What the command says of its result; numbers that are not finite become null. */
function summarise(
  { method, limit, decay, raam }: AccessQuestion,
  { value, unreachedDemand, unreachedSupply, conservation }: Access,
  demand: Side,
  supply: Side
): object {
  const { mean, gini, palma, theil, excludedPeople } = inequalityOf(value, demand.amount);
  return {
    method,
    parameters: {
      limit: finiteOr(limit, null),
      decay: decay && writeDecay(decay),
      raam: method === 'raam' ? raam : null
    },
    better: isCost(method) ? 'lower' : 'higher',
    n: demand.id.length,
    supplies: supply.id.length,
    population: sum(demand.amount),
    capacity: sum(supply.amount),
    unreached: {
      demand: unreachedDemand.length,
      population: sum(Array.from(unreachedDemand, (i) => demand.amount[i])),
      supply: Array.from(unreachedSupply, (j) => supply.id[j]),
      capacity: sum(Array.from(unreachedSupply, (j) => supply.amount[j]))
    },
    mean,
    gini,
    palma,
    theil,
    /** People who reach nothing at any cost: not in the four figures above. */
    excludedPopulation: excludedPeople,
    conservation
  };
}

/** Figures that need a line or a ranking column, where they were asked for. */
function byRank(options: AccessOptions, { value }: Access, { amount, rank }: Side): object {
  const { line } = options;
  const fgt =
    line === undefined
      ? {}
      : { fgt: ([0, 1, 2] as const).map((alpha) => fgtShortfall(value, amount, line, alpha)) };
  if (options.rank === undefined) return fgt;
  return {
    ...fgt,
    concentration: concentrationIndex(value, amount, rank),
    palmaByRank: palmaByRank(value, amount, rank)
  };
}
