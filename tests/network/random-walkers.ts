import fc from 'fast-check';
import type { Lines } from '../../src/lib/geometry/shapes.ts';
import * as bit from '../../src/lib/network/traits.ts';
import type { RoadTraits } from '../../src/lib/network/traits.ts';
import type { Direction, WalkRules } from '../../src/lib/network/weigh-network.ts';
import { linesOf, type XY } from './towns.ts';

/** What is said of random lines: flags and gradients a line, heights a spot, places a position. */
export interface RandomTraits {
  flags: number[];
  heights: number[];
  gradients: number[];
  places: { at: number; kind: number; open: boolean }[];
}

/** For up to 14 lines on a grid of 7 by 7 spots. */
export const randomTraits: fc.Arbitrary<RandomTraits> = fc.record({
  flags: fc.array(fc.constantFrom(0, 0, 0, bit.STEPS, bit.NOT_FORWARD, bit.NOT_BACKWARD), {
    minLength: 14,
    maxLength: 14
  }),
  heights: fc.array(fc.constantFrom(0, 0, 0.5, 1, 2, 4, NaN), { minLength: 49, maxLength: 49 }),
  gradients: fc.array(fc.constantFrom(NaN, NaN, 0.03, -0.06, 0.2), { minLength: 14, maxLength: 14 }),
  places: fc.array(
    fc.record({
      at: fc.nat(200),
      kind: fc.constantFrom(
        bit.CROSSING,
        bit.CROSSING,
        bit.GATE,
        bit.SHUT,
        bit.STILE,
        bit.CROSSING | bit.GATE
      ),
      open: fc.boolean()
    }),
    { maxLength: 6 }
  )
});

/** Walkers of all kinds, on a Wednesday at ten. */
export const randomRules: fc.Arbitrary<WalkRules> = fc.record({
  timed: fc.boolean(),
  speedMps: fc.constantFrom(0.7, 1, 1.2),
  crossingDelayS: fc.constantFrom(0, 15, 31),
  steps: fc.boolean(),
  maxGradient: fc.constantFrom(Infinity, 0.04, 0.08),
  slope: fc.boolean(),
  at: fc.constant({ day: 2, minute: 600 })
});

/** Either way round. */
export const direction = fc.constantFrom<Direction>('fromSources', 'toSources');

/** Vertices of `randomLines` are whole steps of 40 m. */
export function spotOf(paths: XY[][]): number[] {
  return paths.flat().map(([x, y]) => (x / 40) * 7 + y / 40);
}

/** Random traits as columns of the lines. */
export function traitsOf(paths: XY[][], said: RandomTraits): { lines: Lines; traits: RoadTraits } {
  const lines = linesOf(paths);
  const spots = spotOf(paths);
  const places = said.places.map(({ at, kind, open }) => ({ at: at % spots.length, kind, open }));
  return {
    lines,
    traits: {
      lineFlags: Uint8Array.from(paths, (_, i) => said.flags[i]),
      lineGradient: Float64Array.from(paths, (_, i) => said.gradients[i]),
      heightM: Float64Array.from(spots, (spot) => said.heights[spot]),
      placePosition: Uint32Array.from(places, ({ at }) => at),
      placeKind: Uint8Array.from(places, ({ kind }) => kind),
      placeHours: places.map(({ open, kind }) => (open || !(kind & bit.GATE) ? '' : 'Sa-Su 08:00-20:00'))
    }
  };
}
/** Places on streets, away from vertices: 0.1 to 0.9 of the way between two that are neighbours on a line. */
export const randomStops = (most: number) =>
  fc.array(fc.tuple(fc.nat(1000), fc.constantFrom(0.1, 0.25, 0.4, 0.6, 0.85), fc.constantFrom(0, 3)), {
    minLength: 1,
    maxLength: most
  });

/** The places that picks name on the streets of `paths`. */
export function stopsOf(paths: XY[][], picks: [number, number, number][]): XY[] {
  const segments = paths.flatMap((path) =>
    path
      .slice(1)
      .map((b, k): [XY, XY] => [path[k], b])
      .filter(([a, b]) => a[0] !== b[0] || a[1] !== b[1])
  );
  if (segments.length === 0) return picks.map(() => [0, 0]);
  return picks.map(([at, share, off]) => {
    const [a, b] = segments[at % segments.length];
    return [a[0] + share * (b[0] - a[0]) + off, a[1] + share * (b[1] - a[1])];
  });
}
