import type { CoverProblem } from './cover-problem.ts';
import type { Rows } from './cover-rows.ts';

/** Entries of the table of shared worth beyond which it is not kept: 64 MB. */
const LARGEST_TABLE = 8e6;

/** True where the tables of so many places and candidates fit into memory. */
export function canKeepTables(candidates: number, places: number): boolean {
  return candidates * places <= LARGEST_TABLE;
}

/** Rows of candidates that are made when they are asked for. */
export interface LazyRows {
  /** Items of a candidate. */
  itemsOf: (c: number) => Uint32Array;
  /** Worth of each candidate's items; it is taken over and changed. */
  gain: Float64Array;
}

function rowsOf({ first, item, weight }: Pick<CoverProblem, 'first' | 'item' | 'weight'>): LazyRows {
  const gain = new Float64Array(first.length - 1);
  for (let c = 0; c < gain.length; c++)
    for (let k = first[c]; k < first[c + 1]; k++) gain[c] += weight[item[k]];
  return { itemsOf: (c) => item.subarray(first[c], first[c + 1]), gain };
}

/**
 * A choice with `places` places, each empty (-1) or a candidate, and what each change of it would win: tables of gain,
 * loss and shared worth (Resende and Werneck 2003) that are kept up to date, so that a step costs the items that change
 * and not a look at all pairs. `by` are the rows of items. Whoever has them may give the candidates' rows and first gains
 * (`lazily`), so that rows of candidates that are never put need not be made.
 */
export class CoverSwaps {
  readonly chosen: Int32Array;
  readonly placeOf: Int32Array;
  /** Worth that a candidate would newly cover. */
  readonly gain: Float64Array;
  /** Worth that only the candidate of a place covers. */
  readonly loss: Float64Array;
  objective = 0;
  private readonly weight: Float64Array;
  private readonly by: Rows;
  private readonly itemsOf: (c: number) => Uint32Array;
  /** At c × places + place: worth of the items of c that only this place covers. */
  private readonly shared: Float64Array;
  /** A bit for each place that a candidate shares worth with, in `words` words a candidate: they are few of many. */
  private readonly sharing: Uint32Array;
  private readonly words: number;
  private readonly times: Uint32Array;
  /** Sum of the places that cover an item: the place, where it is one. */
  private readonly placeSum: Float64Array;

  constructor(
    problem: Pick<CoverProblem, 'weight'> & ({ lazily: LazyRows } | Pick<CoverProblem, 'first' | 'item'>),
    by: Rows,
    places: number
  ) {
    const lazily = 'lazily' in problem ? problem.lazily : rowsOf(problem);
    const candidates = lazily.gain.length;
    this.weight = problem.weight;
    this.by = by;
    this.itemsOf = lazily.itemsOf;
    this.chosen = new Int32Array(places).fill(-1);
    this.placeOf = new Int32Array(candidates).fill(-1);
    this.gain = lazily.gain;
    this.loss = new Float64Array(places);
    this.shared = new Float64Array(candidates * places);
    this.words = Math.ceil(places / 32);
    this.sharing = new Uint32Array(candidates * this.words);
    this.times = new Uint32Array(problem.weight.length);
    this.placeSum = new Float64Array(problem.weight.length);
  }

  /** Puts candidate c on an empty place. */
  put(c: number, place: number): void {
    const { weight, gain, loss, times, placeSum, by } = this;
    this.objective += gain[c];
    this.chosen[place] = c;
    this.placeOf[c] = place;
    const items = this.itemsOf(c);
    for (let k = 0; k < items.length; k++) {
      const i = items[k];
      const w = weight[i];
      const before = times[i]++;
      if (before === 0) {
        loss[place] += w;
        for (let j = by.first[i]; j < by.first[i + 1]; j++) {
          const d = by.item[j];
          gain[d] -= w;
          this.share(d, place, w);
        }
      } else if (before === 1) {
        const other = placeSum[i];
        loss[other] -= w;
        for (let j = by.first[i]; j < by.first[i + 1]; j++) this.share(by.item[j], other, -w);
      }
      placeSum[i] += place;
    }
  }

  /** Empties a place. */
  take(place: number): void {
    const { weight, gain, loss, times, placeSum, by } = this;
    const c = this.chosen[place];
    this.objective -= loss[place];
    this.chosen[place] = -1;
    this.placeOf[c] = -1;
    const items = this.itemsOf(c);
    for (let k = 0; k < items.length; k++) {
      const i = items[k];
      const w = weight[i];
      const after = --times[i];
      placeSum[i] -= place;
      if (after === 0) {
        loss[place] -= w;
        for (let j = by.first[i]; j < by.first[i + 1]; j++) {
          const d = by.item[j];
          gain[d] += w;
          this.share(d, place, -w);
        }
      } else if (after === 1) {
        const other = placeSum[i];
        loss[other] += w;
        for (let j = by.first[i]; j < by.first[i + 1]; j++) this.share(by.item[j], other, w);
      }
    }
  }

  private share(c: number, place: number, w: number): void {
    const at = c * this.chosen.length + place;
    const before = this.shared[at];
    // Sums are exact, so what is taken away again leaves 0.
    const after = (this.shared[at] = before + w);
    if ((before === 0) !== (after === 0)) this.sharing[c * this.words + (place >>> 5)] ^= 1 << (place & 31);
  }

  /** Worth won by candidate c instead of that of `place`. */
  winOf(c: number, place: number): number {
    return this.gain[c] + this.shared[c * this.chosen.length + place] - this.loss[place];
  }

  /** Makes the choice `wanted`, changing only what differs; places that are left over stay empty. */
  become(wanted: ArrayLike<number>): void {
    const isWanted = new Uint8Array(this.placeOf.length);
    for (let k = 0; k < wanted.length; k++) isWanted[wanted[k]] = 1;
    for (let place = 0; place < this.chosen.length; place++)
      if (this.chosen[place] >= 0 && !isWanted[this.chosen[place]]) this.take(place);
    let place = 0;
    for (let k = 0; k < wanted.length; k++) {
      if (this.placeOf[wanted[k]] >= 0) continue;
      while (this.chosen[place] >= 0) place++;
      this.put(wanted[k], place);
    }
  }

  /** Fills empty places with the candidate that wins most among those that `isOffered` lets pass, while any wins. */
  fill(isOffered: (c: number) => boolean = () => true): void {
    for (let place = 0; place < this.chosen.length; place++) {
      if (this.chosen[place] >= 0) continue;
      let best = -1;
      for (let c = 0; c < this.gain.length; c++)
        if (this.gain[c] > (best < 0 ? 0 : this.gain[best]) && this.placeOf[c] < 0 && isOffered(c)) best = c;
      if (best >= 0) this.put(best, place);
    }
  }

  /**
   * Exchanges one candidate for another, always the exchange that wins most, until none wins anything or `isOver`. Of equal
   * ones the lowest candidate that comes in, then the first place.
   */
  improve(isOver: () => boolean): void {
    const { gain, loss, shared, sharing, words, placeOf } = this;
    const places = this.chosen.length;
    while (!isOver()) {
      let bestIn = -1;
      let bestOut = -1;
      let bestWin = 0;
      // Of the places that a candidate shares nothing with, the one that loses least is the best.
      let least = 0;
      for (let place = 1; place < places; place++) if (loss[place] < loss[least]) least = place;
      for (let c = 0; c < gain.length; c++) {
        // What is shared with a place is no more than its loss, so no exchange wins more than the gain.
        const own = gain[c];
        if (own <= bestWin || placeOf[c] >= 0) continue;
        const at = c * places;
        let out = least;
        let win = own + shared[at + least] - loss[least];
        for (let word = 0; word < words; word++)
          for (let bits = sharing[c * words + word]; bits !== 0; bits &= bits - 1) {
            const place = 32 * word + 31 - Math.clz32(bits & -bits);
            const each = own + shared[at + place] - loss[place];
            if (each > win || (each === win && place < out)) [win, out] = [each, place];
          }
        if (win > bestWin) [bestIn, bestOut, bestWin] = [c, out, win];
      }
      if (bestIn < 0) return;
      if (this.chosen[bestOut] >= 0) this.take(bestOut);
      this.put(bestIn, bestOut);
    }
  }

  /** The candidates chosen, ascending. */
  list(): Int32Array {
    return this.chosen.filter((c) => c >= 0).sort();
  }
}
