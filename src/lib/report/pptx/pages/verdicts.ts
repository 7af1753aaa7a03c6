import { figure } from '../../figures.ts';
import type { Page } from '../deck.ts';
import { BLUE, GREY, ORANGE, PAGE, SKY } from '../look.ts';
import { shortName, type Lead } from './lead.ts';
import { things } from '../tongue.ts';

/** Verdicts by rule. */
export function compliancePage({ facts, t }: Lead): Page | undefined {
  const { met, notMet, noData } = facts.compliance;
  const rules = facts.compliance.rules
    .filter((rule) => rule.met + rule.notMet + rule.noData > 0)
    .sort((a, b) => b.notMet - a.notMet || b.noData - a.noData || b.met - a.met);
  if (rules.length === 0) return undefined;
  const shown = rules.slice(0, 11);
  const series = [
    { name: t('✓ 达标', '✓ met'), values: shown.map((rule) => rule.met), colour: BLUE },
    {
      name: t('✕ 未达标', '✕ not met'),
      values: shown.map((rule) => rule.notMet),
      colour: ORANGE,
      isHatched: true
    },
    { name: t('— 数据不足', '— no data'), values: shown.map((rule) => rule.noData), colour: GREY }
  ];
  const [worst] = rules;
  return {
    ...{ id: 'compliance', kind: 'page' },
    title:
      notMet > 0
        ? t(
            `达标 ${figure(met, 'count')} 项次，未达标 ${figure(notMet, 'count')} 项次，差得最多的是“${shortName(t.of(worst.title), 26)}”`,
            `${things(met, 'verdict')} met, ${figure(notMet, 'count')} not met, most of them of “${shortName(t.of(worst.title), 40)}”`
          )
        : met === 0
          ? t(
              `${figure(noData, 'count')} 项次因数据不足未能评价，没有可判定达标的项次`,
              `No verdict: ${figure(noData, 'count')} lack data`
            )
          : t(
              `可判定的 ${figure(met, 'count')} 项次全部达标${noData > 0 ? `，数据不足 ${figure(noData, 'count')} 项次` : ''}`,
              `All verdicts (${figure(met, 'count')}) are met${noData > 0 ? `; ${figure(noData, 'count')} lack data` : ''}`
            ),
    lead:
      rules.length > shown.length
        ? t(
            `一个单元对一项标准为一项次；列出未达标最多的 ${figure(shown.length, 'count')} 项标准，共 ${figure(rules.length, 'count')} 项`,
            `A verdict is one unit by one standard; the ${figure(shown.length, 'count')} standards least met of ${figure(rules.length, 'count')}`
          )
        : t(
            '一个单元（社区、街道）对一项标准为一项次',
            'A verdict is one unit (community, subdistrict) by one standard'
          ),
    blocks: [
      {
        ...{ kind: 'chart', x: PAGE.left, y: 1.85, w: PAGE.inner, h: 4.95 },
        chart: {
          ...{
            kind: 'stacked',
            categories: shown.map((rule) => shortName(t.of(rule.title), 24)),
            format: '#,##0',
            categoryTitle: '',
            valueTitle: t('项次', 'verdicts')
          },
          series
        },
        alt: shown
          .map(
            (rule) =>
              `${shortName(t.of(rule.title), 24)}: ${t('达标', 'met')} ${figure(rule.met, 'count')}, ${t('未达标', 'not met')} ${figure(rule.notMet, 'count')}, ${t('数据不足', 'no data')} ${figure(rule.noData, 'count')}`
          )
          .join('; ')
      }
    ],
    notes: [
      t(
        `合计：达标 ${figure(met, 'count')}，未达标 ${figure(notMet, 'count')}，数据不足 ${figure(noData, 'count')}，不适用 ${figure(facts.compliance.notApplicable, 'count')}，仅报告 ${figure(facts.compliance.reported, 'count')}。`,
        `In all: ${figure(met, 'count')} met, ${figure(notMet, 'count')} not met, ${figure(noData, 'count')} without data, ${figure(facts.compliance.notApplicable, 'count')} not applicable, ${figure(facts.compliance.reported, 'count')} reported only.`
      ),
      ...facts.compliance.rows
        .filter(({ status }) => status === 'not_met')
        .slice(0, 25)
        .map(
          (row) =>
            `${row.unitName}：${t.of(rules.find(({ id }) => id === row.standard)?.title ?? { zh: row.standard, en: row.standard })} ${figure(row.value, 'number')} ${row.unitOfValue}`
        )
    ]
  };
}

/** Other services, where the study has several: which are poorly reached. */
export function servicesPage({ facts, t }: Lead): Page | undefined {
  const people = facts.measures.filter(({ counts, share }) => counts === 'people' && Number.isFinite(share));
  const changed = people.filter(({ shareAfter, share }) => shareAfter !== share);
  if (people.length < 2) return undefined;
  const gainOf = (one: (typeof people)[number]) => one.shareAfter - one.share || 0;
  const shown = people.toSorted((a, b) => gainOf(b) - gainOf(a) || a.share - b.share).slice(0, 8);
  const name = (one: (typeof people)[number]) => shortName(`${t.of(one.title)}·${t.of(one.groupName)}`, 26);
  const after = changed.length > 0;
  const now = facts.scenario.edits > 0 ? t('本方案', 'scenario') : t('现状', 'today');
  const [first] = shown;
  return {
    ...{ id: 'services', kind: 'page' },
    title: after
      ? t(
          `建议实施后，“${shortName(t.of(first.title), 20)}”由 ${figure(first.share, 'share')} 提高到 ${figure(first.shareAfter, 'share')}`,
          `“${shortName(t.of(first.title), 40)}” rises from ${figure(first.share, 'share')} to ${figure(first.shareAfter, 'share')}`
        )
      : t(
          `各项服务中，“${shortName(t.of(first.title), 20)}”覆盖最低，为 ${figure(first.share, 'share')}`,
          `Of all services “${shortName(t.of(first.title), 40)}” is reached least: ${figure(first.share, 'share')}`
        ),
    lead: after
      ? t('走得到的人占比，建设前后', 'Share of people in reach, before and after')
      : t('走得到的人占比', 'Share of people in reach'),
    blocks: [
      {
        ...{ kind: 'chart', x: PAGE.left, y: 1.85, w: PAGE.inner, h: 4.95 },
        chart: {
          ...{
            kind: 'bars',
            categories: shown.map(name),
            format: '0.0%',
            most: 1,
            categoryTitle: '',
            valueTitle: ''
          },
          series: [
            { name: now, values: shown.map((one) => one.share), colour: after ? SKY : BLUE },
            ...(after
              ? [{ name: t('建议实施后', 'after'), values: shown.map((one) => one.shareAfter), colour: BLUE }]
              : [])
          ]
        },
        alt: shown
          .map(
            (one) =>
              `${name(one)} ${figure(one.share, 'share')}${after ? ` → ${figure(one.shareAfter, 'share')}` : ''}`
          )
          .join('; ')
      }
    ],
    notes: people
      .slice(0, 30)
      .map(
        (one) =>
          `${t.of(one.title)}（${t.of(one.groupName)}）：${figure(one.share, 'share')}${after ? ` → ${figure(one.shareAfter, 'share')}` : ''}`
      )
  };
}
