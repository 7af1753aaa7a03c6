import { describe, expect, it } from 'vitest';
import { giniIndex } from '../../src/lib/coverage/inequality.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import { accessOf, accessQuestions } from '../../src/lib/study/access-of.ts';
import type { AccessChoice } from '../../src/lib/study/access.ts';
import { analyse, runToEnd } from '../../src/lib/study/analyse.ts';
import { demandOf, facilitiesOf, openSession, studyMeasures } from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { accessTable } from '../../src/lib/tables/access-table.ts';
import { buildGridTown, facilitiesAt, type Junction } from '../towns/grid-town.ts';
import { gridInputs } from './grid-inputs.ts';

/** 9 × 7 junctions of 10 people each, 100 m apart. Three homes; nobody says how many beds the third has. */
const town = buildGridTown({ columns: 9, rows: 7 });
const homes: Junction[] = [
  [1, 1],
  [7, 5],
  [4, 3]
];
const facilities: Facilities = { ...facilitiesAt(town, homes), beds: Float64Array.of(20, 40, NaN) };
const inputs = gridInputs(town, facilities);
const study = (access: object[]) =>
  parseStudyFile(
    JSON.stringify({
      ...{ yike: 1, standards: ['ELD-COV-15'], siting: [], access },
      // Between three and four steps, clear of what lengths are true to.
      measure: [{ id: 'eld350', facilities: ['eldercare_site'], limit_m: 350, demand: 'points' }]
    })
  );
const choice = (method: AccessChoice['method'], more = {}): AccessChoice => ({
  ...{ standard: 'eld350', method, capacity: 'beds' },
  ...more
});
function ask(of: AccessChoice, roads = true) {
  const choices = study([of]);
  const session = runToEnd(openSession(roads ? inputs : { ...inputs, roads: null }, choices), () => {});
  facilitiesOf(session, { name: '', edits: [] });
  const [question] = accessQuestions(session, studyMeasures(session));
  return { session, result: accessOf(session, question.measure, question.choice)! };
}
const steps = (i: number, home: Junction) => town.walkSteps([i % 9, Math.floor(i / 9)], home);
/** The junction of each demand point: a study keeps points in an order of its own. */
const junctions = (session: Parameters<typeof demandOf>[0]) => {
  const { lon, lat } = demandOf(session, 'points').demand;
  const at = new Map(Array.from(town.demand.lon, (x, i) => [`${x},${town.demand.lat[i]}`, i]));
  return Array.from(lon, (x, i) => at.get(`${x},${lat[i]}`)!);
};
const near = (home: Junction) => Array.from({ length: 63 }, (_, i) => i).filter((i) => steps(i, home) <= 3);

describe('access in a study', () => {
  it('leaves out and lists a facility whose floor area is 0, since tables write that for one that is not known', () => {
    const areas = { ...inputs, facilities: { ...facilities, floorAreaM2: Float64Array.of(0, 300, NaN) } };
    const session = runToEnd(openSession(areas, study([choice('2sfca')])), () => {});
    const [{ measure }] = accessQuestions(session, studyMeasures(session));
    const by = (more: object) => accessOf(session, measure, choice('2sfca', more))!;
    expect([...by({ capacity: 'floor_area_m2' }).unknown]).toEqual([0, 2]);
    // No beds are something that one can have.
    expect([...by({}).unknown]).toEqual([2]);
  });

  it('2SFCA: each home shares its beds among the people within three steps', () => {
    const { session, result } = ask(choice('2sfca'));
    const at = junctions(session);
    expect(at).not.toContain(undefined);
    const share = (home: Junction, beds: number) => beds / (10 * near(home).length);
    result.access.value.forEach((value, i) => {
      const wanted =
        (steps(at[i], homes[0]) <= 3 ? share(homes[0], 20) : 0) +
        (steps(at[i], homes[1]) <= 3 ? share(homes[1], 40) : 0);
      expect(value).toBeCloseTo(wanted, 14);
    });
    expect(result.access.conservation!.difference).toBeLessThan(1e-9);
    expect(result.access.conservation!.capacity).toBe(60);
    const reached = new Set([...near(homes[0]), ...near(homes[1])]);
    expect(result.unreachedPeople).toBe(10 * (63 - reached.size));
  });

  it('leaves out and lists the home whose beds nobody knows; the nearest asks for none', () => {
    const { result } = ask(choice('2sfca'));
    expect([[...result.facilities], [...result.unknown]]).toEqual([[0, 1], [2]]);
    const { session, result: nearest } = ask(choice('nearest'));
    const at = junctions(session);
    expect([[...nearest.facilities], [...nearest.unknown]]).toEqual([[0, 1, 2], []]);
    nearest.access.value.forEach((value, i) => {
      const least = Math.min(...homes.map((home) => steps(at[i], home)));
      if (least > 3) expect(value).toBe(Infinity);
      else expect(Math.abs(value - 100 * least)).toBeLessThanOrEqual(0.001 * 100 * least + 0.01);
    });
  });

  it('gives each unit the mean of its people and the Gini index inside it, and both among all', () => {
    const { session, result } = ask(choice('2sfca'));
    const { demand } = demandOf(session, 'points');
    const { unit, value, gini } = result.rows;
    // Four quarters, their subdistrict, its district.
    expect([...unit]).toEqual([0, 1, 2, 3, 4, 5]);
    const inUnit = (u: number) => Array.from(demand.unit.keys()).filter((i) => u > 3 || demand.unit[i] === u);
    unit.forEach((u, row) => {
      const points = inUnit(u);
      const own = points.map((i) => result.access.value[i]);
      expect(value[row]).toBeCloseTo(own.reduce((a, b) => a + b, 0) / points.length, 14);
      const alike = new Float64Array(points.length).fill(10);
      expect(gini[row]).toBeCloseTo(giniIndex(Float64Array.from(own), alike), 14);
    });
    expect(result.acrossPeople.gini).toBeCloseTo(gini[5], 14);
    expect(result.acrossPeople.people).toBe(630);
    const sizes = [0, 1, 2, 3].map((u) => 10 * inUnit(u).length);
    expect(result.acrossUnits.gini).toBeCloseTo(giniIndex(value.slice(0, 4), Float64Array.from(sizes)), 14);
  });

  it('works by every method, with and without roads; without these a straight line × 1.3', () => {
    const all: AccessChoice[] = [
      choice('cumulative'),
      choice('gravity', { decay: 'gaussian:200' }),
      choice('e2sfca'),
      choice('e2sfca', { decay: 'step:150=1,350=0.5' }),
      choice('3sfca'),
      choice('m2sfca', { decay: 'dai:350' }),
      choice('raam')
    ];
    for (const each of all)
      for (const roads of [true, false]) {
        const { session, result } = ask(each, roads);
        const at = junctions(session);
        const { value } = result.access;
        // The one that stands at the first home does better than one who reaches nothing.
        const [there, corner] = [value[at.indexOf(10)], value[at.indexOf(8)]];
        expect(each.method === 'raam' ? corner > there : there > corner, each.method).toBe(true);
        expect(corner).toBe(each.method === 'raam' ? Infinity : 0);
      }
  });

  it('stands in the study and its table where the study file asks for it', () => {
    const answers = analyse(inputs, study([choice('2sfca'), choice('cumulative')]), {
      name: '',
      edits: []
    }).access!;
    expect(answers.map((answer) => answer.choice.method)).toEqual(['2sfca', 'cumulative']);
    const table = accessTable(answers, inputs.units);
    expect([...table.keys()].join()).toBe('standard,level,unit,unit_name,group,method,value,gini,palma');
    for (const column of table.values()) expect(column.values).toHaveLength(12);
    expect(table.get('group')!.values[0]).toBe('all');
    expect(analyse(inputs, study([]), { name: '', edits: [] }).access).toEqual([]);
    expect(accessTable([], inputs.units).get('value')!.values).toHaveLength(0);
  });

  it('takes the group of the standard where the data gives it, and has no answer for a group that nobody gives', () => {
    const session = runToEnd(
      openSession(inputs, study([{ ...choice('2sfca'), standard: 'ELD-COV-15' }])),
      () => {}
    );
    const [question] = accessQuestions(session, studyMeasures(session));
    expect(question.measure.group).toBe('older_adult');
    expect(accessOf(session, { ...question.measure, field: 'pop_nobody' }, question.choice)).toBeNull();
  });
});

describe('the field access of a study file', () => {
  const error = (access: object) => {
    try {
      study([access]);
    } catch (thrown) {
      return thrown as { place: string; zh: string; en: string };
    }
    throw new Error('expected an error');
  };
  it('is refused with its place where the method, the decay or the column is none', () => {
    expect(error({ standard: 'eld350', method: '4sfca' }).place).toBe('access[0].method');
    expect(error({ standard: 'eld350', method: '2sfca', capacity: 'rooms' }).place).toBe(
      'access[0].capacity'
    );
    for (const wrong of [
      { method: 'gravity' },
      { method: 'gravity', decay: 'linear:3' },
      { method: '2sfca', decay: 'gaussian:300' }
    ]) {
      const found = error({ standard: 'eld350', ...wrong });
      expect(found.place).toBe('access[0].decay');
      expect(found.zh).toMatch(/应为/);
      expect(found.en).toMatch(/expected/);
    }
  });
  it('throws for a standard or measure that the study does not have', () => {
    const session = runToEnd(openSession(inputs, study([{ standard: 'nosuch', method: '2sfca' }])), () => {});
    expect(() => accessQuestions(session, studyMeasures(session))).toThrow('nosuch');
  });
});
