import type { LimitsCore } from './limits-core.ts';

/**
 * The worth of a choice and of each change to it, kept up to date. A choice is worth the weight covered, or less Σ weight × metres
 * (Whitaker 1983; the tables of Resende and Werneck 2003); more is better.
 */
export interface Worth {
  value: number;
  /** What opening each option that is not open would win. */
  gain: Float64Array;
  /** What closing each open option would lose. */
  loss: Float64Array;
  add(o: number): void;
  drop(o: number): void;
  /** Entries visited so far, the measure of work. */
  work: number;
}

/** The weight covered by as many open options as each item needs. Exact, and exactly undone, for weights in steps. */
export function createCoverWorth(core: LimitsCore): Worth {
  const { weight, need, byFirst, byOption, first, item } = core;
  const options = core.option.length;
  const count = new Uint32Array(weight.length);
  const worth: Worth = {
    ...{ value: 0, work: 0, gain: new Float64Array(options), loss: new Float64Array(options) },
    add: (o) => change(o, 1),
    drop: (o) => change(o, -1)
  };
  const { gain, loss } = worth;
  for (let i = 0; i < weight.length; i++)
    if (need[i] === 1) for (let at = byFirst[i]; at < byFirst[i + 1]; at++) gain[byOption[at]] += weight[i];
  function change(o: number, sign: 1 | -1) {
    for (let k = first[o]; k < first[o + 1]; k++) {
      const i = item[k];
      const before = count[i];
      const after = before + sign;
      count[i] = after;
      const short = need[i] - 1;
      const w = weight[i];
      const gained = (after === short ? w : 0) - (before === short ? w : 0);
      const lost = (after === need[i] ? w : 0) - (before === need[i] ? w : 0);
      worth.value += (after >= need[i] ? w : 0) - (before >= need[i] ? w : 0);
      if (gained === 0 && lost === 0) continue;
      for (let at = byFirst[i]; at < byFirst[i + 1]; at++) {
        gain[byOption[at]] += gained;
        loss[byOption[at]] += lost;
      }
      worth.work += byFirst[i + 1] - byFirst[i];
    }
    worth.work += first[o + 1] - first[o];
  }
  return worth;
}

/** Metres counted where nobody serves an item, as a multiple of the farthest: it is served wherever it can be. */
const UNSERVED = 100;

/** Less Σ weight × metres to the nearest open option; where there is none, `UNSERVED` times the farthest metres. */
export function createWalkWorth(core: LimitsCore): Worth {
  const { weight, byFirst, byOption, byMetres, first, item, metres } = core;
  const options = core.option.length;
  const unservedM = UNSERVED * (1 + byMetres.reduce((most, m) => Math.max(most, m), 0));
  const nearest = new Int32Array(weight.length).fill(-1);
  const nearestM = core.baseM.map((base) => Math.min(base, unservedM));
  const secondM = nearestM.slice();
  const endM = nearestM.slice();
  const isOpen = new Uint8Array(options);
  const worth: Worth = {
    ...{ value: 0, work: 0, gain: new Float64Array(options), loss: new Float64Array(options) },
    add,
    drop
  };
  const { gain, loss } = worth;
  for (let i = 0; i < weight.length; i++) {
    worth.value -= weight[i] * nearestM[i];
    for (let at = byFirst[i]; at < byFirst[i + 1]; at++)
      gain[byOption[at]] += weight[i] * (nearestM[i] - byMetres[at]);
  }
  /** Sets the nearest two of item i and carries the difference into the tables. */
  function set(i: number, who: number, toM: number, nextM: number) {
    const w = weight[i];
    const fromM = nearestM[i];
    if (nearest[i] >= 0) loss[nearest[i]] -= w * (secondM[i] - fromM);
    if (who >= 0) loss[who] += w * (nextM - toM);
    if (fromM !== toM) {
      const far = Math.max(fromM, toM);
      let at = byFirst[i];
      for (; at < byFirst[i + 1] && byMetres[at] < far; at++)
        gain[byOption[at]] += w * (Math.max(0, toM - byMetres[at]) - Math.max(0, fromM - byMetres[at]));
      worth.work += at - byFirst[i];
      worth.value -= w * (toM - fromM);
    }
    nearest[i] = who;
    nearestM[i] = toM;
    secondM[i] = nextM;
  }
  function add(o: number) {
    isOpen[o] = 1;
    for (let k = first[o]; k < first[o + 1]; k++) {
      const i = item[k];
      if (metres[k] < nearestM[i]) set(i, o, metres[k], nearestM[i]);
      else if (metres[k] < secondM[i]) set(i, nearest[i], nearestM[i], metres[k]);
    }
    worth.work += first[o + 1] - first[o];
  }
  function drop(o: number) {
    isOpen[o] = 0;
    for (let k = first[o]; k < first[o + 1]; k++) {
      const i = item[k];
      if (metres[k] > secondM[i]) continue;
      let who = -1;
      let toM = endM[i];
      let nextM = endM[i];
      for (let at = byFirst[i]; at < byFirst[i + 1]; at++) {
        worth.work++;
        if (!isOpen[byOption[at]]) continue;
        if (who < 0) {
          who = byOption[at];
          toM = byMetres[at];
        } else {
          nextM = byMetres[at];
          break;
        }
      }
      set(i, who, toM, nextM);
    }
    worth.work += first[o + 1] - first[o];
  }
  return worth;
}
