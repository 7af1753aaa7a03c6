import { figure } from '../../figures.ts';
import { linkKindWords } from '../../words.ts';
import type { Page } from '../deck.ts';
import { BLUE, MUTED, NAVY, PAGE } from '../look.ts';
import { shortName, type Lead } from './lead.ts';
import { things } from '../tongue.ts';

/** The same map before and after. */
export function mapsPage({ facts, t, measure, group, unit }: Lead): Page | undefined {
  const isAny = facts.sitings.some(({ sites }) => sites.length > 0) || facts.links.length > 0;
  if (!measure || !isAny) return undefined;
  const before = figure(measure.share, 'share');
  const after = figure(measure.shareAfter, 'share');
  const side = (x: number, label: string, colour: string) => ({
    ...{ kind: 'text' as const, x, y: 1.8, w: 5.95, h: 0.36, size: 16, least: 11, bold: true, colour },
    text: label
  });
  // Under a scenario the first map is that, not what is there today.
  const now = facts.scenario.edits > 0 ? t('本方案', 'Scenario') : t('现状', 'Today');
  const labels = [
    t(
      `${now}：${before}，${figure(measure.covered, 'people')}${unit}走得到`,
      `${now}: ${before}, ${figure(measure.covered, 'people')}${unit} in reach`
    ),
    t(
      `建议全部实施后：${after}，${figure(measure.coveredAfter, 'people')}${unit}走得到`,
      `With all that is proposed: ${after}, ${figure(measure.coveredAfter, 'people')}${unit} in reach`
    )
  ];
  return {
    ...{ id: 'maps', kind: 'page' },
    title: t(
      `实施前后对比：${group}走得到的比例由 ${before} 到 ${after}`,
      `Before and after: from ${before} to ${after} of ${group} in reach`
    ),
    lead: t.of(measure.title),
    blocks: [
      side(PAGE.left, labels[0], MUTED),
      side(6.78, labels[1], BLUE),
      {
        ...{ kind: 'map', x: PAGE.left, y: 2.2, w: 5.95, h: 4.6 },
        ask: { show: 'share', measure: measure.key, state: 'now', isFurnished: true },
        alt: t(`地图（${now}）：${labels[0]}`, `Map, ${labels[0]}`)
      },
      {
        ...{ kind: 'map', x: 6.78, y: 2.2, w: 5.95, h: 4.6 },
        ask: { show: 'sites', measure: measure.key, state: 'after', isFurnished: true },
        alt: t(`地图（实施后）：${labels[1]}`, `Map, ${labels[1]}`)
      }
    ],
    notes: [
      ...labels,
      t(
        `不含方案改动的基准为 ${figure(measure.shareBase, 'share')}。`,
        `Without the scenario it is ${figure(measure.shareBase, 'share')}.`
      ),
      ...measure.units
        .filter(({ level, shareAfter, share }) => level === 'community' && shareAfter > share)
        .slice(0, 20)
        .map((one) => `${one.name} ${figure(one.share, 'share')} → ${figure(one.shareAfter, 'share')}`)
    ]
  };
}

/** Gates, crossings and paths that are worth opening. */
export function linksPage({ facts, t }: Lead): Page | undefined {
  const { links } = facts;
  if (links.length === 0) return undefined;
  const rows = links.slice(0, 9);
  const [first] = rows;
  const hasCost = rows.some(({ cost }) => Number.isFinite(cost));
  // Worked out apart from the sites: whoever adds the two up counts some people twice.
  const overlap = facts.limits.find(({ code }) => code === 'overlap');
  const walk = (metres: number) =>
    metres === Infinity
      ? t('走不通', 'no way')
      : metres >= 2000
        ? `≥ ${figure(2000, 'metres')}`
        : figure(metres, 'metres');
  return {
    ...{ id: 'links', kind: 'page' },
    title: t(
      `打通 ${figure(links.length, 'count')} 处通道也能见效，首处新覆盖 ${figure(first.gain, 'people')} 人`,
      `Opening ${things(links.length, 'link')} helps too: the first brings ${figure(first.gain, 'people')} people into reach`
    ),
    lead: t(
      `“${t.of(first.title)}”；位置须现场踏勘，核实产权和安全`,
      `“${t.of(first.title)}”; to be checked on site for ownership and safety`
    ),
    blocks: [
      {
        ...{ kind: 'table', x: PAGE.left, y: 1.9, w: PAGE.inner, h: overlap ? 4.15 : 4.9 },
        head: [
          t('次序', 'Order'),
          t('做法', 'What to build'),
          t('穿过', 'Crosses'),
          t('长度（米）', 'Length (m)'),
          t('现在绕行（米）', 'Walk today (m)'),
          t('新覆盖（人）', 'Newly in reach'),
          ...(hasCost ? [t('造价（元）', 'Cost (yuan)')] : [])
        ],
        rows: rows.map((link) => [
          figure(link.order, 'count'),
          t.of(linkKindWords(link.kind)),
          link.crosses || '—',
          figure(link.lengthM, 'metres'),
          walk(link.walkM),
          figure(link.gain, 'people'),
          ...(hasCost ? [figure(link.cost, 'money')] : [])
        ]),
        widths: [0.8, 2.6, 3, 1.3, 1.6, 1.5, ...(hasCost ? [1.5] : [])],
        numbers: [0, 3, 4, 5, ...(hasCost ? [6] : [])],
        lines: 2,
        rest: links.length - rows.length,
        more: (count) => t(`另有 ${count} 处，见台账。`, `${count} more are in the ledger.`)
      },
      ...(overlap
        ? [
            {
              ...{
                kind: 'text' as const,
                x: PAGE.left,
                y: 6.15,
                w: PAGE.inner,
                h: 0.65,
                size: 14,
                least: 11
              },
              ...{ colour: NAVY, text: t.of(overlap) }
            }
          ]
        : [])
    ],
    notes: [...rows.map(({ sentence }) => sentence), ...(overlap ? [t.of(overlap)] : [])]
  };
}

/** In what order to build: what each further site adds. */
export function curvePage({ t, siting, unit }: Lead): Page | undefined {
  const curve = (siting?.curve ?? []).filter(({ by }) => by === 'number').sort((a, b) => a.at - b.at);
  if (!siting || curve.length < 2) return undefined;
  const knee = curve.findIndex(({ at }) => at === siting.kneeNumber);
  const shown = curve.slice(0, Math.max(20, knee + 1));
  const isFull = knee >= 0 && curve.every(({ value }, k) => k < knee || value - curve[knee].value < 0.5);
  const order = siting.sites
    .slice(0, 6)
    .map((site) =>
      t(
        `第 ${figure(site.order, 'count')} 处 ${shortName(site.name || site.code, 18)}：新覆盖 ${figure(site.gain, 'people')}${unit}`,
        `${figure(site.order, 'count')}. ${shortName(site.name || site.code, 28)}: ${figure(site.gain, 'people')}${unit}`
      )
    );
  return {
    ...{ id: 'curve', kind: 'page' },
    title:
      knee >= 0
        ? t(
            `建到 ${figure(siting.kneeNumber, 'count')} 处共新覆盖 ${figure(curve[knee].value, 'people')}${unit}，再多${isFull ? '不再增加' : '增加有限'}`,
            `${things(siting.kneeNumber, 'site')} would bring ${figure(curve[knee].value, 'people')}${unit} into reach; more add ${isFull ? 'nothing' : 'little'}`
          )
        : t(
            `新建 ${figure(curve.at(-1)!.at, 'count')} 处，最多新覆盖 ${figure(curve.at(-1)!.value, 'people')}${unit}`,
            `With ${things(curve.at(-1)!.at, 'site')} at most ${figure(curve.at(-1)!.value, 'people')}${unit} come into reach`
          ),
    lead: t(
      `“${t.of(siting.title)}”：新建处数与新覆盖的人${knee >= 0 ? '，菱形为转折点' : ''}`,
      `“${t.of(siting.title)}”: number of sites and what they add${knee >= 0 ? '; the diamond is the turning point' : ''}`
    ),
    blocks: [
      {
        ...{ kind: 'chart', x: PAGE.left, y: 1.85, w: 7.6, h: 4.95 },
        chart: {
          ...{
            kind: 'line',
            categories: shown.map(({ at }) => figure(at, 'count')),
            format: '#,##0',
            categoryTitle: t('新建处数', 'new sites'),
            valueTitle: t(`新覆盖（${unit.trim()}）`, `newly in reach (${unit.trim()})`)
          },
          series: [
            { name: t('新覆盖', 'newly in reach'), values: shown.map(({ value }) => value), colour: BLUE }
          ],
          ...(knee >= 0 ? { mark: knee } : {})
        },
        alt: shown.map(({ at, value }) => `${figure(at, 'count')}: ${figure(value, 'people')}`).join('; ')
      },
      {
        ...{ kind: 'text', x: 8.6, y: 1.95, w: 4.13, h: 0.4, size: 16, least: 12, bold: true, colour: NAVY },
        text: t(`本次建议 ${figure(siting.sites.length, 'count')} 处，建设次序`, 'Order of building')
      },
      {
        ...{ kind: 'text', x: 8.6, y: 2.45, w: 4.13, h: 4.2, size: 15, least: 11, bullets: true },
        text: order.join('\n')
      }
    ],
    notes: [
      ...order,
      ...(Number.isFinite(siting.kneeMoney)
        ? [
            t(
              `按费用计，转折点在 ${figure(siting.kneeMoney, 'money')} 元。`,
              `By cost, the turning point is at ${figure(siting.kneeMoney, 'money')} yuan.`
            )
          ]
        : [])
    ]
  };
}
