import type { Database } from '../tables/database.ts';
import { checkLayer, type Context } from './checks/check-layer.ts';
import { makeDatumLayer, type DatumLayer } from './places/datum-layer.ts';
import { detectDatums } from './places/detect-datum.ts';
import { FORMS } from './fields.ts';
import { ImportError } from './import-error.ts';
import { importSource } from './import-file.ts';
import { readSource } from './read-source.ts';
import type { Lang } from './reasons.ts';
import type { Choices, ImportReport, Layer, Question } from './report.ts';
import type { Source, Tick } from './source.ts';

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
 * A report with questions says that its layer was not stored; where a layer's coordinate system is not said, the layers
 * together may raise one. `onStep` hears the layer, its number and the share read, and may throw to stop. An ImportError
 * carries the layer as `layer`.
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
  const sources: (Source | null)[] = new Array(layers.length).fill(null);
  for (const [step, { layer, i }] of order.entries())
    sources[i] = await naming(layer, async () => {
      await onStep?.(layer, step, 0);
      const read = await readBytes(layer.file);
      const { bytes, beside } = read instanceof Uint8Array ? { bytes: read, beside: undefined } : read;
      return readSource(layer.file, bytes, layer, async (share) => onStep?.(layer, step, share / 2), beside);
    });
  const asks = askDatums(layers, sources, context.lang);
  const reports: ImportReport[] = new Array(layers.length);
  for (const [step, { layer, i }] of order.entries()) {
    const source = sources[i]!;
    const { file: _, ...choices } = layer;
    const tick: Tick = async (share) => onStep?.(layer, step, 0.5 + share / 2);
    const ask = asks[i];
    if (ask) {
      reports[i] = await naming(layer, async () => checkLayer(source, choices, context).report);
      reports[i].questions.unshift(ask);
    } else reports[i] = await naming(layer, () => importSource(db, source, choices, context, tick));
    // A city's streets are let go as soon as they are stored.
    sources[i] = null;
  }
  return reports;
}

async function naming<T>(layer: StudyLayer, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Error) Object.assign(error, { layer: layer.as });
    throw error;
  }
}

/** What the layers together ask of the datum of each; nothing where every system is said. */
function askDatums(layers: StudyLayer[], sources: (Source | null)[], lang?: Lang): (Question | null)[] {
  const isSaid = ({ crs }: StudyLayer): boolean => crs !== undefined && crs !== 'auto';
  const asks = new Array<Question | null>(layers.length).fill(null);
  if (layers.every((layer) => isSaid(layer) || FORMS[layer.as].shape === 'none')) return asks;
  const placed = layers.flatMap((layer, i) => {
    const datum = datumLayerOf(sources[i]!, layer);
    return datum ? { i, datum } : [];
  });
  const findings = detectDatums(
    placed.map(({ datum }) => datum),
    lang
  );
  // Where nothing tells and nothing contradicts, the warning of an unstated system has to do.
  findings.forEach(({ ask, soft }, k) => {
    if (!soft && !isSaid(layers[placed[k].i])) asks[placed[k].i] = ask;
  });
  return asks;
}

/** Null for a table without places, and for one that will be refused for another reason. */
function datumLayerOf(source: Source, layer: StudyLayer): DatumLayer | null {
  try {
    return makeDatumLayer(source, layer);
  } catch (error) {
    if (error instanceof ImportError) return null;
    throw error;
  }
}
