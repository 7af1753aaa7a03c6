import type { SiteFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import { countedIn } from '../../words.ts';
import type { Page } from '../deck.ts';
import { NAVY, PAGE } from '../look.ts';
import { costWords, shortName, withFigure, type Lead } from './lead.ts';
import { things } from '../tongue.ts';

/** The proposed sites of all questions. */
export function sitesPage(lead: Lead): Page | undefined {
  const { facts, t, siting, unit } = lead;
  if (!siting || siting.sites.length === 0) return noSitesPage(lead);
  const others = facts.sitings.filter((one) => one !== siting && one.sites.length > 0);
  const all = [siting, ...others].flatMap((one) => one.sites.map((site) => ({ one, site })));
  const isSeveral = others.length > 0;
  const hasCost = all.some(({ site }) => Number.isFinite(site.cost));
  const rows = all
    .slice(0, 10)
    .map(({ one, site }) => [
      ...(isSeveral ? [t.of(one.title)] : []),
      figure(site.order, 'count'),
      site.name || site.code,
      site.unitName,
      t.of(site.kindName),
      figure(site.gain, 'people'),
      ...(hasCost ? [figure(site.cost, 'money'), figure(site.costPerPerson, 'money')] : [])
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
      `With ${things(siting.sites.length, 'new site')} those in reach rise from ${figure(siting.today, 'people')} to ${figure(siting.after, 'people')}${unit}`
    ),
    lead: t(
      `“${t.of(siting.title)}”，从 ${figure(siting.candidates, 'count')} 个候选点中选出${costWords(t, siting)}`,
      `“${t.of(siting.title)}”, chosen from ${figure(siting.candidates, 'count')} candidates${costWords(t, siting)}`
    ),
    blocks: [
      {
        ...{ kind: 'table', x: PAGE.left, y: 1.9, w: PAGE.inner, h: 4.3 },
        head: [
          ...(isSeveral ? [t('服务', 'Service')] : []),
          t('次序', 'Order'),
          t('点位', 'Site'),
          t('所在社区', 'Community'),
          t('类别', 'Kind'),
          t(`新覆盖（${t.of(countedIn(siting.counts)).trim()}）`, 'Newly in reach'),
          ...(hasCost ? [t('造价（元）', 'Cost (yuan)'), t('每人（元）', 'Per person (yuan)')] : [])
        ],
        rows,
        widths: [...(isSeveral ? [2.4] : []), 0.9, 3.3, 1.9, 1.6, 1.4, ...(hasCost ? [1.4, 1.2] : [])],
        numbers: [first, first + 4, ...(hasCost ? [first + 5, first + 6] : [])],
        lines: 2,
        rest: all.length - rows.length,
        more: (count) => t(`另有 ${count} 处，见台账。`, `${count} more are in the ledger.`)
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
            `对数据反复扰动测算，各点${least === 1 ? '每次都入选' : `入选的次数不少于 ${figure(least, 'share')}`}`,
            `When the data is resampled, each site stays in ${least === 1 ? 'every run' : `at least ${figure(least, 'share')} of the runs`}`
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
            .map(({ name, people }) => withFigure(t, shortName(name), figure(people, 'people')))
            .join(t('、', ', ')) || '—',
          figure(site.loss, 'people'),
          runnerUpOf(site),
          figure(site.runnerUpBehind, 'people'),
          figure(site.robustness, 'share'),
          site.rulesWon.map((rule) => t.of(rule.title)).join(t('；', '; ')) || '—'
        ]),
        ...{ widths: [2.4, 2.8, 1.2, 2.3, 1.1, 1.2, 2.5], numbers: [2, 4, 5], lines: 3 },
        rest: siting.sites.length - sites.length,
        more: (count) => t(`另有 ${count} 处，见报告。`, `${count} more are in the document.`)
      }
    ],
    notes: sites.map((site) => t.of(site.sentence))
  };
}

/** The runner-up, with its code where it has the name of the site itself. */
function runnerUpOf({ name, runnerUp, runnerUpName }: SiteFacts): string {
  if (runnerUpName === '' || runnerUpName === runnerUp) return runnerUp || '—';
  return runnerUpName === name ? `${runnerUpName} ${runnerUp}` : runnerUpName;
}
