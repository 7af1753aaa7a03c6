import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM, metresPerDegree } from '../../src/lib/geometry/metric.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import { sessionFor } from '../../src/lib/study/session-for.ts';
import { openSession } from '../../src/lib/study/session.ts';
import { linkFacts, snapPlace, SNAP_M } from '../../src/lib/workbench/engine/snap-link.ts';
import { gridChoices, gridInputs } from '../study/grid-inputs.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';

const town = buildGridTown({ columns: 7, rows: 5 });
const { lines, network } = town;

/** The nearest place on any street, segment by segment. */
function nearest([lon, lat]: [number, number]): { at: [number, number]; offM: number } {
  const { x: perLon, y: perLat } = metresPerDegree(lat);
  let best = { at: [NaN, NaN] as [number, number], offM: Infinity };
  for (let i = 0; i + 1 < lines.first.length; i++)
    for (let k = lines.first[i]; k + 1 < lines.first[i + 1]; k++) {
      const [ax, ay] = [(lines.lon[k] - lon) * perLon, (lines.lat[k] - lat) * perLat];
      const [dx, dy] = [(lines.lon[k + 1] - lon) * perLon - ax, (lines.lat[k + 1] - lat) * perLat - ay];
      const t = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
      const [x, y] = [ax + t * dx, ay + t * dy];
      const offM = Math.hypot(x, y);
      if (offM < best.offM) best = { at: [lon + x / perLon, lat + y / perLat], offM };
    }
  return best;
}

describe('the end of a link', () => {
  it('goes to the nearest place on any street within 30 m, and to none beyond', () => {
    const place = fc.tuple(
      fc.double({ min: -1, max: 7, noNaN: true }),
      fc.double({ min: -1, max: 5, noNaN: true })
    );
    let found = 0;
    fc.assert(
      fc.property(place, ([column, row]) => {
        const at = town.at(column, row);
        const wanted = nearest(at);
        // Rounding decides there.
        if (Math.abs(wanted.offM - SNAP_M) < 0.01) return;
        const snapped = snapPlace(network, at);
        if (wanted.offM > SNAP_M) {
          expect(snapped).toBeNull();
          return;
        }
        found++;
        const offM = distanceM(at[0], at[1], snapped![0], snapped![1]);
        expect(offM).toBeCloseTo(wanted.offM, 1);
        // Of two streets equally near either may be taken: it is on one of them.
        expect(nearest(snapped!).offM).toBeLessThan(0.01);
      }),
      { numRuns: 500 }
    );
    expect(found).toBeGreaterThan(100);
  });

  it('is nowhere without a network, or where the place is no number', () => {
    expect(snapPlace(null, town.at(1, 1))).toBeNull();
    expect(snapPlace(network, [NaN, 39.93])).toBeNull();
  });

  it('is near enough for the link to be made: none of those that were snapped is lost', () => {
    const session = runToEnd(
      openSession(gridInputs(town, facilitiesAt(town, [[0, 0]])), gridChoices()),
      () => {}
    );
    const inside = (most: number) => fc.double({ min: 0, max: most, noNaN: true });
    fc.assert(
      fc.property(inside(6), inside(4), inside(6), inside(4), (a, b, c, d) => {
        const from = snapPlace(session.network, town.at(a, b), 60);
        const to = snapPlace(session.network, town.at(c, d), 60);
        if (!from || !to || from.join() === to.join()) return;
        const edits: Edit[] = [{ do: 'link', code: 'new-1', kind: 'path', from, to }];
        expect(sessionFor(session, { name: '', edits }, false).lostLinks).toEqual([]);
      }),
      { numRuns: 60 }
    );
  });
});

describe('what a link would do', () => {
  const session = runToEnd(
    openSession(gridInputs(town, facilitiesAt(town, [[0, 0]])), gridChoices()),
    () => {}
  );
  const question = { measure: 'eld300', walker: 'all', minutes: null, metres: null };

  it('is its straight length, and the walk around the block today', () => {
    const facts = linkFacts(session, question, town.at(1.5, 1), town.at(1.5, 2));
    expect(facts.lengthM).toBeCloseTo(100, 0);
    expect(facts.walkM).toBeCloseTo(200, 0);
    expect(facts.crosses).toEqual([]);
  });

  it('names the walls and railways that it runs across', () => {
    const wall = {
      lon: [town.at(1, 1.5)[0], town.at(2, 1.5)[0]],
      lat: [town.at(1, 1.5)[1], town.at(2, 1.5)[1]]
    };
    const walls = {
      lon: Float64Array.from([...wall.lon, ...wall.lon]),
      lat: Float64Array.from([...wall.lat, ...wall.lat]),
      first: Uint32Array.of(0, 2, 4),
      kind: ['estate', 'rail'] as ('estate' | 'rail')[],
      name: ['丰年里', '']
    };
    const walled = { ...session, inputs: { ...session.inputs, walls } };
    const { crosses } = linkFacts(walled, question, town.at(1.5, 1), town.at(1.5, 2));
    expect(crosses).toEqual([
      { kind: 'estate', names: ['丰年里'] },
      { kind: 'rail', names: [] }
    ]);
    expect(linkFacts(walled, question, town.at(3.5, 1), town.at(3.5, 2)).crosses).toEqual([]);
  });
});
