/**
 * A linear program of which some columns are whole numbers: the least Σ cost × value with each column between `lower` and
 * `upper` and each row's sum between `rowLower` and `rowUpper` (±Infinity: open). Column j has the entries
 * `row[first[j]] … row[first[j + 1] - 1]` with their `value`s.
 */
export interface MipProblem {
  cost: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** 1 where the column is a whole number. */
  isWhole: Uint8Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  first: Int32Array;
  row: Int32Array;
  value: Float64Array;
}

/** How a program is solved. */
export interface MipSettings {
  /** Values of all columns to begin with: without a start a solver can do far worse than greedy. */
  start?: Float64Array;
  seconds: number;
  /** Relative gap at which it may stop; 0 (the default) where "proven" is said. */
  gap?: number;
  /** Hears of each better answer, and of the bound at that time. */
  onBetter?: (values: Float64Array, objective: number, bound: number) => void;
  /** Asked at checkpoints; true ends it with the best so far. */
  isOver?: () => boolean;
}

/** What was found. `values` is null where nothing feasible was; `bound` is −Infinity where nothing is proven. */
export interface MipAnswer {
  status: 'optimal' | 'infeasible' | 'unbounded' | 'stopped';
  values: Float64Array | null;
  objective: number;
  bound: number;
  /** Of a program without whole columns: the rows' duals; null else. */
  dual: Float64Array | null;
}

export type MipSolver = (problem: MipProblem, settings: MipSettings) => MipAnswer;
