import { area } from '@turf/turf';
import { describe, expect, test } from 'vitest';
import { decodeWkb } from '../../src/lib/geometry/wkb.ts';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { bytesOf, column, shared } from './sources.ts';

describe('real files, as osmium-tool 1.15 exports them', () => {
  // Areas of osmium export's multipolygons on the sphere, m².
  const MUNICIPALITIES: [string, number, number][] = [
    ['Balzers', 3, 19656198],
    ['Eschen', 2, 10364526],
    ['Gamprin', 2, 6161461],
    ['Mauren', 1, 7447449],
    ['Planken', 5, 5344834],
    ['Ruggell', 1, 7363008],
    ['Schaan', 5, 26899174],
    ['Schellenberg', 1, 3553401],
    ['Triesen', 1, 26375231],
    ['Triesenberg', 2, 29655058],
    ['Vaduz', 7, 17237418]
  ];
  const liechtenstein = shared('osm/liechtenstein.osm.pbf');
  test.skipIf(!liechtenstein)(
    '11 of 22 municipalities are complete, each of the area osmium finds',
    async () => {
      const hints = { as: 'communities', layer: 'admin_level=8' } as const;
      const source = await readSource('l.osm.pbf', await bytesOf(liechtenstein!), hints);
      const checked = checkLayer(source, hints);
      expect([checked.report.rows, checked.report.accepted]).toEqual([22, 11]);
      const names = column(checked, 'name') as string[];
      const found = names.map((name, i): [string, number, number] => {
        const shape = decodeWkb(column(checked, 'geometry')[i] as Uint8Array);
        return [name, shape.type === 'MultiPolygon' ? shape.coordinates.length : 1, Math.round(area(shape))];
      });
      expect(found.sort(([a], [b]) => (a < b ? -1 : 1))).toEqual(MUNICIPALITIES);
      for (const { code, reason } of checked.report.rejected) {
        expect(code).toBe('osm_members');
        expect(reason).toMatch(/缺 \d+ 条（way \d+/);
      }
    }
  );

  test.skipIf(!liechtenstein)('facilities and buildings are as many as osmium exports', async () => {
    const bytes = await bytesOf(liechtenstein!);
    const source = await readSource('l.osm.pbf', bytes, { as: 'facilities' });
    const count = (key: string, value: string): number =>
      source.columns[source.headers.indexOf(key)].filter((cell) => cell === value).length;
    expect([
      count('amenity', 'pharmacy'),
      count('amenity', 'restaurant'),
      count('amenity', 'school')
    ]).toEqual([3, 46, 19]);
    expect([count('leisure', 'pitch'), count('shop', 'supermarket')]).toEqual([79, 11]);
    const buildings = await readSource('l.osm.pbf', bytes, { as: 'residential' });
    expect(buildings.geometry!.filter((shape) => shape !== null)).toHaveLength(8994);
  });

  const guixi = shared('osm/mapofgx.osm');
  test.skipIf(!guixi)('of seven 街道 and 镇 of 贵溪 one closes', async () => {
    const source = await readSource('g.osm', await bytesOf(guixi!), { as: 'subdistricts' });
    const checked = checkLayer(source, { as: 'subdistricts' });
    expect([checked.report.rows, column(checked, 'name')]).toEqual([7, ['东门街道']]);
    expect(checked.report.rejected.map(({ code }) => code)).toEqual(new Array(6).fill('osm_members'));
  });

  const haidian = shared('osm/haidian_tsinghua.osm');
  test.skipIf(!haidian)('facilities of Haidian are those that osmium exports', async () => {
    const source = await readSource('h.osm', await bytesOf(haidian!), { as: 'facilities' });
    const amenity = source.columns[source.headers.indexOf('amenity')];
    const count = (value: string): number => amenity.filter((cell) => cell === value).length;
    expect(['restaurant', 'bank', 'school', 'pharmacy', 'library'].map(count)).toEqual([32, 16, 8, 2, 3]);
    expect(source.columns[source.headers.indexOf('name')]).toContain('清华附中食堂');
  });
});
