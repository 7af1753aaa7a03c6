import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import { askMeasure, facilitiesOf, openSession } from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { breakDown, catchmentOf, pointFacts } from '../../src/lib/workbench/engine/breakdown.ts';
import { makeOutcome, measureFor } from '../../src/lib/workbench/engine/make-outcome.ts';
import {
  firstServices,
  groupLines,
  scoreOf,
  serviceDistances,
  servicesOf,
  tiersOf,
  viewColumns
} from '../../src/lib/workbench/engine/views.ts';
import type { Scene } from '../../src/lib/workbench/engine/scene.ts';
import { makeThemed } from '../../src/lib/workbench/views/make-themed.ts';
import { VIEWS, type ViewId } from '../../src/lib/workbench/views/themed.ts';
import { gridInputs } from '../study/grid-inputs.ts';
import { buildGridTown, facilitiesAt, type Junction } from '../towns/grid-town.ts';

// 13 × 9 junctions, 100 m apart; one elderly-care site in a corner, one pharmacy-like service in another.
const town = buildGridTown({
  columns: 13,
  rows: 9,
  residents: (column, row) => 1 + ((column * 7 + row * 3) % 11),
  older: (column, row) => (column + row) % 3
});
const places: Junction[] = [
  [1, 1],
  [11, 7],
  [6, 4]
];
const facilities = facilitiesAt(town, places);
facilities.category[2] = 'park';
const own = (id: string, category: string, more: object) => ({ id, facilities: [category], ...more });
const choices = parseStudyFile(
  JSON.stringify({
    yike: 1,
    standards: [],
    profiles: [],
    measure: [
      own('care', 'eldercare_site', { minutes: 15 }),
      own('care300', 'eldercare_site', { limit_m: 300 }),
      own('park', 'park', { minutes: 15 }),
      own('none', 'school_primary', { minutes: 15 }),
      own('clinic', 'community_health_station', { limit_m: 500 })
    ]
  })
);
const session = runToEnd(openSession(gridInputs(town, facilities), choices), () => {});
const { demand } = session.demands.get('auto')!;
const question = { measure: 'care300', walker: 'all', minutes: null, metres: null };
const ask = (edits: Edit[] = [], more: object = {}) => {
  facilitiesOf(session, { name: '', edits });
  return askMeasure(session, measureFor(session, { ...question, ...more }).measure);
};
/** Column and row of each demand point: the spread may have put them in another order. */
const junctionOf = (i: number): Junction => {
  for (let row = 0; row < town.rows; row++)
    for (let column = 0; column < town.columns; column++) {
      const [lon, lat] = town.at(column, row);
      if (Math.abs(lon - demand.lon[i]) < 1e-9 && Math.abs(lat - demand.lat[i]) < 1e-9) return [column, row];
    }
  throw new Error(`expected a junction, got point ${i}`);
};
const junctions = Array.from(demand.lon, (_, i) => junctionOf(i));
const residents = demand.people['pop_resident'];
const walkM = (from: Junction, to: Junction) => 100 * town.walkSteps(from, to);
const SOUTH_WEST = 0;
const inUnit = (i: number, unit: number) => demand.unit[i] === unit;

describe('the columns of views', () => {
  it('tell for each point the straight line, and the facility that its walk leads to', () => {
    const { straightM, nearest, serving } = viewColumns(session, ask());
    expect(serving.code).toEqual(['F0', 'F1']);
    junctions.forEach((from, i) => {
      const metres = places.slice(0, 2).map((place) => walkM(from, place));
      const lines = places
        .slice(0, 2)
        .map(([column, row]) => 100 * Math.hypot(column - from[0], row - from[1]));
      expect(straightM[i]).toBeCloseTo(Math.min(...lines), 0);
      if (metres[0] !== metres[1]) expect(nearest[i]).toBe(metres[0] < metres[1] ? 0 : 1);
    });
  });
  it('average the walks of the people of a unit, and of the units above it', () => {
    const { meanM, unreached } = viewColumns(session, ask());
    for (const unit of [SOUTH_WEST, 4]) {
      let [sum, people] = [0, 0];
      junctions.forEach((from, i) => {
        if (unit === SOUTH_WEST && !inUnit(i, unit)) return;
        sum += residents[i] * Math.min(walkM(from, places[0]), walkM(from, places[1]));
        people += residents[i];
      });
      expect(meanM[unit]).toBeCloseTo(sum / people, 0);
      expect(unreached[unit]).toBe(0);
    }
  });
  it('are those of the scenario', () => {
    const columns = viewColumns(session, ask([{ do: 'close', code: 'F1' }]));
    expect(columns.serving.code).toEqual(['F0']);
    expect(new Set(columns.nearest)).toEqual(new Set([0]));
  });
  it('reach nobody without a facility', () => {
    const closed: Edit[] = ['F0', 'F1'].map((code) => ({ do: 'close', code }));
    const { meanM, unreached, nearest } = viewColumns(session, ask(closed));
    expect(new Set(nearest)).toEqual(new Set([-1]));
    expect(meanM[4]).toBeNaN();
    expect(unreached[4]).toBe(residents.reduce((sum, each) => sum + each, 0));
  });
});

describe('the living-circle score', () => {
  const services = servicesOf(session);
  it('offers each set of categories once and counts those of 15 minutes first', () => {
    expect(services.map(({ id }) => id)).toEqual(['care', 'park', 'none', 'clinic']);
    expect(services.map(({ in15 }) => in15)).toEqual([true, true, true, false]);
    expect(firstServices(services)).toEqual(['care', 'park', 'none']);
  });
  it('counts the services within 900 m of each point, and their mean over the people', () => {
    const { measure } = ask();
    const score = scoreOf(session, measure, ['care', 'park', 'none']);
    expect(score.limitM).toBe(900);
    let [sum, people] = [0, 0];
    junctions.forEach((from, i) => {
      const care = Math.min(walkM(from, places[0]), walkM(from, places[1])) <= 900;
      const park = walkM(from, places[2]) <= 900;
      expect(score.point[i]).toBe(Number(care) + Number(park));
      expect(score.reached[i]).toBe(Number(care) + 2 * Number(park));
      if (!inUnit(i, SOUTH_WEST)) return;
      sum += residents[i] * score.point[i];
      people += residents[i];
    });
    expect(score.unit[SOUTH_WEST]).toBeCloseTo(sum / people, 9);
    let all = 0;
    residents.forEach((each, i) => (all += each * score.point[i]));
    expect(score.mean).toBeCloseTo(all / residents.reduce((a, b) => a + b, 0), 9);
  });
  it('makes no search whose distances are known', () => {
    const { measure } = ask();
    scoreOf(session, measure, ['care', 'park']);
    const known = session.lately.distances.size;
    scoreOf(session, measure, ['park', 'care']);
    expect(session.lately.distances.size).toBe(known);
  });
  it('is none without services', () => {
    const { measure } = ask();
    expect(scoreOf(session, measure, []).mean).toBeNaN();
  });
  it('tells the walk of one point to each service', () => {
    const { measure } = ask();
    const [care, park, none] = serviceDistances(session, measure, 0);
    expect(care).toBeCloseTo(Math.min(walkM(junctions[0], places[0]), walkM(junctions[0], places[1])), 0);
    expect(park).toBeCloseTo(walkM(junctions[0], places[2]), 0);
    expect(none).toBe(Infinity);
  });
});

describe('groups', () => {
  it('are asked each as its people walk, and only where their people are given', () => {
    const asked = { ...question, measure: 'care' };
    ask();
    const lines = groupLines(session, asked, -1);
    expect(lines.map(({ group }) => group)).toEqual(['all', 'older_adult']);
    const older = demand.people['pop_60p'];
    const [, line] = lines;
    let covered = 0;
    junctions.forEach((from, i) => {
      const metres = Math.min(walkM(from, places[0]), walkM(from, places[1]));
      if (metres <= 15 * 60 * 0.8) covered += older[i];
    });
    expect(line).toMatchObject({ covered, limitM: 720, speedMps: 0.8 });
    const inside = groupLines(session, asked, SOUTH_WEST)[0];
    expect(inside.total).toBe(
      residents.reduce((sum, each, i) => sum + (inUnit(i, SOUTH_WEST) ? each : 0), 0)
    );
  });
});

describe('bands of service areas', () => {
  const { measure } = ask();
  it('are the measure’s own, walks of so many minutes, or lengths, its limit always among them', () => {
    expect(tiersOf(measure, 'own')).toEqual([{ minutes: null, limitM: 300 }]);
    expect(tiersOf(measure, 'minutes').map(({ limitM }) => limitM)).toEqual([300, 600, 900]);
    expect(tiersOf(measure, 'metres').map(({ limitM }) => limitM)).toEqual([300, 500, 800, 1000]);
    expect(tiersOf({ ...measure, limitM: 450 }, 'minutes').map(({ limitM }) => limitM)).toEqual([
      300, 450, 600, 900
    ]);
  });
});

describe('a breakdown', () => {
  it('names the facilities that serve the people of a unit, and adds up to it', () => {
    const result = ask();
    const { served, total, covered, unserved, points, methods, field } = breakDown(
      session,
      result,
      SOUTH_WEST
    );
    expect(served.reduce((sum, each) => sum + each.people, unserved)).toBe(total);
    expect(served.reduce((sum, each) => sum + each.covered, 0)).toBe(covered);
    expect(covered).toBe(result.coverage.rows.covered[SOUTH_WEST]);
    expect(points).toBe(demand.unit.filter((unit) => unit === SOUTH_WEST).length);
    expect([methods, field, served[0].code]).toEqual([['points'], 'pop_resident', 'F0']);
  });
  it('of the whole is that of its communities', () => {
    const result = ask();
    const whole = breakDown(session, result, -1);
    const parts = [0, 1, 2, 3].map((unit) => breakDown(session, result, unit));
    expect(whole.total).toBe(parts.reduce((sum, each) => sum + each.total, 0));
    expect(whole.covered).toBe(parts.reduce((sum, each) => sum + each.covered, 0));
    expect(whole.total).toBe(breakDown(session, result, 4).total);
  });
  it('of a facility tells whom it serves, unit by unit', () => {
    const result = ask();
    const catchments = ['F0', 'F1'].map((code) => catchmentOf(session, result, code)!);
    expect(catchments[0].people + catchments[1].people).toBe(residents.reduce((sum, each) => sum + each, 0));
    for (const { people, units } of catchments)
      expect(units.reduce((sum, each) => sum + each.people, 0)).toBe(people);
    expect(catchmentOf(session, result, 'F2')).toMatchObject({ people: 0, units: [] });
    expect(catchmentOf(session, result, 'F9')).toBeNull();
  });
  it('of a point tells its people, its unit, who serves it and the walk there', () => {
    const result = ask();
    const i = junctions.findIndex(([column, row]) => column === 3 && row === 1);
    const facts = pointFacts(session, result, i)!;
    expect(facts).toMatchObject({
      unit: SOUTH_WEST,
      covered: true,
      cause: 0,
      connected: true,
      facility: { code: 'F0', name: '设施0' }
    });
    expect(facts.distanceM).toBeCloseTo(200, 0);
    expect(facts.walk!.lengthM).toBeCloseTo(200, 0);
    expect(facts.walk!.line.at(-1)).toEqual([facilities.lon[0], facilities.lat[0]]);
    expect(facts.people).toContainEqual({ field: 'pop_resident', people: residents[i] });
    expect(pointFacts(session, result, demand.lon.length)).toBeNull();
  });
});

describe('what the map’s colours say', () => {
  // No walk of a grid of 100 m is 350 m: nothing hangs on rounding.
  const result = ask([], { metres: 350 });
  const outcome = makeOutcome(
    session,
    session.lately.facilities,
    { name: '', edits: [] },
    result,
    false,
    null
  );
  const scene = { units: session.inputs.units.code.map(() => ({})) } as unknown as Scene;
  const columns = viewColumns(session, result);
  const score = scoreOf(session, result.measure, ['care', 'park', 'none']);
  const parts = { columns, score, walkBy: 'median' as const, bandsM: [300, 500], present: outcome };
  const themed = (id: ViewId, more: object = {}) => makeThemed(id, scene, outcome, { ...parts, ...more })!;
  const straightIn = (from: Junction) =>
    places.slice(0, 2).some(([c, r]) => 100 * Math.hypot(c - from[0], r - from[1]) <= 350);

  it('has a figure for each unit in each view, and classes where the figures bring them', () => {
    for (const id of VIEWS) {
      const { unitValues, weights } = themed(id);
      expect([id, unitValues.some(Number.isNaN)]).toEqual([id, false]);
      expect(weights[SOUTH_WEST]).toBe(result.coverage.rows.total[SOUTH_WEST]);
    }
    expect(themed('areas').fixed).toEqual([300, 500]);
    expect(themed('walk').fixed).toEqual([87.5, 175, 262.5, 350, 525]);
    expect(themed('score')).toMatchObject({ most: 3, pointFixed: [1, 2, 3] });
  });
  it('takes the straight line from the network', () => {
    const { unitValues, pointValues } = themed('detour');
    let [network, straight, people] = [0, 0, 0];
    junctions.forEach((from, i) => {
      const near = Math.min(walkM(from, places[0]), walkM(from, places[1])) <= 350;
      expect(pointValues![i]).toBe(Number(near) - Number(straightIn(from)));
      if (!inUnit(i, SOUTH_WEST)) return;
      people += residents[i];
      network += near ? residents[i] : 0;
      straight += straightIn(from) ? residents[i] : 0;
    });
    expect(unitValues[SOUTH_WEST]).toBeCloseTo((network - straight) / people, 9);
    expect(themed('uncovered').unitValues[SOUTH_WEST]).toBe(people - network);
  });
  it('waits for what is still to come', () => {
    expect(makeThemed('score', scene, outcome, { ...parts, score: null })).toBeNull();
    expect(makeThemed('walk', scene, outcome, { ...parts, columns: null, walkBy: 'mean' })).toBeNull();
    expect(themed('walk', { walkBy: 'mean' }).unitValues[SOUTH_WEST]).toBe(columns.meanM[SOUTH_WEST]);
  });
});
