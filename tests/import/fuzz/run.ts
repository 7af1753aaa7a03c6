import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { judge, type Sample, type Verdict } from './judge.ts';
import { makeSamples } from './made.ts';
import { mutate, type Variant } from './mutate.ts';
import { samplesIn } from './samples.ts';

/**
 * `npm run fuzz [-- variants [first seed]]`: so many variants in all (20,000 unless said), spread evenly over the files
 * of data/sample, of ../shared/data where it is there, and some made in code. A process of its own reads them, so that
 * one that hangs or takes the process down is found, named and stepped over. Ends with 1 where anything was found.
 */
const HANG_MS = 10_000;
const root = resolve(import.meta.dirname, '../../..');

async function allSamples(): Promise<Sample[]> {
  const own = await samplesIn(`${root}/data/sample`);
  return [...own, ...(await makeSamples()), ...(await samplesIn(resolve(root, '../shared/data')))];
}

const variantOf = ({ name, bytes, beside }: Sample, seed: number): Variant =>
  mutate(name, bytes, beside, seed);

interface Job {
  sample: number;
  seed: number;
}

if (process.send) {
  const samples = await allSamples();
  process.on('message', async ({ sample, seed }: Job) => {
    process.send!(await judge(samples[sample], variantOf(samples[sample], seed), true));
  });
  process.send('ready');
} else {
  const samples = await allSamples();
  const wanted = Number(process.argv[2] ?? 20_000);
  const from = Number(process.argv[3] ?? 1000);
  const each = Math.ceil(wanted / samples.length);
  const counts = { refused: 0, asked: 0, taken: 0, faults: 0 };
  let reader = await startReader();
  const begun = performance.now();
  let slowest = { ms: 0, what: '' };
  for (const [sample, original] of samples.entries()) {
    const { name } = original;
    const before = counts.faults;
    for (let seed = from; seed < from + each; seed++) {
      const since = performance.now();
      const verdict = await reader.judge({ sample, seed });
      const ms = performance.now() - since;
      if (ms > slowest.ms) slowest = { ms, what: `${name}, variant ${seed}` };
      if (verdict === 'hang' || verdict === 'crash') {
        counts.faults++;
        console.log(`${name} variant ${seed} (${variantOf(original, seed).done}): ${verdict}`);
        reader.stop();
        reader = await startReader();
        continue;
      }
      counts[verdict.outcome]++;
      if (!verdict.fault) continue;
      counts.faults++;
      if (counts.faults - before <= 5)
        console.log(`${name} variant ${seed} (${variantOf(original, seed).done}): ${verdict.fault}`);
    }
  }
  reader.stop();
  const { refused, asked, taken, faults } = counts;
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`slowest: ${Math.round(slowest.ms)} ms, ${slowest.what}`);
  console.log(
    `${samples.length} files, ${refused + asked + taken} variants in ${seconds} s: ${refused} refused, ${asked} asked about, ${taken} taken, ${faults} faults`
  );
  process.exitCode = faults > 0 ? 1 : 0;
}

async function startReader() {
  const child = fork(import.meta.filename, [], { execArgv: ['--import', 'tsx'] });
  const next = (limit: number) =>
    new Promise<unknown>((done) => {
      const timer = limit ? setTimeout(() => settle('hang'), limit) : undefined;
      const settle = (message: unknown): void => {
        clearTimeout(timer);
        child.off('message', settle).off('exit', crashed);
        done(message);
      };
      const crashed = (): void => settle('crash');
      child.on('message', settle).on('exit', crashed);
    });
  await next(0);
  return {
    judge: (job: Job) => {
      child.send(job);
      return next(HANG_MS) as Promise<Verdict | 'hang' | 'crash'>;
    },
    stop: () => void child.kill('SIGKILL')
  };
}
