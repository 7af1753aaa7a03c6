import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../src/lib/coverage/coverage.ts';
import type { Measure } from '../../src/lib/coverage/measure.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import { createPlane, distanceM } from '../../src/lib/geometry/metric.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { Lines } from '../../src/lib/geometry/shapes.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { chooseSites, inPlaceOrder, widestReachM } from '../../src/lib/siting/choose-sites.ts';
import { pickCandidates } from '../../src/lib/siting/combine-candidates.ts';
import { reachOf } from '../../src/lib/siting/pose-reach.ts';
import { straightReachSets } from '../../src/lib/coverage/straight-reach.ts';
import { reachSets } from '../../src/lib/siting/reach-sets.ts';
import type { Candidates, Siting } from '../../src/lib/siting/siting.ts';
import { solveSiting } from '../../src/lib/siting/solve-siting.ts';
import { NO_FACILITIES, plainAsk } from './plain-ask.ts';

const plane = createPlane(117.2, 39.1);
type Place = [number, number];

function pointsOf(places: Place[]) {
  return {
    lon: Float64Array.from(places, ([x]) => plane.lon(x)),
    lat: Float64Array.from(places, ([, y]) => plane.lat(y))
  };
}

function demandOf(places: Place[], people: number[]): Demand {
  return {
    ...pointsOf(places),
    method: 'points',
    unit: new Int32Array(places.length),
    people: { pop_resident: Float64Array.from(people) }
  };
}

function candidatesOf(places: Place[]): Candidates {
  return {
    ...pointsOf(places),
    code: places.map((_, i) => `C${i}`),
    name: places.map((_, i) => `C${i}`),
    cost: new Float64Array(places.length).fill(NaN),
    floorAreaM2: new Float64Array(places.length).fill(NaN)
  };
}

function measureWithin(limitM: number, limitS = NaN): Measure {
  return {
    id: 'test',
    titleZh: '测试',
    titleEn: 'test',
    categories: ['chs'],
    limitM,
    limitS,
    group: 'all',
    field: 'pop_resident',
    speedMps: 1,
    demand: 'auto'
  };
}

/** Coverage by facilities at the given walking metres from each point. */
function coverageAt(measure: Measure, metres: number[]): Coverage {
  const none = new Float64Array(0);
  return {
    measure,
    distanceM: Float64Array.from(metres),
    straightM: Float64Array.from(metres),
    nearest: Int32Array.from(metres, (m) => (m === Infinity ? -1 : 0)),
    covered: Uint8Array.from(metres, (m) => (m <= measure.limitM ? 1 : 0)),
    estimated: false,
    rows: { unit: new Int32Array(0), total: none, covered: none, share: none, shareStraight: none }
  };
}

/** Sites of plain maximal coverage, whatever the order of the candidates; `sites` are their indexes as given. */
function choose(question: {
  measure: Measure;
  demand: Demand;
  coverage: Coverage;
  network: Network | null;
  demandJoins: Joins | null;
  candidates: Candidates;
  sites: number;
  seed: number;
}): Siting {
  const { measure, demand, coverage, network, demandJoins, sites, seed } = question;
  const { order } = inPlaceOrder(question.candidates);
  const candidates = pickCandidates(question.candidates, order);
  const reach = reachOf(network, demandJoins, demand, candidates, null, widestReachM(measure));
  const siting = chooseSites(
    {
      services: [{ measure, demand, coverage, network, joins: demandJoins, weight: 1, reach }],
      ...{ candidates, standing: NO_FACILITIES, ask: plainAsk(candidates, { sites }), seed },
      names: { row: String, option: (o) => candidates.code[o] },
      ...{ phases: [], byMoney: false }
    },
    (problem) => solveSiting(problem, { mip: null, seed, secondsLeft: () => 60 })
  );
  return { ...siting, sites: siting.sites.map((c) => order[c]) };
}

/** A street of 2 km from west to east. */
const street: Lines = {
  ...pointsOf([
    [0, 0],
    [2000, 0]
  ]),
  first: Uint32Array.of(0, 2)
};

describe('chooseSites on one street', () => {
  const network = buildNetwork(street);
  // Houses 10 m north of the street every 100 m, ten people each; a clinic serves those up to 400 m.
  const houses = Array.from({ length: 21 }, (_, k): Place => [100 * k, 10]);
  const demand = demandOf(
    houses,
    houses.map(() => 10)
  );
  const measure = measureWithin(330);
  const coverage = coverageAt(
    measure,
    houses.map(([x]) => x + 20)
  );
  const demandJoins = joinPoints(network, demand);

  it('takes the sites whose reach theory gives, and adds up', () => {
    // 330 m reach 3 houses either way (300 m + 10 m for the house + 5 m for the site): seven, houses 0 to 3 are served.
    const candidates = candidatesOf([
      [1500, 5],
      [100, 5],
      [700, 5],
      [600, 5],
      [1400, 5]
    ]);
    const siting = choose({
      measure,
      demand,
      coverage,
      network,
      demandJoins,
      candidates,
      sites: 2,
      seed: 1
    });
    expect([...siting.sites].map((c) => candidates.code[c])).toEqual(['C2', 'C4']);
    expect([...siting.gain]).toEqual([70, 70]);
    expect([...siting.coveredAfter]).toEqual([110, 180]);
    expect(siting).toMatchObject({
      objective: 140,
      bound: 140,
      gap: 0,
      proven: true,
      standard: 'test',
      model: 'mclp'
    });
    expect([...siting.curve]).toEqual([70, 140, 150, 150, 150]);
  });

  it('gives each site a share of seeded runs, the same for the same seed', () => {
    const candidates = candidatesOf([
      [700, 5],
      [1400, 5],
      [1410, 5],
      [1900, 5]
    ]);
    const question = { measure, demand, coverage, network, demandJoins, candidates, sites: 2 };
    const siting = choose({ ...question, seed: 7 });
    for (const share of siting.robustness) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThanOrEqual(1);
      expect((share * 50) % 1).toBeCloseTo(0, 9);
    }
    expect(siting.robustness[0]).toBe(1);
    expect([...choose({ ...question, seed: 7 }).robustness]).toEqual([...siting.robustness]);
  });

  it('varies the reach with the speed only where minutes decide', () => {
    // House 1000 is 330 m + 10 m away: within reach only for a walker who is faster than the study's.
    const candidates = candidatesOf([
      [660, 0],
      [1700, 0]
    ]);
    const one = demandOf(
      [
        [1000, 0],
        [1700, 0]
      ],
      [100, 60]
    );
    const question = {
      demand: one,
      network,
      demandJoins: joinPoints(network, one),
      candidates,
      sites: 1,
      seed: 3
    };
    const ask = (limitS: number) => {
      const asked = measureWithin(330, limitS);
      return choose({ ...question, measure: asked, coverage: coverageAt(asked, [Infinity, Infinity]) });
    };
    expect([...ask(NaN).sites]).toEqual([1]);
    expect(ask(NaN).robustness[0]).toBe(1);
    expect([...ask(330).sites]).toEqual([1]);
    expect(ask(330).robustness[0]).toBeLessThan(1);
    expect(ask(330).robustness[0]).toBeGreaterThan(0);
  });

  it('refuses a measure of people that the data does not give', () => {
    const candidates = candidatesOf([[700, 5]]);
    const wrong = { ...measure, field: 'pop_60p' };
    expect(() =>
      choose({ measure: wrong, demand, coverage, network, demandJoins, candidates, sites: 1, seed: 1 })
    ).toThrow('pop_60p');
  });

  it('chooses nothing without candidates', () => {
    const candidates = candidatesOf([]);
    const siting = choose({
      measure,
      demand,
      coverage,
      network,
      demandJoins,
      candidates,
      sites: 3,
      seed: 1
    });
    expect(siting.sites).toHaveLength(0);
    expect(siting.faults.map(({ code }) => code)).toEqual(['no_candidates']);
  });
});

/** A town of random houses and sites around a street grid. */
function randomTown(seed: number) {
  const random = createRandom(seed);
  const place = (): Place => [random() * 1000, random() * 1000];
  const steps = [0, 250, 500, 750, 1000];
  const corners = [
    ...steps.map((y) => steps.map((x): Place => [x, y])),
    ...steps.map((x) => steps.map((y): Place => [x, y]))
  ];
  const first = Uint32Array.from({ length: corners.length + 1 }, (_, i) => 5 * i);
  const houses = Array.from({ length: 60 }, place);
  return {
    network: buildNetwork({ ...pointsOf(corners.flat()), first }),
    houses,
    people: houses.map(() => random() * 50),
    present: houses.map(() => (random() < 0.3 ? random() * 400 : Infinity)),
    sites: Array.from({ length: 12 }, place)
  };
}

describe('the laws of siting', () => {
  it('does not depend on the order of candidates and points, with and without roads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), (seed, roads) => {
        const town = randomTown(seed);
        const network = roads ? town.network : null;
        const straight = (n: number) => Array.from({ length: n }, (_, i) => i);
        const ask = (houseOrder: number[], siteOrder: number[]) => {
          const measure = measureWithin(300, 300);
          const demand = demandOf(
            houseOrder.map((i) => town.houses[i]),
            houseOrder.map((i) => town.people[i])
          );
          const siting = choose({
            measure,
            demand,
            coverage: coverageAt(
              measure,
              houseOrder.map((i) => town.present[i])
            ),
            network,
            demandJoins: network && joinPoints(network, demand),
            candidates: candidatesOf(siteOrder.map((i) => town.sites[i])),
            sites: 3,
            seed: 1
          });
          return {
            ...siting,
            candidates: null,
            // The bound and sums of metres carry the rounding of the order of points; sums of people do not.
            bound: siting.bound.toFixed(6),
            gap: siting.gap.toFixed(9),
            reasons: siting.reasons.map(({ savedPersonM, meanSavedM, ...reason }) => ({
              ...reason,
              savedPersonM: savedPersonM.toFixed(6),
              meanSavedM: meanSavedM.toFixed(6)
            })),
            sites: [...siting.sites].map((c) => siteOrder[c]),
            rowsWon: straight(60).map((house) => siting.rowsWon[houseOrder.indexOf(house)])
          };
        };
        const random = createRandom(seed + 0.5);
        const mixed = (n: number) => straight(n).sort(() => random() - 0.5);
        expect(ask(mixed(60), mixed(12))).toEqual(ask(straight(60), straight(12)));
      }),
      { numRuns: 20 }
    );
  });

  it('reaches no point on the network that is farther in a straight line, and all within the limit', () => {
    const town = randomTown(5);
    const candidates = pointsOf(town.sites);
    const demand = pointsOf(town.houses);
    const sets = reachSets(
      town.network,
      joinPoints(town.network, candidates),
      joinPoints(town.network, demand),
      400
    );
    expect(sets.point.length).toBeGreaterThan(50);
    for (let c = 0; c < town.sites.length; c++)
      for (let k = sets.first[c]; k < sets.first[c + 1]; k++) {
        const i = sets.point[k];
        expect(sets.metres[k]).toBeLessThanOrEqual(400);
        expect(sets.metres[k]).toBeGreaterThan(
          0.998 * distanceM(candidates.lon[c], candidates.lat[c], demand.lon[i], demand.lat[i])
        );
      }
  });

  it('without roads takes straight metres times 1.3, and misses no pair', () => {
    const town = randomTown(6);
    const candidates = pointsOf(town.sites);
    const demand = pointsOf(town.houses);
    const sets = straightReachSets(candidates, demand, 390);
    for (let c = 0; c < town.sites.length; c++) {
      const expected = town.houses.flatMap((_, i) => {
        const metres = 1.3 * distanceM(candidates.lon[c], candidates.lat[c], demand.lon[i], demand.lat[i]);
        return metres <= 390 ? [[i, metres]] : [];
      });
      const found = [...sets.point.slice(sets.first[c], sets.first[c + 1])].map((i, k) => [
        i,
        sets.metres[sets.first[c] + k]
      ]);
      expect(found).toEqual(expected);
    }
  });
});
