import type { WordKey } from '../words/zh.ts';

/** What the colours of the map can say. */
export const VIEWS = [
  ...(['share', 'uncovered', 'walk', 'straight', 'detour', 'score', 'areas'] as const),
  'difference'
] as const;
export type ViewId = (typeof VIEWS)[number];

/**
 * What a value is: `share` 0 to 1; `metres` of walk, Infinity where no facility is reached; `count` of people (or of what the
 * question counts); `difference` of two shares, −1 to 1, to be drawn diverging around 0; `score` 0 to `most`.
 */
export type ThemedKind = 'share' | 'metres' | 'count' | 'difference' | 'score';

/** The figures that the colours of the map are of: worked out for the chosen view, drawn by whoever makes classes and ramps. */
export interface Themed {
  id: ViewId;
  /** Key of what the figures are called in the legend. */
  words: WordKey;
  kind: ThemedKind;
  /** By unit, as in the scene; NaN: no figure. Infinity only of `metres`. */
  unitValues: Float64Array;
  /** By demand point, as in `outcome.points ?? scene.points`; null: the points keep their covered and cause colours. NaN: no figure. */
  pointValues: Float64Array | null;
  /** Inner class edges that the figures bring along (a value at an edge belongs to the class above); null: choose some. */
  fixed: number[] | null;
  /** The edges of the points, where they are other ones; null: as `fixed`. */
  pointFixed: number[] | null;
  /** The most that a `score` can be; NaN for the other kinds. */
  most: number;
  /** People (or what the question counts) of each unit: what classes may be weighed by, and totals are of. */
  weights: Float64Array;
  /** Field or group counted is missing for this view: nothing is drawn, and this says why. Null: all is well. */
  lacks: WordKey | null;
}
