import type { MeasureFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import type { StoryPage } from '../story.ts';
import { knownCommunities, shortName, unitsWithGaps, type Teller } from '../teller.ts';

const MOST_ROWS = 8;

/** Where those live who are out of reach: the map, and the communities with most of them. No gaps is a message too. */
export function gapPages(teller: Teller, measure: MeasureFacts): StoryPage[] {
  const { say, said, amount } = teller;
  if (!Number.isFinite(measure.share)) return [];
  const gaps = unitsWithGaps(measure);
  const source = teller.source(measure);
  if (gaps.length === 0)
    return [
      {
        id: `gaps/${measure.key}`,
        kind: 'map',
        title: say(
          `没有缺口：${said(measure.groupName)}都走得到`,
          `No gaps: all ${said(measure.groupName)} are within reach`
        ),
        text: say(
          `${amount(measure.total, measure.counts)}全部在范围内，不需要为此新增设施。`,
          `All ${amount(measure.total, measure.counts)} are within reach; nothing needs to be added for this.`
        ),
        map: { show: 'facilities', measure: measure.key, state: 'now' },
        source
      }
    ];
  const top = gaps.slice(0, 5);
  const names = top.slice(0, 3).map((unit) => shortName(unit.name, 12));
  const pages: StoryPage[] = [
    {
      id: `gaps/${measure.key}`,
      kind: 'map',
      title: say(`缺口最大的是${teller.join(names)}`, `The largest gaps: ${teller.join(names)}`),
      text: [
        say(
          `走不到的 ${amount(measure.uncovered, measure.counts)}分布在 ${figure(gaps.length, 'count')} 个社区。`,
          `${amount(measure.uncovered, measure.counts)} out of reach, in ${figure(gaps.length, 'count')} communities.`
        ),
        ...top.map((unit) =>
          say(
            `${shortName(unit.name)}：${amount(unit.uncovered, measure.counts)}`,
            `${shortName(unit.name)}: ${amount(unit.uncovered, measure.counts)}`
          )
        )
      ].join('\n'),
      map: { show: 'uncovered', measure: measure.key, state: 'now' },
      source
    },
    ...whyPage(teller, measure)
  ];
  // A table of one row says no more than the map does.
  if (knownCommunities(measure).length > 1) pages.push(gapTable(teller, measure));
  return pages;
}

function gapTable(teller: Teller, measure: MeasureFacts): StoryPage {
  const { say } = teller;
  const gaps = unitsWithGaps(measure);
  const rows = gaps.slice(0, MOST_ROWS);
  return {
    id: `units/${measure.key}`,
    kind: 'table',
    title: say('缺口清单：先补哪些社区', 'Which communities come first'),
    text:
      gaps.length > rows.length
        ? say(
            `其余 ${figure(gaps.length - rows.length, 'count')} 个有缺口的社区见台账`,
            `${figure(gaps.length - rows.length, 'count')} more communities with gaps are in the workbook`
          )
        : '',
    table: {
      head: [
        say('次序', 'No.'),
        say('社区', 'Community'),
        say('走不到', 'Out of reach'),
        say('总数', 'All'),
        say('覆盖率', 'Share'),
        say('主要原因', 'Main cause')
      ],
      rows: rows.map((unit, at) => [
        String(at + 1),
        shortName(unit.name),
        figure(unit.uncovered, 'people'),
        figure(unit.total, 'people'),
        figure(unit.share, 'share'),
        causesOf(teller, [unit])[0]?.name ?? '—'
      ])
    },
    source: teller.source(measure)
  };
}

interface Cause {
  name: string;
  meaning: string;
  count: number;
}

/** Why they are out of reach, the most frequent first; causes that no one has are left out. */
function causesOf(
  { say }: Teller,
  units: { none: number; far: number; detour: number; full: number; unconnected: number }[]
): Cause[] {
  const sum = (field: 'none' | 'far' | 'detour' | 'full' | 'unconnected'): number =>
    units.reduce((total, unit) => total + (Number.isFinite(unit[field]) ? unit[field] : 0), 0);
  const causes: Cause[] = [
    {
      name: say('设施太远', 'Too far'),
      meaning: say('直线距离已超出：需要新增设施', 'Too far even in a straight line: a facility is needed'),
      count: sum('far')
    },
    {
      name: say('需要绕路', 'A detour'),
      meaning: say(
        '直线够近，路不通：可打通出入口或通道',
        'Near in a straight line: a gate or a path may do'
      ),
      count: sum('detour')
    },
    {
      name: say('设施已满', 'Full'),
      meaning: say('走得到，但容量不足：需要扩容', 'Within reach, without room: extend it'),
      count: sum('full')
    },
    {
      name: say('没有设施', 'No facility'),
      meaning: say('范围内没有这类设施', 'The study has no facility of this kind'),
      count: sum('none')
    },
    {
      name: say('路网未连通', 'Off the network'),
      meaning: say(
        '住处没有接到路网：先核对道路数据',
        'Homes not joined to the network: check the roads first'
      ),
      count: sum('unconnected')
    }
  ];
  return causes.filter((cause) => cause.count > 0).sort((a, b) => b.count - a.count);
}

function whyPage(teller: Teller, measure: MeasureFacts): StoryPage[] {
  const { say } = teller;
  const causes = causesOf(teller, knownCommunities(measure));
  if (causes.length === 0) return [];
  const all = causes.reduce((sum, cause) => sum + cause.count, 0);
  return [
    {
      id: `why/${measure.key}`,
      kind: 'table',
      title: say(
        `主要原因：${causes[0].name}（占 ${figure(causes[0].count / all, 'share')}）`,
        `The main cause: ${causes[0].name.toLowerCase()} (${figure(causes[0].count / all, 'share')})`
      ),
      text: '',
      table: {
        head: [
          say('原因', 'Cause'),
          say('走不到', 'Out of reach'),
          say('占比', 'Share'),
          say('怎么办', 'What it means')
        ],
        rows: causes.map((cause) => [
          cause.name,
          figure(cause.count, 'people'),
          figure(cause.count / all, 'share'),
          cause.meaning
        ])
      },
      source: teller.source(measure)
    }
  ];
}
