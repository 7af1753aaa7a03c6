import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/lib/study/analyse.ts';
import type { Edit } from '../../../src/lib/study/scenario.ts';
import { sessionFor } from '../../../src/lib/study/session-for.ts';
import { askMeasure, facilitiesOf, openSession, studyMeasures } from '../../../src/lib/study/session.ts';
import { clipOf, dividerAfter } from '../../../src/lib/workbench/compare/clip.ts';
import { findDifferences, totalOfSide } from '../../../src/lib/workbench/compare/differences.ts';
import { signed, signedPoints } from '../../../src/lib/workbench/compare/signed.ts';
import { askAs } from '../../../src/lib/workbench/engine/compare-scenarios.ts';
import type { Scene } from '../../../src/lib/workbench/engine/scene.ts';
import { gridChoices, gridInputs } from '../../study/grid-inputs.ts';
import { buildGridTown, facilitiesAt } from '../../towns/grid-town.ts';

const town = buildGridTown({
  columns: 13,
  rows: 9,
  residents: (column, row) => 1 + ((column + 2 * row) % 5)
});
const inputs = gridInputs(town, facilitiesAt(town, [[1, 1]]));
const session = runToEnd(openSession(inputs, gridChoices()), () => {});
const question = { measure: 'eld300', walker: 'all', minutes: null, metres: null };
const scene = { units: inputs.units.code.map((code) => ({ code })) } as unknown as Scene;
const at = (column: number, row: number) => {
  const [lon, lat] = town.at(column, row);
  return { lon, lat };
};
const SITE: Edit[] = [{ do: 'add', code: 'new-1', category: 'eldercare_site', name: '站', ...at(11, 7) }];
const HOMES: Edit[] = [{ do: 'house', code: 'new-1', name: '楼', ...at(1, 2), people: 50 }];
const as = (edits: Edit[]) => askAs(session, question, edits, () => ({ total: 0, coveredPeople: 0 }));

/** The rows of a full ask in a session that knows nothing else. */
function full(edits: Edit[]) {
  const fresh = runToEnd(openSession(inputs, gridChoices()), () => {});
  const own = sessionFor(fresh, { name: '', edits });
  facilitiesOf(own, { name: '', edits });
  return askMeasure(
    own,
    studyMeasures(own).find(({ id }) => id === 'eld300')!
  ).coverage.rows;
}

describe('the differences of two scenarios', () => {
  it.each([
    ['a new site against the present state', [] as Edit[], SITE],
    ['housing against a new site', SITE, HOMES],
    ['the same twice', SITE, SITE]
  ])('are those of two full asks, unit by unit: %s', (_, a, b) => {
    const found = findDifferences(scene, as(a), as(b));
    const [first, second] = [full(a), full(b)];
    expect([...found.unit]).toEqual([...inputs.units.code.keys()]);
    expect([...found.coveredA]).toEqual([...first.covered]);
    expect([...found.coveredB]).toEqual([...second.covered]);
    expect([...found.totalA]).toEqual([...first.total]);
    expect([...found.totalB]).toEqual([...second.total]);
    found.unit.forEach((unit, i) => {
      expect(found.people[i]).toBeCloseTo(second.covered[unit] - first.covered[unit], 9);
      expect(found.share[i]).toBeCloseTo(second.share[unit] - first.share[unit], 9);
      const isOther =
        first.covered[unit] !== second.covered[unit] || first.total[unit] !== second.total[unit];
      expect(found.changed[i]).toBe(isOther ? 1 : 0);
    });
  });

  it('are of the people, not of what a side before has left behind', () => {
    const [present, site] = [as([]), as(SITE)];
    expect(totalOfSide(site).covered).toBeGreaterThan(totalOfSide(present).covered);
    expect(totalOfSide(as([]))).toEqual(totalOfSide(present));
    const found = findDifferences(scene, present, site);
    // The new site stands in the north-east: only that quarter and what is above it changes.
    expect([...found.changed]).toEqual([0, 0, 0, 1, 1, 1]);
    expect(findDifferences(scene, site, present).people.map((people) => 0 - people)).toEqual(found.people);
  });

  it('are none where a side has no figure', () => {
    const present = as([]);
    const without = { ...present, units: present.units.slice(1) };
    const found = findDifferences(scene, without, present);
    expect(found.people[0]).toBeNaN();
    expect(found.changed[0]).toBe(1);
    expect(totalOfSide({ ...present, total: 0 }).share).toBeNaN();
  });
});

describe('the divider', () => {
  it('cuts the stage in two that meet', () => {
    expect(clipOf('left', 0.25)).toBe('inset(0 75% 0 0)');
    expect(clipOf('right', 0.25)).toBe('inset(0 0 0 25%)');
  });
  it('is moved by keys and never leaves the map', () => {
    expect(dividerAfter('ArrowRight', 0.5, false)).toBeCloseTo(0.52);
    expect(dividerAfter('ArrowLeft', 0.05, true)).toBe(0);
    expect(dividerAfter('End', 0.5, false)).toBe(1);
    expect(dividerAfter('a', 0.5, false)).toBeNull();
  });
});

describe('a difference in words', () => {
  it('has its sign, and a dash where there is none', () => {
    expect([1234, -3, 0.2, NaN].map(signed)).toEqual(['+1,234', '−3', '0', '—']);
    expect([0.0512, -0.1, 0.0001, NaN].map(signedPoints)).toEqual(['+5.1', '−10', '0', '—']);
  });
});
