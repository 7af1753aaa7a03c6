import { figure } from '../../figures.ts';
import type { Page } from '../deck.ts';
import { NAVY, PAGE } from '../look.ts';
import { costWords, gapUnits, shortName, type Lead } from './lead.ts';
import { things } from '../tongue.ts';

/** Tasks that are open, the overdue first. */
export function tasksPage({ facts, t }: Lead): Page | undefined {
  const { tasks } = facts;
  if (tasks.length === 0) return undefined;
  const open = tasks
    .filter(({ isDone }) => !isDone)
    .sort(
      (a, b) =>
        Number(b.isOverdue) - Number(a.isOverdue) ||
        compare(a.deadline || '9', b.deadline || '9') ||
        compare(a.id, b.id)
    );
  const overdue = open.filter(({ isOverdue }) => isOverdue).length;
  const rows = (open.length > 0 ? open : tasks).slice(0, 9);
  const rest = (open.length > 0 ? open : tasks).length - rows.length;
  return {
    ...{ id: 'tasks', kind: 'page' },
    title:
      open.length === 0
        ? t(
            `${figure(tasks.length, 'count')} 项任务全部完成`,
            `All ${figure(tasks.length, 'count')} tasks are done`
          )
        : t(
            `${figure(tasks.length, 'count')} 项任务中 ${figure(open.length, 'count')} 项未完成${overdue > 0 ? `，其中 ${figure(overdue, 'count')} 项已逾期` : '，没有逾期'}`,
            `${figure(open.length, 'count')} of ${figure(tasks.length, 'count')} tasks are open, ${overdue > 0 ? `${figure(overdue, 'count')} overdue` : 'none overdue'}`
          ),
    lead: t(`截至 ${facts.options.date}`, `As of ${facts.options.date}`),
    blocks: [
      {
        ...{ kind: 'table', x: PAGE.left, y: 1.9, w: PAGE.inner, h: 4.9 },
        head: [
          t('任务', 'Task'),
          t('单元', 'Unit'),
          t('牵头部门', 'Lead department'),
          t('时限', 'Deadline'),
          t('目标', 'Target'),
          t('现值', 'Now'),
          t('状态', 'State')
        ],
        rows: rows.map((task) => [
          task.title || task.requirement || task.id,
          task.unitName || task.unit || '—',
          task.lead || '—',
          task.deadline || '—',
          `${figure(task.target, 'number')} ${Number.isFinite(task.target) ? task.unitOfValue : ''}`.trim(),
          figure(task.actual, 'number'),
          task.isOverdue
            ? t('逾期', 'overdue')
            : task.isDone
              ? t('完成', 'done')
              : task.status || t('进行中', 'open')
        ]),
        ...{ widths: [4.2, 1.8, 1.8, 1.4, 1.5, 1, 1.2], numbers: [5], lines: 2 },
        rest,
        more: (count) => t(`另有 ${count} 项，见台账。`, `${count} more are in the ledger.`)
      }
    ],
    notes: rows.map((task) =>
      [task.title || task.requirement, task.departments, task.evidence, task.note]
        .filter((text) => text !== '')
        .join('；')
    )
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What the figures don't say, and what the meeting is asked to decide. */
export function decisionsPage(lead: Lead): Page {
  const { facts, t, siting, measure } = lead;
  const open = facts.tasks.filter(({ isDone }) => !isDone).length;
  const gaps = gapUnits(lead);
  const decisions = [
    ...(siting && siting.sites.length > 0
      ? [
          t(
            `是否同意新建 ${figure(siting.sites.length, 'count')} 处（${siting.sites
              .slice(0, 3)
              .map(({ name, code }) => shortName(name || code, 14))
              .join('、')}${siting.sites.length > 3 ? '等' : ''}）${costWords(t, siting)}`,
            `Whether to build ${things(siting.sites.length, 'site')}${costWords(t, siting)}`
          )
        ]
      : []),
    ...(siting && siting.sites.length === 0 && measure && measure.uncovered > 0
      ? [t('是否扩大候选点范围，重新测算选址', 'Whether to look for more candidate sites')]
      : []),
    ...(facts.links.length > 0
      ? [
          t(
            `是否组织踏勘 ${figure(facts.links.length, 'count')} 处可打通的通道`,
            `Whether to survey ${things(facts.links.length, 'link')} worth opening`
          )
        ]
      : []),
    ...(facts.sitings.length === 0 && gaps.length > 0
      ? [
          t(
            `是否为 ${figure(gaps.length, 'count')} 个有缺口的社区开展选址`,
            `Whether to look for sites for the ${figure(gaps.length, 'count')} communities with gaps`
          )
        ]
      : []),
    ...(facts.compliance.noData > 0
      ? [
          t(
            `由谁补齐 ${figure(facts.compliance.noData, 'count')} 项次所缺的数据`,
            `Who provides the data that ${things(facts.compliance.noData, 'verdict')} wait for`
          )
        ]
      : []),
    ...(open > 0
      ? [
          t(
            `${figure(open, 'count')} 项未完成任务的责任与时限`,
            `Who finishes the ${figure(open, 'count')} open tasks, and when`
          )
        ]
      : [])
  ];
  const asks =
    decisions.length > 0 ? decisions : [t('是否认可本次评估结果', 'Whether the assessment is accepted')];
  const limits = facts.limits.map((limit) => t.of(limit));
  const column = (x: number, head: string, lines: string[], size: number): Page['blocks'] => [
    { kind: 'box', x, y: 1.95, w: 5.85, h: 0.04, colour: NAVY },
    {
      ...{ kind: 'text', x, y: 2.08, w: 5.85, h: 0.42, size: 18, least: 14, bold: true, colour: NAVY },
      text: head
    },
    {
      ...{ kind: 'text', x, y: 2.6, w: 5.85, h: 4.15, size, least: 11, bullets: true },
      text: lines.join('\n')
    }
  ];
  return {
    ...{ id: 'decisions', kind: 'page' },
    title: t(
      `请会议决定 ${figure(asks.length, 'count')} 件事，并知悉数据的局限`,
      `${things(asks.length, 'decision')} for the meeting, and the limits of the figures`
    ),
    lead: '',
    blocks: [
      ...column(PAGE.left, t('请会议决定', 'To be decided'), asks, 20),
      ...column(
        6.88,
        t('局限与不确定', 'Limits and uncertainty'),
        limits.length > 0
          ? shownLimits(lead)
          : [
              t(
                '资料完整，未发现影响结论的问题。',
                'The data are complete; nothing found that affects the findings.'
              )
            ],
        15
      )
    ],
    notes: [...asks, ...limits]
  };
}

/** As many limits stand on the page: more would be too small to read. */
const LIMITS = 6;

/** The weightiest, and that nothing was checked on site, which is the last; the document has all. */
function shownLimits({ facts, t }: Lead): string[] {
  const limits = facts.limits.map((limit) => t.of(limit));
  if (limits.length <= LIMITS) return limits;
  const rest = limits.length - LIMITS;
  return [
    ...limits.slice(0, LIMITS - 1),
    ...limits.slice(-1),
    t(`另有 ${figure(rest, 'count')} 条，见报告。`, `${figure(rest, 'count')} more are in the document.`)
  ];
}
