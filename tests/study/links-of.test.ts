import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/lib/study/analyse.ts';
import type { Inputs } from '../../src/lib/study/inputs.ts';
import { parseStudyFile, StudyFileError } from '../../src/lib/study/study-file.ts';
import { linksTable } from '../../src/lib/tables/links-table.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from './grid-inputs.ts';

const town = buildGridTown({ columns: 9, rows: 9, stepM: 98 });

/** Blocks of 98 m, cut by a wall between columns 4 and 5 but for the northernmost; a facility west of it. */
function walledInputs(withWall = true): Inputs {
  const inputs = gridInputs(town, facilitiesAt(town, [[4, 2]]));
  const columns = Array.from({ length: 9 }, (_, c) => c);
  const places: [number, number][][] = columns.map((c) => columns.map((r) => town.at(c, r)));
  for (const r of columns) {
    if (r === 8) places.push(columns.map((c) => town.at(c, r)));
    else
      places.push(
        [0, 1, 2, 3, 4].map((c) => town.at(c, r)),
        [5, 6, 7, 8].map((c) => town.at(c, r))
      );
  }
  const flat = places.flat();
  let end = 0;
  const roads = {
    ...inputs.roads!,
    lon: Float64Array.from(flat, ([lon]) => lon),
    lat: Float64Array.from(flat, ([, lat]) => lat),
    first: Uint32Array.from([0, ...places.map((line) => (end += line.length))]),
    name: places.map((_, i) => (i < 9 ? `纵${i}路` : `横${i}街`)),
    highway: places.map(() => 'residential')
  };
  const ends = [town.at(4.5, -1), town.at(4.5, 7.5)];
  const walls = {
    lon: Float64Array.from(ends, ([lon]) => lon),
    lat: Float64Array.from(ends, ([, lat]) => lat),
    first: Uint32Array.of(0, 2),
    ...{ kind: ['estate' as const], name: ['民安小区'] }
  };
  return { ...inputs, roads, walls: withWall ? walls : null };
}

const choices = (links: object) => ({
  ...gridChoices(),
  links: parseStudyFile(JSON.stringify({ yike: 1, links: [links] })).links
});
const run = (inputs: Inputs, links: object) => analyse(inputs, choices(links), { name: '', edits: [] });

describe('links of a study', () => {
  it('open a wall where theory says, name it, and keep their word when drawn as mends', () => {
    const inputs = walledInputs();
    const study = run(inputs, { standard: 'eld300', links: 1 });
    const [answer] = study.links!;
    // 98 m over the wall leave two blocks beyond: 5 + 3 + 1 junctions of 10 people.
    const [link] = answer.links;
    expect(answer).toMatchObject({ standard: 'eld300', proven: true, why: null });
    expect(answer.objective).toBe(90);
    expect(link).toMatchObject({ kind: 'wall', crosses: '民安小区', gain: 90, alone: 90, order: 1 });
    expect(link.sentence.zh).toBe(
      '在横13街与横14街之间开一处步行出入口，穿过民安小区（围墙），直线 98 米，现在要绕 1274 米'
    );
    const mends = answer.links.map(({ from, to }) => ({ from, to }));
    const again = analyse(inputs, { ...gridChoices(), mends }, { name: '', edits: [] });
    expect(again.links).toBeUndefined();
    const covered = (of: typeof study): number =>
      of.results
        .find(({ measure }) => measure.id === 'eld300')!
        .coverage.covered.reduce((sum, is, i) => sum + is * of.demand.demand.people.pop_resident[i], 0);
    expect(covered(again)).toBe(covered(study) + link.gain);
    expect(link.coveredAfter).toBe(covered(again));
    const table = linksTable(study.links!, 'zh');
    expect([...table.keys()].join()).toBe(
      'standard,order,from_lon,from_lat,to_lon,to_lat,length_m,walk_m,kind,crosses,gain,covered_after,cost,sentence'
    );
    expect(table.get('sentence')!.values[0]).toBe(link.sentence.zh);
  });

  it('keep to a budget, and leave out kinds without a price', () => {
    const inputs = walledInputs();
    const two = { standard: 'eld300', links: 2, budget: 10, prices: { wall: 6 } };
    const [cheap] = run(inputs, two).links!;
    expect(cheap.links.map(({ cost }) => cost)).toEqual([6]);
    const [dear] = run(inputs, { ...two, prices: { rail: 1 } }).links!;
    expect(dear.links).toEqual([]);
    expect(dear.why!.zh).toContain('没有一处在预算之内');
    expect(dear.pairs.priced).toBe(0);
    expect(() => parseStudyFile('{"yike": 1, "links": [{"standard": "x", "budget": 5}]}')).toThrow(
      StudyFileError
    );
  });

  it('are sited with buildings', () => {
    const [both] = run(walledInputs(), { standard: 'eld300', links: 1, sites: 1 }).links!;
    const [alone] = run(walledInputs(), { standard: 'eld300', links: 1 }).links!;
    expect(both.sites).toHaveLength(1);
    expect(both.objective).toBeGreaterThan(alone.objective);
    const gains = [...both.links, ...both.sites].reduce((sum, { gain }) => sum + gain, 0);
    expect(gains).toBe(both.objective);
    expect(both.bound).toBeGreaterThanOrEqual(both.objective);
  });

  it('say so where there is nothing to link, no roads or no people, and refuse a standard that is none', () => {
    const whole = gridInputs(town, facilitiesAt(town, [[4, 2]]));
    const [none] = run(whole, { standard: 'eld300' }).links!;
    expect(none).toMatchObject({ links: [], objective: 0, proven: true });
    expect(none.why!.zh).toContain('没有可以打通的地方');
    expect(run({ ...whole, roads: null }, { standard: 'eld300' }).links).toEqual([]);
    expect(() => run(whole, { standard: 'x' })).toThrow('expected links for a coverage standard or measure');
  });
});
