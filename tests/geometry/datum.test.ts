import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWgs84, toWgs84, type Datum } from '../../src/lib/geometry/datum.ts';
import { isMainland } from '../../src/lib/geometry/mainland.ts';
import { distanceM } from '../../src/lib/geometry/metric.ts';

const SHIFTED: Datum[] = ['gcj02', 'bd09'];
const MAINLAND: [string, number, number][] = [
  ['Beijing', 116.43, 39.94],
  ['Tianjin', 117.2, 39.13],
  ['Shenzhen Futian', 114.055, 22.54],
  ['Shenzhen Shekou', 113.91, 22.485],
  ['Shenzhen Yantian', 114.24, 22.56],
  ['Zhuhai Gongbei', 113.55, 22.225],
  ['Zhuhai Hengqin', 113.52, 22.12],
  ['Xiamen', 118.09, 24.48],
  ['Fuzhou Pingtan', 119.79, 25.5],
  ['Sanya', 109.51, 18.25],
  ['Kashgar', 75.99, 39.47],
  ['Ürümqi', 87.6, 43.8],
  ['Mohe', 122.5, 53],
  ['Heihe', 127.5, 50.24],
  ['Xunke', 128.47, 49.57],
  ['Fuyuan', 134.3, 48.36],
  ['Hunchun', 130.36, 42.86],
  ['Ji’an', 126.19, 41.12],
  ['Dandong', 124.38, 40.12],
  ['Lhasa', 91.1, 29.65],
  ['Zhangmu', 85.98, 27.99],
  ['Gyirong', 85.3, 28.4],
  ['Jinghong', 100.8, 22.0],
  ['Dongxing', 107.97, 21.55],
  ['Shanghai', 121.47, 31.23]
];
const ELSEWHERE: [string, number, number][] = [
  ['Hong Kong Central', 114.158, 22.282],
  ['Hong Kong Sheung Shui', 114.128, 22.502],
  ['Hong Kong Tuen Mun', 113.973, 22.391],
  ['Hong Kong airport', 113.915, 22.308],
  ['Macau', 113.543, 22.194],
  ['Macau Cotai', 113.565, 22.147],
  ['Taipei', 121.56, 25.03],
  ['Kaohsiung', 120.3, 22.62],
  ['Penghu', 119.56, 23.57],
  ['Kathmandu', 85.32, 27.71],
  ['Hanoi', 105.85, 21.03],
  ['Seoul', 126.98, 37.57],
  ['Pyongyang', 125.75, 39.03],
  ['Vladivostok', 131.89, 43.12],
  ['Ulaanbaatar', 106.9, 47.92],
  ['Porto', -8.61, 41.15]
];

describe('isMainland', () => {
  it.each(MAINLAND)('holds %s', (_, lon, lat) => expect(isMainland(lon, lat)).toBe(true));
  it.each(ELSEWHERE)('leaves out %s', (_, lon, lat) => expect(isMainland(lon, lat)).toBe(false));
});

describe('toWgs84 and fromWgs84', () => {
  it('come back to within a millimetre', () => {
    for (const [, lon, lat] of MAINLAND) {
      for (const datum of SHIFTED) {
        const [x, y] = fromWgs84(lon, lat, datum);
        const moved = distanceM(lon, lat, x, y);
        expect(moved).toBeGreaterThan(50);
        expect(moved).toBeLessThan(2000);
        expect(distanceM(lon, lat, ...toWgs84(x, y, datum))).toBeLessThan(0.001);
      }
    }
  });

  it('shift nothing outside the mainland', () => {
    for (const [, lon, lat] of ELSEWHERE) {
      for (const datum of SHIFTED) {
        expect(toWgs84(lon, lat, datum)).toEqual([lon, lat]);
        expect(fromWgs84(lon, lat, datum)).toEqual([lon, lat]);
      }
    }
  });

  it.each([
    ['Luohu station', 114.1174, 22.5317],
    ['Futian port', 114.0685, 22.5155],
    ['Shatoujiao', 114.225, 22.5515],
    ['Gongbei port', 113.549, 22.2185]
  ])('come back at the border: %s', (_, lon, lat) => {
    expect(isMainland(lon, lat)).toBe(true);
    for (const datum of SHIFTED)
      expect(distanceM(lon, lat, ...toWgs84(...fromWgs84(lon, lat, datum), datum))).toBeLessThan(0.001);
  });

  /** Places on the border of Hong Kong and Macau, and some 2 km about them. */
  const nearBorder = fc
    .tuple(
      fc.constantFrom(
        ...[
          [113.94, 22.45],
          [114.02, 22.499],
          [114.07, 22.514],
          [114.113, 22.529],
          [114.16, 22.562],
          [114.19, 22.556],
          [114.235, 22.548],
          [114.3, 22.562]
        ],
        ...[
          [113.553, 22.217],
          [113.528, 22.214],
          [113.527, 22.19],
          [113.546, 22.15],
          [113.548, 22.11]
        ]
      ),
      fc.double({ min: -0.02, max: 0.02, noNaN: true }),
      fc.double({ min: -0.02, max: 0.02, noNaN: true }),
      fc.constantFrom('gcj02' as const, 'bd09' as const)
    )
    .map(([[lon, lat], east, north, datum]) => ({ lon: lon + east, lat: lat + north, datum }));

  it('come back along the border of Hong Kong and Macau for every mainland place', () => {
    fc.assert(
      fc.property(nearBorder, ({ lon, lat, datum }) => {
        fc.pre(isMainland(lon, lat));
        expect(distanceM(lon, lat, ...toWgs84(...fromWgs84(lon, lat, datum), datum))).toBeLessThan(0.001);
      }),
      { numRuns: 2000, seed: 1 }
    );
  });

  it('take a position that two places have as that of the mainland, any other as it stands', () => {
    let ties = 0;
    fc.assert(
      fc.property(nearBorder, ({ lon, lat, datum }) => {
        const place = toWgs84(lon, lat, datum);
        if (place[0] === lon && place[1] === lat) return;
        expect(isMainland(...place)).toBe(true);
        expect(distanceM(lon, lat, ...fromWgs84(...place, datum))).toBeLessThan(0.001);
        if (!isMainland(lon, lat)) ties++;
      }),
      { numRuns: 2000, seed: 2 }
    );
    expect(ties).toBeGreaterThan(0);
    // Sheung Shui station, 3 km inside, is no tie.
    expect(toWgs84(114.1285, 22.5012, 'bd09')).toEqual([114.1285, 22.5012]);
  });

  it('shift Beijing north-east, by the published amount', () => {
    // Tian'anmen: 39.90734, 116.39089 in WGS84 is 39.90874, 116.39713 in GCJ-02.
    const [lon, lat] = fromWgs84(116.39089, 39.90734, 'gcj02');
    expect(distanceM(lon, lat, 116.39713, 39.90874)).toBeLessThan(2);
  });
});
