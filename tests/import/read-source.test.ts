import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readSource } from '../../src/lib/import/read-source.ts';
import { collection, feature, fixture, refusal, utf8 } from './sources.ts';

const HEAD = '名称,类别,经度,纬度\n';
const GB = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xc0, 0xe0, 0xb1, 0xf0, 0x0a]); // 名称,类别

describe('files that are refused as a whole', () => {
  test.each(['a.csv', 'a.geojson', 'a.osm', 'a.osm.pbf', 'a.csv.gz'])('an empty %s', async (name) => {
    const error = await refusal(readSource(name, new Uint8Array(0)));
    expect(error.code).toBe('empty');
    expect(error.messageZh).toContain(`${name}：文件是空的`);
  });

  test.each([
    ['a.csv', '\x89PNG\r\n\x1a\n0000', 'PNG 图片', '另存为 CSV'],
    ['a.geojson', '%PDF-1.7 ...', 'PDF 文档', '另存为 CSV'],
    ['人口.csv', '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1', '旧版 Excel（.xls）', 'Excel 工作簿（*.xlsx）'],
    ['a.csv', 'PK\x03\x04....xl/workbook.xml', 'Excel 工作簿', '.xlsx'],
    ['a.osm.pbf', '<!DOCTYPE html><html><body>404', '网页（HTML）', '重新下载'],
    ['a.csv', '{"type":"FeatureCollection","features":[]}', 'JSON', '.geojson'],
    ['a.geojson', 'name,lon,lat\na,1,2\n', '表格文本（CSV）', '.csv'],
    ['a.osm', 'name,lon,lat\na,1,2\n', '表格文本（CSV）', '.csv']
  ])('%s that is something else', async (name, content, found, todo) => {
    const error = await refusal(readSource(name, Uint8Array.from(content, (c) => c.charCodeAt(0)).slice()));
    // A letter beyond Latin-1 in these contents would be cut: none has one.
    expect(error.code).toBe('type_mismatch');
    expect(error.messageZh).toContain(found);
    expect(error.messageZh).toContain(todo);
  });

  test.each(['表.xls', '表.et', '表'])('an old workbook, %s, says how to save it', async (name) => {
    const error = await refusal(
      readSource(name, Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1))
    );
    expect(error.code).toBe('unsupported');
    expect(error.messageZh).toContain('WPS 表格（.et）');
    expect(error.messageEn).toContain('Excel workbook (*.xlsx)');
  });

  test('a header and nothing below', async () => {
    expect((await refusal(readSource('a.csv', utf8(HEAD)))).code).toBe('no_rows');
    expect((await refusal(readSource('a.geojson', utf8(collection())))).code).toBe('no_rows');
  });

  test('a quote that is never closed names its row', async () => {
    const error = await refusal(readSource('a.csv', utf8(`${HEAD}甲,药店,1,2\n"乙,药店,1,2\n丙,药店,1,2\n`)));
    expect(error.code).toBe('unclosed_quote');
    expect(error.messageZh).toContain('第 3 行');
  });

  test.each([
    ['{"type":"FeatureCollection",\n"features":[\n{"type":"Feature","geo', 'truncated_text', 3, 23],
    ['{"type":"FeatureCollection",\n "features":[1,]}', 'bad_json', 2, 16],
    ["{'type':1}", 'bad_json', 1, 2],
    ['{"a":NaN}', 'bad_json', 1, 6],
    ['{"a":1}\nx', 'bad_json', 2, 1]
  ])('GeoJSON broken at a place: %j', async (text, code, line, at) => {
    const error = await refusal(readSource('a.geojson', utf8(text)));
    expect(error.code).toBe(code);
    expect(error.messageZh).toContain(`第 ${line} 行第 ${at} 列`);
  });

  test('JSON of a hundred thousand levels ends in a sentence, not in a stack overflow', async () => {
    const deep = `{"type":"FeatureCollection","features":${'['.repeat(100_000)}`;
    expect((await refusal(readSource('a.geojson', utf8(deep)))).code).toBe('truncated_text');
  });

  test('a gzip cut short', async () => {
    const whole = gzipSync(utf8(`${HEAD}${'甲,药店,116.4,39.9\n'.repeat(500)}`));
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const error = await refusal(readSource('a.csv.gz', whole.slice(0, Math.floor(whole.length * share))));
      expect(error.code).toBe('truncated');
    }
    expect((await readSource('a.csv.gz', whole)).rows).toBe(500);
  });

  test('a .gz that unpacks without end is stopped', async () => {
    const bomb = gzipSync(new Uint8Array(80 * 1024 * 1024), { level: 1 });
    expect((await refusal(readSource('a.csv.gz', bomb))).code).toBe('bomb');
  });
});

describe('encodings', () => {
  const text = `${HEAD}养老驿站,养老服务驿站,116.4,39.9\n`;

  test.each(['utf-8', 'utf-16le', 'utf-16be'])('%s with its mark', async (encoding) => {
    const units = [...`\uFEFF${text}`].flatMap((letter) => {
      const code = letter.charCodeAt(0);
      return encoding === 'utf-16le' ? [code & 255, code >> 8] : [code >> 8, code & 255];
    });
    const source = await readSource(
      'a.csv',
      encoding === 'utf-8' ? utf8(`\uFEFF${text}`) : Uint8Array.from(units)
    );
    expect(source.encoding).toBe(encoding);
    expect(source.headers).toEqual(['名称', '类别', '经度', '纬度']);
  });

  test('GB18030, read from the file that Excel writes', async () => {
    const source = await readSource('facilities_gb18030.csv', await fixture('facilities_gb18030.csv'));
    expect(source.encoding).toBe('gb18030');
    expect(source.headers).toEqual(['设施名称', '类别', '建筑面积', '经度', '纬度']);
    expect(source.columns[0]).toEqual(['北宫厅养老驿站', '民安社区卫生服务站']);
  });

  test('the whole file decides: Chinese only at its end', async () => {
    const rows = `${'a,b,1,2\n'.repeat(20_000)}`;
    const source = await readSource(
      'a.csv',
      Uint8Array.from([...utf8(`x,y,lon,lat\n${rows}`), ...GB.slice(0, 4), ...utf8(',b,1,2\n')])
    );
    expect(source.encoding).toBe('gb18030');
    expect(source.columns[0].at(-1)).toBe('名称');
  });

  test('GBK words whose bytes are also UTF-8 are told by the whole', async () => {
    // 联通 is C1 AA CD A8 in GBK; 模 is C4 A3, 糖 is CC C7: words that fit UTF-8 exist too.
    const sly = Uint8Array.from([0xc4, 0xa3, 0xcd, 0xa8]); // "模通", valid UTF-8 as "ģͨ"
    const source = await readSource(
      'a.csv',
      Uint8Array.from([...utf8('name,type\n'), ...sly, 0x2c, ...sly, 0x0a])
    );
    expect(source.encoding).toBe('gb18030');
    expect(source.columns[0]).toEqual(['模通']);
    expect(source.asks).toMatchObject([{ code: 'ask_encoding', options: ['gb18030', 'utf-8'] }]);
  });

  test('Latin letters with accents stay UTF-8', async () => {
    const source = await readSource('a.csv', utf8('name,type\nSão João,café\nÁgua,pré\n'));
    expect(source.encoding).toBe('utf-8');
    expect(source.columns[0]).toEqual(['São João', 'Água']);
  });

  test('a few bytes of another encoding set their rows aside', async () => {
    const bytes = Uint8Array.from([
      ...utf8(HEAD + '甲,药店,116.4,39.9\n'.repeat(100)),
      0xff,
      ...utf8(',药店,116.4,39.9\n')
    ]);
    const source = await readSource('a.csv', bytes);
    expect(source.encoding).toBe('utf-8');
    expect(source.faults).toEqual([{ index: 100, code: 'undecodable_at', params: { byte: 2229 } }]);
  });

  test('an encoding that is said is used, an unknown one refused', async () => {
    expect((await readSource('a.csv', Uint8Array.from([...GB, ...GB]), { encoding: 'GBK' })).headers[0]).toBe(
      '名称'
    );
    expect((await refusal(readSource('a.csv', GB, { encoding: 'klingon' }))).code).toBe('unknown_encoding');
  });
});

describe('tables', () => {
  test.each([',', '\t', ';', '|', '，'])('separated by %j', async (by) => {
    const rows = [
      ['名称', '经度', '纬度'],
      ['甲', '116.4', '39.9'],
      ['乙', '116.5', '39.8']
    ];
    const source = await readSource('a.txt', utf8(rows.map((row) => row.join(by)).join('\r\n')));
    expect(source.headers).toEqual(['名称', '经度', '纬度']);
    expect(source.columns[2]).toEqual(['39.9', '39.8']);
  });

  test('row numbers are those a person sees: header, blank rows and a title count', async () => {
    const source = await readSource(
      'a.csv',
      utf8('北新桥街道设施表,,\n名称,经度,纬度\n甲,1,2\n,,\n乙,3,4\n')
    );
    expect([...source.rowNumbers]).toEqual([3, 5]);
    expect(source.notes).toEqual([{ code: 'header_row', params: { row: 2 } }]);
  });

  test('cells that look like formulas stay text', async () => {
    const source = await readSource('a.csv', utf8(`名称,备注\n"=cmd|'/C calc'!A0",+1+1\n@SUM(A1),-3\n`));
    expect(source.columns).toEqual([
      ["=cmd|'/C calc'!A0", '@SUM(A1)'],
      ['+1+1', '-3']
    ]);
  });

  test('column names that collide, are empty or are __proto__', async () => {
    const before = Object.keys(Object.prototype).length;
    const source = await readSource('a.csv', utf8('Name,name,,__proto__,constructor\n甲,乙,丙,丁,戊\n'));
    expect(source.headers).toEqual(['Name', 'name_2', 'column_3', '__proto__', 'constructor']);
    expect(source.columns[3]).toEqual(['丁']);
    expect(source.repaired.map(({ code }) => code)).toEqual(['renamed_header', 'renamed_header']);
    expect(Object.keys(Object.prototype)).toHaveLength(before);
  });

  test('__proto__ in the properties of a feature is a column like others', async () => {
    const text = '{"type":"Feature","geometry":null,"properties":{"__proto__":{"polluted":1},"a":2}}';
    const source = await readSource('a.geojson', utf8(text));
    expect(source.headers).toEqual(['__proto__', 'a']);
    expect(source.columns[0]).toEqual(['{"polluted":1}']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('rows of another width and repeated headers are faults of their rows', async () => {
    const source = await readSource('a.csv', utf8('a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\na,b,c\n'));
    expect(source.faults.map(({ index, code }) => [index, code])).toEqual([
      [1, 'field_count'],
      [2, 'field_count'],
      [4, 'repeated_header']
    ]);
  });

  test('garbled column names (GBK read as Latin-1) are restored', async () => {
    const text = collection(feature('Point', [116.4, 39.9], { 'Ò»¼¶²Ëµ¥': '养老设施', name: '甲' }));
    const source = await readSource('a.geojson', utf8(text));
    expect(source.headers).toEqual(['一级菜单', 'name']);
    expect(source.repaired[0]).toMatchObject({ code: 'header_mojibake', now: '一级菜单' });
  });

  test('long tables are parsed in pieces, and may be stopped', async () => {
    const text = `名称,备注\n${'甲,"一行\n两行"\n'.repeat(150_000)}`;
    const shares: number[] = [];
    const source = await readSource('a.csv', utf8(text), {}, async (share) => void shares.push(share));
    expect(source.rows).toBe(150_000);
    expect(source.columns[1].at(-1)).toBe('一行\n两行');
    expect(shares.length).toBeGreaterThan(1);
    const stop = readSource('a.csv', utf8(text), {}, async () => {
      throw new Error('stopped by the user');
    });
    await expect(stop).rejects.toThrow('stopped by the user');
  });
});

describe('GeoJSON', () => {
  test('a Feature and a bare geometry are one row each', async () => {
    for (const root of [feature('Point', [1, 2], { a: 1 }), { type: 'Point', coordinates: [1, 2] }]) {
      const source = await readSource('a.json', utf8(JSON.stringify(root)));
      expect([source.rows, source.geometry?.[0]?.type]).toEqual([1, 'Point']);
    }
  });

  test('properties of different features are united, ids kept, crs read', async () => {
    const text = JSON.stringify({
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4527' } },
      features: [
        { ...feature('Point', [1, 2], { a: true }), id: 7 },
        feature('Point', [3, 4], { b: [1] }),
        'x'
      ]
    });
    const source = await readSource('a.geojson', utf8(text));
    expect(source.headers).toEqual(['id', 'a', 'b']);
    expect(source.columns).toEqual([
      ['7', null, null],
      ['true', null, null],
      [null, '[1]', null]
    ]);
    expect(source.declaredCrs).toBe('EPSG:4527');
    expect(source.faults[0]).toMatchObject({ index: 2, code: 'not_feature' });
  });

  test('JSON that is no GeoJSON', async () => {
    expect((await refusal(readSource('a.json', utf8('[1,2]')))).code).toBe('not_geojson');
    expect((await refusal(readSource('a.json', utf8('{"type":"Topology"}')))).messageZh).toContain(
      'Topology'
    );
  });
});
