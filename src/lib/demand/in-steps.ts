/**
 * Square metres are held in steps of 1/1024: sums of them are exact up to 8.8 million km², so that no result depends on the
 * order of rows (people are held in finer steps, `roundPeople`, of which fewer fit).
 */
const STEP_M2 = 1 / 1024;

/** `areaM2` in steps of 1/1024 m². */
export function roundArea(areaM2: number): number {
  return Math.round(areaM2 / STEP_M2) * STEP_M2;
}

/** `totalM2` in proportion to the weights, which sum to more than nothing; the shares sum to it, rounded, exactly. */
export function shareArea(totalM2: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  let passed = 0;
  let before = 0;
  return weights.map((weight, k) => {
    passed += weight;
    const upTo = roundArea(k === weights.length - 1 ? totalM2 : totalM2 * (passed / sum));
    const share = upTo - before;
    before = upTo;
    return share;
  });
}
