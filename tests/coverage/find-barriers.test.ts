import { describe, expect, it } from 'vitest';
import { CAUSES, type Coverage } from '../../src/lib/coverage/coverage.ts';
import { distancesTo } from '../../src/lib/coverage/distances.ts';
import { createBarrierFinder, findBarriers } from '../../src/lib/coverage/find-barriers.ts';
import { findGaps } from '../../src/lib/coverage/find-gaps.ts';
import { measureCoverage } from '../../src/lib/coverage/measure-coverage.ts';
import { openSurvey } from '../../src/lib/coverage/survey.ts';
import { groupPoints } from '../../src/lib/demand/points-by-unit.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { WallKind, Walls } from '../../src/lib/network/walls.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { ownMeasure } from './own-measure.ts';

// One facility in the middle of 9 × 9 junctions; within 300 m as the crow flies but not on foot are the junctions of
// (2, 2): 283 m straight, 400 m on foot. Four of them, one in each quarter, 10 people each.
const town = buildGridTown({ columns: 9, rows: 9 });
const facilities = facilitiesAt(town, [[4, 4]]);
const measure = ownMeasure({ limit_m: 310 });

function barriersWith(lines: { kind: WallKind; from: [number, number]; to: [number, number] }[]) {
  const ends = lines.flatMap(({ from, to }) => [town.at(...from), town.at(...to)]);
  const walls: Walls = {
    lon: Float64Array.from(ends, ([lon]) => lon),
    lat: Float64Array.from(ends, ([, lat]) => lat),
    first: Uint32Array.from({ length: lines.length + 1 }, (_, i) => 2 * i),
    kind: lines.map(({ kind }) => kind)
  };
  const joins = {
    points: joinPoints(town.network, town.demand),
    facilities: joinPoints(town.network, facilities)
  };
  const distances = distancesTo(town.network, joins, town.demand, facilities, measure.categories);
  const survey = openSurvey(town.units, town.demand, groupPoints(town.units, town.demand), distances);
  const coverage: Coverage = measureCoverage(measure, town.units, town.demand, distances, survey);
  const gaps = findGaps(coverage, town.units, town.demand, town.connected, survey);
  const find = createBarrierFinder(walls);
  return { gaps, ...findBarriers(coverage, gaps, survey, facilities, Int32Array.of(0), find) };
}

describe('the barrier of a detour', () => {
  const west = { from: [3.3, -1] as [number, number], to: [3.3, 9] as [number, number] };
  const north = { from: [-1, 5.2] as [number, number], to: [9, 5.2] as [number, number] };
  const detour = CAUSES.indexOf('detour') - 1;

  it('is what the straight line runs across, of several the railway, then water, then the wall', () => {
    const { gaps, people, kind } = barriersWith([
      { kind: 'estate', ...west },
      { kind: 'rail', ...north }
    ]);
    // South-west, south-east, north-west, north-east, and all.
    expect([...gaps.byCause[detour]]).toEqual([10, 10, 10, 10, 40, 40]);
    const [rail, water, estate] = people;
    expect([...rail]).toEqual([0, 0, 10, 10, 20, 20]);
    expect([...water]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...estate]).toEqual([10, 0, 0, 0, 10, 10]);
    expect(kind.reduce((count, each) => count + (each > 0 ? 1 : 0), 0)).toBe(3);
  });

  it('is none where no line is crossed, and never of another cause', () => {
    const { people, kind } = barriersWith([{ kind: 'water', from: [-3, -1], to: [-3, 9] }]);
    expect(people.every((each) => each.every((value) => value === 0))).toBe(true);
    expect(kind.every((each) => each === 0)).toBe(true);
    // A railway along the town's west end is crossed by nobody's detour, though by many a line from far away.
    expect(
      barriersWith([{ kind: 'rail', from: [0.5, -1], to: [0.5, 9] }]).kind.every((each) => each === 0)
    ).toBe(true);
  });
});
