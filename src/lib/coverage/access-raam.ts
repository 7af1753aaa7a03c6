import type { AccessCosts } from './access-costs.ts';

/** How RAAM is worked out; the names, meanings and proposals are those of pysal/access. */
export interface RaamOptions {
  /** The cost of travel that people accept rather than a congestion of 1, in the unit of the costs. */
  tau: number;
  /** People a place that count as a congestion of 1; null: all people over all places. */
  rho: number | null;
  maxCycles: number;
  /** Share of a demand point's people that may move in the first cycle, halved every `halfLife` cycles, down to `minStep`. */
  initialStep: number;
  minStep: number;
  halfLife: number;
  /** True: people move as whole persons, as in pysal/access; false: in any part, for people that are spread over points. */
  wholePeople: boolean;
}

/** What pysal/access proposes; its τ is 60 minutes. */
export const RAAM_DEFAULTS: RaamOptions = {
  tau: 60,
  rho: null,
  maxCycles: 150,
  initialStep: 0.2,
  minStep: 0.005,
  halfLife: 50,
  wholePeople: true
};

/** So many cycles hold back people who would all run to the same attractive place. */
const CALMED_CYCLES = 20;

/** Where people go, a number a pair, and what that costs. */
interface Choice {
  assigned: Float64Array;
  total: Float64Array;
}

/**
 * Rational agent access model (Saxon & Snow 2020, doi:10.1080/24694452.2019.1629870): each demand point's people share
 * themselves out so that travel and crowding, c_ij/τ + D_j/(ρ S_j), cost them the least; the value is their mean cost (lower
 * is better; 1 is the mean crowding without travel). Starts from the nearest supply; in each cycle every point moves people from the dearest
 * supply it uses to the cheapest, as many as make the two equal, at most a step. A limit is a matter of the costs given.
 *
 * Infinity where no supply with capacity is reached; a point without people gets what one newcomer would pay. People are
 * conserved, not capacity: those assigned are all who reach anything. Of equal costs the lower index goes first. As in pysal/access
 * the last cycle's costs are weighed with the people as they stand after it.
 */
export function raamCost(
  costs: AccessCosts,
  population: Float64Array,
  capacity: Float64Array,
  options: RaamOptions = RAAM_DEFAULTS
): Float64Array {
  const { first, supply, cost } = costs;
  const sum = (column: Float64Array) => column.reduce((all, each) => all + each, 0);
  // Without anybody nothing is crowded, whatever ρ is.
  const rho = options.rho ?? (sum(population) || sum(capacity)) / sum(capacity);
  const room = capacity.map((places) => places * rho);
  const travel = cost.map((each, k) => (room[supply[k]] > 0 ? each / options.tau : Infinity));
  const { assigned, total } = shareOutPeople(costs, population, room, travel, options);
  const value = new Float64Array(population.length).fill(Infinity);
  for (let i = 0; i < value.length; i++) {
    let [people, paid, least] = [0, 0, Infinity];
    for (let k = first[i]; k < first[i + 1]; k++) {
      least = Math.min(least, total[k]);
      if (assigned[k] === 0) continue;
      people += assigned[k];
      paid += total[k] * assigned[k];
    }
    value[i] = people > 0 ? paid / people : least;
  }
  return value;
}

function shareOutPeople(
  { first, supply, supplies }: AccessCosts,
  population: Float64Array,
  room: Float64Array,
  travel: Float64Array,
  { maxCycles, initialStep, minStep, halfLife, wholePeople }: RaamOptions
): Choice {
  const assigned = new Float64Array(travel.length);
  const total = new Float64Array(travel.length);
  const points = population.length;
  for (let i = 0; i < points; i++) {
    let nearest = -1;
    for (let k = first[i]; k < first[i + 1]; k++)
      if (travel[k] < (nearest < 0 ? Infinity : travel[nearest])) nearest = k;
    if (nearest >= 0) assigned[nearest] = population[i];
  }
  const [from, to] = [new Int32Array(points), new Int32Array(points)];
  const moving = new Float64Array(points);
  const [load, coming, crowding] = [0, 1, 2].map(() => new Float64Array(supplies));

  for (let k = 0; k < assigned.length; k++) load[supply[k]] += assigned[k];
  for (let cycle = 0; cycle < maxCycles; cycle++) {
    for (let j = 0; j < supplies; j++) crowding[j] = room[j] > 0 ? load[j] / room[j] : 0;
    const isLast = cycle === maxCycles - 1;
    const step = Math.max(minStep, initialStep * 0.5 ** (cycle / halfLife));
    coming.fill(0);
    let wishing = 0;
    for (let i = 0; i < points; i++) {
      let cheap = -1;
      let dear = -1;
      let least = Infinity;
      let most = -Infinity;
      for (let k = first[i]; k < first[i + 1]; k++) {
        const each = crowding[supply[k]] + travel[k];
        if (isLast) total[k] = each;
        if (each < least) {
          least = each;
          cheap = k;
        }
        if (each > most && assigned[k] !== 0) {
          most = each;
          dear = k;
        }
      }
      moving[i] = 0;
      if (dear < 0 || dear === cheap) continue;
      const wished = Math.min(toEqual(dear, cheap), assigned[dear], step * population[i]);
      moving[i] = Math.max(0, wholePeople ? Math.trunc(wished) : wished);
      from[i] = dear;
      to[i] = cheap;
      coming[supply[cheap]] += moving[i];
      wishing += moving[i];
    }
    // Steps only get shorter: where nobody wishes to move, nobody will, and the last cycle is as this one.
    if (wishing === 0 && !isLast) cycle = maxCycles - 2;
    for (let i = 0; i < points; i++) {
      if (moving[i] === 0) continue;
      const [there, here] = [supply[to[i]], supply[from[i]]];
      if (cycle < CALMED_CYCLES) {
        const calmed = moving[i] / Math.max(coming[there] / room[there], 1);
        moving[i] = wholePeople ? roundHalfEven(calmed) : calmed;
      }
      assigned[to[i]] += moving[i];
      assigned[from[i]] -= moving[i];
      load[there] += moving[i];
      load[here] -= moving[i];
    }
  }
  return { assigned, total };

  /** How many people to move so that both pairs cost the same. */
  function toEqual(dear: number, cheap: number): number {
    const [a, b] = [room[supply[cheap]], room[supply[dear]]];
    const others = load[supply[cheap]] - assigned[cheap];
    const othersThere = load[supply[dear]] - assigned[dear];
    const both = assigned[cheap] + assigned[dear];
    const balanced =
      ((a * b) / (a + b)) * (travel[dear] - travel[cheap] + (both + othersThere) / b - others / a);
    return balanced - assigned[cheap];
  }
}

/** Halves to the even whole number, as numpy rounds. */
function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}
