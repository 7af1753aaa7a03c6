import type { Said } from '../../dossier.ts';
import { figure } from '../../figures.ts';
import { causeWords, CAUSE_CODES } from '../../words.ts';
import type { Block, Page } from '../deck.ts';
import { BLUE, INK, MUTED, NAVY, ORANGE, PALE, PAGE } from '../look.ts';
import { gapUnits, shortName, type Lead } from './lead.ts';
import { things } from '../tongue.ts';

/** The cover. */
export function coverPage({ facts, t }: Lead): Page {
  const { author, date, isInternal, mapNumber } = facts.options;
  const { name, edits } = facts.scenario;
  const scenario =
    name === '' && edits === 0
      ? ''
      : t(
          `方案：${shortName(name, 30)}（改动 ${figure(edits, 'count')} 处）`,
          `Scenario: ${shortName(name, 30)} (${figure(edits, 'count')} edits)`
        );
  const by =
    author === ''
      ? t('编制单位：＿＿＿＿＿＿＿＿', 'Prepared by: ____________')
      : t(`编制单位：${author}`, `Prepared by: ${author}`);
  const text = (y: number, h: number, size: number, words: string, colour: string): Block => ({
    ...{ kind: 'text', x: 1.1, y, w: 11, h, size, least: 10, colour },
    text: words
  });
  return {
    ...{
      id: 'cover',
      kind: 'cover',
      title: facts.title || t('服务设施布局评估', 'Facility coverage'),
      lead: ''
    },
    blocks: [
      ...(isInternal
        ? [text(0.7, 0.36, 14, t('内部资料 不得公开', 'Internal – not for publication'), INK)]
        : []),
      text(4.55, 0.5, 22, t('设施布局评估与选址建议', 'Coverage assessment and siting proposals'), NAVY),
      text(5.1, 0.36, 14, scenario, MUTED),
      text(5.75, 0.36, 16, by, INK),
      text(6.15, 0.36, 16, date, INK),
      text(
        6.75,
        0.3,
        11,
        [
          t(`一刻圈 ${facts.options.version}`, `Yike ${facts.options.version}`),
          mapNumber === '' ? '' : t(`审图号：${mapNumber}`, `Map approval: ${mapNumber}`)
        ]
          .filter(Boolean)
          .join('   '),
        MUTED
      )
    ],
    notes: [
      t(
        '本汇报的全部数字取自同一次分析的结果表，与报告、台账一致。',
        'All figures are from the result tables of one analysis, the same as in the document and the ledger.'
      ),
      ...(facts.title.trim() === '' ? [] : [facts.title])
    ]
  };
}

/** The answer in large numbers. */
export function summaryPage(lead: Lead): Page | undefined {
  const { facts, t, measure, siting, unit, group } = lead;
  if (!measure) return undefined;
  const gaps = gapUnits(lead);
  const share = figure(measure.share, 'share');
  const after = figure(measure.shareAfter, 'share');
  const { met, notMet, noData } = facts.compliance;
  const sites = siting?.sites.length ?? 0;
  const proposed = proposalWords(lead);
  const cards: [string, string, string, string][] = [
    [share, t(`${group}走得到`, `in reach`), t.of(measure.title), BLUE],
    [
      figure(measure.uncovered, 'people') + t(unit, ''),
      t('仍走不到', `out of reach`),
      t(
        `${group}共 ${figure(measure.total, 'people')}${unit}`,
        `of ${figure(measure.total, 'people')}${unit}`
      ),
      measure.uncovered > 0 ? ORANGE : BLUE
    ],
    ...(met + notMet > 0
      ? [
          [
            figure(notMet, 'count') + t(' 项次', ''),
            t('指标未达标', 'verdicts not met'),
            t(
              `达标 ${figure(met, 'count')} 项次，缺数据 ${figure(noData, 'count')} 项次`,
              `${figure(met, 'count')} met, ${figure(noData, 'count')} without data`
            ),
            notMet > 0 ? ORANGE : BLUE
          ] as [string, string, string, string]
        ]
      : noData > 0
        ? [
            [
              figure(noData, 'count') + t(' 项次', ''),
              t('缺数据，未作评价', 'verdicts without data'),
              t('没有可判定达标的项次', 'nothing can be judged as met or not'),
              ORANGE
            ] as [string, string, string, string]
          ]
        : []),
    sites > 0
      ? [
          after,
          t('建议全部实施后', 'with all proposals'),
          t(
            `走得到的达 ${figure(measure.coveredAfter, 'people')}${unit}`,
            `${figure(measure.coveredAfter, 'people')}${unit} in reach`
          ),
          BLUE
        ]
      : [
          figure(measure.facilities, 'count') + t(' 处', ''),
          t('现有同类设施', 'facilities that count'),
          t.of(measure.title),
          BLUE
        ]
  ];
  const gap = 0.25;
  const w = (PAGE.inner - gap * (cards.length - 1)) / cards.length;
  const blocks = cards.flatMap(([value, label, note, colour], i): Block[] => {
    const x = PAGE.left + i * (w + gap);
    return [
      { kind: 'box', x, y: 1.95, w, h: 2.35, colour: PALE },
      { kind: 'box', x, y: 1.95, w, h: 0.07, colour },
      {
        ...{ kind: 'text', x: x + 0.2, y: 2.2, w: w - 0.4, h: 0.95, size: 40, least: 16, bold: true },
        colour,
        valign: 'middle',
        text: value
      },
      {
        ...{ kind: 'text', x: x + 0.2, y: 3.18, w: w - 0.4, h: 0.4, size: 16, least: 11, bold: true },
        text: label
      },
      {
        ...{ kind: 'text', x: x + 0.2, y: 3.58, w: w - 0.4, h: 0.6, size: 12, least: 10, colour: MUTED },
        text: note
      }
    ];
  });
  const lines = [gapLine(lead), causeLine(lead), siteLine(lead), linkLine(lead)].filter(
    (line) => line !== ''
  );
  blocks.push({
    ...{ kind: 'text', x: PAGE.left, y: 4.65, w: PAGE.inner, h: 2.15, size: 20, least: 12, bullets: true },
    text: lines.join('\n')
  });
  const title =
    gaps.length === 0 && measure.uncovered === 0
      ? t(`${group}全部走得到，现有布局没有缺口`, `All ${group} are in reach: there is no gap`)
      : sites > 0
        ? t(
            `建议${proposed.zh}，${group}走得到的比例由 ${share} 提高到 ${after}`,
            `With ${proposed.en} the share of ${group} in reach rises from ${share} to ${after}`
          )
        : t(
            `${share} 的${group}走得到，仍有 ${figure(measure.uncovered, 'people')}${unit}走不到`,
            `${share} of ${group} are in reach; ${figure(measure.uncovered, 'people')}${unit} are not`
          );
  return {
    ...{ id: 'summary', kind: 'page', title, lead: measureLine(lead), blocks },
    notes: [measureLine(lead), ...lines, ...facts.limits.slice(0, 2).map((limit) => t.of(limit))]
  };
}

/** All that is proposed and changes the leading measure: the share afterwards is that of all of it together. */
function proposalWords({ facts, measure }: Lead): Said {
  // Sites of another service leave this one as it is; a link shortens every walk.
  const own = new Set(measure?.categories.map(({ code }) => code));
  const alike = new Set(
    facts.measures
      .filter(({ categories }) => categories.some(({ code }) => own.has(code)))
      .map(({ id }) => id)
  );
  const sites = facts.sitings
    .filter(({ standard }) => alike.has(standard))
    .reduce((sum, one) => sum + one.sites.length, 0);
  const links = facts.links.length;
  return {
    zh: `新建 ${figure(sites, 'count')} 处${links > 0 ? `、打通 ${figure(links, 'count')} 处` : ''}`,
    en: `${things(sites, 'new site')}${links > 0 ? ` and ${things(links, 'link')}` : ''}`
  };
}

/** What exactly the leading measure asks. */
export function measureLine({ t, measure, group }: Lead): string {
  if (!measure) return '';
  const minutes = Number.isFinite(measure.limitS)
    ? t(
        `（${figure(measure.limitS / 60, 'minutes')} 分钟）`,
        ` (${figure(measure.limitS / 60, 'minutes')} minutes)`
      )
    : '';
  const limit = figure(measure.limitM, 'metres');
  return t(
    `${t.of(measure.title)}：${group}步行 ${limit} 米${minutes}以内`,
    `${t.of(measure.title)}: ${group}, walking at most ${limit} m${minutes}`
  );
}

function gapLine(lead: Lead): string {
  const { t, unit } = lead;
  const gaps = gapUnits(lead);
  if (gaps.length === 0) return t('各社区都没有走不到的人。', 'No community has anyone out of reach.');
  const named = gaps
    .slice(0, 3)
    .map(({ name, uncovered }) =>
      t(
        `${shortName(name)}（${figure(uncovered, 'people')}${unit}）`,
        `${shortName(name)} (${figure(uncovered, 'people')}${unit})`
      )
    );
  return t(
    `缺口涉及 ${figure(gaps.length, 'count')} 个社区，最突出的是${named.join('、')}。`,
    `Gaps in ${things(gaps.length, 'community', 'communities')}, above all ${named.join(', ')}.`
  );
}

function causeLine({ t, communities, unit }: Lead): string {
  const sums = CAUSE_CODES.map((cause) => ({
    cause,
    people: communities.reduce((sum, one) => sum + (one[cause] || 0), 0)
  }));
  const [first] = sums.sort((a, b) => b.people - a.people);
  if (!first || first.people <= 0) return '';
  return t(
    `主要原因：${t.of(causeWords(first.cause))}，涉及 ${figure(first.people, 'people')}${unit}。`,
    `Main cause: ${t.of(causeWords(first.cause))}, ${figure(first.people, 'people')}${unit}.`
  );
}

function siteLine({ t, facts, siting, unit }: Lead): string {
  const first = siting?.sites[0];
  if (!siting || !first) {
    const reason = facts.unsited[0];
    return reason ? t.of(reason) : '';
  }
  return t(
    `最该先建：${shortName(first.name, 20)}（${shortName(first.unitName)}），新覆盖 ${figure(first.gain, 'people')}${unit}。`,
    `First to build: ${shortName(first.name, 20)} (${shortName(first.unitName)}), ${figure(first.gain, 'people')}${unit} newly in reach.`
  );
}

function linkLine({ t, facts }: Lead): string {
  const [first] = facts.links;
  if (!first) return '';
  return t(
    `另有 ${figure(facts.links.length, 'count')} 处通道值得打通。`,
    `Besides, ${things(facts.links.length, 'link')} worth opening.`
  );
}
