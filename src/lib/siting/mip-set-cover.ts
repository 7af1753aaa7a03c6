import type { MipProblem } from './mip.ts';
import { findMusts, type SetCover } from './set-cover.ts';

/** Entries above which the program is not handed on: it would not fit into the memory of a browser's solver. */
export const MOST_ENTRIES = 4e6;

/**
 * The covering question as a program of whole numbers. The first columns are the options; then, where items may stay
 * uncovered, a column an item (1: covered), which is whole by itself.
 */
export function mipOfSetCover(cover: SetCover): MipProblem {
  const { cost, first, item, weight, need } = cover;
  const must = findMusts(cover);
  const options = cost.length;
  const rest: number[] = [];
  let left = need;
  for (let i = 0; i < weight.length; i++) {
    if (must[i]) left -= weight[i];
    else rest.push(i);
  }
  const isPartial = rest.length > 0 && left > 0;
  const columns = options + (isPartial ? rest.length : 0);
  // Without the weight to be reached, an item that may stay uncovered asks nothing.
  const rowOf = new Int32Array(weight.length).fill(-1);
  let rows = 0;
  for (let i = 0; i < weight.length; i++) if (must[i] || isPartial) rowOf[i] = rows++;
  const rowLower = new Float64Array(rows + (isPartial ? 1 : 0));
  for (let i = 0; i < weight.length; i++) if (rowOf[i] >= 0) rowLower[rowOf[i]] = must[i] ? 1 : 0;
  const row: number[] = [];
  const value: number[] = [];
  const starts = new Int32Array(columns + 1);
  for (let o = 0; o < options; o++) {
    for (let k = first[o]; k < first[o + 1]; k++)
      if (rowOf[item[k]] >= 0) {
        row.push(rowOf[item[k]]);
        value.push(1);
      }
    starts[o + 1] = row.length;
  }
  if (isPartial) {
    // Half a step below: what the solver's tolerance gives away is then never a step.
    const least = weight.every(Number.isInteger) ? Math.ceil(left) - 0.5 : left - 2 ** -23;
    // In numbers near 1, a power of two off, which no solver has trouble with.
    const scale = 2 ** -Math.floor(Math.log2(rest.reduce((most, i) => Math.max(most, weight[i]), 0)));
    rowLower[rows] = scale * least;
    rest.forEach((i, k) => {
      row.push(rowOf[i], rows);
      value.push(-1, scale * weight[i]);
      starts[options + k + 1] = row.length;
    });
  }
  const whole = new Uint8Array(columns);
  whole.fill(1, 0, options);
  const costs = new Float64Array(columns);
  costs.set(cost);
  return {
    ...{
      cost: costs,
      lower: new Float64Array(columns),
      upper: new Float64Array(columns).fill(1),
      isWhole: whole
    },
    ...{ rowLower, rowUpper: new Float64Array(rowLower.length).fill(Infinity) },
    ...{ first: starts, row: Int32Array.from(row), value: Float64Array.from(value) }
  };
}

/** The values of all columns of `mipOfSetCover` where the options `chosen` are in. */
export function startOfSetCover(cover: SetCover, program: MipProblem, chosen: number[]): Float64Array {
  const { first, item, weight } = cover;
  const values = new Float64Array(program.cost.length);
  const covered = new Uint8Array(weight.length);
  for (const o of chosen) {
    values[o] = 1;
    for (let k = first[o]; k < first[o + 1]; k++) covered[item[k]] = 1;
  }
  if (values.length === cover.cost.length) return values;
  const must = findMusts(cover);
  let column = cover.cost.length;
  for (let i = 0; i < weight.length; i++) if (!must[i]) values[column++] = covered[i];
  return values;
}
