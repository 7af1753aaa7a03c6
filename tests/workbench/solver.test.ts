import { beforeEach, describe, expect, it, vi } from 'vitest';
import { plainLimits, plainOptions, type SitingAnswer } from '../../src/lib/siting/problem.ts';
import { Solver } from '../../src/lib/workbench/engine/solver.ts';
import type { FromSolver, ToSolver } from '../../src/lib/workbench/engine/solver-messages.ts';

const { made, FakeWorker } = vi.hoisted(() => {
  class FakeWorker {
    isEnded = false;
    onmessage: ((event: { data: FromSolver }) => void) | null = null;
    constructor() {
      made.push(this);
    }
    postMessage(): void {}
    terminate(): void {
      this.isEnded = true;
    }
    say(data: FromSolver): void {
      this.onmessage?.({ data });
    }
  }
  const made: FakeWorker[] = [];
  return { made, FakeWorker };
});
vi.mock('../../src/lib/workbench/engine/solver.worker.ts?worker', () => ({ default: FakeWorker }));

const asked: ToSolver = {
  problem: {
    ...{ model: 'mclp', weight: Float64Array.of(1), times: 1, least: 'number' },
    reach: { first: Uint32Array.of(0, 1), point: Uint32Array.of(0), metres: Float64Array.of(1) },
    ...{ options: plainOptions(1), limits: plainLimits(1) }
  },
  ...{ seconds: 1, seed: 1, gap: 0 }
};
const better: SitingAnswer = {
  ...{ open: Uint32Array.of(0), objective: 1, bound: 2, gap: 0.5, proven: false, by: [] }
};

beforeEach(() => made.splice(0));

describe('the solver’s end in the engine', () => {
  it('gives the best so far when it is stopped or another question comes, and null before there is one', async () => {
    const solver = new Solver();
    const first = solver.solve(asked, () => {});
    made[0].say({ better });
    const second = solver.solve(asked, () => {});
    expect(await first).toEqual(better);
    expect(made[0].isEnded).toBe(true);
    solver.stop();
    expect(await second).toBeNull();
  });

  it('keeps what was found before a failure, and goes on with a new worker', async () => {
    const solver = new Solver();
    const answer = solver.solve(asked, () => {});
    made[0].say({ better });
    made[0].say({ failure: 'out of memory' });
    expect(await answer).toEqual(better);
    const next = solver.solve(asked, () => {});
    expect([made.length, made[0].isEnded]).toEqual([2, true]);
    made[1].say({ failure: 'out of memory' });
    await expect(next).rejects.toThrow('out of memory');
  });
});
