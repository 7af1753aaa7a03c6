import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../src/lib/study/scenario.ts';
import { planFeatures } from '../../../src/lib/workbench/scenarios/plan-layers.ts';
import {
  copyScenario,
  freeName,
  renameScenario,
  withPeople
} from '../../../src/lib/workbench/scenarios/change-edits.ts';

const homes: Edit = {
  ...{ do: 'house', code: 'h1', name: '楼', lon: 116, lat: 39, people: 50 },
  groups: { pop_60p: 9 }
};
const list = ['甲', '乙'].map((name) => ({ name, edits: [homes], cost: null }));

describe('the list of scenarios', () => {
  it('gives one another name and cost in its place; one of that name gives way', () => {
    const named = renameScenario(list, '甲', { name: '丙', cost: 5 });
    expect(named.map(({ name, cost }) => [name, cost])).toEqual([
      ['丙', 5],
      ['乙', null]
    ]);
    expect(renameScenario(list, '甲', { name: '乙', cost: null }).map(({ name }) => name)).toEqual(['乙']);
    expect(renameScenario(list, '甲', { name: '甲', cost: 7 })).toMatchObject([{ cost: 7 }, { cost: null }]);
  });
  it('has a copy behind the one that it is of, under a name of its own', () => {
    const once = copyScenario(list, '甲', '甲 副本');
    expect(once.map(({ name }) => name)).toEqual(['甲', '甲 副本', '乙']);
    expect(copyScenario(once, '甲', '甲 副本').map(({ name }) => name)).toEqual([
      ...['甲', '甲 副本 2', '甲 副本', '乙']
    ]);
    expect(freeName(list, '丙')).toBe('丙');
  });
});

describe('housing', () => {
  it('gets other people, and keeps what was said of its groups and its later moves', () => {
    const move: Edit = { do: 'move', layer: 'housing', code: 'h1', lon: 117, lat: 40 };
    expect(withPeople([homes, move], 'h1', 80)).toEqual([{ ...homes, people: 80 }, move]);
    expect(withPeople([homes, move], 'h2', 80)).toEqual([homes, move]);
  });
});

describe('what a scenario adds on the map', () => {
  it('is a mark with its people, a line with its state, and the ends that are being drawn', () => {
    const features = planFeatures(
      {
        housing: [{ code: 'h1', name: '楼', lon: 116, lat: 39, people: 50, unit: 0 }],
        links: [{ code: 'l1', name: '门', kind: 'gate', from: [116, 39], to: [116.001, 39], lost: true }],
        offered: []
      },
      'h1',
      { from: [116, 39], to: null },
      (people) => `${people} 人`
    );
    expect(features.map(({ properties }) => properties)).toEqual([
      { as: 'link', code: 'l1', label: '门', lost: true, chosen: false },
      { as: 'housing', code: 'h1', label: '楼\n50 人', chosen: true },
      { as: 'end' }
    ]);
  });
});
