import { describe, expect, it } from 'vitest';
import { fromWgs84 } from '../../../src/lib/geometry/datum.ts';
import { readCoordinate, type CoordinateReading } from '../../../src/lib/workbench/search/read-coordinate.ts';
import { writeCoordinate, COORDINATE_FORMS } from '../../../src/lib/workbench/tools/coordinate-form.ts';

const NEAR: [number, number] = [116.4, 39.95];
const read = (text: string, near: [number, number] | null = NEAR): CoordinateReading[] => {
  const found = readCoordinate(text, near);
  if (!Array.isArray(found)) throw new Error(`expected readings of ${text}, got ${found}`);
  return found;
};
const placeOf = (text: string) => {
  const [{ lon, lat }] = read(text);
  return [lon.toFixed(4), lat.toFixed(4)];
};

describe('a coordinate as it is typed', () => {
  it.each([
    '116.41, 39.94',
    '39.94 116.41',
    '116.41，39.94',
    '116.41;39.94',
    '116.41\t39.94',
    '（116.41，39.94）',
    '[116.41,39.94]',
    'POINT(116.41 39.94)'.replace('POINT', ''),
    'lon=116.41 lat=39.94',
    'lat: 39.94, lng: 116.41',
    '经度116.41 纬度39.94',
    '东经116.41°，北纬39.94°',
    '116.41°E 39.94°N',
    '39.94N 116.41E',
    'E116.41 N39.94',
    'N39°56′24″E116°24′36″',
    '39°56\'24"N, 116°24\'36"E',
    '39°56′24.0″ 116°24′36.0″',
    '北纬39度56分24秒 东经116度24分36秒',
    '39°56.4′N 116°24.6′E',
    '39 56 24 116 24 36',
    '116 24.6 39 56.4',
    '１１６.４１，３９.９４'
  ])('%s', (text) => expect(placeOf(text)).toEqual(['116.4100', '39.9400']));

  it('without seconds: N39°56′E116°25′', () => {
    expect(placeOf('N39°56′E116°25′')).toEqual([(116 + 25 / 60).toFixed(4), (39 + 56 / 60).toFixed(4)]);
  });

  it('tells the wrong order by the bounds of China', () => {
    expect(read('39.94 116.41').map(({ northFirst }) => northFirst)).toEqual([true, true, true]);
    expect(read('116.41 39.94').every(({ northFirst }) => northFirst)).toBe(false);
  });

  it('is offered as WGS84, GCJ-02 and BD-09 where nothing says which, each at its own place', () => {
    const readings = read('116.41, 39.94');
    expect(readings.map(({ crs }) => crs)).toEqual(['wgs84', 'gcj02', 'bd09']);
    const [x, y] = fromWgs84(readings[1].lon, readings[1].lat, 'gcj02');
    expect([x.toFixed(6), y.toFixed(6)]).toEqual(['116.410000', '39.940000']);
    expect(Math.abs(readings[1].lon - 116.41)).toBeGreaterThan(0.004);
  });

  it.each([
    ['gcj02 116.41,39.94', 'gcj02'],
    ['116.41,39.94 (GCJ-02)', 'gcj02'],
    ['高德 116.41,39.94', 'gcj02'],
    ['百度：116.41,39.94', 'bd09'],
    ['BD-09 39.94,116.41', 'bd09'],
    ['CGCS2000 116.41,39.94', 'wgs84'],
    ['WGS84: 116.41 39.94', 'wgs84'],
    ['国家2000 116.41 39.94', 'wgs84'],
    ['EPSG:4490 116.41 39.94', 'EPSG:4490']
  ])('%s says its system', (text, crs) => expect(read(text).map((each) => each.crs)).toEqual([crs]));

  it('in metres is the same place in every form that the line under the map writes', () => {
    for (const form of COORDINATE_FORMS) {
      const prefix = form === 'gcj02' || form === 'bd09' ? `${form} ` : '';
      const [{ lon, lat }] = read(prefix + writeCoordinate(form, 116.41234, 39.94321));
      expect([form, lon.toFixed(5), lat.toFixed(5)]).toEqual([form, '116.41234', '39.94321']);
    }
  });

  it('in metres of a zone may have the northing first, as surveyors write it', () => {
    const [x, y] = writeCoordinate('zone', 116.41, 39.94).split(', ');
    const [first] = read(`${y} ${x}`);
    expect(first).toMatchObject({ crs: 'EPSG:4527', northFirst: true });
    expect([first.lon.toFixed(4), first.lat.toFixed(4)]).toEqual(['116.4100', '39.9400']);
    expect(placeOf(`X=${y} Y=${x}`)).toEqual(['116.4100', '39.9400']);
  });

  it('in metres without a zone needs a study to be near to', () => {
    const text = writeCoordinate('plain', 116.41, 39.94);
    expect(read(text)[0].crs).toBe('EPSG:4548');
    expect(readCoordinate(text, null)).toBeNull();
  });

  it.each([
    '',
    '北新桥',
    '116.41',
    '3, 5',
    '2025-11-22',
    '95%',
    '12 34 56 78 90',
    'N39 N40',
    '39°70′ 116°10′',
    'EPSG:99 1 2'
  ])('is not read into “%s”', (text) => expect(readCoordinate(text, NEAR)).toBeNull());

  it.each(['2.35, 48.85', 'N48.85 W2.35', '-33.87, 151.21', 'gcj02 10.5, 20.5'])(
    '%s lies outside China',
    (text) => expect(readCoordinate(text, NEAR)).toBe('outside')
  );
});
