import type { Said } from '../dossier.ts';
import type { Facts, MeasureFacts, UnitFacts } from '../facts.ts';
import { figure } from '../figures.ts';
import { CAUSE_CODES, causeWords, listWords, reachWords, remedyWords } from '../words.ts';
import { amount, apart, finding, groupAmount, labelOf, things, type Finding } from './finding.ts';

/** As many communities are named. */
const NAMED = 3;

/** Of each measure how many are covered, how a straight line would flatter, where most are not, and why. */
export function coverageFindings({ measures, methods }: Facts): Finding[] {
  return measures.flatMap((measure) => {
    const label = labelOf(measure, measures);
    return [
      headline(measure),
      ...(methods.isNetwork ? straight(measure, label) : []),
      ...worst(measure, label),
      ...causes(measure, label)
    ];
  });
}

function headline(measure: MeasureFacts): Finding {
  const { key, title, groupName, counts, total, covered, share, uncovered, unknownUnits } = measure;
  const say = (zh: string, en: string) => finding('coverage', key, zh, en);
  if (Number.isNaN(total))
    return say(
      `“${title.zh}”：数据中没有${groupName.zh}的${counts === 'people' ? '人数' : '数量'}，无法测算。`,
      `“${title.en}”: the data has no ${counts === 'people' ? 'number' : 'amount'} of ${groupName.en}, so that it can't be worked out.`
    );
  if (Number.isNaN(covered))
    return say(
      `“${title.zh}”：设施都没有填写床位或容量，无法测算。`,
      `“${title.en}”: no facility says what it holds, so that it can't be worked out.`
    );
  const reach = reachWords(measure);
  const all = groupAmount(total, measure);
  const [has, lacks] = [covered, uncovered].map((value) => amount(value, counts));
  const without =
    unknownUnits > 0
      ? {
          zh: `（不含人数不明的 ${figure(unknownUnits, 'count')} 个社区）`,
          en: ` (without ${things(unknownUnits, 'community', 'communities')} whose people are not known)`
        }
      : { zh: '', en: '' };
  if (total > 0 && uncovered === 0)
    return say(
      `“${title.zh}”：${all.zh}${reach.zh}全部够得着设施，覆盖率 ${figure(share, 'share')}${without.zh}。`,
      `“${title.en}”: all ${all.en} have a facility ${reach.en}: ${figure(share, 'share')} are covered${without.en}.`
    );
  return say(
    `“${title.zh}”：${all.zh}中，${has.zh}${reach.zh}够得着设施，覆盖率 ${figure(share, 'share')}；${lacks.zh}未覆盖${without.zh}。`,
    `“${title.en}”: of ${all.en}, ${has.en} have a facility ${reach.en}: ${figure(share, 'share')} are covered, ${lacks.en} are not${without.en}.`
  );
}

/** Where the plain circle would say a percentage point more. */
function straight({ key, share, shareStraight }: MeasureFacts, label: Said): Finding[] {
  const over = shareStraight - share;
  if (!(over >= 0.01)) return [];
  return [
    finding(
      'straight',
      key,
      `${label.zh}如按直线距离画圈，覆盖率会是 ${figure(shareStraight, 'share')}，比实际步行高估 ${apart(shareStraight, share)} 个百分点。`,
      `${label.en} by circles of straight distance would be ${figure(shareStraight, 'share')}: ${apart(shareStraight, share)} percentage points more than people can walk.`
    )
  ];
}

/** The communities with most uncovered, those with the largest gap first. */
export function worstUnits({ units }: MeasureFacts): UnitFacts[] {
  return units
    .filter(({ level, uncovered }) => level === 'community' && uncovered > 0)
    .sort((a, b) => (a.rank || Infinity) - (b.rank || Infinity) || b.uncovered - a.uncovered);
}

function worst(measure: MeasureFacts, label: Said): Finding[] {
  const { key, counts } = measure;
  const all = worstUnits(measure);
  if (all.length === 0) return [];
  const named = all.slice(0, NAMED);
  const each = named.map(({ name, uncovered, share }) => {
    const people = amount(uncovered, counts);
    return {
      zh: `${name} ${people.zh}（覆盖率 ${figure(share, 'share')}）`,
      en: `${name} (${people.en}; ${figure(share, 'share')} covered)`
    };
  });
  const zh = listWords(each.map((one) => one.zh)).zh;
  const en = listWords(each.map((one) => one.en)).en;
  const most = all.length > named.length;
  return [
    finding(
      'worst',
      key,
      `${label.zh}有缺口的社区（村）共 ${figure(all.length, 'count')} 个，未覆盖${most ? '最多的' : '的'}是${zh}。`,
      `${label.en}: ${things(all.length, 'community has a gap', 'communities have gaps')}${most ? ', most in' : ':'} ${en}.`
    )
  ];
}

/** Sums of the causes over the communities, the largest first; those that concern nobody are left out. */
export function causeSums({
  units
}: MeasureFacts): { cause: (typeof CAUSE_CODES)[number]; people: number }[] {
  const communities = units.filter(({ level }) => level === 'community');
  return CAUSE_CODES.map((cause) => ({
    cause,
    people: communities.reduce((sum, unit) => sum + (unit[cause] || 0), 0)
  }))
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people);
}

function causes(measure: MeasureFacts, label: Said): Finding[] {
  const { key, counts } = measure;
  const sums = causeSums(measure);
  if (sums.length === 0) return [];
  const each = sums.map(({ cause, people }) => {
    const [words, remedy, of] = [causeWords(cause), remedyWords(cause), amount(people, counts)];
    return {
      zh: `${words.zh} ${of.zh}（${remedy.zh}）`,
      en: `${words.en}: ${of.en} (${remedy.en})`
    };
  });
  return [
    finding(
      'causes',
      key,
      `${label.zh}未覆盖的原因：${each.map((one) => one.zh).join('、')}。`,
      `${label.en}, why not all are covered: ${each.map((one) => one.en).join('; ')}.`
    )
  ];
}
