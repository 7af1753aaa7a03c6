import type { CapacityProblem } from './capacity-problem.ts';

/** A question with near items taken together, for the search only: what holds in it holds about. */
export interface GroupedProblem {
  problem: CapacityProblem;
  /** Group of each item. */
  groupOf: Uint32Array;
}

/** How many nearest options, in their order, make a group at the most; more tell apart what is apart by some metres. */
const MOST_NEAREST = 6;

/**
 * The question with those items taken together that have the same nearest options in the same order: of as many options as leave
 * at most `most` groups and half of the items. A group is as far from an option as its items are on average; an option that reaches less
 * than half of it does not serve it. Null: even by the two nearest options there are more groups.
 */
export function groupItems(problem: CapacityProblem, most: number): GroupedProblem | null {
  const items = problem.weight.length;
  const { nearest, depth } = findNearest(problem);
  let groupOf = new Uint32Array(items);
  let count = 1;
  for (let level = 0; level < depth; level++) {
    const finer = new Uint32Array(items);
    const found = new Map<number, number>();
    for (let i = 0; i < items; i++) {
      const key = groupOf[i] * (problem.option.length + 1) + nearest[i * depth + level];
      let group = found.get(key);
      if (group === undefined) found.set(key, (group = found.size));
      finer[i] = group;
    }
    if (found.size > Math.min(most, items / 2)) {
      if (level < 2) return null;
      break;
    }
    groupOf = finer;
    count = found.size;
  }
  return { problem: sumGroups(problem, groupOf, count), groupOf };
}

/** Of each item its nearest options, the nearest first, of equals the lowest; where there are fewer, their number. */
function findNearest({ weight, option, first, item, cost }: CapacityProblem) {
  const depth = Math.min(MOST_NEAREST, option.length);
  const nearest = new Uint32Array(weight.length * depth).fill(option.length);
  const far = new Float64Array(weight.length * depth).fill(Infinity);
  for (let k = 0; k < option.length; k++) {
    for (let at = first[k]; at < first[k + 1]; at++) {
      const from = item[at] * depth;
      let to = from + depth - 1;
      if (!(cost[at] < far[to])) continue;
      for (; to > from && cost[at] < far[to - 1]; to--) {
        far[to] = far[to - 1];
        nearest[to] = nearest[to - 1];
      }
      far[to] = cost[at];
      nearest[to] = k;
    }
  }
  return { nearest, depth };
}

function sumGroups(problem: CapacityProblem, groupOf: Uint32Array, count: number): CapacityProblem {
  const { weight, first, item, cost, option } = problem;
  const groupWeight = new Float64Array(count);
  groupOf.forEach((group, i) => (groupWeight[group] += weight[i]));
  const groupFirst = new Uint32Array(option.length + 1);
  const groupItem: number[] = [];
  const groupCost: number[] = [];
  const reached = new Float64Array(count);
  const walked = new Float64Array(count);
  for (let k = 0; k < option.length; k++) {
    reached.fill(0);
    walked.fill(0);
    for (let at = first[k]; at < first[k + 1]; at++) {
      reached[groupOf[item[at]]] += weight[item[at]];
      walked[groupOf[item[at]]] += weight[item[at]] * cost[at];
    }
    for (let group = 0; group < count; group++) {
      if (!(reached[group] > 0) || reached[group] < groupWeight[group] / 2) continue;
      groupItem.push(group);
      groupCost.push(walked[group] / reached[group]);
    }
    groupFirst[k + 1] = groupItem.length;
  }
  return {
    ...problem,
    ...{ first: groupFirst, item: Uint32Array.from(groupItem), cost: Float64Array.from(groupCost) },
    weight: groupWeight
  };
}
