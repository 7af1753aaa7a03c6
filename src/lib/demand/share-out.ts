import type { Points } from '../geometry/shapes.ts';

/**
 * People are held in steps of 2⁻²², so that sums of them are exact below two thousand million: communities add up
 * to their subdistrict to the last digit, and no result depends on the order of rows.
 */
const STEP = 2 ** -22;
const WEIGHT_STEP = 2 ** -20;

/** `people` in steps of 2⁻²² of a person; NaN stays NaN. */
export function roundPeople(people: number): number {
  return Math.round(people / STEP) * STEP;
}

/** `weight` in steps of 2⁻²⁰, at least one step where it is above zero. */
function roundWeight(weight: number): number {
  return weight > 0 ? Math.max(1, Math.round(weight / WEIGHT_STEP)) * WEIGHT_STEP : 0;
}

/**
 * `total` people shared out over the places `at` (indexes into `points` and `weights`) in proportion to their weights,
 * equally where all are zero. The shares sum to the total to within 2⁻²³ exactly; what rounding leaves goes to the
 * heaviest place, the westernmost and then southernmost among equals. `at` must not be empty.
 */
export function shareOut(total: number, at: number[], weights: Float64Array, points: Points): Float64Array {
  const exact = at.map((place) => roundWeight(weights[place]));
  const sum = exact.reduce((a, b) => a + b, 0);
  const target = roundPeople(total);
  // Down, not to the nearest, so that what is left is never negative.
  const shares = Float64Array.from(exact, (weight) => {
    const share = sum > 0 ? target * (weight / sum) : target / at.length;
    return Math.floor(share / STEP) * STEP;
  });
  let heaviest = 0;
  for (let i = 1; i < at.length; i++) {
    const order =
      exact[i] - exact[heaviest] ||
      points.lon[at[heaviest]] - points.lon[at[i]] ||
      points.lat[at[heaviest]] - points.lat[at[i]];
    if (order > 0) heaviest = i;
  }
  shares[heaviest] += target - shares.reduce((a, b) => a + b, 0);
  return shares;
}
