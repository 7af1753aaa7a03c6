/**
 * The value that would stand at place `k` (0 ≤ k < length) if `values` were sorted; they come out in another order. Finds
 * it by parts (C. A. R. Hoare's FIND): sorting a million numbers for one of them takes ten times as long.
 */
export function nthValue(values: Float64Array, k: number): number {
  // NaN has no order; a sort puts it at the end.
  if (values.some(Number.isNaN)) return values.sort()[k];
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[k];
    let i = left;
    let j = right;
    do {
      while (values[i] < pivot) i++;
      while (pivot < values[j]) j--;
      if (i <= j) {
        const value = values[i];
        values[i++] = values[j];
        values[j--] = value;
      }
    } while (i <= j);
    if (j < k) left = i;
    if (k < i) right = j;
  }
  return values[k];
}
