import { describe, expect, it } from 'vitest';
import type { OutcomeUnit } from '../../src/lib/workbench/engine/scene.ts';
import { FIRST_WEIGHTS, rankRows, severityOf } from '../../src/lib/workbench/ranking.ts';

const row = (unit: number, uncovered: number, personM: number, share: number, p95M: number): OutcomeUnit => ({
  ...{ unit, total: 100, covered: 100 - uncovered, share, shareStraight: share, uncovered, personM },
  ...{ medianM: 0, p95M, maxM: p95M, byCause: [], rank: unit + 1, sentenceZh: '', sentenceEn: '' }
});

// Most people in the first, the longest way beyond in the second, the largest share and distance in the third.
const rows = [row(0, 80, 1000, 0.9, 400), row(1, 40, 4000, 0.8, 800), row(2, 20, 500, 0.2, 1600)];

describe('ranking of gaps', () => {
  it('ranks by people, and by person-metres', () => {
    expect(rankRows(rows, 'people', FIRST_WEIGHTS).map(({ row: { unit } }) => unit)).toEqual([0, 1, 2]);
    expect(rankRows(rows, 'personM', FIRST_WEIGHTS).map(({ row: { unit } }) => unit)).toEqual([1, 0, 2]);
  });

  it('weighs the four figures as parts of their largest', () => {
    // First: people 80/80, person-metres 1000/4000, share (1 − 0.9)/0.8, distance 400/1600.
    const [first, second, third] = severityOf(rows, FIRST_WEIGHTS);
    expect(first).toBeCloseTo((100 * (1 + 0.25 + 0.125 + 0.25)) / 4, 10);
    expect(second).toBeCloseTo((100 * (0.5 + 1 + 0.25 + 0.5)) / 4, 10);
    expect(third).toBeCloseTo((100 * (0.25 + 0.125 + 1 + 1)) / 4, 10);
    expect(rankRows(rows, 'severity', FIRST_WEIGHTS).map(({ row: { unit } }) => unit)).toEqual([2, 1, 0]);
  });

  it('gives way to the weights of the user', () => {
    const people = { people: 3, personM: 0, share: 0, distance: 0 };
    expect(severityOf(rows, people)).toEqual([100, 50, 25]);
    const none = { people: 0, personM: 0, share: 0, distance: 0 };
    expect(severityOf(rows, none).every(Number.isNaN)).toBe(true);
  });

  it('counts a walk to nowhere as the longest, and leaves a unit without people to the end', () => {
    const far = row(3, 10, 100, 0.5, Infinity);
    const nobody = { ...row(4, 0, 0, NaN, NaN), total: 0, uncovered: NaN, personM: NaN };
    const by = { people: 0, personM: 0, share: 0, distance: 1 };
    expect(severityOf([...rows, far], by)).toEqual([25, 50, 100, 100]);
    expect(rankRows([nobody, ...rows], 'severity', by).at(-1)?.row.unit).toBe(4);
  });
});
