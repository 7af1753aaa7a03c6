import { describe, expect, test } from 'vitest';
import { arc, unbulge } from '../../src/lib/import/formats/dxf-shapes.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { refusal, utf8 } from './sources.ts';

/** Groups as lines: code, value, code, value. */
const groups = (...parts: (string | number)[]): string => parts.join('\r\n') + '\r\n';
const drawing = (entities: string, header = ''): string =>
  groups(0, 'SECTION', 2, 'HEADER') +
  header +
  groups(0, 'ENDSEC') +
  groups(
    0,
    'SECTION',
    2,
    'BLOCKS',
    0,
    'BLOCK',
    2,
    'B',
    0,
    'LINE',
    8,
    'inner',
    10,
    0,
    20,
    0,
    11,
    1,
    21,
    1,
    0,
    'ENDBLK',
    0,
    'ENDSEC'
  ) +
  groups(0, 'SECTION', 2, 'ENTITIES') +
  entities +
  groups(0, 'ENDSEC', 0, 'EOF');
const line = groups(
  0,
  'LINE',
  5,
  'A1',
  8,
  '道路',
  10,
  500000,
  20,
  4400000,
  30,
  0,
  11,
  500100,
  21,
  4400050,
  31,
  0
);
const light = (flag: number, ...more: number[]): string =>
  groups(
    0,
    'LWPOLYLINE',
    5,
    'A2',
    8,
    '地块',
    90,
    4,
    70,
    flag,
    10,
    0,
    20,
    0,
    10,
    10,
    20,
    0,
    ...more,
    10,
    10,
    20,
    10,
    10,
    0,
    20,
    10
  );
const read = (text: string, hints = {}) => readSource('a.dxf', utf8(text), hints);

describe('DXF', () => {
  test('lines, light and old polylines, points, texts and blocks; what stands in a block does not', async () => {
    const old =
      groups(0, 'POLYLINE', 5, 'A3', 8, '道路', 66, 1, 70, 0) +
      groups(
        0,
        'VERTEX',
        8,
        '道路',
        10,
        1,
        20,
        2,
        0,
        'VERTEX',
        8,
        '道路',
        10,
        3,
        20,
        4,
        0,
        'SEQEND',
        8,
        '道路'
      );
    const text = groups(0, 'TEXT', 5, 'A4', 8, '注记', 10, 5, 20, 6, 40, 2.5, 1, '\\U+5317\\U+65B0\\U+6865');
    const rich = groups(0, 'MTEXT', 8, '注记', 10, 7, 20, 8, 3, '{\\fSimSun|b0;社区', 1, '服务\\P中心}');
    const block = groups(0, 'INSERT', 8, '设施', 2, '药店', 10, 9, 20, 10);
    const source = await read(drawing(line + light(1) + old + text + rich + block));
    expect(source.headers).toEqual(['layer', 'type', 'text', 'block', 'handle']);
    expect(source.columns[0]).toEqual(['道路', '地块', '道路', '注记', '注记', '设施']);
    expect(source.columns[2]).toEqual([null, null, null, '北新桥', '社区服务\n中心', null]);
    expect(source.columns[3].at(-1)).toBe('药店');
    expect(source.geometry!.map((shape) => shape!.type)).toEqual([
      'LineString',
      'Polygon',
      'LineString',
      'Point',
      'Point',
      'Point'
    ]);
    expect(source.layers.map(({ name, rows }) => [name, rows])).toEqual([
      ['道路', 2],
      ['注记', 2],
      ['地块', 1],
      ['设施', 1]
    ]);
    expect(source.asks[0].options[0]).toBe('*');
    expect(source.declaredCrs).toBeNull();
  });

  test('where roads are wanted a closed polyline stays a line, and one layer can be read', async () => {
    const text = drawing(line + light(1));
    expect((await read(text, { as: 'roads', layer: '*' })).geometry!.map((shape) => shape!.type)).toEqual([
      'LineString',
      'LineString'
    ]);
    const one = await read(text, { layer: '道路' });
    expect([one.rows, one.columns[4]]).toEqual([1, ['A1']]);
  });

  test('arcs: bulges, arcs, circles are flattened and said so; other entities are listed', async () => {
    const round = groups(0, 'ARC', 8, 'a', 10, 0, 20, 0, 40, 100, 50, 0, 51, 90);
    const circle = groups(0, 'CIRCLE', 8, 'a', 10, 0, 20, 0, 40, 100);
    const spline = groups(0, 'SPLINE', 8, 'a', 10, 0, 20, 0);
    const source = await read(drawing(light(0, 42, 1) + round + circle + spline));
    expect(source.notes).toEqual([
      { code: 'shapes_not_read', params: { count: 1, types: 'SPLINE×1' } },
      { code: 'arcs_flattened', params: { count: 3 } }
    ]);
    const quarter = source.geometry![1] as { coordinates: number[][] };
    for (const [x, y] of quarter.coordinates) expect(Math.hypot(x, y)).toBeCloseTo(100, 9);
    expect(quarter.coordinates[0]).toEqual([100, 0]);
    expect(quarter.coordinates.at(-1)![1]).toBeCloseTo(100, 9);
    expect(source.geometry![2]!.type).toBe('Polygon');
  });

  test('a bulge of 1 is half a circle to the right of the way, points at most 1/400 off', () => {
    const half = unbulge(
      [
        { x: 0, y: 0, bulge: 1 },
        { x: 2, y: 0, bulge: 0 }
      ],
      false
    );
    for (const [x, y] of half) expect(Math.hypot(x - 1, y)).toBeCloseTo(1, 12);
    expect(Math.min(...half.map(([, y]) => y))).toBeLessThan(-0.99);
    const ring = arc(0, 0, 1, 0, 360);
    expect(ring[0]).toEqual(ring.at(-1));
    const [a, b] = ring;
    expect(1 - Math.hypot((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)).toBeLessThan(1 / 390);
  });

  test('outlines of hatches with their holes', async () => {
    const path = (...at: number[]): string => groups(92, 3, 72, 0, 73, 1, 93, 4, ...at, 97, 0);
    const hatch =
      groups(0, 'HATCH', 8, '绿地', 10, 0, 20, 0, 30, 0, 2, 'SOLID', 70, 1, 71, 0, 91, 2) +
      path(10, 0, 20, 0, 10, 9, 20, 0, 10, 9, 20, 9, 10, 0, 20, 9) +
      path(10, 1, 20, 1, 10, 2, 20, 1, 10, 2, 20, 2, 10, 1, 20, 2) +
      groups(75, 0, 76, 1, 98, 1, 10, 5, 20, 5);
    const source = await read(drawing(hatch));
    expect(source.geometry![0]).toMatchObject({
      type: 'Polygon',
      coordinates: [{ length: 5 }, { length: 5 }]
    });
  });

  test('names in the code page of the drawing', async () => {
    const header = groups(9, '$ACADVER', 1, 'AC1015', 9, '$DWGCODEPAGE', 3, 'ANSI_936');
    const [before, after] = drawing(line, header).split('道路');
    // 道路 in GBK.
    const bytes = Uint8Array.from([...utf8(before), 0xb5, 0xc0, 0xc2, 0xb7, ...utf8(after)]);
    const source = await readSource('a.dxf', bytes);
    expect([source.columns[0], source.encoding]).toEqual([['道路'], 'gb18030']);
  });

  test('cut, broken and empty drawings are refused with the line', async () => {
    const whole = drawing(line + light(0));
    for (let size = 40; size < whole.length - 8; size += 5) {
      const error = await refusal(read(whole.slice(0, size)));
      expect(['truncated_text', 'dxf_broken', 'type_mismatch']).toContain(error.code);
    }
    const broken = await refusal(read(drawing(line).replace('\r\n11\r\n', '\r\nxx\r\n')));
    expect([broken.code, /第 \d+ 行/.test(broken.messageZh)]).toEqual(['dxf_broken', true]);
    expect((await refusal(read(drawing('')))).code).toBe('no_rows');
    const error = await refusal(read(drawing(groups(0, '3DSOLID', 8, 'a'))));
    expect([error.code, error.messageZh.includes('3DSOLID')]).toEqual(['dxf_nothing', true]);
    // What hangs a reader that trusts its library: a polyline whose vertices never end, a count of two thousand million.
    const endless = groups(
      0,
      'POLYLINE',
      8,
      'a',
      70,
      0,
      0,
      'VERTEX',
      10,
      1,
      20,
      1,
      0,
      'VERTEX',
      10,
      2,
      20,
      2
    );
    expect((await read(drawing(endless + line))).rows).toBe(2);
    expect((await read(drawing(light(0).replace('90\r\n4', '90\r\n2147483647')))).rows).toBe(1);
  });

  test('numbers that are none leave the entity out, said so', async () => {
    const source = await read(drawing(line + groups(0, 'LINE', 8, 'a', 10, 'x', 20, 0, 11, 1, 21, 1)));
    expect([source.rows, source.notes[0].code]).toEqual([1, 'shapes_not_read']);
  });

  test.each([
    ['DWG', 'AC1032\0\0', 'DWG 图纸'],
    ['binary DXF', 'AutoCAD Binary DXF\r\n\x1a\0', '二进制 DXF']
  ])('%s says how to save it', async (_, head, found) => {
    const error = await refusal(readSource('a.dxf', utf8(head)));
    expect(error.messageZh).toContain(found);
    expect(error.messageZh).toContain('另存为');
  });
});
