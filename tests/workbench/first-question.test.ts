import { describe, expect, it } from 'vitest';
import { sitingChoice } from '../../src/lib/study/siting-choice.ts';
import type { MeasureChoice, Scene, WalkerChoice } from '../../src/lib/workbench/engine/scene.ts';
import { firstQuestion } from '../../src/lib/workbench/first-question.ts';

const sceneOf = (measures: [id: string, group: string][], sited: string[] = []): Scene =>
  ({
    measures: measures.map(
      ([id, group]) => ({ id, group, profile: id.startsWith('eld') ? null : 'national' }) as MeasureChoice
    ),
    siting: sited.map((standard) => sitingChoice({ standard })),
    walkers: [
      { code: 'all', walk_speed_mps: 1 },
      { code: 'pop_60p', walk_speed_mps: 0.8 },
      { code: 'pop_0_2', walk_speed_mps: null }
    ] as WalkerChoice[]
  }) as Partial<Scene> as Scene;

describe('the first question of a study', () => {
  const measures: [string, string][] = [
    ['LC-15:strict', 'all'],
    ['FIT-15-100', 'all'],
    ['ELD-COV-15', 'pop_60p'],
    ['eld500', 'all']
  ];

  it('is what the study wants sites for, however many rules come before it', () => {
    expect(firstQuestion(sceneOf(measures, ['eld500', 'ELD-COV-15']))).toEqual({
      ...{ measure: 'eld500', walker: 'all', minutes: null, metres: null }
    });
    expect(firstQuestion(sceneOf(measures, ['gone', 'ELD-COV-15']))).toMatchObject({
      ...{ measure: 'ELD-COV-15', walker: 'pop_60p' }
    });
  });

  it('is else of its own first measure, then of the first whole rule; of a study without measures there is none', () => {
    expect(firstQuestion(sceneOf(measures))?.measure).toBe('eld500');
    expect(firstQuestion(sceneOf(measures.slice(0, 3)))?.measure).toBe('FIT-15-100');
    expect(firstQuestion(sceneOf(measures.slice(0, 3), ['gone']))?.measure).toBe('FIT-15-100');
    expect(firstQuestion(sceneOf([['LC-15:strict', 'pop_0_2']]))).toMatchObject({
      ...{ measure: 'LC-15:strict', walker: 'all' }
    });
    expect(firstQuestion(sceneOf([]))).toBeNull();
  });
});
