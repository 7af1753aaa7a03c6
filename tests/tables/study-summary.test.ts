import { expect, it } from 'vitest';
import { worstEdge } from '../../src/lib/tables/study-summary.ts';
import type { Measure } from '../../src/lib/coverage/measure.ts';

type Told = Parameters<typeof worstEdge>[0];

/** A study of two communities and the subdistrict above them; `gain` are the people of each, `lineM` metres to a facility. */
function studyOf(measures: [measure: Partial<Measure>, gain: [number, number], lineM?: number][]): Told {
  const results = measures.map(([measure, , lineM = 900]) => ({
    coverage: { measure, straightM: Float64Array.of(Infinity, lineM) }
  }));
  const edgeEffects = measures.map(([measure, [east, west]]) => ({
    measure,
    unit: Int32Array.of(0, 1, 2),
    mayGain: Float64Array.of(east, west, east + west)
  }));
  const units = { level: ['community', 'community', 'subdistrict'], name: ['东里', '西里', '街道'] };
  return { results, edgeEffects, inputs: { units } } as unknown as Told;
}

const auto = (id: string, group: string): Partial<Measure> => ({ id, group, demand: 'auto' });

it('tells of a rule by its own group, not by all residents it is also measured for', () => {
  const worst = worstEdge(
    studyOf([
      [auto('CHD', 'infant'), [3, 40]],
      [auto('CHD', 'all'), [4000, 5000]],
      [auto('NEAR', 'all'), [5, 6]]
    ])
  );
  expect(worst).toMatchObject({ standard: 'CHD', people: 43, names: ['西里', '东里'], more: 0 });
  expect(worst?.group.zh).toBe('婴幼儿（0–2岁）');
});

it('says nothing of a rule whose own group is not known, though all residents are', () =>
  expect(
    worstEdge(
      studyOf([
        [auto('CHD', 'infant'), [NaN, NaN]],
        [auto('CHD', 'all'), [4000, 5000]]
      ])
    )
  ).toBe(null));

it('leaves out what has no facility in the study, floor space, land and parts of a circle', () =>
  expect(
    worstEdge(
      studyOf([
        [auto('NONE', 'all'), [900, 900], Infinity],
        [{ id: 'CIRCLE:chs', part: 'chs', group: 'all', demand: 'auto' }, [800, 800]],
        [auto('OLD', 'older_adult'), [0, 70]],
        [{ id: 'OLD', group: 'building', demand: 'building' }, [700, 700]],
        [{ id: 'OLD', group: 'land', demand: 'land' }, [600, 600]]
      ])
    )
  ).toMatchObject({ standard: 'OLD', people: 70, names: ['西里'] }));
