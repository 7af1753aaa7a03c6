import { figure } from '../../figures.ts';
import type { MeasureFacts, UnitFacts } from '../../facts.ts';
import { CAUSE_CODES, causeWords, levelWords, remedyWords } from '../../words.ts';
import { chart, heading, map, table, text, type Block, type Span } from '../blocks.ts';
import { mainMeasures, measureName, type Speaker } from '../speaker.ts';
import { limitWords } from './opening.ts';

/** Measures whose maps and gaps are shown; all stand in the table. */
const SHOWN = 3;
/** Communities of a gap that are shown. */
const WORST = 10;

/** Who is covered, and which rules are met. */
export function tellPresent(speaker: Speaker): Block[] {
  const { facts, say } = speaker;
  const shown = mainMeasures(facts).slice(0, SHOWN);
  const [first] = shown;
  return [
    heading(1, say('现状评估', 'The present state')),
    heading(2, say('覆盖情况', 'Coverage')),
    ...(facts.measures.length === 0
      ? [text(say('本次没有测算步行覆盖。', 'No walking coverage was measured.'))]
      : [
          text(
            say('各项服务的步行覆盖情况见', 'Who is covered by each measure is in '),
            { to: 'measures' },
            ...(first ? [say('，分布见', ', where in '), ...joined(speaker, shown)] : []),
            say('。', '. '),
            ...shown.map((measure) => tellMeasure(speaker, measure))
          ),
          ...tableOfMeasures(speaker),
          ...shown.map((measure) =>
            map(
              `map:${measure.key}`,
              say(
                `“${measureName(speaker, measure)}”各社区步行覆盖率`,
                `Share within a walk by community: ${measureName(speaker, measure)}`
              ),
              { show: 'share', measure: measure.key, state: 'now' }
            )
          ),
          ...(first && communities(first).length > 1
            ? [
                chart(
                  'chart:shares',
                  say(
                    `“${measureName(speaker, first)}”覆盖率最低的社区`,
                    `Lowest shares: ${measureName(speaker, first)}`
                  ),
                  { chart: 'shares', measure: first.key, most: 12 }
                )
              ]
            : [])
        ]),
    ...tellVerdicts(speaker)
  ];
}

const communities = ({ units }: MeasureFacts): UnitFacts[] =>
  units.filter(({ level }) => level === 'community');

function joined({ isChinese }: Speaker, shown: MeasureFacts[]): Span[] {
  return shown.flatMap(({ key }, place): Span[] => [
    ...(place > 0 ? [isChinese ? '、' : ', '] : []),
    { to: `map:${key}` }
  ]);
}

function tellMeasure(speaker: Speaker, measure: MeasureFacts): string {
  const { say, unit } = speaker;
  const { total, covered, share, uncovered, shareStraight } = measure;
  const counted = unit(measure.counts);
  const name = measureName(speaker, measure);
  const straight = Number.isFinite(shareStraight)
    ? say(
        `，如按直线距离画圈则为${figure(shareStraight, 'share')}`,
        ` (a plain circle would say ${figure(shareStraight, 'share')})`
      )
    : '';
  return say(
    `“${name}”共${figure(total, 'people')}${counted}，步行${limitWords(speaker, measure)}内覆盖${figure(covered, 'people')}${counted}，覆盖率${figure(share, 'share')}${straight}，未覆盖${figure(uncovered, 'people')}${counted}。`,
    `${name}: of ${figure(total, 'people')}${counted}, ${figure(covered, 'people')} are within ${limitWords(speaker, measure)}, which is ${figure(share, 'share')}${straight}; ${figure(uncovered, 'people')} are not. `
  );
}

function tableOfMeasures(speaker: Speaker): Block[] {
  const { facts, say, name } = speaker;
  const right = (head: string, share: number) => ({ head, share, align: 'right' as const });
  const space = facts.measures.some(({ counts }) => counts !== 'people');
  return table({
    id: 'measures',
    caption: say('各项服务步行覆盖情况', 'Coverage by measure'),
    columns: [
      { head: say('评估内容', 'Measure'), share: 26, align: 'left' },
      { head: say('对象', 'Who'), share: 16, align: 'left' },
      right(say('步行上限（米）', 'Limit (m)'), 11),
      right(say('总数（人）', 'Total'), 12),
      right(say('覆盖（人）', 'Covered'), 12),
      right(say('未覆盖（人）', 'Not covered'), 12),
      right(say('覆盖率', 'Share'), 11)
    ],
    rows: facts.measures.map((measure) => [
      name(measure.title),
      name(measure.groupName),
      figure(measure.limitM, 'metres'),
      figure(measure.total, 'people'),
      figure(measure.covered, 'people'),
      figure(measure.uncovered, 'people'),
      figure(measure.share, 'share')
    ]),
    note: [
      ...(facts.measures.some(({ total, covered }) => Number.isNaN(total) || Number.isNaN(covered))
        ? [say('“—”表示没有数据。', '“—”: not known.')]
        : []),
      ...(space ? [say('对象为建筑面积、用地的，单位为平方米。', 'Floor space and land are in m².')] : [])
    ].join(say('', ' '))
  });
}

function tellVerdicts({ facts, say, name }: Speaker): Block[] {
  const { compliance } = facts;
  const { met, notMet, noData, notApplicable, reported } = compliance;
  const count = (value: number) => figure(value, 'count');
  if (compliance.rules.length === 0)
    return [
      heading(2, say('达标评价', 'Verdicts')),
      text(say('本次没有可供评价的标准。', 'There was no rule to judge by.'))
    ];
  const right = (head: string) => ({ head, share: 10, align: 'right' as const });
  return [
    heading(2, say('达标评价', 'Verdicts')),
    text(
      say(
        `逐单元评价${count(met + notMet + noData + notApplicable + reported)}项：达标${count(met)}项，未达标${count(notMet)}项，数据不足${count(noData)}项，不适用${count(notApplicable)}项，仅报告数值${count(reported)}项，分标准情况见`,
        `Of ${count(met + notMet + noData + notApplicable + reported)} assessments ${count(met)} are met, ${count(notMet)} are not met, ${count(noData)} lack data, ${count(notApplicable)} do not apply and ${count(reported)} give a figure alone; by rule in `
      ),
      { to: 'verdicts' },
      say('。', '.')
    ),
    ...table({
      id: 'verdicts',
      caption: say('各项标准达标情况（单元数）', 'Verdicts by rule (units)'),
      columns: [
        { head: say('标准', 'Rule'), share: 30, align: 'left' },
        { head: say('层级', 'Level'), share: 14, align: 'left' },
        right(say('达标', 'Met')),
        right(say('未达标', 'Not met')),
        right(say('数据不足', 'No data')),
        right(say('仅报告', 'Figure')),
        { head: say('达标率', 'Share met'), share: 12, align: 'right' }
      ],
      rows: compliance.rules.map((rule) => [
        name(rule.title),
        name(levelWords(rule.level)),
        count(rule.met),
        count(rule.notMet),
        count(rule.noData),
        count(rule.reported),
        figure(rule.shareMet, 'share')
      ]),
      note: say(
        '达标率＝达标 ÷（达标＋未达标）。数据不足不等于达标。',
        'Share met = met ÷ (met + not met). No data does not mean met.'
      )
    })
  ];
}

/** Who is out of reach, where, and why. */
export function tellGaps(speaker: Speaker): Block[] {
  const { facts, say } = speaker;
  const main = mainMeasures(facts);
  const open = main.filter(({ uncovered }) => uncovered >= 0.5);
  const shown = open.slice(0, SHOWN);
  const closed = main.filter(({ uncovered }) => uncovered < 0.5);
  return [
    heading(1, say('缺口分析', 'Gaps')),
    ...(main.length === 0
      ? [text(say('没有测算结果，无从分析缺口。', 'Nothing was measured, so no gaps are known.'))]
      : open.length === 0
        ? [
            text(
              say(
                '各项服务的居民均在步行上限以内，没有缺口。',
                'All people are within the walking limits: there are no gaps.'
              )
            )
          ]
        : []),
    ...(open.length > 0 && closed.length > 0
      ? [
          text(
            say(
              `${closed.map((each) => `“${measureName(speaker, each)}”`).join('、')}没有缺口。`,
              `There is no gap by ${closed.map((each) => measureName(speaker, each)).join('; ')}.`
            )
          )
        ]
      : []),
    ...shown.flatMap((measure) => tellGap(speaker, measure)),
    ...(open.length > shown.length
      ? [
          text(
            say(
              `其余${figure(open.length - shown.length, 'count')}项的缺口见附录各单元覆盖情况表。`,
              `The gaps of the ${open.length - shown.length === 1 ? 'last measure' : `other ${figure(open.length - shown.length, 'count')} measures`} stand by unit in the appendix.`
            )
          )
        ]
      : [])
  ];
}

function tellGap(speaker: Speaker, measure: MeasureFacts): Block[] {
  const { say, name, unit } = speaker;
  const all = communities(measure);
  const hit = all.filter(({ uncovered }) => uncovered >= 0.5);
  const worst = [...hit].sort((a, b) => place(a) - place(b) || b.uncovered - a.uncovered).slice(0, WORST);
  const counted = unit(measure.counts);
  const causes = CAUSE_CODES.map((cause) => ({
    cause,
    people: hit.reduce((sum, each) => sum + (each[cause] || 0), 0)
  }))
    .filter(({ people }) => people >= 0.5)
    .sort((a, b) => b.people - a.people);
  const told = causes.map(
    ({ cause, people }) =>
      `${name(causeWords(cause))}${say('', ' ')}${figure(people, 'people')}${counted}${say('（', ' (')}${name(remedyWords(cause))}${say('）', ')')}`
  );
  return [
    heading(2, measureName(speaker, measure)),
    text(
      say(
        `${figure(all.length, 'count')}个社区（村）中有${figure(hit.length, 'count')}个存在缺口，未覆盖共${figure(measure.uncovered, 'people')}${counted}。`,
        `${figure(hit.length, 'count')} of ${figure(all.length, 'count')} communities have a gap; ${figure(measure.uncovered, 'people')}${counted} are not covered. `
      ),
      ...(told.length > 0 ? [say(`按原因分：${told.join('、')}。`, `By cause: ${told.join('; ')}. `)] : []),
      ...(worst.length > 0
        ? [
            hit.length > worst.length
              ? say(
                  `最急需的${figure(worst.length, 'count')}个见`,
                  `The ${figure(worst.length, 'count')} in greatest need are in `
                )
              : say('分社区情况见', 'By community in '),
            { to: `gap:${measure.key}` },
            say('，位置见', ', on the map in '),
            { to: `gapmap:${measure.key}` },
            say('。', '.')
          ]
        : [])
    ),
    ...tableOfGaps(speaker, measure, worst, hit.length),
    ...(worst.length > 0
      ? [
          map(
            `gapmap:${measure.key}`,
            say(
              `“${measureName(speaker, measure)}”未覆盖居民分布`,
              `Out of reach: ${measureName(speaker, measure)}`
            ),
            { show: 'uncovered', measure: measure.key, state: 'now' }
          )
        ]
      : [])
  ];
}

const place = ({ rank }: UnitFacts): number => (Number.isNaN(rank) ? Infinity : rank);

/** Main cause of a unit's gap; '' without one. */
function mainCause({ name }: Speaker, unit: UnitFacts): string {
  const most = Math.max(...CAUSE_CODES.map((cause) => unit[cause] || 0));
  const cause = CAUSE_CODES.find((each) => unit[each] === most);
  return cause && most > 0 ? name(causeWords(cause)) : '—';
}

function tableOfGaps(speaker: Speaker, measure: MeasureFacts, worst: UnitFacts[], all: number): Block[] {
  const { say } = speaker;
  const right = (head: string, share: number) => ({ head, share, align: 'right' as const });
  // The unit stands where the cells have none.
  const counted = say(`（${speaker.unit(measure.counts).trim()}）`, '');
  return table({
    id: `gap:${measure.key}`,
    caption: say(
      `“${measureName(speaker, measure)}”缺口${all > worst.length ? `最大的${figure(worst.length, 'count')}个社区` : '分社区情况'}`,
      `Gaps by community: ${measureName(speaker, measure)}${all > worst.length ? ` (the ${figure(worst.length, 'count')} in greatest need)` : ''}`
    ),
    columns: [
      { head: say('序号', 'No.'), share: 8, align: 'center' },
      { head: say('社区（村）', 'Community'), share: 26, align: 'left' },
      right(say(`总数${counted}`, 'Total'), 12),
      right(say(`未覆盖${counted}`, 'Not covered'), 13),
      right(say('覆盖率', 'Share'), 12),
      right(say('最远步行（米）', 'Longest walk (m)'), 13),
      { head: say('主要原因', 'Main cause'), share: 16, align: 'left' }
    ],
    rows: worst.map((each, at) => [
      figure(at + 1, 'count'),
      each.name,
      figure(each.total, 'people'),
      figure(each.uncovered, 'people'),
      figure(each.share, 'share'),
      figure(each.maxM, 'metres'),
      mainCause(speaker, each)
    ]),
    note:
      all > worst.length
        ? say(
            `共${figure(all, 'count')}个社区有缺口，全部见台账工作簿。`,
            `${figure(all, 'count')} communities have a gap; the workbook has all of them.`
          )
        : ''
  });
}
