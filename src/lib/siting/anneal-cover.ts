import type { CoverProblem } from './cover-problem.ts';
import type { Rows } from './cover-rows.ts';

/** Candidates beside each that a step may go to: with 128 a run of as many trials ends 0.2 % lower. */
const NEAR = 32;

/** Visits that looking for neighbours may cost; beyond it a sample of the items has to do. */
const NEAR_WORK = 1e8;

/** Share of trials that look anywhere and not beside what goes. */
const FAR = 0.15;

/** Temperatures at the start and the end of a run, as shares of what a place covers on the average. */
const HOT = 0.03;
const COLD = 0.003;

/** Trials between two looks at the clock. */
const BETWEEN = 256;

/** Trials of the first run, for each candidate, and by how much each run is longer than the one before. */
const FIRST_TRIALS = 50;
const GROWTH = 1.5;

/** Every other run goes on from the best, at so much of the hottest temperature. */
const REHEAT = 0.3;

/**
 * A search that exchanges one chosen candidate for another, also for the worse, at a falling temperature (simulated annealing,
 * Kirkpatrick, Gelatt and Vecchi 1983), mostly for one that covers nearly the same. A trial costs the items of the candidate
 * that comes and an exchange those of both, so that where thousands of candidates crowd, tens of thousands of trials take the
 * time of one best swap. Fewer `places` than candidates, at least 1.
 */
export class AnnealedChoice {
  /** The best so far: candidates, ascending, and what they cover. */
  best: { chosen: Int32Array; objective: number };
  private readonly problem: CoverProblem;
  private readonly random: () => number;
  private readonly chosen: Int32Array;
  private readonly isIn: Uint8Array;
  private readonly times: Uint32Array;
  /** Sum of the places that cover an item. */
  private readonly placeSum: Float64Array;
  /** The place that alone covers an item; -1: none does; -2: several do. */
  private readonly only: Int32Array;
  /** Worth of the items that only a place covers. */
  private readonly loss: Float64Array;
  /** Weights in the order of the rows, so that they are read one after the other. */
  private readonly rowWeight: Float64Array;
  private readonly size: Float64Array;
  private readonly near: { count: Uint8Array; candidate: Int32Array };
  private objective = 0;
  private runs = 0;

  constructor(problem: CoverProblem, by: Rows, places: number, random: () => number) {
    const { first, item, weight } = problem;
    const candidates = problem.candidate.length;
    this.problem = problem;
    this.random = random;
    this.chosen = new Int32Array(places).fill(-1);
    this.isIn = new Uint8Array(candidates);
    this.times = new Uint32Array(weight.length);
    this.placeSum = new Float64Array(weight.length);
    this.only = new Int32Array(weight.length).fill(-1);
    this.loss = new Float64Array(places);
    this.rowWeight = Float64Array.from(item, (i) => weight[i]);
    this.size = new Float64Array(candidates);
    for (let c = 0; c < candidates; c++)
      for (let k = first[c]; k < first[c + 1]; k++) this.size[c] += this.rowWeight[k];
    this.near = findNear(problem, by, this.size);
    this.best = { chosen: new Int32Array(0), objective: 0 };
  }

  /** Goes on from a choice of candidates, the best known. */
  begin(chosen: ArrayLike<number>): void {
    this.become(chosen);
    this.keep();
  }

  /**
   * One annealing, longer than the one before, or less of it once `isOver`; `onBetter` hears of better choices. True where one
   * was found.
   */
  run(isOver: () => boolean, onBetter: () => void): boolean {
    const isAnew = this.runs % 2 === 0;
    const trials = Math.round(FIRST_TRIALS * this.isIn.length * GROWTH ** this.runs++);
    const before = this.best.objective;
    if (!isAnew) this.become(this.best.chosen);
    this.cool(trials, isAnew ? HOT : HOT * REHEAT, isOver, onBetter);
    return this.best.objective > before;
  }

  private cool(trials: number, heat: number, isOver: () => boolean, onBetter: () => void): void {
    const { problem, random, chosen, isIn, only, loss, rowWeight, size, near } = this;
    const { first, item } = problem;
    const candidates = isIn.length;
    const unit = this.best.objective / chosen.length;
    const cooling = Math.log(COLD / heat) / trials;
    let temperature = 0;
    let told = this.best.objective;
    const tell = () => {
      if (this.best.objective > told) onBetter();
      told = this.best.objective;
    };
    for (let trial = 0; trial < trials; trial++) {
      if (trial % BETWEEN === 0) {
        tell();
        if (isOver()) return;
        temperature = heat * unit * Math.exp(cooling * trial);
      }
      const place = Math.floor(random() * chosen.length);
      const out = chosen[place];
      const drawn = random();
      const isFar = drawn < FAR || near.count[out] === 0;
      const coming = isFar
        ? Math.floor(random() * candidates)
        : near.candidate[out * NEAR + Math.floor(((drawn - FAR) / (1 - FAR)) * near.count[out])];
      if (isIn[coming]) continue;
      const least = loss[place] + temperature * Math.log(random() + 1e-300);
      if (size[coming] < least) continue;
      let won = 0;
      for (let k = first[coming], end = first[coming + 1]; k < end; k++) {
        const one = only[item[k]];
        if (one === -1 || one === place) won += rowWeight[k];
      }
      if (won < least) continue;
      this.take(place);
      this.put(coming, place);
      this.keep();
    }
    tell();
  }

  private keep(): void {
    if (this.objective > this.best.objective)
      this.best = { chosen: this.chosen.slice().sort(), objective: this.objective };
  }

  /** Makes the choice `wanted`, the places left over filled with whatever comes. */
  private become(wanted: ArrayLike<number>): void {
    const { chosen, isIn } = this;
    for (let place = 0; place < chosen.length; place++) if (chosen[place] >= 0) this.take(place);
    let next = 0;
    for (let place = 0; place < chosen.length; place++) {
      if (place < wanted.length) this.put(wanted[place], place);
      else {
        while (isIn[next]) next++;
        this.put(next, place);
      }
    }
  }

  private put(c: number, place: number): void {
    const { problem, times, placeSum, only, loss, rowWeight } = this;
    this.chosen[place] = c;
    this.isIn[c] = 1;
    for (let k = problem.first[c]; k < problem.first[c + 1]; k++) {
      const i = problem.item[k];
      const before = times[i]++;
      if (before === 0) {
        loss[place] += rowWeight[k];
        this.objective += rowWeight[k];
      } else if (before === 1) loss[placeSum[i]] -= rowWeight[k];
      only[i] = before === 0 ? place : -2;
      placeSum[i] += place;
    }
  }

  private take(place: number): void {
    const { problem, times, placeSum, only, loss, rowWeight } = this;
    const c = this.chosen[place];
    this.chosen[place] = -1;
    this.isIn[c] = 0;
    for (let k = problem.first[c]; k < problem.first[c + 1]; k++) {
      const i = problem.item[k];
      const after = --times[i];
      placeSum[i] -= place;
      if (after === 0) {
        loss[place] -= rowWeight[k];
        this.objective -= rowWeight[k];
        only[i] = -1;
      } else if (after === 1) {
        loss[placeSum[i]] += rowWeight[k];
        only[i] = placeSum[i];
      }
    }
  }
}

/** Of each candidate up to `NEAR` others, those first that share the largest part of the larger of the two. */
function findNear({ first, item, weight, candidate }: CoverProblem, by: Rows, size: Float64Array) {
  let work = 0;
  for (let k = 0; k < item.length; k++) work += by.first[item[k] + 1] - by.first[item[k]];
  const stride = Math.max(1, Math.ceil(work / NEAR_WORK));
  const candidates = candidate.length;
  const shared = new Float64Array(candidates);
  const count = new Uint8Array(candidates);
  const near = new Int32Array(candidates * NEAR);
  for (let c = 0; c < candidates; c++) {
    const seen: number[] = [];
    for (let k = first[c]; k < first[c + 1]; k += stride)
      for (let j = by.first[item[k]]; j < by.first[item[k] + 1]; j++) {
        const d = by.item[j];
        if (shared[d] === 0 && d !== c) seen.push(d);
        shared[d] += weight[item[k]];
      }
    for (const d of seen) shared[d] /= Math.max(size[c], size[d]);
    seen.sort((a, b) => shared[b] - shared[a] || a - b);
    count[c] = Math.min(NEAR, seen.length);
    for (let k = 0; k < count[c]; k++) near[c * NEAR + k] = seen[k];
    for (const d of seen) shared[d] = 0;
    shared[c] = 0;
  }
  return { count, candidate: near };
}
