import { resolve } from 'node:path';
import { readInput } from '../../src/cli/read-input.ts';
import { readStudyFile } from '../../src/cli/read-study.ts';
import { importStudyLayers } from '../../src/lib/import/study-layers.ts';
import type { Inputs } from '../../src/lib/study/inputs.ts';
import type { StudyFile } from '../../src/lib/study/study-file.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { readInputs } from '../../src/lib/tables/read.ts';

const sample = resolve(import.meta.dirname, '../../data/sample/study.json');

/** The sample town read in, and its study file. */
export async function readSample(): Promise<{ inputs: Inputs; file: StudyFile }> {
  const { file, layers } = await readStudyFile(sample);
  const db = await openNative();
  try {
    await importStudyLayers(
      db,
      layers,
      (path) => readInput(path),
      async () => {}
    );
    return { inputs: await readInputs(db, file.title), file };
  } finally {
    await db.close();
  }
}
