import { describe, expect, test } from 'vitest';
import { chooseCrs } from '../../src/lib/import/places/crs.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { makeSource, type Source } from '../../src/lib/import/source.ts';
import { check, codes, collection, column, feature, refusal, utf8 } from './sources.ts';

const BEIJING: [number, number] = [116.4, 39.9];

const tableOf = (pairs: [number, number][]): string =>
  `名称,X,Y\n${pairs.map(([x, y], i) => `第${i}处,${x},${y}`).join('\n')}\n`;
const near = (x: number, y: number, step = 137.31): [number, number][] =>
  Array.from({ length: 12 }, (_, i) => [x + (i % 4) * step, y + Math.floor(i / 4) * step]);
const declared = (crs: string): Source =>
  makeSource({ file: 'f.shp', format: 'shapefile', headers: [], columns: [], rows: 0, declaredCrs: crs });
const choose = (
  source: Source,
  pairs: [number, number][],
  crs = 'auto',
  at: [number, number] | null = null
) => chooseCrs(source, crs, [], { x: pairs.map(([x]) => x), y: pairs.map(([, y]) => y) }, at);

describe('a declaration that the coordinates contradict (B5)', () => {
  const wgs84 =
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

  test('degrees said, metres there: asked, with the zones of CGCS2000 that would put it in China', () => {
    const { ask, askCode, labels } = choose(declared(wgs84), near(4.4e5, 4.4e6));
    expect(askCode).toBe('ask_crs_contradicts');
    expect(ask[0]).toBe('EPSG:4548');
    expect(ask).toContain('EPSG:4547');
    expect(ask).not.toContain('EPSG:4554');
    expect(labels[0].zh).toMatch(/中央子午线 117°（EPSG:4548）：落在(北京|天津|石家庄|张家口|唐山)/);
    expect(labels).toHaveLength(ask.length);
  });

  test('metres said, degrees there', () => {
    const said = choose(declared('EPSG:4548'), near(116.4, 39.9, 0.001), 'auto');
    expect(said.ask).toContain('wgs84');
  });

  test('a zone number in the easting that the declared system has not', () => {
    const { ask } = choose(declared('EPSG:4548'), near(39_448_700, 4_418_000));
    expect(ask[0]).toBe('EPSG:4527');
  });

  test('what fits is taken as declared, without a question', () => {
    expect(choose(declared(wgs84), near(...BEIJING, 0.001))).toMatchObject({ ask: [], why: 'why_declared' });
    expect(choose(declared('EPSG:4548'), near(448_700, 4_418_000))).toMatchObject({
      ask: [],
      projected: true
    });
    expect(choose(declared('EPSG:32629'), near(532_000, 4_555_000))).toMatchObject({ ask: [] });
  });

  test('chosen against the coordinates: refused with what they look like', async () => {
    const error = await refusal(
      check('f.csv', tableOf(near(448_700, 4_418_000)), { as: 'facilities', crs: 'gcj02' })
    );
    expect(error.code).toBe('crs_contradicts');
    expect(error.messageZh).toContain('EPSG:4548');
  });

  test('in an import nothing is stored until it is answered (E1)', async () => {
    const features = near(12_957_000, 4_852_000).map((place) => feature('Point', place, { name: 'stop' }));
    const { report } = await check('f.geojson', collection(...features), { as: 'facilities' });
    expect(report.questions).toMatchObject([{ code: 'crs', sets: 'crs', options: ['EPSG:3857', 'bd09mc'] }]);
    expect(report.questions[0].labels).toHaveLength(2);
    const answered = await check('f.geojson', collection(...features), {
      as: 'facilities',
      crs: 'EPSG:3857'
    });
    expect(answered.report).toMatchObject({ questions: [], accepted: 12 });
  });
});

describe('metres without a system (B4, B6)', () => {
  test.each([
    [39_448_700, 'EPSG:4527'],
    [20_448_700, 'EPSG:4498'],
    [38_551_000, 'EPSG:4526'],
    [21_448_700, 'EPSG:4499']
  ])('%d has its zone before it', async (x, crs) => {
    const { report } = await check('f.csv', tableOf(near(x, 4_418_000)), { as: 'facilities' });
    expect(report).toMatchObject({ questions: [], crs: { value: crs }, accepted: 12 });
    expect(report.warnings.map(({ code }) => code)).toContain('zone_from_easting');
  });

  test('without a zone every meridian on land is an answer, those near the study first', () => {
    const source = makeSource({ file: 'f.csv', format: 'csv', headers: [], columns: [], rows: 0 });
    expect(choose(source, near(448_700, 4_418_000)).ask[0]).toBe('EPSG:4548');
    expect(choose(source, near(448_700, 4_418_000), 'auto', [87.6, 43.8]).ask[0]).toBe('EPSG:4538');
    expect(choose(source, near(448_700, 4_418_000), 'auto', [113.4, 39.9]).ask[0]).toBe('EPSG:4547');
    // 300 km off its meridian it can only be a zone of six degrees.
    expect(choose(source, near(760_000, 4_418_000)).ask[0]).toBe('EPSG:4509');
  });

  test('northing first, as survey tables have it: one question, and the zone is known', async () => {
    const swapped = near(39_448_700, 4_418_000).map(([x, y]): [number, number] => [y, x]);
    const { report } = await check('f.csv', tableOf(swapped), { as: 'facilities' });
    expect(report.questions.map(({ code }) => code)).toEqual(['swapped']);
    const answered = await check('f.csv', tableOf(swapped), {
      as: 'facilities',
      map: { lon: 'Y', lat: 'X' }
    });
    expect(answered.report).toMatchObject({ questions: [], crs: { value: 'EPSG:4527' } });
    expect(column(answered, 'lon')[0]).toBeCloseTo(116.4, 1);
  });
});

describe('degrees in another unit (F4)', () => {
  test.each([
    ['× 1e5', 1e5, 'wgs84/1e5'],
    ['× 1e6', 1e6, 'wgs84/1e6']
  ])('%s', async (_, factor, crs) => {
    const pairs = near(...BEIJING, 0.00137).map(([x, y]): [number, number] => [
      Math.round(x * factor),
      Math.round(y * factor)
    ]);
    const { report } = await check('f.csv', tableOf(pairs), { as: 'facilities' });
    expect(report.questions).toHaveLength(1);
    expect(report.questions[0].options).toContain(crs);
    const checked = await check('f.csv', tableOf(pairs), { as: 'facilities', crs });
    expect(checked.report.questions).toEqual([]);
    expect(column(checked, 'lon')[0]).toBeCloseTo(116.4, 4);
  });

  test('radians', async () => {
    const pairs = near(...BEIJING, 0.00137).map(([x, y]): [number, number] => [
      (x * Math.PI) / 180,
      (y * Math.PI) / 180
    ]);
    const { report } = await check('f.csv', tableOf(pairs), { as: 'facilities' });
    expect(report.questions[0].options[0]).toBe('wgs84/rad');
  });
});

describe('the rest', () => {
  test('a datum without public parameters is read as it stands, with a warning (B7)', async () => {
    for (const crs of ['EPSG:2436', 'EPSG:2384']) {
      const { report } = await check('f.csv', tableOf(near(448_700, 4_418_000)), { as: 'facilities', crs });
      expect(report.warnings.map(({ code }) => code)).toContain('datum_not_exact');
    }
    const exact = await check('f.csv', tableOf(near(448_700, 4_418_000)), {
      as: 'facilities',
      crs: 'EPSG:4548'
    });
    expect(exact.report.warnings.map(({ code }) => code)).not.toContain('datum_not_exact');
  });

  test('a code that is not built in is refused with what to do', async () => {
    const error = await refusal(
      check('f.csv', tableOf(near(448_700, 418_000)), { as: 'facilities', crs: 'EPSG:27700' })
    );
    expect(error.code).toBe('epsg_unknown');
    expect(error.messageZh).toContain('+proj=');
  });

  test('GCJ-02 outside the mainland is not shifted (F9)', async () => {
    const text = '名称,经度,纬度\n中环,114.158,22.282\n加德满都,85.32,27.71\n天安门,116.39713,39.90874\n';
    const checked = await check('f.csv', text, { as: 'facilities', crs: 'gcj02' });
    const lon = column(checked, 'lon') as number[];
    expect(lon.slice(0, 2)).toEqual([114.158, 85.32]);
    expect(lon[2]).toBeCloseTo(116.3909, 3);
  });

  test('a few swapped rows are set aside, all of them are a question (F1)', async () => {
    const rows = near(...BEIJING, 0.00137);
    const some = rows.map(([x, y], i): [number, number] => (i === 3 ? [y, x] : [x, y]));
    const { report } = await check('f.csv', tableOf(some), { as: 'facilities', crs: 'wgs84' });
    expect(codes(report.rejected)).toEqual([[5, 'swapped']]);
    const all = rows.map(([x, y]): [number, number] => [y, x]);
    const asked = await check('f.csv', tableOf(all), { as: 'facilities', crs: 'wgs84' });
    expect(asked.report.questions.map(({ code }) => code)).toEqual(['swapped']);
  });

  test('a GeoJSON file’s own crs is followed', async () => {
    const [place] = near(39_448_700, 4_418_000);
    const text = JSON.stringify({
      ...JSON.parse(collection(feature('Point', place, { name: '站' }))),
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4527' } }
    });
    const source = await readSource('f.geojson', utf8(text));
    expect(chooseCrs(source, 'auto', [], { x: [place[0]], y: [place[1]] })).toMatchObject({
      why: 'why_declared'
    });
  });
});

test('metres are placed near the study’s own units first', async () => {
  const ring = [
    [87.6, 43.8],
    [87.7, 43.8],
    [87.7, 43.9],
    [87.6, 43.8]
  ];
  const shapes = {
    level: ['communities' as const],
    code: [null],
    name: ['某社区'],
    shape: [{ type: 'Polygon' as const, coordinates: [ring] }]
  };
  const pairs = near(548_700, 4_858_000);
  const { report } = await check('f.csv', tableOf(pairs), { as: 'facilities' }, { shapes });
  expect(report.questions[0]).toMatchObject({ code: 'crs', options: expect.arrayContaining(['EPSG:4548']) });
  expect(report.questions[0].options[0]).toBe('EPSG:4538');
});
