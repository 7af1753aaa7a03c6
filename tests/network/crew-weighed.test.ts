import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildWithTraits } from '../../src/lib/network/build.ts';
import { createCrew } from '../../src/lib/network/crew.ts';
import { createHand } from '../../src/lib/network/hand.ts';
import { cutSlices, type Job } from '../../src/lib/network/jobs.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { weighNetwork } from '../../src/lib/network/weigh-network.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import { direction, randomRules, randomTraits, traitsOf } from './random-walkers.ts';
import { pointsOf } from './towns.ts';

/** A crew whose workers answer at once, on copies of what they are told. */
function openCrew(size: number, shares: boolean) {
  return createCrew({
    ...{ size, shares },
    pause: () => Promise.resolve(),
    open(hear) {
      const answerTo = createHand();
      return {
        send(message) {
          const said = answerTo(structuredClone(message));
          if (said) setImmediate(() => hear(structuredClone(said.answer, { transfer: said.transfer })));
        },
        close() {}
      };
    }
  });
}

it('a crew of 0, 1, 2 and 3 walks a network as its walker finds it, byte for byte, in shared memory or not', async () => {
  let weighed = 0;
  let shut = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(randomLines, randomTraits, randomRules, direction),
      randomPlaces(6).filter((places) => places.length > 0),
      randomPlaces(9).filter((places) => places.length > 0),
      async ([paths, said, rules, way], from, to) => {
        const { lines, traits } = traitsOf(paths, said);
        const built = buildWithTraits(lines, 0, traits);
        const network = weighNetwork(built.network, built.traits, rules, way);
        if (network.costs) weighed++;
        if (network.costs?.shut) shut++;
        const joins = { from: joinPoints(network, pointsOf(from)), to: joinPoints(network, pointsOf(to)) };
        const both = { sources: 'from', points: 'to' };
        const jobs: Job[] = [
          { kind: 'nearest', ...both, chosen: null, limitM: Infinity },
          ...cutSlices(to.length, 4).map((slice): Job => {
            return { kind: 'ranked', ...both, k: 2, limitM: 400, ...slice };
          }),
          ...cutSlices(from.length, 2).flatMap((slice): Job[] => [
            { kind: 'sets', ...both, limitM: 250, ...slice },
            { kind: 'areas', sources: 'from', limitsM: [120, 60], ...slice }
          ])
        ];
        const alone = openCrew(0, true);
        alone.share({ network, joins });
        const expected = await alone.run(jobs);
        for (const [size, shares] of [
          [1, true] as const,
          [2, true] as const,
          [3, true] as const,
          [3, false] as const
        ]) {
          const crew = openCrew(size, shares);
          crew.share({ network, joins });
          expect(await crew.run(jobs)).toEqual(expected);
          crew.close();
        }
      }
    ),
    { numRuns: 60 }
  );
  // Networks on which walkers find nothing of their own would show nothing.
  expect(weighed).toBeGreaterThan(20);
  expect(shut).toBeGreaterThan(3);
});

it('columns of a weighed network go to workers in shared memory, each of them once', () => {
  const { lines, traits } = traitsOf(
    [
      [
        [0, 0],
        [40, 0],
        [80, 0]
      ]
    ],
    { flags: [0], heights: Array.from({ length: 49 }, (_, i) => i / 10), gradients: [NaN], places: [] }
  );
  const built = buildWithTraits(lines, 0, traits);
  const rules = {
    timed: true,
    speedMps: 1,
    crossingDelayS: 0,
    steps: true,
    maxGradient: Infinity,
    slope: true
  };
  const network = weighNetwork(
    built.network,
    built.traits,
    { ...rules, at: { day: 2, minute: 600 } },
    'toSources'
  );
  const told: unknown[] = [];
  const crew = createCrew({
    ...{ size: 2, shares: true },
    pause: () => Promise.resolve(),
    open: () => ({ send: (message) => told.push(message), close() {} })
  });
  crew.share({ network, joins: { at: joinPoints(network, pointsOf([[10, 0]])) } });
  void crew.run(
    [0, 1].map((): Job => ({ kind: 'sets', sources: 'at', points: 'at', limitM: 9, from: 0, to: 1 }))
  );
  const costs = told.flatMap((message) => {
    const { columns } = message as { columns?: { network?: typeof network } };
    return columns?.network?.costs ? [columns.network.costs] : [];
  });
  expect(costs.length).toBe(2);
  for (const name of ['forward', 'backward', 'pointForward', 'pointBackward'] as const) {
    expect(costs[0][name].buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(costs[1][name].buffer).toBe(costs[0][name].buffer);
    expect(costs[0][name]).toEqual(network.costs![name]);
  }
});
