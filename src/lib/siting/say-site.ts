import type { Sentence } from '../coverage/sentences.ts';
import type { SitingModel } from './problem.ts';
import { sayCount, sayPercent, sayYuan } from './say-figures.ts';
import type { RunnerUp, SiteReason } from './site-reasons.ts';

/** What a site and all that its reason speaks of are called. What is not known is null or NaN, and then nothing is said of it. */
export interface SiteNames {
  model: SitingModel;
  /** Place in the order of building, from 1. */
  number: number;
  /** Where it is ("民安社区·近东直门南小街"). */
  place: Sentence;
  /** What is there today ("存量房屋", "vacant premises") and its code. */
  kind: Sentence | null;
  code: string;
  areaM2: number;
  /** What is built there, where sizes were to choose ("标准型"). */
  size: Sentence | null;
  /** Of each group of the reason, as it follows a number: the first "人", "people", the others "60岁以上 … 人" by name. */
  people: Sentence;
  groups: (Sentence | null)[];
  /** What the objective of `mclp` counts, as it follows a number; null: as `people`. */
  worth: Sentence | null;
  /** What `lscp` makes least. */
  least: 'number' | 'cost';
  unitName: (unit: number) => string;
  optionName: (option: number) => string;
  /** Rules that become met when it is built after those before it, and in which units. */
  rules: { title: Sentence; units: string[] }[];
  /** Shares of the runs in which it, or one within 100 m of it, stays in the answer; null: not worked out. */
  stays: { runs: number; stays: number; staysNear: number } | null;
}

/** Below this share of what only the site brings the runner-up does as well. */
const CLOSE = 0.05;

/** Most units and rules that are named; of more the first are. */
const NAMED = 3;

/**
 * What is said of one site: where and what it is, whom it wins given those before it and where, what that costs, which rules become met;
 * then what would be lost without it, how close the runner-up comes, and how often it stays when everything varies by ±10 %.
 */
export function saySite(reason: SiteReason, names: SiteNames): Sentence {
  const wins = joinParts([sayWon(reason, names), sayCosts(reason), saySaved(reason)]);
  const doubts = joinParts([
    sayLoss(reason, names),
    reason.locked ? null : sayRunnerUp(reason.runnerUp, reason, names),
    sayStays(names)
  ]);
  const all = [sayHead(reason, names), wins, sayRules(names), doubts].filter((part) => part !== null);
  return {
    zh: all.map(({ zh }) => `${zh}。`).join(''),
    en: all.map(({ en }) => `${en.charAt(0).toUpperCase()}${en.slice(1)}.`).join(' ')
  };
}

function joinParts(parts: (Sentence | null)[]): Sentence | null {
  const said = parts.filter((part) => part !== null);
  if (said.length === 0) return null;
  return { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') };
}

function sayHead(
  { cost, locked }: SiteReason,
  { number, place, kind, code, areaM2, size }: SiteNames
): Sentence {
  const details: Sentence[] = [];
  if (kind) details.push({ zh: `${kind.zh}${code && ` ${code}`}`, en: `${kind.en}${code && ` ${code}`}` });
  else if (code) details.push({ zh: code, en: code });
  if (size) details.push(size);
  if (areaM2 > 0) details.push({ zh: `${sayCount(areaM2)} m²`, en: `${sayCount(areaM2)} m²` });
  if (Number.isFinite(cost)) details.push(sayYuan(cost));
  if (locked) details.push({ zh: '已锁定', en: 'locked' });
  const brackets = (words: string[], open: string, between: string, close: string) =>
    words.length > 0 ? `${open}${words.join(between)}${close}` : '';
  return {
    zh: `第 ${number} 处：${place.zh}${brackets(
      details.map(({ zh }) => zh),
      '（',
      '，',
      '）'
    )}`,
    en: `Site ${number}: ${place.en}${brackets(
      details.map(({ en }) => en),
      ' (',
      ', ',
      ')'
    )}`
  };
}

function sayWon({ won, units }: SiteReason, { model, people, groups, unitName }: SiteNames): Sentence {
  const isCover = model === 'mclp' || model === 'lscp';
  if (!(won[0] > 0))
    return isCover
      ? { zh: '在前几处之后没有新覆盖的人口', en: 'it newly covers nobody after those before it' }
      : { zh: '在前几处之后没有人因它少走', en: 'it shortens nobody’s walk after those before it' };
  const amount = sayCount(won[0]);
  const others = groups.flatMap((group, g): Sentence[] =>
    g > 0 && group && won[g] > 0
      ? [{ zh: `${group.zh} ${sayCount(won[g])} 人`, en: `${sayCount(won[g])} ${group.en}` }]
      : []
  );
  const zh = [isCover ? `新覆盖 ${amount} ${people.zh}` : `${amount} ${people.zh}离设施更近`];
  const en = [isCover ? `it newly covers ${amount} ${people.en}` : `it is nearer for ${amount} ${people.en}`];
  if (others.length > 0) {
    zh.push(`其中${others.map((other) => other.zh).join('、')}`);
    en.push(`of these ${others.map((other) => other.en).join(' and ')}`);
  }
  if (units.length > 0) {
    const named = units.slice(0, NAMED).map(({ unit }) => unitName(unit));
    const isAll =
      units.length <= NAMED && units.reduce((sum, each) => sum + each.people, 0) >= won[0] * (1 - 1e-9);
    zh.push(`${isAll ? '' : '主要'}在${named.join('、')}`);
    en.push(`${isAll ? '' : 'mostly '}in ${listEn(named)}`);
  }
  return { zh: zh.join('，'), en: en.join(', ') };
}

function sayCosts({ costPerPerson }: SiteReason): Sentence | null {
  if (!Number.isFinite(costPerPerson)) return null;
  const yuan = sayYuan(costPerPerson);
  return { zh: `人均 ${yuan.zh}`, en: `${yuan.en} for each` };
}

function saySaved({ meanSavedM }: SiteReason): Sentence | null {
  if (!(meanSavedM >= 0.5)) return null;
  const metres = sayCount(meanSavedM);
  return {
    zh: `走得更近的人平均少走 ${metres} m`,
    en: `those it is nearer for walk ${metres} m less on average`
  };
}

function sayRules({ rules }: SiteNames): Sentence | null {
  if (rules.length === 0) return null;
  const said = rules.slice(0, NAMED).map(({ title, units }): Sentence => {
    const named = units.slice(0, NAMED);
    const more = units.length > NAMED;
    if (units.length === 0) return { zh: `“${title.zh}”`, en: `“${title.en}”` };
    return {
      zh: `“${title.zh}”（${named.join('、')}${more ? `等 ${units.length} 个单元` : ''}）`,
      en: `“${title.en}” (${more ? `${named.join(', ')} and ${units.length - NAMED} more` : listEn(named)})`
    };
  });
  const more = rules.length > NAMED;
  return {
    zh: `建成后达标：${said.map(({ zh }) => zh).join('、')}${more ? `等 ${rules.length} 项` : ''}`,
    en: `with it these become met: ${said.map(({ en }) => en).join(', ')}${more ? ` and ${rules.length - NAMED} more` : ''}`
  };
}

function sayLoss({ loss }: SiteReason, { model, people, worth }: SiteNames): Sentence | null {
  const counted = worth ?? people;
  if (model === 'mclp' || model === 'lscp') {
    if (!(loss.value > 0)) return { zh: '去掉它不会少覆盖', en: 'without it no fewer are covered' };
    const amount = sayCount(loss.value);
    return {
      zh: `去掉它会少 ${amount} ${counted.zh}`,
      en: `without it ${amount} ${counted.en} fewer are covered`
    };
  }
  if (loss.served > 0) {
    const amount = sayCount(loss.served);
    return {
      zh: `去掉它，${amount} ${counted.zh}将没有可达的设施`,
      en: `without it ${amount} ${counted.en} have none in reach`
    };
  }
  if (!Number.isFinite(loss.value)) return null;
  const amount = sayCount(loss.value);
  if (!(loss.value > 0))
    return model === 'pcenter'
      ? { zh: '去掉它最远步行距离不变', en: 'without it the longest walk stays as it is' }
      : { zh: '去掉它总步行距离不增加', en: 'without it nobody walks farther' };
  return model === 'pcenter'
    ? { zh: `去掉它最远要多走 ${amount} m`, en: `without it the longest walk is ${amount} m longer` }
    : {
        zh: `去掉它总步行增加 ${amount} 人·米`,
        en: `without it people walk ${amount} person-metres more in all`
      };
}

function sayRunnerUp(runnerUp: RunnerUp | null, { loss }: SiteReason, names: SiteNames): Sentence {
  if (runnerUp === null) return { zh: '没有可替代的候选点', en: 'no other candidate can take its place' };
  const name = names.optionName(runnerUp.option);
  const { behind, shareOfLoss } = runnerUp;
  if (behind < 0)
    return {
      zh: `换成 ${name} 反而更好（此方案未证明最优）`,
      en: `${name} in its place would do better (the answer is not the best)`
    };
  if (behind === 0)
    return { zh: `次选 ${name} 效果相同，可互换`, en: `the runner-up ${name} does as well; either will do` };
  const amount = sayBehind(runnerUp, names);
  // What only this site brings is the measure: of the whole objective any one site is little.
  const isKnown = Number.isFinite(shareOfLoss) && loss.value > 0;
  const percent = sayPercent(shareOfLoss);
  const close: Sentence =
    shareOfLoss <= CLOSE
      ? { zh: '，相差很小，可互换', en: ', so little that either will do' }
      : { zh: '', en: '' };
  return {
    zh: `次选 ${name} ${amount.zh}${isKnown ? `（为它独有贡献的 ${percent}${close.zh}）` : ''}`,
    en: `the runner-up ${name} ${amount.en}${isKnown ? ` (${percent} of what only this site brings${close.en})` : ''}`
  };
}

/** By how much the runner-up is worse, in the objective's own terms. */
function sayBehind({ behind }: RunnerUp, { model, people, worth, least }: SiteNames): Sentence {
  const amount = sayCount(behind);
  const counted = worth ?? people;
  if (model === 'mclp')
    return { zh: `少 ${amount} ${counted.zh}`, en: `covers ${amount} ${counted.en} fewer` };
  if (model === 'pmedian')
    return { zh: `总步行多 ${amount} 人·米`, en: `makes people walk ${amount} person-metres more in all` };
  if (model === 'pcenter')
    return { zh: `最远多走 ${amount} m`, en: `makes the longest walk ${amount} m longer` };
  if (least === 'number') return { zh: `多 ${amount} 处`, en: `takes ${amount} more` };
  const yuan = sayYuan(behind);
  return { zh: `多花 ${yuan.zh}`, en: `costs ${yuan.en} more` };
}

function sayStays({ stays }: SiteNames): Sentence | null {
  if (stays === null || !Number.isFinite(stays.stays)) return null;
  const { runs } = stays;
  const times = Math.round(stays.stays * runs);
  const near = Math.round(stays.staysNear * runs);
  const more: Sentence =
    near > times
      ? { zh: `（100 m 内有点入选的 ${near} 次）`, en: ` (it or one within 100 m in ${near})` }
      : { zh: '', en: '' };
  return {
    zh: `在 ${runs} 次扰动中 ${times} 次仍入选${more.zh}`,
    en: `it stays in ${times} of ${runs} runs with everything varied by ±10%${more.en}`
  };
}

function listEn(names: string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
