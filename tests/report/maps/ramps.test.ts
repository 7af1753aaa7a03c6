import { describe, expect, it } from 'vitest';
import { COVERAGE_CLASSES, NO_DATA } from '../../../src/lib/report/maps/colours.ts';
import { rampColours, RAMPS, rampsFor } from '../../../src/lib/report/maps/ramps.ts';
import { deltaE, labOf, leastApart } from './colour-vision.ts';

const COUNTS = [3, 4, 5, 6, 7];
const cases = RAMPS.flatMap((ramp) => COUNTS.map((count) => [ramp, count] as const));

describe('the measure of colours', () => {
  it.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373]
  ] as [[number, number, number], [number, number, number], number][])(
    'gives the published distances: %j %j',
    (one, other, distance) => expect(deltaE(one, other)).toBeCloseTo(distance, 3)
  );
  it('sees that red and green fall together for a deuteranope', () => {
    // The middle of RdYlGn, which is what the ramps are there instead of.
    expect(leastApart(['#fdae61', '#a6d96a'], 'deuteranopia')).toBeLessThan(7);
    expect(leastApart(['#fdae61', '#a6d96a'], 'normal')).toBeGreaterThan(30);
  });
});

describe('every ramp', () => {
  it.each(cases)('%s with %d classes stays apart for every eye and in grey print', (ramp, count) => {
    const colours = rampColours(ramp, count, false);
    expect(colours).toHaveLength(count);
    for (const eye of ['normal', 'protanopia', 'deuteranopia', 'grey'] as const)
      expect([eye, leastApart(colours, eye) >= 5]).toEqual([eye, true]);
  });
  it.each(cases)('%s with %d classes has none that passes for no data', (ramp, count) => {
    for (const colour of rampColours(ramp, count, false))
      expect(deltaE(labOf(colour, 'normal'), labOf(NO_DATA, 'normal'))).toBeGreaterThan(5);
  });
  it.each(['ylgnbu', 'cividis', 'oranges'] as const)('%s goes from light to dark', (ramp) => {
    for (const count of COUNTS) {
      const light = rampColours(ramp, count, false).map((colour) => labOf(colour, 'normal')[0]);
      expect([...light].sort((a, b) => b - a)).toEqual(light);
    }
  });
  it('can be turned round, and has a colour for one class and for two', () => {
    for (const ramp of RAMPS) {
      expect(rampColours(ramp, 5, true)).toEqual(rampColours(ramp, 5, false).reverse());
      expect(rampColours(ramp, 1, false)[0]).toMatch(/^#[0-9a-f]{6}$/);
      expect(leastApart(rampColours(ramp, 2, false), 'grey')).toBeGreaterThan(5);
    }
  });
});

describe('the ramps of a view', () => {
  it('are as ever for coverage', () => {
    expect(rampsFor('share')[0]).toBe('ylgnbu');
    expect(rampColours('ylgnbu', 5, false)).toEqual(COVERAGE_CLASSES.map(({ colour }) => colour));
  });
  it('are oranges for gaps and diverge for differences', () => {
    expect([rampsFor('count')[0], rampsFor('difference')]).toEqual(['oranges', ['puor']]);
  });
});
