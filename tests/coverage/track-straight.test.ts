import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { straightDistances } from '../../src/lib/coverage/straight-distance.ts';
import { createStraightTracker } from '../../src/lib/coverage/track-straight.ts';
import type { Points } from '../../src/lib/geometry/shapes.ts';

type Place = [x: number, y: number];

/** Places on a lattice of 20 m, so that many are equally near, and some far outside. */
const place = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 })) }
) as fc.Arbitrary<Place>;
const pointsOf = (places: Place[]): Points => ({
  lon: Float64Array.from(places, ([x]) => 117 + x * 0.0002),
  lat: Float64Array.from(places, ([, y]) => 39 + y * 0.0002)
});
const plan = fc.record({
  homes: fc.array(place, { minLength: 1, maxLength: 400 }),
  start: fc.array(place, { maxLength: 12 }),
  edits: fc.array(fc.record({ id: fc.integer({ min: 0, max: 15 }), at: place, go: fc.boolean() }), {
    minLength: 1,
    maxLength: 10
  })
});

describe('createStraightTracker', () => {
  it('holds after any adding, moving and removing what looking anew finds, ties included', () => {
    fc.assert(
      fc.property(plan, ({ homes, start, edits }) => {
        const points = pointsOf(homes);
        const present = new Map(start.map((at, id) => [id, at]));
        const tracker = createStraightTracker(points, pointsOf(start), [...present.keys()]);
        for (const { id, at, go } of edits) {
          const before = { straightM: tracker.straightM.slice(), nearest: tracker.nearest.slice() };
          const [lon, lat] = [117 + at[0] * 0.0002, 39 + at[1] * 0.0002];
          const changes = go ? tracker.remove(id) : tracker.place(id, lon, lat);
          if (go) present.delete(id);
          else present.set(id, at);
          const ids = [...present.keys()].sort((a, b) => a - b);
          const full = straightDistances(points, pointsOf(ids.map((each) => present.get(each)!)));
          expect([...tracker.straightM]).toEqual([...full.straightM]);
          expect([...tracker.nearest]).toEqual([...full.nearest].map((k) => (k < 0 ? -1 : ids[k])));
          const changed = homes.flatMap((_, i) =>
            before.straightM[i] !== tracker.straightM[i] || before.nearest[i] !== tracker.nearest[i]
              ? [i]
              : []
          );
          // A point that looks around itself may find another target as near as its own had been.
          expect([...new Set(changes.point)].sort((a, b) => a - b)).toEqual(changed);
          changes.point.forEach((i, k) => expect(changes.straightBeforeM[k]).toBe(before.straightM[i]));
        }
      }),
      { numRuns: 1500 }
    );
  });

  it('refuses a place that is none', () => {
    const tracker = createStraightTracker(pointsOf([[0, 0]]), pointsOf([]), []);
    expect(() => tracker.place(0, NaN, 39)).toThrow('expected a place in degrees, got NaN, 39');
    expect(tracker.remove(3).point).toEqual([]);
  });
});
