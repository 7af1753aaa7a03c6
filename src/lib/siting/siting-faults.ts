import type { SitingModel } from './problem.ts';

/** What can be wrong with a siting question. */
export type SitingFaultCode = keyof typeof SENTENCES | 'no_choice';

/** One clear sentence: the condition, its figures, and what to do. */
export interface SitingFault {
  code: SitingFaultCode;
  zh: string;
  en: string;
}

type Said = [zh: string, en: string];

/** A number with thousands set apart, two decimals at most; never 0 for what is not. */
export function figure(value: number): string {
  if (value === Infinity) return '∞';
  if (value !== 0 && Math.abs(value) < 0.005) return value < 0 ? '>-0.01' : '<0.01';
  const [whole, part] = String(Math.round(value * 100) / 100).split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? spaced : `${spaced}.${part}`;
}

/** Money as a sentence has it: with its unit where it is known to be yuan. */
export const yuanZh = (value: number, isYuan: boolean): string => `${figure(value)}${isYuan ? ' 元' : ''}`;
export const yuanEn = (value: number, isYuan: boolean): string => `${figure(value)}${isYuan ? ' yuan' : ''}`;

/** A share in percent, one decimal at most, rounded down: what is out of reach is not promised. */
export function percent(share: number): string {
  return `${Math.floor(share * 1000 + 1e-6) / 10}%`;
}

const things = (count: number, one: string, many = `${one}s`): string =>
  `${figure(count)} ${count === 1 ? one : many}`;

const verb = (count: number, one: string, many: string): string => (count === 1 ? one : many);

const isAre = (count: number): string => verb(count, 'is', 'are');

/** Up to five names, and "…" where there are more. */
function list(names: string[], between: string): string {
  return names.slice(0, 5).join(between) + (names.length > 5 ? ' …' : '');
}

/** All sentences, by their code. Names are those of the user's own rows. */
const SENTENCES = {
  no_demand: (): Said => [
    '没有需求点：需求表里一行也没有，请给出有人的点',
    'there is no demand: its table has no rows; give places where people are'
  ],
  bad_weight: (count: number, name: string, got: number): Said => [
    `需求的权重须是不小于 0 的数：${figure(count)} 个需求点不是，第一个是“${name}”（${Number.isNaN(got) ? '缺值' : got}），请补上或改正`,
    `the weight of demand must be a number from 0: ${things(count, 'demand point')} ${isAre(count)} not, the first is "${name}" (${Number.isNaN(got) ? 'missing' : got}); add or correct it`
  ],
  no_worth: (rows: number): Said => [
    `${figure(rows)} 个需求点的权重全是 0，选在哪里都一样：请核对人口列`,
    `${things(rows, 'demand point')} ${isAre(rows)} all worth 0, so that every choice is the same: check the column of people`
  ],
  no_candidates: (): Said => [
    '没有候选点：请给出候选点，或放宽筛选它们的条件',
    'there are no candidates: give some, or relax what they are picked by'
  ],
  all_barred: (count: number): Said => [
    `${figure(count)} 个候选点全被禁止，没有可选的：请放开其中一些`,
    `${things(count, 'candidate')} ${isAre(count)} all forbidden, nothing is left to choose: allow some of them`
  ],
  no_reach: (candidates: number, people: number): Said => [
    `${figure(candidates)} 个候选点没有一个能让有需求的人（共 ${figure(people)}）走到：请放宽距离限值，或核对候选点和路网的位置`,
    `none of ${things(candidates, 'candidate')} is within reach of any of the demand (${figure(people)}): widen the limit, or check where candidates and network lie`
  ],
  bad_sites: (got: number): Said => [
    `要选的处数须是不小于 1 的整数，得到的是 ${got}：请改成 1 或更多`,
    `the number of sites must be a whole number from 1, got ${got}: make it 1 or more`
  ],
  too_many_sites: (sites: number, have: number): Said => [
    `要选 ${figure(sites)} 处，可选的候选点只有 ${figure(have)} 个：请减少处数或增加候选点`,
    `${things(sites, 'site')} ${isAre(sites)} asked for, but only ${things(have, 'candidate')} can be chosen: ask for fewer, or add candidates`
  ],
  locked_over_sites: (locked: number, sites: number): Said => [
    `已锁定（含现有）${figure(locked)} 处，多于允许的 ${figure(sites)} 处：请解除一些锁定，或把处数提高到 ${figure(locked)} 以上`,
    `${things(locked, 'site')} ${isAre(locked)} locked or standing, more than the ${figure(sites)} allowed: unlock some, or allow at least ${figure(locked)}`
  ],
  locked_forbidden: (names: string[]): Said => [
    `${figure(names.length)} 个候选点既被锁定又被禁止：${list(names, '、')}，请只留一种`,
    `${things(names.length, 'candidate')} ${isAre(names.length)} both locked and forbidden: ${list(names, ', ')}; keep one of the two`
  ],
  locked_unfit: (codes: string[], zh: string[], en: string[]): Said => [
    `${figure(codes.length)} 个锁定的候选点不能选：${list(
      codes.map((code, k) => `“${code}”${zh[k]}`),
      '、'
    )}，请解除锁定或放宽条件`,
    `${things(codes.length, 'locked candidate')} cannot be chosen: ${list(
      codes.map((code, k) => `"${code}" ${en[k]}`),
      ', '
    )}; unlock ${verb(codes.length, 'it', 'them')} or relax the conditions`
  ],
  no_end: (): Said => [
    '没有填处数，也没有预算：请填要选几处（sites）或预算（budget）',
    'neither a number of sites nor a budget is given: give sites or a budget'
  ],
  locked_same_place: (a: string, b: string): Said => [
    `“${a}”和“${b}”是同一处的两种方案，不能都锁定：请解除其中一个`,
    `"${a}" and "${b}" are two options of one place and cannot both be locked: unlock one of them`
  ],
  locked_apart: (a: string, b: string): Said => [
    `锁定的“${a}”和“${b}”相距小于要求的最小间距：请解除其中一个，或缩小最小间距`,
    `"${a}" and "${b}" are both locked, but nearer to each other than the least distance: unlock one of them, or shorten the distance`
  ],
  bad_budget: (got: number): Said => [
    `预算须是不小于 0 的数，得到的是 ${got}：请改正`,
    `the budget must be a number from 0, got ${got}: correct it`
  ],
  bad_cost: (count: number, name: string, got: number): Said => [
    `按预算或最低费用选址，每个候选点都要有不小于 0 的费用：${figure(count)} 个没有，第一个是“${name}”（${Number.isFinite(got) ? figure(got) : '缺值'}），请补上或去掉它们`,
    `with a budget or least cost each candidate needs a cost from 0: ${things(count, 'candidate')} ${verb(count, 'has', 'have')} none, the first is "${name}" (${Number.isFinite(got) ? figure(got) : 'missing'}); add it or leave them out`
  ],
  budget_locked: (cost: number, budget: number, isYuan = false): Said => [
    `锁定和保留的设施要花 ${yuanZh(cost, isYuan)}，超过预算 ${yuanZh(budget, isYuan)}：请解除一些锁定，或把预算提高到 ${yuanZh(cost, isYuan)}${isYuan ? '' : ' '}以上`,
    `what is locked or kept costs ${yuanEn(cost, isYuan)}, more than the budget of ${yuanEn(budget, isYuan)}: unlock some, or raise the budget to at least ${yuanEn(cost, isYuan)}`
  ],
  budget_cheapest: (cost: number, name: string, budget: number, isYuan = false): Said => [
    `预算 ${yuanZh(budget, isYuan)}${isYuan ? '' : ' '}不够最便宜的候选点“${name}”（${yuanZh(cost, isYuan)}）：请提高预算或增加更便宜的候选点`,
    `the budget of ${yuanEn(budget, isYuan)} does not pay for the cheapest candidate, "${name}" (${yuanEn(cost, isYuan)}): raise it, or add cheaper candidates`
  ],
  group_empty: (names: string[]): Said => [
    `要求至少有一处的单元中，${figure(names.length)} 个没有可选的候选点：${list(names, '、')}，请在那里增加候选点或去掉这项要求`,
    `${things(names.length, 'unit')} in which a site is required ${verb(names.length, 'has', 'have')} no candidate that can be chosen: ${list(names, ', ')}; add candidates there or drop the requirement`
  ],
  group_short: (name: string, least: number, have: number): Said => [
    `“${name}”要求至少 ${figure(least)} 处，可选的只有 ${figure(have)} 处：请增加候选点或减少要求的处数`,
    `"${name}" requires at least ${figure(least)}, but only ${figure(have)} can be chosen: add candidates or require fewer`
  ],
  groups_over_sites: (asked: number, sites: number): Said => [
    `各单元合计要求至少 ${figure(asked)} 处，多于允许的 ${figure(sites)} 处：请把处数提高到 ${figure(asked)} 以上，或去掉一些单元的要求`,
    `the units together require at least ${things(asked, 'site')}, more than the ${figure(sites)} allowed: allow at least ${figure(asked)}, or drop some requirements`
  ],
  unreachable: (rows: number, people: number, name: string, times: number, model: SitingModel): Said => [
    `${MODEL_ZH[model]}要求人人都有设施可到，但有 ${figure(rows)} 个需求点（${figure(people)} 人）${times === 2 ? '够不到两个候选点' : '够不到任何候选点'}，第一个是“${name}”：请增加候选点、放宽距离限值，或${model === 'lscp' ? '把目标改为覆盖一定比例' : '去掉这些需求点'}`,
    `${MODEL_EN[model]} needs everybody within reach, but ${things(rows, 'demand point')} (${figure(people)} people) ${verb(rows, 'reaches', 'reach')} ${times === 2 ? 'fewer than two candidates' : 'no candidate'}, the first is "${name}": add candidates, widen the limit, or ${model === 'lscp' ? 'ask for a share' : 'leave these points out'}`
  ],
  bad_share: (got: number): Said => [
    `要覆盖的比例须大于 0、不大于 1，得到的是 ${got}：请改正`,
    `the share to be covered must be above 0 and at most 1, got ${got}: correct it`
  ],
  share_out_of_reach: (asked: number, most: number): Said => [
    `要求覆盖 ${percent(asked)}，所有候选点全部建成也只能覆盖 ${percent(most)}：请降低比例、增加候选点或放宽距离限值`,
    `${percent(asked)} is to be covered, but all candidates together cover ${percent(most)} at most: lower the share, add candidates or widen the limit`
  ],
  bad_capacity: (count: number, name: string, got: number): Said => [
    `容量须是不小于 0 的数：${figure(count)} 个候选点不是，第一个是“${name}”（${Number.isNaN(got) ? '缺值' : got}），请补上或改正`,
    `a capacity must be a number from 0: ${things(count, 'candidate')} ${isAre(count)} without, the first is "${name}" (${Number.isNaN(got) ? 'missing' : got}); add or correct it`
  ],
  capacity_center: (): Said => [
    '有容量（床位、座位）要求的标准不能按“最远的人走得最近”（p-中心）选址：请把目标改为够得着的人最多或步行总路程最短，或换一个没有容量要求的标准',
    'a standard with a capacity (beds, places) cannot be sited for the longest walk to be least (p-center): aim at most people in reach or the least sum of walks, or choose a standard without a capacity'
  ],
  capacity_several: (): Said => [
    '有容量（床位、座位）要求的标准不能与别的标准同址选址：一处的床位不能由几项服务分用，请分别选址',
    'a standard with a capacity (beds, places) cannot be sited together with others, since services do not share their places: site them one by one'
  ],
  capacity_short: (asked: number, have: number, sites: number): Said => [
    `容量不足：需求共 ${figure(asked)}，${sites === Infinity ? '所有候选点' : `容量最大的 ${figure(sites)} 处`}合计只有 ${figure(have)}：请增加处数、候选点或容量`,
    `capacity is short: ${figure(asked)} asked for, ${figure(have)} in ${sites === Infinity ? 'all candidates' : `the largest ${figure(sites)}`} together: allow more sites, or add candidates or capacity`
  ]
};

const MODEL_ZH: Record<SitingModel, string> = {
  mclp: '最大覆盖',
  lscp: '全部覆盖',
  pmedian: '步行总路程最短（p-中位）',
  pcenter: '最远的人走得最近（p-中心）'
};

const MODEL_EN: Record<SitingModel, string> = {
  mclp: 'maximal coverage',
  lscp: 'covering all',
  pmedian: 'the least sum of walks (p-median)',
  pcenter: 'the least longest walk (p-center)'
};

type Figures<C extends keyof typeof SENTENCES> = Parameters<(typeof SENTENCES)[C]>;

/** The fault of that code with its figures. */
export function faultOf<C extends keyof typeof SENTENCES>(code: C, ...figures: Figures<C>): SitingFault {
  const [zh, en] = (SENTENCES[code] as (...figures: Figures<C>) => Said)(...figures);
  return { code, zh: `${zh}。`, en: `${en}.` };
}
