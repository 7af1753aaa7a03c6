import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse, runToEnd } from '../../src/lib/study/analyse.ts';
import { areasOf, areaTiers, farthestWalk } from '../../src/lib/study/explain.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import { askMeasure, facilitiesOf, openSession, studyMeasures } from '../../src/lib/study/session.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from './grid-inputs.ts';

const town = buildGridTown({ columns: 9, rows: 7 });
const inputs = gridInputs(
  town,
  facilitiesAt(town, [
    [1, 1],
    [7, 5]
  ])
);
const open = () => runToEnd(openSession(inputs, gridChoices()), () => {});
const measureOf = (session: ReturnType<typeof open>) =>
  studyMeasures(session).find((measure) => measure.id === 'eld300')!;
function ask(session: ReturnType<typeof open>, edits: Edit[]) {
  facilitiesOf(session, { name: '', edits });
  return askMeasure(session, measureOf(session));
}
const numbersOf = ({ coverage, gaps }: ReturnType<typeof ask>) => ({
  distance: [...coverage.distanceM],
  covered: [...coverage.rows.covered],
  cause: [...gaps.cause],
  personM: [...gaps.personM]
});

describe('a session', () => {
  it('counts the people within 300 m on the lattice as theory says', () => {
    const walks = (x: number, y: number) =>
      Math.min(Math.abs(x - 1) + Math.abs(y - 1), Math.abs(x - 7) + Math.abs(y - 5));
    let covered = 0;
    for (let y = 0; y < 7; y++) for (let x = 0; x < 9; x++) if (walks(x, y) < 3) covered += 10;
    // A walk of three steps is 300 m to within the 0.1 % of the method: either side of the limit is right.
    const atLimit = Array.from({ length: 63 }, (_, i) => walks(i % 9, Math.floor(i / 9))).filter(
      (s) => s === 3
    );
    const { coverage } = ask(open(), []);
    const found = [...coverage.rows.covered].slice(0, 4).reduce((a, b) => a + b, 0);
    expect(found).toBeGreaterThanOrEqual(covered);
    expect(found).toBeLessThanOrEqual(covered + 10 * atLimit.length);
  });

  it('gives for an edit what a study opened anew gives, and after undoing it what was there, to the last bit', () => {
    const before = numbersOf(ask(open(), []));
    const session = open();
    const spot = fc.tuple(
      fc.double({ min: 0, max: 8, noNaN: true }),
      fc.double({ min: 0, max: 6, noNaN: true })
    );
    fc.assert(
      fc.property(fc.array(spot, { minLength: 1, maxLength: 4 }), fc.boolean(), (spots, close) => {
        const edits: Edit[] = spots.map(([x, y], i) => {
          const [lon, lat] = town.at(x, y);
          return i === 0
            ? { do: 'move', code: 'F0', lon, lat }
            : { do: 'add', code: `new-${i}`, category: 'eldercare_site', name: '', lon, lat };
        });
        if (close) edits.push({ do: 'close', code: 'F1' });
        expect(numbersOf(ask(session, edits))).toEqual(numbersOf(ask(open(), edits)));
        expect(numbersOf(ask(session, []))).toEqual(before);
      }),
      { numRuns: 25 }
    );
  });

  it('traces the farthest walk, as long as coverage says it is', () => {
    const session = open();
    const result = ask(session, []);
    const walk = farthestWalk(session, result, 0)!;
    const own = [...result.coverage.distanceM].filter((_, i) => result.joined.demand.unit[i] === 0);
    expect(walk.distanceM).toBe(Math.max(...own));
    expect(walk.path.at(-1)).toEqual([
      inputs.facilities.lon[walk.facility],
      inputs.facilities.lat[walk.facility]
    ]);
    expect(farthestWalk(session, result, 4)!.distanceM).toBe(Math.max(...result.coverage.distanceM));
  });

  it('draws a larger area for a larger limit, and none without facilities', () => {
    const session = open();
    ask(session, []);
    const [near, far] = areasOf(session, measureOf(session), [200, 300]);
    expect(far.areaM2).toBeGreaterThan(near.areaM2);
    ask(session, [
      { do: 'close', code: 'F0' },
      { do: 'close', code: 'F1' }
    ]);
    expect(areasOf(session, measureOf(session), [300])[0].geometry.coordinates).toEqual([]);
  });

  it('draws 5, 10 and 15 minutes within the limit, and a limit in metres alone', () => {
    const measure = { ...measureOf(open()), speedMps: 0.8, limitM: 960, limitS: 1200 };
    const minutes = (limitS: number) => areaTiers({ ...measure, limitS }).map((tier) => tier.minutes);
    expect(areaTiers(measure).map(({ limitM }) => Math.round(limitM))).toEqual([240, 480, 720, 960]);
    expect([minutes(1200), minutes(900), minutes(300), minutes(240)]).toEqual([
      [5, 10, 15, 20],
      [5, 10, 15],
      [5],
      [4]
    ]);
    expect(areaTiers({ ...measure, limitS: NaN })).toEqual([{ minutes: null, limitM: 960 }]);
  });

  it('estimates with straight lines × 1.3 where there are no roads, and says so', () => {
    const session = runToEnd(openSession({ ...inputs, roads: null }, gridChoices()), () => {});
    const { coverage } = ask(session, []);
    expect(coverage.estimated).toBe(true);
    coverage.distanceM.forEach((metres, i) => expect(metres).toBeCloseTo(coverage.straightM[i] * 1.3, 6));
    expect(farthestWalk(session, ask(session, []), 0)).toBeNull();
    expect(areasOf(session, measureOf(session), [300])[0].areaM2).toBeGreaterThan(0);
  });

  it('refuses what it does not know by name', () => {
    const run = (said: object) => () =>
      runToEnd(openSession(inputs, { ...gridChoices(), ...said }), () => {});
    expect(run({ walker: 'cyclist' })).toThrow('cyclist');
    expect(run({ standards: ['ELD-COV-99'] })).toThrow('ELD-COV-99');
    expect(run({ profiles: ['atlantis'], standards: undefined })).toThrow('atlantis');
  });

  it('takes a standard that is named although its profile is not', () => {
    const session = runToEnd(openSession(inputs, { ...gridChoices(), standards: ['HLT-COV-15'] }), () => {});
    expect(session.standards[0].profile).toBe('tianjin');
  });
});

describe('the whole study', () => {
  it('reports every measure, unit, rule and siting, and tells its steps', () => {
    const steps = new Set<string>();
    const study = analyse(inputs, gridChoices(), { name: '', edits: [] }, ({ name }) => steps.add(name));
    expect([...steps]).toEqual(['network', 'demand', 'coverage', 'siting']);
    expect(study.results.map(({ measure }) => `${measure.id}/${measure.group}`)).toEqual([
      'ELD-COV-15/older_adult',
      'ELD-COV-15/all',
      'eld300/all'
    ]);
    expect(study.compliance).toHaveLength(4);
    const [siting] = study.siting;
    expect(siting.sites).toHaveLength(2);
    expect(siting.bound).toBeGreaterThanOrEqual(siting.objective);
    const added = [...siting.sites].map((site, i): Edit => ({
      do: 'add',
      code: `new-${i}`,
      category: 'eldercare_site',
      name: '',
      lon: siting.candidates.lon[site],
      lat: siting.candidates.lat[site]
    }));
    // What the proposal promises is what building it gives.
    const built = analyse(inputs, gridChoices(), { name: '', edits: added });
    const people = (of: typeof study) => {
      const { coverage, joined } = of.results[2];
      return joined.demand.people.pop_resident.reduce((sum, n, i) => sum + (coverage.covered[i] ? n : 0), 0);
    };
    expect(people(built)).toBeCloseTo(siting.coveredAfter[1], 6);
    expect(people(built) - people(study)).toBeCloseTo(siting.objective, 6);
  });

  it('refuses siting for a measure the study does not have', () => {
    const choices = { ...gridChoices(), siting: [{ ...gridChoices().siting![0], standard: 'HLT-COV-15' }] };
    expect(() => analyse(inputs, choices, { name: '', edits: [] })).toThrow('HLT-COV-15');
  });
});
