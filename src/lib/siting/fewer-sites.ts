import type { Sentence } from '../coverage/sentences.ts';
import { BARRED, type SitingProblem } from './problem.ts';
import { figure } from './siting-faults.ts';

/**
 * Why an answer (`open`: indexes of options) has fewer sites than were asked for, in a sentence that counts the candidates left out by
 * their reasons: too near to a site of the answer, dearer than what is left, or of no use to anybody more. Null where it has as many, where
 * their number is what is looked for (`lscp`). What stands is not to count among them.
 */
export function explainFewer(problem: SitingProblem, open: ArrayLike<number>): Sentence | null {
  const { model, options, limits } = problem;
  const { place, cost, counts, state } = options;
  const opened = Array.from(open);
  const found = opened.filter((o) => counts[o]).length;
  if (model === 'lscp' || limits.sites === Infinity || found >= limits.sites) return null;
  const built = new Set(opened.map((o) => place[o]));
  const left = limits.budget - opened.reduce((sum, o) => sum + cost[o], 0);
  const near = new Set<number>();
  for (let k = 0; k < limits.apart.length; k += 2) {
    const [a, b] = [limits.apart[k], limits.apart[k + 1]];
    if (built.has(a)) near.add(b);
    if (built.has(b)) near.add(a);
  }
  const cheapest = new Map<number, number>();
  place.forEach((at, o) => {
    if (state[o] === BARRED || !counts[o] || built.has(at)) return;
    cheapest.set(at, Math.min(cheapest.get(at) ?? Infinity, cost[o]));
  });
  const why = { near: 0, dear: 0, useless: 0 };
  for (const [at, price] of cheapest)
    why[near.has(at) ? 'near' : price > left + 1e-8 * Math.abs(limits.budget) ? 'dear' : 'useless']++;
  const said: [count: number, zh: string, en: string][] = [
    [why.near, '与选中的相距小于要求的最小间距', 'nearer to a chosen site than the least distance'],
    [why.dear, '超出余下的预算', 'dearer than what is left of the budget'],
    [why.useless, '再建也不会让结果更好', 'of no further use']
  ];
  const some = said.filter(([count]) => count > 0);
  const zh = some.map(([count, each]) => `${figure(count)} 个${each}`).join('，');
  const en = some.map(([count, , each]) => `${figure(count)} ${each}`).join(', ');
  return {
    zh: `要选 ${figure(limits.sites)} 处，只选出 ${figure(found)} 处：其余候选点中，${zh}`,
    en: `${figure(limits.sites)} sites were asked for and ${figure(found)} chosen; candidates left out: ${en}`
  };
}
