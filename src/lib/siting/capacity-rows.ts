import type { CapacityProblem } from './capacity-problem.ts';

/** Demand that certain open options reach, row by row: row r can go to `facility[rowFirst[r]] … facility[rowFirst[r + 1] - 1]`. */
export interface CapacityRows {
  weight: Float64Array;
  /** Item of each row; of merged rows the lowest. */
  item: Uint32Array;
  rowFirst: Uint32Array;
  /** Place in the list of open options, ascending in a row. */
  facility: Uint32Array;
  cost: Float64Array;
}

/**
 * The items in reach of the open options. Where only serving counts and `isWhole` is false, those in reach of the same ones
 * are one row: some hundreds then stand for all points around ten sites.
 */
export function compactRows(
  problem: CapacityProblem,
  open: ArrayLike<number>,
  isWhole: boolean
): CapacityRows {
  return problem.byMetres || isWhole ? rowsOfItems(problem, open) : rowsOfClasses(problem, open);
}

function rowsOfItems({ first, item, cost, weight }: CapacityProblem, open: ArrayLike<number>): CapacityRows {
  const degree = new Uint32Array(weight.length);
  for (let k = 0; k < open.length; k++)
    for (let at = first[open[k]]; at < first[open[k] + 1]; at++) degree[item[at]]++;
  const items = Uint32Array.from(degree.keys()).filter((i) => degree[i] > 0 && weight[i] > 0);
  const rowFirst = new Uint32Array(items.length + 1);
  const next = new Uint32Array(weight.length);
  items.forEach((i, r) => {
    next[i] = rowFirst[r];
    rowFirst[r + 1] = rowFirst[r] + degree[i];
  });
  const facility = new Uint32Array(rowFirst[items.length]);
  const rowCost = new Float64Array(facility.length);
  for (let k = 0; k < open.length; k++) {
    for (let at = first[open[k]]; at < first[open[k] + 1]; at++) {
      if (!(weight[item[at]] > 0)) continue;
      const a = next[item[at]]++;
      facility[a] = k;
      rowCost[a] = cost[at];
    }
  }
  return {
    weight: Float64Array.from(items, (i) => weight[i]),
    item: items,
    rowFirst,
    facility,
    cost: rowCost
  };
}

/** Splits the items option by option: of each class those in reach of the next option become a class of their own. */
function rowsOfClasses({ first, item, weight }: CapacityProblem, open: ArrayLike<number>): CapacityRows {
  const classOf = new Int32Array(weight.length);
  const parent: number[] = [-1];
  const added: number[] = [-1];
  const lead: number[] = [0];
  for (let k = 0; k < open.length; k++) {
    const before = parent.length;
    const splitInto = new Array<number>(before).fill(-1);
    for (let at = first[open[k]]; at < first[open[k] + 1]; at++) {
      const from = classOf[item[at]];
      if (splitInto[from] < 0) {
        splitInto[from] = parent.length;
        parent.push(from);
        added.push(k);
        lead.push(item[at]);
      }
      classOf[item[at]] = splitInto[from];
    }
  }
  const sums = new Float64Array(parent.length);
  for (let i = 0; i < weight.length; i++) sums[classOf[i]] += weight[i];
  const classes = Uint32Array.from(sums.keys()).filter((c) => c > 0 && sums[c] > 0);
  const rowFirst = new Uint32Array(classes.length + 1);
  const facility: number[] = [];
  classes.forEach((c, r) => {
    const own: number[] = [];
    for (let up = c; up > 0; up = parent[up]) own.push(added[up]);
    for (let at = own.length - 1; at >= 0; at--) facility.push(own[at]);
    rowFirst[r + 1] = facility.length;
  });
  return {
    weight: Float64Array.from(classes, (c) => sums[c]),
    item: Uint32Array.from(classes, (c) => lead[c]),
    rowFirst,
    facility: Uint32Array.from(facility),
    cost: new Float64Array(facility.length)
  };
}
