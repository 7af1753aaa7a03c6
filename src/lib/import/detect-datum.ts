import type { Datum } from '../geometry/datum.ts';
import type { DatumLayer } from './datum-layer.ts';
import { DATUMS, readOwnColumns } from './own-columns.ts';
import type { Lang } from './reasons.ts';
import type { Layer, Question } from './report.ts';

/** What one kind of evidence says of a layer. */
export interface DatumEvidence {
  kind: 'own-columns';
  /** The file that it was laid beside; '' for the layer's own columns. */
  beside: string;
  /** How many of `of` samples fit, by the datum that the layer would have. */
  fits: Record<Datum, number>;
  of: number;
  /** A sentence in the language asked for. */
  sentence: string;
}

/** What was found of a layer's datum. */
export interface DatumFinding {
  file: string;
  as: Layer;
  /** The datum that fits; null where nothing tells. */
  datum: Datum | null;
  /** 0 (nothing tells) … 1 (certain). */
  confidence: number;
  /** Log-likelihood of each datum against the best (0; the others below). */
  score: Record<Datum, number>;
  evidence: DatumEvidence[];
  /** One sentence: what fits, how many of how many, and what else would. */
  sentence: string;
  /** What to ask before the layer is used (`sets: 'crs'`); null where there is nothing to ask. */
  ask: Question | null;
}

/**
 * Which of WGS84, GCJ-02 and BD-09 each layer is in, from how the layers lie to each other and from columns of coordinates beside a
 * geometry; in the order given. Pure.
 */
export function detectDatums(layers: DatumLayer[], lang: Lang = 'zh'): DatumFinding[] {
  return layers.map((layer) => {
    const own = readOwnColumns(layer, lang);
    const score = Object.fromEntries(DATUMS.map((datum) => [datum, own && own.geometry !== datum ? -10 : 0]));
    const fits = Object.fromEntries(DATUMS.map((datum) => [datum, own?.geometry === datum ? own.fits : 0]));
    return {
      file: layer.file,
      as: layer.as,
      datum: own?.geometry ?? layer.anchor,
      confidence: own ? 0.99 : layer.firm ? 1 : 0,
      score: score as Record<Datum, number>,
      evidence: own
        ? [
            {
              kind: 'own-columns',
              beside: '',
              fits: fits as Record<Datum, number>,
              of: own.of,
              sentence: own.sentence
            }
          ]
        : [],
      sentence: own?.sentence ?? '',
      ask: null
    };
  });
}
