import type { UnitFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import { CAUSE_CODES, causeWords, remedyWords } from '../../words.ts';
import type { Page } from '../deck.ts';
import { BLUE, GREY, NAVY, ORANGE, PAGE } from '../look.ts';
import { gapUnits, shortName, withFigure, type Lead } from './lead.ts';
import { things } from '../tongue.ts';
import { measureLine } from './opening.ts';

const MOST_BARS = 12;

/** Present coverage: the lowest communities (measures where there is but one) beside the map. */
export function presentPage(lead: Lead): Page | undefined {
  const { facts, t, measure, communities, unit, group } = lead;
  if (!measure) return undefined;
  const isByUnit = communities.length > 1;
  const lowest = communities
    .toSorted((a, b) => a.share - b.share || b.uncovered - a.uncovered)
    .slice(0, MOST_BARS);
  const bars = isByUnit
    ? lowest.map(({ name, share }) => ({ name, share }))
    : facts.measures
        .filter(({ share }) => Number.isFinite(share))
        .slice(0, MOST_BARS)
        .map((one) => ({ name: `${t.of(one.title)}（${t.of(one.groupName)}）`, share: one.share }));
  const share = figure(measure.share, 'share');
  const title =
    measure.uncovered > 0
      ? t(
          `${share} 的${group}走得到，仍有 ${figure(measure.uncovered, 'people')}${unit}走不到`,
          `${share} of ${group} are in reach; ${figure(measure.uncovered, 'people')}${unit} are not`
        )
      : t(`${share} 的${group}走得到，没有缺口`, `${share} of ${group} are in reach: no gap`);
  const caption = isByUnit
    ? communities.length > lowest.length
      ? t(
          `走得到的比例，最低的 ${figure(lowest.length, 'count')} 个社区（共 ${figure(communities.length, 'count')} 个）`,
          `Share in reach, the lowest ${figure(lowest.length, 'count')} of ${figure(communities.length, 'count')} communities`
        )
      : t('各社区走得到的比例', 'Share in reach by community')
    : t('各项服务走得到的比例', 'Share in reach by service');
  return {
    ...{ id: 'present', kind: 'page', title, lead: measureLine(lead) },
    blocks: [
      {
        ...{
          kind: 'text',
          x: PAGE.left,
          y: 1.85,
          w: 5.7,
          h: 0.3,
          size: 13,
          least: 10,
          bold: true,
          colour: NAVY
        },
        text: caption
      },
      {
        ...{ kind: 'chart', x: PAGE.left, y: 2.2, w: 5.7, h: 4.6 },
        chart: {
          ...{
            kind: 'bars',
            categories: bars.map(({ name }) => shortName(name)),
            format: '0.0%',
            most: 1,
            categoryTitle: '',
            valueTitle: ''
          },
          series: [
            { name: t('走得到的比例', 'Share in reach'), values: bars.map((bar) => bar.share), colour: BLUE }
          ]
        },
        alt: `${caption}: ${bars.map((bar) => `${shortName(bar.name)} ${figure(bar.share, 'share')}`).join('; ')}`
      },
      {
        ...{ kind: 'map', x: 6.55, y: 1.85, w: 6.18, h: 4.95 },
        ask: { show: 'share', measure: measure.key, state: 'now', isFurnished: true },
        alt: t(
          `地图：各社区${group}走得到的比例，总体 ${share}`,
          `Map: share of ${group} in reach by community, ${share} in all`
        )
      }
    ],
    notes: [
      measureLine(lead),
      t(
        `若只按直线距离画圆，比例为 ${figure(measure.shareStraight, 'share')}；按实际步行为 ${share}。`,
        `A plain buffer would give ${figure(measure.shareStraight, 'share')}; along the network it is ${share}.`
      ),
      ...bars.map((bar) => `${bar.name} ${figure(bar.share, 'share')}`),
      ...(measure.unknownUnits > 0
        ? [
            t(
              `${figure(measure.unknownUnits, 'count')} 个社区缺人口数，未计入。`,
              `${figure(measure.unknownUnits, 'count')} communities lack their people and are not counted.`
            )
          ]
        : [])
    ]
  };
}

/** The ten communities with the greatest need. */
export function gapsPage(lead: Lead): Page | undefined {
  const { t, measure, unit, group } = lead;
  const gaps = gapUnits(lead);
  const [first] = gaps;
  if (!measure || !first) return undefined;
  const rows = gaps.slice(0, 10);
  return {
    ...{ id: 'gaps', kind: 'page' },
    title: t(
      `${figure(gaps.length, 'count')} 个社区有缺口，最该补的是${shortName(first.name)}（${figure(first.uncovered, 'people')}${unit}走不到）`,
      `${things(gaps.length, 'community', 'communities')} with gaps; ${shortName(first.name)} needs most (${figure(first.uncovered, 'people')}${unit} out of reach)`
    ),
    lead: t(`按缺口大小和路程排序；${measureLine(lead)}`, `By need; ${measureLine(lead)}`),
    blocks: [
      {
        ...{ kind: 'table', x: PAGE.left, y: 1.9, w: PAGE.inner, h: 4.9 },
        head: [
          t('序', '#'),
          t('社区', 'Community'),
          t(group, group),
          t('走不到', 'Out of reach'),
          t('走得到比例', 'Share in reach'),
          t('步行中位数（米）', 'Median walk (m)'),
          t('最远（米）', 'Longest (m)'),
          t('主要原因', 'Main cause')
        ],
        rows: rows.map((one, i) => [
          figure(i + 1, 'count'),
          one.name.trim() || one.code,
          figure(one.total, 'people'),
          figure(one.uncovered, 'people'),
          figure(one.share, 'share'),
          figure(one.medianM, 'metres'),
          figure(one.maxM, 'metres'),
          mainCause(lead, one)
        ]),
        ...{ widths: [0.5, 2.4, 1.9, 1.3, 1.5, 1.5, 1.45, 2], numbers: [0, 2, 3, 4, 5, 6], lines: 2 },
        rest: gaps.length - rows.length,
        more: (count) =>
          t(`另有 ${count} 个社区有缺口，见台账。`, `${count} more communities with gaps are in the ledger.`)
      }
    ],
    notes: rows.map(
      (one) =>
        `${one.name}${t('：走不到', ': out of reach')} ${figure(one.uncovered, 'people')}${unit}（${CAUSE_CODES.filter(
          (cause) => one[cause] > 0
        )
          .map((cause) => `${t.of(causeWords(cause))} ${figure(one[cause], 'people')}`)
          .join('，')}）`
    )
  };
}

function mainCause({ t }: Lead, unit: UnitFacts): string {
  const [first] = CAUSE_CODES.toSorted((a, b) => (unit[b] || 0) - (unit[a] || 0));
  return unit[first] > 0 ? t.of(causeWords(first)) : '—';
}

const LOOKS = {
  none: [ORANGE, false],
  far: [BLUE, false],
  detour: [ORANGE, true],
  full: [BLUE, true],
  unconnected: [GREY, false]
} as const;

/** Why the gaps are there, and what helps. */
export function causesPage(lead: Lead): Page | undefined {
  const { t, communities, unit } = lead;
  const gaps = gapUnits(lead).slice(0, 10);
  const causes = CAUSE_CODES.map((cause) => ({
    cause,
    people: communities.reduce((sum, one) => sum + (one[cause] || 0), 0)
  }))
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people);
  const [first] = causes;
  if (gaps.length === 0 || !first) return undefined;
  const words = causes.map(({ cause, people }) =>
    t(
      `${t.of(causeWords(cause))} ${figure(people, 'people')}${unit}：${t.of(remedyWords(cause))}`,
      `${t.of(causeWords(cause))}, ${figure(people, 'people')}${unit}: ${t.of(remedyWords(cause))}`
    )
  );
  return {
    ...{ id: 'causes', kind: 'page' },
    title: t(
      `走不到主要因为${t.of(causeWords(first.cause))}（${figure(first.people, 'people')}${unit}），${t.of(remedyWords(first.cause))}`,
      `Most are out of reach because of: ${t.of(causeWords(first.cause))} (${figure(first.people, 'people')}${unit}); ${t.of(remedyWords(first.cause))}`
    ),
    lead: t(
      '走不到的人按原因分，缺口最大的社区',
      'People out of reach by cause, communities with the greatest need'
    ),
    blocks: [
      {
        ...{ kind: 'chart', x: PAGE.left, y: 1.85, w: 7.6, h: 4.95 },
        chart: {
          ...{
            kind: 'stacked',
            categories: gaps.map(({ name, uncovered }) =>
              withFigure(t, shortName(name), figure(uncovered, 'people'))
            ),
            format: '#,##0',
            categoryTitle: '',
            valueTitle: unit.trim()
          },
          series: causes.map(({ cause }) => ({
            name: t.of(causeWords(cause)),
            values: gaps.map((one) => one[cause]),
            colour: LOOKS[cause][0],
            isHatched: LOOKS[cause][1]
          }))
        },
        alt: gaps
          .map(
            (one) =>
              `${shortName(one.name)} ${causes.map(({ cause }) => `${t.of(causeWords(cause))} ${figure(one[cause], 'people')}`).join(', ')}`
          )
          .join('; ')
      },
      {
        ...{ kind: 'text', x: 8.6, y: 1.95, w: 4.13, h: 0.4, size: 16, least: 12, bold: true, colour: NAVY },
        text: t('各有各的办法', 'Each has its remedy')
      },
      {
        ...{ kind: 'text', x: 8.6, y: 2.45, w: 4.13, h: 4.2, size: 16, least: 11, bullets: true },
        text: words.join('\n')
      }
    ],
    notes: words
  };
}
