import type { Database } from '../tables/database.ts';
import type { Context } from './check-layer.ts';
import { importFile } from './import-file.ts';
import type { Choices, ImportReport, Layer } from './report.ts';
import type { Tick } from './source.ts';

/** One layer of a study: its file, and what the user says of it. */
export interface StudyLayer extends Choices {
  file: string;
}

/** A file's bytes, and the files that belong to it by extension. */
export interface FileBytes {
  bytes: Uint8Array;
  beside: ReadonlyMap<string, Uint8Array>;
}

/** Boundaries first: the names in the other tables are matched to them. */
const FIRST: Layer[] = ['districts', 'subdistricts', 'communities'];

/**
 * Imports the layers of a study, boundaries first and the rest in order; the reports come back in the order given.
 * A report with questions says that its layer was not stored. `onStep` hears the layer, its number and the share read,
 * and may throw to stop. An ImportError carries the layer as `layer`.
 */
export async function importStudyLayers(
  db: Database,
  layers: StudyLayer[],
  readBytes: (file: string) => Promise<Uint8Array | FileBytes>,
  onStep?: (layer: StudyLayer, step: number, share: number) => Promise<void>,
  context: Context = {}
): Promise<ImportReport[]> {
  const rank = (layer: StudyLayer): number =>
    FIRST.includes(layer.as) ? FIRST.indexOf(layer.as) : FIRST.length;
  const order = layers
    .map((layer, i) => ({ layer, i }))
    .sort((a, b) => rank(a.layer) - rank(b.layer) || a.i - b.i);
  const reports: ImportReport[] = new Array(layers.length);
  for (const [step, { layer, i }] of order.entries()) {
    const tick: Tick = async (share) => onStep?.(layer, step, share);
    await tick(0);
    try {
      const { file, ...choices } = layer;
      const read = await readBytes(file);
      const { bytes, beside } = read instanceof Uint8Array ? { bytes: read, beside: undefined } : read;
      reports[i] = await importFile(db, file, bytes, choices, { ...context, beside }, tick);
    } catch (error) {
      if (error instanceof Error) Object.assign(error, { layer: layer.as });
      throw error;
    }
  }
  return reports;
}
