import type { LimitsCore } from './limits-core.ts';
import type { MipProblem } from './mip.ts';

/**
 * What is sought: the most weight covered, the least Σ weight × metres, the least of a sum over what is open so that weight is
 * covered, or only to cover everything.
 */
export type MipAim =
  | { kind: 'cover' }
  | { kind: 'walk' }
  | { kind: 'least'; amount: ArrayLike<number>; covered: number; all: boolean };

/** A program, its objective's meaning, and the way between its columns and choices of options. */
export interface LimitsMip {
  problem: MipProblem;
  /** Worth, metres or amount for an objective of the program. */
  valueOf: (objective: number) => number;
  startOf: (open: number[]) => Float64Array;
  openOf: (values: Float64Array) => number[];
}

/** Rows and columns as they come, entries as triples. */
class Builder {
  readonly cost: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly isWhole: number[] = [];
  readonly rowLower: number[] = [];
  readonly rowUpper: number[] = [];
  readonly rowOf: number[] = [];
  readonly columnOf: number[] = [];
  readonly valueOf: number[] = [];

  column(cost: number, isWhole: boolean): number {
    this.cost.push(cost);
    this.lower.push(0);
    this.upper.push(1);
    return this.isWhole.push(isWhole ? 1 : 0) - 1;
  }

  row(lower: number, upper: number): number {
    this.rowLower.push(lower);
    return this.rowUpper.push(upper) - 1;
  }

  entry(row: number, column: number, value: number): void {
    this.rowOf.push(row);
    this.columnOf.push(column);
    this.valueOf.push(value);
  }

  build(): MipProblem {
    const columns = this.cost.length;
    const first = new Int32Array(columns + 1);
    for (const column of this.columnOf) first[column + 1]++;
    for (let j = 0; j < columns; j++) first[j + 1] += first[j];
    const next = first.slice();
    const row = new Int32Array(this.rowOf.length);
    const value = new Float64Array(this.rowOf.length);
    for (let k = 0; k < this.rowOf.length; k++) {
      const to = next[this.columnOf[k]]++;
      row[to] = this.rowOf[k];
      value[to] = this.valueOf[k];
    }
    return {
      cost: Float64Array.from(this.cost),
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      isWhole: Uint8Array.from(this.isWhole),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      ...{ first, row, value }
    };
  }
}

/**
 * The program of a core. A column an option, then a column an item that is covered only in part by one of them: continuous
 * where one option covers it, whole where it takes two at three places or more. Walking is by steps (Elloumi 2010; the bound of
 * the assignment program with a third of its entries): a column says that an item is served no nearer than its k-th
 * distance. Places and those apart come as cliques. Objectives are scaled by a power of two.
 */
export function buildLimitsMip(core: LimitsCore, aim: MipAim): LimitsMip {
  const builder = new Builder();
  const scale = scaleOf(core, aim);
  for (let o = 0; o < core.option.length; o++)
    builder.column(aim.kind === 'least' ? aim.amount[o] * scale : 0, true);
  addLimits(builder, core);
  const items = aim.kind === 'walk' ? addWalking(builder, core, scale) : addCover(builder, core, aim, scale);
  const problem = builder.build();
  const leastM = aim.kind === 'walk' ? leastWalk(core) : 0;
  return {
    problem,
    valueOf: (objective) => (aim.kind === 'cover' ? -objective : objective) / scale + leastM,
    startOf(open) {
      const start = new Float64Array(problem.cost.length);
      const isOpen = new Uint8Array(core.option.length);
      for (const o of open) isOpen[o] = 1;
      isOpen.forEach((each, o) => (start[o] = each));
      items(isOpen, start);
      return start;
    },
    openOf: (values) => Array.from(core.option.keys()).filter((o) => values[o] > 0.5)
  };
}

/** A power of two that brings the mean coefficient near 16: tolerances of solvers are absolute. */
function scaleOf(core: LimitsCore, aim: MipAim): number {
  let sum = 0;
  let count: number;
  if (aim.kind === 'least') {
    for (let o = 0; o < core.option.length; o++) sum += Math.abs(aim.amount[o]);
    count = core.option.length;
  } else {
    for (let i = 0; i < core.weight.length; i++)
      sum += core.weight[i] * (aim.kind === 'walk' ? core.byMetres[core.byFirst[i]] + 1 : 1);
    count = core.weight.length;
  }
  return sum > 0 ? 2 ** Math.round(Math.log2((16 * count) / sum)) : 1;
}

function addLimits(builder: Builder, core: LimitsCore): void {
  const { cost, counts, sites, budget } = core;
  const limit = (amount: ArrayLike<number>, most: number) => {
    let all = 0;
    for (let o = 0; o < amount.length; o++) all += Math.max(0, amount[o]);
    if (all <= most) return;
    const row = builder.row(-Infinity, most);
    for (let o = 0; o < amount.length; o++) if (amount[o] !== 0) builder.entry(row, o, amount[o]);
  };
  limit(counts, sites);
  limit(cost, budget);
  for (const clique of findCliques(core)) {
    const row = builder.row(-Infinity, 1);
    for (const o of clique) builder.entry(row, o, 1);
  }
  for (const group of core.groups) {
    const row = builder.row(group.least, Infinity);
    const times = new Map<number, number>();
    for (const o of group.options) times.set(o, (times.get(o) ?? 0) + 1);
    for (const [o, each] of times) builder.entry(row, o, each);
  }
}

/** Sets of options of which one at most is open that hold every conflict: each grown from a conflict not held yet. */
function findCliques({ conflictFirst, conflict }: LimitsCore): number[][] {
  const cliques: number[][] = [];
  const held = new Set<number>();
  const options = conflictFirst.length - 1;
  const excludes = (o: number) => conflict.subarray(conflictFirst[o], conflictFirst[o + 1]);
  for (let a = 0; a < options; a++) {
    for (const b of excludes(a)) {
      if (b < a || held.has(a * options + b)) continue;
      const clique = [a, b];
      let common = excludes(a).filter((o) => excludes(b).includes(o));
      while (common.length > 0) {
        const next =
          common.find((o) => !clique.some((c) => held.has(Math.min(c, o) * options + Math.max(c, o)))) ??
          common[0];
        clique.push(next);
        const beside = new Set(excludes(next));
        common = common.filter((o) => beside.has(o));
      }
      for (const c of clique) for (const d of clique) if (c < d) held.add(c * options + d);
      cliques.push(clique.sort((x, y) => x - y));
    }
  }
  return cliques;
}

/** Sets the columns of items that go with what is open. */
type Fill = (isOpen: Uint8Array, start: Float64Array) => void;

function addCover(builder: Builder, core: LimitsCore, aim: MipAim, scale: number): Fill {
  const { weight, need, byFirst, byOption, place } = core;
  const all = aim.kind === 'least' && aim.all;
  const share = aim.kind === 'least' && !all ? builder.row(aim.covered * coverScale(core), Infinity) : -1;
  const column = new Int32Array(weight.length).fill(-1);
  for (let i = 0; i < weight.length; i++) {
    const options = byOption.subarray(byFirst[i], byFirst[i + 1]);
    const places = new Set(Array.from(options, (o) => place[o]));
    const [worth, covers] = [aim.kind === 'cover' ? -weight[i] * scale : 0, weight[i] * coverScale(core)];
    if (!all && places.size < need[i]) continue;
    if (!all && need[i] === 1 && places.size === 1) {
      // Covered where one of the place's options is open: their columns say so themselves.
      for (const o of options) {
        builder.cost[o] += worth;
        if (share >= 0) builder.entry(share, o, covers);
      }
      continue;
    }
    const byPlaces = need[i] === 2 && places.size === 2;
    const z = all ? -1 : (column[i] = builder.column(worth, need[i] === 2 && !byPlaces));
    if (share >= 0) builder.entry(share, z, covers);
    // Of two places both have to have one open.
    for (const own of byPlaces ? places : [-1]) {
      const row = builder.row(all ? (byPlaces ? 1 : need[i]) : 0, Infinity);
      for (const o of options) if (own < 0 || place[o] === own) builder.entry(row, o, 1);
      if (z >= 0) builder.entry(row, z, byPlaces ? -1 : -need[i]);
    }
  }
  return (isOpen, start) => {
    for (let i = 0; i < weight.length; i++) {
      if (column[i] < 0) continue;
      let count = 0;
      for (let at = byFirst[i]; at < byFirst[i + 1]; at++) count += isOpen[byOption[at]];
      start[column[i]] = count >= need[i] ? 1 : 0;
    }
  };
}

/** Scale of the row that asks for a share of the weight. */
function coverScale(core: LimitsCore): number {
  return scaleOf(core, { kind: 'cover' });
}

function addWalking(builder: Builder, core: LimitsCore, scale: number): Fill {
  const { weight, baseM, byFirst, byOption, byMetres } = core;
  const columns: { z: number; item: number; end: number }[] = [];
  for (let i = 0; i < weight.length; i++) {
    let before = -1;
    let isFirst = true;
    for (let at = byFirst[i]; at < byFirst[i + 1];) {
      let end = at;
      while (end < byFirst[i + 1] && byMetres[end] === byMetres[at]) end++;
      const nextM = end < byFirst[i + 1] ? byMetres[end] : baseM[i];
      // z: nothing is open up to here. z ≥ z before − Σ open at this distance, and 0 where there is nothing after it.
      const z = nextM < Infinity ? builder.column(weight[i] * scale * (nextM - byMetres[at]), false) : -1;
      const row = builder.row(isFirst ? 1 : 0, Infinity);
      if (z >= 0) {
        builder.entry(row, z, 1);
        columns.push({ z, item: i, end });
      }
      if (!isFirst) builder.entry(row, before, -1);
      for (let k = at; k < end; k++) builder.entry(row, byOption[k], 1);
      before = z;
      isFirst = false;
      at = end;
    }
  }
  return (isOpen, start) => {
    for (const { z, item, end } of columns) {
      let open = 0;
      for (let at = byFirst[item]; at < end; at++) open |= isOpen[byOption[at]];
      start[z] = open ? 0 : 1;
    }
  };
}

/** Σ weight × metres of every item to its very nearest option: what the steps of the walking program start from. */
function leastWalk({ weight, byFirst, byMetres }: LimitsCore): number {
  let sum = 0;
  for (let i = 0; i < weight.length; i++) sum += weight[i] * byMetres[byFirst[i]];
  return sum;
}
