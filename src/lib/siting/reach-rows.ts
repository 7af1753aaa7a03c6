import type { ReachSets } from './cover-problem.ts';

/** The pairs within `limitM`, and nearer than `nearerM` where that is given. */
export function pairsWithin(sets: ReachSets, limitM: number, nearerM: Float64Array | null = null): ReachSets {
  const isIn = (k: number): boolean =>
    sets.metres[k] <= limitM && !(nearerM && sets.metres[k] >= nearerM[sets.point[k]]);
  const first = new Uint32Array(sets.first.length);
  for (let c = 0, count = 0; c + 1 < first.length; c++) {
    for (let k = sets.first[c]; k < sets.first[c + 1]; k++) if (isIn(k)) count++;
    first[c + 1] = count;
  }
  // No longer than what is in them: a part of a longer column is sent to a worker with the whole of it.
  const point = new Uint32Array(first[first.length - 1]);
  const metres = new Float64Array(point.length);
  for (let k = sets.first[0], end = 0; end < point.length; k++) {
    if (!isIn(k)) continue;
    point[end] = sets.point[k];
    metres[end++] = sets.metres[k];
  }
  return { first, point, metres };
}

/** The rows for which `keep` holds; the others are empty. */
export function keepRows(sets: ReachSets, keep: (row: number) => boolean): ReachSets {
  const first = new Uint32Array(sets.first.length);
  const kept: number[] = [];
  for (let r = 0; r + 1 < first.length; r++) {
    if (keep(r)) for (let k = sets.first[r]; k < sets.first[r + 1]; k++) kept.push(k);
    first[r + 1] = kept.length;
  }
  return {
    first,
    point: Uint32Array.from(kept, (k) => sets.point[k]),
    metres: Float64Array.from(kept, (k) => sets.metres[k])
  };
}

/** Rows of all parts below each other. */
export function stackRows(parts: ReachSets[]): ReachSets {
  if (parts.length === 1) return parts[0];
  const rows = parts.reduce((sum, { first }) => sum + first.length - 1, 0);
  const pairs = parts.reduce((sum, { point }) => sum + point.length, 0);
  const all = {
    first: new Uint32Array(rows + 1),
    point: new Uint32Array(pairs),
    metres: new Float64Array(pairs)
  };
  let row = 0;
  let at = 0;
  for (const { first, point, metres } of parts) {
    all.point.set(point, at);
    all.metres.set(metres, at);
    for (let r = 1; r < first.length; r++) all.first[++row] = at + first[r];
    at += point.length;
  }
  return all;
}
