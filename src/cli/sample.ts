import names from '../../data/sample-names.json' with { type: 'json' };
import { makeSampleFiles } from '../lib/sample/sample-files.ts';
import type { Terminal } from './terminal.ts';
import { refuseStrangers, writeFolderWhole } from './write-whole.ts';

export interface SampleOptions {
  seed: number;
  size: 'town' | 'city';
  out: string;
}

/** Writes the made-up town or city, with its study file, into one new folder, whole or not at all. */
export async function runSample({ seed, size, out }: SampleOptions, terminal: Terminal): Promise<void> {
  await refuseStrangers(out, null);
  terminal.step({ zh: '生成示例数据（虚构）', en: 'making the sample (made up)' });
  const files = makeSampleFiles(seed, size, names);
  await writeFolderWhole(out, null, async (write) => {
    for (const [path, bytes] of files) await write(path, bytes);
  });
  terminal.endSteps();
  const sizes = [...files].map(([file, bytes]) => ({ file, bytes: bytes.length }));
  if (terminal.json) return terminal.printJson({ seed, size, folder: out, files: sizes });
  await terminal.print(sizes.map(({ file, bytes }) => `${file}\t${bytes}`).join('\n'));
}
