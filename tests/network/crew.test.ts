import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { createCrew, WorkerDied, type Crew, type Hand } from '../../src/lib/network/crew.ts';
import { createHand, shareMemory, type FromHand, type ToHand } from '../../src/lib/network/hand.ts';
import { concatJoins, cutSlices, type AreasJob, type Job } from '../../src/lib/network/jobs.ts';
import { joinPoints, pickJoins } from '../../src/lib/network/join.ts';
import { unpackAreas } from '../../src/lib/network/pack-areas.ts';
import { serviceAreas } from '../../src/lib/network/service-area.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import { gridOf, linesOf, pointsOf } from './towns.ts';

interface Yard {
  crew: Crew;
  /** Jobs done by any worker, and workers that were begun and ended. */
  done: () => number;
  opened: () => number;
  closed: () => number;
  /** Answers one job of any busy worker, as a thread would; false: none is busy. */
  work: () => boolean;
  kill: (cause: string) => void;
}

/** A crew whose workers do a job when they are told to, with messages copied as threads copy them. */
function openYard(size: number, shares = true): Yard {
  let [done, opened, closed] = [0, 0, 0];
  const busy: { run: () => void; die: (error: Error) => void; hand: Hand }[] = [];
  const crew = createCrew({
    size,
    shares,
    pause: () => new Promise((resume) => setImmediate(resume)),
    open(hear: (answer: FromHand) => void, die) {
      opened++;
      const answerTo = createHand();
      const hand: Hand = {
        send(message: ToHand) {
          const copy = structuredClone(message);
          if ('columns' in copy) return void answerTo(copy);
          const run = (): void => {
            done++;
            const { answer, transfer } = answerTo(copy)!;
            hear(structuredClone(answer, { transfer }));
          };
          busy.push({ run, die, hand });
        },
        close() {
          closed++;
          for (let k = busy.length - 1; k >= 0; k--) if (busy[k].hand === hand) busy.splice(k, 1);
        }
      };
      return hand;
    }
  });
  return {
    crew,
    done: () => done,
    opened: () => opened,
    closed: () => closed,
    work: () => {
      const next = busy.pop();
      next?.run();
      return next !== undefined;
    },
    kill: (cause) => busy.shift()?.die(new Error(cause))
  };
}

/** Works until `run` is settled. */
async function workOut<T>(yard: Yard, run: Promise<T>): Promise<T> {
  let settled = false;
  const note = () => void (settled = true);
  run.then(note, note);
  while (!settled) {
    yard.work();
    await new Promise((resume) => setImmediate(resume));
  }
  return run;
}

const sets = (count: number, rows: number, limitM = 300): Job[] =>
  cutSlices(count, rows).map((slice) => ({
    kind: 'sets',
    sources: 'places',
    points: 'places',
    limitM,
    ...slice
  }));

function grid(places = 40) {
  const network = buildNetwork(linesOf(gridOf(8, 100)));
  const points = pointsOf(Array.from({ length: places }, (_, i) => [(i * 137) % 800, (i * 59) % 800]));
  return { network, joins: { places: joinPoints(network, points) }, points: { places: points } };
}

describe('a crew', () => {
  it.each([
    [1, true],
    [2, true],
    [3, false],
    [5, true]
  ])('of %i gives what is worked out in place, byte for byte (shared memory: %s)', async (size, shares) => {
    const kinds: fc.Arbitrary<Job[]> = fc.constant([
      { kind: 'join', points: 'places', from: 0, to: 2, snapLimitM: 60 },
      { kind: 'nearest', sources: 'sources', chosen: null, points: 'places', limitM: Infinity },
      { kind: 'nearest', sources: 'sources', chosen: Uint32Array.of(1), points: 'places', limitM: 200 },
      { kind: 'ranked', sources: 'sources', points: 'places', k: 2, limitM: 500, from: 0, to: 2 },
      { kind: 'sets', sources: 'sources', points: 'places', limitM: 250, from: 0, to: 2 },
      { kind: 'areas', sources: 'sources', limitsM: [90, 30, 200], from: 0, to: 2 },
      { kind: 'areas', sources: 'places', limitsM: [150], reachM: 50, from: 1, to: 2 }
    ]);
    const two = (most: number) => randomPlaces(most).filter((places) => places.length >= 2);
    await fc.assert(
      fc.asyncProperty(randomLines, two(5), two(8), kinds, async (paths, sources, places, jobs) => {
        const network = buildNetwork(linesOf(paths));
        const points = { places: pointsOf(places) };
        const joins = {
          sources: joinPoints(network, pointsOf(sources)),
          places: joinPoints(network, points.places)
        };
        const alone = openYard(0).crew;
        alone.share({ network, joins, points });
        const expected = await alone.run(jobs);
        const yard = openYard(size, shares);
        yard.crew.share({ network, points });
        yard.crew.share({ joins });
        expect(await workOut(yard, yard.crew.run(jobs))).toEqual(expected);
        expect(yard.opened()).toBe(Math.min(size, jobs.length));
      }),
      { numRuns: 60 }
    );
  });

  it('draws areas with the same bytes on 0, 1, 2 and 3 workers, however the rows are cut: those of each source alone', async () => {
    const { network, joins } = grid();
    const limitsM = [350, 120, 0];
    const alone = Array.from({ length: 40 }, (_, i) =>
      serviceAreas(network, pickJoins(joins.places, [i]), limitsM)
    );
    for (const [size, rows] of [
      [0, 40],
      [0, 1],
      [1, 7],
      [2, 3],
      [3, 13]
    ]) {
      const yard = openYard(size);
      yard.crew.share({ network, joins });
      const jobs = cutSlices(40, rows).map((slice): AreasJob => ({
        kind: 'areas',
        sources: 'places',
        limitsM,
        ...slice
      }));
      const parts = await workOut(yard, yard.crew.run(jobs));
      expect(JSON.stringify(parts.flatMap((part) => [...unpackAreas(part, limitsM)]))).toBe(
        JSON.stringify(alone)
      );
      yard.crew.close();
    }
  });

  it('gives the same however the rows are cut', async () => {
    const columns = grid();
    const { crew } = openYard(0);
    crew.share(columns);
    const [whole] = await crew.run(sets(40, 40));
    for (const rows of [1, 7, 39]) {
      const parts = await crew.run(sets(40, rows));
      expect(parts.flatMap((part) => [...(part as typeof part & { point: Uint32Array }).point])).toEqual([
        ...(whole as typeof whole & { point: Uint32Array }).point
      ]);
    }
    const joined = await crew.run(
      cutSlices(40, 13).map((slice) => ({ kind: 'join' as const, points: 'places', ...slice }))
    );
    expect(concatJoins(joined)).toEqual(columns.joins.places);
  });

  it.each([0, 1, 3])('of %i reports, and runs no job after it is stopped', async (size) => {
    const yard = openYard(size);
    yard.crew.share(grid());
    const stop = new AbortController();
    const shares: number[] = [];
    const onProgress = (share: number) => {
      shares.push(share);
      if (shares.length === 2) stop.abort(new Error('enough'));
    };
    const run = yard.crew.run(sets(40, 2), { onProgress, signal: stop.signal });
    await expect(workOut(yard, run)).rejects.toThrow('enough');
    expect(shares.slice(0, 2)).toEqual([0.05, 0.1]);
    expect(shares.length).toBeLessThanOrEqual(2);
    if (size === 0) return;
    const before = yard.done();
    expect(before).toBeLessThanOrEqual(2 + size * 4);
    while (yard.work());
    expect(yard.done()).toBe(before);
    // And works again, with what it was told before.
    const again = (await workOut(yard, yard.crew.run(sets(40, 20)))) as { point: Uint32Array }[];
    expect(again[0].point.length).toBeGreaterThan(0);
  });

  it('begins few jobs ahead of the one that is asked for', async () => {
    const yard = openYard(2);
    yard.crew.share(grid());
    const results = yard.crew.stream(sets(40, 1));
    await workOut(yard, results.next());
    for (let k = 0; k < 50; k++) {
      yard.work();
      await new Promise((resume) => setImmediate(resume));
    }
    expect(yard.done()).toBeLessThanOrEqual(9);
    await results.return(undefined);
    const before = yard.done();
    while (yard.work());
    expect(yard.done()).toBe(before);
  });

  it('fails with the cause when a worker dies, and hires another for the next run', async () => {
    const yard = openYard(2);
    yard.crew.share(grid());
    const run = yard.crew.run(sets(40, 4));
    setTimeout(() => yard.kill('out of memory'));
    const error = await run.catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(WorkerDied);
    expect((error as WorkerDied).en).toContain('out of memory');
    expect(await workOut(yard, yard.crew.run(sets(40, 4)))).toHaveLength(10);
  });

  it('fails with the error of a job, and when it is closed', async () => {
    for (const size of [0, 2]) {
      const yard = openYard(size);
      const none: Job = { kind: 'sets', sources: 'x', points: 'y', limitM: 1, from: 0, to: 1 };
      await expect(workOut(yard, yard.crew.run([none]))).rejects.toThrow('expected a network to be held');
    }
    const yard = openYard(1);
    yard.crew.share(grid());
    const run = yard.crew.run(sets(40, 4));
    setTimeout(() => yard.crew.close());
    await expect(run).rejects.toThrow(WorkerDied);
  });

  it('keeps two runs apart: one is stopped, the other is whole', async () => {
    const yard = openYard(2);
    yard.crew.share(grid());
    const stop = new AbortController();
    const first = yard.crew.run(sets(40, 1), { signal: stop.signal });
    const second = yard.crew.run(sets(40, 3));
    setTimeout(() => stop.abort(new Error('enough')));
    await expect(first).rejects.toThrow('enough');
    const alone = openYard(0).crew;
    alone.share(grid());
    expect(await workOut(yard, second)).toEqual(await alone.run(sets(40, 3)));
  });
});

describe('shareMemory', () => {
  it('moves each column once, and changes nothing of what it holds', () => {
    const columns = grid();
    const known = new WeakMap<object, object>();
    const shared = shareMemory(columns, known);
    expect(shared).toEqual(columns);
    expect(shared.network.arcs.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(shareMemory(columns, known)).toBe(shared);
    expect(shareMemory({ joins: columns.joins }, known).joins).toBe(shared.joins);
    expect(shareMemory(shared, new WeakMap()).network.arcs).toBe(shared.network.arcs);
  });
});
