import { nearestOpen } from './evaluate.ts';
import type { SitingModel, SitingProblem } from './problem.ts';

/**
 * What a set of open options comes to. `served` is the worth covered (`mclp`, `lscp`) or in somebody's reach (`pmedian`,
 * `pcenter`); `value` the same worth, or Σ worth × metres, or the worst metres, of the rows that are served. More served is
 * better; with as much served more value is better where it is worth, less where it is metres.
 */
export interface Standing {
  served: number;
  value: number;
}

/** Options opened one after the other, and what one more would come to. */
export interface OpenState {
  /** What is open comes to this. */
  now(): Standing;
  /** What it would come to with `option` open as well. */
  with(option: number): Standing;
  open(option: number): void;
}

/** True for the models whose value is worth covered, of which more is better. */
export function countsWorth(model: SitingModel): boolean {
  return model === 'mclp' || model === 'lscp';
}

/** True where `a` is better than `b` by the model. */
export function isBetter(model: SitingModel, a: Standing, b: Standing): boolean {
  if (a.served !== b.served) return a.served > b.served;
  return countsWorth(model) ? a.value > b.value : a.value < b.value;
}

/** What the options of `open` come to, counted anew; capacities are not looked at. */
export function standingOf(problem: SitingProblem, open: ArrayLike<number>): Standing {
  const state = openState(problem);
  for (let k = 0; k < open.length; k++) state.open(open[k]);
  return state.now();
}

/** Nothing open. One more costs a visit of its row, or, for `pcenter`, of all demand. */
export function openState(problem: SitingProblem): OpenState {
  return countsWorth(problem.model) ? coverState(problem) : distanceState(problem);
}

function coverState({ weight, reach, times }: SitingProblem): OpenState {
  const reached = new Uint32Array(weight.length);
  let served = 0;
  const gainOf = (o: number) => {
    let gain = 0;
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const i = reach.point[k];
      if (reached[i] + 1 === times) gain += weight[i];
    }
    return gain;
  };
  return {
    now: () => ({ served, value: served }),
    with(o) {
      const after = served + gainOf(o);
      return { served: after, value: after };
    },
    open(o) {
      served += gainOf(o);
      for (let k = reach.first[o]; k < reach.first[o + 1]; k++) reached[reach.point[k]]++;
    }
  };
}

function distanceState(problem: SitingProblem): OpenState {
  const { model, weight, reach } = problem;
  const nearestM = nearestOpen(problem, []);
  let standing: Standing = { served: 0, value: 0 };
  const sumWith = (o: number): Standing => {
    let { served, value } = standing;
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const i = reach.point[k];
      if (!(weight[i] > 0) || reach.metres[k] >= nearestM[i]) continue;
      if (nearestM[i] === Infinity) {
        served += weight[i];
        value += weight[i] * reach.metres[k];
      } else value -= weight[i] * (nearestM[i] - reach.metres[k]);
    }
    return { served, value };
  };
  const nowM = new Float64Array(weight.length);
  const worstWith = (o: number): Standing => {
    nowM.set(nearestM);
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++)
      nowM[reach.point[k]] = Math.min(nowM[reach.point[k]], reach.metres[k]);
    let served = 0;
    let value = 0;
    for (let i = 0; i < nowM.length; i++) {
      if (!(weight[i] > 0) || nowM[i] === Infinity) continue;
      served += weight[i];
      if (nowM[i] > value) value = nowM[i];
    }
    return { served, value };
  };
  const withOne = model === 'pmedian' ? sumWith : worstWith;
  return {
    now: () => standing,
    with: withOne,
    open(o) {
      standing = withOne(o);
      for (let k = reach.first[o]; k < reach.first[o + 1]; k++)
        nearestM[reach.point[k]] = Math.min(nearestM[reach.point[k]], reach.metres[k]);
    }
  };
}
