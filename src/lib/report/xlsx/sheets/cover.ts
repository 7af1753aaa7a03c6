import type { Facts } from '../../facts.ts';
import { levelWords, statusWords } from '../../words.ts';
import type { Say } from '../say.ts';
import type { Cell, CellKind, Sheet } from '../sheet.ts';
import { SIGNS } from './verdicts.ts';

/** A line of the cover: a heading, or what it is called and what it is, with its unit. */
export type CoverLine = { heading: string } | { label: string; cell: Cell; kind: CellKind; unit: string };

/** 说明: what the workbook is, how to use it, and how large the study is. `sheets` are the others; `notes` what had to be left out. */
export function coverLines(facts: Facts, sheets: readonly Sheet[], notes: string[], say: Say): CoverLine[] {
  const { options, totals, scenario, compliance, quality } = facts;
  const text = (label: string, cell: string): CoverLine => ({ label, cell, kind: 'long', unit: '' });
  const count = (label: string, cell: number, unit: string, kind: CellKind = 'count'): CoverLine => ({
    label,
    cell,
    kind,
    unit
  });
  const blank = say('（待填写）', '(to be filled in)');
  const tasks = say('任务台账', 'Tasks');
  const signs = Object.entries(SIGNS).map(([status, sign]) => `${sign} ${say(statusWords(status))}`);
  return [
    { heading: say('基本信息', 'About') },
    text(say('研究', 'Study'), facts.title),
    text(say('方案', 'Scenario'), scenario.name || say('现状', 'present state')),
    text(say('编制单位', 'Author'), options.author || blank),
    text(say('日期', 'Date'), options.date),
    text(say('程序版本', 'Version'), `一刻圈 Yike ${options.version}`),
    ...(options.isInternal
      ? [text(say('密级提示', 'Handling'), say('内部资料 不得公开', 'Internal, not for release'))]
      : []),
    { heading: say('怎么用', 'How to use') },
    text(
      '1',
      say(
        '每张表第一行是表头，可筛选、排序；数字都是数值，单位写在表头里。',
        'The first row of each sheet is its head: filter and sort by it. Figures are numbers, their units stand in the head.'
      )
    ),
    text('2', say('空格表示没有数据或算不出来，不等于 0。', 'An empty cell is not known; it is not 0.')),
    text(
      '3',
      say(
        `图例：${signs.join('，')}。颜色只作辅助：蓝为达标，橙为未达标。`,
        `Signs: ${signs.join(', ')}. Colours only help: blue is met, orange is not met.`
      )
    ),
    text(
      '4',
      say(
        '浅黄底的列请填写：“任务台账”的完成值、任务状态、佐证材料、更新日期、备注，“缺口”的整改各列。',
        'Columns on pale yellow are for you to fill in: status, actual value, evidence, date and note in Tasks, and the work in Gaps.'
      )
    ),
    text(
      '5',
      say(
        `“${tasks}”填好后原样导回：在程序里拖入本文件，选工作表“${tasks}”，用作“任务”；或运行 yike import 本文件 --as tasks --layer ${tasks}。请勿改动表头。表尾可以加行。`,
        `Tasks goes back as it is: drop this file on the app, choose the sheet ${tasks} as tasks, or run yike import FILE --as tasks --layer ${tasks}. Leave the heads alone; rows may be added below.`
      )
    ),
    text(
      '6',
      say(
        '“缺口”的整改各列供内部跟踪，程序不读回；要计入达标的，请在“任务台账”加一行。',
        'What is filled in under Gaps is for the office and is not read back; for what is to count, add a row to Tasks.'
      )
    ),
    ...notes.map((note, at) => text(say(`注意 ${at + 1}`, `Mind ${at + 1}`), note)),
    { heading: say('规模', 'Size') },
    count(say('社区（村）', 'Communities'), totals.communities, say('个', '')),
    ...totals.upper.map((each) => count(say(levelWords(each.level)), each.count, say('个', ''))),
    ...totals.people.map(({ name, count: people }) =>
      count(say(name), people, say('人', 'people'), 'people')
    ),
    count(say('设施', 'Facilities'), totals.facilities, say('处', '')),
    count(say('其中未提供服务', 'of these not serving'), totals.facilitiesNotServing, say('处', '')),
    count(say('居民点', 'Demand points'), totals.demandPoints, say('个', '')),
    count(say('步行路网', 'Walking network'), totals.networkM, say('公里', 'km'), 'kilometres'),
    count(say('输入文件', 'Input files'), quality.files, say('个', '')),
    count(say('输入行数', 'Rows of input'), quality.rows, say('行', '')),
    count(say('接收', 'Accepted'), quality.accepted, say('行', '')),
    count(say('修正', 'Repaired'), quality.repaired, say('处', '')),
    count(say('剔除', 'Rejected'), quality.rejected, say('行', '')),
    { heading: say('达标情况', 'Verdicts') },
    count(say(statusWords('met')), compliance.met, say('项次', '')),
    count(say(statusWords('not_met')), compliance.notMet, say('项次', '')),
    count(say(statusWords('no_data')), compliance.noData, say('项次', '')),
    count(say(statusWords('not_applicable')), compliance.notApplicable, say('项次', '')),
    count(say(statusWords('reported')), compliance.reported, say('项次', '')),
    { heading: say('工作表', 'Sheets') },
    ...sheets.map((sheet) =>
      sheet.count > 0 || sheet.spareRows !== undefined
        ? count(sheet.name, sheet.count, say('行', 'rows'))
        : text(sheet.name, say('本研究没有此项，未设工作表。', 'The study has none: there is no such sheet.'))
    )
  ];
}
