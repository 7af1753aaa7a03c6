import { roundPeople } from '../demand/share-out.ts';
import type { LinkCovers } from './link-covers.ts';

/** Items held by the rows that were added, and what more rows can hold at most. */
export interface LinkCover {
  /** Weight that is held. */
  held(): number;
  /** Steps of work so far, of the size of an item. */
  steps(): number;
  add(row: number): void;
  remove(row: number): void;
  /** What a row adds to what is held. */
  adds(row: number): number;
  /** The same in prices (`priceItems`), and what is held with all that is not held above its price. */
  addsPriced(row: number): number;
  heldPriced(): number;
  /** The price of each item, from 0 to its weight; as long as none is set it is the weight. Only while nothing is held. */
  setPrices(price: Float64Array): void;
}

/** A row and what it adds. */
export interface Ranked {
  row: number;
  adds: number;
}

/** Nothing held. */
export function createLinkCover({ first, item, weight }: LinkCovers): LinkCover {
  const times = new Uint16Array(weight.length);
  let price = weight;
  let held = 0;
  let over = 0;
  let steps = 0;
  return {
    held: () => held,
    steps: () => steps,
    heldPriced: () => over,
    add(row) {
      for (let k = first[row]; k < first[row + 1]; k++)
        if (times[item[k]]++ === 0) {
          held += weight[item[k]];
          over += price[item[k]];
        }
    },
    remove(row) {
      for (let k = first[row]; k < first[row + 1]; k++)
        if (--times[item[k]] === 0) {
          held -= weight[item[k]];
          over -= price[item[k]];
        }
    },
    adds(row) {
      let sum = 0;
      steps += 1 + first[row + 1] - first[row];
      for (let k = first[row]; k < first[row + 1]; k++) if (times[item[k]] === 0) sum += weight[item[k]];
      return sum;
    },
    addsPriced(row) {
      let sum = 0;
      steps += 1 + first[row + 1] - first[row];
      for (let k = first[row]; k < first[row + 1]; k++) if (times[item[k]] === 0) sum += price[item[k]];
      return sum;
    },
    setPrices(now) {
      price = now;
      over = 0;
      for (let i = 0; i < weight.length; i++) over += weight[i] - price[i];
    }
  };
}

/** Rows of a list by what they add, the most first. */
export function bestFirst(list: readonly number[], cover: LinkCover): Ranked[] {
  return rank(list.map((row) => ({ row, adds: cover.adds(row) })));
}

/** The same by what they add in prices. */
export function bestPricedFirst(list: readonly number[], cover: LinkCover): Ranked[] {
  return rank(list.map((row) => ({ row, adds: cover.addsPriced(row) })));
}

const rank = (list: Ranked[]): Ranked[] => list.sort((a, b) => b.adds - a.adds || a.row - b.row);

const ROUNDS = 150;

/**
 * Prices of items at which `most` rows of `list`, an item paid by each row that holds it, and all weight above the prices hold little
 * more than `most` rows can hold, an item counted once: the multipliers of a Lagrangian relaxation by subgradients (Held, Wolfe and
 * Crowder, Math. Programming 6, 1974). Any prices give a bound; in whole steps of people, so that sums of them are exact.
 */
export function priceItems(
  { first, item, weight }: LinkCovers,
  list: readonly number[],
  most: number,
  won: number
): { price: Float64Array; bound: number } {
  const price = weight.slice();
  const paid = new Float64Array(first.length - 1);
  const times = new Int32Array(weight.length);
  let best = { price: weight.slice(), bound: Infinity };
  let share = 1;
  let idle = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let bound = 0;
    for (let i = 0; i < weight.length; i++) {
      price[i] = roundPeople(price[i]);
      bound += weight[i] - price[i];
    }
    for (const r of list) {
      paid[r] = 0;
      for (let k = first[r]; k < first[r + 1]; k++) paid[r] += price[item[k]];
    }
    const chosen = list.toSorted((a, b) => paid[b] - paid[a] || a - b).slice(0, most);
    for (const r of chosen) bound += paid[r];
    if (bound < best.bound) {
      if (bound > best.bound - 1e-3 * (bound - won)) idle++;
      else idle = 0;
      best = { price: price.slice(), bound };
    } else idle++;
    if (bound <= won || share < 1e-3) break;
    if (idle >= 8) {
      share /= 2;
      idle = 0;
      price.set(best.price);
    }
    times.fill(-1);
    for (const r of chosen) for (let k = first[r]; k < first[r + 1]; k++) times[item[k]]++;
    let square = 0;
    for (let i = 0; i < weight.length; i++) {
      // What lies at its end and is drawn beyond it cannot be moved.
      if ((times[i] < 0 && price[i] === weight[i]) || (times[i] > 0 && price[i] === 0)) times[i] = 0;
      square += times[i] * times[i];
    }
    if (square === 0) break;
    const step = (share * (bound - won)) / square;
    for (let i = 0; i < weight.length; i++)
      price[i] = Math.min(weight[i], Math.max(0, price[i] - step * times[i]));
  }
  return best;
}
