import { createPlane, distanceM } from '../geometry/metric.ts';
import { collectWithin } from '../network/collect-within.ts';
import { pickJoins } from '../network/join.ts';
import type { Adjacency } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import { qualifying } from '../standards/taxonomy.ts';
import { doubtNone, groupByUnit } from './assess-count.ts';
import type { CompliancePart, Remark } from './coverage.ts';
import { DETOUR_FACTOR, facilitiesIn } from './distances.ts';
import type { Evidence } from './evidence.ts';
import { createPointTree } from './point-tree.ts';
import { groupByKey, roofsOf } from './same-roof.ts';
import { conclude, noData, notApplicable, type Verdict } from './verdict.ts';

/** By what a facility has its neighbour, the surest first. */
const WAYS = ['host', 'parcel', 'walk'] as const;
type Way = (typeof WAYS)[number];

/** Of each facility the neighbour that stands surest by it (index, −1: none), and by what. */
interface Neighbours {
  of: Map<number, { neighbour: number; way: Way }>;
  estimated: boolean;
}

/**
 * Percent of the facilities of `of` (of the categories named alone) that have one of `beside`, or of what may stand in for it,
 * in the same host, else on the same parcel, else within a walk of `project_default.adjacent_walk_m` from where they meet the
 * network; with `same_roof` the walk does not count. `parts` say how many by each. Without roads the walk is the straight
 * line × 1.3, an estimate by which nothing is judged. Features are those that have a neighbour, and their neighbours.
 *
 * With `same_roof` a facility that gives neither host nor parcel may have one: the value is the least, and judged only where
 * it changes nothing. A unit that has none of `of` is not asked.
 */
export function assessAdjacency(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  const { compute } = standard;
  if (compute.how !== 'adjacency') return () => noData('not-worked-out', compute.how);
  const { inputs, facilities } = evidence;
  if (!inputs.has('facilities.category')) return () => noData('missing-input', 'facilities.category');
  const limitM = compute.same_roof ? 0 : standard.project_default?.adjacent_walk_m;
  if (typeof limitM !== 'number') return () => noData('no-figure', 'project_default.adjacent_walk_m');
  if (compute.same_roof && !ROOFS.some((input) => inputs.has(input)))
    return () => noData('missing-input', ROOFS.join(', '));
  const asked = facilitiesIn(facilities, compute.of);
  const beside = facilitiesIn(facilities, qualifying(compute.beside));
  const unsure = doubtNone(evidence, Array.from(asked)) ?? doubtNone(evidence, Array.from(beside));
  const found = findNeighbours(compute, evidence, asked, beside, limitM);
  if (found.estimated && standard.comparator !== 'report')
    return () => noData('missing-input', 'walk_network.length_m');
  const { unsaid } = roofsOf(facilities);
  const absent: Remark | null =
    beside.length > 0 ? null : { code: 'none-in-study', what: compute.beside.join(', ') };
  const remarks = [found.estimated ? { code: 'estimated', what: 'walk_network.length_m' } : null, absent];
  const inUnit = groupByUnit(evidence, Array.from(asked));
  return (unit) => {
    if (unsure !== null) return unsure;
    const here = inUnit(unit);
    if (here.length === 0) return notApplicable('no-facility', compute.of.join(', '));
    const count = (way: Way) => here.filter((facility) => found.of.get(facility)?.way === way).length;
    const has = here.filter((facility) => found.of.has(facility));
    const open = compute.same_roof
      ? here.filter((facility) => !found.of.has(facility) && unsaid[facility]).length
      : 0;
    const features = new Set(has.flatMap((facility) => [facility, found.of.get(facility)!.neighbour]));
    const verdict = conclude(standard, {
      value: (has.length / here.length) * 100,
      numerator: has.length,
      denominator: here.length,
      most: ((has.length + open) / here.length) * 100,
      lacking: open > 0 ? `${ROOFS.join(', ')}: ${open} / ${here.length}` : null,
      features: [...features].sort((a, b) => a - b),
      remarks
    });
    const ways = compute.same_roof ? WAYS.filter((way) => way !== 'walk') : WAYS;
    return { ...verdict, parts: ways.map((way) => partOf(way, limitM, count(way), here.length)) };
  };
}

const ROOFS = ['facilities.host_id', 'facilities.parcel_id'];

function partOf(way: Way, limitM: number, numerator: number, denominator: number): CompliancePart {
  const words = {
    host: ['同一场所', 'in the same premises'],
    parcel: ['同一地块', 'on the same parcel'],
    walk: [`步行 ${limitM} 米内（项目参数）`, `within a walk of ${limitM} m (project default)`]
  };
  const [labelZh, labelEn] = words[way];
  const value = (numerator / denominator) * 100;
  return { labelZh, labelEn, value, numerator, denominator, status: 'reported' };
}

function findNeighbours(
  compute: Adjacency,
  evidence: Evidence,
  asked: Int32Array,
  beside: Int32Array,
  limitM: number
): Neighbours {
  const { host, parcel } = roofsOf(evidence.facilities);
  const of: Neighbours['of'] = new Map();
  const keys = [
    { way: 'host', key: host, groups: groupByKey(beside, host) },
    { way: 'parcel', key: parcel, groups: groupByKey(beside, parcel) }
  ] as const;
  const rest = Array.from(asked).filter((facility) => {
    for (const { way, key, groups } of keys) {
      // Nobody is a neighbour of their own.
      const neighbour = groups.get(key[facility])?.find((each) => each !== facility);
      if (neighbour === undefined) continue;
      of.set(facility, { neighbour, way });
      return false;
    }
    return true;
  });
  if (compute.same_roof) return { of, estimated: false };
  const walk =
    evidence.walks === null
      ? findStraight(evidence, rest, beside, limitM)
      : findWalks(evidence, rest, beside, limitM);
  rest.forEach((facility, k) => {
    if (walk[k] >= 0) of.set(facility, { neighbour: walk[k], way: 'walk' });
  });
  return { of, estimated: evidence.walks === null };
}

/** The nearest other facility of `beside` within a walk of each of `from`, −1: none; of equally near ones the lowest. */
function findWalks({ walks }: Evidence, from: number[], beside: Int32Array, limitM: number): number[] {
  const { network, facilities } = walks!;
  const { first, point, ticks } = collectWithin(
    network,
    pickJoins(facilities, from),
    pickJoins(facilities, beside),
    limitM
  );
  return from.map((facility, k) => {
    let best = -1;
    for (let at = first[k]; at < first[k + 1]; at++)
      if (beside[point[at]] !== facility && (best < 0 || ticks[at] < ticks[best])) best = at;
    return best < 0 ? -1 : beside[point[best]];
  });
}

/** As `findWalks`, by the straight line × 1.3. */
function findStraight(
  { facilities: { lon, lat } }: Evidence,
  from: number[],
  beside: Int32Array,
  limitM: number
): number[] {
  if (beside.length === 0) return from.map(() => -1);
  const places = {
    lon: Float64Array.from(beside, (facility) => lon[facility]),
    lat: Float64Array.from(beside, (facility) => lat[facility])
  };
  const straightM = limitM / DETOUR_FACTOR;
  const plane = createPlane(places.lon[0], places.lat[0]);
  const tree = createPointTree(places, plane, new Float64Array(beside.length).fill(straightM));
  return from.map((facility) => {
    let best = -1;
    let leastM = straightM;
    tree.visitNear(lon[facility], lat[facility], (k) => {
      const metres = distanceM(lon[facility], lat[facility], places.lon[k], places.lat[k]);
      if (beside[k] === facility || metres > leastM || (metres === leastM && best >= 0 && beside[k] > best))
        return;
      best = beside[k];
      leastM = metres;
    });
    return best;
  });
}
