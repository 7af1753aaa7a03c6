import { figure } from '../../figures.ts';
import type { Facts, SitingFacts } from '../../facts.ts';
import { linkKindWords } from '../../words.ts';
import type { Say } from '../say.ts';
import { listSheet, type Cell, type Column, type Sheet } from '../sheet.ts';
import { countedWord } from './summary.ts';

const questionColumns = (say: Say): Column[] => [
  { head: say('题号', 'Question'), kind: 'count' },
  { head: say('服务', 'Service'), kind: 'text' },
  { head: say('对象', 'Counted'), kind: 'text' }
];

const questionCells = (siting: SitingFacts, say: Say): Cell[] => [
  siting.question,
  say(siting.title),
  say(siting.groupName)
];

/** 选址结论: a row a question, with its proof; questions without an answer below, with the reason. */
export function answerSheet({ sitings, unsited }: Facts, say: Say): Sheet {
  const columns: Column[] = [
    ...questionColumns(say),
    { head: say('求解目标', 'Aim'), kind: 'text' },
    { head: say('候选点（处）', 'Candidates'), kind: 'count' },
    { head: say('不合要求的候选点（处）', 'Unfit candidates'), kind: 'count' },
    { head: say('建议点（处）', 'Sites proposed'), kind: 'count' },
    { head: say('计量', 'In'), kind: 'text' },
    { head: say('总数', 'Total'), kind: 'count' },
    { head: say('现状覆盖', 'Covered today'), kind: 'count' },
    { head: say('实施后覆盖', 'Covered after'), kind: 'count' },
    { head: say('目标值', 'Objective'), kind: 'number' },
    { head: say('理论上界', 'Bound'), kind: 'number' },
    { head: say('与上界的差距', 'Gap to the bound'), kind: 'share' },
    { head: say('是否证明最优', 'Proven best'), kind: 'text' },
    { head: say('造价合计（元）', 'Cost (yuan)'), kind: 'money' },
    { head: say('拐点：处数', 'Knee: sites'), kind: 'count' },
    { head: say('拐点：造价（元）', 'Knee: cost (yuan)'), kind: 'money' },
    { head: say('说明', 'Remarks'), kind: 'long' }
  ];
  const rows = sitings.map((siting): Cell[] => [
    ...questionCells(siting, say),
    say(siting.modelName),
    siting.candidates,
    siting.unfit,
    siting.sites.length,
    countedWord(siting, say),
    siting.total,
    siting.today,
    siting.after,
    siting.objective,
    siting.bound,
    siting.gap,
    siting.isProven ? say('是', 'yes') : say('否', 'no'),
    siting.cost,
    siting.kneeNumber,
    siting.kneeMoney,
    [...siting.faults, ...siting.notes].map((said) => say(said)).join('\n')
  ]);
  for (const reason of unsited)
    rows.push([null, say(reason.title), ...new Array<Cell>(columns.length - 3).fill(null), say(reason)]);
  return listSheet(say('选址结论', 'Siting'), columns, rows, { frozenColumns: 2, tab: 'result' });
}

/** 选址: a row a proposed site, in the order of building. */
export function siteSheet({ sitings }: Facts, say: Say): Sheet {
  const fields = new Map<string, string>();
  for (const { sites } of sitings)
    for (const { won } of sites) for (const { field, name } of won) fields.set(field, say(name));
  const columns: Column[] = [
    ...questionColumns(say),
    { head: say('次序', 'Order'), kind: 'count' },
    { head: say('候选点编码', 'Site code'), kind: 'code' },
    { head: say('候选点名称', 'Site'), kind: 'text' },
    { head: say('候选点类型', 'Kind'), kind: 'text' },
    { head: say('所在单元编码', 'Unit code'), kind: 'code' },
    { head: say('所在单元', 'Unit'), kind: 'text' },
    { head: say('经度（WGS84）', 'lon (WGS84)'), kind: 'degrees' },
    { head: say('纬度（WGS84）', 'lat (WGS84)'), kind: 'degrees' },
    { head: say('新增覆盖', 'Gain'), kind: 'count' },
    { head: say('累计覆盖', 'Covered after'), kind: 'count' },
    { head: say('造价（元）', 'Cost (yuan)'), kind: 'money' },
    { head: say('每新增一人造价（元）', 'Cost for each (yuan)'), kind: 'money' },
    ...[...fields.values()].map((name): Column => ({
      head: say(`新增：${name}`, `Won: ${name}`),
      kind: 'people'
    })),
    { head: say('主要受益社区', 'Communities that win'), kind: 'long' },
    { head: say('人均少走（米）', 'Walk saved each (m)'), kind: 'metres' },
    { head: say('不建则少覆盖', 'Lost without it'), kind: 'count' },
    { head: say('替代点编码', 'Runner-up code'), kind: 'code' },
    { head: say('替代点', 'Runner-up'), kind: 'text' },
    { head: say('替代点少覆盖', 'Runner-up behind by'), kind: 'count' },
    { head: say('稳健性（原点入选）', 'Robustness'), kind: 'share' },
    { head: say('稳健性（含邻近点）', 'Robustness with neighbours'), kind: 'share' },
    { head: say('由此达标的指标', 'Rules that become met'), kind: 'long' },
    { head: say('理由', 'Why here'), kind: 'long' }
  ];
  const rows = sitings.flatMap((siting) =>
    siting.sites.map((site): Cell[] => [
      ...questionCells(siting, say),
      site.order,
      site.code,
      site.name,
      say(site.kindName),
      site.unit,
      site.unitName,
      site.lon,
      site.lat,
      site.gain,
      site.coveredAfter,
      site.cost,
      site.costPerPerson,
      ...[...fields.keys()].map((field) => site.won.find((won) => won.field === field)?.people ?? NaN),
      site.units
        .map(({ name, people }) =>
          say(`${name} ${figure(people, 'people')} 人`, `${name} ${figure(people, 'people')}`)
        )
        .join(say('；', '; ')),
      site.meanSavedM,
      site.loss,
      site.runnerUp,
      site.runnerUpName,
      site.runnerUpBehind,
      site.robustness,
      site.robustnessNear,
      site.rulesWon
        .map(({ title, units }) =>
          say(`${title.zh}：${units.join('、')}`, `${title.en}: ${units.join(', ')}`)
        )
        .join(say('；', '; ')),
      say(site.sentence)
    ])
  );
  return listSheet(say('选址', 'Sites'), columns, rows, { frozenColumns: 6, tab: 'result' });
}

/** 通道: gates, crossings and paths that are worth opening. */
export function linkSheet({ links }: Facts, say: Say): Sheet {
  const columns: Column[] = [
    { head: say('服务', 'Service'), kind: 'text' },
    { head: say('次序', 'Order'), kind: 'count' },
    { head: say('工程', 'What is built'), kind: 'text' },
    { head: say('跨越', 'Crosses'), kind: 'text' },
    { head: say('起点经度', 'From lon'), kind: 'degrees' },
    { head: say('起点纬度', 'From lat'), kind: 'degrees' },
    { head: say('终点经度', 'To lon'), kind: 'degrees' },
    { head: say('终点纬度', 'To lat'), kind: 'degrees' },
    { head: say('长度（米）', 'Length (m)'), kind: 'metres' },
    {
      head: say('现状绕行（米；2,000 为 2,000 及以上）', 'Walk today (m; 2,000 is that or more)'),
      kind: 'metres'
    },
    { head: say('新增覆盖', 'Gain'), kind: 'count' },
    { head: say('累计覆盖', 'Covered after'), kind: 'count' },
    { head: say('造价（元）', 'Cost (yuan)'), kind: 'money' },
    { head: say('理由', 'Why here'), kind: 'long' }
  ];
  const rows = links.map((link): Cell[] => [
    say(link.title),
    link.order,
    say(linkKindWords(link.kind)),
    link.crosses,
    link.fromLon,
    link.fromLat,
    link.toLon,
    link.toLat,
    link.lengthM,
    link.walkM === Infinity ? say('走不到', 'no way') : link.walkM,
    link.gain,
    link.coveredAfter,
    link.cost,
    link.sentence
  ]);
  return listSheet(say('通道', 'Links'), columns, rows, { frozenColumns: 2, tab: 'result' });
}
