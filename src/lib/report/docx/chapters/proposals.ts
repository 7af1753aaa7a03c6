import type { SiteFacts, SitingFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
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

/** A sentence with its stop. */
export const ended = (sentence: string, stop: string): string =>
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

/** The reasons in the words of an official paper: units in Chinese, and what the runs were. */
const plainReason = (zh: string): string =>
  zh
    .replace(/(?<=平均少走 [\d,.]+) m(?=[。；，])/, ' 米')
    .replace(/(?<=，[\d,.]+) m²(?=[，）])/, ' 平方米')
    .replace(/（100 m 内有点入选的 (?=[\d,]+ 次）)/, '（100 米以内有点入选的 ')
    .replace(/） (?=效果相同|少 )/, '）')
    .replace(/在 ([\d,]+) 次扰动中 ([\d,]+) 次仍入选/, '把步速、人口等上下浮动 10% 试算 $1 次，$2 次仍入选');

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
  // Nor where all who are won are older people, or the sentence counts them.
  const isOlder = Math.abs((older?.people ?? 0) - site.gain) < 0.5 || sentence.includes('60+');
  const isTold = (value: number) => Number.isFinite(value) && value > 0 && !isOlder;
  return [
    heading(
      3,
      `${site.name}${site.unitName === '' ? '' : say(`（${site.unitName}）`, ` (${site.unitName})`)}`
    ),
    text(ended(say(plainReason(sentence), sentence), say('。', '.'))),
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
