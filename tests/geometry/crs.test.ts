import { describe, expect, it } from 'vitest';
import { createTransform } from '../../src/lib/geometry/crs.ts';
import { toWgs84 } from '../../src/lib/geometry/datum.ts';
import { epsgSystem } from '../../src/lib/geometry/epsg.ts';

/** Meridian arc from the equator (Helmert's series), for the northing on a central meridian. */
function meridianM(lat: number): number {
  const f = 1 / 298.257222101;
  const n = f / (2 - f);
  const phi = (lat * Math.PI) / 180;
  return (
    (6378137 / (1 + n)) *
    ((1 + n ** 2 / 4 + n ** 4 / 64) * phi -
      1.5 * (n - n ** 3 / 8) * Math.sin(2 * phi) +
      (15 / 16) * (n ** 2 - n ** 4 / 4) * Math.sin(4 * phi) -
      (35 / 48) * n ** 3 * Math.sin(6 * phi) +
      (315 / 512) * n ** 4 * Math.sin(8 * phi))
  );
}

describe('createTransform', () => {
  it('takes 4326 and 4490 as they are, and web metres', () => {
    expect(createTransform('EPSG:4326')(116.4, 39.9)).toEqual([116.4, 39.9]);
    expect(createTransform('epsg:4490')(116.4, 39.9)).toEqual([116.4, 39.9]);
    const [lon, lat] = createTransform('EPSG:3857')(
      (116.4 / 180) * 20_037_508.342789,
      6_378_137 * Math.atanh(Math.sin((39.9 * Math.PI) / 180))
    );
    expect(lon).toBeCloseTo(116.4, 6);
    expect(lat).toBeCloseTo(39.9, 6);
  });

  it.each([
    ['EPSG:4547', 114, 500_000],
    ['EPSG:4548', 117, 500_000],
    ['EPSG:4527', 117, 39_500_000],
    ['EPSG:4513', 75, 25_500_000],
    ['EPSG:4533', 135, 45_500_000],
    ['EPSG:4534', 75, 500_000],
    ['EPSG:4554', 135, 500_000],
    ['EPSG:4491', 75, 13_500_000],
    ['EPSG:4501', 135, 23_500_000],
    ['EPSG:4502', 75, 500_000],
    ['EPSG:4509', 117, 500_000],
    ['EPSG:4512', 135, 500_000]
  ])('puts the middle of %s on %d° E', (crs, meridian, easting) => {
    const [lon, lat] = createTransform(crs)(easting, meridianM(39.9));
    expect(lon).toBeCloseTo(meridian, 9);
    expect(lat).toBeCloseTo(39.9, 8);
  });

  it('knows every zone, and the same place in each of four codes of a meridian', () => {
    for (let epsg = 4491; epsg <= 4554; epsg++) expect(epsgSystem(epsg)?.proj).toContain('+proj=tmerc');
    const east = 20_000;
    const places = [
      ['EPSG:4498', 20_500_000],
      ['EPSG:4509', 500_000],
      ['EPSG:4527', 39_500_000],
      ['EPSG:4548', 500_000]
    ].map(([crs, zero]) => createTransform(String(crs))(Number(zero) + east, 4_400_000));
    for (const place of places) {
      expect(place[0]).toBeCloseTo(places[0][0], 10);
      expect(place[1]).toBeCloseTo(places[0][1], 10);
    }
  });

  it('takes the datums of web maps', () => {
    expect(createTransform('GCJ02')(116.43, 39.94)).toEqual(toWgs84(116.43, 39.94, 'gcj02'));
    expect(createTransform('bd09')(116.43, 39.94)).toEqual(toWgs84(116.43, 39.94, 'bd09'));
  });

  it.each(['EPSG:4490x', 'EPSG:4490.5', '', 'beijing54'])('refuses %j with a code', (crs) => {
    expect(() => createTransform(crs)).toThrow(expect.objectContaining({ code: 'crs-unknown' }));
  });
});
