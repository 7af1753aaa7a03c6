import { isPackOfOurs, profileWords } from '../../report/words.ts';
import { categoryByCode, populationGroupByCode } from '../../standards/taxonomy.ts';
import type { Standard, UnitLevel } from '../../standards/standard.ts';
import { currentLanguage, named, say } from '../words/words.svelte.ts';
import { thresholds } from '../words/figures.ts';
import { unitWord } from '../../standards/unit-words.ts';
import type { WordKey } from '../words/zh.ts';

/** Name of a pack of rules; a pack of the user's own goes by the name it has. */
export function packName(profile: string): string {
  const { zh, en } = profileWords(profile);
  return named(zh, en);
}

/** True for a rule that comes with no pack of the program: written by the user, or of a pack of theirs. */
export function isUsersOwn(profile: string): boolean {
  return profile === 'own' || !isPackOfOurs(profile);
}

const THEMES: [prefix: string, zh: string, en: string][] = [
  ['LC', '生活圈', 'Living circle'],
  ['ELD', '养老', 'Older people'],
  ['HLT', '卫生健康', 'Health'],
  ['CHD', '儿童', 'Children'],
  ['EDU', '教育', 'Education'],
  ['DIS', '残疾人', 'Disabled people'],
  ['FAC', '综合服务设施', 'Community service facilities'],
  ['COM', '便民商业', 'Commerce'],
  ['FIT', '文体', 'Sport and culture'],
  ['SAF', '平安与应急', 'Safety'],
  ['STF', '人员', 'Staff'],
  ['ORG', '社会组织', 'Organisations'],
  ['GRD', '网格', 'Grids'],
  ['DIG', '数字化', 'Digital'],
  ['PTY', '党建', 'Party building'],
  ['FUND', '经费', 'Funding'],
  ['RULE', '口径', 'Method'],
  ['SIT', '选址', 'Siting'],
  ['LED', '台账', 'Ledger']
];

/** What a rule is about, by the beginning of its id; '' for rules of the user's own. */
export function themeOf(id: string): string {
  const prefix = id.split('-')[0];
  return THEMES.some(([each]) => each === prefix) ? prefix : '';
}

export function themeName(theme: string): string {
  const found = THEMES.find(([prefix]) => prefix === theme);
  return found ? named(found[1], found[2]) : say('rules.own');
}

/** What a rule asks for, as `不低于 30 ㎡/百户`; that it only reports where it gives no figure. */
export function askedOf({ comparator, threshold, unit }: Standard): string {
  const word = unitWord(unit, currentLanguage());
  if (threshold === null || comparator === 'report') return say('rules.reportOnly', { unit: word });
  return `${say(`compare.${comparator}` as WordKey)} ${thresholds(threshold)} ${word}`;
}

export function levelName(level: UnitLevel): string {
  return say(`level.${level}`);
}

export function groupNameOf(code: string | undefined): string {
  const group = populationGroupByCode(code ?? 'all');
  return group ? named(group.zh, group.en) : (code ?? '');
}

export function categoryNames(codes: string[]): string {
  return codes
    .map((code) => {
      const category = categoryByCode(code);
      return category ? named(category.zh, category.en) : code;
    })
    .join(named('、', ', '));
}
