import { figure } from '../../figures.ts';
import { countedIn, linkKindWords } from '../../words.ts';
import type { Page } from '../deck.ts';
import { BLUE, MUTED, NAVY, PAGE } from '../look.ts';
import { shortName, type Lead } from './lead.ts';

/** The proposed sites of all questions. */
export function sitesPage(lead: Lead): Page | undefined {
  const { facts, t, siting, unit } = lead;
  if (!siting || siting.sites.length === 0) return noSitesPage(lead);
  const others = facts.sitings.filter((one) => one !== siting && one.sites.length > 0);
  const all = [siting, ...others].flatMap((one) => one.sites.map((site) => ({ one, site })));
  const isSeveral = others.length > 0;
  const rows = all
    .slice(0, 10)
    .map(({ one, site }) => [
      ...(isSeveral ? [t.of(one.title)] : []),
      figure(site.order, 'count'),
      site.name || site.code,
      site.unitName,
      t.of(site.kindName),
      figure(site.gain, 'people'),
      figure(site.cost, 'money'),
      figure(site.costPerPerson, 'money')
    ]);
  const proof = siting.isProven
    ? t('已证明：同样处数下没有更好的组合。', 'Proven: no other choice of as many sites does better.')
    : t(
        `未证明最优：离理论上限至多差 ${figure(siting.gap, 'share')}。`,
        `Not proven best: at most ${figure(siting.gap, 'share')} below the bound.`
      );
  const first = isSeveral ? 1 : 0;
  return {
    ...{ id: 'sites', kind: 'page' },
    title: t(
      `新建 ${figure(siting.sites.length, 'count')} 处，走得到的由 ${figure(siting.today, 'people')}${unit}增加到 ${figure(siting.after, 'people')}${unit}`,
      `${figure(siting.sites.length, 'count')} new sites bring those in reach from ${figure(siting.today, 'people')} to ${figure(siting.after, 'people')}${unit}`
    ),
    lead: t(
      `“${t.of(siting.title)}”，从 ${figure(siting.candidates, 'count')} 个候选点中选出，合计 ${figure(siting.cost, 'money')} 元`,
      `“${t.of(siting.title)}”, chosen from ${figure(siting.candidates, 'count')} candidates, ${figure(siting.cost, 'money')} yuan in all`
    ),
    blocks: [
      {
        ...{ kind: 'table', x: PAGE.left, y: 1.9, w: PAGE.inner, h: 4.35 },
        head: [
          ...(isSeveral ? [t('服务', 'Service')] : []),
          t('次序', 'Order'),
          t('点位', 'Site'),
          t('所在社区', 'Community'),
          t('类别', 'Kind'),
          t(`新覆盖（${t.of(countedIn(siting.counts)).trim()}）`, 'Newly in reach'),
          t('造价（元）', 'Cost (yuan)'),
          t('每人（元）', 'Per person (yuan)')
        ],
        rows,
        widths: [...(isSeveral ? [2.4] : []), 0.7, 3.4, 1.9, 1.3, 1.4, 1.4, 1.2],
        numbers: [first, first + 4, first + 5, first + 6],
        lines: 2,
        more: (left) =>
          t(
            `另有 ${figure(left + all.length - rows.length, 'count')} 处，见台账。`,
            `${figure(left + all.length - rows.length, 'count')} more are in the ledger.`
          )
      },
      {
        ...{
          kind: 'text',
          x: PAGE.left,
          y: 6.4,
          w: PAGE.inner,
          h: 0.4,
          size: 14,
          least: 11,
          colour: NAVY,
          bold: true
        },
        text: `${proof}${siting.unfit > 0 ? t(`${figure(siting.unfit, 'count')} 个候选点条件不符，已排除。`, ` ${figure(siting.unfit, 'count')} candidates are unfit and were left out.`) : ''}`
      }
    ],
    notes: [
      t(
        `求解方式：${t.of(siting.modelName)}。目标值 ${figure(siting.objective, 'number')}，上限 ${figure(siting.bound, 'number')}。`,
        `Model: ${t.of(siting.modelName)}. Objective ${figure(siting.objective, 'number')}, bound ${figure(siting.bound, 'number')}.`
      ),
      ...all.slice(0, 15).map(({ site }) => t.of(site.sentence)),
      ...[...siting.notes, ...siting.faults].map((one) => t.of(one)),
      ...facts.unsited.map((one) => t.of(one))
    ]
  };
}

/** No site is proposed: the page says why. */
function noSitesPage({ facts, t, siting }: Lead): Page | undefined {
  const reasons = [...facts.unsited, ...(siting?.faults ?? []), ...(siting?.notes ?? [])].map((one) =>
    t.of(one)
  );
  if (reasons.length === 0) return undefined;
  return {
    ...{ id: 'no-sites', kind: 'page' },
    title: t('本次没有提出新建点位', 'No new site is proposed'),
    lead: t('原因如下', 'The reasons'),
    blocks: [
      {
        ...{ kind: 'text', x: PAGE.left, y: 2, w: PAGE.inner, h: 4.7, size: 20, least: 12, bullets: true },
        text: reasons.slice(0, 10).join('\n')
      }
    ],
    notes: reasons
  };
}

/** Why these sites: whom they win, what comes second, how steady the choice is. */
export function whyPage({ t, siting, unit }: Lead): Page | undefined {
  if (!siting || siting.sites.length === 0) return undefined;
  const sites = siting.sites.slice(0, 8);
  const steady = sites.map(({ robustness }) => robustness).filter(Number.isFinite);
  const least = Math.min(...steady);
  const [first] = sites;
  return {
    ...{ id: 'why', kind: 'page' },
    title:
      steady.length > 0
        ? t(
            `选址站得住：人口、路速反复扰动后，各点至少在 ${figure(least, 'share')} 的测算中仍入选`,
            `The choice is steady: each site stays in at least ${figure(least, 'share')} of the resampled runs`
          )
        : t(
            `首选${shortName(first.name || first.code, 16)}：新覆盖 ${figure(first.gain, 'people')}${unit}，比次选多 ${figure(first.runnerUpBehind, 'people')}${unit}`,
            `${shortName(first.name || first.code, 30)} comes first: ${figure(first.gain, 'people')}${unit}, ${figure(first.runnerUpBehind, 'people')} more than the next best`
          ),
    lead: t(
      '“不建则少”：去掉这一处会少覆盖多少；“次选差”：换成次选会少覆盖多少',
      '“Loss”: what is lost without it; “behind”: what the runner-up covers less'
    ),
    blocks: [
      {
        ...{ kind: 'table', x: PAGE.left, y: 1.9, w: PAGE.inner, h: 4.9 },
        head: [
          t('点位', 'Site'),
          t('受益社区', 'Communities won'),
          t('不建则少', 'Loss'),
          t('次选', 'Runner-up'),
          t('次选差', 'Behind'),
          t('仍入选', 'Stays'),
          t('随之达标', 'Standards met with it')
        ],
        rows: sites.map((site) => [
          site.name || site.code,
          site.units
            .slice(0, 3)
            .map(({ name, people }) => `${shortName(name)} ${figure(people, 'people')}`)
            .join(t('、', ', ')) || '—',
          figure(site.loss, 'people'),
          site.runnerUpName || site.runnerUp || '—',
          figure(site.runnerUpBehind, 'people'),
          figure(site.robustness, 'share'),
          site.rulesWon.map((rule) => t.of(rule.title)).join(t('；', '; ')) || '—'
        ]),
        ...{ widths: [2.4, 2.9, 1.1, 2.4, 1, 1, 2.6], numbers: [2, 4, 5], lines: 3 },
        more: (left) =>
          t(
            `另有 ${figure(left + siting.sites.length - sites.length, 'count')} 处，见报告。`,
            `${figure(left + siting.sites.length - sites.length, 'count')} more are in the document.`
          )
      }
    ],
    notes: sites.map((site) => t.of(site.sentence))
  };
}

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
  const labels = [
    t(
      `现状：${before}，${figure(measure.covered, 'people')}${unit}走得到`,
      `Today: ${before}, ${figure(measure.covered, 'people')}${unit} in reach`
    ),
    t(
      `建成后：${after}，${figure(measure.coveredAfter, 'people')}${unit}走得到`,
      `After: ${after}, ${figure(measure.coveredAfter, 'people')}${unit} in reach`
    )
  ];
  return {
    ...{ id: 'maps', kind: 'page' },
    title: t(
      `建成前后对比：${group}走得到的比例由 ${before} 到 ${after}`,
      `Before and after: from ${before} to ${after} of ${group} in reach`
    ),
    lead: t.of(measure.title),
    blocks: [
      side(PAGE.left, labels[0], MUTED),
      side(6.78, labels[1], BLUE),
      {
        ...{ kind: 'map', x: PAGE.left, y: 2.2, w: 5.95, h: 4.6 },
        ask: { show: 'share', measure: measure.key, state: 'now', isFurnished: true },
        alt: t(`地图（现状）：${labels[0]}`, `Map, ${labels[0]}`)
      },
      {
        ...{ kind: 'map', x: 6.78, y: 2.2, w: 5.95, h: 4.6 },
        ask: { show: 'sites', measure: measure.key, state: 'after', isFurnished: true },
        alt: t(`地图（建成后）：${labels[1]}`, `Map, ${labels[1]}`)
      }
    ],
    notes: [
      ...labels,
      t(
        `不含情景改动的基准为 ${figure(measure.shareBase, 'share')}。`,
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
      `Opening ${figure(links.length, 'count')} links helps too: the first brings ${figure(first.gain, 'people')} people into reach`
    ),
    lead: t(
      `“${t.of(first.title)}”；位置须现场踏勘，核实产权和安全`,
      `“${t.of(first.title)}”; to be checked on site for ownership and safety`
    ),
    blocks: [
      {
        ...{ kind: 'table', x: PAGE.left, y: 1.9, w: PAGE.inner, h: 4.9 },
        head: [
          t('次序', 'Order'),
          t('做法', 'What to build'),
          t('穿过', 'Crosses'),
          t('长度（米）', 'Length (m)'),
          t('现在绕行（米）', 'Walk today (m)'),
          t('新覆盖（人）', 'Newly in reach'),
          t('造价（元）', 'Cost (yuan)')
        ],
        rows: rows.map((link) => [
          figure(link.order, 'count'),
          t.of(linkKindWords(link.kind)),
          link.crosses || '—',
          figure(link.lengthM, 'metres'),
          walk(link.walkM),
          figure(link.gain, 'people'),
          figure(link.cost, 'money')
        ]),
        ...{ widths: [0.8, 2.6, 3, 1.3, 1.6, 1.5, 1.5], numbers: [0, 3, 4, 5, 6], lines: 2 },
        more: (left) =>
          t(
            `另有 ${figure(left + links.length - rows.length, 'count')} 处，见台账。`,
            `${figure(left + links.length - rows.length, 'count')} more are in the ledger.`
          )
      }
    ],
    notes: rows.map(({ sentence }) => sentence)
  };
}

/** In what order to build: what each further site adds. */
export function curvePage({ t, siting, unit }: Lead): Page | undefined {
  const curve = (siting?.curve ?? []).filter(({ by }) => by === 'number').sort((a, b) => a.at - b.at);
  if (!siting || curve.length < 2) return undefined;
  const knee = curve.findIndex(({ at }) => at === siting.kneeNumber);
  const shown = curve.slice(0, Math.max(20, knee + 1));
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
            `先建前 ${figure(siting.kneeNumber, 'count')} 处最划算，新覆盖 ${figure(curve[knee].value, 'people')}${unit}，再多增加有限`,
            `The first ${figure(siting.kneeNumber, 'count')} pay most: ${figure(curve[knee].value, 'people')}${unit}; more add little`
          )
        : t(
            `新建 ${figure(curve.at(-1)!.at, 'count')} 处，最多新覆盖 ${figure(curve.at(-1)!.value, 'people')}${unit}`,
            `${figure(curve.at(-1)!.at, 'count')} sites bring at most ${figure(curve.at(-1)!.value, 'people')}${unit} into reach`
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
        text: t('建议的建设次序', 'Order of building')
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
