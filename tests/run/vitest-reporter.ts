import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { UserConsoleLog } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';
import type { Counts } from './steps.ts';

/** Writes the counts, and each skipped test with its reason, to the file that YIKE_RESULTS names. */
class CountsReporter implements Reporter {
  private said: UserConsoleLog[] = [];

  onUserConsoleLog(log: UserConsoleLog): void {
    this.said.push(log);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts: Counts = { passed: 0, failed: errors.length, skipped: [] };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') counts.passed += 1;
        else if (result.state === 'failed') counts.failed += 1;
        else {
          const name = `${relative(process.cwd(), module.moduleId)} › ${test.fullName}`;
          const reason = (result.state === 'skipped' && result.note) || this.reasonIn(module);
          counts.skipped.push({ name, reason });
        }
      }
    }
    if (process.env.YIKE_RESULTS) writeFileSync(process.env.YIKE_RESULTS, JSON.stringify(counts));
  }

  /** What the file printed about skipping, in lines that begin with `skipped:` (`skipIf` itself takes no reason). */
  private reasonIn(module: TestModule): string {
    return this.said
      .filter((log) => log.taskId?.startsWith(module.id))
      .flatMap((log) => log.content.split('\n'))
      .map((line) => /^\s*skipped:(.*)$/.exec(line)?.[1].trim() ?? '')
      .filter((reason) => reason !== '')
      .join('; ');
  }
}

export default CountsReporter;
