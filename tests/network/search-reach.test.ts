import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints, pickJoins } from '../../src/lib/network/join.ts';
import { createNodeReach } from '../../src/lib/network/node-reach.ts';
import { searchNearest } from '../../src/lib/network/search.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import { linesOf, pointsOf } from './towns.ts';

describe('createNodeReach', () => {
  it('gives the ticks of a search with that point as its only source, call after call', () => {
    fc.assert(
      fc.property(
        randomLines,
        randomPlaces(5),
        fc.integer({ min: 0, max: 800 }),
        (paths, sources, limitM) => {
          const network = buildNetwork(linesOf(paths));
          const joins = joinPoints(network, pointsOf(sources), 60);
          const reach = createNodeReach(network);
          sources.forEach((_, i) => {
            const { ticks } = searchNearest(network, pickJoins(joins, [i]), limitM);
            const found = reach(joins, i, limitM);
            expect(found.ticks).toEqual(ticks);
            const reached = [...ticks.keys()].filter((node) => ticks[node] <= found.limit);
            expect([...found.nodes.subarray(0, found.count)].sort((a, b) => a - b)).toEqual(reached);
          });
        }
      )
    );
  });
});
