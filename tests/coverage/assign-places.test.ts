import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSolver } from '../../src/cli/load-solver.ts';
import { assignPlaces, type Assignment } from '../../src/lib/coverage/assign-places.ts';
import { createHighsSolver } from '../../src/lib/coverage/highs-transport.ts';
import {
  boundOf,
  valueOf,
  worthOfService,
  type TransportProblem,
  type TransportSolver
} from '../../src/lib/coverage/transport.ts';

let solve: TransportSolver;
beforeAll(async () => {
  solve = await loadSolver();
});

/** A problem from a full table of walks; Infinity: no arc. */
function problemOf(people: number[], room: number[], walks: number[][]): TransportProblem {
  const rows = walks.map((row) => row.flatMap((metres, j) => (metres < Infinity ? [{ metres, j }] : [])));
  const first = new Uint32Array(people.length + 1);
  rows.forEach((row, i) => (first[i + 1] = first[i] + row.length));
  return {
    ...{ people: Float64Array.from(people), room: Float64Array.from(room), first },
    facility: Uint32Array.from(rows.flat(), ({ j }) => j),
    metres: Float64Array.from(rows.flat(), ({ metres }) => metres)
  };
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
const walked = ({ metres }: TransportProblem, flow: Float64Array) =>
  flow.reduce((sum, people, k) => sum + people * metres[k], 0);

function expectKept({ people, room, first, facility }: TransportProblem, assignment: Assignment) {
  const { flow, served, used } = assignment;
  const ofColumn = new Float64Array(people.length);
  const ofFacility = new Float64Array(room.length);
  for (let i = 0; i < people.length; i++) {
    for (let k = first[i]; k < first[i + 1]; k++) {
      expect(flow[k]).toBeGreaterThanOrEqual(0);
      ofColumn[i] += flow[k];
      ofFacility[facility[k]] += flow[k];
    }
    expect(served[i]).toBe(ofColumn[i]);
    expect(served[i]).toBeLessThanOrEqual(people[i]);
  }
  room.forEach((value, j) => {
    expect(used[j]).toBe(ofFacility[j]);
    expect(used[j]).toBeLessThanOrEqual(value);
  });
}

/** Every way to send whole people to places: most served, then least walked. */
function tryAll({
  people,
  room,
  first,
  facility,
  metres
}: TransportProblem): [served: number, walkM: number] {
  let best: [number, number] = [0, 0];
  const free = [...room];
  const send = (i: number, left: number, served: number, walkM: number): void => {
    if (i === people.length) {
      if (served > best[0] || (served === best[0] && walkM < best[1])) best = [served, walkM];
      return;
    }
    if (left === 0) return send(i + 1, people[i + 1] ?? 0, served, walkM);
    send(i, left - 1, served, walkM);
    for (let k = first[i]; k < first[i + 1]; k++) {
      if (free[facility[k]] < 1) continue;
      free[facility[k]]--;
      send(i, left - 1, served + 1, walkM + metres[k]);
      free[facility[k]]++;
    }
  };
  send(0, people[0] ?? 0, 0, 0);
  return best;
}

const walk = fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 0, max: 8 }) }, fc.constant(Infinity));

/** Tables of walks with people and room of the given sizes. */
function problems(columns: number, facilities: number, most: number) {
  return fc
    .tuple(fc.integer({ min: 1, max: columns }), fc.integer({ min: 1, max: facilities }))
    .chain(([n, m]) =>
      fc.tuple(
        fc.array(fc.integer({ min: 0, max: most }), { minLength: n, maxLength: n }),
        fc.array(fc.integer({ min: 0, max: most }), { minLength: m, maxLength: m }),
        fc.array(fc.array(walk, { minLength: m, maxLength: m }), { minLength: n, maxLength: n })
      )
    )
    .map(([people, room, walks]) => problemOf(people, room, walks));
}

describe('people sent to places', () => {
  it('are sent elsewhere to make room, and two longer walks do not outweigh one more place', () => {
    // A chain: the second can only go to the first's facility, the first and third each one on, 100 m farther each.
    const chain = problemOf(
      [1, 1, 1],
      [1, 1, 1],
      [
        [0, Infinity, Infinity],
        [0, 100, Infinity],
        [Infinity, 0, 100]
      ]
    );
    const best = assignPlaces(chain, solve);
    expect([...best.served]).toEqual([1, 1, 1]);
    expect(walked(chain, best.flow)).toBe(200);
    expect(best.unproven).toBe(0);
    // With the nearest first it hangs on the order who is left; here nobody makes room.
    const plain = assignPlaces({ ...chain, people: Float64Array.of(1, 1, 2) }, null);
    expect(total(plain.served)).toBeLessThanOrEqual(3);
    expect(plain.unproven).toBe(4);
  });

  it('are as many as can be, and walk the least, as trying all ways finds', () =>
    fc.assert(
      fc.property(problems(4, 3, 2), (problem) => {
        const assignment = assignPlaces(problem, solve);
        expectKept(problem, assignment);
        expect(assignment.unproven).toBe(0);
        const [served, walkM] = tryAll(problem);
        expect(total(assignment.served)).toBeCloseTo(served, 9);
        expect(walked(problem, assignment.flow)).toBeCloseTo(walkM, 6);
      }),
      { numRuns: 200 }
    ));

  it('are as many and walk as far as linprog of SciPy finds, on 60 tables', () => {
    const path = resolve(import.meta.dirname, 'fixtures/transport.json');
    const cases = JSON.parse(readFileSync(path, 'utf8')) as {
      people: number[];
      room: number[];
      walks: (number | null)[][];
      served: number;
      walk_m: number;
    }[];
    expect(cases.length).toBe(60);
    for (const { people, room, walks, served, walk_m: walkM } of cases) {
      const table = walks.map((row) => row.map((metres) => metres ?? Infinity));
      const problem = problemOf(people, room, table);
      const assignment = assignPlaces(problem, solve);
      expectKept(problem, assignment);
      expect(assignment.unproven).toBe(0);
      expect(Math.abs(total(assignment.served) - served)).toBeLessThan(1e-5);
      expect(Math.abs(walked(problem, assignment.flow) - walkM)).toBeLessThan(1e-8 * walkM + 0.05);
    }
  });

  it('are never more than without a solver, which sends whom it can by the nearest first', () =>
    fc.assert(
      fc.property(problems(12, 5, 30), (problem) => {
        const best = assignPlaces(problem, solve);
        const plain = assignPlaces(problem, null);
        expectKept(problem, best);
        expectKept(problem, plain);
        expect(total(plain.served)).toBeLessThanOrEqual(total(best.served) + 1e-9);
        // Nobody is left beside a facility with room.
        const { people, room, first, facility } = problem;
        for (const { served, used } of [best, plain])
          for (let i = 0; i < people.length; i++)
            for (let k = first[i]; k < first[i + 1]; k++)
              if (served[i] < people[i]) expect(used[facility[k]]).toBe(room[facility[k]]);
      }),
      { numRuns: 150 }
    ));

  it('keep to room that is no whole number, and nobody is left for a rounding', () => {
    // Three of one gate, and one who alone can go elsewhere: 100 in all, room for 100.
    const walks = [
      [10, 20],
      [10, 20],
      [10, 20],
      [5, Infinity]
    ];
    const problem = problemOf([33.3, 33.3, 23.4, 10], [1000 / 30, 200 / 3 + 1e-6], walks);
    const assignment = assignPlaces(problem, solve);
    expectKept(problem, assignment);
    const given = problem.people.map((people) => Math.floor(people * 2 ** 22) / 2 ** 22);
    given.forEach((people, i) => expect(people - assignment.served[i]).toBe(0));
  });

  it('fall back to the nearest where the solver gives up or its answer is short of the bound', () => {
    const problem = problemOf(
      [2, 2],
      [2, 1],
      [
        [1, 2],
        [1, Infinity]
      ]
    );
    for (const broken of [
      () => null,
      ({ metres, room }: TransportProblem) => ({
        flow: new Float64Array(metres.length),
        price: new Float64Array(room.length)
      })
    ]) {
      const assignment = assignPlaces(problem, broken);
      expectKept(problem, assignment);
      expect(assignment.unproven).toBe(4);
      expect(total(assignment.served)).toBeGreaterThan(0);
    }
  });
});

describe('the solver', () => {
  it('gives prices whose bound no flow exceeds, and its own meets', () =>
    fc.assert(
      fc.property(problems(10, 5, 30), (problem) => {
        if (problem.metres.length === 0) return;
        const servedM = worthOfService(problem);
        const answer = solve(problem, servedM);
        expect(answer).not.toBeNull();
        const bound = boundOf(problem, answer!.price, servedM);
        expect(Math.abs(bound - valueOf(problem, answer!.flow, servedM))).toBeLessThan(1e-6 * (1 + bound));
        const plain = assignPlaces(problem, null);
        expect(valueOf(problem, plain.flow, servedM)).toBeLessThanOrEqual(bound * (1 + 1e-9));
      }),
      { numRuns: 100 }
    ));

  it('leaves alone what is larger than it may be', () => {
    const problem = problemOf([1], [1], [[1]]);
    expect(createHighsSolver(null as never, 0)(problem, 10)).toBeNull();
  });
});
