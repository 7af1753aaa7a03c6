import type { Demand } from '../demand/demand.ts';
import { withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import { eachJoin } from '../network/by-edge.ts';
import type { Joins } from '../network/network.ts';
import type { NetworkExtent } from '../network/network-extent.ts';
import type { Coverage } from './coverage.ts';

/**
 * What the end of the network's data leaves open of one measure, a row a unit of every level in the order of the units (NaN
 * where the group is missing). Land beyond the data is taken to be unknown, not empty.
 *
 * A walk that leaves the data is at least as long as the straight line to its edge. So:
 * - `mayGain`: people not covered who live nearer to the edge than the limit. A facility or a way beyond could serve
 *   them; nobody else not covered could be. People on land without data (edge 0 m) are among them.
 * - `mayLose`: people covered whose join rests on the edge: they, or the facility that serves them, walk farther to the
 *   nearest way known than to the edge, so that a way beyond could be nearer, which the method would join them to; or live on
 *   an island (method §3) nearer to the edge than the limit, which might be none. More ways shorten every other walk and can
 *   never take coverage.
 *
 * `lowest` and `highest` are the shares with the latter taken off and the former added: coverage with complete data lies
 * between them, as long as the facilities inside are complete, people stay where they were put, and pieces apart stay apart
 * (islands are told by their share of all nodes). Where the measure has a capacity all this is of who is near a facility, with a place
 * or without: one more way may send everybody elsewhere.
 */
export interface EdgeEffect {
  measure: Coverage['measure'];
  unit: Int32Array;
  mayGain: Float64Array;
  mayLose: Float64Array;
  lowest: Float64Array;
  highest: Float64Array;
}

/**
 * The edge effect of a coverage; `edgeM` and `facilityEdgeM` are metres to the edge of each demand point and facility. `gait`:
 * so many metres may count as one at most, where walks downhill count for less than their length.
 */
export function findEdgeEffect(
  coverage: Coverage,
  units: Units,
  demand: Demand,
  joins: { points: Joins; facilities: Joins },
  edgeM: Float64Array,
  facilityEdgeM: Float64Array,
  gait = 1
): EdgeEffect {
  const { rows, measure, covered, nearest } = coverage;
  const near = coverage.places?.within ?? rows.covered;
  const open = () => rows.total.map((total) => (Number.isNaN(total) ? NaN : 0));
  const mayGain = open();
  const mayLose = open();
  const people = demand.people[measure.field] ?? new Float64Array(demand.unit.length);
  const ownGain = new Float64Array(units.code.length);
  const ownLose = new Float64Array(units.code.length);
  for (let i = 0; i < people.length; i++) {
    const atEdge = edgeM[i] < gait * measure.limitM;
    // Most of a city is far from its edge.
    if ((!atEdge && !covered[i]) || demand.unit[i] < 0 || !(people[i] > 0)) continue;
    if (!covered[i]) {
      ownGain[demand.unit[i]] += people[i];
      continue;
    }
    const facility = nearest[i];
    const loose =
      farthestOffM(joins.points, i) > edgeM[i] ||
      joins.facilities.offM[facility] > facilityEdgeM[facility] ||
      (atEdge && joins.points.mainEdge[i] >= 0);
    if (loose) ownLose[demand.unit[i]] += people[i];
  }
  for (let unit = 0; unit < ownGain.length; unit++) {
    if (ownGain[unit] === 0 && ownLose[unit] === 0) continue;
    for (const each of withParents(units, unit)) {
      mayGain[each] += ownGain[unit];
      mayLose[each] += ownLose[unit];
    }
  }
  const share = (sum: (unit: number) => number): Float64Array =>
    rows.total.map((total, unit) => (total > 0 ? sum(unit) / total : NaN));
  return {
    measure,
    unit: Int32Array.from(rows.unit),
    mayGain,
    mayLose,
    lowest: share((unit) => near[unit] - mayLose[unit]),
    highest: share((unit) => near[unit] + mayGain[unit])
  };
}

/** The longest of the walks from a point to the network, by whichever gate. */
function farthestOffM(joins: Joins, i: number): number {
  if (!joins.more) return joins.offM[i];
  let farthest = 0;
  eachJoin(joins, i, (_edge, _alongM, offM) => (farthest = Math.max(farthest, offM)));
  return farthest;
}

/** Metres from each position to the edge of the data, `farM` at most. */
export function edgeDistances(
  extent: NetworkExtent,
  { lon, lat }: { lon: Float64Array; lat: Float64Array },
  farM: number
): Float64Array {
  return lon.map((x, i) => extent.distanceToEdgeM(x, lat[i], farM));
}
