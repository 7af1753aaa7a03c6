/** Rows of candidates: row c has the entries `item[first[c]] … item[first[c + 1] - 1]`, ascending. */
export interface Rows {
  first: Uint32Array;
  item: Uint32Array;
}

/** Rows of items instead of candidates; ascending because candidates are read in order. */
export function transpose(rows: Rows, items: number): Rows {
  const first = new Uint32Array(items + 1);
  for (let k = 0; k < rows.item.length; k++) first[rows.item[k] + 1]++;
  for (let i = 0; i < items; i++) first[i + 1] += first[i];
  const next = first.slice();
  const item = new Uint32Array(rows.item.length);
  for (let c = 0; c + 1 < rows.first.length; c++) {
    for (let k = rows.first[c]; k < rows.first[c + 1]; k++) item[next[rows.item[k]]++] = c;
  }
  return { first, item };
}

/** The rows of `kept` (ascending), without items of weight 0. */
export function keepRows(rows: Rows, kept: ArrayLike<number>, weight: Float64Array): Rows {
  const first = new Uint32Array(kept.length + 1);
  let end = 0;
  for (let c = 0; c < kept.length; c++) end += rows.first[kept[c] + 1] - rows.first[kept[c]];
  const item = new Uint32Array(end);
  end = 0;
  for (let c = 0; c < kept.length; c++) {
    for (let k = rows.first[kept[c]]; k < rows.first[kept[c] + 1]; k++)
      if (weight[rows.item[k]] > 0) item[end++] = rows.item[k];
    first[c + 1] = end;
  }
  return { first, item: item.subarray(0, end) };
}

/** Items taken together: their number, and for each item as it was the new one, -1 where no row has it. */
export interface Merging {
  rows: Rows;
  items: number;
  merged: Int32Array;
}

/**
 * Takes items with the same signature (in the same rows) together, numbered by the first of each; items in no row go. A
 * class of items is split by each row in turn into those in it and the rest (partition refinement, Paige and Tarjan 1987), so that what stays
 * together has the same rows for certain; time is linear in the pairs.
 */
export function mergeItems(rows: Rows, items: number): Merging {
  const classOf = new Int32Array(items);
  // Numbers of classes that have run empty are used again: one an item, class 0 (in no row), and one that is being made.
  const size = new Uint32Array(items + 2);
  const child = new Int32Array(items + 2);
  const splitBy = new Int32Array(items + 2).fill(-1);
  const free = new Int32Array(items + 2);
  size[0] = items + 1;
  let classes = 1;
  let freed = 0;
  for (let c = 0; c + 1 < rows.first.length; c++) {
    for (let k = rows.first[c]; k < rows.first[c + 1]; k++) {
      const i = rows.item[k];
      const from = classOf[i];
      if (splitBy[from] !== c) {
        splitBy[from] = c;
        child[from] = freed > 0 ? free[--freed] : classes++;
        // A class made by this row is not split by it again: no item is in a row twice.
        splitBy[child[from]] = -1;
        size[child[from]] = 0;
      }
      classOf[i] = child[from];
      size[child[from]]++;
      if (--size[from] === 0) free[freed++] = from;
    }
  }
  return number(rows, classOf, items, classes);
}

function number(rows: Rows, classOf: Int32Array, items: number, classes: number): Merging {
  const numberOf = new Int32Array(classes).fill(-1);
  const merged = new Int32Array(items).fill(-1);
  /** 1 where an item stands for its class. */
  const leads = new Uint8Array(items);
  let count = 0;
  for (let i = 0; i < items; i++) {
    const own = classOf[i];
    if (own === 0) continue;
    if (numberOf[own] < 0) {
      numberOf[own] = count++;
      leads[i] = 1;
    }
    merged[i] = numberOf[own];
  }
  const first = new Uint32Array(rows.first.length);
  const item = new Uint32Array(rows.item.length);
  let end = 0;
  for (let c = 0; c + 1 < first.length; c++) {
    for (let k = rows.first[c]; k < rows.first[c + 1]; k++)
      if (leads[rows.item[k]]) item[end++] = merged[rows.item[k]];
    first[c + 1] = end;
  }
  return { rows: { first, item: item.slice(0, end) }, items: count, merged };
}

/** `values` of items added up by what the items became. */
export function sumMerged({ items, merged }: Merging, values: Float64Array): Float64Array {
  const sums = new Float64Array(items);
  for (let i = 0; i < merged.length; i++) if (merged[i] >= 0) sums[merged[i]] += values[i];
  return sums;
}

/** Rows that no other row contains, ascending; of equal rows the lowest stays, empty rows go. */
export function findUndominated(rows: Rows, by: Rows): Int32Array {
  const size = (c: number) => rows.first[c + 1] - rows.first[c];
  const kept: number[] = [];
  for (let c = 0; c + 1 < rows.first.length; c++) {
    if (size(c) === 0) continue;
    // A row that contains this one reaches its rarest item, so only those rows need comparing.
    let rarest = rows.item[rows.first[c]];
    for (let k = rows.first[c]; k < rows.first[c + 1]; k++) {
      const i = rows.item[k];
      if (by.first[i + 1] - by.first[i] < by.first[rarest + 1] - by.first[rarest]) rarest = i;
    }
    let dominated = false;
    for (let k = by.first[rarest]; k < by.first[rarest + 1] && !dominated; k++) {
      const other = by.item[k];
      if (other === c || size(other) < size(c) || (size(other) === size(c) && other > c)) continue;
      dominated = isSubset(rows, c, other);
    }
    if (!dominated) kept.push(c);
  }
  return Int32Array.from(kept);
}

function isSubset(rows: Rows, small: number, large: number): boolean {
  let at = rows.first[large];
  const end = rows.first[large + 1];
  for (let k = rows.first[small]; k < rows.first[small + 1]; k++) {
    while (at < end && rows.item[at] < rows.item[k]) at++;
    if (at === end || rows.item[at] !== rows.item[k]) return false;
  }
  return true;
}
