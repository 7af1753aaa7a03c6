import { facilitiesIn } from '../coverage/distances.ts';
import type { Facilities } from '../coverage/facilities.ts';
import { roundPeople } from '../demand/share-out.ts';
import type { ReachSets } from './cover-problem.ts';
import { evaluateOpen } from './evaluate.ts';
import { isByDistance, layOut, peopleOf, reachOfService } from './pose-reach.ts';
import { BARRED, FIXED, FREE, type SitingProblem } from './problem.ts';
import type { Candidates } from './siting.ts';
import type { Service, SitingAsk, Size, Standing } from './siting-ask.ts';

/** A question as a problem, and what its numbers stand for. */
export interface Posed {
  problem: SitingProblem;
  /** Of each option: the candidate, the size (−1: as it is), or the facility that stands; −1: it is none. */
  candidate: Int32Array;
  size: Int32Array;
  facility: Int32Array;
  /** First row of each service; the last entry is the number of rows. */
  firstRow: number[];
  /** What is worth today and not in the problem, since no choice changes it. */
  base: number;
  /**
   * The problem's objective where nothing is built and nothing given up, of `lscp` the worth covered; Infinity where distances are added
   * up and some have nowhere to go.
   */
  today: number;
  /** People whom neither a candidate nor a facility reaches: `pmedian` and `pcenter` leave them out. */
  leftOut: number;
}

/**
 * Writes a question as a problem. Options are the candidates in their order, each in every size it has the floor for, then what
 * stands, where that can change: as one option that reaches as today where all stays, else one a facility. People who are covered
 * whatever is chosen drop out of `mclp` (`base`). Distances are those of coverage: on the network with both joins, else straight
 * × 1.3. With a `width` above 1 pairs go so many times as far as the limit, and whoever is covered today keeps their worth: for runs in
 * which limits vary.
 */
export function poseProblem(
  services: readonly Service[],
  candidates: Candidates,
  standing: Standing,
  ask: SitingAsk,
  width = 1
): Posed {
  const singly = ask.existing !== 'fixed' || ask.times === 2 || services.some(hasPlaces);
  const found = singly ? countStanding(services, standing.facilities) : new Int32Array(0);
  const sized = listSizes(candidates, ask.sizes);
  const isWhole = !singly && ask.model !== 'mclp';
  const options = sized.candidate.length + (isWhole ? 1 : found.length);
  const weight = weightsOf(services, ask.model === 'mclp' && !singly && width === 1);
  const parts = services.map((service) =>
    reachOfService(service, candidates, standing, found, ask, isWhole, width)
  );
  const firstRow = services.reduce(
    (rows, { demand }) => [...rows, rows[rows.length - 1] + demand.lon.length],
    [0]
  );
  const reach = layOut(parts, firstRow, sized.candidate, candidates.code.length, options);
  const leftOut = isByDistance(ask.model) ? leaveOut(weight, reach) : 0;
  const problem: SitingProblem = {
    ...{ model: ask.model, weight, reach, times: ask.times, least: ask.least },
    options: optionsOf(services, candidates, standing.facilities, found, sized, ask, isWhole),
    limits: limitsOf(ask, candidates, sized.candidate, found.length)
  };
  const standingOptions = Array.from(
    { length: options - sized.candidate.length },
    (_, k) => sized.candidate.length + k
  );
  const facility = new Int32Array(options).fill(-1);
  found.forEach((each, k) => (facility[sized.candidate.length + k] = each));
  return {
    problem,
    candidate: padded(sized.candidate, options),
    size: padded(sized.size, options),
    facility,
    firstRow,
    base: ask.model === 'mclp' && !singly ? coveredToday(services) : 0,
    today: services.some(hasPlaces)
      ? servedToday(services)
      : standingOptions.length > 0
        ? evaluateOpen({ ...problem, model: ask.model === 'lscp' ? 'mclp' : ask.model }, standingOptions)
        : 0,
    leftOut
  };
}

const hasPlaces = ({ measure }: Service): boolean => measure.capacity !== undefined;

function padded(values: number[], length: number): Int32Array {
  const column = new Int32Array(length).fill(-1);
  column.set(values);
  return column;
}

/** Facilities that serve any of the services, ascending. */
function countStanding(services: readonly Service[], facilities: Facilities): Int32Array {
  const found = new Set<number>();
  for (const { measure } of services)
    for (const i of facilitiesIn(facilities, measure.categories, measure.needs)) found.add(i);
  return Int32Array.from(found).sort();
}

/** Each candidate in each size that it has the floor for; one whose floor is not known fits all. */
function listSizes(
  { code, floorAreaM2 }: Candidates,
  sizes: Size[]
): { candidate: number[]; size: number[] } {
  const candidate: number[] = [];
  const size: number[] = [];
  for (let c = 0; c < code.length; c++) {
    if (sizes.length === 0) {
      candidate.push(c);
      size.push(-1);
    }
    sizes.forEach(({ leastM2 }, s) => {
      if (floorAreaM2[c] < leastM2) return;
      candidate.push(c);
      size.push(s);
    });
  }
  return { candidate, size };
}

/** Worth of each row: people × weight, without those who are covered anyhow where `isNew`. */
function weightsOf(services: readonly Service[], isNew: boolean): Float64Array {
  const rows = services.reduce((sum, { demand }) => sum + demand.lon.length, 0);
  const weights = new Float64Array(rows);
  let at = 0;
  for (const { measure, demand, coverage, weight } of services) {
    const people = peopleOf(measure, demand);
    for (let i = 0; i < people.length; i++, at++)
      if (people[i] > 0 && !(isNew && coverage.covered[i])) weights[at] = roundPeople(people[i] * weight);
  }
  return weights;
}

function coveredToday(services: readonly Service[]): number {
  let sum = 0;
  for (const { measure, demand, coverage, weight } of services) {
    const people = peopleOf(measure, demand);
    for (let i = 0; i < people.length; i++)
      if (coverage.covered[i] && people[i] > 0) sum += roundPeople(people[i] * weight);
  }
  return sum;
}

/** Worth of those who have a place today. */
function servedToday(services: readonly Service[]): number {
  let sum = 0;
  for (const { measure, demand, coverage, weight } of services) {
    const people = peopleOf(measure, demand);
    const share = coverage.served ?? coverage.covered;
    for (let i = 0; i < people.length; i++)
      if (people[i] > 0) sum += roundPeople(people[i] * weight * share[i]);
  }
  return sum;
}

/** Sets the worth of rows that nothing reaches to 0, and tells how much it was. */
function leaveOut(weight: Float64Array, { point }: ReachSets): number {
  const isReached = new Uint8Array(weight.length);
  for (const i of point) isReached[i] = 1;
  let left = 0;
  for (let i = 0; i < weight.length; i++) {
    if (isReached[i]) continue;
    left += weight[i];
    weight[i] = 0;
  }
  return left;
}

function optionsOf(
  services: readonly Service[],
  candidates: Candidates,
  facilities: Facilities,
  found: Int32Array,
  { candidate, size }: { candidate: number[]; size: number[] },
  ask: SitingAsk,
  isWhole: boolean
): SitingProblem['options'] {
  const standing = isWhole ? 1 : found.length;
  const count = candidate.length + standing;
  const [own] = services;
  const per1000 = own.measure.capacity?.per_1000 ?? 1000;
  const isClosable = ask.existing !== 'fixed';
  const usesCost = ask.budget < Infinity || ask.least === 'cost';
  const options = {
    place: new Uint32Array(count),
    cost: new Float64Array(count),
    counts: new Uint8Array(count),
    state: new Uint8Array(count).fill(FREE),
    capacity: services.some(hasPlaces) ? new Float64Array(count).fill(Infinity) : null
  };
  candidate.forEach((c, o) => {
    const given = size[o] < 0 ? null : ask.sizes[size[o]];
    const cost = Number.isNaN(given?.cost ?? NaN) ? candidates.cost[c] : given!.cost;
    options.place[o] = c;
    options.cost[o] = usesCost ? cost : 0;
    options.counts[o] = 1;
    if (ask.forbid[c]) options.state[o] = BARRED;
    // Of several sizes of a locked candidate one is open: `limitsOf`.
    else if (ask.lock[c] && ask.sizes.length < 2) options.state[o] = FIXED;
    const places = Number.isNaN(given?.capacity ?? NaN) ? (candidates.capacity?.[c] ?? NaN) : given!.capacity;
    if (options.capacity && !Number.isNaN(places)) options.capacity[o] = (places * 1000) / per1000;
  });
  for (let k = 0; k < standing; k++) {
    const o = candidate.length + k;
    options.place[o] = candidates.code.length + k;
    options.cost[o] = isClosable && usesCost && ask.price > 0 ? -ask.price : 0;
    options.counts[o] = ask.existing === 'movable' ? 1 : 0;
    options.state[o] = isClosable ? FREE : FIXED;
    const held = own.measure.capacity ? facilities[own.measure.capacity.of][found[k]] : NaN;
    // One that does not say what it holds is left out, as coverage leaves it out.
    if (options.capacity) options.capacity[o] = held >= 0 ? (held * 1000) / per1000 : 0;
  }
  return options;
}

function limitsOf(
  ask: SitingAsk,
  { code, name }: Candidates,
  candidate: number[],
  standing: number
): SitingProblem['limits'] {
  const movable = ask.existing === 'movable' ? standing : 0;
  const given = ask.existing === 'fixed' || !(ask.price > 0) ? 0 : ask.price * standing;
  const of = new Map<number, number[]>();
  candidate.forEach((c, o) => of.set(c, [...(of.get(c) ?? []), o]));
  const locked =
    ask.sizes.length < 2
      ? []
      : code.flatMap((each, c) => (ask.lock[c] ? [{ candidates: [c], name: name[c] || each }] : []));
  return {
    sites: ask.sites + movable,
    budget: ask.budget - given,
    share: ask.share,
    groups: [...ask.groups, ...locked].map(({ candidates, name }) => ({
      options: Uint32Array.from(candidates.flatMap((c) => of.get(c) ?? [])),
      least: 1,
      name
    })),
    apart: ask.apart
  };
}
