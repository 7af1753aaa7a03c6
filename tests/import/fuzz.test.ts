import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { judge } from './fuzz/judge.ts';
import { makeSamples } from './fuzz/made.ts';
import { mutate } from './fuzz/mutate.ts';
import { samplesIn } from './fuzz/samples.ts';

/** Variants of each file; `npm run fuzz` tries more. */
const VARIANTS = 200;
/** One of so many is told in English, too; the command asks for both of each. */
const IN_ENGLISH = 8;
const root = resolve(import.meta.dirname, '../..');
const shared = resolve(root, '../shared/data');
if (!existsSync(shared))
  console.info('not fuzzed: the real files of ../shared/data, which is absent; those made here are');

const samples = [
  ...(await samplesIn(`${root}/data/sample`)),
  ...(await makeSamples()),
  ...(await samplesIn(shared))
];

test.each(samples.map((sample) => [sample.name, sample] as const))(
  '%s, changed by chance: refused with place and remedy, asked about, or every row accounted for',
  async (_, sample) => {
    const faults: string[] = [];
    for (let seed = 0; seed < VARIANTS; seed++) {
      const variant = mutate(sample.name, sample.bytes, sample.beside, seed);
      const { fault } = await judge(sample, variant, seed % IN_ENGLISH === 0);
      if (fault) faults.push(`variant ${seed} (${variant.done}): ${fault}`);
    }
    expect(faults.slice(0, 5)).toEqual([]);
  },
  // Hangs are found by the command, whose reader is a process of its own; this only ends the run.
  300_000
);
