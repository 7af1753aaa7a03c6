import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/lib/import/report.ts';
import type { Inspection } from '../../src/lib/workbench/engine/engine-api.ts';
import { alsoSaid, answered, choicesOf, draftOf, rankOf } from '../../src/lib/workbench/import/draft.ts';

const ask = (sets: Question['sets'], key: string, ...options: string[]): Question => ({
  ...{ code: sets, message: `${sets}?`, sets, key, options }
});
const questions = [ask('same', '北官厅', '北宫厅', '—'), ask('crs', 'crs', 'gcj02', 'wgs84')];
const inspection = {
  key: 1,
  choices: { as: 'population', map: { unit: '社区' } },
  questions
} as unknown as Inspection;

describe('a file on its way in', () => {
  it('tells apart what the user said from what was worked out', () => {
    const said = alsoSaid(alsoSaid({}, { crs: 'gcj02' }), { map: { category: 'layer' } });
    expect(said).toEqual({ crs: 'gcj02', map: { category: 'layer' } });
    expect(alsoSaid(said, { as: 'candidates' })).toEqual({ as: 'candidates', crs: 'gcj02' });
    const refused = alsoSaid(alsoSaid(said, { answers: { a: '1' } }), { answers: { 'mend:b': 'no' } });
    expect(refused.answers).toEqual({ a: '1', 'mend:b': 'no' });
  });

  it('adds an answer to what was said, under what the question sets', () => {
    const first = answered({ as: 'population' }, { question: questions[0], answer: '—' });
    const both = answered(first, { question: questions[1], answer: 'wgs84' });
    expect(both).toEqual({ as: 'population', same: { 北官厅: '—' }, crs: 'wgs84' });
    expect(answered({}, { question: questions[1], answer: 'gcj02' })).toEqual({ crs: 'gcj02' });
  });

  it('is imported with the likely answers to what is open', () => {
    expect(choicesOf(draftOf(inspection))).toMatchObject({
      as: 'population',
      crs: 'gcj02',
      same: { 北官厅: '北宫厅' }
    });
  });

  it('asks where it lies before what its words mean', () => {
    const { open } = draftOf(inspection);
    expect(open.sort((a, b) => rankOf(a) - rankOf(b)).map(({ question }) => question.sets)).toEqual([
      'crs',
      'same'
    ]);
  });
});
