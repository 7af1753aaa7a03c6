import { findMusts, selectCover, type SetCover } from './set-cover.ts';

/** Visits that looking for items implied by others may cost: a count and no clock, so that the answer is always the same. */
const WORK = 2e8;

/** Rounds of reductions; each makes room for the next, and hardly any case needs more than five. */
const ROUNDS = 12;

/** What is left of a covering question, and the options (of the problem) that some best choice has to have. */
export interface ReducedCover {
  cover: SetCover;
  opened: number[];
}

/**
 * The question in its smallest form, at which some best choice is still to be had (Beasley 1987; Caprara, Toth and Fischetti
 * 2000): items covered by the same options are one; an option goes that covers no more than another one that is no dearer;
 * the one option that covers an item that has to be covered is opened; an item goes that is covered whenever one that has to be is.
 */
export function reduceSetCover(start: SetCover): ReducedCover {
  let cover = start;
  const opened: number[] = [];
  for (let round = 0; round < ROUNDS && cover.need > 0 && cover.need <= cover.total; round++) {
    const before = cover.option.length + cover.weight.length;
    cover = openEssential(mergeAlike(cover), opened);
    cover = dropDominated(cover);
    cover = dropImplied(cover);
    if (cover.option.length + cover.weight.length === before) break;
  }
  return { cover, opened };
}

function everyOption({ option }: SetCover): Uint8Array {
  return new Uint8Array(option.length).fill(1);
}

/** Items covered by the same options become one, numbered by the first of them. */
function mergeAlike(cover: SetCover): SetCover {
  const { weight, byFirst, by } = cover;
  const itemOf = new Int32Array(weight.length);
  const heads = new Map<number, number>();
  const next = new Int32Array(weight.length).fill(-1);
  for (let i = 0; i < weight.length; i++) {
    // FNV-1a over the row, 32 bits; collisions are told apart below.
    let hash = 0x811c9dc5;
    for (let k = byFirst[i]; k < byFirst[i + 1]; k++) hash = Math.imul(hash ^ by[k], 0x01000193);
    const head = heads.get(hash) ?? -1;
    let same = head;
    while (same >= 0 && !isSameRow(byFirst, by, same, i)) same = next[same];
    itemOf[i] = same >= 0 ? same : i;
    if (same >= 0) continue;
    next[i] = head;
    heads.set(hash, i);
  }
  return selectCover(cover, everyOption(cover), itemOf, cover.need);
}

function isSameRow(first: Uint32Array, row: Uint32Array, a: number, b: number): boolean {
  const length = first[a + 1] - first[a];
  if (first[b + 1] - first[b] !== length) return false;
  for (let k = 0; k < length; k++) if (row[first[a] + k] !== row[first[b] + k]) return false;
  return true;
}

function openEssential(cover: SetCover, opened: number[]): SetCover {
  const { option, first, item, byFirst, by, weight } = cover;
  const must = findMusts(cover);
  const keep = everyOption(cover);
  const itemOf = Int32Array.from(weight.keys());
  let need = cover.need;
  for (let i = 0; i < weight.length; i++) {
    if (!must[i] || byFirst[i + 1] - byFirst[i] !== 1) continue;
    const o = by[byFirst[i]];
    if (!keep[o]) continue;
    keep[o] = 0;
    opened.push(option[o]);
    for (let k = first[o]; k < first[o + 1]; k++) {
      if (itemOf[item[k]] < 0) continue;
      itemOf[item[k]] = -1;
      need -= weight[item[k]];
    }
  }
  return need === cover.need ? cover : selectCover(cover, keep, itemOf, need);
}

/** Without options of which another one covers all that they cover, at no higher cost; of equal ones the lowest stays. */
function dropDominated(cover: SetCover): SetCover {
  const { option, cost, first, item, byFirst, by, weight } = cover;
  const keep = everyOption(cover);
  const size = (o: number) => first[o + 1] - first[o];
  for (let o = 0; o < option.length; o++) {
    if (size(o) === 0) {
      keep[o] = 0;
      continue;
    }
    // One that covers all that this one covers also covers its rarest item, so only those need comparing.
    let rarest = item[first[o]];
    for (let k = first[o]; k < first[o + 1]; k++)
      if (byFirst[item[k] + 1] - byFirst[item[k]] < byFirst[rarest + 1] - byFirst[rarest]) rarest = item[k];
    for (let k = byFirst[rarest]; k < byFirst[rarest + 1] && keep[o]; k++) {
      const other = by[k];
      if (other === o || size(other) < size(o) || cost[other] > cost[o]) continue;
      if (size(other) === size(o) && cost[other] === cost[o] && other > o) continue;
      if (isWithin(item, first[o], first[o + 1], first[other], first[other + 1])) keep[o] = 0;
    }
  }
  if (!keep.includes(0)) return cover;
  return selectCover(cover, keep, Int32Array.from(weight.keys()), cover.need);
}

/** Without items that every choice covers, because whatever covers an item that has to be covered covers them. */
function dropImplied(cover: SetCover): SetCover {
  const { option, first, item, byFirst, by, weight } = cover;
  const must = findMusts(cover);
  const itemOf = Int32Array.from(weight.keys());
  const size = (i: number) => byFirst[i + 1] - byFirst[i];
  const marks = weight.length > 0 ? markRows(cover) : new Uint32Array(0);
  const order = Uint32Array.from(weight.keys())
    .filter((i) => must[i] === 1)
    .sort((a, b) => size(a) - size(b) || a - b);
  let need = cover.need;
  let work = 0;
  for (let at = 0; at < order.length && work < WORK; at++) {
    const j = order[at];
    if (itemOf[j] < 0) continue;
    let shortest = by[byFirst[j]];
    for (let k = byFirst[j]; k < byFirst[j + 1]; k++)
      if (first[by[k] + 1] - first[by[k]] < first[shortest + 1] - first[shortest]) shortest = by[k];
    work += first[shortest + 1] - first[shortest];
    for (let k = first[shortest]; k < first[shortest + 1]; k++) {
      const i = item[k];
      if (i === j || itemOf[i] < 0 || (marks[j] & ~marks[i]) !== 0 || size(i) < size(j)) continue;
      work += size(i);
      if (!isWithin(by, byFirst[j], byFirst[j + 1], byFirst[i], byFirst[i + 1])) continue;
      itemOf[i] = -1;
      need -= weight[i];
    }
  }
  if (need === cover.need) return cover;
  return selectCover(cover, new Uint8Array(option.length).fill(1), itemOf, need);
}

/** 32 bits of each item's row: one that lies within another has no bit that the other has not. */
function markRows({ weight, byFirst, by }: SetCover): Uint32Array {
  const marks = new Uint32Array(weight.length);
  for (let i = 0; i < weight.length; i++)
    for (let k = byFirst[i]; k < byFirst[i + 1]; k++) marks[i] |= 1 << (Math.imul(by[k], 0x9e3779b1) >>> 27);
  return marks;
}

/** True where the ascending `row[from] … row[to - 1]` all are among `row[from2] … row[to2 - 1]`. */
function isWithin(row: Uint32Array, from: number, to: number, from2: number, to2: number): boolean {
  let at = from2;
  for (let k = from; k < to; k++) {
    while (at < to2 && row[at] < row[k]) at++;
    if (at === to2 || row[at] !== row[k]) return false;
    // As many must be left as are still looked for.
    if (to - k > to2 - at) return false;
  }
  return true;
}
