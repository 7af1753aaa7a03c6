import type { CoverProblem } from './cover-problem.ts';
import type { Rows } from './cover-rows.ts';
import type { MipProblem } from './mip.ts';

/** A question of cover as a program: the first columns are the candidates, in order. */
export interface CoverProgram {
  program: MipProblem;
  /** Values of all columns where the candidates of a choice are open. */
  startOf: (chosen: ArrayLike<number>) => Float64Array;
  /** The candidates that are open by the columns' values, ascending. */
  chosenOf: (values: Float64Array) => number[];
}

/**
 * Maximal coverage as a least sum: −Σ wᵢ yᵢ with yᵢ ≤ Σ x of the candidates that reach item i, Σ x ≤ places; x whole, y
 * from 0 to 1 and whole by itself. Items that only one candidate reaches are counted with it and need no row.
 */
export function writeCoverProgram(problem: CoverProblem, by: Rows, places: number): CoverProgram {
  const { first, item, weight } = problem;
  const candidates = problem.candidate.length;
  const rowOf = new Int32Array(weight.length).fill(-1);
  const shared: number[] = [];
  for (let i = 0; i < weight.length; i++)
    if (by.first[i + 1] - by.first[i] > 1) rowOf[i] = shared.push(i) - 1;
  const rows = shared.length + 1;
  const columns = candidates + shared.length;
  const cost = new Float64Array(columns);
  const start = new Int32Array(columns + 1);
  const row: number[] = [];
  const value: number[] = [];
  for (let c = 0; c < candidates; c++) {
    for (let k = first[c]; k < first[c + 1]; k++) {
      const r = rowOf[item[k]];
      if (r < 0) {
        cost[c] -= weight[item[k]];
        continue;
      }
      row.push(r);
      value.push(-1);
    }
    row.push(rows - 1);
    value.push(1);
    start[c + 1] = row.length;
  }
  shared.forEach((i, r) => {
    cost[candidates + r] = -weight[i];
    row.push(r);
    value.push(1);
    start[candidates + r + 1] = row.length;
  });
  const rowUpper = new Float64Array(rows);
  rowUpper[rows - 1] = places;
  return {
    program: {
      ...{ cost, lower: new Float64Array(columns), upper: new Float64Array(columns).fill(1) },
      isWhole: Uint8Array.from(cost, (_, j) => (j < candidates ? 1 : 0)),
      ...{ rowLower: new Float64Array(rows).fill(-Infinity), rowUpper },
      ...{ first: start, row: Int32Array.from(row), value: Float64Array.from(value) }
    },
    startOf: (chosen) => {
      const values = new Float64Array(columns);
      for (let k = 0; k < chosen.length; k++) {
        const c = chosen[k];
        values[c] = 1;
        for (let at = first[c]; at < first[c + 1]; at++)
          if (rowOf[item[at]] >= 0) values[candidates + rowOf[item[at]]] = 1;
      }
      return values;
    },
    chosenOf: (values) => {
      const chosen: number[] = [];
      for (let c = 0; c < candidates; c++) if (values[c] > 0.5) chosen.push(c);
      return chosen;
    }
  };
}
