import type { Facts, MeasureFacts, UnitFacts } from '../facts.ts';
import type { ReportOptions, Said } from '../dossier.ts';
import { figure } from '../figures.ts';
import type { SheetKind } from './sheet-choice.ts';

type Language = ReportOptions['language'];

const WORDS = {
  stamp: { zh: '内部资料 不得公开', en: 'Internal: not for release' },
  index: { zh: '图幅索引', en: 'Index of sheets' },
  indexTable: { zh: '图幅目录', en: 'List of sheets' },
  before: { zh: '现状', en: 'Present state' },
  base: { zh: '方案前', en: 'Before the scenario' },
  scenario: { zh: '方案后', en: 'With the scenario' },
  after: { zh: '建议实施后', en: 'After the proposals' },
  share: { zh: '覆盖率', en: 'Covered' },
  covered: { zh: '已覆盖', en: 'Within reach' },
  uncovered: { zh: '未覆盖', en: 'Out of reach' },
  straight: { zh: '覆盖率（按直线距离）', en: 'Covered by straight line' },
  median: { zh: '步行距离中位数', en: 'Median walk' },
  medianStraight: { zh: '直线距离中位数', en: 'Median distance' },
  rank: { zh: '缺口位次', en: 'Rank by need' },
  communities: { zh: '社区（村）', en: 'Communities' },
  facilities: { zh: '计入的设施', en: 'Facilities that count' },
  unknown: { zh: '人口不详的社区', en: 'Communities without figures' },
  ofWhich: { zh: '其中', en: 'of which' },
  worst: { zh: '未覆盖较多的社区', en: 'Communities with most out of reach' },
  nearest: { zh: '最近的设施（距区域中部，直线）', en: 'Nearest facilities (straight line from the middle)' },
  sites: { zh: '建议点', en: 'Proposed sites' },
  noGap: { zh: '无未覆盖人口', en: 'Nobody is out of reach' },
  noFacility: { zh: '无此类设施', en: 'No facility of this kind' },
  legend: { zh: '图例', en: 'Legend' },
  scale: { zh: '比例尺', en: 'Scale' },
  author: { zh: '编制单位', en: 'Prepared by' },
  date: { zh: '编制日期', en: 'Date' },
  mapNumber: { zh: '审图号', en: 'Map approval no.' },
  sheet: { zh: '图幅', en: 'Sheet' },
  noSiting: { zh: '没有选址结果', en: 'there is no siting answer' },
  noPair: {
    zh: '既无方案也无选址结果，无从对比',
    en: 'there is neither a scenario nor a siting answer to compare'
  }
} satisfies Record<string, Said>;

/** A word of the sheets. */
export function word(name: keyof typeof WORDS, language: Language): string {
  return WORDS[name][language];
}

/** What a sheet of a kind shows, behind the name of its area. */
export function kindName(kind: SheetKind, isNetwork: boolean, language: Language): string {
  const zh = isNetwork ? '步行' : '直线距离';
  const en = isNetwork ? 'walking' : 'straight-line';
  const names: Record<SheetKind, Said> = {
    share: { zh: `${zh}覆盖率图`, en: `${en} coverage` },
    uncovered: { zh: '未覆盖人口图', en: 'people out of reach' },
    facilities: { zh: '设施分布图', en: 'facilities' },
    sites: { zh: '选址建议图', en: 'proposed sites' },
    pair: { zh: `${zh}覆盖率对比图`, en: `${en} coverage compared` }
  };
  return names[kind][language];
}

/** Area and kind as a title. */
export function sheetTitle(area: string, kind: string, language: Language): string {
  // A dot where the name ends in a mark or a Latin letter: `Town（sample）步行…` reads as one word.
  if (language === 'en') return `${area}: ${kind}`;
  return /[\p{Script=Han}]$/u.test(area) ? `${area}${kind}` : `${area}·${kind}`;
}

/** What is counted, for whom and within what limit; `upper` is the unit above the sheet's. */
export function sheetSubtitle(measure: MeasureFacts, upper: string, facts: Facts): string {
  const { language } = facts.options;
  const zh = language === 'zh';
  const minutes = measure.limitS > 0 ? figure(measure.limitS / 60, 'minutes') : '';
  const way = facts.methods.isNetwork ? (zh ? '步行' : 'walk') : zh ? '直线' : 'straight line';
  const metres = figure(measure.limitM, 'metres');
  const limit = zh
    ? `${way} ${metres} 米${minutes && `（${minutes} 分钟）`}以内`
    : `within ${metres} m ${way}${minutes && ` (${minutes} min)`}`;
  return [upper, measure.title[language], measure.groupName[language], limit]
    .filter((part) => part !== '')
    .join(zh ? '｜' : ' | ');
}

/** A number of what a measure counts, with its unit. */
export function amount(value: number, { counts }: MeasureFacts, language: Language): string {
  if (counts !== 'people') return `${figure(value, 'squareMetres')} ${language === 'zh' ? '平方米' : 'm²'}`;
  return language === 'zh' ? `${figure(value, 'people')} 人` : figure(value, 'people');
}

/** Name of a state of things: without the scenario, as studied, with all that is proposed. */
export function stateName(state: 'base' | 'now' | 'after', facts: Facts): string {
  const { language } = facts.options;
  if (state !== 'now') return word(state, language);
  return word(facts.scenario.edits > 0 ? 'scenario' : 'before', language);
}

/** `覆盖率（现状）`. */
export function shareWords(state: 'base' | 'now' | 'after', facts: Facts): string {
  const { language } = facts.options;
  const name = stateName(state, facts);
  return language === 'zh' ? `${word('share', language)}（${name}）` : `${word('share', language)}: ${name}`;
}

/** `第 3 位（共 12 个）`. */
export function placeAmong(unit: UnitFacts, of: number, language: Language): string {
  const [rank, count] = [figure(unit.rank, 'count'), figure(of, 'count')];
  return language === 'zh' ? `第 ${rank} 位（共 ${count} 个）` : `${rank} of ${count}`;
}

/** Day of the report as the language writes it; a date that is none as it stands. */
export function dayText(date: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  return language === 'zh' && year ? `${year}年${Number(month)}月${Number(day)}日` : date;
}
