import { answerQuestion } from '../lib/import/propose.ts';
import type { ImportReport, Question } from '../lib/import/report.ts';
import { Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';

/** Rows shown of a long list on a terminal; `--json` has them all. */
const SHOWN = 10;

/**
 * Throws a `Failure` with every question of the report and how to answer them, where there is one: by the options of
 * `import`, or, for a layer of a study, by lines of the study file.
 */
export function failOnQuestions(
  { questions }: ImportReport,
  file: string,
  answered: 'by options' | 'in study' = 'by options'
): void {
  if (questions.length === 0) return;
  const answers = answered === 'in study' ? answersInStudy(questions) : questions.map(answerByOption);
  // In a study all answers of a kind are one line, which follows the questions.
  const lines = (language: 'zh' | 'en') =>
    answered === 'in study'
      ? [
          ...questions.map(({ message }) => `- ${message}`),
          ...answers.map((answer) => `  ${answer[language]}`)
        ]
      : questions.map(({ message }, i) => `- ${message}\n  ${answers[i][language]}`);
  throw new Failure(
    [`${file}：有要您决定的事，什么都没有存：`, ...lines('zh')].join('\n'),
    [`${file}: you have to decide, nothing was stored:`, ...lines('en')].join('\n')
  );
}

/** How a question is answered on the command line of `import`: the option to add, with the likeliest answer. */
function answerByOption(question: Question): Words {
  const [field, value] = answerOf(question);
  const said =
    typeof value === 'string'
      ? value
      : Object.entries(value)
          .map((pair) => pair.join('='))
          .join(',');
  const option = field === 'answers' ? 'answer' : field;
  return { zh: `很可能是：加上 --${option} ${said}`, en: `most likely: add --${option} ${said}` };
}

/** How they are answered in a study file: the lines to put into the layer, one a field, with the likeliest answers. */
function answersInStudy(questions: Question[]): Words[] {
  const fields = new Map<string, string | Record<string, string>>();
  for (const [field, value] of questions.map(answerOf)) {
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

/** The likeliest answer, as a field of the choices and its value. */
function answerOf(question: Question): [string, string | Record<string, string>] {
  const { sets, options } = question;
  return [sets, answerQuestion({ as: 'facilities' }, question, options[0])[sets]!];
}

/** The report for people: what was accepted, as what, and what was not. */
export function describeReport(report: ImportReport, terminal: Terminal): string {
  const t = (zh: string, en: string) => terminal.text({ zh, en });
  const { rows, accepted, repaired, rejected, crs } = report;
  const lines = [
    t(
      `${report.file}：共 ${rows} 行，收下 ${accepted}，修复 ${repaired.length} 处，拒绝 ${rejected.length}`,
      `${report.file}: ${rows} rows, ${accepted} accepted, ${repaired.length} repairs, ${rejected.length} rejected`
    ),
    t(
      `格式 ${report.format}，编码 ${report.encoding}，坐标系 ${crs.value}（${crs.why}）`,
      `format ${report.format}, encoding ${report.encoding}, coordinates ${crs.value} (${crs.why})`
    ),
    ...report.columns.map(({ from, to, why }) =>
      t(`列 ${from} → ${to}（${why}）`, `column ${from} → ${to} (${why})`)
    ),
    ...report.warnings.map(({ message }) => t(`注意：${message}`, `note: ${message}`)),
    ...shorten(repaired, terminal, ({ row, field, was, now }) =>
      t(`修复 第 ${row} 行 ${field}：${was} → ${now}`, `repaired row ${row} ${field}: ${was} → ${now}`)
    ),
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
