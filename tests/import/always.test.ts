import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { proposeChoices } from '../../src/lib/import/propose.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { LAYERS, type Choices } from '../../src/lib/import/report.ts';
import { check, column, utf8 } from './sources.ts';

const FACILITIES: Choices = { as: 'facilities', crs: 'wgs84' };
const HEAD = '编号,名称,类别,经度,纬度,建筑面积\n';

describe('always', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '/',
      '0',
      '116.4',
      '39.9',
      '甲',
      '药店',
      '合计',
      '-3',
      '1,200',
      'NaN',
      'Infinity',
      '9e999',
      '"',
      '=1+1'
    ),
    fc.string({ maxLength: 6 })
  );
  const coordinate = fc.oneof(fc.constantFrom(0, -1, 39.9, 116.4, 9999, 39_448_700, 4_418_000), fc.double());
  const position = fc.tuple(coordinate, coordinate);
  const anyShape = fc.oneof(
    fc.constant(null),
    fc.record({ type: fc.constant('Point'), coordinates: fc.oneof(position, fc.constant([])) }),
    fc.record({ type: fc.constant('LineString'), coordinates: fc.array(position, { maxLength: 4 }) }),
    fc.record({
      type: fc.constant('Polygon'),
      coordinates: fc.array(fc.array(position, { maxLength: 6 }), { maxLength: 2 })
    }),
    fc.record({ type: fc.constantFrom('GeometryCollection', 'Curve', '__proto__') })
  );
  const layer = fc.constantFrom(...LAYERS);

  /** Either a whole-file refusal, or a report whose rows add up and whose table has a row for each that stands. */
  async function holds(name: string, text: string, as: Choices['as']): Promise<void> {
    let checked;
    try {
      checked = checkLayer(await readSource(name, utf8(text)), { as });
    } catch (error) {
      expect((error as Error).name).toBe('ImportError');
      expect((error as Error).message).not.toMatch(/\{\w+\}/);
      return;
    }
    const { report, table } = checked;
    expect(report.accepted + report.rejected.length).toBe(report.rows);
    expect(new Set(report.rejected.map(({ row }) => row)).size).toBe(report.rejected.length);
    for (const { reason } of report.rejected) expect(reason).not.toMatch(/\{\w+\}|undefined/);
    const rows = [...table.values()].map(({ values }) => values.length);
    expect(new Set(rows).size).toBe(1);
    expect(rows[0]).toBeGreaterThanOrEqual(report.accepted);
    expect(new Set<unknown>(table.get('source_row')!.values).size).toBe(report.accepted);
    for (const field of ['lon', 'lat'])
      for (const value of table.get(field)?.values ?? []) expect(Number.isFinite(value)).toBe(true);
  }

  test('accepted + rejected = rows, for any table as any layer', async () => {
    const row = fc.array(cell, { minLength: 7, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), layer, async (rows, as) => {
        const lines = [['编号', '名称', '类别', '经度', '纬度', '常住人口', '社区'], ...rows];
        const text = lines.map((line) => line.map((c) => `"${c.replace(/"/g, '""')}"`).join(',')).join('\n');
        await holds('t.csv', text, as);
      }),
      { numRuns: 200 }
    );
  });

  test('accepted + rejected = rows, for any GeoJSON as any layer', async () => {
    const one = fc.record({
      type: fc.constantFrom('Feature', 'Feature', 'Feature', 'Point'),
      properties: fc.oneof(fc.constant(null), fc.record({ name: cell, 可步行: cell, id: cell })),
      geometry: anyShape
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 6 }), layer, async (features, as) => {
        await holds('t.geojson', JSON.stringify({ type: 'FeatureCollection', features }), as);
      }),
      { numRuns: 300 }
    );
  });

  test('any bytes end in a Source or in an ImportError', async () => {
    const names = fc.constantFrom('a.csv', 'a.geojson', 'a.osm', 'a.osm.pbf', 'a.csv.gz', 'a');
    await fc.assert(
      fc.asyncProperty(names, fc.uint8Array({ maxLength: 80 }), async (name, bytes) => {
        try {
          expect((await readSource(name, bytes)).rows).toBeGreaterThan(0);
        } catch (error) {
          expect((error as Error).name).toBe('ImportError');
        }
      }),
      { numRuns: 500 }
    );
  });

  test('the order of rows changes nothing but the order', async () => {
    const rows = [
      '1,甲,药店,116.40,39.90,5',
      '2,乙,托老所,116.41,39.91,',
      '3,丙,无,39.9,116.4,7',
      '4,丁,药店,,,'
    ];
    const there = await check('f.csv', HEAD + rows.join('\n'), FACILITIES);
    const back = await check('f.csv', HEAD + [...rows].reverse().join('\n'), FACILITIES);
    for (const name of ['fac_id', 'category', 'lon', 'floor_area_m2'])
      expect(column(back, name)).toEqual(column(there, name).reverse());
  });

  test('what is proposed imports as it was proposed', async () => {
    const source = await readSource('设施.csv', utf8(`${HEAD}1,甲,药店,116.4,39.9,5\n`));
    const { choices, report } = proposeChoices(source);
    expect(checkLayer(source, choices).report.accepted).toBe(report!.accepted);
  });
});
