import { describe, expect, it } from 'vitest';
import { costsOfPairs } from '../../src/lib/coverage/access-costs.ts';
import {
  parseDecay,
  weighPairs,
  weightOf,
  writeDecay,
  type Decay
} from '../../src/lib/coverage/access-decay.ts';
import { ACCESS_METHODS, type AccessMethod } from '../../src/lib/coverage/access-methods.ts';
import { RAAM_DEFAULTS } from '../../src/lib/coverage/access-raam.ts';
import { decayOf, measureAccess, takesDecay } from '../../src/lib/coverage/access.ts';
import { readFixture } from './access-fixture.ts';

const decay = (text: string): Decay => parseDecay(text)!;
const STEPS = decay('step:300=1,600=0.68,900=0.22');
const WAN = decay('step:150=0.962,300=0.704,450=0.377,900=0.042');
const GAUSSIAN = decay('gaussian:400');
const raam300 = { ...RAAM_DEFAULTS, tau: 300 };

describe('the published formulas', () => {
  const { costs, population, capacity, expected } = readFixture();

  it.each([
    ['nearest_1500', { method: 'nearest', limit: 1500, decay: null }],
    ['cumulative_900', { method: 'cumulative', limit: 900, decay: null }],
    ['gravity_power_1.5', { method: 'gravity', limit: Infinity, decay: decay('power:1.5') }],
    ['gravity_exp_0.002', { method: 'gravity', limit: Infinity, decay: decay('exp:0.002') }],
    ['gravity_gaussian_400', { method: 'gravity', limit: Infinity, decay: GAUSSIAN }],
    ['2sfca_900', { method: '2sfca', limit: 900, decay: null }],
    ['e2sfca_steps_900', { method: 'e2sfca', limit: Infinity, decay: STEPS }],
    ['e2sfca_steps_900', { method: 'e2sfca', limit: 900, decay: decayOf('e2sfca', 900) }],
    ['e2sfca_gaussian_400_900', { method: 'e2sfca', limit: 900, decay: GAUSSIAN }],
    ['e2sfca_dai_900', { method: 'e2sfca', limit: Infinity, decay: decay('dai:900') }],
    ['3sfca_wan_900', { method: '3sfca', limit: 900, decay: WAN }],
    ['3sfca_wan_900', { method: '3sfca', limit: 900, decay: decayOf('3sfca', 900) }],
    ['3sfca_gaussian_400_900', { method: '3sfca', limit: 900, decay: GAUSSIAN }],
    ['m2sfca_gaussian_400_900', { method: 'm2sfca', limit: 900, decay: GAUSSIAN }],
    ['raam_300', { method: 'raam', limit: Infinity, decay: null, raam: raam300 }],
    [
      'raam_300_rho_7',
      { method: 'raam', limit: Infinity, decay: null, raam: { ...raam300, rho: 7, maxCycles: 40 } }
    ]
  ] as const)('give %s as pysal/access and the R package accessibility do', (column, question) => {
    const { value } = measureAccess(costs, population, capacity, question);
    const wanted = expected(column);
    expect(wanted.filter((each) => each > 0 && each < Infinity).length).toBeGreaterThan(20);
    value.forEach((each, i) => {
      if (!Number.isFinite(wanted[i])) expect(each).toBe(wanted[i]);
      else expect(Math.abs(each - wanted[i])).toBeLessThanOrEqual(1e-12 * Math.max(1, wanted[i]));
    });
  });

  it('list the supply that nobody reaches and the demand that reaches nothing', () => {
    const { unreachedDemand, unreachedSupply, value } = measureAccess(costs, population, capacity, {
      method: '2sfca',
      limit: 1500,
      decay: null
    });
    expect([...unreachedDemand]).toEqual([7]);
    expect([...unreachedSupply]).toEqual([4]);
    expect(value[7]).toBe(0);
    // Without capacity there is nothing to walk to.
    const nearest = measureAccess(costs, population, capacity, {
      method: 'nearest',
      limit: 1500,
      decay: null
    });
    expect([...nearest.unreachedSupply]).toEqual([4, 5]);
    expect(nearest.value[7]).toBe(Infinity);
  });
});

/**
 * Two places of 100 and 300 people, two clinics of 10 and 6 doctors:
 *   A –100– X, A –500– Y, B –200– Y; B does not reach X. Steps: up to 300 weigh 1, up to 600 a half.
 */
const small = costsOfPairs({ from: [1, 0, 0], to: [1, 1, 0], cost: [200, 500, 100] }, 2, 2);
const people = Float64Array.of(100, 300);
const doctors = Float64Array.of(10, 6);
const half = decay('step:300=1,600=0.5');

describe('a case worked by hand', () => {
  const ask = (method: AccessMethod, limit = Infinity, by: Decay | null = null) => [
    ...measureAccess(small, people, doctors, { method, limit, decay: by }).value
  ];

  it('nearest: A 100, B 200; within 150 B has none', () => {
    expect(ask('nearest')).toEqual([100, 200]);
    expect(ask('nearest', 150)).toEqual([100, Infinity]);
  });
  it('cumulative: A 10 + 6, B 6; a cost equal to the limit counts', () => {
    expect(ask('cumulative', 500)).toEqual([16, 6]);
    expect(ask('cumulative', 499)).toEqual([10, 6]);
  });
  it('gravity: A 10 + 6/2', () => expect(ask('gravity', Infinity, half)).toEqual([13, 6]));
  it('2SFCA: X 10/100, Y 6/400: A 0.1 + 0.015, B 0.015', () => {
    expect(ask('2sfca')).toEqual([10 / 100 + 6 / 400, 6 / 400]);
  });
  it('E2SFCA: Y is asked by 100/2 + 300 = 350: A 0.1 + ½·6/350, B 6/350', () => {
    expect(ask('e2sfca', Infinity, half)).toEqual([10 / 100 + 6 / 350 / 2, 6 / 350]);
  });
  it('3SFCA: A chooses X with 1/1.5 and Y with 0.5/1.5; Y is asked by 100·⅓·½ + 300', () => {
    const [a, b] = ask('3sfca', Infinity, half);
    const y = 6 / (100 / 6 + 300);
    expect(a).toBeCloseTo(10 / 100 + y / 6, 15);
    expect(b).toBeCloseTo(y, 15);
  });
  it('M2SFCA: what A gets of Y is halved twice: 0.1 + ¼·6/350', () => {
    expect(ask('m2sfca', Infinity, half)).toEqual([10 / 100 + 6 / 350 / 4, 6 / 350]);
  });
  it('RAAM: A alone may choose, and moves until X and Y cost it the same', () => {
    // ρ = 400/16 = 25: X has room 250, Y 150. τ = 1000: x to X costs x/250 + 0.1, to Y (400 − x)/150 + 0.5: X takes all 100.
    const near = measureAccess(small, people, doctors, {
      ...{ method: 'raam', limit: Infinity, decay: null },
      raam: { ...RAAM_DEFAULTS, tau: 1000 }
    });
    expect([...near.value]).toEqual([100 / 250 + 0.1, 300 / 150 + 0.2]);
    // One demand of 90, two places of the same capacity at 0 and 300, τ = 1000, ρ = 45/1: with room 45 each, x/45 = (90 − x)/45 + 0.3
    // gives x = 51.75, and a cost of 1.15 at both. Whole persons stop within one of it.
    const two = costsOfPairs({ from: [0, 0], to: [0, 1], cost: [0, 300] }, 1, 2);
    const cost = (wholePeople: boolean) =>
      measureAccess(two, Float64Array.of(90), Float64Array.of(1, 1), {
        ...{ method: 'raam', limit: Infinity, decay: null },
        raam: { ...RAAM_DEFAULTS, tau: 1000, wholePeople }
      }).value[0];
    expect(cost(false)).toBeCloseTo(1.15, 12);
    expect(Math.abs(cost(true) - 1.15)).toBeLessThan(1 / 45);
  });
});

describe('a decay', () => {
  it('is read as it is written, and refused otherwise', () => {
    for (const text of ['step:300=1,600=0.5', 'gaussian:600', 'dai:900', 'power:1.5', 'exp:0.002'])
      expect(writeDecay(decay(text))).toBe(text);
    for (const text of [
      ...['', 'gaussian', 'gaussian:', 'gaussian:0', 'gaussian:-1', 'gaussian:x', 'linear:3', 'power:1,2'],
      ...[
        'step:',
        'step:300',
        'step:300=1,200=0.5',
        'step:300=-1',
        'step:300=1=2',
        'step:0=1',
        'step:300=0',
        'exp:Infinity'
      ]
    ])
      expect(parseDecay(text), text).toBeNull();
  });
  it('weighs as its formula says', () => {
    const steps = decay('step:300=1,600=0.5');
    expect([0, 300, 300.5, 600, 601].map((cost) => weightOf(steps, cost))).toEqual([1, 1, 0.5, 0.5, 0]);
    expect(weightOf(decay('gaussian:600'), 600)).toBeCloseTo(0.6065306597126334, 15);
    expect([0, 900, 901].map((cost) => weightOf(decay('dai:900'), cost))).toEqual([1, 0, 0]);
    expect([0, 0.5, 1, 4].map((cost) => weightOf(decay('power:1.5'), cost))).toEqual([1, 1, 1, 0.125]);
    expect(weightOf(decay('exp:0.5'), 2)).toBeCloseTo(1 / Math.E, 15);
  });
  it('is asked by those methods that fade, and by no other', () => {
    for (const method of ACCESS_METHODS)
      expect(() =>
        measureAccess(small, people, doctors, { method, limit: 900, decay: takesDecay(method) ? null : half })
      ).toThrow(/decay/);
    expect(decayOf('gravity', 900)).toBeNull();
    expect(decayOf('e2sfca', Infinity)).toBeNull();
  });
});

it('refuses pairs that stand twice, are out of range, or have no cost', () => {
  const build = (from: number[], to: number[], cost: number[]) => () =>
    costsOfPairs({ from, to, cost }, 2, 2);
  expect(build([0, 0], [1, 1], [5, 6])).toThrow('each pair once');
  expect(build([2], [0], [5])).toThrow('pairs of 2 × 2');
  expect(build([0], [0], [-1])).toThrow('cost from 0');
  expect(build([0], [0], [NaN])).toThrow('cost from 0');
});

it('weighs pairs up to the limit, the limit included', () => {
  expect([...weighPairs(small, null, 200)]).toEqual([1, 0, 1]);
  expect([...weighPairs(small, half)]).toEqual([1, 0.5, 1]);
});
