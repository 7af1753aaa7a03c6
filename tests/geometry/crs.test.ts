import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTransform, readCrs } from '../../src/lib/geometry/crs.ts';
import { toWgs84 } from '../../src/lib/geometry/datum.ts';
import { epsgSystem } from '../../src/lib/geometry/epsg.ts';
import { distanceM } from '../../src/lib/geometry/metric.ts';

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

const TABLE = readFileSync(new URL('proj-points.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number) as [number, number, number, number, number]);

describe('against a table of points made with PROJ 9.1', () => {
  it('holds every zone of CGCS2000, and others', () => {
    const codes = new Set(TABLE.map(([epsg]) => epsg));
    for (let epsg = 4491; epsg <= 4554; epsg++) expect(codes).toContain(epsg);
    expect(codes.size).toBeGreaterThan(110);
  });

  it('each within a millimetre', () => {
    let worst = 0;
    for (const [epsg, x, y, lon, lat] of TABLE) {
      const [a, b] = createTransform(`EPSG:${epsg}`)(x, y);
      worst = Math.max(worst, distanceM(a, b, lon, lat));
    }
    expect(worst).toBeLessThan(0.001);
  });
});

const GEOGCS_BEIJING =
  'GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const CGCS2000_ESRI =
  'PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
const XIAN_WKT1 =
  'PROJCS["Xian 1980 / 3-degree Gauss-Kruger CM 117E",GEOGCS["Xian 1980",DATUM["Xian_1980",SPHEROID["IAG 1975",6378140,298.257],TOWGS84[24,-123,-94,-0.02,0.25,0.13,1.1]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",117],PARAMETER["scale_factor",1],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1],AXIS["Northing",NORTH],AXIS["Easting",EAST]]';
const CGCS2000_WKT2 =
  'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger CM 117E",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],CONVERSION["3-degree Gauss-Kruger CM 117E",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",117,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]],ID["EPSG",4548]]';
const WEB_MERCATOR_ESRI =
  'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]';
const WGS84_ESRI =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

describe('readCrs', () => {
  const place = (crs: string, x: number, y: number, as: string): void => {
    const [lon, lat] = readCrs(crs).transform(x, y);
    const [wantedLon, wantedLat] = createTransform(as)(x, y);
    expect(distanceM(lon, lat, wantedLon, wantedLat)).toBeLessThan(0.001);
  };

  it.each([
    ['ESRI', CGCS2000_ESRI, 'EPSG:4548', true],
    ['WKT2 with the northing first', CGCS2000_WKT2, 'EPSG:4548', true],
    ['WKT1 of Xi’an 1980 with TOWGS84, which is left out', XIAN_WKT1, 'EPSG:2384', false],
    [
      'PROJ',
      '+proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m',
      'EPSG:4548',
      true
    ],
    [
      'PROJ with parameters that are left out',
      '+proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=krass +towgs84=15.8,-154.4,-82.3 +units=m',
      'EPSG:2436',
      false
    ]
  ])('%s', (_, crs, as, exact) => {
    expect(readCrs(crs)).toMatchObject({ exact, projected: true, datum: 'wgs84' });
    place(crs, 451_234.5, 4_421_098.7, as);
  });

  it('Web Mercator of an ESRI .prj', () => place(WEB_MERCATOR_ESRI, 12_957_000, 4_852_000, 'EPSG:3857'));

  it('a local central meridian, a false northing and a kilometre taken off', () => {
    const local =
      '+proj=tmerc +lat_0=0 +lon_0=116.35025181 +k=1 +x_0=500000 +y_0=-4000000 +a=6378137 +rf=298.257222101';
    const [lon, lat] = readCrs(local).transform(500_000, 4_418_000 - 4_000_000);
    expect(lon).toBeCloseTo(116.35025181, 9);
    expect(lat).toBeCloseTo(readCrs('EPSG:4548').transform(500_000, 4_418_000)[1], 8);
    expect(readCrs(local).exact).toBe(true);
  });

  it('degrees are never shifted, and say whether their datum is WGS84', () => {
    for (const crs of [
      WGS84_ESRI,
      'urn:ogc:def:crs:OGC:1.3:CRS84',
      'urn:ogc:def:crs:EPSG::4490',
      '+proj=longlat +datum=WGS84'
    ])
      expect([readCrs(crs).transform(116.4, 39.9), readCrs(crs).exact]).toEqual([[116.4, 39.9], true]);
    for (const crs of [GEOGCS_BEIJING, 'EPSG:4214', 'EPSG:4610'])
      expect([readCrs(crs).transform(116.4, 39.9), readCrs(crs).exact]).toEqual([[116.4, 39.9], false]);
    const gon = WGS84_ESRI.replace('0.0174532925199433', '0.015707963267949');
    expect(readCrs(gon).transform(129.333333, 44.333333)[0]).toBeCloseTo(116.4, 5);
  });

  it('Baidu metres, whole degrees and radians', () => {
    // Tian'anmen on Baidu's map: 116.404, 39.915 in BD-09.
    const [lon, lat] = readCrs('bd09mc').toDegrees(12_958_174.88, 4_825_923.77);
    expect(distanceM(lon, lat, 116.404, 39.915)).toBeLessThan(30);
    const wgs = readCrs('bd09mc').transform(12_958_174.88, 4_825_923.77);
    expect(distanceM(...wgs, ...toWgs84(lon, lat, 'bd09'))).toBeLessThan(0.001);
    const whole = readCrs('gcj02/1e6').transform(116_397_128, 39_916_527);
    expect(distanceM(...whole, ...toWgs84(116.397128, 39.916527, 'gcj02'))).toBeLessThan(1e-6);
    const [x, y] = readCrs('wgs84/rad').transform((116.4 * Math.PI) / 180, (39.9 * Math.PI) / 180);
    expect([x, y]).toEqual([expect.closeTo(116.4, 10), expect.closeTo(39.9, 10)]);
  });

  it.each([
    '+proj=geocent +ellps=GRS80',
    '+ellps=GRS80',
    '+proj=nonsense',
    'LOCAL_CS["drawing",UNIT["metre",1]]',
    'PROJCS["broken"',
    `PROJCS["${'x'.repeat(30_000)}"]`,
    'EPSG:999999',
    '__proto__',
    'constructor'
  ])('refuses %.40s', (crs) =>
    expect(() => readCrs(crs)).toThrow(expect.objectContaining({ code: 'crs-unknown' }))
  );
});
