import { area, distance } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../src/lib/network/along.ts';
import { crossesItself, legsOf, ringAreaM2 } from '../../../src/lib/workbench/tools/measure.ts';
import { scaleDenominator, writeCoordinate } from '../../../src/lib/workbench/tools/coordinate-form.ts';
import { stepFrom } from '../../../src/lib/workbench/tools/move-facility.ts';
import { toolFeatures } from '../../../src/lib/workbench/tools/tool-layers.ts';

const RING: LonLat[] = [
  [116.4, 39.9],
  [116.42, 39.9],
  [116.42, 39.92],
  [116.4, 39.92]
];

describe('a distance', () => {
  it('is told leg by leg, on the ellipsoid', () => {
    const legs = legsOf(RING);
    expect(legs).toHaveLength(3);
    // One degree of latitude from 39.9° and of longitude at it, by the radii of WGS84 (Snyder, p. 24).
    expect(legs[1]).toBeCloseTo(0.02 * 111_034.1, -1);
    // The sphere of turf is within half a per cent of the ellipsoid, and not the same.
    legs.forEach((leg, i) => {
      const sphere = distance(RING[i], RING[i + 1], { units: 'meters' });
      expect(Math.abs(leg / sphere - 1)).toBeLessThan(0.005);
    });
  });
  it('of fewer than two points has no legs', () => expect(legsOf([RING[0]])).toEqual([]));
});

describe('an area', () => {
  it('of one degree by one at the equator is that of WGS84: 12,308.8 km²', () => {
    const cell: LonLat[] = [
      [100, 0],
      [101, 0],
      [101, 1],
      [100, 1]
    ];
    expect(ringAreaM2(cell) / 1e6).toBeCloseTo(12_308.8, 0);
  });
  it('of the whole northern half of the earth is half of 510,065,622 km²', () => {
    const half: LonLat[] = [
      [-180, 0],
      [180, 0],
      [180, 90],
      [-180, 90]
    ];
    expect(ringAreaM2(half) / 1e6).toBeCloseTo(510_065_622 / 2, -2);
  });
  it('is within half a per cent of the sphere, either way round, closed or not', () => {
    const closed = [...RING, RING[0]];
    const sphere = area({ type: 'Polygon', coordinates: [closed] });
    expect(Math.abs(ringAreaM2(RING) / sphere - 1)).toBeLessThan(0.005);
    expect(ringAreaM2([...RING].reverse())).toBeCloseTo(ringAreaM2(RING), 6);
    expect(ringAreaM2(closed)).toBeCloseTo(ringAreaM2(RING), 6);
  });
  it('of two points is none, and of a bow tie is told to be crossed', () => {
    expect(ringAreaM2(RING.slice(0, 2))).toBe(0);
    expect(crossesItself(RING)).toBe(false);
    expect(crossesItself([RING[0], RING[2], RING[1], RING[3]])).toBe(true);
  });
});

describe('what is written under the map', () => {
  it('has minutes and seconds that never reach 60', () => {
    expect(writeCoordinate('dms', 116.9999999, 39.5)).toBe('39°30′00.00″N 117°00′00.00″E');
  });
  it('has a scale of two significant digits', () => {
    // At zoom 0 a CSS pixel of the equator is 78,271.5 m, of 0.0254/96 m on the screen.
    expect(scaleDenominator(0, 0)).toBe(300_000_000);
    expect(scaleDenominator(14, 40)).toBe(14_000);
  });
});

describe('a facility that is moved by keys', () => {
  it.each([
    ['ArrowRight', false, 10],
    ['ArrowUp', true, 100],
    ['ArrowLeft', true, 100],
    ['ArrowDown', false, 10]
  ] as const)('goes %s (shifted: %s) by %d m', (key, wide, metres) => {
    const to = stepFrom([116.4, 39.9], key, wide)!;
    expect(legsOf([[116.4, 39.9], to])[0]).toBeCloseTo(metres, 3);
  });
  it('stays for other keys', () => expect(stepFrom([116.4, 39.9], 'a', false)).toBeNull());
});

describe('what the tools draw', () => {
  const drawn = { walks: null, pointer: null, place: null, moving: null };
  it('is an area that is closed at its end only, and its points', () => {
    const open = toolFeatures({ ...drawn, measuring: { kind: 'area', points: RING, isDone: false } });
    const done = toolFeatures({ ...drawn, measuring: { kind: 'area', points: RING, isDone: true } });
    const lengthOf = (features: typeof open) =>
      features
        .filter(({ properties }) => properties?.as === 'line')
        .map(({ geometry }) => (geometry as GeoJSON.LineString).coordinates.length);
    expect([lengthOf(open), lengthOf(done)]).toEqual([[4], [5]]);
    expect(done.filter(({ geometry }) => geometry.type === 'Point')).toHaveLength(4);
  });
});
