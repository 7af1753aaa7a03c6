/** What two layers say of each other: the gain of layer `a` in datum x with layer `b` in datum y is `score[x * 3 + y]`. */
export interface Tie {
  a: number;
  b: number;
  score: Float64Array;
}

export interface Solution {
  /** Datum of each layer in the best whole. */
  best: number[];
  /** For each layer and each of the three datums, the gain of the best whole in which the layer is in it. */
  most: number[][];
}

/** More layers than this are not tried in all ways. */
const ALL_UP_TO = 9;

/**
 * The datums (0, 1, 2) of all layers at once that fit best: the greatest sum of `own[layer][datum]` and of the ties. All ways are
 * tried for up to 9 layers; for more, the best of a climb from each datum of each layer (which may miss the greatest).
 */
export function solveDatums(own: number[][], ties: Tie[]): Solution {
  const n = own.length;
  const solution: Solution = {
    best: new Array<number>(n).fill(0),
    most: own.map(() => [-Infinity, -Infinity, -Infinity])
  };
  let greatest = -Infinity;
  const value = (state: number[]): number =>
    ties.reduce((sum, { a, b, score }) => sum + score[state[a] * 3 + state[b]], 0) +
    state.reduce((sum, datum, i) => sum + own[i][datum], 0);
  const note = (state: number[]): void => {
    const gain = value(state);
    state.forEach((datum, i) => (solution.most[i][datum] = Math.max(solution.most[i][datum], gain)));
    if (gain > greatest) [greatest, solution.best] = [gain, [...state]];
  };
  if (n <= ALL_UP_TO) {
    const state = new Array<number>(n).fill(0);
    for (let code = 0; code < 3 ** n; code++) {
      for (let i = 0, rest = code; i < n; i++, rest = Math.floor(rest / 3)) state[i] = rest % 3;
      note(state);
    }
    return solution;
  }
  for (let fixed = 0; fixed < n; fixed++)
    for (let datum = 0; datum < 3; datum++) {
      // From all alike, and from the best so far: a layer that differs from the rest is found from the second.
      for (const start of [new Array<number>(n).fill(datum), [...solution.best]]) {
        start[fixed] = datum;
        note(climb(start, fixed, own, ties));
      }
    }
  return solution;
}

/** Changes one layer after another, and whole groups tied to it, to what fits best, `fixed` apart, until nothing gains. */
function climb(state: number[], fixed: number, own: number[][], ties: Tie[]): number[] {
  const of = own.map((_, i) => ties.filter(({ a, b }) => a === i || b === i));
  for (let round = 0; round < 20; round++) {
    let changed = false;
    for (let i = 0; i < state.length; i++) {
      if (i === fixed) continue;
      const gains = [0, 1, 2].map((datum) =>
        of[i].reduce(
          (sum, { a, b, score }) =>
            sum + (a === i ? score[datum * 3 + state[b]] : score[state[a] * 3 + datum]),
          own[i][datum]
        )
      );
      const best = gains.indexOf(Math.max(...gains));
      if (gains[best] <= gains[state[i]] + 1e-9) continue;
      state[i] = best;
      changed = true;
    }
    if (!changed) break;
  }
  return state;
}
