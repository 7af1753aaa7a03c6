import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgePackages, readPackages } from '../../licences.ts';
import { execute, root, runTool, type Execution } from './execute.ts';
import { countJourneys } from './playwright-results.ts';

/** Tests by outcome; each skipped one with its reason, '' when none was given. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: { name: string; reason: string }[];
}

/** What a step gives: counts where it holds tests (else it counts as one), and all that its tools printed. */
export interface Outcome {
  ok: boolean;
  output: string;
  counts?: Counts;
}

export interface Step {
  name: string;
  says: string;
  /** Needs the whole machine: runs alone. The others use one core each and run two at a time. */
  alone?: boolean;
  /** A step whose failure makes this one's answer worthless. */
  needs?: string;
  run: () => Promise<Outcome>;
}

/** Everything that `npm test` does, in order. */
export const steps: Step[] = [
  { name: 'types', says: 'svelte-check, strict TypeScript', run: checkTypes },
  {
    name: 'lint',
    says: 'ESLint',
    run: async () => judge(await runTool('eslint', ['.', ...remembering('eslint')]))
  },
  {
    name: 'format',
    says: 'Prettier',
    run: async () => judge(await runTool('prettier', ['--check', '.', ...remembering('prettier')]))
  },
  {
    name: 'unused',
    says: 'knip: unused files, exports, packages',
    run: async () => judge(await runTool('knip', []))
  },
  { name: 'licences', says: 'licences of all packages', run: async () => checkLicences() },
  { name: 'unit', says: 'Vitest', alone: true, run: runUnit },
  { name: 'build', says: 'app and command line', alone: true, run: build },
  {
    name: 'package',
    says: 'the zip for offices, built twice',
    alone: true,
    needs: 'build',
    run: async () => judge(await runTool('tsx', ['tests/packaging/build-twice.ts']))
  },
  { name: 'browser', says: 'Playwright journeys', alone: true, needs: 'build', run: runJourneys }
];

/** Files that passed with the same settings and the same bytes are not looked at again. */
function remembering(tool: string): string[] {
  return ['--cache', '--cache-strategy=content', `--cache-location=node_modules/.cache/${tool}-checked`];
}

function judge({ code, output }: Execution): Outcome {
  return { ok: code === 0, output };
}

async function checkTypes(): Promise<Outcome> {
  const sync = await runTool('@sveltejs/kit/svelte-kit', ['sync']);
  if (sync.code !== 0) return judge(sync);
  return judge(await runTool('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings']));
}

function checkLicences(): Outcome {
  const packages = readPackages();
  const problems = judgePackages(packages);
  return { ok: packages.length > 0 && problems.length === 0, output: problems.join('\n') };
}

async function build(): Promise<Outcome> {
  const outcome = judge(await execute('npm', ['run', 'build']));
  if (outcome.ok && !existsSync(join(root, 'build/app/index.html'))) {
    return { ok: false, output: `${outcome.output}\nexpected build/app/index.html, got none\n` };
  }
  return outcome;
}

function runUnit(): Promise<Outcome> {
  return withResults(async (file) => {
    const reporters = ['--reporter=default', '--reporter=./tests/run/vitest-reporter.ts'];
    const execution = await runTool('vitest', ['run', ...reporters], { YIKE_RESULTS: file });
    return tell(execution, file, (text) => JSON.parse(text) as Counts);
  });
}

/** First all journeys that measure nothing, two at a time; then, with the machine to themselves, those that do. */
async function runJourneys(): Promise<Outcome> {
  const many = await playJourneys(['--project=plain server', '--project=intranet']);
  const measured = await playJourneys(['--project=measured', '--workers=1']);
  const [a, b] = [many.counts ?? NO_COUNTS, measured.counts ?? NO_COUNTS];
  return {
    ok: many.ok && measured.ok,
    output: many.output + measured.output,
    counts: {
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: [...a.skipped, ...b.skipped]
    }
  };
}

/** A run that ended without results is one failure. */
const NO_COUNTS: Counts = { passed: 0, failed: 1, skipped: [] };

function playJourneys(which: string[]): Promise<Outcome> {
  return withResults(async (file) => {
    const args = ['test', '--config=tests/browser/playwright.config.ts', '--reporter=list,json', ...which];
    const execution = await runTool('@playwright/test/playwright', args, {
      PLAYWRIGHT_JSON_OUTPUT_FILE: file
    });
    return tell(execution, file, (text) => countJourneys(JSON.parse(text)));
  });
}

/** Joins a tool's exit code and its counts: neither a crash nor a run without tests may pass for success. */
function tell({ code, output }: Execution, file: string, count: (text: string) => Counts): Outcome {
  if (!existsSync(file))
    return { ok: false, output: `${output}\nexpected results, got none (exit code ${code})\n` };
  const counts = count(readFileSync(file, 'utf8'));
  const unexplained = counts.skipped.filter((test) => !test.reason);
  if (unexplained.length > 0) {
    output += unexplained.map((test) => `skipped without a reason: ${test.name}\n`).join('');
    counts.skipped = counts.skipped.filter((test) => test.reason);
    counts.failed += unexplained.length;
  }
  if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) {
    output += `\nexpected exit code 0 and at least one test passed, got ${code} and ${counts.passed}\n`;
    counts.failed = 1;
  }
  return { ok: counts.failed === 0, output, counts };
}

async function withResults(run: (file: string) => Promise<Outcome>): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'yike-test-'));
  try {
    return await run(join(folder, 'results.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
