import type { Said } from '../dossier.ts';
import type { Facts, MeasureFacts, SitingFacts, UnitFacts } from '../facts.ts';
import { plainText } from '../facts/plain-text.ts';
import { figure } from '../figures.ts';
import { findings } from '../findings.ts';

type Counts = MeasureFacts['counts'];

/** Facts with the ways in which pages of a story say them, in the language of the report. */
export interface Teller {
  facts: Facts;
  say(zh: string, en: string): string;
  said(words: Said): string;
  /** `4,448 人`, `4,448 people`, or so many square metres. */
  amount(value: number, counts: Counts): string;
  /** What is counted, without a number: for heads of tables. */
  unitOf(counts: Counts): string;
  /** Names in a sentence. */
  join(names: string[]): string;
  /** `沿步行路网 720 m 内（15 分钟）`. */
  reach(measure: MeasureFacts): string;
  /** What a page rests on. */
  source(measure: MeasureFacts): string;
  /** The message of the report with this id (`straight/ELD-COV-15/all`); '' where it has none. */
  finding(id: string): string;
  /** `95 万元`, `¥950,000`. */
  money(value: number): string;
}

/** A teller of these facts. */
export function makeTeller(facts: Facts): Teller {
  const isChinese = facts.options.language === 'zh';
  const say = (zh: string, en: string): string => (isChinese ? zh : en);
  const said = (words: Said): string => say(words.zh, words.en);
  const unitOf = (counts: Counts): string =>
    counts === 'people'
      ? say('人', 'people')
      : counts === 'building'
        ? say('平方米建筑面积', 'm² of floor space')
        : say('平方米用地', 'm² of land');
  const reach = (measure: MeasureFacts): string => {
    const way = facts.methods.isNetwork
      ? say('沿步行路网', 'by the walking network')
      : say('按直线距离', 'in a straight line');
    const metres = figure(measure.limitM, 'metres');
    const time = Number.isFinite(measure.limitS)
      ? say(
          `（${figure(measure.limitS / 60, 'minutes')} 分钟，步速 ${figure(measure.speedMps, 'number')} m/s）`,
          ` (${figure(measure.limitS / 60, 'minutes')} minutes at ${figure(measure.speedMps, 'number')} m/s)`
        )
      : '';
    return say(`${way} ${metres} m 内${time}`, `within ${metres} m ${way}${time}`);
  };
  const messages = new Map(findings(facts).map((each) => [each.id, said(each)]));
  return {
    facts,
    finding: (id) => messages.get(id) ?? '',
    say,
    said,
    unitOf,
    reach,
    amount: (value, counts) =>
      `${figure(value, counts === 'people' ? 'people' : 'squareMetres')} ${unitOf(counts)}`,
    join: (names) =>
      isChinese
        ? names.join('、')
        : names.length < 2
          ? names.join('')
          : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`,
    source: (measure) => {
      const served = measure.categories.slice(0, 4).map(said);
      const more = measure.categories.length > served.length ? say('等', ' and others') : '';
      const by =
        served.length > 0
          ? say(`；设施：${served.join('、')}${more}`, `; served by: ${served.join(', ')}${more}`)
          : '';
      return say(
        `口径：${reach(measure)}${by}；${facts.options.date}`,
        `Counted ${reach(measure)}${by}; ${facts.options.date}`
      );
    },
    money: (value) =>
      Number.isFinite(value)
        ? say(`${figure(value / 10_000, 'number')} 万元`, `¥${figure(value, 'money')}`)
        : '—'
  };
}

/** A name for a page that is read from afar: one plain line of at most `most` characters. */
export function shortName(name: string, most = 20): string {
  const plain = plainText(name);
  const letters = [...plain];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : plain;
}

/** The measure that a siting question is about; undefined where the study has none. */
export function measureOf(facts: Facts, siting: SitingFacts): MeasureFacts | undefined {
  const same = facts.measures.filter((measure) => measure.id === siting.standard);
  return same.find((measure) => measure.groupName.zh === siting.groupName.zh) ?? same[0];
}

/** Communities of a measure whose people are known. */
export function knownCommunities(measure: MeasureFacts): UnitFacts[] {
  return measure.units.filter((unit) => unit.level === 'community' && Number.isFinite(unit.share));
}
