import type { Coverage } from '../../src/lib/coverage/coverage.ts';
import type { Measure } from '../../src/lib/coverage/measure.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import { createPlane } from '../../src/lib/geometry/metric.ts';
import type { Service, Standing } from '../../src/lib/siting/siting-ask.ts';
import type { Candidates } from '../../src/lib/siting/siting.ts';

/** Along one street, in metres of walking from its west end: the straight line is 1.3 times shorter. */
const plane = createPlane(117.2, 39.1);
const onStreet = (metres: readonly number[]) => ({
  lon: Float64Array.from(metres, (m) => plane.lon(m / 1.3)),
  lat: Float64Array.from(metres, () => plane.lat(0))
});

/** Within a walk of so many metres people are served. */
const LIMIT_M = 250;

/** Homes at 0, 200, 400, 1,000, 1,200 and 2,000 m: 112 people. */
export const HOMES = [0, 200, 400, 1000, 1200, 2000];
export const PEOPLE = [10, 20, 30, 40, 5, 7];

/** A reaches homes 0 and 1 (30 people), B 1 and 2 (50), C 3 and 4 (45), D 5 (7). */
export const [A, B, C, D] = [0, 1, 2, 3];
const SITES_M = [100, 300, 1100, 1950];

/** Serves home 2 (30 people), and home 5 (7 people). */
export const [F, G] = [480, 2100];

const measure: Measure = {
  ...{ id: 'test', titleZh: '测试', titleEn: 'test', categories: ['chs'], limitM: LIMIT_M, limitS: NaN },
  ...{ group: 'all', field: 'pop_resident', speedMps: 1, demand: 'auto' }
};

/** Candidates A to D and their prices; capacities where they are given. */
export function candidatesOf(capacity?: number[], floorAreaM2 = [100, 100, 100, 100]): Candidates {
  return {
    ...onStreet(SITES_M),
    ...{ code: ['A', 'B', 'C', 'D'], name: ['A', 'B', 'C', 'D'] },
    cost: Float64Array.of(5, 4, 6, 1),
    floorAreaM2: Float64Array.from(floorAreaM2),
    ...(capacity ? { capacity: Float64Array.from(capacity) } : {})
  };
}

/** Facilities of a category at these metres, with so many places. */
export function standingAt(metres: readonly number[], capacity = metres.map(() => NaN)): Standing {
  const none = new Float64Array(metres.length).fill(NaN);
  return {
    facilities: {
      ...{ ...onStreet(metres), code: metres.map((m) => `F${m}`), name: metres.map((m) => `F${m}`) },
      ...{ category: metres.map(() => 'chs'), floorAreaM2: none, beds: none },
      ...{ capacity: Float64Array.from(capacity), servesUnit: metres.map(() => '') }
    },
    joins: null
  };
}

/** A service of the measure for the people of `field`, with what stands now at `metres`; each column of people is as long as the homes. */
export function serviceOf(
  said: {
    metres?: readonly number[];
    homes?: readonly number[];
    people?: Record<string, number[]>;
    measure?: Partial<Measure>;
    weight?: number;
    served?: number[];
  } = {}
): Service {
  const homes = said.homes ?? HOMES;
  const own: Measure = { ...measure, ...said.measure };
  const demand: Demand = {
    ...onStreet(homes),
    ...{ method: 'points', unit: new Int32Array(homes.length) },
    people: Object.fromEntries(
      Object.entries(said.people ?? { pop_resident: PEOPLE }).map(([field, people]) => [
        field,
        Float64Array.from(people)
      ])
    )
  };
  const distanceM = Float64Array.from(homes, (home) =>
    Math.min(Infinity, ...(said.metres ?? []).map((m) => Math.abs(m - home)))
  );
  const none = new Float64Array(0);
  const coverage: Coverage = {
    ...{ measure: own, distanceM, straightM: distanceM.map((m) => m / 1.3), estimated: true },
    nearest: Int32Array.from(distanceM, (m) => (m === Infinity ? -1 : 0)),
    covered: Uint8Array.from(distanceM, (m) => (m <= own.limitM ? 1 : 0)),
    ...(said.served ? { served: Float64Array.from(said.served) } : {}),
    rows: { unit: new Int32Array(0), total: none, covered: none, share: none, shareStraight: none }
  };
  return { measure: own, demand, coverage, network: null, joins: null, weight: said.weight ?? 1 };
}
