import { expect, test } from 'vitest';
import { proposeChoices } from '../../src/lib/import/propose.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { encodeGb18030 } from '../../src/lib/report/layers/gb18030.ts';
import { writeXml } from './osm-pbf-writer.ts';
import { collection, feature, square, utf8 } from './sources.ts';

const units = collection(
  feature('Polygon', square(116.4, 39.9), { 社区名称: '民安社区' }),
  feature('Polygon', square(116.42, 39.9), { 社区名称: '草园社区' })
);

test('a letter that is lost in a GeoJSON file is told with its row, in both languages', async () => {
  const bytes = utf8(units);
  // The last byte of 草 in the second feature.
  const at = units.indexOf('草');
  bytes[utf8(units.slice(0, at)).length + 2] = 0x20;
  const source = await readSource('社区.geojson', bytes, { encoding: 'utf-8' });
  expect(source.columns[0]).toEqual(['民安社区', '\uFFFD 园社区']);
  const warnings = (lang: 'zh' | 'en'): string[] =>
    proposeChoices(source, {}, { lang }).report!.warnings.map(({ message }) => message);
  expect(warnings('zh')).toContain(
    '1 格里有读不出的字（显示为“\uFFFD”，第 2 行）。请在原软件里改好这些字，或改选编码，再导入'
  );
  expect(
    warnings('en').some((message) => message.startsWith('1 cells hold letters that cannot be read'))
  ).toBe(true);
});

test('nothing is said where no letter is lost', async () => {
  const { notes } = await readSource('社区.geojson', utf8(units));
  expect(notes).toEqual([]);
});

test.each([
  ['UTF-16', (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le')), 'utf-16le'],
  ['GB18030', encodeGb18030, 'gb18030']
])('OSM XML that a program saved as %s keeps its names', async (_, encode, encoding) => {
  const xml = writeXml({
    nodes: [
      { id: 1, lon: 116.41, lat: 39.94 },
      { id: 2, lon: 116.42, lat: 39.95 }
    ],
    ways: [{ id: 3, refs: [1, 2], tags: { highway: 'residential', name: '东直门内大街北新桥三条胡同' } }]
  });
  const source = await readSource('道路.osm', encode(new TextDecoder().decode(xml)));
  expect(source.encoding).toBe(encoding);
  expect(source.columns[source.headers.indexOf('name')]).toEqual(['东直门内大街北新桥三条胡同']);
});

test.each([undefined, 7, null])('a geometry of type %s is a row set aside, not a crash', async (type) => {
  const text = collection(feature('Polygon', square(116.42, 39.9)), {
    type: 'Feature',
    properties: {},
    geometry: { type, coordinates: [116.4, 39.9] }
  });
  const { report } = proposeChoices(await readSource('社区.geojson', utf8(text)), { as: 'communities' });
  expect(report!.rejected.map(({ row, code }) => [row, code])).toEqual([[2, 'no_shape_type']]);
});
