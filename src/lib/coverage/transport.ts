import { orderOf } from './order.ts';

/**
 * People who ask for a place, facilities that have some, and who is near enough to which. Column i has the arcs
 * `first[i] … first[i + 1] - 1`; an arc leads to a facility over so many metres of walking, to each at most once.
 */
export interface TransportProblem {
  /** People of each column. */
  people: Float64Array;
  /** People whom each facility has places for. */
  room: Float64Array;
  /** As long as the people, and one. */
  first: Uint32Array;
  facility: Uint32Array;
  metres: Float64Array;
}

/** What a solver says of a problem: how many people take each arc, and what a place is worth in each facility (metres, 0 or more). */
export interface TransportAnswer {
  flow: Float64Array;
  price: Float64Array;
}

/**
 * Finds whom to send where so that `Σ flow × (servedM − metres)` is greatest: each person served is worth `servedM` metres of
 * walking. Null where the problem is beyond what the solver is to spend on it. The answer need not be trusted: `boundOf` its
 * prices says how good any answer can be.
 */
export type TransportSolver = (problem: TransportProblem, servedM: number) => TransportAnswer | null;

/**
 * Worth of a person served, above which no walk outweighs one: who is served more may send as many others elsewhere as there
 * are facilities, each over the longest walk instead of none. (A worth just above the longest walk serves too few: one more
 * place may cost two longer walks.)
 */
export function worthOfService({ room, metres }: TransportProblem): number {
  let longestM = 0;
  for (const each of metres) longestM = Math.max(longestM, each);
  return (room.length + 1) * Math.max(longestM, 1);
}

/** What `flow` is worth. */
export function valueOf({ metres }: TransportProblem, flow: Float64Array, servedM: number): number {
  let value = 0;
  for (let k = 0; k < flow.length; k++) value += flow[k] * (servedM - metres[k]);
  return value;
}

/**
 * No flow is worth more than this, by any prices of 0 or more (weak duality of linear programs): all places at their prices,
 * and to each person the best that is left of an arc once its place is paid for.
 */
export function boundOf(problem: TransportProblem, price: Float64Array, servedM: number): number {
  const { people, room, first, facility, metres } = problem;
  let bound = 0;
  for (let j = 0; j < room.length; j++) bound += price[j] * room[j];
  for (let i = 0; i < people.length; i++) {
    let best = 0;
    for (let k = first[i]; k < first[i + 1]; k++)
      best = Math.max(best, servedM - metres[k] - price[facility[k]]);
    bound += people[i] * best;
  }
  return bound;
}

/**
 * How many take each arc where the nearest come first: arcs in the order of their lengths (then of columns), each as full as
 * people and places allow. Needs no solver; with one facility it is the best there is, with several it may leave people without whom others
 * could have made room for.
 */
export function assignNearest({ people, room, first, facility, metres }: TransportProblem): Float64Array {
  const flow = new Float64Array(metres.length);
  const column = new Uint32Array(metres.length);
  for (let i = 0; i < people.length; i++) column.fill(i, first[i], first[i + 1]);
  const left = people.slice();
  const free = room.slice();
  for (const k of orderOf(metres)) {
    const taken = Math.min(left[column[k]], free[facility[k]]);
    flow[k] = taken;
    left[column[k]] -= taken;
    free[facility[k]] -= taken;
  }
  return flow;
}
