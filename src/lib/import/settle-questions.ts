import type { Lang } from './reasons.ts';
import type { ImportReport } from './report.ts';

/**
 * The report with the questions that may wait made warnings that say what was taken for the answer; the others stay, and
 * keep the layer from being stored.
 */
export function settleQuestions(report: ImportReport, lang: Lang = 'zh'): ImportReport {
  const waiting = report.questions.filter(({ mayWait }) => mayWait);
  if (waiting.length === 0) return report;
  const warnings = waiting.map(({ code, message, options, labels }) => {
    const taken = labels?.[0] ?? options[0];
    return {
      code,
      message:
        lang === 'zh'
          ? `${message}没有回答，按“${taken}”处理`
          : `${message} Not answered; taken as “${taken}”`
    };
  });
  return {
    ...report,
    warnings: [...report.warnings, ...warnings],
    questions: report.questions.filter(({ mayWait }) => !mayWait)
  };
}
