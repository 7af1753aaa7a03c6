import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distancesTo, facilitiesIn } from '../../src/lib/coverage/distances.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import { openLiveDistances } from '../../src/lib/coverage/live-distances.ts';
import { needsKey, qualify } from '../../src/lib/coverage/qualify.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { Needs } from '../../src/lib/standards/compute.ts';
import { buildGridTown, facilitiesAt, type Junction } from '../towns/grid-town.ts';

interface Said {
  hours: number;
  free: number;
  areaM2: number;
  functions: string;
}

function facilitiesOf(said: Said[], at: Junction[] = said.map((_, i) => [i, i])): Facilities {
  return {
    ...facilitiesAt(town, at, 'eldercare_site'),
    floorAreaM2: Float64Array.from(said, ({ areaM2 }) => areaM2),
    numbers: {
      open_hours_per_day: Float64Array.from(said, ({ hours }) => hours),
      barrier_free: Float64Array.from(said, ({ free }) => free)
    },
    texts: { service_functions: said.map(({ functions }) => functions) }
  };
}

const town = buildGridTown({ columns: 9, rows: 9 });
const silent: Said = { hours: NaN, free: NaN, areaM2: NaN, functions: '' };
const all: Needs = {
  open_hours_per_day: 8,
  barrier_free: true,
  min_floor_area_m2: 200,
  functions: ['meals', 'day_care']
};

describe('who qualifies', () => {
  it('is who has what is needed and who does not say, counted', () => {
    const said: Said[] = [
      { hours: 8, free: 1, areaM2: 200, functions: 'bath; meals' },
      { ...silent },
      { ...silent, hours: 7.5 },
      { ...silent, free: 0 },
      { ...silent, areaM2: 199 },
      { ...silent, functions: 'bath;rehab' },
      // 0 m² is an area that is not known.
      { hours: 24, free: 1, areaM2: 0, functions: 'day_care' }
    ];
    expect(qualify(facilitiesOf(said), ['eldercare_site'], all)).toEqual({
      found: Int32Array.of(0, 1, 6),
      unsaid: 2
    });
    expect(qualify(facilitiesOf(said), ['chs'], all)).toEqual({ found: new Int32Array(0), unsaid: 0 });
    expect(qualify(facilitiesOf(said), ['eldercare_site'])).toMatchObject({ unsaid: 0 });
  });
  it('can be one without barrier-free access, where a rule asks for such', () => {
    const found = qualify(
      facilitiesOf([
        { ...silent, free: 0 },
        { ...silent, free: 1 }
      ]),
      ['eldercare_site'],
      {
        barrier_free: false
      }
    );
    expect(found).toEqual({ found: Int32Array.of(0), unsaid: 0 });
  });
  it('needs no columns: then nobody says, and all count', () => {
    const bare = facilitiesAt(town, [[1, 1]], 'eldercare_site');
    expect(qualify(bare, ['eldercare_site'], all)).toEqual({ found: Int32Array.of(0), unsaid: 1 });
  });
  it('is told apart by key, whatever the order of needs', () => {
    expect(needsKey(undefined)).toBe('');
    expect(needsKey({})).toBe('');
    expect(needsKey({ barrier_free: true, open_hours_per_day: 8 })).toBe(
      needsKey({ open_hours_per_day: 8, barrier_free: true })
    );
    expect(needsKey({ open_hours_per_day: 8 })).not.toBe(needsKey({ open_hours_per_day: 9 }));
  });
});

const said = fc.record({
  hours: fc.constantFrom(NaN, 6, 8, 12),
  free: fc.constantFrom(NaN, 0, 1),
  areaM2: fc.constantFrom(NaN, 0, 100, 300),
  functions: fc.constantFrom('', 'meals', 'bath')
});

describe('distances to those who qualify', () => {
  it('are those of a town without the others', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(said, fc.nat(8), fc.nat(8)), { minLength: 1, maxLength: 7 }),
        fc.constantFrom<Needs>(all, { open_hours_per_day: 8 }, { barrier_free: true }),
        fc.boolean(),
        (rows, needs, roads) => {
          const facilities = facilitiesOf(
            rows.map(([each]) => each),
            rows.map(([, x, y]) => [x, y])
          );
          const kept = facilitiesIn(facilities, ['eldercare_site'], needs);
          const others = { ...facilities, category: facilities.category.map(() => 'other') };
          for (const i of kept) others.category[i] = 'eldercare_site';
          const network = roads ? town.network : null;
          const joins = roads
            ? { points: town.joins, facilities: joinPoints(town.network, facilities) }
            : null;
          const ask = (of: Facilities, needed?: Needs) =>
            distancesTo(network, joins, town.demand, of, ['eldercare_site'], null, needed);
          const found = ask(facilities, needs);
          expect(found).toEqual(ask(others));
          const live = openLiveDistances(network, joins, town.demand, facilities, ['eldercare_site'], needs);
          expect(live.distanceM).toEqual(found.distanceM);
          expect(live.nearest).toEqual(found.nearest);
          rows.forEach((_, i) => expect(live.asksFor(i, 'eldercare_site')).toBe(kept.includes(i)));
          expect(live.asksFor(rows.length, 'eldercare_site')).toBe(true);
          expect(live.asksFor(rows.length, 'chs')).toBe(false);
        }
      ),
      { numRuns: 60 }
    ));
});
