import type { Facts } from '../../facts.ts';
import { profileWords } from '../../words.ts';
import type { Say } from '../say.ts';
import { listSheet, type Cell, type Sheet } from '../sheet.ts';
import { countedWord } from './summary.ts';

/** 方法与参数: what the study was worked out with, a row a parameter, and what must be known of the figures. */
export function methodSheet({ methods, measures, limits, profiles, scenario }: Facts, say: Say): Sheet {
  const [general, measured, limit] = [
    say('总体', 'General'),
    say('覆盖口径', 'Measure'),
    say('局限与提示', 'Limits')
  ];
  const rows: Cell[][] = [
    [
      general,
      say('标准包', 'Packs of rules'),
      profiles.map((each) => say(profileWords(each))).join(say('、', ', ')),
      null,
      ''
    ],
    [
      general,
      say('方案', 'Scenario'),
      scenario.name || say('现状', 'present state'),
      scenario.edits,
      say('处编辑', 'edits')
    ],
    [general, say('人口落点方法', 'How people became points'), say(methods.population), null, ''],
    [
      general,
      say('距离口径', 'Distance'),
      methods.isNetwork ? say('步行路网距离', 'along the walking network') : say('直线距离', 'straight line'),
      null,
      ''
    ],
    [general, say('步行者', 'Walker'), say(methods.walker), methods.speedMps, say('米/秒', 'm/s')]
  ];
  for (const measure of measures) {
    const about = `${say(measure.title)}${say('（', ' (')}${say(measure.groupName)}${say('）', ')')}`;
    rows.push([measured, about, say('步行距离上限', 'Limit of the walk'), measure.limitM, say('米', 'm')]);
    if (Number.isFinite(measure.limitS))
      rows.push([
        measured,
        about,
        say('步行时间上限', 'Limit in time'),
        measure.limitS / 60,
        say('分钟', 'minutes')
      ]);
    if (measure.population.code !== methods.population.code)
      rows.push([
        measured,
        about,
        `${say('人口落点方法：', 'How people became points: ')}${say(measure.population)}`,
        null,
        ''
      ]);
    rows.push(
      [measured, about, say('步速', 'Speed'), measure.speedMps, say('米/秒', 'm/s')],
      [measured, about, say('计量', 'Counted in'), null, countedWord(measure, say)],
      [
        measured,
        about,
        `${say('计入的设施：', 'Facilities that count: ')}${measure.categories.map((each) => say(each)).join(say('、', ', '))}`,
        measure.facilities,
        say('处', 'facilities')
      ]
    );
  }
  for (const each of limits) rows.push([limit, each.code, say(each), each.count, '']);
  return listSheet(
    say('方法与参数', 'Methods'),
    [
      { head: say('部分', 'Part'), kind: 'text' },
      { head: say('项目', 'Item'), kind: 'text' },
      { head: say('内容', 'What'), kind: 'long' },
      { head: say('取值', 'Value'), kind: 'number' },
      { head: say('取值的单位', 'Unit'), kind: 'text' }
    ],
    rows,
    { frozenColumns: 2, tab: 'basis' }
  );
}
