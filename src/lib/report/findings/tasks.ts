import type { Facts } from '../facts.ts';
import { figure } from '../figures.ts';
import { dayWords, listWords } from '../words.ts';
import { finding, things, type Finding } from './finding.ts';

/** As many late tasks are named. */
const NAMED = 3;

/** How the ledger of tasks stands on the day of the report. */
export function taskFindings({ tasks, options }: Facts): Finding[] {
  if (tasks.length === 0) return [];
  const done = tasks.filter(({ isDone }) => isDone).length;
  const late = tasks.filter(({ isOverdue }) => isOverdue);
  const day = dayWords(options.date);
  const names = listWords(late.slice(0, NAMED).map(({ title, id }) => title || id));
  const more = late.length > NAMED ? { zh: '等', en: ' and others' } : { zh: '', en: '' };
  const said =
    late.length > 0
      ? {
          zh: `截至${day.zh}逾期未完成 ${figure(late.length, 'count')} 项：${names.zh}${more.zh}。`,
          en: `${figure(late.length, 'count')} ${late.length === 1 ? 'is' : 'are'} past the deadline on ${day.en}: ${names.en}${more.en}.`
        }
      : {
          zh: `截至${day.zh}没有逾期任务。`,
          en: `None is past its deadline on ${day.en}.`
        };
  return [
    finding(
      'tasks',
      '',
      `任务台账共 ${figure(tasks.length, 'count')} 项，已完成 ${figure(done, 'count')} 项，占 ${figure(done / tasks.length, 'share')}；${said.zh}`,
      `The ledger has ${things(tasks.length, 'task')}; ${figure(done, 'count')} ${done === 1 ? 'is' : 'are'} done, ${figure(done / tasks.length, 'share')}. ${said.en}`
    )
  ];
}
