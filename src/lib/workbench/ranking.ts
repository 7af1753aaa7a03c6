import type { OutcomeUnit } from './engine/scene.ts';

/** What gaps are ranked by. */
export type RankBy = 'people' | 'personM' | 'severity';

/** How much each figure counts in the severity; the user's own, no source gives them. */
export interface Weights {
  people: number;
  personM: number;
  share: number;
  distance: number;
}

export const FIRST_WEIGHTS: Weights = { people: 1, personM: 1, share: 1, distance: 1 };

const FIGURES: { weight: keyof Weights; of: (row: OutcomeUnit) => number }[] = [
  { weight: 'people', of: (row) => row.uncovered },
  { weight: 'personM', of: (row) => row.personM },
  { weight: 'share', of: (row) => 1 - row.share },
  { weight: 'distance', of: (row) => row.p95M }
];

/**
 * Severity of each row, 0 to 100: the weighted mean of people uncovered, person-metres, share uncovered and the distance that
 * 95 % keep within, each as a part of the largest of all rows. Distances that are infinite count as the largest; NaN where a
 * row has no people, or all weights are 0.
 */
export function severityOf(rows: OutcomeUnit[], weights: Weights): number[] {
  const all = FIGURES.reduce((sum, { weight }) => sum + weights[weight], 0);
  const most = FIGURES.map(({ of }) =>
    rows.reduce((top, row) => (Number.isFinite(of(row)) ? Math.max(top, of(row)) : top), 0)
  );
  return rows.map((row) => {
    if (!(row.total > 0) || all <= 0) return NaN;
    const sum = FIGURES.reduce((total, { weight, of }, k) => {
      const part = of(row) === Infinity ? 1 : most[k] > 0 ? of(row) / most[k] : 0;
      return total + weights[weight] * part;
    }, 0);
    return (100 * sum) / all;
  });
}

/** Rows, the gravest first; those without a figure last, in the order of the units. */
export function rankRows(
  rows: OutcomeUnit[],
  by: RankBy,
  weights: Weights
): { row: OutcomeUnit; rank: number; severity: number }[] {
  const severity = severityOf(rows, weights);
  const ranked = rows.map((row, i) => ({
    row,
    severity: severity[i],
    figure: by === 'people' ? row.uncovered : by === 'personM' ? row.personM : severity[i]
  }));
  ranked.sort((a, b) => {
    const [left, right] = [a, b].map(({ figure }) => (Number.isNaN(figure) ? -Infinity : figure));
    return left === right ? a.row.rank - b.row.rank || a.row.unit - b.row.unit : right - left;
  });
  return ranked.map(({ row, severity: grave }, i) => ({ row, severity: grave, rank: i + 1 }));
}
