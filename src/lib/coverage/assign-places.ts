import { dropWorseArcs, mergeColumns, splitParts } from './reduce-transport.ts';
import {
  assignNearest,
  boundOf,
  valueOf,
  worthOfService,
  type TransportProblem,
  type TransportSolver
} from './transport.ts';

/** People and places are held in steps of 2⁻²², as people are everywhere (`roundPeople`), so that sums are exact. */
const STEPS = 2 ** 22;

/** People that the rounding of a solver and of steps may make and lose at a column; far below what a solver decides on. */
const A_ROUNDING = 2 ** -16;

/** By how many metres a person an answer may fall short of its bound and count as the best. */
const TOLERANCE_M = 1e-3;

/** Who is sent where. */
export interface Assignment {
  /** People of each arc, in steps of 2⁻²²: of a column never more than it has, to a facility never more than it has room for. */
  flow: Float64Array;
  /** People of each column who have a place, and of each facility who have one there: sums of `flow`. */
  served: Float64Array;
  used: Float64Array;
  /** People in parts of the problem in which the nearest came first, for want of a solver or of its answer; 0: proven best. */
  unproven: number;
}

/**
 * Sends as many people to places as there is room for, and of all such ways one of the least total walking: a transport problem
 * (Hitchcock 1941), made smaller without changing its answer (`dropWorseArcs`, `mergeColumns`), and taken apart where no arc
 * connects. Each part's answer is checked against the bound of its prices; where it falls short, or there is no solver, the
 * nearest come first there (`assignNearest`) and its people count as `unproven`. Of equally good answers it depends on the order of
 * columns which is given. People of one column may be sent to several facilities, and a part of them nowhere.
 */
export function assignPlaces(given: TransportProblem, solve: TransportSolver | null): Assignment {
  const problem = { ...given, people: given.people.map(floorSteps), room: given.room.map(floorSteps) };
  const kept = solve ? dropWorseArcs(problem) : everyArc(problem);
  const flow = new Float64Array(problem.metres.length);
  let unproven = 0;
  for (const part of splitParts(problem, kept)) {
    const merged = solve ? mergeColumns(part.problem) : null;
    const answer = merged && solve ? solvePart(merged.problem, solve) : null;
    const partFlow = answer && merged ? merged.shareOut(answer) : assignNearest(part.problem);
    if (answer === null && !isAsPlain(part.problem)) unproven += sum(part.problem.people);
    part.arc.forEach((arc, k) => (flow[arc] = partFlow[k]));
  }
  return { ...settle(problem, flow), unproven };
}

function everyArc({ metres }: TransportProblem): Uint8Array {
  return new Uint8Array(metres.length).fill(1);
}

/** The best flow of a part, null where it is not found. */
function solvePart(problem: TransportProblem, solve: TransportSolver): Float64Array | null {
  if (isAsPlain(problem)) return assignNearest(problem);
  const servedM = worthOfService(problem);
  const answer = solve(problem, servedM);
  if (answer === null) return null;
  const short = boundOf(problem, answer.price, servedM) - valueOf(problem, answer.flow, servedM);
  return Math.abs(short) <= TOLERANCE_M * sum(problem.people) ? answer.flow : null;
}

/** One facility serves the nearest, and where it has room for all who are near each goes to its nearest: no solver does better. */
function isAsPlain(problem: TransportProblem): boolean {
  const { people, room, first, facility, metres } = problem;
  if (room.length <= 1) return true;
  const asked = new Float64Array(room.length);
  for (let i = 0; i < people.length; i++) {
    let nearest = first[i];
    for (let k = first[i]; k < first[i + 1]; k++) if (metres[k] < metres[nearest]) nearest = k;
    if (nearest < first[i + 1]) asked[facility[nearest]] += people[i];
  }
  return asked.every((each, j) => each <= room[j]);
}

/** The flow in steps, without what a solver's rounding has put over a column's people or a facility's room, or left off. */
function settle(problem: TransportProblem, raw: Float64Array): Omit<Assignment, 'unproven'> {
  const { people, room, first, facility } = problem;
  const flow = raw.map((each) => Math.round(each * STEPS) / STEPS);
  const served = new Float64Array(people.length);
  const used = new Float64Array(room.length);
  for (let i = 0; i < people.length; i++) {
    for (let k = first[i]; k < first[i + 1]; k++) {
      flow[k] = Math.min(flow[k], people[i] - served[i], room[facility[k]] - used[facility[k]]);
      served[i] += flow[k];
      used[facility[k]] += flow[k];
    }
  }
  // A column that lacks some steps of a person is served: by room that is left, else by one who lacks a place anyhow.
  const lacks = (i: number) => people[i] - served[i];
  const donors = new Map<number, { i: number; k: number }>();
  for (let i = 0; i < people.length; i++)
    if (lacks(i) > A_ROUNDING)
      for (let k = first[i]; k < first[i + 1]; k++)
        if (flow[k] > A_ROUNDING) donors.set(facility[k], { i, k });
  for (let i = 0; i < people.length; i++) {
    for (let k = first[i]; k < first[i + 1] && lacks(i) > 0 && lacks(i) <= A_ROUNDING; k++) {
      const free = Math.min(lacks(i), room[facility[k]] - used[facility[k]]);
      flow[k] += free;
      served[i] += free;
      used[facility[k]] += free;
      const donor = donors.get(facility[k]);
      const taken = donor ? Math.min(lacks(i), flow[donor.k]) : 0;
      if (!donor || taken === 0) continue;
      flow[donor.k] -= taken;
      served[donor.i] -= taken;
      flow[k] += taken;
      served[i] += taken;
    }
  }
  return { flow, served, used };
}

function floorSteps(people: number): number {
  return people > 0 ? Math.floor(people * STEPS) / STEPS : 0;
}

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
