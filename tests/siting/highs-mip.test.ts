import { beforeAll, expect, it } from 'vitest';
import { loadMip } from './load-mip.ts';
import type { MipProblem, MipSolver } from '../../src/lib/siting/mip.ts';

let solve: MipSolver;

beforeAll(async () => {
  solve = await loadMip();
});

/** Takes things worth 10, 13 and 7 that weigh 3, 4 and 2, up to 6, whole or in part. */
const knapsack = (whole: boolean): MipProblem => ({
  cost: Float64Array.of(-10, -13, -7),
  lower: new Float64Array(3),
  upper: new Float64Array(3).fill(1),
  isWhole: new Uint8Array(3).fill(whole ? 1 : 0),
  rowLower: Float64Array.of(-Infinity),
  rowUpper: Float64Array.of(6),
  ...{ first: Int32Array.of(0, 1, 2, 3), row: Int32Array.of(0, 0, 0), value: Float64Array.of(3, 4, 2) }
});

it('finds and proves the best whole answer', () => {
  const better: number[] = [];
  const answer = solve(knapsack(true), { seconds: 10, onBetter: (_, objective) => better.push(objective) });
  expect(answer).toMatchObject({ status: 'optimal', objective: -20, bound: -20 });
  expect(Array.from(answer.values!)).toEqual([0, 1, 1]);
  expect(better.at(-1)).toBe(-20);
});

it('gives duals where nothing is whole', () => {
  const answer = solve(knapsack(false), { seconds: 10 });
  expect(answer.objective).toBeCloseTo(-7 - 10 - 3.25, 9);
  expect(answer.dual![0]).toBeCloseTo(-3.25, 9);
});

it('tells what cannot be from what has no end', () => {
  const none = { ...knapsack(true), rowLower: Float64Array.of(20), rowUpper: Float64Array.of(30) };
  expect(solve(none, { seconds: 10 })).toMatchObject({ status: 'infeasible', values: null });
  const endless = {
    ...knapsack(true),
    upper: new Float64Array(3).fill(Infinity),
    rowUpper: Float64Array.of(Infinity)
  };
  expect(solve(endless, { seconds: 10 }).status).toBe('unbounded');
});

it('does nothing without time', () => {
  expect(solve(knapsack(true), { seconds: 0 })).toMatchObject({
    status: 'stopped',
    values: null,
    bound: -Infinity
  });
});

it('begins with the answer it is given', () => {
  const seen: number[] = [];
  const start = Float64Array.of(1, 0, 1);
  solve(knapsack(true), { seconds: 10, start, onBetter: (_, objective) => seen.push(objective) });
  expect(seen[0]).toBeLessThanOrEqual(-17);
});

it('answers a program without columns', () => {
  const none = new Float64Array(0);
  const nothing = (lower: number): MipProblem => ({
    ...{ cost: none, lower: none, upper: none, isWhole: new Uint8Array(0) },
    ...{ rowLower: Float64Array.of(lower), rowUpper: Float64Array.of(Infinity) },
    ...{ first: Int32Array.of(0), row: new Int32Array(0), value: none }
  });
  expect(solve(nothing(0), { seconds: 10 })).toMatchObject({ status: 'optimal', objective: 0 });
  expect(solve(nothing(1), { seconds: 10 }).status).toBe('infeasible');
});
