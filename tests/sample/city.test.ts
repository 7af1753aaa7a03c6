import { describe, expect, it } from 'vitest';
import { makeCity } from '../../src/lib/sample/city.ts';
import { writeTown } from '../../src/lib/sample/sample-files.ts';
import { NAMES, areaM2, graphOf, isInside, linesOf, ringsOf } from './walk-town.ts';

/** A hundredth of the benchmark city: 5,000 communities make 500,000 vertices, 200,000 points, 60,000 facilities. */
const city = makeCity(1, NAMES, 50);

describe('makeCity', () => {
  it('grows with the number of communities as the benchmark needs', () => {
    const { points, sizes } = graphOf(linesOf(city.roads));
    expect(city.communities.features).toHaveLength(50);
    expect(city.residential).toHaveLength(2000);
    expect(city.facilities).toHaveLength(600);
    expect(city.candidates).toHaveLength(5);
    expect(Math.abs(points.length / 5000 - 1)).toBeLessThan(0.05);
    expect(Math.max(...sizes) / points.length).toBeGreaterThan(0.98);
  });

  it('is the same for the same seed, and every home lies in its community', () => {
    const files = writeTown(city);
    for (const [path, bytes] of writeTown(makeCity(1, NAMES, 50))) {
      expect(Buffer.compare(bytes, files.get(path)!), path).toBe(0);
    }
    const rings = ringsOf(city.communities);
    const names = city.communities.features.map(({ properties }) => properties.name);
    for (const row of city.residential) {
      const ring = rings[names.indexOf(row.community)];
      expect(isInside([Number(row.lon), Number(row.lat)], ring)).toBe(true);
    }
  });

  it('has communities that tile their subdistricts, under names that are told apart', () => {
    const whole = ringsOf(city.subdistrict).reduce((sum, ring) => sum + areaM2(ring), 0);
    const parts = ringsOf(city.communities).reduce((sum, ring) => sum + areaM2(ring), 0);
    expect(Math.abs(parts / whole - 1)).toBeLessThan(0.001);
    const large = makeCity(3, NAMES, 1500);
    const names = large.communities.features.map(({ properties }) => properties.name);
    expect(new Set(names).size).toBe(1500);
    const codes = large.communities.features.map(({ properties }) => properties.unit_id);
    expect(new Set(codes).size).toBe(1500);
  });
});
