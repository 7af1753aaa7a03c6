import type { Facts, MeasureFacts } from '../facts.ts';
import { figure } from '../figures.ts';
import { profileWords } from '../words.ts';
import { dayText, word } from './sheet-words.ts';
import { plainText } from '../facts/plain-text.ts';

/** What stands below the frame to the left: the sources with the beginning of their hashes, the study with all that its figures depend on, and the coordinates. */
export function notesOf(
  facts: Facts,
  measure: MeasureFacts
): { source: string; study: string; coordinates: string } {
  const { language } = facts.options;
  const zh = language === 'zh';
  const between = zh ? '；' : '; ';
  const files = facts.inputs.map(
    ({ file, sha256 }) => `${plainText(file)}${sha256 ? ` ${sha256.slice(0, 8)}` : ''}`
  );
  const named = zh
    ? '资料来源（文件及其 SHA-256 前 8 位）：'
    : 'Sources (files, first 8 digits of their SHA-256): ';
  const scenarioName = plainText(facts.scenario.name);
  const edits = figure(facts.scenario.edits, 'count');
  const scenario =
    facts.scenario.edits === 0 && scenarioName === ''
      ? zh
        ? '无方案（现状）'
        : 'no scenario (today)'
      : zh
        ? `方案“${scenarioName}”（${edits} 处改动）`
        : `scenario "${scenarioName}" (${edits} edits)`;
  const profiles = facts.profiles.map((profile) => profileWords(profile)[language]).join(zh ? '、' : ', ');
  const speed = figure(measure.speedMps, 'number');
  const parts = zh
    ? [
        `研究“${plainText(facts.title)}”`,
        scenario,
        `标准 ${measure.id}（启用：${profiles}）`,
        facts.methods.isNetwork
          ? `沿路网步行 ${speed} 米/秒、${figure(measure.limitM, 'metres')} 米`
          : `直线 ${figure(measure.limitM, 'metres')} 米`,
        `人口${measure.population.zh}`,
        `一刻圈 ${facts.options.version}`
      ]
    : [
        `Study "${plainText(facts.title)}"`,
        scenario,
        `standard ${measure.id} (in force: ${profiles})`,
        facts.methods.isNetwork
          ? `walking ${speed} m/s along the network, ${figure(measure.limitM, 'metres')} m`
          : `straight line ${figure(measure.limitM, 'metres')} m`,
        `people ${measure.population.en}`,
        `Yike ${facts.options.version}`
      ];
  return {
    source: `${named}${files.length > 0 ? files.join(', ') : zh ? '无' : 'none'}`,
    study: parts.join(between),
    coordinates: zh
      ? '坐标：WGS 84（EPSG:4326），图面投影为以研究区中心为切点的局部平面，上为正北。行政界线按所给资料绘制，不作划界依据；不绘国界。'
      : 'Coordinates: WGS 84 (EPSG:4326), drawn on a local plane that touches the middle of the study, north up. Boundaries as in the data given, no evidence of where they run; no national boundary is drawn.'
  };
}

/** What stands below the frame to the right: who, when, and the approval number where there is one. A maker that is not given is a line to write upon. */
export function imprintOf({ options }: Facts): string[] {
  const { language } = options;
  const colon = language === 'zh' ? '：' : ': ';
  const author = plainText(options.author) || '＿＿＿＿＿＿＿＿';
  const number = plainText(options.mapNumber);
  return [
    `${word('author', language)}${colon}${author}`,
    `${word('date', language)}${colon}${dayText(options.date, language)}`,
    ...(number === '' ? [] : [`${word('mapNumber', language)}${colon}${number}`])
  ];
}
