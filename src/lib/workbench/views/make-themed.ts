import type { Outcome, OutcomeUnit, Scene } from '../engine/scene.ts';
import type { ScoreColumns, ViewColumns } from '../engine/views.ts';
import type { Themed, ThemedKind, ViewId } from './themed.ts';

/** What a view needs beside the outcome; null where it has not been worked out. */
export interface ViewParts {
  columns: ViewColumns | null;
  score: ScoreColumns | null;
  walkBy: 'median' | 'mean';
  /** Metres of the bands of service areas, ascending; empty where none are drawn. */
  bandsM: readonly number[];
  /** The present state by the same question; absent or null: not worked out. */
  present?: Outcome | null;
}

const KINDS: Record<ViewId, ThemedKind> = {
  share: 'share',
  uncovered: 'count',
  walk: 'metres',
  straight: 'share',
  detour: 'difference',
  score: 'score',
  areas: 'metres',
  difference: 'difference'
};

/** Shares that the coverage map has always been classed by. */
const SHARE_EDGES = [0.5, 0.7, 0.85, 0.95];
/** Parts of the limit that walks are classed by. */
const WALK_PARTS = [0.25, 0.5, 0.75, 1, 1.5];

/**
 * The figure of a unit in a view; NaN: none. The score, and the mean walk, are of no single row: they are NaN here, and in the
 * columns of their own.
 */
export function unitValueOf(id: ViewId, row: OutcomeUnit): number {
  switch (id) {
    case 'share':
      return row.share;
    case 'uncovered':
      return row.total > 0 ? row.uncovered : NaN;
    case 'walk':
    case 'areas':
      return row.total > 0 ? row.medianM : NaN;
    case 'straight':
      return row.shareStraight;
    case 'detour':
      return row.share - row.shareStraight;
    case 'score':
    case 'difference':
      return NaN;
  }
}

/** What the colours of the map say in a view; null where a column that it rests on is still to come. */
export function makeThemed(id: ViewId, scene: Scene, outcome: Outcome, parts: ViewParts): Themed | null {
  const { score, columns, walkBy } = parts;
  if (id === 'score' && !score) return null;
  if (id === 'walk' && walkBy === 'mean' && !columns) return null;
  if (id === 'difference' && !parts.present) return null;
  const unitValues = new Float64Array(scene.units.length).fill(NaN);
  const weights = new Float64Array(scene.units.length).fill(NaN);
  for (const row of outcome.units) {
    weights[row.unit] = row.total;
    unitValues[row.unit] = unitValueOf(id, row);
  }
  if (id === 'difference') {
    const before = new Map(parts.present!.units.map(({ unit, share }) => [unit, share]));
    for (const { unit, share } of outcome.units) unitValues[unit] = share - (before.get(unit) ?? NaN);
  }
  if (id === 'score') unitValues.set(score!.unit);
  if (id === 'walk' && walkBy === 'mean') unitValues.set(columns!.meanM);
  return {
    id,
    words: id === 'walk' ? (walkBy === 'mean' ? 'view.walk.mean' : 'view.walk.median') : `view.${id}`,
    kind: KINDS[id],
    unitValues,
    pointValues: pointValuesOf(id, outcome, parts),
    ...edgesOf(id, outcome, parts),
    most: id === 'score' ? score!.services.length : NaN,
    weights,
    lacks: null
  };
}

function pointValuesOf(id: ViewId, outcome: Outcome, { columns, score }: ViewParts): Float64Array | null {
  const { limitM } = outcome.measure;
  if (id === 'walk' || id === 'areas') return outcome.distanceM;
  if (id === 'score') return Float64Array.from(score!.point);
  if (!columns) return null;
  if (id === 'straight') return columns.straightM.map((metres) => (metres <= limitM ? 1 : 0));
  // Whoever is near in a straight line but far on foot is the difference.
  if (id === 'detour')
    return columns.straightM.map((metres, i) => outcome.covered[i] - (metres <= limitM ? 1 : 0));
  return null;
}

function edgesOf(
  id: ViewId,
  { measure }: Outcome,
  { score, bandsM }: ViewParts
): Pick<Themed, 'fixed' | 'pointFixed'> {
  if (id === 'share' || id === 'straight') return { fixed: SHARE_EDGES, pointFixed: null };
  if (id === 'walk') return { fixed: WALK_PARTS.map((part) => part * measure.limitM), pointFixed: null };
  if (id === 'areas') return { fixed: bandsM.length > 0 ? [...bandsM] : [measure.limitM], pointFixed: null };
  if (id === 'score') {
    const most = score!.services.length;
    // Points have whole scores; means of units are classed in fifths.
    const whole = Array.from({ length: most }, (_, k) => k + 1);
    const fifths = [0.2, 0.4, 0.6, 0.8].map((part) => part * most);
    return { fixed: fifths, pointFixed: most <= 6 ? whole : fifths };
  }
  return { fixed: null, pointFixed: null };
}
