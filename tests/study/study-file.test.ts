import { describe, expect, it } from 'vitest';
import { parseStudyFile, StudyFileError } from '../../src/lib/study/study-file.ts';

const read = (value: unknown) => parseStudyFile(JSON.stringify(value));
function errorOf(text: string): StudyFileError {
  try {
    parseStudyFile(text);
  } catch (error) {
    if (error instanceof StudyFileError) return error;
    throw error;
  }
  throw new Error('expected a StudyFileError, got none');
}

describe('a study file', () => {
  it('reads the form that is promised, and fills in what is left out', () => {
    const study = read({
      yike: 1,
      title: '北新桥街道',
      profiles: ['national', 'seed-generic'],
      walker: 'all',
      layers: [
        { as: 'population', file: 'p.csv', map: { unit: '社区' }, same: { 北官厅: '北宫厅' } },
        { as: 'facilities', file: 'f.geojson', crs: 'gcj02', categories: { 养老设施: 'eldercare_site' } }
      ],
      standards: ['ELD-COV-15'],
      measure: [{ id: 'eld500', facilities: ['eldercare_site'], limit_m: 500, demand: 'centroid' }],
      siting: [{ standard: 'eld500', model: 'mclp', sites: 3, candidates: 'network' }]
    });
    expect(study.measure[0]).toMatchObject({ group: 'all', demand: 'centroid', limit_m: 500 });
    expect(study.layers[0].same).toEqual({ 北官厅: '北宫厅' });
    expect(read({ yike: 1 })).toMatchObject({ walker: 'all', layers: [], measure: [], title: '' });
  });

  it('names an unknown field and its place, in both languages', () => {
    const error = errorOf(
      JSON.stringify({ yike: 1, measure: [{ id: 'a', facilities: ['chs'], limt_m: 500 }] })
    );
    expect(error).toMatchObject({ code: 'unknown_field', place: 'measure[0].limt_m' });
    expect(error.zh).toContain('measure[0].limt_m');
    expect(error.en).toContain('measure[0].limt_m');
  });

  it('says which value is wrong and what it should be', () => {
    const error = errorOf(JSON.stringify({ yike: 1, siting: [{ standard: 'a', sites: 'three' }] }));
    expect(error).toMatchObject({ code: 'wrong_value', place: 'siting[0].sites' });
    expect(error.zh).toMatch(/整数|数/);
    expect(errorOf(JSON.stringify({ yike: 1, measure: [{ id: 'a', facilities: [] }] }))).toMatchObject({
      code: 'wrong_value',
      place: 'measure[0].facilities'
    });
  });

  it('refuses an id that stands twice, and says where it stands first', () => {
    const own = (id: string) => ({ id, facilities: ['chs'], limit_m: 500 });
    const errorFor = (more: object) => errorOf(JSON.stringify({ yike: 1, ...more }));
    const twice = errorFor({ measure: [own('a'), own('a')] });
    expect(twice).toMatchObject({ code: 'wrong_value', place: 'measure[1].id' });
    expect(twice.zh).toMatch(/measure\[1\]\.id.*“a”.*measure\[0\]\.id.*换一个编号/);
    expect(twice.en).toMatch(/measure\[1\]\.id.*"a".*measure\[0\]\.id.*another id/);
    expect(errorFor({ standards: ['ELD-COV-15'], measure: [own('b'), own('ELD-COV-15')] })).toMatchObject({
      code: 'wrong_value',
      place: 'measure[1].id'
    });
    expect(errorFor({ standards: ['A', 'B', 'A'] })).toMatchObject({
      code: 'wrong_value',
      place: 'standards[2]'
    });
    expect(read({ yike: 1, standards: ['A', 'B'], measure: [own('a'), own('b')] }).measure).toHaveLength(2);
  });

  it('refuses a newer version with a clear word, and text that is no JSON', () => {
    expect(errorOf('{"yike": 2}')).toMatchObject({ code: 'newer', place: 'yike' });
    expect(errorOf('{"title": "x"}')).toMatchObject({ code: 'wrong_value', place: 'yike' });
    expect(errorOf('{yike: 1}')).toMatchObject({ code: 'json' });
    expect(errorOf('null').code).toBe('wrong_value');
  });
});
