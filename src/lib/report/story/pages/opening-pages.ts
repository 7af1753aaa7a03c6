import type { MeasureFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import type { StoryPage } from '../story.ts';
import { knownCommunities, shortName, type Teller } from '../teller.ts';

/** The first page: what the study is, of which scenario, by whom and of which day. */
export function titlePage({ facts, say }: Teller): StoryPage {
  const lines = [
    say('一刻钟生活圈设施布局评估与选址建议', 'Fifteen-minute living circle: coverage, gaps and proposals')
  ];
  if (facts.scenario.edits > 0 || facts.scenario.name !== '')
    lines.push(
      say(
        `方案：${shortName(facts.scenario.name, 40) || '未命名'}（改动 ${figure(facts.scenario.edits, 'count')} 处）`,
        `Scenario: ${shortName(facts.scenario.name, 40) || 'unnamed'} (${figure(facts.scenario.edits, 'count')} changes)`
      )
    );
  if (facts.options.author !== '') lines.push(shortName(facts.options.author, 60));
  lines.push(dayText(facts.options.date, facts.options.language === 'zh'));
  return {
    id: 'title',
    kind: 'title',
    title: shortName(facts.title, 60) || say('未命名的研究', 'Untitled study'),
    text: lines.join('\n'),
    source: ''
  };
}

/** `2026年11月22日`; a day that is written otherwise stands as it is. */
function dayText(date: string, isChinese: boolean): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  return isChinese && year ? `${year}年${Number(month)}月${Number(day)}日` : date;
}

/** The share of people within reach, to be seen from the last row. */
export function numberPage(teller: Teller, measure: MeasureFacts): StoryPage {
  const { say, said, amount } = teller;
  const who = said(measure.groupName);
  const isKnown = Number.isFinite(measure.share);
  const lines: string[] = [];
  if (isKnown)
    lines.push(
      measure.uncovered > 0
        ? say(
            `还有 ${amount(measure.uncovered, measure.counts)}未覆盖`,
            `${amount(measure.uncovered, measure.counts)} are still out of reach`
          )
        : say('全部覆盖', 'Everyone is within reach')
    );
  else
    lines.push(say('人口数据不足，覆盖率无从计算', 'Too little is known of the people to work out a share'));
  if (measure.unknownUnits > 0)
    lines.push(
      say(
        `${figure(measure.unknownUnits, 'count')} 个社区缺人口数据，未计入`,
        `${figure(measure.unknownUnits, 'count')} communities without population are left out`
      )
    );
  return {
    id: `number/${measure.key}`,
    kind: 'number',
    title: say(`${said(measure.title)}：${who}覆盖率`, `${said(measure.title)}: ${who} covered`),
    text: lines.join('\n'),
    number: {
      value: figure(measure.share, 'share'),
      unit: '',
      note: isKnown
        ? say(
            `${figure(measure.total, 'people')} ${teller.unitOf(measure.counts)}中有 ${amount(measure.covered, measure.counts)}够得着设施`,
            `${figure(measure.covered, 'people')} of ${amount(measure.total, measure.counts)} within reach`
          )
        : ''
    },
    source: teller.source(measure)
  };
}

/** All that was measured, when it is more than one thing. */
export function measuresPage(teller: Teller): StoryPage | null {
  const { facts, say, said } = teller;
  if (facts.measures.length < 2) return null;
  const shown = facts.measures.slice(0, MOST_MEASURES);
  const left = facts.measures.length - shown.length;
  return {
    id: 'measures',
    kind: 'table',
    title: say(
      `各项服务的覆盖率：${figure(facts.measures.length, 'count')} 项`,
      `Coverage of ${figure(facts.measures.length, 'count')} services`
    ),
    text:
      left > 0
        ? say(`其余 ${figure(left, 'count')} 项见台账`, `${figure(left, 'count')} more are in the workbook`)
        : '',
    table: {
      head: [
        say('服务', 'Service'),
        say('对象', 'For'),
        say('距离', 'Distance'),
        say('已覆盖', 'Within reach'),
        say('总数', 'All'),
        say('覆盖率', 'Share')
      ],
      rows: shown.map((measure) => [
        said(measure.title),
        said(measure.groupName),
        `${figure(measure.limitM, 'metres')} m`,
        figure(measure.covered, 'people'),
        figure(measure.total, 'people'),
        figure(measure.share, 'share')
      ])
    },
    source: say(`分析结果；${facts.options.date}`, `Results of the study; ${facts.options.date}`)
  };
}

const MOST_MEASURES = 9;

/** The share of each community on the map. */
export function mapPage(teller: Teller, measure: MeasureFacts): StoryPage {
  const { say, amount } = teller;
  const known = knownCommunities(measure);
  const full = known.filter((unit) => unit.uncovered <= 0).length;
  const lowest = known.toSorted((a, b) => a.share - b.share || (a.code < b.code ? -1 : 1));
  const title =
    known.length === 0
      ? say('各社区覆盖率未知', 'No community has a known share')
      : known.length === 1
        ? say(
            `${shortName(known[0].name)}：覆盖率 ${figure(known[0].share, 'share')}`,
            `${shortName(known[0].name)}: ${figure(known[0].share, 'share')} covered`
          )
        : say(
            `${figure(known.length, 'count')} 个社区中 ${figure(full, 'count')} 个全覆盖`,
            `${figure(full, 'count')} of ${figure(known.length, 'count')} communities are covered in full`
          );
  const lines = lowest
    .filter((unit) => unit.uncovered > 0)
    .slice(0, 5)
    .map((unit) =>
      say(
        `${shortName(unit.name)}：${figure(unit.share, 'share')}（${figure(unit.covered, 'people')}／${amount(unit.total, measure.counts)}）`,
        `${shortName(unit.name)}: ${figure(unit.share, 'share')} (${figure(unit.covered, 'people')} of ${amount(unit.total, measure.counts)})`
      )
    );
  return {
    id: `map/${measure.key}`,
    kind: 'map',
    title,
    text:
      lines.length > 0 && known.length > 1
        ? [say('覆盖率最低的社区：', 'Lowest shares:'), ...lines].join('\n')
        : lines.join('\n'),
    map: { show: 'share', measure: measure.key, state: 'now' },
    source: teller.source(measure)
  };
}

/** What the scenario changes against what stands today; nothing where it changes nothing. */
export function scenarioPage(teller: Teller, measure: MeasureFacts): StoryPage | null {
  const { facts, say, amount } = teller;
  if (
    facts.scenario.edits === 0 ||
    !Number.isFinite(measure.shareBase) ||
    measure.coveredBase === measure.covered
  )
    return null;
  const more = measure.covered - measure.coveredBase;
  return {
    id: `scenario/${measure.key}`,
    kind: 'compare',
    title: say(
      `方案使覆盖率由 ${figure(measure.shareBase, 'share')} 变为 ${figure(measure.share, 'share')}`,
      `The scenario takes the share from ${figure(measure.shareBase, 'share')} to ${figure(measure.share, 'share')}`
    ),
    text:
      more > 0
        ? say(`多覆盖 ${amount(more, measure.counts)}`, `${amount(more, measure.counts)} more within reach`)
        : say(
            `少覆盖 ${amount(-more, measure.counts)}`,
            `${amount(-more, measure.counts)} fewer within reach`
          ),
    map: {
      show: 'share',
      measure: measure.key,
      state: 'base',
      after: { show: 'share', measure: measure.key, state: 'now' }
    },
    source: teller.source(measure)
  };
}
