import type { MeasureFacts, SiteFacts, SitingFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import { linkKindWords } from '../../words.ts';
import type { StoryPage } from '../story.ts';
import { knownCommunities, measureOf, shortName, type Teller } from '../teller.ts';

const ROWS_A_PAGE = 8;
const MOST_TABLES = 3;

/** What one siting question proposes: the map, before and after, the sites. */
export function proposalPages(teller: Teller, siting: SitingFacts): StoryPage[] {
  const { facts, say, said } = teller;
  const measure = measureOf(facts, siting);
  if (siting.sites.length === 0)
    return [
      {
        id: `proposal/${siting.question}`,
        kind: 'text',
        title: say(`${said(siting.title)}：没有可建议的地点`, `${said(siting.title)}: no site to propose`),
        text: [...siting.faults, ...siting.notes].map(said).join('\n'),
        source: say(
          `候选地点 ${figure(siting.candidates, 'count')} 处`,
          `${figure(siting.candidates, 'count')} candidate sites`
        )
      }
    ];
  const pages = [proposalPage(teller, siting, measure)];
  if (measure) pages.push(comparePage(teller, siting, measure));
  return [...pages, ...sitePages(teller, siting)];
}

function proposalPage(teller: Teller, siting: SitingFacts, measure: MeasureFacts | undefined): StoryPage {
  const { say, said, amount } = teller;
  const count = figure(siting.sites.length, 'count');
  const won = siting.after - siting.today;
  const lines: string[] = [];
  if (siting.total > 0)
    lines.push(
      say(
        `覆盖 ${amount(siting.today, siting.counts)} → ${amount(siting.after, siting.counts)}，共 ${amount(siting.total, siting.counts)}`,
        `${figure(siting.today, 'people')} → ${figure(siting.after, 'people')} of ${amount(siting.total, siting.counts)} covered`
      )
    );
  if (Number.isFinite(siting.cost) && siting.cost > 0)
    lines.push(
      say(`估算费用合计 ${teller.money(siting.cost)}`, `Estimated cost ${teller.money(siting.cost)}`)
    );
  lines.push(
    siting.isProven
      ? say(
          `在 ${figure(siting.candidates, 'count')} 处候选中，已证明没有更好的组合`,
          `Proven: no other choice among ${figure(siting.candidates, 'count')} candidates does better`
        )
      : Number.isFinite(siting.gap)
        ? say(
            `在 ${figure(siting.candidates, 'count')} 处候选中，与最优相差不超过 ${figure(siting.gap, 'share')}`,
            `Among ${figure(siting.candidates, 'count')} candidates, within ${figure(siting.gap, 'share')} of the best`
          )
        : say(
            `候选 ${figure(siting.candidates, 'count')} 处`,
            `${figure(siting.candidates, 'count')} candidates`
          )
  );
  for (const site of siting.sites.slice(0, 5)) lines.push(siteLine(teller, siting, site));
  return {
    id: `proposal/${siting.question}`,
    kind: 'map',
    title:
      won > 0
        ? say(
            `建议新增 ${count} 处，新覆盖 ${amount(won, siting.counts)}`,
            `${count} new sites bring ${amount(won, siting.counts)} within reach`
          )
        : say(`建议新增 ${count} 处：${said(siting.title)}`, `${count} new sites: ${said(siting.title)}`),
    text: lines.join('\n'),
    ...(measure && { map: { show: 'sites', measure: measure.key, state: 'after' } as const }),
    source: say(
      `${said(siting.title)}（${said(siting.groupName)}）；方法：${said(siting.modelName)}`,
      `${said(siting.title)} (${said(siting.groupName)}); method: ${said(siting.modelName)}`
    )
  };
}

function siteLine({ say, amount }: Teller, siting: SitingFacts, site: SiteFacts): string {
  const name = shortName(site.name, 24) || site.code;
  return site.gain > 0
    ? say(
        `${site.order}. ${name}：新覆盖 ${amount(site.gain, siting.counts)}`,
        `${site.order}. ${name}: ${amount(site.gain, siting.counts)} more`
      )
    : `${site.order}. ${name}`;
}

function comparePage(teller: Teller, siting: SitingFacts, measure: MeasureFacts): StoryPage {
  const { say, said } = teller;
  const risen = knownCommunities(measure)
    .filter((unit) => unit.shareAfter > unit.share)
    .sort((a, b) => b.coveredAfter - b.covered - (a.coveredAfter - a.covered) || (a.code < b.code ? -1 : 1))
    .slice(0, 5);
  return {
    id: `compare/${siting.question}`,
    kind: 'compare',
    title: say(
      `实施前后：覆盖率 ${figure(measure.share, 'share')} → ${figure(measure.shareAfter, 'share')}`,
      `Before and after: ${figure(measure.share, 'share')} → ${figure(measure.shareAfter, 'share')}`
    ),
    text: [
      teller.finding(`after/${measure.key}`) ||
        say(
          `${said(measure.title)}（${said(measure.groupName)}）；“之后”含全部建议`,
          `${said(measure.title)} (${said(measure.groupName)}); “after” is with all that is proposed`
        ),
      ...risen.map((unit) =>
        say(
          `${shortName(unit.name)}：${figure(unit.share, 'share')} → ${figure(unit.shareAfter, 'share')}`,
          `${shortName(unit.name)}: ${figure(unit.share, 'share')} → ${figure(unit.shareAfter, 'share')}`
        )
      )
    ].join('\n'),
    map: {
      show: 'share',
      measure: measure.key,
      state: 'now',
      after: { show: 'sites', measure: measure.key, state: 'after' }
    },
    source: teller.source(measure)
  };
}

/** The sites as tables of one page each; past the third page the workbook has the rest. */
function sitePages(teller: Teller, siting: SitingFacts): StoryPage[] {
  const { say, said } = teller;
  const hasCost = siting.sites.some(({ cost }) => Number.isFinite(cost));
  const groups = Math.ceil(siting.sites.length / ROWS_A_PAGE);
  const shown = Math.min(groups, MOST_TABLES);
  const left = siting.sites.length - shown * ROWS_A_PAGE;
  return Array.from({ length: shown }, (_, at) => {
    const part = groups > 1 ? say(`（${at + 1}／${groups}）`, ` (${at + 1} of ${groups})`) : '';
    return {
      id: `sites/${siting.question}/${at + 1}`,
      kind: 'table',
      title: say(`建议地点与理由${part}`, `Proposed sites, and why${part}`),
      text:
        at === shown - 1 && left > 0
          ? say(`其余 ${figure(left, 'count')} 处见台账`, `${figure(left, 'count')} more are in the workbook`)
          : '',
      table: {
        head: [
          say('次序', 'No.'),
          say('地点', 'Site'),
          say('所在社区', 'Community'),
          say('新覆盖', 'Newly covered'),
          ...(hasCost ? [say('费用', 'Cost')] : []),
          say('受益社区', 'Communities won')
        ],
        rows: siting.sites
          .slice(at * ROWS_A_PAGE, (at + 1) * ROWS_A_PAGE)
          .map((site) => [
            String(site.order),
            [shortName(site.name, 24), said(site.kindName)].filter(Boolean).join(say('，', ', ')),
            shortName(site.unitName, 16) || '—',
            figure(site.gain, 'people'),
            ...(hasCost ? [teller.money(site.cost)] : []),
            teller.join(site.units.slice(0, 3).map((unit) => shortName(unit.name, 12))) || '—'
          ])
      },
      source: say(
        `${said(siting.title)}（${said(siting.groupName)}）`,
        `${said(siting.title)} (${said(siting.groupName)})`
      )
    };
  });
}

/** What is proposed beyond the questions that have pages of their own. */
export function otherProposalsPage({ say, said }: Teller, sitings: SitingFacts[]): StoryPage | null {
  if (sitings.length === 0) return null;
  const shown = sitings.slice(0, ROWS_A_PAGE);
  const left = sitings.length - shown.length;
  return {
    id: 'proposals',
    kind: 'table',
    title: say('其他选址建议', 'Other proposals'),
    text: left > 0 ? say(`其余 ${left} 项见报告`, `${left} more are in the document`) : '',
    table: {
      head: [
        say('服务', 'Service'),
        say('对象', 'For'),
        say('新增', 'New sites'),
        say('现状覆盖', 'Covered today'),
        say('建成后', 'With them')
      ],
      rows: shown.map((siting) => [
        said(siting.title),
        said(siting.groupName),
        figure(siting.sites.length, 'count'),
        figure(siting.today, 'people'),
        figure(siting.after, 'people')
      ])
    },
    source: ''
  };
}

/** Standards for which no sites are proposed, and why. */
export function unsitedPage({ facts, say, said }: Teller): StoryPage | null {
  if (facts.unsited.length === 0) return null;
  return {
    id: 'unsited',
    kind: 'table',
    title: say('没有作出选址建议的项目', 'Where no sites are proposed'),
    text: '',
    table: {
      head: [say('标准', 'Standard'), say('原因', 'Why')],
      rows: facts.unsited.slice(0, ROWS_A_PAGE).map((one) => [said(one.title), said(one)])
    },
    source: ''
  };
}

/** Gates, crossings and paths worth opening. */
export function linksPage(teller: Teller): StoryPage | null {
  const { facts, say, said } = teller;
  if (facts.links.length === 0) return null;
  const [first] = facts.links;
  const measure = facts.measures.find(({ id }) => id === first.standard);
  const counts = measure?.counts ?? 'people';
  const lines = facts.links
    .slice(0, 5)
    .map((link, at) =>
      say(
        `${at + 1}. ${said(linkKindWords(link.kind))}：长 ${figure(link.lengthM, 'metres')} m，新覆盖 ${teller.amount(link.gain, counts)}`,
        `${at + 1}. ${said(linkKindWords(link.kind))}: ${figure(link.lengthM, 'metres')} m, ${teller.amount(link.gain, counts)} more`
      )
    );
  return {
    id: 'links',
    kind: measure ? 'map' : 'text',
    title: say(
      `打通 ${figure(facts.links.length, 'count')} 处出入口或通道，不建房也能缩短路程`,
      `${figure(facts.links.length, 'count')} gates or paths to open shorten walks without building`
    ),
    text: lines.join('\n'),
    ...(measure && { map: { show: 'sites', measure: measure.key, state: 'after' } as const }),
    source: measure ? said(measure.title) : ''
  };
}
