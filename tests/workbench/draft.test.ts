import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../src/lib/workbench/engine/engine-api.ts';
import { alsoSaid, choicesOf, draftOf } from '../../src/lib/workbench/import/draft.ts';

const inspection = {
  key: 1,
  choices: { as: 'facilities', map: { name: '名称' } },
  words: [
    { word: '驿站', rows: 3, code: null, likely: [] },
    { word: '卫生站', rows: 2, code: 'chs', likely: [] }
  ],
  questions: []
} as unknown as Inspection;

describe('a file on its way in', () => {
  it('tells apart what the user said from what was worked out', () => {
    const said = alsoSaid(alsoSaid({}, { crs: 'gcj02' }), { map: { category: 'layer' } });
    expect(said).toEqual({ crs: 'gcj02', map: { category: 'layer' } });
    expect(alsoSaid(said, { as: 'candidates' })).toEqual({ as: 'candidates', crs: 'gcj02', map: undefined });
  });

  it('keeps words that were matched when the file is looked into again', () => {
    const first = draftOf(inspection);
    expect(first.categories).toEqual({ 驿站: '', 卫生站: 'chs' });
    first.categories['驿站'] = 'eldercare_site';
    const again = draftOf(inspection, { crs: 'gcj02' }, first);
    expect(choicesOf(again).categories).toEqual({ 驿站: 'eldercare_site', 卫生站: 'chs' });
  });
});
