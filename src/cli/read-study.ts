import { dirname, resolve } from 'node:path';
import type { StudyLayer } from '../lib/import/study-layers.ts';
import { LAYERS, type Layer } from '../lib/import/report.ts';
import { parseStudyFile, type StudyFile, StudyFileError } from '../lib/study/study-file.ts';
import { packsOf, withPacks } from '../lib/study/study-packs.ts';
import { Failure, sayBoth } from './failure.ts';
import { readText } from './read-files.ts';

/** Reads a study file; its layers have absolute paths. Throws with the file, the field and its place. */
export async function readStudyFile(path: string): Promise<{ file: StudyFile; layers: StudyLayer[] }> {
  const text = await readText(path);
  let file: StudyFile;
  try {
    file = parseStudyFile(text);
  } catch (error) {
    if (error instanceof StudyFileError) throw new Failure(`${path}：${error.zh}`, `${path}: ${error.en}`);
    throw error;
  }
  const folder = dirname(resolve(path));
  const refuse = (i: number, field: string, zh: string, en: string) =>
    new Failure(`${path}：layers[${i}].${field}：${zh}`, `${path}: layers[${i}].${field}: ${en}`);
  const layers = file.layers.map((layer, i): StudyLayer => {
    if (!(LAYERS as readonly string[]).includes(layer.as))
      throw refuse(
        i,
        'as',
        `没有图层“${layer.as}”，可选：${LAYERS.join('、')}`,
        `there is no layer "${layer.as}"; there are ${LAYERS.join(', ')}`
      );
    if (file.layers.findIndex((other) => other.as === layer.as) < i)
      throw refuse(
        i,
        'as',
        `图层“${layer.as}”已经有了，每种图层只能有一个文件`,
        `the layer "${layer.as}" is there already; each layer has one file`
      );
    return {
      ...layer,
      as: layer.as as Layer,
      file: resolve(folder, layer.file)
    };
  });
  return { file: await readPacks(file, folder), layers };
}

/** The study's own packs of rules, read from their files. */
async function readPacks(file: StudyFile, folder: string): Promise<StudyFile> {
  try {
    const full = await withPacks(file, (path) => readText(resolve(folder, path)));
    packsOf(full);
    return full;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw sayBoth(error);
  }
}
