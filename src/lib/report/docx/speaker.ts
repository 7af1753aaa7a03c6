import type { Said } from '../dossier.ts';
import type { Facts, MeasureFacts } from '../facts.ts';
import { countedIn } from '../words.ts';

/** The facts with the tongue in which they are told. */
export interface Speaker {
  facts: Facts;
  isChinese: boolean;
  say(zh: string, en: string): string;
  /** The name in the language of the report. */
  name(said: Said): string;
  /** Names in a row: 甲、乙 or `a, b`. */
  list(names: string[]): string;
  /** 人 or 平方米, with the space that it wants before it. */
  unit(counts: MeasureFacts['counts']): string;
}

/** What tells the facts in the language of the report. */
export function createSpeaker(facts: Facts): Speaker {
  const isChinese = facts.options.language === 'zh';
  const name = ({ zh, en }: Said) => (isChinese ? zh : en);
  return {
    facts,
    isChinese,
    say: (zh, en) => (isChinese ? zh : en),
    name,
    list: (names) => names.join(isChinese ? '、' : ', '),
    unit: (counts) => name(countedIn(counts))
  };
}

/** One measure for each question: that of a rule's own group, which comes first. */
export function mainMeasures({ measures }: Facts): MeasureFacts[] {
  const seen = new Set<string>();
  return measures.filter(({ id, total }) => {
    if (seen.has(id) || Number.isNaN(total)) return false;
    seen.add(id);
    return true;
  });
}

/** `城市社区一刻钟居家养老服务圈（老年人（60+））` without brackets in brackets. */
export function measureName({ isChinese, name }: Speaker, { title, groupName }: MeasureFacts): string {
  return isChinese ? `${name(title)}·${name(groupName)}` : `${name(title)}, ${name(groupName)}`;
}
