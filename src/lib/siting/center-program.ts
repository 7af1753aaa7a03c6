import type { MedianCore } from './median-core.ts';
import type { MipProblem } from './mip.ts';

/**
 * "Does a choice serve every row" as a program: the fewest candidates, a whole column each, so that each row has one of those that
 * reach it, and no more than the number of sites, which is the last row.
 */
export function writeCenterProgram(core: MedianCore): MipProblem {
  const candidates = core.option.length;
  const rows = core.base.length;
  const first = new Int32Array(candidates + 1);
  const row = new Int32Array(core.row.length + candidates);
  let end = 0;
  for (let j = 0; j < candidates; j++) {
    for (let k = core.first[j]; k < core.first[j + 1]; k++) row[end++] = core.row[k];
    row[end++] = rows;
    first[j + 1] = end;
  }
  const rowLower = new Float64Array(rows + 1).fill(1);
  const rowUpper = new Float64Array(rows + 1).fill(Infinity);
  rowLower[rows] = 0;
  rowUpper[rows] = core.sites;
  return {
    cost: new Float64Array(candidates).fill(1),
    lower: new Float64Array(candidates),
    upper: new Float64Array(candidates).fill(1),
    isWhole: new Uint8Array(candidates).fill(1),
    ...{ rowLower, rowUpper, first, row, value: new Float64Array(row.length).fill(1) }
  };
}
