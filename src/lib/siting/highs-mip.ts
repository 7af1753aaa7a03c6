import type { Highs } from 'highs';
import type { MipAnswer, MipProblem, MipSolver } from './mip.ts';

/** States of the solver's C interface. */
const OPTIMAL = 7;
const INFEASIBLE = 8;
const UNBOUNDED_OR_INFEASIBLE = 9;
const UNBOUNDED = 10;

/** Seconds below which it is not worth while to begin. */
const LEAST_SECONDS = 0.01;

/**
 * A solver of mixed-integer programs by HiGHS, which has been loaded elsewhere, since loading is asynchronous. Without whole
 * columns it gives the rows' duals. The same program gives the same answer unless time runs out.
 */
export function createMipSolver(highs: Highs): MipSolver {
  return (problem, settings) => {
    if (problem.cost.length === 0) return answerOfNothing(problem);
    if (!(settings.seconds > LEAST_SECONDS)) return stoppedAtOnce();
    const hasWhole = problem.isWhole.includes(1);
    const model = highs.createModel(modelOf(problem, hasWhole, highs.infinity));
    try {
      model.options.set({
        output_flag: false,
        time_limit: settings.seconds,
        mip_rel_gap: settings.gap ?? 0,
        mip_abs_gap: 0
      });
      if (settings.start && hasWhole) model.setSolution({ colValue: settings.start });
      let bound = -Infinity;
      model.run(
        hasWhole
          ? {
              4: ({ data }) => {
                bound = data.mip_dual_bound ?? bound;
                if (data.mip_solution)
                  settings.onBetter?.(data.mip_solution, data.objective_function_value ?? NaN, bound);
                return undefined;
              },
              6: (event) => {
                if (settings.isOver?.()) event.interrupt();
                return undefined;
              }
            }
          : undefined
      );
      return answerOf(model, problem, hasWhole);
    } finally {
      // Its memory is freed by nothing else.
      model.dispose();
    }
  };
}

type Model = ReturnType<Highs['createModel']>;

function answerOf(model: Model, problem: MipProblem, hasWhole: boolean): MipAnswer {
  const { cost } = problem;
  const state = model.getModelStatus();
  if (state === INFEASIBLE || (state === UNBOUNDED_OR_INFEASIBLE && isBounded(problem)))
    return { ...stoppedAtOnce(), status: 'infeasible', bound: Infinity };
  if (state === UNBOUNDED || state === UNBOUNDED_OR_INFEASIBLE)
    return { ...stoppedAtOnce(), status: 'unbounded' };
  const solution = model.getSolution();
  const has = hasWhole ? Number(model.info.get('primal_solution_status')) === 2 : state === OPTIMAL;
  const values = has ? solution.colValue : null;
  const objective = values ? values.reduce((sum, value, j) => sum + value * cost[j], 0) : Infinity;
  const dualBound = hasWhole ? Number(model.info.get('mip_dual_bound')) : objective;
  return {
    status: state === OPTIMAL ? 'optimal' : 'stopped',
    values,
    objective,
    bound: state === OPTIMAL || hasWhole ? Math.min(dualBound, objective) : -Infinity,
    dual: !hasWhole && has ? solution.rowDual : null
  };
}

/** A program without columns, which the solver refuses. */
function answerOfNothing({ rowLower, rowUpper }: MipProblem): MipAnswer {
  if (rowLower.some((lower, r) => lower > 0 || rowUpper[r] < 0))
    return { ...stoppedAtOnce(), status: 'infeasible', bound: Infinity };
  return { status: 'optimal', values: new Float64Array(0), objective: 0, bound: 0, dual: null };
}

function stoppedAtOnce(): MipAnswer {
  return { status: 'stopped', values: null, objective: Infinity, bound: -Infinity, dual: null };
}

/** True where no column can fall without end: then a program of which nothing else is known has no answer. */
function isBounded({ cost, lower, upper }: MipProblem): boolean {
  return cost.every((each, j) => (each > 0 ? lower[j] > -Infinity : each < 0 ? upper[j] < Infinity : true));
}

function modelOf(problem: MipProblem, hasWhole: boolean, infinity: number) {
  const { cost, lower, upper, isWhole, rowLower, rowUpper, first, row, value } = problem;
  const within = (values: Float64Array) =>
    values.map((each) => (each === Infinity ? infinity : each === -Infinity ? -infinity : each));
  return {
    ...{ numCols: cost.length, numRows: rowLower.length, colCost: cost },
    ...{
      colLower: within(lower),
      colUpper: within(upper),
      rowLower: within(rowLower),
      rowUpper: within(rowUpper)
    },
    matrix: {
      format: 'csc' as const,
      ...{ numRows: rowLower.length, numCols: cost.length },
      ...{ starts: first, indices: row, values: value }
    },
    ...(hasWhole ? { integrality: Int32Array.from(isWhole) } : {})
  };
}
