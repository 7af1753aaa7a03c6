import { answerQuestion } from '../lib/import/answer-question.ts';
import { reason, SENTENCES, type ReasonCode } from '../lib/import/reasons.ts';
import type { ImportReport, Layer, Question } from '../lib/import/report.ts';
import { Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';

/** Rows shown of a long list on a terminal; `--json` has them all. */
const SHOWN = 10;

/**
 * Throws a `Failure` with every question and how to answer them, where there is one: by the options of `import`, for a
 * layer of a study by lines of the study file, or for a command that has no such options by importing the file first.
 */
export function failOnQuestions(
  { questions }: Pick<ImportReport, 'questions'>,
  file: string,
  answered: 'by options' | 'in study' | { importedAs: Layer } = 'by options'
): void {
  if (questions.length === 0) return;
  const lines = (language: 'zh' | 'en'): string[] => {
    if (answered === 'by options')
      return questions.flatMap((question) => [
        `- ${question.message}`,
        ...answersByOption(question).map((answer) => `  ${answer[language]}`)
      ]);
    // Otherwise all answers together follow the questions.
    const answers =
      answered === 'in study'
        ? answersInStudy(questions)
        : [importFirst(questions, file, answered.importedAs)];
    return [
      ...questions.map(({ message }) => `- ${message}`),
      ...answers.map((answer) => `  ${answer[language]}`)
    ];
  };
  throw new Failure(
    [`${file}：有要您决定的事，什么都没有存：`, ...lines('zh')].join('\n'),
    [`${file}: you have to decide, nothing was stored:`, ...lines('en')].join('\n')
  );
}

/** Answers shown beside the likeliest. */
const OTHERS = 5;

/** How a question is answered on the command line of `import`: the option to add with the likeliest answer, and the others. */
function answersByOption(question: Question): Words[] {
  const { options, labels } = question;
  const said = (at: number): Words => {
    const option = optionOf(question, options[at]);
    const label = labels?.[at];
    return label === undefined || option.includes(label)
      ? { zh: option, en: option }
      : { zh: `${option}（${label}）`, en: `${option} (${label})` };
  };
  const likely = said(0);
  const others = options.slice(1, 1 + OTHERS).map((_, i) => said(i + 1));
  const more = options.length - 1 - others.length;
  const lines = [
    { zh: `很可能是：加上 ${likely.zh}`, en: `most likely: add ${likely.en}` },
    ...others.map(({ zh, en }) => ({ zh: `也可以是：${zh}`, en: `or: ${en}` }))
  ];
  if (more > 0)
    lines.push({ zh: `…… 另有 ${more} 种，用 --json 看全部`, en: `… ${more} more, --json shows all` });
  return lines;
}

/** An answer as an option of `import`, as a shell takes it. */
function optionOf(question: Question, answer: string): string {
  const [field, value] = answerOf(question, answer);
  const said =
    typeof value === 'string'
      ? value
      : Object.entries(value)
          .map((pair) => pair.join('='))
          .join(',');
  return `--${field === 'answers' ? 'answer' : field} ${quoteWord(said)}`;
}

/** A word of a command line: in quotes where a shell would take it for something else. */
const quoteWord = (word: string): string =>
  /^[\w.,:=/@%+\-\u0080-\uffff]+$/.test(word) ? word : `"${word.replace(/["\\$`]/g, '\\$&')}"`;

/** The import that settles the questions, and what it writes for the command at hand. */
function importFirst(questions: Question[], file: string, as: Layer): Words {
  const options = questions.map((question) => optionOf(question, question.options[0])).join(' ');
  const out = as === 'roads' ? 'roads.geojson' : 'points.csv';
  const command = `yike import ${quoteWord(file)} --as ${as} ${options} --out ${out}`;
  return {
    zh: `请先导入再用 ${out}；很可能是（请核对）：${command}`,
    en: `import it first, then use ${out}; most likely (check it): ${command}`
  };
}

/** How they are answered in a study file: the lines to put into the layer, one a field, with the likeliest answers. */
function answersInStudy(questions: Question[]): Words[] {
  const fields = new Map<string, string | Record<string, string>>();
  for (const [field, value] of questions.map((question) => answerOf(question, question.options[0]))) {
    const before = fields.get(field);
    fields.set(
      field,
      typeof before === 'object' && typeof value === 'object' ? { ...before, ...value } : value
    );
  }
  return [...fields].map(([field, value]) => {
    const line = `${JSON.stringify(field)}: ${JSON.stringify(value)}`;
    return {
      zh: `很可能是（请核对）：在研究文件的这个图层里写上 ${line}`,
      en: `most likely (check it): put into this layer of the study file ${line}`
    };
  });
}

/** An answer, as a field of the choices and its value. */
function answerOf(question: Question, answer: string): [string, string | Record<string, string>] {
  const { sets } = question;
  return [sets, answerQuestion({ as: 'facilities' }, question, answer)[sets]!];
}

/** The report for people: what was accepted, as what, and what was not. */
export function describeReport(report: ImportReport, terminal: Terminal): string {
  const t = (zh: string, en: string) => terminal.text({ zh, en });
  const { rows, accepted, repaired, rejected, crs } = report;
  // A shapefile without its .dbf has no text, a table no places.
  const encoding = report.encoding === '' ? [] : [report.encoding];
  const placesZh = crs.value === '' ? crs.why : `坐标系 ${crs.value}（${crs.why}）`;
  const placesEn = crs.value === '' ? crs.why : `coordinates ${crs.value} (${crs.why})`;
  const lines = [
    t(
      `${report.file}：共 ${rows} 行，收下 ${accepted}，修复 ${repaired.length} 处，拒绝 ${rejected.length}`,
      `${report.file}: ${rows} rows, ${accepted} accepted, ${repaired.length} repairs, ${rejected.length} rejected`
    ),
    t(
      [`格式 ${report.format}`, ...encoding.map((name) => `编码 ${name}`), placesZh].join('，'),
      [`format ${report.format}`, ...encoding.map((name) => `encoding ${name}`), placesEn].join(', ')
    ),
    ...report.columns.map(({ from, to, why }) =>
      t(`列 ${from} → ${to}（${why}）`, `column ${from} → ${to} (${why})`)
    ),
    ...report.warnings.map(({ message }) => t(`注意：${message}`, `note: ${message}`)),
    ...shorten(repaired, terminal, ({ row, field, code, was, now }) => {
      const why = code in SENTENCES ? reason(code as ReasonCode, {}, terminal.language) : code;
      return t(
        `修复 第 ${row} 行 ${field}：${was} → ${now}（${why}）`,
        `repaired row ${row} ${field}: ${was} → ${now} (${why})`
      );
    }),
    ...shorten(rejected, terminal, ({ reason }) => t(`拒绝 ${reason}`, `rejected ${reason}`))
  ];
  return lines.join('\n');
}

function shorten<T>(list: T[], terminal: Terminal, describe: (item: T) => string): string[] {
  const lines = list.slice(0, SHOWN).map(describe);
  const more = list.length - lines.length;
  if (more > 0)
    lines.push(
      terminal.text({ zh: `…… 另有 ${more} 条，用 --json 看全部`, en: `… ${more} more, --json shows all` })
    );
  return lines;
}
