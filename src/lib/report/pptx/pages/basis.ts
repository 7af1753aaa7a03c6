import { figure } from '../../figures.ts';
import { layerWords, profileWords } from '../../words.ts';
import type { Page } from '../deck.ts';
import { MUTED, NAVY, PAGE } from '../look.ts';
import { shortName, type Lead } from './lead.ts';
import { things } from '../tongue.ts';

/** What is promised: the standards in force with their sources. */
export function standardsPage({ facts, t, measure }: Lead): Page {
  const used = facts.rules.filter(({ isUsed }) => isUsed);
  const rules = used.toSorted((a, b) => Number(b.id === measure?.id) - Number(a.id === measure?.id));
  const threshold = (rule: (typeof rules)[number]) =>
    rule.threshold === '' ? t('报告数值', 'reported') : `${rule.threshold} ${rule.unitOfValue}`.trim();
  const [first] = rules;
  return {
    ...{ id: 'standards', kind: 'page' },
    title: first
      ? t(
          `评估依据 ${figure(rules.length, 'count')} 项标准，首要的是“${t.of(first.title)}”`,
          `Assessed by ${things(rules.length, 'standard')}, first of all “${t.of(first.title)}”`
        )
      : t('本次没有可以评估的标准', 'No standard could be assessed'),
    lead:
      facts.profiles.length === 0
        ? ''
        : t(
            `标准来源：${facts.profiles.map((one) => t.of(profileWords(one))).join('、')}`,
            `Standards of: ${facts.profiles.map((one) => t.of(profileWords(one))).join(', ')}`
          ),
    blocks: [
      {
        ...{ kind: 'table', x: PAGE.left, y: 1.9, w: PAGE.inner, h: 4.9 },
        head: [t('要求', 'Requirement'), t('指标', 'Threshold'), t('依据', 'Source')],
        rows: rules
          .slice(0, 9)
          .map((rule) => [
            t.of(rule.title) + (rule.isChanged ? t('（已调整）', ' (changed)') : ''),
            threshold(rule),
            t.of(rule.citation)
          ]),
        ...{ widths: [4, 1.8, 6], numbers: [], lines: 3 },
        rest: Math.max(0, rules.length - 9),
        more: (count) => t(`另有 ${count} 项，见报告。`, `${count} more in the document.`)
      }
    ],
    notes: rules
      .slice(0, 12)
      .map(
        (rule) => `${t.of(rule.title)}（${threshold(rule)}）：${t.of(rule.citation)} ${t.of(rule.computed)}`
      )
  };
}

/** The data and how it was worked out, on one page. */
export function dataPage({ facts, t }: Lead): Page {
  const { quality, methods, totals, inputs } = facts;
  const people = totals.people
    .slice(0, 3)
    .map(({ name, count }) => `${t.of(name)} ${figure(count, 'people')}`);
  const method = [
    methods.isNetwork
      ? t(
          `距离：沿实际步行路网计算，路网 ${figure(totals.networkM, 'kilometres')} 公里`,
          `Distance: along the walking network of ${figure(totals.networkM, 'kilometres')} km`
        )
      : t(
          '距离：没有步行路网数据，按直线距离估算',
          'Distance: estimated from straight lines, as there is no walking network'
        ),
    t(
      `人口：${t.of(methods.population)}，${figure(totals.demandPoints, 'count')} 个居民点`,
      `People: ${t.of(methods.population)}, ${figure(totals.demandPoints, 'count')} points`
    ),
    t(
      `步行者：${t.of(methods.walker)}，每秒 ${figure(methods.speedMps, 'number')} 米`,
      `Walker: ${t.of(methods.walker)}, ${figure(methods.speedMps, 'number')} m a second`
    ),
    t(
      `范围：${figure(totals.communities, 'count')} 个社区，${figure(totals.facilities, 'count')} 处设施`,
      `Extent: ${things(totals.communities, 'community', 'communities')}, ${things(totals.facilities, 'facility', 'facilities')}`
    ),
    ...(people.length > 0 ? [t(`人口数：${people.join('，')}`, `Population: ${people.join(', ')}`)] : []),
    ...(totals.facilitiesNotServing > 0
      ? [
          t(
            `${figure(totals.facilitiesNotServing, 'count')} 处设施停用或未建成，不计入`,
            `${things(totals.facilitiesNotServing, 'facility', 'facilities')} out of service, not counted`
          )
        ]
      : [])
  ];
  const rest = Math.max(0, inputs.length - 10);
  return {
    ...{ id: 'data', kind: 'page' },
    title: t(
      `${figure(quality.files, 'count')} 份资料 ${figure(quality.rows, 'count')} 行，采用 ${figure(quality.accepted, 'count')} 行，${methods.isNetwork ? '按实际步行路网计算' : '按直线距离估算'}`,
      `${things(quality.files, 'file')} with ${things(quality.rows, 'row')}, ${figure(quality.accepted, 'count')} used; ${methods.isNetwork ? 'walks follow the real network' : 'walks are estimated'}`
    ),
    lead: t(
      `修复 ${figure(quality.repaired, 'count')} 处，拒收 ${figure(quality.rejected, 'count')} 行，逐条见报告附录`,
      `${figure(quality.repaired, 'count')} repairs, ${figure(quality.rejected, 'count')} rows rejected; each is in the document`
    ),
    blocks: [
      {
        ...{ kind: 'table', x: PAGE.left, y: 1.9, w: 7.1, h: 4.9 },
        head: [
          t('资料', 'File'),
          t('内容', 'What'),
          t('行数', 'Rows'),
          t('采用', 'Used'),
          t('修复', 'Repaired'),
          t('拒收', 'Rejected')
        ],
        rows: inputs
          .slice(0, 10)
          .map((one) => [
            one.file,
            t.of(layerWords(one.layer)),
            figure(one.rows, 'count'),
            figure(one.accepted, 'count'),
            figure(one.cut?.repaired ?? one.repaired.length, 'count'),
            figure(one.cut?.rejected ?? one.rejected.length, 'count')
          ]),
        ...{ widths: [2.9, 1.7, 1.05, 1.05, 1.35, 1.35], numbers: [2, 3, 4, 5], lines: 2 },
        rest,
        more: (count) => t(`另有 ${count} 份，见报告附录。`, `${count} more in the document.`)
      },
      {
        ...{ kind: 'text', x: 8.1, y: 1.9, w: 4.63, h: 0.4, size: 16, least: 12, bold: true, colour: NAVY },
        text: t('怎么算', 'How it was worked out')
      },
      {
        ...{ kind: 'text', x: 8.1, y: 2.4, w: 4.63, h: 4.0, size: 15, least: 11, bullets: true },
        text: method.join('\n')
      },
      {
        ...{ kind: 'text', x: 8.1, y: 6.45, w: 4.63, h: 0.35, size: 11, least: 9, colour: MUTED },
        text: t('“走得到”：路网步行距离不超过限值', '“In reach”: the walk is not longer than the limit')
      }
    ],
    notes: [
      ...method,
      ...inputs.map(
        (one) =>
          `${shortName(one.file, 80)}：${t.of(layerWords(one.layer))}，${one.format}，${one.crs.value}${one.sha256 ? `，SHA-256 ${one.sha256}` : ''}`
      )
    ].slice(0, 40)
  };
}
