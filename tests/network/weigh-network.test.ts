import { describe, expect, it } from 'vitest';
import { buildNetwork, buildWithTraits } from '../../src/lib/network/build.ts';
import * as bit from '../../src/lib/network/traits.ts';
import { judgeGates, slopeFactor, weighNetwork } from '../../src/lib/network/weigh-network.ts';
import { gridOf, linesOf, type XY } from './towns.ts';
import { laid, place, plain, RULES, walk } from './walker-town.ts';

describe('answers known from theory', () => {
  const street: XY[] = Array.from({ length: 11 }, (_, k) => [k * 100, 0]);

  it('a hill of constant slope costs what Tobler says, up and down', () => {
    for (const g of [0.1, -0.02, 0.3]) {
      const weigh = laid([street], (traits) => {
        traits.heightM = Float64Array.from(street, ([x]) => 50 + x * g);
      });
      const km = (slope: number) => 6 * Math.exp(-3.5 * Math.abs(slope + 0.05));
      expect(slopeFactor(g)).toBeCloseTo(km(0) / km(g), 12);
      expect(walk(weigh(), [130, 0], [870, 0])).toBeCloseTo((740 * km(0)) / km(g), 1);
      expect(walk(weigh(), [870, 0], [130, 0])).toBeCloseTo((740 * km(0)) / km(-g), 1);
      expect(walk(weigh({}, 'toSources'), [130, 0], [870, 0])).toBeCloseTo((740 * km(0)) / km(-g), 1);
      expect(walk(weigh({ slope: false }), [130, 0], [870, 0])).toBeCloseTo(740, 2);
      expect(walk(weigh({ timed: false }), [130, 0], [870, 0])).toBeCloseTo(740, 2);
    }
  });

  it('a gradient said of a line stands for heights, and one beyond the limit bars it', () => {
    const weigh = laid([street], (traits) => void traits.lineGradient.fill(0.08));
    expect(walk(weigh(), [130, 0], [870, 0])).toBeCloseTo(740 * slopeFactor(0.08), 1);
    expect(walk(weigh({ maxGradient: 0.08 }), [130, 0], [870, 0])).toBeCloseTo(740 * slopeFactor(0.08), 1);
    expect(walk(weigh({ maxGradient: 0.079 }), [130, 0], [870, 0])).toBe(Infinity);
  });

  it('a steep stretch in the middle of a chain bars what is beyond it, not what is before it', () => {
    const weigh = laid([street], (traits) => {
      traits.heightM = Float64Array.from(street, ([x]) => (x >= 500 ? 12 : 0));
    })({ maxGradient: 0.1, slope: false });
    expect(walk(weigh, [10, 0], [390, 0])).toBeCloseTo(380, 2);
    expect(walk(weigh, [510, 0], [990, 0])).toBeCloseTo(480, 2);
    expect(walk(weigh, [10, 0], [510, 0])).toBe(Infinity);
  });

  it('a crossing in the middle costs its delay once, half of it on either side', () => {
    const weigh = laid([street], (_, lines) => place(lines, [500, 0], bit.CROSSING));
    for (const speedMps of [1, 0.8]) {
      const network = weigh({ crossingDelayS: 30, speedMps });
      for (const direction of ['fromSources', 'toSources'] as const) {
        const own = weigh({ crossingDelayS: 30, speedMps }, direction);
        expect(walk(own, [130, 0], [870, 0])).toBeCloseTo(740 + 30 * speedMps, 2);
        expect(walk(own, [130, 0], [490, 0])).toBeCloseTo(360, 2);
      }
      expect(walk(network, [130, 0], [499.99, 0])).toBeCloseTo(369.99, 2);
    }
    expect(walk(weigh({ crossingDelayS: 30, timed: false }), [130, 0], [870, 0])).toBeCloseTo(740, 2);
  });

  it('at a junction, too; and who goes on along the carriageway crosses nothing', () => {
    const cross: XY[][] = [
      [
        [-200, 0],
        [0, 0],
        [200, 0]
      ],
      [
        [0, -200],
        [0, 0],
        [0, 200]
      ]
    ];
    const all = laid(cross, (_, lines) => place(lines, [0, 0], bit.CROSSING))({ crossingDelayS: 20 });
    expect(walk(all, [-100, 0], [0, 100])).toBeCloseTo(220, 2);
    expect(walk(all, [-100, 0], [100, 0])).toBeCloseTo(220, 2);
    const foot = laid(cross, (traits, lines) => {
      traits.lineFlags[1] = bit.FOOTWAY;
      return place(lines, [0, 0], bit.CROSSING, '', traits);
    })({ crossingDelayS: 20 });
    expect(walk(foot, [-100, 0], [100, 0])).toBeCloseTo(200, 2);
    expect(walk(foot, [0, -100], [0, 100])).toBeCloseTo(220, 2);
    expect(walk(foot, [-100, 0], [0, 100])).toBeCloseTo(210, 2);
  });

  it('a gate on one street of a grid is walked round while it is shut, and walked up to', () => {
    const streets = gridOf(4, 100).flatMap((path, k): XY[][] =>
      k === 6 ? [[...path.slice(0, 2), [150, 100], ...path.slice(2)] as XY[]] : [path]
    );
    const weigh = laid(streets, (_, lines) => place(lines, [150, 100], bit.GATE, 'Mo-Fr 06:00-22:00'));
    const open = weigh();
    const shut = weigh({ at: { day: 2, minute: 23 * 60 } });
    expect(walk(open, [110, 100], [190, 100])).toBeCloseTo(80, 2);
    // Back to the corner, round the block, and in from the other side.
    expect(walk(shut, [110, 100], [190, 100])).toBeCloseTo(10 + 300 + 10, 1);
    expect(walk(shut, [110, 100], [149, 100])).toBeCloseTo(39, 2);
    expect(walk(shut, [20, 100], [150, 100])).toBeCloseTo(130, 2);
    expect(walk(shut, [149, 100], [151, 100])).toBeCloseTo(49 + 300 + 49, 1);
    expect(weigh()).toBe(weigh({ steps: false }));
  });

  it('a shut gate at a junction lets nobody through, from any side', () => {
    const weigh = laid(gridOf(2, 100), (_, lines) => place(lines, [100, 100], bit.SHUT));
    const network = weigh();
    expect(walk(network, [60, 100], [140, 100])).toBeCloseTo(60 + 400 + 60 - 0, 1);
    expect(walk(network, [60, 100], [100, 60])).toBeCloseTo(60 + 200 + 60, 1);
    expect(walk(network, [60, 100], [98, 100])).toBeCloseTo(38, 2);
  });

  it('one-way streets are walked one way; steps by those who climb them; a stile likewise', () => {
    const ring: XY[][] = [
      [
        [0, 0],
        [300, 0]
      ],
      [
        [300, 0],
        [300, 300],
        [0, 300],
        [0, 0]
      ]
    ];
    const oneWay = laid(ring, (traits) => void (traits.lineFlags[0] = bit.NOT_BACKWARD));
    expect(walk(oneWay(), [100, 0], [200, 0])).toBeCloseTo(100, 2);
    expect(walk(oneWay(), [200, 0], [100, 0])).toBeCloseTo(1100, 2);
    expect(walk(oneWay({}, 'toSources'), [200, 0], [100, 0])).toBeCloseTo(100, 2);
    expect(walk(oneWay({ timed: false }), [200, 0], [100, 0])).toBeCloseTo(1100, 2);
    const steps = laid(ring, (traits) => void (traits.lineFlags[0] = bit.STEPS));
    expect(walk(steps(), [300, 10], [0, 10])).toBeCloseTo(320, 2);
    expect(walk(steps({ steps: false }), [300, 10], [0, 10])).toBeCloseTo(880, 2);
    expect(walk(steps({ steps: false }), [100, 0], [200, 0])).toBe(Infinity);
    const stile = laid(ring, (_, lines) => place(lines, [0, 300], bit.STILE));
    expect(walk(stile({ steps: false }), [0, 290], [10, 300])).toBeCloseTo(290 + 300 + 300 + 290, 1);
    expect(walk(stile(), [0, 290], [10, 300])).toBeCloseTo(20, 1);
  });

  it('what can be walked over one of two lines is walked, whichever comes first', () => {
    const twice: XY[][] = [
      [
        [0, 0],
        [100, 0],
        [200, 0],
        [300, 0]
      ],
      [
        [200, 0],
        [100, 0]
      ]
    ];
    for (const order of [twice, [...twice].reverse()]) {
      const weigh = laid(order, (traits) => {
        traits.lineFlags[order === twice ? 0 : 1] = bit.STEPS;
      })({ steps: false });
      expect(walk(weigh, [110, 0], [190, 0])).toBeCloseTo(80, 2);
      expect(walk(weigh, [90, 0], [190, 0])).toBe(Infinity);
    }
  });

  it('leaves a network alone that says nothing to a walker, and one without traits', () => {
    const lines = linesOf(gridOf(3, 100));
    const { network, traits } = buildWithTraits(lines, 0, { ...plain(lines) });
    expect(weighNetwork(network, traits, { ...RULES, steps: false, maxGradient: 0.05 }, 'toSources')).toBe(
      network
    );
    expect(weighNetwork(network, null, RULES, 'toSources')).toBe(network);
    expect(network).toEqual(buildNetwork(lines, 0));
    expect(() => weighNetwork(buildNetwork(linesOf(gridOf(2, 100)), 0), traits, RULES, 'toSources')).toThrow(
      'expected traits of'
    );
  });

  it('counts hours that it can not read, and takes them as open', () => {
    const lines = linesOf([street]);
    const traits = place(lines, [300, 0], bit.GATE, 'sunrise-sunset');
    const built = buildWithTraits(lines, 0, traits);
    expect(judgeGates(built.traits!, RULES)).toEqual({ shut: [], unread: 1 });
    expect(weighNetwork(built.network, built.traits, RULES, 'fromSources')).toBe(built.network);
  });
});
