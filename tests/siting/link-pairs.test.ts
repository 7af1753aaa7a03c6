import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { FARTHEST_ROUND_M } from '../../src/lib/network/find-breaks.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { pickJoins } from '../../src/lib/network/join.ts';
import { findLinkCrossings } from '../../src/lib/siting/link-crossings.ts';
import { findLinkPairs } from '../../src/lib/siting/link-pairs.ts';
import { gridOf, linesOf, type XY } from '../network/towns.ts';

const street = (x: number, from = 0, to = 1000): XY[] => [
  [x, from],
  [x, to]
];

describe('pairs of places that may be linked', () => {
  it('are near each other and a long walk apart, by searches of their own, in 200 random towns', () => {
    let pairsSeen = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const random = createRandom(seed);
      const paths = Array.from({ length: 6 }, (): XY[] =>
        Array.from({ length: 3 }, (): XY => [400 * random(), 400 * random()])
      );
      const network = buildNetwork(linesOf(paths), 0);
      const [straightM, timesAround] = [40 + 100 * random(), 2 + 2 * random()];
      const pairs = findLinkPairs(network, { straightM, timesAround });
      for (let k = 0; k < pairs.lengthM.length; k++) {
        const [from, to] = [pickJoins(pairs.from, [k]), pickJoins(pairs.to, [k])];
        const walk = distancesToPoints(network, searchNearest(network, from), from, to).distanceM[0];
        const { lon, lat } = pairs.fromAt;
        const straight = distanceM(lon[k], lat[k], pairs.toAt.lon[k], pairs.toAt.lat[k]);
        expect(straight, `seed ${seed}`).toBeLessThanOrEqual(straightM);
        expect(pairs.lengthM[k], `seed ${seed}`).toBeCloseTo(straight, 2);
        expect(walk, `seed ${seed}`).toBeGreaterThanOrEqual(timesAround * straight);
        expect(pairs.walkM[k], `seed ${seed}`).toBe(
          walk === Infinity ? Infinity : Math.min(walk, FARTHEST_ROUND_M)
        );
        pairsSeen++;
      }
    }
    console.info(`${pairsSeen} pairs`);
    expect(pairsSeen).toBeGreaterThan(2000);
  });

  it('are none in a perfect grid, where no walk is more than twice the straight line', () => {
    const pairs = findLinkPairs(buildNetwork(linesOf(gridOf(6, 100))), { timesAround: 2.01 });
    expect(pairs).toMatchObject({ far: 0 });
    expect(pairs.near).toBeGreaterThan(1000);
    expect(pairs.lengthM.length).toBe(0);
  });

  it('stay only where they are the shortest around, on both sides of a wall', () => {
    const joined: XY[][] = [
      street(0),
      street(40),
      [
        [0, 1000],
        [40, 1000]
      ]
    ];
    const network = buildNetwork(linesOf(joined));
    const pairs = findLinkPairs(network);
    expect(pairs.far).toBeGreaterThan(5 * pairs.lengthM.length);
    for (let k = 0; k < pairs.lengthM.length; k++)
      for (let other = 0; other < k; other++) {
        // Along straight streets the walk over the other link is what its ends are apart, and its length.
        const apart = (end: 'fromAt' | 'toAt'): number =>
          distanceM(pairs[end].lon[k], pairs[end].lat[k], pairs[end].lon[other], pairs[end].lat[other]);
        const [a, b] = [apart('fromAt'), apart('toAt')];
        expect(Math.min(a, b) >= 50 || a + b + pairs.lengthM[other] >= 3 * pairs.lengthM[k] - 0.01).toBe(
          true
        );
      }
    // 1,000 m of wall, a spot every 40 to 100 m; those near the joining street are no long walk apart.
    expect(pairs.lengthM.length).toBeLessThanOrEqual(25);
    expect(pairs.lengthM.length).toBeGreaterThanOrEqual(10);
    expect(pairs.lengthM[0]).toBeCloseTo(40, 2);
  });

  it('run over one way at most, and are on different pieces where there is no walk', () => {
    const network = buildNetwork(linesOf([street(0), street(40), street(80)]));
    const pairs = findLinkPairs(network);
    expect([...pairs.walkM].every((walk) => walk === Infinity)).toBe(true);
    const over = [...pairs.lengthM].filter((_, k) => pairs.overLine[k] >= 0);
    // From the first street to the third, over the second.
    expect(over.length).toBeGreaterThan(0);
    expect(Math.min(...over)).toBeCloseTo(80, 2);
    expect([...findLinkPairs(network, { mostWays: 0 }).overLine].every((line) => line < 0)).toBe(true);
  });

  it('are looked for only among useful places, and whichever way the lines were drawn', () => {
    const network = buildNetwork(linesOf([street(0), street(40)]));
    const back = buildNetwork(linesOf([street(40, 1000, 0), street(0, 1000, 0)]));
    const [one, other] = [findLinkPairs(network), findLinkPairs(back)];
    expect(other.lengthM).toEqual(one.lengthM);
    expect(other.fromAt).toEqual(one.fromAt);
    const none = findLinkPairs(network, {}, ({ lon }) => new Uint8Array(lon.length));
    expect([none.places, none.near, none.lengthM.length]).toEqual([0, 0, 0]);
    const empty = findLinkPairs(buildNetwork(linesOf([])));
    expect([empty.places, empty.lengthM.length]).toEqual([0, 0]);
  });

  it('refuse what is no choice', () => {
    const network = buildNetwork(linesOf([street(0)]));
    expect(() => findLinkPairs(network, { straightM: 0 })).toThrow('expected straightM above 0, got 0');
    expect(() => findLinkPairs(network, { thinM: NaN })).toThrow('expected thinM above 0, got NaN');
  });
});

describe('what a link runs across', () => {
  const network = buildNetwork(linesOf([street(0), street(40), street(80)]));
  const pairs = findLinkPairs(network, {}, ({ lon }) => Uint8Array.from(lon, () => 1));
  const at = (x: number): ReturnType<typeof linesOf> => linesOf([street(x, -100, 1100)]);

  it('is the hardest to open of the outlines, by name, else the way, else nothing known', () => {
    const [estate, rail] = [at(20), at(21)];
    const walls = {
      lon: Float64Array.of(...estate.lon, ...rail.lon),
      lat: Float64Array.of(...estate.lat, ...rail.lat),
      first: Uint32Array.of(0, 2, 4),
      kind: ['estate' as const, 'rail' as const],
      name: ['民安小区', '京包线']
    };
    const names = ['西街', '中街', '东街'];
    const seen = new Set(findLinkCrossings(pairs, walls, names).map(({ kind, crosses }) => kind + crosses));
    expect([...seen].sort()).toEqual(['other', 'rail京包线']);
    const fence = { ...walls, kind: ['estate' as const, 'estate' as const], name: ['民安小区', ''] };
    const crossings = findLinkCrossings(pairs, fence, names);
    expect(crossings[0]).toEqual(
      pairs.fromAt.lon[0] < estate.lon[0]
        ? { kind: 'wall', crosses: '民安小区' }
        : { kind: 'other', crosses: '' }
    );
    const bare = new Set(findLinkCrossings(pairs, null, names).map(({ kind, crosses }) => kind + crosses));
    expect([...bare].sort()).toEqual(['other', 'road中街']);
  });
});
