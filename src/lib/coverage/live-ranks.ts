import type { Units } from '../demand/units.ts';

/** Keeps the units of each level in the order of their gaps. */
export interface LiveRanks {
  /** As in `Gaps.rank`. */
  rank: Int32Array;
  /** To be told of all units whose figures may have changed, after they have. */
  follow(changed: number[]): void;
}

/**
 * The ranks of `findGaps`, kept up while `uncovered` and `personM`, the caller's columns, change in some units: these are taken
 * out of the list of their level and put in again where they belong. `start` are the ranks to begin with.
 */
export function openLiveRanks(
  units: Units,
  uncovered: Float64Array,
  personM: Float64Array,
  start: Int32Array
): LiveRanks {
  const rank = Int32Array.from(start);
  const lists = new Map<string, Uint32Array>();
  for (const level of new Set(units.level)) {
    const ranked = units.level.flatMap((each, unit) => (each === level && rank[unit] > 0 ? [unit] : []));
    lists.set(level, Uint32Array.from(ranked.sort((a, b) => rank[a] - rank[b])));
  }
  /** Place of each unit among all by name and code, which settle what figures leave equal. */
  const byName = new Uint32Array(units.code.length);
  units.code
    .map((_, unit) => unit)
    .sort((a, b) => ascending(units.name[a], units.name[b]) || ascending(units.code[a], units.code[b]))
    .forEach((unit, place) => (byName[unit] = place));

  /** True where the gap of `a` ranks before that of `b`. */
  function isBefore(a: number, b: number): boolean {
    if (uncovered[a] !== uncovered[b]) return uncovered[a] > uncovered[b];
    if (personM[a] !== personM[b]) return personM[a] > personM[b];
    return byName[a] < byName[b];
  }

  /** Places of `list[0 … length - 1]`, which is in order, that rank before `unit`. */
  function placesBefore(unit: number, list: Uint32Array, length: number): number {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(list[middle], unit)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const isOut = new Uint8Array(units.code.length);
  const scratch = new Uint32Array(units.code.length);

  return {
    rank,
    follow(changed) {
      for (const [level, list] of lists) {
        const moved = changed.filter((unit) => units.level[unit] === level && rank[unit] > 0);
        if (moved.length === 0) continue;
        // All that may have moved are taken out before any goes in again: what is searched must be in order.
        for (const unit of moved) isOut[unit] = 1;
        let kept = 0;
        for (let place = 0; place < list.length; place++) {
          scratch[kept] = list[place];
          kept += 1 - isOut[list[place]];
        }
        for (const unit of moved) isOut[unit] = 0;
        moved.sort((a, b) => (isBefore(a, b) ? -1 : 1));
        let from = 0;
        moved.forEach((unit, k) => {
          const to = placesBefore(unit, scratch, kept);
          list.set(scratch.subarray(from, to), from + k);
          list[to + k] = unit;
          from = to;
        });
        list.set(scratch.subarray(from, kept), from + moved.length);
        for (let place = 0; place < list.length; place++) rank[list[place]] = place + 1;
      }
    }
  };
}

/** By code points, so that the order is the same on every machine. */
function ascending(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
