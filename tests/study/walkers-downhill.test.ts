import { expect, it } from 'vitest';
import fc from 'fast-check';
import { STEPS } from '../../src/lib/network/traits.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { openFollowing } from '../../src/lib/study/follow.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import { askMeasure, facilitiesOf, openSession, studyMeasures } from '../../src/lib/study/session.ts';
import { siteMeasure } from '../../src/lib/study/site-measure.ts';
import { sitingChoice } from '../../src/lib/study/siting-choice.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { networkFor } from '../../src/lib/study/walkers.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { findRoute } from '../../src/lib/network/route.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { gridInputs } from './grid-inputs.ts';

const town = buildGridTown({ columns: 9, rows: 7 });
const lines = town.lines.first.length - 1;
const facilities = facilitiesAt(town, [
  [1, 1],
  [7, 5]
]);

/** A town that falls to the east by 1 in 20, where a walk counts for 0.84 of its length; one street is steps. */
function openTown() {
  const inputs = gridInputs(town, facilities);
  const [west] = town.at(0, 0);
  const [next] = town.at(1, 0);
  const heightM = town.lines.lon.map((lon) => 500 - (5 * (lon - west)) / (next - west));
  const traits = {
    lineFlags: Uint8Array.from({ length: lines }, (_, i) => (i === 3 ? STEPS : 0)),
    lineGradient: new Float64Array(lines).fill(NaN),
    heightM,
    placePosition: new Uint32Array(0),
    placeKind: new Uint8Array(0),
    placeHours: []
  };
  const own = (id: string, more: object) => ({ id, facilities: ['eldercare_site'], ...more });
  const file = parseStudyFile(
    JSON.stringify({
      yike: 1,
      standards: ['ELD-COV-15'],
      walkers: { older_adult: { steps: false } },
      measure: [
        own('all', { minutes: 4 }),
        own('older', { minutes: 4, group: 'older_adult' }),
        own('metres', { limit_m: 300 })
      ],
      siting: [{ standard: 'all', sites: 1, candidates: 'network' }]
    })
  );
  return runToEnd(openSession({ ...inputs, roads: { ...inputs.roads!, traits } }, file), () => {});
}

it('where walks downhill count for less than the straight line, who is covered is who walks there in time', () => {
  const session = openTown();
  let beneath = 0;
  for (const measure of studyMeasures(session)) {
    const { coverage, joined } = askMeasure(session, measure);
    const network = networkFor(session, measure)!;
    const sites = joinPoints(network, facilities);
    const people = joined.demand.people[measure.field]!;
    let [covered, total] = [0, 0];
    for (let i = 0; i < people.length; i++) {
      const routes = facilities.code.map((_, f) => findRoute(network, sites, joined.joins!, f, i));
      const leastM = Math.min(...routes.map((route) => route?.costM ?? Infinity));
      expect(coverage.distanceM[i]).toBe(leastM);
      expect(coverage.straightM[i]).toBeLessThanOrEqual(leastM);
      const nearest = routes.find((route) => route?.costM === leastM);
      if (nearest && leastM < nearest.distanceM + nearest.joinFromM + nearest.joinToM - 5) beneath++;
      total += people[i];
      if (leastM <= measure.limitM) covered += people[i];
    }
    const { rows } = coverage;
    expect(rows.covered[5]).toBeCloseTo(covered, 9);
    expect(rows.total[5]).toBeCloseTo(total, 9);
    for (let unit = 0; unit < 6; unit++)
      expect(rows.shareStraight[unit]).toBeGreaterThanOrEqual(rows.share[unit]);
  }
  expect(beneath).toBeGreaterThan(20);
});

it('a new site brings just those who walk to it in time', () => {
  const session = openTown();
  const measure = studyMeasures(session).find(({ id }) => id === 'all')!;
  const before = askMeasure(session, measure);
  const siting = siteMeasure(
    session,
    before,
    sitingChoice({ standard: '', sites: 1, candidates: 'network' })
  )!;
  const edit: Edit = {
    ...{ do: 'add', code: 'new', name: '', category: 'eldercare_site', floorAreaM2: NaN },
    ...{ lon: siting.candidates.lon[siting.sites[0]], lat: siting.candidates.lat[siting.sites[0]] }
  };
  facilitiesOf(session, { name: '', edits: [edit] });
  const after = askMeasure(session, measure);
  expect(after.coverage.rows.covered[5] - before.coverage.rows.covered[5]).toBeCloseTo(siting.gain[0], 6);
  expect(siting.gain[0]).toBeGreaterThan(0);
});

it('a drag is followed as each walker walks, to the figures of a full run', () => {
  const session = openTown();
  const measures = studyMeasures(session);
  expect(new Set(measures.map((measure) => networkFor(session, measure))).size).toBeGreaterThan(2);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(16), fc.nat(12)), { minLength: 1, maxLength: 5 }), (moves) => {
      facilitiesOf(session, { name: '', edits: [] });
      const following = openFollowing(session, measures);
      for (const [column, row] of moves) {
        const [lon, lat] = town.at(column / 2, row / 2);
        following.place(0, 'eldercare_site', lon, lat);
        facilitiesOf(session, { name: '', edits: [{ do: 'move', code: facilities.code[0], lon, lat }] });
        measures.forEach((measure, k) => {
          const { coverage, gaps } = askMeasure(session, measure);
          const live = following.results[k];
          expect(live.coverage.distanceM).toEqual(coverage.distanceM);
          expect(live.coverage.straightM).toEqual(coverage.straightM);
          expect(live.coverage.covered).toEqual(coverage.covered);
          expect(live.coverage.rows).toEqual(coverage.rows);
          expect(live.gaps.cause).toEqual(gaps.cause);
        });
      }
    }),
    { numRuns: 20 }
  );
});
