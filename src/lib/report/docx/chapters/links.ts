import type { LinkFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import { linkKindWords } from '../../words.ts';
import { heading, table, text, type Block } from '../blocks.ts';
import type { Speaker } from '../speaker.ts';
import { ended } from './proposals.ts';

/** Links whose sentences are told one by one, and rows of their table; the workbook has all. */
const REASONS = 10;
const ROWS = 20;

/** Gates, crossings and paths that are worth opening. */
export function tellLinks(speaker: Speaker): Block[] {
  const { facts, say } = speaker;
  const { links } = facts;
  const head = heading(1, say('打通步行堵点', 'Links to open'));
  if (links.length === 0)
    return [
      head,
      ...tellLinkedSites(speaker),
      text(
        say(
          '本次没有找到值得打通的步行堵点，或没有提出此项问题。',
          'No link was found that is worth opening, or none was asked for.'
        )
      )
    ];
  const shown = links.slice(0, ROWS);
  const isAlone = facts.linkedSites.length === 0;
  return [
    head,
    text(
      say(
        `有些居民离设施直线不远，只因围墙、道路、河道隔断而须绕行。打通以下${figure(links.length, 'count')}处，${isAlone ? '不新建设施即可扩大覆盖' : '配合一并选出的新建设施扩大覆盖'}，见`,
        `Some people live near a facility and must walk round a wall, a road or a river. ${links.length === 1 ? 'One link' : `${figure(links.length, 'count')} links`} would bring them within reach ${isAlone ? 'without a new facility' : 'together with the buildings sited with them'}: see `
      ),
      { to: 'links' },
      say('。所列位置须先到现场核实。', '. Each place must be checked on site first.')
    ),
    ...tableOfLinks(speaker, shown),
    ...facts.limits.filter(({ code }) => code === 'overlap').map((limit) => text(speaker.name(limit))),
    ...shown
      .slice(0, REASONS)
      .map((link, place) => text(`${place + 1}. ${ended(link.sentence, say('。', '.'))}`)),
    ...(links.length > REASONS ? [text(say('其余见台账工作簿。', 'The others are in the workbook.'))] : []),
    ...tellLinkedSites(speaker)
  ];
}

/** Buildings that were sited together with the links. */
function tellLinkedSites({ facts, say, name, unit }: Speaker): Block[] {
  const { linkedSites } = facts;
  if (linkedSites.length === 0) return [];
  const right = (head: string, share: number) => ({ head, share, align: 'right' as const });
  const hasCost = linkedSites.some(({ cost }) => Number.isFinite(cost));
  const won = (value: number, standard: string) => {
    const counts = facts.measures.find((each) => each.id === standard)?.counts ?? 'people';
    return `${figure(value, 'people')}${unit(counts)}`;
  };
  return [
    text(
      say('与通道一并选出的新建设施见', 'Buildings that were sited together with the links are in '),
      { to: 'linked' },
      say(
        '。这些设施只同通道搭配测算，未另行计入选址建议和建设前后对比。',
        '. They were worked out with the links alone, and are not added to the proposed sites or to what changes with all proposals.'
      )
    ),
    ...table({
      id: 'linked',
      caption: say('与通道一并选出的新建设施', 'Buildings sited together with links'),
      columns: [
        { head: say('次序', 'No.'), share: 8, align: 'center' },
        { head: say('评估内容', 'Measure'), share: 28, align: 'left' },
        { head: say('候选点', 'Candidate'), share: 28, align: 'left' },
        right(say('新覆盖', 'Newly covered'), 14),
        right(say('单独建设新覆盖', 'By it alone'), 14),
        ...(hasCost ? [right(say('投资（元）', 'Cost (¥)'), 14)] : [])
      ],
      rows: linkedSites.map((site) => [
        figure(site.order, 'count'),
        name(site.title),
        site.name,
        won(site.gain, site.standard),
        won(site.alone, site.standard),
        ...(hasCost ? [figure(site.cost, 'money')] : [])
      ])
    })
  ];
}

function tableOfLinks({ say, name, unit, facts }: Speaker, links: LinkFacts[]): Block[] {
  const right = (head: string, share: number) => ({ head, share, align: 'right' as const });
  const countsOf = (id: string) => facts.measures.find((each) => each.id === id)?.counts ?? 'people';
  const hasCost = links.some(({ cost }) => Number.isFinite(cost));
  return table({
    id: 'links',
    caption: say('建议打通的步行堵点', 'Links worth opening'),
    columns: [
      { head: say('次序', 'No.'), share: 8, align: 'center' },
      { head: say('评估内容', 'Measure'), share: 22, align: 'left' },
      { head: say('打通方式', 'What to build'), share: 18, align: 'left' },
      { head: say('跨越', 'Crosses'), share: 16, align: 'left' },
      right(say('长度（米）', 'Length (m)'), 11),
      right(say('现绕行（米）', 'Walk today (m)'), 12),
      right(say('新覆盖', 'Newly covered'), 13),
      ...(hasCost ? [right(say('投资（元）', 'Cost (¥)'), 14)] : [])
    ],
    rows: links.map((link) => [
      figure(link.order, 'count'),
      name(link.title),
      name(linkKindWords(link.kind)),
      link.crosses === '' ? '—' : link.crosses,
      figure(link.lengthM, 'metres'),
      link.walkM === Infinity ? say('不通', 'none') : figure(link.walkM, 'metres'),
      `${figure(link.gain, 'people')}${unit(countsOf(link.standard))}`,
      ...(hasCost ? [figure(link.cost, 'money')] : [])
    ])
  });
}
