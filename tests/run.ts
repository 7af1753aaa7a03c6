import { availableParallelism } from 'node:os';
import { steps, type Outcome, type Step } from './run/steps.ts';

/**
 * `npm test [-- step …]`: all steps, or those named, each reported when it is done. A failure stops nothing after it
 * but what needs it. Ends with the line `N passed, N failed[, N skipped]`: tests count singly, every other step as one.
 */
const totals = { passed: 0, failed: 0, skipped: 0 };
const failed = new Set<string>();
const width = Math.max(...steps.map((step) => step.name.length));

const chosen = choose(process.argv.slice(2));
const together = chosen.filter((step) => !step.alone);
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, () => drain(together)));
await drain(chosen.filter((step) => step.alone));

const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exitCode = totals.failed > 0 ? 1 : 0;

function choose(names: string[]): Step[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(
      `expected steps of ${steps.map((step) => step.name).join(', ')}, got ${unknown.join(', ')}`
    );
    process.exit(2);
  }
  return names.length > 0 ? steps.filter((step) => names.includes(step.name)) : steps;
}

async function drain(queue: Step[]): Promise<void> {
  for (let step = queue.shift(); step; step = queue.shift()) {
    const begun = performance.now();
    const outcome = await run(step);
    report(step, outcome, (performance.now() - begun) / 1000);
  }
}

async function run(step: Step): Promise<Outcome> {
  if (step.needs && failed.has(step.needs)) return { ok: false, output: `not run: ${step.needs} failed\n` };
  try {
    return await step.run();
  } catch (error) {
    return { ok: false, output: error instanceof Error ? `${error.stack}\n` : `${error}\n` };
  }
}

function report(step: Step, { ok, output, counts }: Outcome, seconds: number): void {
  const detail = counts
    ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped.length} skipped`
    : step.says;
  console.log(`${ok ? '✓' : '✗'} ${step.name.padEnd(width)} ${seconds.toFixed(1).padStart(6)} s  ${detail}`);
  for (const test of counts?.skipped ?? []) console.log(`  skipped ${test.name}: ${test.reason}`);
  if (!ok) {
    failed.add(step.name);
    console.log(`\n─── ${step.name} ───\n${output.trim()}\n───\n`);
  }
  totals.passed += counts ? counts.passed : Number(ok);
  totals.failed += counts ? counts.failed : Number(!ok);
  totals.skipped += counts?.skipped.length ?? 0;
}
