import { distance } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlane, distanceM, metresPerDegree } from '../../src/lib/geometry/metric.ts';

/** Vincenty's inverse formula (Survey Review XXIII, 1975) on WGS84, good to 0.1 mm away from antipodes. */
function vincentyM(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const a = 6378137;
  const f = 1 / 298.257223563;
  const b = a * (1 - f);
  const rad = Math.PI / 180;
  const u1 = Math.atan((1 - f) * Math.tan(lat1 * rad));
  const u2 = Math.atan((1 - f) * Math.tan(lat2 * rad));
  const L = (lon2 - lon1) * rad;
  let lambda = L;
  for (let i = 0; i < 200; i++) {
    const sinSigma = Math.hypot(
      Math.cos(u2) * Math.sin(lambda),
      Math.cos(u1) * Math.sin(u2) - Math.sin(u1) * Math.cos(u2) * Math.cos(lambda)
    );
    if (sinSigma === 0) return 0;
    const cosSigma = Math.sin(u1) * Math.sin(u2) + Math.cos(u1) * Math.cos(u2) * Math.cos(lambda);
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (Math.cos(u1) * Math.cos(u2) * Math.sin(lambda)) / sinSigma;
    const cos2 = 1 - sinAlpha ** 2;
    const mid = cos2 === 0 ? 0 : cosSigma - (2 * Math.sin(u1) * Math.sin(u2)) / cos2;
    const C = (f / 16) * cos2 * (4 + f * (4 - 3 * cos2));
    const before = lambda;
    lambda = L + (1 - C) * f * sinAlpha * (sigma + C * sinSigma * (mid + C * cosSigma * (2 * mid ** 2 - 1)));
    if (Math.abs(lambda - before) > 1e-13) continue;
    const k = (cos2 * (a * a - b * b)) / (b * b);
    const A = 1 + (k / 16384) * (4096 + k * (k * (320 - 175 * k) - 768));
    const B = (k / 1024) * (256 + k * (k * (74 - 47 * k) - 128));
    const turn =
      B *
      sinSigma *
      (mid +
        (B / 4) *
          (cosSigma * (2 * mid ** 2 - 1) - (B / 6) * mid * (4 * sinSigma ** 2 - 3) * (4 * mid ** 2 - 3)));
    return b * A * (sigma - turn);
  }
  throw new Error('expected Vincenty to converge');
}

const position = fc.tuple(
  fc.double({ min: -179, max: 179, noNaN: true }),
  fc.double({ min: -80, max: 80, noNaN: true })
);
const step = fc.tuple(
  fc.double({ min: 1, max: 100_000, noNaN: true }),
  fc.double({ min: 0, max: 6.2832, noNaN: true })
);

function goFrom(lon: number, lat: number, metres: number, angle: number): [number, number] {
  const { x, y } = metresPerDegree(lat);
  return [lon + (metres * Math.cos(angle)) / x, lat + (metres * Math.sin(angle)) / y];
}

describe('metresPerDegree', () => {
  it('gives the lengths of a degree that are tabulated for WGS84', () => {
    expect(metresPerDegree(0).x).toBeCloseTo(111_319.491, 2);
    expect(metresPerDegree(0).y).toBeCloseTo(110_574.276, 2);
    expect(metresPerDegree(45).x).toBeCloseTo(78_846.835, 1);
    expect(metresPerDegree(45).y).toBeCloseTo(111_131.78, 1);
    expect(metresPerDegree(90).y).toBeCloseTo(111_693.979, 2);
  });
});

describe('distanceM', () => {
  it('agrees with the reference on a known line', () => {
    // Flinders Peak to Buninyong, Geoscience Australia: 54 972.271 m.
    const line = [144.42486788888, -37.95103341666, 143.92649552777, -37.65282113888] as const;
    expect(vincentyM(...line)).toBeCloseTo(54_972.271, 2);
    expect(Math.abs(distanceM(...line) / 54_972.271 - 1)).toBeLessThan(1e-4);
  });

  it('is within 0.1 % of the geodesic below 100 km', () => {
    fc.assert(
      fc.property(position, step, ([lon, lat], [metres, angle]) => {
        const [lon2, lat2] = goFrom(lon, lat, metres, angle);
        fc.pre(Math.abs(lat2) <= 80 && Math.abs(lon2) < 180);
        const exact = vincentyM(lon, lat, lon2, lat2);
        expect(Math.abs(distanceM(lon, lat, lon2, lat2) - exact)).toBeLessThanOrEqual(0.001 * exact);
      }),
      { numRuns: 300 }
    );
  });

  it('is within a millimetre at walking distance', () => {
    fc.assert(
      fc.property(position, step, ([lon, lat], [metres, angle]) => {
        fc.pre(Math.abs(lat) < 60);
        const [lon2, lat2] = goFrom(lon, lat, metres / 100, angle);
        expect(Math.abs(distanceM(lon, lat, lon2, lat2) - vincentyM(lon, lat, lon2, lat2))).toBeLessThan(
          0.001
        );
      })
    );
  });

  it('is near the sphere of Turf, equal both ways, and short across ±180°', () => {
    fc.assert(
      fc.property(position, step, ([lon, lat], [metres, angle]) => {
        const [lon2, lat2] = goFrom(lon, lat, metres, angle);
        fc.pre(Math.abs(lat2) <= 80 && Math.abs(lon2) < 180);
        const d = distanceM(lon, lat, lon2, lat2);
        expect(Math.abs(d / distance([lon, lat], [lon2, lat2], { units: 'meters' }) - 1)).toBeLessThan(0.008);
        expect(distanceM(lon2, lat2, lon, lat)).toBe(d);
      })
    );
    expect(distanceM(179.999, 10, -179.999, 10)).toBeCloseTo(distanceM(0, 10, 0.002, 10), 6);
  });
});

describe('createPlane', () => {
  it('comes back exactly and measures as the ellipsoid does near its centre', () => {
    const plane = createPlane(116.4, 39.9);
    expect(plane.lon(plane.x(116.43))).toBeCloseTo(116.43, 12);
    expect(plane.lat(plane.y(39.87))).toBeCloseTo(39.87, 12);
    const straight = Math.hypot(plane.x(116.43), plane.y(39.92));
    expect(Math.abs(straight / distanceM(116.4, 39.9, 116.43, 39.92) - 1)).toBeLessThan(0.0005);
  });
});
