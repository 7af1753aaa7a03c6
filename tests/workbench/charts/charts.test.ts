import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/lib/study/analyse.ts';
import { facilitiesOf, askMeasure, openSession } from '../../../src/lib/study/session.ts';
import { parseStudyFile } from '../../../src/lib/study/study-file.ts';
import {
  keptUnits,
  passesWalk,
  peopleInBars,
  peopleInWalk,
  type BrushRange
} from '../../../src/lib/workbench/charts/brush-range.ts';
import { pointFilter } from '../../../src/lib/workbench/charts/brush-on-map.ts';
import { nearestEdge, roundStep, slotAt, ticksTo } from '../../../src/lib/workbench/charts/scale.ts';
import {
  barsByGap,
  barsByShare,
  barsHolding,
  shareAsked
} from '../../../src/lib/workbench/charts/unit-bars.ts';
import {
  binWalks,
  counts,
  runningSums,
  walkEdges,
  walkQuantile,
  type Walks
} from '../../../src/lib/workbench/charts/walk-bins.ts';
import { makeOutcome, measureFor } from '../../../src/lib/workbench/engine/make-outcome.ts';
import { viewColumns } from '../../../src/lib/workbench/engine/views.ts';
import { storedWalk } from '../../../src/lib/workbench/map/point-colours.ts';
import { gridInputs } from '../../study/grid-inputs.ts';
import { buildGridTown, facilitiesAt } from '../../towns/grid-town.ts';

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function someWalks(seed: number, count: number): Walks {
  const random = randomOf(seed);
  const rows = Array.from({ length: count }, () => {
    const far = random() < 0.05 ? 9000 : 1400;
    return {
      metres: random() < 0.08 ? Infinity : random() < 0.1 ? 50 * Math.floor(random() * 30) : random() * far,
      people: random() < 0.1 ? 0 : random() * 40,
      unit: Math.floor(random() * 12) - 1,
      covered: random() < 0.6 ? 1 : 0
    };
  });
  return {
    distanceM: Float64Array.from(rows, ({ metres }) => metres),
    people: Float64Array.from(rows, ({ people }) => people),
    unit: Int32Array.from(rows, ({ unit }) => unit),
    covered: Uint8Array.from(rows, ({ covered, metres }) => (metres < Infinity ? covered : 0))
  };
}
const sum = (values: Iterable<number>) => [...values].reduce((all, each) => all + each, 0);
const SEEDS = [1, 2, 3, 4, 5];

describe('people by length of walk', () => {
  it('are each in the one bin that holds their walk, the running sum being of all before', () => {
    for (const seed of SEEDS) {
      const walks = someWalks(seed, 700);
      for (const only of [-1, 0, 3]) {
        const bins = binWalks(walks, walkEdges(walks, 500), only);
        const { edgesM } = bins;
        const rows = [...walks.distanceM.keys()].filter(
          (i) => counts(walks, i) && (only < 0 || walks.unit[i] === only)
        );
        for (let k = 0; k < bins.people.length; k++) {
          const inside = rows.filter(
            (i) => walks.distanceM[i] >= edgesM[k] && walks.distanceM[i] < edgesM[k + 1]
          );
          expect(bins.people[k]).toBeCloseTo(sum(inside.map((i) => walks.people[i])), 6);
          expect(bins.covered[k]).toBeCloseTo(sum(inside.map((i) => walks.people[i] * walks.covered[i])), 6);
          expect(bins.cumulative[k]).toBeCloseTo(sum(bins.people.slice(0, k + 1)), 6);
        }
        expect(sum(bins.people) + bins.unreached).toBeCloseTo(bins.total, 6);
        expect(bins.total).toBeCloseTo(sum(rows.map((i) => walks.people[i])), 6);
      }
    }
  });
  it('have few bins of round width that reach beyond the limit', () => {
    for (const seed of SEEDS)
      for (const limitM of [50, 300, 1250, 20_000]) {
        const edges = walkEdges(someWalks(seed, 300), limitM);
        expect(edges.length).toBeLessThanOrEqual(26);
        expect(edges.findLast((edge) => edge < Infinity)).toBeGreaterThan(limitM);
        expect(edges.every(Number.isInteger) || edges.at(-1) === Infinity).toBe(true);
        expect(edges).toEqual(edges.toSorted((a, b) => a - b));
      }
  });
  it('stand nobody having reached anything', () => {
    const walks = { ...someWalks(1, 50), distanceM: new Float64Array(50).fill(Infinity) };
    const bins = binWalks(walks, walkEdges(walks, 500));
    expect(sum(bins.people)).toBe(0);
    expect(bins.unreached).toBe(bins.total);
    expect(walkQuantile(walks, 0.5)).toBeNaN();
  });
  it('have quantiles as people in a row would', () => {
    const walks = someWalks(7, 120);
    walks.people = walks.people.map(Math.round);
    const row = [...walks.distanceM.keys()]
      .filter((i) => counts(walks, i) && walks.distanceM[i] < Infinity)
      .flatMap((i) => Array.from({ length: walks.people[i] }, () => walks.distanceM[i]))
      .sort((a, b) => a - b);
    for (const share of [0.01, 0.25, 0.5, 0.9, 0.99, 1])
      expect(walkQuantile(walks, share)).toBe(row[Math.ceil(share * row.length - 1e-9) - 1]);
  });
});

describe('scales', () => {
  it('have round steps to the first at or above the largest', () => {
    expect(ticksTo(87)).toEqual([0, 25, 50, 75, 100]);
    expect(ticksTo(100)).toEqual([0, 25, 50, 75, 100]);
    expect(ticksTo(0)).toEqual([0, 1]);
    expect(ticksTo(NaN)).toEqual([0, 1]);
    for (const value of [0.3, 1, 7, 123, 9999, 1e6]) {
      const ticks = ticksTo(value);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(value * (1 - 1e-9));
      expect(ticks.at(-2)).toBeLessThan(value);
    }
    expect(roundStep(3)).toBe(5);
  });
  it('find the nearest edge and the slot as a look at all would', () => {
    const random = randomOf(9);
    const edges = Array.from({ length: 40 }, () => random() * 300).sort((a, b) => a - b);
    for (let k = 0; k < 300; k++) {
      const x = random() * 340 - 20;
      const best = Math.min(...edges.map((edge) => Math.abs(edge - x)));
      expect(Math.abs(edges[nearestEdge(edges, x)] - x)).toBe(best);
      const slot = edges.findLastIndex((edge) => edge <= x);
      expect(slotAt(edges, x)).toBe(Math.max(0, Math.min(edges.length - 2, slot)));
    }
    expect(slotAt(edges, edges[5])).toBe(5);
  });
});

describe('brushing', () => {
  const RANGES: BrushRange[] = [
    { of: 'walk', from: 0, to: 300 },
    { of: 'walk', from: 300, to: 600 },
    { of: 'walk', from: 1000, to: Infinity },
    { of: 'walk', from: Infinity, to: Infinity }
  ];
  it('leaves the people of each unit that a plain filter leaves', () => {
    for (const seed of SEEDS) {
      const walks = someWalks(seed, 500);
      for (const range of RANGES) {
        const people = peopleInWalk(walks, range, 11);
        for (let unit = 0; unit < 11; unit++) {
          const rows = [...walks.distanceM.keys()].filter(
            (i) =>
              walks.unit[i] === unit &&
              (range.from === Infinity
                ? walks.distanceM[i] === Infinity
                : walks.distanceM[i] >= range.from && walks.distanceM[i] < range.to)
          );
          expect(people[unit]).toBeCloseTo(sum(rows.map((i) => walks.people[i])), 9);
        }
      }
    }
  });
  it('takes ranges of bins that share out all people', () => {
    const walks = someWalks(3, 500);
    const edges = walkEdges(walks, 500);
    const bins = binWalks(walks, edges);
    for (let k = 0; k + 1 < edges.length; k++) {
      const range: BrushRange = { of: 'walk', from: edges[k], to: edges[k + 1] };
      expect(sum(peopleInWalk(walks, range, 11))).toBeCloseTo(bins.people[k], 6);
    }
    const none: BrushRange = { of: 'walk', from: Infinity, to: Infinity };
    expect(sum(peopleInWalk(walks, none, 11))).toBeCloseTo(bins.unreached, 6);
  });
  it('draws on the map the points that it counts', () => {
    const walks = someWalks(5, 400);
    for (const range of RANGES) {
      const filter = pointFilter(range);
      for (const metres of walks.distanceM)
        expect(passesFilter(filter, storedWalk(metres))).toBe(passesWalk(metres, range));
    }
    expect(pointFilter(null)).toBeNull();
    expect(pointFilter({ of: 'gap', from: 0, to: 3 })).toBeNull();
  });
  it('keeps the units above those that stay', () => {
    const units = [{ parent: -1 }, { parent: 0 }, { parent: 0 }, { parent: 1 }, { parent: 2 }];
    expect([...keptUnits(units, Float64Array.of(0, 0, 0, 4, 0))]).toEqual([1, 1, 0, 1, 0]);
    expect([...keptUnits(units, new Float64Array(5))]).toEqual([0, 0, 0, 0, 0]);
  });
});

/** The two forms that `pointFilter` makes, read as the map does. */
function passesFilter(filter: unknown, walk: number): boolean {
  const [operator, ...rest] = filter as [string, ...unknown[]];
  if (operator === 'all') return rest.every((each) => passesFilter(each, walk));
  expect(rest[0]).toEqual(['to-number', ['get', 'walk']]);
  expect(['>=', '<']).toContain(operator);
  return operator === '>=' ? walk >= Number(rest[1]) : walk < Number(rest[1]);
}

describe('charts of a town', () => {
  const town = buildGridTown({
    columns: 13,
    rows: 9,
    residents: (column, row) => 1 + ((column * 7 + row * 3) % 11),
    older: (column, row) => (column + row) % 3
  });
  const facilities = facilitiesAt(town, [
    [1, 1],
    [11, 7]
  ]);
  const choices = parseStudyFile(
    JSON.stringify({
      yike: 1,
      standards: [],
      profiles: [],
      measure: [{ id: 'care', facilities: ['eldercare_site'], limit_m: 300 }]
    })
  );
  const session = runToEnd(openSession(gridInputs(town, facilities), choices), () => {});
  facilitiesOf(session, { name: '', edits: [] });
  const question = { measure: 'care', walker: 'all', minutes: null, metres: null };
  const result = askMeasure(session, measureFor(session, question).measure);
  const outcome = makeOutcome(session, facilities, { name: '', edits: [] }, result, false, null);
  const columns = viewColumns(session, result);
  const walks: Walks = { ...outcome, people: columns.people, unit: columns.unit };
  const { level } = session.inputs.units;
  const rows = outcome.units.filter(({ unit }) => level[unit] === 'community');

  it('add up to the totals of the outcome', () => {
    const bins = binWalks(walks, walkEdges(walks, outcome.measure.limitM));
    expect(bins.total).toBeCloseTo(outcome.total, 6);
    expect(sum(bins.covered)).toBeCloseTo(outcome.coveredPeople, 6);
    const shares = barsByShare(rows);
    expect(shares.ends.at(-1)).toBeCloseTo(outcome.total, 6);
    expect(sum(shares.value.map((share, k) => share * shares.people[k]))).toBeCloseTo(
      outcome.coveredPeople,
      6
    );
    expect(sum(barsByGap(rows).value)).toBeCloseTo(outcome.total - outcome.coveredPeople, 6);
    for (const { unit, total } of rows)
      expect(binWalks(walks, [0, 100, Infinity], unit).total).toBeCloseTo(total, 6);
  });
  it('stand in order, and a brush over bars takes those', () => {
    const bars = barsByShare(rows);
    expect([...bars.value]).toEqual([...bars.value].toSorted((a, b) => a - b));
    const gaps = barsByGap(rows);
    expect([...gaps.value]).toEqual([...gaps.value].toSorted((a, b) => b - a));
    const people = peopleInBars(bars, { of: 'share', from: 0, to: 99 }, level.length);
    expect(sum(people)).toBeCloseTo(outcome.total, 6);
    const first = peopleInBars(bars, { of: 'share', from: 0, to: 1 }, level.length);
    expect(first[bars.unit[0]]).toBe(bars.people[0]);
    expect(sum(first)).toBe(bars.people[0]);
  });
  it('say how few bars hold most', () => {
    const bars = { ...barsByGap([]), value: Float64Array.of(50, 30, 15, 5) };
    expect([0.5, 0.8, 0.81, 1].map((share) => barsHolding(bars, share))).toEqual([1, 2, 3, 4]);
    expect(barsHolding(barsByGap([]), 0.8)).toBe(0);
    expect([...runningSums(bars.value)]).toEqual([50, 80, 95, 100]);
  });
  it('read the share that a standard asks for, and nothing else', () => {
    expect(shareAsked('>= 95')).toBe(0.95);
    expect(shareAsked('>= 100')).toBe(1);
    expect([shareAsked('<= 95'), shareAsked('>= 750'), shareAsked(null), shareAsked('95')]).toEqual([
      null,
      null,
      null,
      null
    ]);
  });
});
