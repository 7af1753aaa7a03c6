import { describe, expect, it } from 'vitest';
import type { Measure } from '../../src/lib/coverage/measure.ts';
import { parseStudyFile, StudyFileError } from '../../src/lib/study/study-file.ts';
import { networkOf, saveGraph, traitsOf } from '../../src/lib/study/saved-graph.ts';
import { atOwnSpeed, networkFor, rulesKey, walkNote, type Walking } from '../../src/lib/study/walkers.ts';
import type { Roads } from '../../src/lib/study/inputs.ts';
import { STEPS } from '../../src/lib/network/traits.ts';
import { linesOf } from '../network/towns.ts';

const lines = linesOf([
  [
    [0, 0],
    [100, 0]
  ],
  [
    [100, 0],
    [200, 0]
  ]
]);
const traits = {
  lineFlags: Uint8Array.of(0, STEPS),
  lineGradient: Float64Array.of(NaN, NaN),
  heightM: null,
  placePosition: new Uint32Array(0),
  placeKind: new Uint8Array(0),
  placeHours: []
};
const roads: Roads = { ...lines, name: ['', ''], highway: ['path', 'steps'], weldM: 0, traits };
const measure = (group: string, limitS = 900): Measure => ({
  ...{ id: 'm', titleZh: '', titleEn: '', categories: [], limitM: 900, limitS, group },
  ...{ field: 'pop_resident', speedMps: 1, demand: 'auto' }
});
const walking = (choices: Walking['choices']): Walking => ({
  network: networkOf(roads, null),
  choices,
  weighed: new Map()
});

describe('walkers of a study', () => {
  it('climb steps unless proposed or said otherwise, one network a kind of walker', () => {
    const study = walking({ walker: 'all' });
    expect(networkFor(study, measure('all'))).toBe(study.network);
    expect(rulesKey(study, measure('older_adult'))).toBe('');
    const disabled = networkFor(study, measure('disabled'));
    expect(disabled?.costs).not.toBeNull();
    expect(networkFor(study, measure('frail_older'))).toBe(disabled);
    expect(networkFor(study, measure('disabled', NaN))).not.toBe(study.network);
    expect(rulesKey(study, measure('disabled'))).not.toBe('');
    const said = walking({ walker: 'all', walkers: { disabled: { steps: true } } });
    expect(networkFor(said, measure('disabled'))).toBe(said.network);
    const chosen = walking({ walker: 'frail_older' });
    expect(networkFor(chosen, measure('all'))).not.toBe(chosen.network);
    expect(walkNote(study, measure('all'))).toMatchObject({ crossings: 0, gates: 0 });
    expect(walkNote(study, measure('all'))!.stepsM).toBeCloseTo(100, 1);
  });

  it('walk at the speed that is said of them', () => {
    const choices = { walker: 'all', walkers: { older_adult: { speed_mps: 0.5 } } };
    expect(atOwnSpeed(measure('older_adult'), choices)).toMatchObject({ speedMps: 0.5, limitM: 450 });
    expect(atOwnSpeed(measure('older_adult', NaN), choices)).toMatchObject({ speedMps: 0.5, limitM: 900 });
    expect(atOwnSpeed(measure('all'), choices)).toEqual(measure('all'));
  });

  it('find the same in a kept graph, which is not used for roads that say otherwise', () => {
    const network = networkOf(roads, null);
    const bytes = saveGraph(network, roads)!;
    const again = networkOf(roads, bytes);
    expect(again).toEqual(network);
    expect(traitsOf(again)).toEqual(traitsOf(network));
    const level = networkOf({ ...roads, traits: null }, bytes);
    expect(traitsOf(level)).toBeNull();
    expect(level.figures.edges).toBe(1);
  });

  it('are named in the study file, and nobody else is', () => {
    const read = (walkers: unknown, at?: unknown) => parseStudyFile(JSON.stringify({ yike: 1, walkers, at }));
    expect(read({ disabled: { max_gradient: 0.05, steps: false } }, { day: 'sa' }).at).toEqual({
      day: 'sa',
      time: '10:00'
    });
    for (const [walkers, at, place] of [
      [{ nobody: {} }, undefined, 'walkers.nobody'],
      [{ all: { speed: 1 } }, undefined, 'walkers.all.speed'],
      [{ all: { max_gradient: 0.01 } }, undefined, 'walkers.all.max_gradient'],
      [{ all: { steps: 'no' } }, undefined, 'walkers.all.steps'],
      [{}, { time: '25:00' }, 'at.time']
    ] as const) {
      let caught: unknown = null;
      try {
        read(walkers, at);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(StudyFileError);
      expect((caught as StudyFileError).place).toBe(place);
    }
  });
});
