// The four documents of a study on the command line: seconds and peak memory of the whole command for each alone and for all together; beside them, in
// the same run, an empty report (reading the study and no more: one small layer), zipping what the document holds, and LibreOffice opening the document to
// print it, where it is installed. Medians of three, interleaved. Seconds hold on one machine only, ratios on any. The last line is all figures as JSON.
//   npx tsx src/cli/yike.ts sample --out town && npx tsx src/cli/yike.ts analyze town/study.json --out town-out
//   npx tsx tests/bench/report.ts town-out [--rounds 3]
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
// @ts-expect-error the bundler is a plain script that runs before anything is built
import { bundleCli } from '../../src/cli/bundle.mjs';

const study = process.argv[2];
if (!study || study.startsWith('--')) {
  console.log('expected the folder of an analysed study');
  process.exit(2);
}
const at = process.argv.indexOf('--rounds');
const rounds = at < 0 ? 3 : Number(process.argv[at + 1]);

interface Run {
  seconds: number;
  peakMb: number;
}

/** Inside the repository, so that the bundle finds the packages it leaves outside. */
const program = mkdtempSync(resolve(import.meta.dirname, '../../build/bench-'));
const folder = mkdtempSync(join(tmpdir(), 'yike-bench-'));
const runs = new Map<string, Run[]>();
try {
  await bundleCli(program);
  const all = ['docx', 'xlsx', 'pptx', 'html'];
  for (let round = 0; round < rounds; round++) {
    for (const formats of [['csv'], ...all.map((format) => [format]), all])
      note(formats.length > 1 ? 'all four' : formats[0], report(formats));
    note('zipping the document', zipAgain());
    const opened = openInOffice();
    if (opened) note('LibreOffice opens and prints the document', opened);
  }
  const figures = Array.from(runs, ([what, each]) => ({
    ...{ what, seconds: Number(median(each.map(({ seconds }) => seconds)).toFixed(2)) },
    peakMb: Math.round(Math.max(...each.map(({ peakMb }) => peakMb)))
  }));
  for (const { what, seconds, peakMb } of figures)
    console.log(`${what.padEnd(44)} ${seconds.toFixed(2)} s${peakMb > 0 ? `, peak ${peakMb} MB` : ''}`);
  console.log(JSON.stringify(figures));
} finally {
  for (const made of [program, folder]) rmSync(made, { recursive: true, force: true });
}

function note(what: string, run: Run): void {
  runs.set(what, [...(runs.get(what) ?? []), run]);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function report(formats: string[]): Run {
  const script = `
    process.on('exit', () => console.error('peak ' + process.resourceUsage().maxRSS));
    process.argv.splice(1, 1);
    await import(${JSON.stringify(pathToFileURL(join(program, 'yike.mjs')).href)});`;
  const out = join(folder, formats.join('-'));
  const words = ['report', study, '--format', formats.join(), '--out', out, '--date', '2026-11-22', '--json'];
  const args = ['--input-type=module', '-e', script, 'x', 'yike', ...words];
  const began = performance.now();
  // A process that this one starts begins with the peak of this one; one that a shell starts does not.
  const shell = ['-c', '"$0" "$@"; exit $?', process.execPath, ...args];
  const { status, stderr } = spawnSync('sh', shell, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`expected exit 0, got ${status}: ${stderr}`);
  const seconds = (performance.now() - began) / 1000;
  return { seconds, peakMb: Number(/peak (\d+)/.exec(stderr)![1]) / 1024 };
}

/** The parts of the document packed once more as they are: what no writer of such a file can do without. */
function zipAgain(): Run {
  const parts = unzipSync(readFileSync(join(folder, 'docx/report.docx')));
  const began = performance.now();
  const zipped = zipSync(parts);
  if (zipped.length === 0) throw new Error('expected a file, got nothing');
  return { seconds: (performance.now() - began) / 1000, peakMb: 0 };
}

function openInOffice(): Run | null {
  const args = [
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
    ...['--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'docx/report.docx')]
  ];
  const began = performance.now();
  try {
    execFileSync('soffice', args, { stdio: 'ignore' });
  } catch {
    console.info('skipped: soffice is not installed');
    return null;
  }
  return { seconds: (performance.now() - began) / 1000, peakMb: 0 };
}
