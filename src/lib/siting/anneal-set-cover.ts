import type { SetCover } from './set-cover.ts';

/** Visits that looking for neighbours may cost; beyond it a sample of the items has to do. */
const NEIGHBOUR_WORK = 5e7;

/** Share of trials that look anywhere and not beside what goes. */
const FAR = 0.15;

/** Trials between two looks at the clock. */
const BETWEEN = 256;

/** Temperatures at the start and the end of a run, as shares of what a chosen option covers alone, on the average. */
const HOT = 0.08;
const COLD = 0.002;

/** How an annealing goes on. */
export interface AnnealLimits {
  /** Trials of the run, over which it cools down. */
  trials: number;
  /** Share of the hottest temperature at which it begins. */
  heat: number;
  /** Cost per unit of weight: by it cheaper choices that cover less weigh up; 0 where all options cost the same. */
  rate: number;
  /** Least difference of costs, 0: none is known. */
  step: number;
  isOver: () => boolean;
}

/**
 * A search that exchanges one chosen option for another, takes one in or out, also for the worse, at a falling temperature
 * (simulated annealing, Kirkpatrick, Gelatt and Vecchi 1983). The chosen ones may cost less than the best known, and
 * what they cover is to come to the needed weight: each time it does, the best known is undercut and it goes on from there.
 */
export class AnnealedCover {
  private readonly cover: SetCover;
  private readonly random: () => number;
  private readonly isIn: Uint8Array;
  private readonly count: Uint32Array;
  /** Sum of the chosen that cover an item: the option, where it is one. */
  private readonly sumIn: Float64Array;
  /** Weight that an option covers alone, or would newly cover. */
  private readonly worth: Float64Array;
  private readonly chosen: number[] = [];
  private readonly placeOf: Int32Array;
  private readonly near: { first: Uint32Array; option: Uint32Array };
  private covered = 0;
  private cost = 0;

  constructor(cover: SetCover, random: () => number) {
    const { option, first, item, weight } = cover;
    this.cover = cover;
    this.random = random;
    this.isIn = new Uint8Array(option.length);
    this.count = new Uint32Array(weight.length);
    this.sumIn = new Float64Array(weight.length);
    this.worth = new Float64Array(option.length);
    this.placeOf = new Int32Array(option.length).fill(-1);
    for (let o = 0; o < option.length; o++)
      for (let k = first[o]; k < first[o + 1]; k++) this.worth[o] += weight[item[k]];
    this.near = findNear(cover);
  }

  /**
   * Looks from `start` on (indexes in the cover) for a choice that costs less than `least`, and again less than each that
   * it finds; `onBetter` hears of them. True where one was found.
   */
  run(start: number[], least: number, limits: AnnealLimits, onBetter: (chosen: number[]) => void): boolean {
    const { cover, random, worth, near } = this;
    const { cost, need } = cover;
    const { trials, rate, step } = limits;
    const options = cost.length;
    this.become(start);
    if (this.chosen.length === 0 || options < 2) return false;
    let most = undercut(least, step);
    this.shrinkTo(most);
    let alone = 0;
    for (const o of this.chosen) alone += worth[o];
    const unit = alone / Math.max(1, this.chosen.length);
    const each = rate > 0 ? 1 / rate : 0;
    const hottest = HOT * limits.heat * unit;
    const cooling = Math.log((COLD * unit) / hottest) / trials;
    let temperature = hottest;
    let isBetter = false;
    for (let trial = 0; trial < trials; trial++) {
      if (trial % BETWEEN === 0) {
        if (limits.isOver()) return isBetter;
        temperature = hottest * Math.exp(cooling * trial);
      }
      const places = this.chosen.length;
      if (places === 0) return isBetter;
      const out = this.chosen[Math.floor(random() * places)];
      const degree = near.first[out + 1] - near.first[out];
      const isFar = degree === 0 || random() < FAR;
      const coming = isFar
        ? Math.floor(random() * options)
        : near.option[near.first[out] + Math.floor(random() * degree)];
      // What is above the needed weight is worth nothing.
      const lacking = need - this.covered;
      const threshold = temperature * Math.log(random() + 1e-300);
      if (this.isIn[coming]) {
        if (each === 0) continue;
        const loss = Math.max(0, worth[out] - Math.max(0, -lacking));
        if (each * cost[out] - loss >= threshold) this.take(out);
      } else if (this.cost + cost[coming] <= most) {
        if (Math.min(worth[coming], Math.max(0, lacking)) - each * cost[coming] >= threshold)
          this.put(coming);
      } else {
        const more = cost[coming] - cost[out];
        if (this.cost + more > most) continue;
        const saved = each * more;
        // What both cover is at least nothing and at most what goes.
        if (Math.min(worth[coming], Math.max(0, lacking) + worth[coming]) - saved < threshold) continue;
        const change = worth[coming] - worth[out] + this.sharedOf(coming, out);
        const counted = Math.min(need, this.covered + change) - Math.min(need, this.covered);
        if (counted - saved < threshold) continue;
        this.take(out);
        this.put(coming);
      }
      if (this.covered < need || !(this.cost <= most)) continue;
      this.dropNeedless();
      isBetter = true;
      onBetter(this.chosen.slice());
      most = undercut(this.cost, step);
      this.shrinkTo(most);
    }
    return isBetter;
  }

  private become(wanted: number[]): void {
    const isWanted = new Uint8Array(this.isIn.length);
    for (const o of wanted) isWanted[o] = 1;
    for (const o of this.chosen.slice()) if (!isWanted[o]) this.take(o);
    for (const o of wanted) if (!this.isIn[o]) this.put(o);
  }

  /** Takes out what covers least for its cost until no more than `most` is spent. */
  private shrinkTo(most: number): void {
    while (this.cost > most && this.chosen.length > 0) {
      let worst = this.chosen[0];
      for (const o of this.chosen)
        if (this.worth[o] * this.cover.cost[worst] < this.worth[worst] * this.cover.cost[o]) worst = o;
      this.take(worst);
    }
  }

  private dropNeedless(): void {
    for (const o of this.chosen.slice().sort((a, b) => this.cover.cost[b] - this.cover.cost[a] || a - b))
      if (this.covered - this.worth[o] >= this.cover.need) this.take(o);
  }

  /** Weight that only `out` covers of what `coming` would. */
  private sharedOf(coming: number, out: number): number {
    const { first, item, weight } = this.cover;
    const { count, sumIn } = this;
    let shared = 0;
    for (let k = first[coming]; k < first[coming + 1]; k++) {
      const i = item[k];
      if (sumIn[i] === out && count[i] === 1) shared += weight[i];
    }
    return shared;
  }

  private put(o: number): void {
    const { first, item, byFirst, by, weight, cost } = this.cover;
    const { count, sumIn, worth } = this;
    this.isIn[o] = 1;
    this.placeOf[o] = this.chosen.push(o) - 1;
    this.cost += cost[o];
    this.covered += worth[o];
    const own = worth[o];
    for (let k = first[o]; k < first[o + 1]; k++) {
      const i = item[k];
      const before = count[i]++;
      if (before === 0) for (let at = byFirst[i]; at < byFirst[i + 1]; at++) worth[by[at]] -= weight[i];
      else if (before === 1) worth[sumIn[i]] -= weight[i];
      sumIn[i] += o;
    }
    // The loop has taken its own from it as well.
    worth[o] = own;
  }

  private take(o: number): void {
    const { first, item, byFirst, by, weight, cost } = this.cover;
    const { count, sumIn, worth, chosen, placeOf } = this;
    const last = chosen.pop()!;
    if (last !== o) {
      chosen[placeOf[o]] = last;
      placeOf[last] = placeOf[o];
    }
    placeOf[o] = -1;
    this.isIn[o] = 0;
    this.cost = chosen.length === 0 ? 0 : this.cost - cost[o];
    this.covered -= worth[o];
    const own = worth[o];
    for (let k = first[o]; k < first[o + 1]; k++) {
      const i = item[k];
      const after = --count[i];
      sumIn[i] -= o;
      if (after === 0) for (let at = byFirst[i]; at < byFirst[i + 1]; at++) worth[by[at]] += weight[i];
      else if (after === 1) worth[sumIn[i]] += weight[i];
    }
    worth[o] = own;
  }
}

/** The most that something cheaper than `least` may cost. */
function undercut(least: number, step: number): number {
  return step > 0 ? least - step * (1 - 1e-6) : least * (1 - 1e-9);
}

/** Of each option those that share items with it, ascending; of long rows only some of the items are looked at. */
function findNear({ option, first, item, byFirst, by }: SetCover): {
  first: Uint32Array;
  option: Uint32Array;
} {
  let work = 0;
  for (let k = 0; k < item.length; k++) work += byFirst[item[k] + 1] - byFirst[item[k]];
  const stride = Math.max(1, Math.ceil(work / NEIGHBOUR_WORK));
  const seen = new Int32Array(option.length).fill(-1);
  const firstNear = new Uint32Array(option.length + 1);
  const found: number[] = [];
  for (let o = 0; o < option.length; o++) {
    seen[o] = o;
    for (let k = first[o]; k < first[o + 1]; k += stride)
      for (let at = byFirst[item[k]]; at < byFirst[item[k] + 1]; at++) {
        if (seen[by[at]] === o) continue;
        seen[by[at]] = o;
        found.push(by[at]);
      }
    firstNear[o + 1] = found.length;
  }
  return { first: firstNear, option: Uint32Array.from(found) };
}
