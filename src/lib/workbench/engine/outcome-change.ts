import type { Outcome, OutcomeUnit, SceneFacility } from './scene.ts';

/** What moving one facility changes of an outcome: only what is no longer as it was. */
export interface OutcomeChange {
  /** The facility that moved, as it now is. */
  facility: SceneFacility;
  /** Points whose figures may have changed, ascending, and their figures now. */
  point: Uint32Array;
  covered: Uint8Array;
  cause: Uint8Array;
  distanceM: Float64Array;
  /** Rows of the units in which such points lie, and the rank of every unit. */
  units: OutcomeUnit[];
  rank: Int32Array;
  coveredPeople: number;
  straightPeople: number;
}

/**
 * The outcome after a change. The columns of points are those of `outcome`, brought up to date in place: a copy a frame of
 * 200,000 of them would cost more than the change. The rest is new where it differs, so that the page sees it.
 */
export function applyChange(outcome: Outcome, change: OutcomeChange): Outcome {
  const { facility, rank, coveredPeople, straightPeople } = change;
  change.point.forEach((point, k) => {
    outcome.covered[point] = change.covered[k];
    outcome.cause[point] = change.cause[k];
    outcome.distanceM[point] = change.distanceM[k];
  });
  const units = outcome.units.slice();
  for (const row of change.units) units[row.unit] = row;
  for (let unit = 0; unit < units.length; unit++)
    if (units[unit].rank !== rank[unit]) units[unit] = { ...units[unit], rank: rank[unit] };
  const facilities = outcome.facilities.slice();
  const at = facilities.findIndex(({ code }) => code === facility.code);
  // One that the question does not count is there only once it is moved.
  facilities[at >= 0 ? at : facilities.length] = facility;
  return { ...outcome, facilities, units, coveredPeople, straightPeople };
}
