import type { TaskFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import { chart, heading, map, table, text, type Block } from '../blocks.ts';
import { longDate } from '../numerals.ts';
import { mainMeasures, measureName, type Speaker } from '../speaker.ts';

/** Tasks in the body; the workbook has all. */
const TASKS = 20;

/** What changes with the scenario and with all that is proposed. */
export function tellComparison(speaker: Speaker): Block[] {
  const { facts, say, name } = speaker;
  const measures = facts.measures.filter(({ total }) => !Number.isNaN(total));
  const hasBase = facts.scenario.edits > 0;
  // One unit stands in the head, several in the cells.
  const isPeople = measures.every(({ counts }) => counts === 'people');
  const hasChange = measures.some((each) => each.shareAfter !== each.share || each.shareBase !== each.share);
  const head = heading(1, say('建设前后对比', 'Before and after'));
  if (!hasChange)
    return [
      head,
      text(
        say(
          '本次没有改变覆盖的方案或建议，前后一致。',
          'No scenario or proposal changes the coverage: before and after are the same.'
        )
      )
    ];
  const right = (title: string, share: number) => ({ head: title, share, align: 'right' as const });
  const share = (value: number) => figure(value, 'share');
  const best = [...mainMeasures(facts)].sort(
    (a, b) => (b.shareAfter - b.share || 0) - (a.shareAfter - a.share || 0)
  )[0];
  const isBetter = best.coveredAfter > best.covered;
  const gain = best.coveredAfter - best.covered;
  return [
    head,
    text(
      say('建议全部实施后，各项服务的覆盖变化见', 'What changes with all that is proposed is in '),
      { to: 'comparison' },
      say('和', ' and '),
      { to: 'chart:comparison' },
      say('。', '. '),
      ...(isBetter
        ? [
            say(
              `变化最大的是“${measureName(speaker, best)}”：覆盖率由${share(best.share)}升至${share(best.shareAfter)}，新增${figure(gain, 'people')}${speaker.unit(best.counts)}，前后分布见`,
              `Most changes by ${measureName(speaker, best)}: from ${share(best.share)} to ${share(best.shareAfter)}, ${figure(gain, 'people')}${speaker.unit(best.counts)} more; see `
            ),
            { to: 'map:before' },
            say('和', ' and '),
            { to: 'map:after' },
            say('。', '.')
          ]
        : [])
    ),
    ...table({
      id: 'comparison',
      caption: say('建设前后步行覆盖率', 'Share covered before and after'),
      columns: [
        { head: say('评估内容', 'Measure'), share: 30, align: 'left' },
        { head: say('对象', 'Who'), share: 18, align: 'left' },
        ...(hasBase ? [right(say('原状', 'Base'), 12)] : []),
        right(hasBase ? say('本方案', 'Scenario') : say('现状', 'Now'), 12),
        right(say('建议实施后', 'With proposals'), 14),
        right(say('变化（百分点）', 'Change (points)'), 14),
        right(say(isPeople ? '新增覆盖（人）' : '新增覆盖', 'Newly covered'), 14)
      ],
      rows: measures.map((each) => [
        name(each.title),
        name(each.groupName),
        ...(hasBase ? [share(each.shareBase)] : []),
        share(each.share),
        share(each.shareAfter),
        figure(each.shareAfter - each.share, 'points'),
        `${figure(each.coveredAfter - each.covered, 'people')}${isPeople ? '' : speaker.unit(each.counts)}`
      ]),
      note: say('变化按未取整的覆盖率计算。', 'Changes are of the shares before they were rounded.')
    }),
    chart(
      'chart:comparison',
      say('建设前后步行覆盖率对比', 'Share covered before and after'),
      { chart: 'comparison' },
      Math.min(78, 22 + 9 * Math.max(2, measures.length))
    ),
    ...(isBetter
      ? [
          map(
            'map:before',
            say(`“${measureName(speaker, best)}”建设前`, `Before: ${measureName(speaker, best)}`),
            {
              ...{ show: 'share', measure: best.key, state: 'now' }
            }
          ),
          map(
            'map:after',
            say(`“${measureName(speaker, best)}”建设后`, `After: ${measureName(speaker, best)}`),
            {
              ...{ show: 'share', measure: best.key, state: 'after' }
            }
          )
        ]
      : [])
  ];
}

/** The ledger of tasks, what is late first. */
export function tellTasks(speaker: Speaker): Block[] {
  const { facts, say, list } = speaker;
  const { tasks } = facts;
  const head = heading(1, say('任务台账', 'Ledger of tasks'));
  if (tasks.length === 0) return [head, text(say('本次没有导入任务台账。', 'No ledger of tasks was given.'))];
  const done = tasks.filter(({ isDone }) => isDone).length;
  const late = tasks.filter(({ isOverdue }) => isOverdue).length;
  const shown = [...tasks]
    .sort((a, b) => urgency(a) - urgency(b) || compare(a.deadline, b.deadline))
    .slice(0, TASKS);
  const count = (value: number) => figure(value, 'count');
  const right = (title: string, share: number) => ({ head: title, share, align: 'right' as const });
  return [
    head,
    text(
      say(
        `台账共${count(tasks.length)}项任务，已完成${count(done)}项，截至${longDate(facts.options.date, true)}逾期未完成${count(late)}项，见`,
        `The ledger has ${count(tasks.length)} tasks: ${count(done)} are done, ${count(late)} are past their deadline on ${longDate(facts.options.date, false)}; see `
      ),
      { to: 'tasks' },
      say('。', '.')
    ),
    ...table({
      id: 'tasks',
      caption: say('任务清单', 'Tasks'),
      columns: [
        { head: say('任务', 'Task'), share: 27, align: 'left' },
        { head: say('单元', 'Unit'), share: 13, align: 'left' },
        { head: say('牵头／配合部门', 'Lead / with'), share: 20, align: 'left' },
        { head: say('时限', 'Deadline'), share: 14, align: 'center' },
        right(say('完成／目标', 'Done / target'), 14),
        { head: say('状态', 'State'), share: 12, align: 'left' }
      ],
      rows: shown.map((task) => [
        task.title === '' ? task.id : task.title,
        task.unitName,
        list([task.lead, ...task.departments.split(/[;；]/)].filter((each) => each !== '')),
        task.deadline === '' ? '—' : task.deadline,
        `${figure(task.actual, 'number')} / ${figure(task.target, 'number')}${task.unitOfValue === '' ? '' : ` ${task.unitOfValue}`}`,
        `${task.status}${task.isOverdue ? say('（逾期）', ' (late)') : ''}`
      ]),
      note:
        tasks.length > shown.length
          ? say(
              `共${count(tasks.length)}项，此处列最急的${count(shown.length)}项，全部见台账工作簿。`,
              `The ${count(shown.length)} most urgent of ${count(tasks.length)}; the workbook has all.`
            )
          : ''
    })
  ];
}

const urgency = ({ isDone, isOverdue }: TaskFacts): number => (isOverdue ? 0 : isDone ? 2 : 1);
/** By code, not by the machine's language; without a deadline last. */
const compare = (a: string, b: string): number =>
  a === b ? 0 : a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1;

/** What a reader must know of the figures. */
export function tellLimits({ facts, say, name }: Speaker): Block[] {
  return [
    heading(1, say('局限与不确定性', 'Limits and uncertainty')),
    ...facts.limits.map((limit, place) => text(`${place + 1}. ${name(limit)}`))
  ];
}
