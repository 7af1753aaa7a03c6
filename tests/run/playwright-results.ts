import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import type { Counts } from './steps.ts';

/** Counts of a Playwright JSON report; a test that only passed on a second try counts as failed. */
export function countJourneys(report: JSONReport): Counts {
  const { stats, errors } = report;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: report.suites.flatMap((suite) => findSkipped(suite, []))
  };
}

function findSkipped(suite: JSONReportSuite, above: string[]): Counts['skipped'] {
  const trail = [...above, suite.title];
  return [
    ...(suite.suites ?? []).flatMap((inner) => findSkipped(inner, trail)),
    ...suite.specs.flatMap((spec) =>
      spec.tests
        .filter((test) => test.status === 'skipped')
        .map((test) => ({
          name: [...trail, spec.title, test.projectName].join(' › '),
          reason: test.annotations
            .map((annotation) => annotation.description)
            .filter(Boolean)
            .join(' ')
        }))
    )
  ];
}
