import type { LinkFacts, SiteFacts, SitingFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import { linkKindWords } from '../../words.ts';
import { chart, heading, map, table, text, type Block } from '../blocks.ts';
import { mainMeasures, type Speaker } from '../speaker.ts';

/** Sites whose reasons are told one by one; the table has more. */
const REASONS = 10;
const ROWS = 20;
/** Height of the curve: one line needs no more. */
const CURVE_MM = 60;

/** The proposed sites, and why here. */
export function tellSites(speaker: Speaker): Block[] {
  const { facts, say, name } = speaker;
  const answered = facts.sitings.filter(({ sites }) => sites.length > 0);
  const without = [
    ...facts.sitings.flatMap(({ title, sites, faults }) =>
      sites.length > 0
        ? []
        : [
            {
              title,
              why:
                faults.map(name).join(say('；', '; ')) ||
                say('在给定条件下没有需要新建的点', 'nothing new is needed under what was asked')
            }
          ]
    ),
    ...facts.unsited.map((each) => ({ title: each.title, why: name(each) }))
  ];
  return [
    heading(1, say('选址建议', 'Proposed sites')),
    ...(answered.length === 0 && without.length === 0
      ? [
          text(
            say(
              '本次没有提出选址问题，不作选址建议。',
              'No siting question was asked, and no site is proposed.'
            )
          )
        ]
      : []),
    ...answered.flatMap((siting) => tellSiting(speaker, siting)),
    ...without.map(({ title, why }) =>
      text(
        say(
          `“${title.zh}”没有提出选址：${ended(why, '。')}`,
          `No site is proposed for “${title.en}”: ${ended(why, '.')}`
        )
      )
    )
  ];
}

const ended = (sentence: string, stop: string): string =>
  /[。.！!]$/.test(sentence) ? sentence : `${sentence}${stop}`;

function tellSiting(speaker: Speaker, siting: SitingFacts): Block[] {
  const { facts, say, name } = speaker;
  const { question, sites, curve } = siting;
  const id = `sites:${question}`;
  const measure =
    mainMeasures(facts).find((each) => each.id === siting.standard) ??
    facts.measures.find((each) => each.id === siting.standard);
  const hasCurve = curve.filter(({ by }) => by === 'number').length > 1;
  const told = sites.slice(0, REASONS);
  return [
    heading(2, `${name(siting.title)}${say('·', ', ')}${name(siting.groupName)}`),
    text(
      tellAnswer(speaker, siting),
      say('建议建设点见', ' The sites are in '),
      { to: id },
      ...(measure ? [say('，位置见', ', on the map in '), { to: `map:${id}` }] : []),
      ...(hasCurve
        ? [say('，处数与效果的关系见', ', what more sites would bring in '), { to: `curve:${id}` }]
        : []),
      say('。', '.')
    ),
    ...tableOfSites(speaker, siting, id),
    ...(measure
      ? [
          map(`map:${id}`, say(`“${siting.title.zh}”建议建设点位置`, `Proposed sites: ${siting.title.en}`), {
            // After all that is proposed, links too: beside figures of the sites alone the map shows what they fill.
            ...{ show: 'sites', measure: measure.key, state: facts.links.length > 0 ? 'now' : 'after' }
          })
        ]
      : []),
    ...told.flatMap((site) => tellSite(speaker, siting, site)),
    ...(sites.length > told.length
      ? [
          text(
            say(
              `其余${figure(sites.length - told.length, 'count')}处的选址理由见台账工作簿。`,
              `The reasons of ${figure(sites.length - told.length, 'count')} more sites are in the workbook.`
            )
          )
        ]
      : []),
    // After the reasons: beside the map it seldom fits, and the page would end half empty.
    ...(hasCurve
      ? [
          chart(
            `curve:${id}`,
            say('建设处数与新覆盖人数', 'Number of sites and people newly covered'),
            { chart: 'curve', question },
            CURVE_MM
          )
        ]
      : []),
    ...siting.notes.map((note) => text(say(`说明：${ended(note.zh, '。')}`, `Note: ${ended(note.en, '.')}`)))
  ];
}

function tellAnswer({ say, unit, name }: Speaker, siting: SitingFacts): string {
  const { candidates, unfit, sites, today, after, total, cost, isProven, gap } = siting;
  const counted = unit(siting.counts);
  const people = (value: number) => figure(value, 'people');
  const proof = isProven
    ? say(
        '已证明在所给候选点中没有更好的组合。',
        ' It is proven that no other set of these candidates does better.'
      )
    : say(
        `未能在规定时间内证明最优，与理论上限相差不超过${figure(gap, 'share')}。`,
        ` It could not be proven best in the time given; it is within ${figure(gap, 'share')} of what is possible.`
      );
  const money = Number.isFinite(cost)
    ? say(`，投资合计${figure(cost, 'money')}元`, ` for ¥${figure(cost, 'money')} in all`)
    : '';
  const left =
    unfit > 0
      ? say(
          `（另有${figure(unfit, 'count')}个不合条件）`,
          ` (${figure(unfit, 'count')} more did not qualify)`
        )
      : '';
  return say(
    `在${figure(candidates, 'count')}个候选点${left}中，按“${name(siting.modelName)}”选出${figure(sites.length, 'count')}处${money}。建成后覆盖由${people(today)}${counted}增至${people(after)}${counted}（总数${people(total)}${counted}，覆盖率由${figure(today / total, 'share')}升至${figure(after / total, 'share')}）。${proof}`,
    `Of ${figure(candidates, 'count')} candidates${left}, ${figure(sites.length, 'count')} were chosen by “${name(siting.modelName)}”${money}. With them ${people(after)}${counted} are covered and not ${people(today)}, of ${people(total)} (${figure(after / total, 'share')} and not ${figure(today / total, 'share')}).${proof}`
  );
}

function tableOfSites(speaker: Speaker, siting: SitingFacts, id: string): Block[] {
  const { say, name } = speaker;
  // The unit stands where the cells have none.
  const people = say(`（${speaker.unit(siting.counts).trim()}）`, '');
  const hasCost = siting.sites.some(({ cost }) => Number.isFinite(cost));
  const right = (head: string, share: number) => ({ head, share, align: 'right' as const });
  const shown = siting.sites.slice(0, ROWS);
  return table({
    id,
    caption: say(`“${siting.title.zh}”建议建设点`, `Proposed sites: ${siting.title.en}`),
    columns: [
      { head: say('次序', 'No.'), share: 8, align: 'center' },
      { head: say('地点', 'Place'), share: hasCost ? 25 : 32, align: 'left' },
      { head: say('类型', 'Kind'), share: 12, align: 'left' },
      { head: say('所在社区', 'Community'), share: hasCost ? 15 : 20, align: 'left' },
      right(say(`新覆盖${people}`, 'Newly covered'), 14),
      right(say(`累计覆盖${people}`, 'Covered then'), 14),
      ...(hasCost ? [right(say('投资（元）', 'Cost (¥)'), 14), right(say('人均（元）', '¥ each'), 11)] : [])
    ],
    rows: shown.map((site) => [
      figure(site.order, 'count'),
      site.name,
      name(site.kindName),
      site.unitName,
      figure(site.gain, 'people'),
      figure(site.coveredAfter, 'people'),
      ...(hasCost ? [figure(site.cost, 'money'), figure(site.costPerPerson, 'money')] : [])
    ]),
    note:
      siting.sites.length > shown.length
        ? say(
            `共${figure(siting.sites.length, 'count')}处，此处列前${figure(shown.length, 'count')}处，全部见台账工作簿。`,
            `The first ${figure(shown.length, 'count')} of ${figure(siting.sites.length, 'count')}; the workbook has all.`
          )
        : ''
  });
}

/** Why here: whom it wins, and what the second best place would lose. */
function tellSite(speaker: Speaker, siting: SitingFacts, site: SiteFacts): Block[] {
  const { say, name, unit, list } = speaker;
  const counted = unit(siting.counts);
  const older = site.won.find(({ field }) => field === 'pop_60p');
  const units = site.units
    .slice(0, 8)
    // In brackets: names may end in figures.
    .map(({ name: of, people }) =>
      say(`${of}（${figure(people, 'people')}${counted}）`, `${of} (${figure(people, 'people')}${counted})`)
    );
  const sentence = name(site.sentence);
  // The sentence has it already where all live in one community.
  const isSpread = units.length > 1 || !site.units.every((each) => sentence.includes(each.name));
  const isTold = (value: number) => Number.isFinite(value) && value > 0;
  return [
    heading(
      3,
      `${site.name}${site.unitName === '' ? '' : say(`（${site.unitName}）`, ` (${site.unitName})`)}`
    ),
    text(ended(sentence, say('。', '.'))),
    ...(isSpread || (older && isTold(older.people))
      ? [
          text(
            ...(isSpread
              ? [
                  say(
                    `新覆盖居民分布：${list(units)}${site.units.length > units.length ? `等${figure(site.units.length, 'count')}个社区` : ''}。`,
                    `Newly covered, by community: ${list(units)}${site.units.length > units.length ? ` and ${figure(site.units.length - units.length, 'count')} more` : ''}. `
                  )
                ]
              : []),
            ...(older && isTold(older.people)
              ? [
                  say(
                    `新覆盖${older.name.zh}${figure(older.people, 'people')}人。`,
                    `${figure(older.people, 'people')} people aged 60 or more are newly within reach.`
                  )
                ]
              : [])
          )
        ]
      : [])
  ];
}

/** Gates, crossings and paths that are worth opening. */
export function tellLinks(speaker: Speaker): Block[] {
  const { facts, say } = speaker;
  const { links } = facts;
  const head = heading(1, say('打通步行堵点', 'Links to open'));
  if (links.length === 0)
    return [
      head,
      text(
        say(
          '本次没有找到值得打通的步行堵点，或没有提出此项问题。',
          'No link was found that is worth opening, or none was asked for.'
        )
      )
    ];
  const shown = links.slice(0, ROWS);
  return [
    head,
    text(
      say(
        `有些居民离设施直线不远，只因围墙、道路、河道隔断而须绕行。打通以下${figure(links.length, 'count')}处，不新建设施即可扩大覆盖，见`,
        `Some people live near a facility and must walk round a wall, a road or a river. ${links.length === 1 ? 'One link' : `${figure(links.length, 'count')} links`} would bring them within reach without a new facility: see `
      ),
      { to: 'links' },
      say('。所列位置须先到现场核实。', '. Each place must be checked on site first.')
    ),
    ...tableOfLinks(speaker, shown),
    ...facts.limits.filter(({ code }) => code === 'overlap').map((limit) => text(speaker.name(limit))),
    ...shown
      .slice(0, REASONS)
      .map((link, place) => text(`${place + 1}. ${ended(link.sentence, say('。', '.'))}`)),
    ...(links.length > REASONS ? [text(say('其余见台账工作簿。', 'The others are in the workbook.'))] : [])
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
