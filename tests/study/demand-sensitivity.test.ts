import { describe, expect, it } from 'vitest';
import { secondBest, waysAllowed } from '../../src/lib/demand/second-best.ts';
import type { Inputs } from '../../src/lib/study/inputs.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { demandSensitivity } from '../../src/lib/study/demand-sensitivity.ts';
import { askMeasure, openSession, studyMeasures, type Session } from '../../src/lib/study/session.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from './grid-inputs.ts';

const town = buildGridTown({ columns: 6, rows: 6, residents: (x, y) => 1 + ((x * 3 + y * 5) % 7) });
const inputs = gridInputs(town, facilitiesAt(town, [[0, 0]]));
const open = (more: Partial<Inputs> = {}): Session =>
  runToEnd(openSession({ ...inputs, ...more }, gridChoices()), () => {});
const own = (session: Session) => studyMeasures(session).find(({ id }) => id === 'eld300')!;
const homes = inputs.residential!;

describe('the ways that the data allows', () => {
  const footprints = { ...homes, footprintM2: homes.footprintM2.map((_, i) => 100 + i) };
  it('are listed in order of trust', () => {
    const {
      network,
      inputs: { units }
    } = open();
    expect(waysAllowed(units, homes, network)).toEqual(['points', 'network', 'hexagons']);
    expect(waysAllowed(units, footprints, network)).toEqual(['points', 'buildings', 'network', 'hexagons']);
    expect(waysAllowed(units, { ...footprints, people: {} }, null)).toEqual(['buildings', 'hexagons']);
    expect(waysAllowed(units, null, null)).toEqual(['hexagons']);
  });
  it('of which the best beside the one used is the second', () => {
    expect(secondBest('points', ['points', 'network', 'hexagons'])).toBe('network');
    expect(secondBest('hexagons', ['points', 'network', 'hexagons'])).toBe('points');
    expect(secondBest('hexagons', ['hexagons'])).toBeNull();
  });
});

describe('demandSensitivity', () => {
  it('gives what the same measure gives with its people spread the other way', () => {
    const session = open();
    const measure = own(session);
    const found = demandSensitivity(session, measure)!;
    const used = askMeasure(session, measure);
    const other = askMeasure(session, { ...measure, demand: 'network' });
    expect([found.method, found.other.method, found.allowed]).toEqual([
      'points',
      'network',
      ['points', 'network', 'hexagons']
    ]);
    const all = (rows: typeof used.coverage.rows) => {
      // The four communities come first.
      const sum = (column: Float64Array) => column.slice(0, 4).reduce((a, b) => a + b, 0);
      return sum(rows.covered) / sum(rows.total);
    };
    expect(found.coveredShare).toBe(all(used.coverage.rows));
    expect(found.other.coveredShare).toBe(all(other.coverage.rows));
    expect(found.differencePoints).toBe(100 * (found.other.coveredShare - found.coveredShare));
    expect(found.differencePoints).not.toBe(0);
    expect(found.share).toEqual(used.coverage.rows.share);
    expect(found.other.share).toEqual(other.coverage.rows.share);
    // The subdistrict is the whole study.
    expect(found.unitDifferencePoints[4]).toBeCloseTo(found.differencePoints, 9);
  });

  it('costs one more search, and none when asked again', () => {
    const session = open();
    const measure = own(session);
    askMeasure(session, measure);
    expect(session.lately.distances.size).toBe(1);
    demandSensitivity(session, measure);
    expect(session.lately.distances.size).toBe(2);
    demandSensitivity(session, { ...measure, limitM: 500 });
    expect(session.lately.distances.size).toBe(2);
  });

  it('is null where there is no other way, no such group, or no people are spread', () => {
    const session = open({
      residential: null,
      roads: null,
      units: { ...town.units, totals: { pop_resident: new Float64Array(6).fill(100) } }
    });
    expect(demandSensitivity(session, own(session))).toBeNull();
    const rich = open();
    expect(demandSensitivity(rich, { ...own(rich), field: 'pop_disabled' })).toBeNull();
    expect(demandSensitivity(rich, { ...own(rich), demand: 'land', field: 'land' })).toBeNull();
  });
});

describe('measures of floor space and land', () => {
  it('are covered like people are', () => {
    const residential = {
      ...homes,
      footprintM2: homes.footprintM2.map((_, i) => 100 + i),
      storeys: homes.storeys.map((_, i) => (i % 2 ? 6 : NaN))
    };
    const session = open({ residential });
    const measure = { ...own(session), limitM: 350 };
    const building = askMeasure(session, { ...measure, demand: 'building', field: 'building' });
    // Within 350 m of the south-west junction along streets 100 m apart: those at most three blocks away.
    let [covered, total] = [0, 0];
    residential.footprintM2.forEach((m2, i) => {
      const floor = m2 * (i % 2 ? 6 : 1);
      total += floor;
      if ((i % 6) + Math.floor(i / 6) <= 3) covered += floor;
    });
    expect(building.coverage.rows.total[4]).toBeCloseTo(total, 6);
    expect(building.coverage.rows.covered[4]).toBeCloseTo(covered, 6);
    const land = askMeasure(session, { ...measure, demand: 'land', field: 'land' });
    expect(land.coverage.rows.total[4]).toBeGreaterThan(590 * 590);
    expect(land.coverage.rows.total[4]).toBeLessThan(610 * 610);
    expect(land.coverage.rows.share[4]).toBeGreaterThan(0);
    expect(land.coverage.rows.share[4]).toBeLessThan(0.5);
    const none = open();
    const missing = askMeasure(none, { ...own(none), demand: 'building', field: 'building' });
    expect(missing.coverage.rows.total.every(Number.isNaN)).toBe(true);
  });
});
