import type { MeasureFacts, UnitFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import { causeSums, worstUnits } from '../../findings/coverage.ts';
import { CAUSE_CODES, causeWords, remedyWords } from '../../words.ts';
import type { StoryPage } from '../story.ts';
import { knownCommunities, shortName, type Teller } from '../teller.ts';

const MOST_ROWS = 8;

/** Where those live who are out of reach: the map, and the communities with most of them. No gaps is a message too. */
export function gapPages(teller: Teller, measure: MeasureFacts): StoryPage[] {
  const { say, said, amount } = teller;
  if (!Number.isFinite(measure.share)) return [];
  const gaps = worstUnits(measure);
  const source = teller.source(measure);
  if (gaps.length === 0)
    return [
      {
        id: `gaps/${measure.key}`,
        kind: 'map',
        title: say(
          `没有缺口：${said(measure.groupName)}全部覆盖`,
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
          `未覆盖的 ${amount(measure.uncovered, measure.counts)}分布在 ${figure(gaps.length, 'count')} 个社区。`,
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
  const gaps = worstUnits(measure);
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
        say('未覆盖', 'Out of reach'),
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
        mainCause(teller, unit)
      ])
    },
    source: teller.source(measure)
  };
}

function whyPage(teller: Teller, measure: MeasureFacts): StoryPage[] {
  const { say, said } = teller;
  const causes = causeSums(measure);
  if (causes.length === 0) return [];
  const all = causes.reduce((sum, { people }) => sum + people, 0);
  const main = said(causeWords(causes[0].cause));
  const share = figure(causes[0].people / all, 'share');
  return [
    {
      id: `why/${measure.key}`,
      kind: 'table',
      title: say(
        `未覆盖的主要原因：${main}（占 ${share}）`,
        `The main cause of the gaps: ${main} (${share})`
      ),
      text: teller.finding(`straight/${measure.key}`),
      table: {
        head: [
          say('原因', 'Cause'),
          say('未覆盖', 'Out of reach'),
          say('占比', 'Share'),
          say('怎么办', 'What to do')
        ],
        rows: causes.map(({ cause, people }) => [
          said(causeWords(cause)),
          figure(people, 'people'),
          figure(people / all, 'share'),
          said(remedyWords(cause))
        ])
      },
      source: teller.source(measure)
    }
  ];
}

/** The cause that most people of a unit are left out for. */
function mainCause({ said }: Teller, unit: UnitFacts): string {
  const [first] = CAUSE_CODES.filter((cause) => unit[cause] > 0).sort((a, b) => unit[b] - unit[a]);
  return first === undefined ? '—' : said(causeWords(first));
}
