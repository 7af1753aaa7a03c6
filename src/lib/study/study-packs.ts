import { parseJson } from '../standards/json-fault.ts';
import { parsePackFile, type Pack } from '../standards/pack-file.ts';
import type { StudyFile } from './study-file.ts';

/**
 * The study file with its own packs of rules in it: those it names by a path are read by `readText`, which throws where there is
 * none. So the study holds them wherever it goes. Throws, in Chinese and English, for one that is no JSON.
 */
export async function withPacks(
  file: StudyFile,
  readText: (path: string) => Promise<string>
): Promise<StudyFile> {
  if (!file.packs) return file;
  const packs: StudyFile['packs'] = [];
  for (const pack of file.packs)
    packs.push(typeof pack === 'string' ? readPack(pack, await readText(pack)) : pack);
  return { ...file, packs };
}

/** The content of a pack file, not yet checked. Throws, naming the file, for what is no JSON. */
function readPack(path: string, text: string): Record<string, unknown> {
  try {
    return parseJson(text) as Record<string, unknown>;
  } catch (error) {
    const [zh, en = zh] = (error instanceof Error ? error.message : String(error)).split(' · ');
    throw new Error(
      `标准包“${path}”不是有效的 JSON：${zh} · the standards pack "${path}" is not JSON: ${en}`,
      { cause: error }
    );
  }
}

/** The packs of a study file whose paths have been read. Throws what is wrong with one, in Chinese and English. */
export function packsOf({ packs = [] }: Pick<StudyFile, 'packs'>): Pack[] {
  return packs.map((pack) => {
    if (typeof pack === 'string') throw new Error(`expected a pack that was read, got the path ${pack}`);
    return parsePackFile(JSON.stringify(pack));
  });
}
