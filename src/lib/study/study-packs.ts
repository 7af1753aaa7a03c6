import { parsePackFile, type Pack } from '../standards/pack-file.ts';
import type { StudyFile } from './study-file.ts';

/**
 * The study file with its own packs of rules in it: those it names by a path are read by `readText`, which throws where there is
 * none. So the study holds them wherever it goes.
 */
export async function withPacks(
  file: StudyFile,
  readText: (path: string) => Promise<string>
): Promise<StudyFile> {
  if (!file.packs) return file;
  const packs: StudyFile['packs'] = [];
  for (const pack of file.packs)
    packs.push(
      typeof pack === 'string' ? (JSON.parse(await readText(pack)) as Record<string, unknown>) : pack
    );
  return { ...file, packs };
}

/** The packs of a study file whose paths have been read. Throws what is wrong with one, in Chinese and English. */
export function packsOf({ packs = [] }: Pick<StudyFile, 'packs'>): Pack[] {
  return packs.map((pack) => {
    if (typeof pack === 'string') throw new Error(`expected a pack that was read, got the path ${pack}`);
    return parsePackFile(JSON.stringify(pack));
  });
}
