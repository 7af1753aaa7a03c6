import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import {
  curveByMoney,
  curveByNumber,
  firstToReach,
  frontierOf,
  type SitingCurve
} from '../../src/lib/siting/curve.ts';
import { isAllowed } from '../../src/lib/siting/evaluate.ts';
import { kneeOf } from '../../src/lib/siting/knee.ts';
import type { SitingAnswer, SitingProblem } from '../../src/lib/siting/problem.ts';
import { sayHowMany, sayKnee } from '../../src/lib/siting/say-curve.ts';
import { objectivePlainly, reasonCase, subsetsOf, type ReasonCase } from './reason-cases.ts';

/** The best by trying everything. */
function solver(each: ReasonCase) {
  const subsets = subsetsOf(each.metres.length);
  return (problem: SitingProblem): SitingAnswer => {
    const most = problem.model === 'mclp';
    let objective = most ? -Infinity : Infinity;
    let open: number[] = [];
    for (const set of subsets) {
      if (!isAllowed(problem, set)) continue;
      const worth = objectivePlainly({ ...each, problem }, set);
      if (most ? worth > objective : worth < objective) [objective, open] = [worth, set];
    }
    return {
      open: Uint32Array.from(open),
      objective,
      bound: objective,
      gap: 0,
      proven: true,
      by: ['all tried']
    };
  };
}

const curveOf = (at: number[], value: number[], proven = 1): SitingCurve => ({
  ...{ at: Float64Array.from(at), used: Float64Array.from(at), value: Float64Array.from(value) },
  ...{ proven: new Uint8Array(at.length).fill(proven), open: at.map(() => new Uint32Array(0)) }
});
const people = { by: 'number' as const, unit: { zh: '人', en: 'people' } };

describe('curves', () => {
  it.each(['mclp', 'pmedian', 'pcenter'] as const)(
    'are the best of each number, in 200 random towns (%s)',
    (model) => {
      for (let seed = 1; seed <= 200; seed++) {
        const each = reasonCase(seed, model);
        const solve = solver(each);
        const curve = curveByNumber(each.problem, 4, solve);
        for (let n = 0; n <= 4; n++) {
          const problem = { ...each.problem, limits: { ...each.problem.limits, sites: n } };
          const { objective } = solve(problem);
          expect(curve.value[n], `seed ${seed}`).toBe(Number.isFinite(objective) ? objective : NaN);
          if (Number.isFinite(objective)) {
            expect(objectivePlainly(each, [...curve.open[n]])).toBe(objective);
            expect(isAllowed(problem, curve.open[n])).toBe(true);
          }
        }
      }
    }
  );

  it('never get worse, however badly the quick solving does', () => {
    let mended = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const each = reasonCase(seed, 'mclp');
      const random = createRandom(seed);
      const subsets = subsetsOf(each.metres.length);
      const curve = curveByNumber(each.problem, 5, (problem) => {
        const allowed = subsets.filter((set) => isAllowed(problem, set));
        if (allowed.length === 0)
          return {
            open: new Uint32Array(0),
            objective: -Infinity,
            bound: -Infinity,
            gap: 0,
            proven: false,
            by: []
          };
        const open = allowed[Math.floor(random() * allowed.length)];
        const objective = objectivePlainly({ ...each, problem }, open);
        return { open: Uint32Array.from(open), objective, bound: 1e9, gap: 1, proven: true, by: [] };
      });
      const known = [...curve.value].filter((value) => !Number.isNaN(value));
      expect(known, `seed ${seed}`).toEqual(known.toSorted((a, b) => a - b));
      mended += curve.proven.filter((proven, k) => !proven && !Number.isNaN(curve.value[k])).length;
    }
    expect(mended).toBeGreaterThan(50);
  });

  it.each(['mclp', 'pmedian'] as const)(
    'by money give the best of each budget, in 200 random towns (%s)',
    (model) => {
      let points = 0;
      for (let seed = 1; seed <= 200; seed++) {
        const each = reasonCase(seed, model);
        const solve = solver(each);
        const curve = curveByMoney(each.problem, 5, solve);
        expect([...curve.at]).toEqual([...curve.at].toSorted((a, b) => a - b));
        const unlimited = solve({ ...each.problem, limits: { ...each.problem.limits, budget: Infinity } });
        curve.at.forEach((budget, k) => {
          const problem = { ...each.problem, limits: { ...each.problem.limits, budget } };
          const { objective } = solve(problem);
          expect(curve.value[k], `seed ${seed}`).toBe(Number.isFinite(objective) ? objective : NaN);
          if (!Number.isFinite(objective)) return;
          points++;
          expect(curve.used[k]).toBeLessThanOrEqual(budget);
        });
        if (curve.at.length > 1 && Number.isFinite(unlimited.objective))
          expect(curve.value.at(-1), `seed ${seed}`).toBe(unlimited.objective);
        // Nothing of the frontier is beaten, and all that is not is of it.
        const front = [...frontierOf(curve, model === 'mclp')];
        curve.value.forEach((value, k) => {
          if (Number.isNaN(value)) return;
          const beaten = [...curve.value.keys()].some((o) => {
            const nearer = model === 'mclp' ? curve.value[o] - value : value - curve.value[o];
            const saved = curve.used[k] - curve.used[o];
            return nearer >= 0 && saved >= 0 && (nearer > 0 || saved > 0 || o < k);
          });
          expect(front.includes(k), `seed ${seed} point ${k}`).toBe(!beaten);
        });
      }
      expect(points).toBeGreaterThan(300);
    }
  );

  it('throw for a model whose objective is a number', () => {
    const each = reasonCase(1, 'lscp');
    expect(() => curveByNumber(each.problem, 3, solver(each))).toThrow('expected a model with an objective');
  });
});

describe('kneeOf', () => {
  it('is where a bent line bends', () => {
    const x = [0, 1, 2, 3, 4, 5, 6];
    expect(kneeOf({ x, y: [0, 10, 20, 21, 22, 23, 24] })!.index).toBe(2);
    // Falling, as walking does; and with a point that has no value.
    expect(kneeOf({ x, y: [Infinity, 100, 40, 20, 15, 12, 10] })!.index).toBe(3);
    // A budget's steps are uneven.
    expect(kneeOf({ x: [0, 10, 50, 100], y: [0, 40, 45, 50] })!.index).toBe(1);
  });
  it('is where the slope is that of the chord, of √x', () => {
    const x = Array.from({ length: 101 }, (_, k) => k / 100);
    // √x − x is largest where 1 / (2√x) = 1.
    const knee = kneeOf({ x, y: x.map(Math.sqrt) })!;
    expect(x[knee.index]).toBe(0.25);
    expect(knee.distance).toBeCloseTo(0.25, 12);
  });
  it('is nowhere on a straight line, a curve bent the other way, a level one, and of two points', () => {
    expect(kneeOf({ x: [0, 1, 2, 3], y: [1, 3, 5, 7] })).toBeNull();
    expect(kneeOf({ x: [0, 1, 2, 3], y: [0.1, 0.2, 0.3, 0.4] })).toBeNull();
    expect(kneeOf({ x: [0, 1, 2, 3], y: [0, 1, 4, 9] })).toBeNull();
    expect(kneeOf({ x: [0, 1, 2], y: [4, 4, 4] })).toBeNull();
    expect(kneeOf({ x: [0, 1], y: [0, 4] })).toBeNull();
    expect(kneeOf({ x: [0, 1, 2], y: [NaN, 4, 8] })).toBeNull();
  });
});

describe('what curves say', () => {
  it('says what each brings before the knee and after', () => {
    const curve = curveOf([0, 1, 2, 3, 4], [0, 1900, 3800, 4010, 4220]);
    const knee = kneeOf({ x: curve.at, y: curve.value });
    expect(sayKnee(curve, knee, people)).toEqual({
      zh: '拐点在 2 处：此前平均每处增益 1,900 人，此后平均每处只有 210 人。',
      en: 'The knee is at 2 sites: up to there each brings 1,900 people on average, after it only 210.'
    });
    const money = curveOf([0, 1e6, 2e6], [0, 5000, 6000]);
    expect(sayKnee(money, kneeOf({ x: money.at, y: money.value }), { ...people, by: 'money' })).toEqual({
      zh: '拐点在 100 万元：此前平均每万元增益 50 人，此后平均每万元只有 10 人。',
      en: 'The knee is at ¥1,000,000: up to there each ¥10,000 brings 50 people on average, after it only 10.'
    });
    expect(sayKnee(curve, null, people).zh).toContain('没有明显的拐点');
    expect(sayKnee(curve, null, people).en).toContain('no knee');
  });

  it('says how many it takes, and whether fewer were ruled out', () => {
    const curve = curveOf([0, 1, 2, 3], [0, 50, 80, 95]);
    const asked = { share: 0.95, total: 200, covered: 100 };
    expect(firstToReach(curve, 90)).toBe(3);
    expect(sayHowMany(curve, asked, people)).toEqual({
      zh: '覆盖 95% 需要 3 处。',
      en: 'To cover 95% takes 3 sites.'
    });
    expect(sayHowMany({ ...curve, proven: new Uint8Array(4) }, asked, people).zh).toBe(
      '覆盖 95% 需要 3 处（更少是否可行未证明）。'
    );
    expect(sayHowMany(curve, { ...asked, share: 0.99 }, people)).toEqual({
      zh: '3 处只能覆盖 98%，达不到 99%。',
      en: '3 sites cover only 98%, not 99%.'
    });
    expect(sayHowMany(curve, { ...asked, share: 0.5 }, people).en).toBe(
      '50% is covered without anything new.'
    );
    expect(sayHowMany(curveOf([0, 3e5], [0, 95]), asked, { ...people, by: 'money' })).toEqual({
      zh: '30 万元可覆盖 95%。',
      en: '¥300,000 is enough to cover 95%.'
    });
    expect(sayHowMany(curveOf([0], [NaN]), asked, people).zh).toBe('无解，达不到 95%。');
  });
});
