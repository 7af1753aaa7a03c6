import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromWgs84, toWgs84, type Datum } from '../../src/lib/geometry/datum.ts';
import { isMainland } from '../../src/lib/geometry/mainland.ts';
import { createPlane } from '../../src/lib/geometry/metric.ts';
import { makeDatumLayer, type DatumLayer } from '../../src/lib/import/places/datum-layer.ts';
import { detectDatums, type DatumFinding } from '../../src/lib/import/places/detect-datum.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { Choices, Layer } from '../../src/lib/import/report.ts';
import { collection, feature, shared, utf8 } from './sources.ts';

const load = async (path: string | URL, name: string, choices: Choices): Promise<DatumLayer> =>
  makeDatumLayer(await readSource(name, new Uint8Array(await readFile(path))), choices)!;
const find = (findings: DatumFinding[], file: string): DatumFinding =>
  findings.find((finding) => finding.file.startsWith(file))!;

describe('Beixinqiao', () => {
  const FILES: [string, Layer, Datum | null][] = [
    ['communities.geojson', 'communities', 'gcj02'],
    ['subdistrict.geojson', 'subdistricts', 'gcj02'],
    ['roads.geojson', 'roads', 'gcj02'],
    ['landuse_raw.geojson', 'landuse', 'wgs84'],
    ['greenbelt.geojson', 'landuse', 'gcj02'],
    ['facilities.geojson', 'facilities', 'gcj02'],
    ['organisations.geojson', 'facilities', 'gcj02'],
    ['community_population.csv', 'population', 'gcj02'],
    // It reaches far beyond the rest, and names nothing.
    ['visitor_grid.geojson', 'residential', null]
  ];
  const layers = async (names = FILES.map(([file]) => file)): Promise<DatumLayer[] | null> => {
    if (shared('beixinqiao/communities.geojson') === null) return null;
    const wanted = FILES.filter(([file]) => names.includes(file));
    return Promise.all(wanted.map(([file, as]) => load(shared(`beixinqiao/${file}`)!, file, { as })));
  };

  test('all is GCJ-02 but landuse_raw, each with its evidence', async () => {
    const read = await layers();
    if (read === null) return;
    const findings = detectDatums(read);
    expect(findings.map(({ file, datum }) => [file, datum])).toEqual(
      FILES.map(([file, , datum]) => [file, datum])
    );
    const counted = (file: string, kind: string, beside: string): Record<string, number> | undefined =>
      find(findings, file).evidence.find((one) => one.kind === kind && one.beside === beside)?.fits;
    expect(counted('organisations', 'named', 'communities.geojson')).toEqual({
      wgs84: 7,
      gcj02: 271,
      bd09: 0
    });
    expect(counted('greenbelt', 'named', 'communities.geojson')).toEqual({ wgs84: 39, gcj02: 397, bd09: 9 });
    expect(counted('facilities', 'inside', 'communities.geojson')?.gcj02).toBe(212);
    expect(counted('community_population', 'named', 'communities.geojson')?.gcj02).toBe(11);
    expect(find(findings, 'facilities').evidence[0]).toMatchObject({ kind: 'own-columns', of: 166 });
    expect(find(findings, 'organisations').evidence).toContainEqual(
      expect.objectContaining({ kind: 'own-columns', fits: { wgs84: 0, gcj02: 281, bd09: 0 }, of: 281 })
    );
    const raw = find(findings, 'landuse_raw');
    expect(raw.evidence[0]).toMatchObject({ kind: 'lines', beside: 'roads.geojson', besideDatum: 'gcj02' });
    expect(raw.evidence[0].fits.wgs84).toBeGreaterThan(1.4 * raw.evidence[0].fits.gcj02);
    expect(raw.ask).toBeNull();
    expect(find(findings, 'roads').ask).toMatchObject({ sets: 'crs', options: ['gcj02', 'wgs84', 'bd09'] });
    expect(find(findings, 'visitor_grid')).toMatchObject({ soft: true, ask: { sets: 'crs' } });
  });

  test('lines alone tell: land use, roads and boundaries without names or columns', async () => {
    const read = await layers(['communities.geojson', 'roads.geojson', 'landuse_raw.geojson']);
    if (read === null) return;
    const bare = read.map((layer) => ({ ...layer, names: null, headers: [], columns: [], own: null }));
    expect(detectDatums(bare).map(({ datum }) => datum)).toEqual(['gcj02', 'gcj02', 'wgs84']);
  });

  test('layers that agree are undecided, and say so', async () => {
    const read = await layers(['communities.geojson', 'roads.geojson', 'greenbelt.geojson']);
    if (read === null) return;
    for (const finding of detectDatums(read)) {
      expect(finding).toMatchObject({ datum: null, soft: true, confidence: 0 });
      expect(finding.sentence).toContain('是同一种坐标');
    }
  });

  test('one known layer settles the others', async () => {
    const read = await layers([
      'communities.geojson',
      'roads.geojson',
      'greenbelt.geojson',
      'organisations.geojson'
    ]);
    if (read === null) return;
    const known = read.map((layer, i): DatumLayer =>
      i === 0 ? { ...layer, anchor: 'bd09', firm: true } : { ...layer, own: null }
    );
    expect(detectDatums(known).map(({ datum }) => datum)).toEqual(['bd09', 'bd09', 'bd09', 'bd09']);
  });
});

const SAMPLE = new URL('../../data/sample/', import.meta.url);
const TOWN: [string, Layer][] = [
  ['communities.geojson', 'communities'],
  ['roads.geojson', 'roads'],
  ['estates.geojson', 'estates'],
  ['landuse.geojson', 'landuse'],
  ['residential.csv', 'residential'],
  ['facilities.csv', 'facilities']
];
const town = await Promise.all(
  TOWN.map(([file, as]) => load(new URL(file, SAMPLE), file, { as, crs: 'wgs84' }))
);
const home = createPlane(117.2, 39.12);

/** A layer of the sample town, turned and set down elsewhere, its positions put through `shift`; nothing says its datum. */
function elsewhere(
  layer: DatumLayer,
  [lon0, lat0]: [number, number],
  turn: number,
  shift: (lon: number, lat: number, row: number) => [number, number]
): DatumLayer {
  const plane = createPlane(lon0, lat0);
  const lon = new Float64Array(layer.lon.length);
  const lat = new Float64Array(layer.lat.length);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  for (let p = 0; p < layer.row.length; p++)
    for (let k = layer.first[p]; k < layer.first[p + 1]; k++) {
      const [x, y] = [home.x(layer.lon[k]), home.y(layer.lat[k])];
      const place = [plane.lon(x * cos - y * sin), plane.lat(x * sin + y * cos)] as const;
      [lon[k], lat[k]] = shift(...place, layer.row[p]);
    }
  return { ...layer, lon, lat, anchor: null, firm: false };
}

const DATUMS: Datum[] = ['wgs84', 'gcj02', 'bd09'];
const place = fc
  .tuple(fc.double({ min: 75, max: 133, noNaN: true }), fc.double({ min: 19, max: 52, noNaN: true }))
  .filter(([lon, lat]) =>
    [-0.15, 0, 0.15].every((dx) => [-0.15, 0, 0.15].every((dy) => isMainland(lon + dx, lat + dy)))
  );

describe('made-up towns', () => {
  test('set down anywhere in China, each layer in any datum: right or undecided, never wrong', () => {
    let right = 0;
    const truths = fc.array(fc.constantFrom(...DATUMS), { minLength: TOWN.length, maxLength: TOWN.length });
    const kept = fc.subarray([...TOWN.keys()], { minLength: 2 });
    fc.assert(
      fc.property(
        place,
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        truths,
        kept,
        fc.boolean(),
        (at, turn, truth, indices, bare) => {
          const layers = indices.map((i) => {
            const layer = elsewhere(town[i], at, turn, (lon, lat) => fromWgs84(lon, lat, truth[i]));
            return bare ? { ...layer, names: null, headers: [], columns: [] } : layer;
          });
          detectDatums(layers).forEach((finding, j) => {
            expect([null, truth[indices[j]]]).toContain(finding.datum);
            expect(finding.twice).toBeNull();
            expect(finding.batches).toEqual([]);
            if (finding.datum !== null) right++;
          });
        }
      ),
      { numRuns: 16 }
    );
    expect(right).toBeGreaterThan(10);
  });

  const BEIJING: [number, number] = [116.42, 39.94];
  const shifted = (i: number, datum: Datum): DatumLayer =>
    elsewhere(town[i], BEIJING, 0.3, (lon, lat) => fromWgs84(lon, lat, datum));

  test('two layers of every pair of datums tell both, with no third', () => {
    for (const one of DATUMS)
      for (const other of DATUMS) {
        if (one === other) continue;
        const found = detectDatums([shifted(0, one), shifted(4, other)], 'en');
        expect(found.map(({ datum }) => datum)).toEqual([one, other]);
        expect(found[1].sentence).toMatch(/name the unit they are in/);
      }
  });

  test('a file’s claim is tested, the user’s word is not overruled but contradicted (F5, F6)', () => {
    const known: DatumLayer = { ...shifted(0, 'wgs84'), anchor: 'wgs84', firm: true };
    const claim: DatumLayer = { ...shifted(4, 'gcj02'), anchor: 'wgs84', firm: false };
    const [, tested] = detectDatums([known, claim]);
    expect(tested).toMatchObject({
      datum: 'gcj02',
      contradicts: true,
      soft: false,
      ask: { options: ['gcj02', 'wgs84', 'bd09'] }
    });
    const [, said] = detectDatums([known, { ...claim, firm: true }]);
    expect(said).toMatchObject({ datum: 'wgs84', contradicts: true, ask: null });
    const [, wrong] = detectDatums([known, { ...shifted(4, 'bd09'), anchor: 'gcj02', firm: false }]);
    expect(wrong).toMatchObject({ datum: 'bd09', contradicts: true });
    const [, right] = detectDatums([known, { ...shifted(4, 'wgs84'), anchor: 'wgs84', firm: false }]);
    expect(right).toMatchObject({ datum: 'wgs84', contradicts: false, ask: null });
  });

  test('a file that was converted twice, or taken back from what it never was (F7)', () => {
    const known: DatumLayer = { ...shifted(0, 'wgs84'), anchor: 'wgs84', firm: true };
    const twice = elsewhere(town[4], BEIJING, 0.3, (lon, lat) =>
      fromWgs84(...fromWgs84(lon, lat, 'gcj02'), 'gcj02')
    );
    expect(detectDatums([known, twice])[1]).toMatchObject({
      datum: null,
      twice: { datum: 'gcj02', added: true }
    });
    const back = elsewhere(town[4], BEIJING, 0.3, (lon, lat) => toWgs84(lon, lat, 'gcj02'));
    const [, found] = detectDatums([known, back]);
    expect(found).toMatchObject({ datum: null, twice: { datum: 'gcj02', added: false }, soft: false });
    expect(found.sentence).toContain('原始文件');
  });

  test('half the rows in one datum, half in another: by the column that tells them apart, else by their order (F8)', () => {
    const known: DatumLayer = { ...shifted(0, 'wgs84'), anchor: 'wgs84', firm: true };
    const rows = town[4].columns[0].length;
    const team = (i: number): Datum => (i % 2 === 0 ? 'wgs84' : 'gcj02');
    const mixed = elsewhere(town[4], BEIJING, 0.3, (lon, lat, row) => fromWgs84(lon, lat, team(row)));
    const teams = Array.from({ length: rows }, (_, i) => (i % 2 === 0 ? '一队' : '二队'));
    const layer = { ...mixed, headers: [...mixed.headers, '测量队'], columns: [...mixed.columns, teams] };
    const [, found] = detectDatums([known, layer]);
    expect(found).toMatchObject({ datum: null, soft: false });
    expect(found.batches.map(({ column, value, datum }) => [column, value, datum])).toEqual(
      expect.arrayContaining([
        ['测量队', '一队', 'wgs84'],
        ['测量队', '二队', 'gcj02']
      ])
    );
    const halves = elsewhere(town[4], BEIJING, 0.3, (lon, lat, row) =>
      fromWgs84(lon, lat, row < rows / 2 ? 'wgs84' : 'bd09')
    );
    const bare = {
      ...halves,
      headers: halves.headers.filter((name) => name === 'community'),
      columns: [halves.columns[halves.headers.indexOf('community')]]
    };
    const [, ordered] = detectDatums([known, bare]);
    expect(ordered.datum).toBeNull();
    expect(ordered.batches[0]).toMatchObject({ datum: 'wgs84' });
    expect(ordered.batches.at(-1)).toMatchObject({ datum: 'bd09' });
  });

  test('abroad nothing is asked', () => {
    const layers = [0, 1, 4].map((i) => elsewhere(town[i], [-8.61, 41.15], 0, (lon, lat) => [lon, lat]));
    for (const finding of detectDatums(layers)) expect(finding).toMatchObject({ datum: null, ask: null });
  });

  test('100,000 points are looked at by samples', () => {
    const lots = shifted(4, 'gcj02');
    const times = Math.ceil(100_000 / lots.row.length);
    const repeat = <T>(list: T[]): T[] => Array.from({ length: times }, () => list).flat();
    const many: DatumLayer = {
      ...lots,
      lon: Float64Array.from(repeat([...lots.lon])),
      lat: Float64Array.from(repeat([...lots.lat])),
      row: Uint32Array.from({ length: lots.row.length * times }, (_, i) => i),
      first: Uint32Array.from({ length: lots.row.length * times + 1 }, (_, i) => i),
      columns: lots.columns.map(repeat),
      names: null
    };
    expect(many.row.length).toBeGreaterThanOrEqual(100_000);
    expect(detectDatums([shifted(0, 'wgs84'), many]).map(({ datum }) => datum)).toEqual(['wgs84', 'gcj02']);
  });
});

describe('makeDatumLayer', () => {
  const points = collection(
    ...Array.from({ length: 12 }, (_, i) => {
      const [lon, lat] = [116.41 + i * 0.001, 39.93 + (i % 3) * 0.002];
      return feature('Point', fromWgs84(lon, lat, 'gcj02'), { name: `站${i}`, 经度: lon, 纬度: lat });
    })
  );

  test('one file alone tells by its own columns of coordinates', async () => {
    const source = await readSource('stations.geojson', utf8(points));
    const layer = makeDatumLayer(source, { as: 'facilities' })!;
    expect(layer).toMatchObject({
      kind: 'points',
      anchor: null,
      firm: false,
      own: { columns: ['经度', '纬度'] }
    });
    const [found] = detectDatums([layer], 'en');
    expect(found).toMatchObject({ datum: 'gcj02', ask: { options: ['gcj02', 'wgs84', 'bd09'] } });
    expect(found.sentence).toContain('12 of 12 rows');
  });

  test('what is said of the system is the anchor, firm or a claim', async () => {
    const source = await readSource('stations.geojson', utf8(points));
    expect(makeDatumLayer(source, { as: 'facilities', crs: 'bd09' })).toMatchObject({
      anchor: 'bd09',
      firm: true
    });
    expect(makeDatumLayer({ ...source, declaredCrs: 'EPSG:4490' }, { as: 'facilities' })).toMatchObject({
      anchor: 'wgs84',
      firm: false
    });
    expect(makeDatumLayer({ ...source, file: '站点_gcj02.geojson' }, { as: 'facilities' })).toMatchObject({
      anchor: 'gcj02',
      firm: false
    });
  });

  test('metres are made degrees; a table without places is none', async () => {
    const metres = await readSource('f.csv', utf8('名称,X,Y\n站,39448700,4418000\n库,39448900,4418100\n'));
    const layer = makeDatumLayer(metres, { as: 'facilities' })!;
    expect(layer).toMatchObject({ anchor: 'wgs84', firm: true });
    expect(layer.lon[0]).toBeCloseTo(116.4, 1);
    const table = await readSource('p.csv', utf8('社区,常住人口\n甲,100\n'));
    expect(makeDatumLayer(table, { as: 'population' })).toBeNull();
  });
});
