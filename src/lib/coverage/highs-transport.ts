import type { Highs } from 'highs';
import type { TransportProblem, TransportSolver } from './transport.ts';

/** Arcs that are solved in about 1 GB and some minutes; what is larger is left unsolved. */
const MOST_ARCS = 1_000_000;

/** The state "optimal" of the solver's C interface. */
const OPTIMAL = 7;

/**
 * A solver of transport problems by HiGHS (dual simplex; the primal took five times as long for 200,000 arcs), which has been
 * loaded elsewhere, since loading is asynchronous. The same problem gives the same answer: what it may spend is limited in arcs,
 * not in seconds.
 */
export function createHighsSolver(highs: Highs, mostArcs = MOST_ARCS): TransportSolver {
  return (problem, servedM) => {
    const { people, room, metres } = problem;
    if (metres.length > mostArcs) return null;
    const rows = people.length + room.length;
    const rowUpper = new Float64Array(rows);
    rowUpper.set(people);
    rowUpper.set(room, people.length);
    const model = highs.createModel({
      numCols: metres.length,
      numRows: rows,
      colCost: metres.map((each) => each - servedM),
      colLower: new Float64Array(metres.length),
      colUpper: new Float64Array(metres.length).fill(highs.infinity),
      rowLower: new Float64Array(rows).fill(-highs.infinity),
      rowUpper,
      matrix: matrixOf(problem)
    });
    try {
      model.options.set({ output_flag: false });
      model.run();
      if (model.getModelStatus() !== OPTIMAL) return null;
      const { colValue, rowDual } = model.getSolution();
      // Of the least sum, rows with an upper bound have duals of 0 or less.
      const price = rowDual.subarray(people.length).map((dual) => Math.max(0, -dual));
      return { flow: colValue.map((value) => Math.max(0, value)), price };
    } finally {
      // Its memory is freed by nothing else.
      model.dispose();
    }
  };
}

/** Each arc takes from its column's people and from its facility's places. */
function matrixOf({ people, room, first, facility }: TransportProblem) {
  const arcs = facility.length;
  const starts = Int32Array.from({ length: arcs + 1 }, (_, k) => 2 * k);
  const indices = new Int32Array(2 * arcs);
  for (let i = 0; i < people.length; i++) {
    for (let k = first[i]; k < first[i + 1]; k++) {
      indices[2 * k] = i;
      indices[2 * k + 1] = people.length + facility[k];
    }
  }
  return {
    format: 'csc' as const,
    ...{ numRows: people.length + room.length, numCols: arcs },
    ...{ starts, indices, values: new Float64Array(2 * arcs).fill(1) }
  };
}
