import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readSource } from '../../src/lib/import/read-source.ts';
import { encodeAs, makeDbf, makeShp, pointRecord } from './shapefiles.ts';
import { collection, feature, refusal, utf8 } from './sources.ts';
import { makeZip, type ZipSpec } from './zips.ts';

const POINTS = collection(feature('Point', [116.4, 39.9], { 名称: '甲' }));
const GEOJSON: ZipSpec = { name: '设施.geojson', content: utf8(POINTS) };
const { shp, shx } = makeShp(1, [pointRecord(1, 2), pointRecord(3, 4)]);
const dbf = makeDbf([{ name: '名称' }], [['甲'], ['乙']]);
const shapefile = (stem: string): ZipSpec[] => [
  { name: `${stem}.shp`, content: shp },
  { name: `${stem}.shx`, content: shx },
  { name: `${stem}.dbf`, content: dbf },
  { name: `${stem}.cpg`, content: utf8('UTF-8') }
];
const KML = utf8(
  '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>甲</name>' +
    '<Point><coordinates>116.4,39.9,0</coordinates></Point></Placemark></Document></kml>'
);
const zeros = (size: number): Uint8Array => new Uint8Array(size);

describe('A1–A3: empty, of another kind, cut off', () => {
  test.each(
    'csv tsv txt geojson json ndjson topojson osm osm.pbf xlsx zip kmz kml gpx shp dbf gpkg fgb parquet dxf'.split(
      ' '
    )
  )('an empty .%s', async (ext) => {
    const error = await refusal(readSource(`a.${ext}`, new Uint8Array(0)));
    expect(error.code).toBe('empty');
    expect(error.messageZh).toContain(`a.${ext}`);
  });

  test.each([
    ['a.shp', '\x89PNG\r\n\x1a\n', 'PNG 图片'],
    ['a.xlsx', '<!DOCTYPE html><html><body>404', '网页'],
    ['a.geojson', 'name,lon,lat\na,1,2\n', 'CSV'],
    ['a.zip', 'Rar!\x1a\x07\x00', 'RAR'],
    ['a.zip', '7z\xBC\xAF\x27\x1C', '7z'],
    ['a.dbf', 'name,lon,lat\na,1,2\nb,1,2\nc,4,5\n', 'CSV']
  ])('%s that is something else', async (name, content, found) => {
    const error = await refusal(
      readSource(
        name,
        Uint8Array.from(content, (c) => c.charCodeAt(0))
      )
    );
    expect(error.code).toBe('type_mismatch');
    expect(error.messageZh).toContain(found);
  });

  test('a zip cut anywhere', async () => {
    const whole = makeZip([GEOJSON, ...shapefile('a')]);
    const cuts = [2, 4, 29, 30, whole.length - 22, whole.length - 1];
    for (const share of [0.01, 0.1, 0.5, 0.9, 0.99]) cuts.push(Math.floor(whole.length * share));
    for (const at of cuts) {
      const error = await refusal(readSource('a.zip', whole.slice(0, at)));
      expect([at, error.code]).toEqual([at, 'truncated']);
      expect(error.messageZh).toMatch(/第 \d+ 字节/);
    }
  });

  test('content that differs from its checksum', async () => {
    const bytes = makeZip([{ ...GEOJSON, stored: true }]);
    bytes[80] ^= 1;
    const error = await refusal(readSource('a.zip', bytes));
    expect(error.code).toBe('zip_damaged');
    expect(error.messageZh).toContain('设施.geojson');
  });
});

describe('A4–A6: bombs', () => {
  test('an honest header is believed before anything is unpacked', async () => {
    const bomb = { name: 'a.csv', content: zeros(0), size: 300 * 1024 * 1024 };
    expect((await refusal(readSource('a.zip', makeZip([bomb])))).code).toBe('bomb');
    const many = Array.from({ length: 4 }, (_, i) => ({
      name: `${i}.csv`,
      content: utf8('a'),
      stored: true,
      size: 150 * 1024 * 1024
    }));
    const error = await refusal(readSource('a.zip', makeZip(many)));
    expect(error.code).toBe('bomb');
    expect(error.messageZh).toContain('MB');
  });

  test('a ratio beyond 200 to 1 is a bomb when large, and none when small', async () => {
    const large = makeZip([{ name: 'a.csv', content: zeros(17 * 1024 * 1024) }]);
    expect((await refusal(readSource('a.zip', large))).code).toBe('bomb');
    const small = makeZip([{ name: 'a.csv', content: utf8(`a,b\n${'0,0\n'.repeat(200_000)}`) }]);
    expect((await readSource('a.zip', small)).rows).toBe(200_000);
  });

  test('a header that lies is found out while it is unpacked', async () => {
    const lying = makeZip([{ name: 'a.csv', content: zeros(40 * 1024 * 1024), size: 1024 }]);
    expect((await refusal(readSource('a.zip', lying))).code).toBe('bomb');
    const small = makeZip([{ ...GEOJSON, size: 10 }]);
    expect((await refusal(readSource('a.zip', small))).code).toBe('zip_damaged');
    const claims = makeZip([{ ...GEOJSON, size: 100_000 }]);
    expect((await refusal(readSource('a.zip', claims))).code).toBe('zip_damaged');
  });

  test('more than 2,000 files', async () => {
    const entries = Array.from({ length: 2001 }, (_, i) => ({
      name: `${i}.csv`,
      content: utf8('a'),
      stored: true
    }));
    const error = await refusal(readSource('a.zip', makeZip(entries)));
    expect(error.code).toBe('too_many_entries');
    expect(error.messageZh).toContain('2001');
  });

  test('an archive within an archive', async () => {
    let inner = makeZip([GEOJSON]);
    for (let depth = 0; depth < 5; depth++) inner = makeZip([{ name: 'inner.zip', content: inner }]);
    for (const name of ['a.zip', 'a.kmz']) {
      const error = await refusal(readSource(name, inner));
      expect(error.code).toBe('nested_archive');
      expect(error.messageZh).toContain('inner.zip');
    }
    // Under another name, and through a .gz.
    const named = makeZip([{ name: 'a.csv', content: makeZip([GEOJSON]) }]);
    expect((await refusal(readSource('a.zip', named))).code).toBe('nested_archive');
    for (const [name, code] of [
      ['a.zip.gz', 'nested_archive'],
      ['a.csv.gz', 'type_mismatch']
    ]) {
      const gz = makeZip([{ name, content: gzipSync(makeZip([GEOJSON])) }]);
      expect((await refusal(readSource('a.zip', gz))).code).toBe(code);
    }
    const kmz = makeZip([{ name: 'doc.kml', content: KML }]);
    const twice = makeZip([{ name: 'b.kmz', content: makeZip([{ name: 'a.kmz', content: kmz }]) }]);
    expect((await refusal(readSource('a.zip', twice))).messageZh).toContain('a.zip › b.kmz');
  });

  test('entries that share their bytes', async () => {
    const bytes = makeZip([GEOJSON, { name: 'b.geojson', content: utf8(POINTS), at: 0 }]);
    expect((await refusal(readSource('a.zip', bytes))).code).toBe('overlapping_entries');
  });
});

describe('A7–A9: names', () => {
  test.each(['../x.geojson', '/etc/x.geojson', 'C:\\a\\x.geojson', 'x\0.geojson', '\u202Enosjoeg.x.geojson'])(
    '%j is shown without what makes it a path or turns it round',
    async (name) => {
      const source = await readSource('a.zip', makeZip([{ ...GEOJSON, name }]));
      expect(source.rows).toBe(1);
      expect(source.layer).toMatch(/^[a-z/]+(\.x)?\.geojson$/);
    }
  );

  test('4 KB of name', async () => {
    const source = await readSource('a.zip', makeZip([{ ...GEOJSON, name: `${'长'.repeat(1365)}.geojson` }]));
    expect(source.layer!.length).toBeLessThan(200);
    expect(source.layer).toMatch(/^长+…长+\.geojson$/);
  });

  test('__proto__, constructor, toString', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const bytes = makeZip(
      ['__proto__.geojson', 'constructor', '__proto__', 'a.__proto__', 'toString.geojson'].map((name) => ({
        ...GEOJSON,
        name
      }))
    );
    const source = await readSource('a.zip', bytes);
    expect(source.layers.map(({ name }) => name)).toEqual(['__proto__.geojson', 'toString.geojson']);
    expect(source.notes.find(({ code }) => code === 'zip_left')?.params.count).toBe(3);
    expect((await readSource('x.__proto__', utf8(POINTS))).rows).toBe(1);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  test('two entries of one name are two', async () => {
    const source = await readSource('a.zip', makeZip([GEOJSON, GEOJSON]));
    expect(source.layers.map(({ name }) => name)).toEqual(['设施.geojson', '设施_2.geojson']);
  });

  test('GBK without the flag is decoded for the archive as a whole, and said', async () => {
    const stem = '北新桥街道/社区边界';
    const entries = shapefile(stem).map((entry) => ({
      ...entry,
      name: encodeAs(entry.name as string, 'gb18030')
    }));
    const source = await readSource('边界.zip', makeZip(entries));
    expect(source.layer).toBe(`${stem}.shp`);
    expect(source.notes).toContainEqual({
      code: 'zip_names',
      params: expect.objectContaining({ count: 4, encoding: 'gb18030' })
    });
  });

  test('UTF-8 without the flag, as macOS writes it, is no question', async () => {
    const source = await readSource('a.zip', makeZip([{ ...GEOJSON, name: utf8('社区/设施.geojson') }]));
    expect(source.layer).toBe('社区/设施.geojson');
    expect(source.notes).toEqual([]);
  });
});

describe('A10–A13: forms of archives', () => {
  test('a password', async () => {
    const error = await refusal(readSource('a.zip', makeZip([{ ...GEOJSON, flags: 1 }])));
    expect(error.code).toBe('encrypted');
    expect(error.messageZh).toContain('设施.geojson');
    const aes = makeZip([{ ...GEOJSON, method: 99 }]);
    expect((await refusal(readSource('a.zip', aes))).code).toBe('encrypted');
  });

  test('a workbook under a password is an OLE file', async () => {
    const ole = new Uint8Array(2048);
    ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    [...'EncryptedPackage'].forEach((letter, i) => (ole[1024 + 2 * i] = letter.charCodeAt(0)));
    const error = await refusal(readSource('表.xlsx', ole));
    expect(error.code).toBe('encrypted_workbook');
    expect(error.messageZh).toContain('密码');
  });

  test('two shapefiles in folders, junk beside them: which one is asked', async () => {
    const bytes = makeZip([
      ...shapefile('甲/社区'),
      ...shapefile('乙/街道'),
      { name: '__MACOSX/甲/._社区.shp', content: utf8('x') },
      { name: '.DS_Store', content: utf8('x') },
      { name: '甲/Thumbs.db', content: utf8('x') },
      { name: '说明.pdf', content: utf8('%PDF') },
      { name: '丙/x.prj', content: utf8('x') },
      { name: '甲/', content: zeros(0), stored: true }
    ]);
    const source = await readSource('数据.zip', bytes);
    expect(source.file).toBe('数据.zip');
    expect(source.layers).toEqual([
      { name: '甲/社区.shp', rows: 2, geometry: 'Point' },
      { name: '乙/街道.shp', rows: 2, geometry: 'Point' }
    ]);
    expect(source.asks).toMatchObject([
      { code: 'ask_inner_file', sets: 'layer', options: ['甲/社区.shp', '乙/街道.shp'] }
    ]);
    expect(source.notes).toContainEqual({
      code: 'zip_left',
      params: { count: 2, names: '说明.pdf、丙/x.prj' }
    });
    const other = await readSource('数据.zip', bytes, { layer: '乙/街道.shp' });
    expect([other.layer, other.asks, other.columns]).toEqual(['乙/街道.shp', [], [['甲', '乙']]]);
    expect((await readSource('数据.zip', bytes, { layer: '街道' })).layer).toBe('乙/街道.shp');
    const gone = await refusal(readSource('数据.zip', bytes, { layer: '县' }));
    expect(gone.code).toBe('zip_no_layer');
    expect(gone.messageZh).toContain('甲/社区.shp');
  });

  test.each<[string, Partial<ZipSpec>]>([
    ['zip64', { zip64: true }],
    ['sizes after the content', { descriptor: true }],
    ['stored', { stored: true }]
  ])('%s', async (_, oddity) => {
    const source = await readSource('a.zip', makeZip([{ ...GEOJSON, ...oddity }]));
    expect(source.columns).toEqual([['甲']]);
    expect(source.notes).toEqual([]);
  });

  test('a comment at the end, and something before the archive', async () => {
    const bytes = makeZip([GEOJSON], { comment: 'PK 压缩' });
    expect((await readSource('a.zip', bytes)).rows).toBe(1);
    const shifted = Uint8Array.from([...utf8('PK head '), ...bytes]);
    expect((await readSource('a.zip', shifted)).rows).toBe(1);
  });

  test('one volume of several, and a method that is not read', async () => {
    expect((await refusal(readSource('a.zip', makeZip([GEOJSON], { disk: 2 })))).code).toBe('multi_disk');
    const error = await refusal(readSource('a.zip', makeZip([{ ...GEOJSON, method: 9 }])));
    expect(error.code).toBe('zip_method');
    expect(error.messageZh).toContain('9');
  });
});

describe('what an archive holds', () => {
  test('one file is read as if it were not packed, and messages name both', async () => {
    const source = await readSource('a.zip', makeZip([GEOJSON]));
    expect(source).toMatchObject({ file: 'a.zip', format: 'geojson', layer: '设施.geojson', asks: [] });
    const broken = makeZip([{ name: 'b/设施.geojson', content: utf8('{"type":') }]);
    const error = await refusal(readSource('a.zip', broken));
    expect(error.messageZh).toContain('a.zip › b › 设施.geojson');
  });

  test('shapes go before tables, tables before notes', async () => {
    const bytes = makeZip([
      { name: 'readme.txt', content: utf8('说明') },
      { name: '表.csv', content: utf8('名称,数\n甲,1\n') },
      ...shapefile('社区')
    ]);
    const source = await readSource('a.zip', bytes);
    expect(source.layers.map(({ name }) => name)).toEqual(['社区.shp', '表.csv']);
    expect(source.asks[0].options[0]).toBe('社区.shp');
    const table = await readSource('a.zip', bytes, { layer: '表.csv' });
    expect(table.columns).toEqual([['甲'], ['1']]);
  });

  test('a .dbf without .shp keeps its question', async () => {
    const source = await readSource('a.zip', makeZip([{ name: 'a.dbf', content: dbf }]));
    expect(source.asks.map(({ code }) => code)).toEqual(['ask_as_table']);
  });

  test('KMZ, alone and in a zip', async () => {
    const kmz = makeZip([
      { name: 'files/icon.png', content: utf8('\x89PNG') },
      { name: 'doc.kml', content: KML }
    ]);
    const source = await readSource('a.kmz', kmz);
    expect(source).toMatchObject({ file: 'a.kmz', format: 'kmz', rows: 1, layer: 'doc.kml' });
    const packed = await readSource('a.zip', makeZip([{ name: '点.kmz', content: kmz }]));
    expect(packed).toMatchObject({ file: 'a.zip', format: 'kmz', rows: 1, layer: '点.kmz/doc.kml' });
  });

  test('data without an extension is known by its content', async () => {
    const source = await readSource('a.zip', makeZip([{ name: 'data', content: utf8(POINTS) }]));
    expect(source.layer).toBe('data');
  });

  test('nothing that is read: named; an old workbook: with the steps', async () => {
    const none = makeZip([{ name: '说明.pdf', content: utf8('%PDF-1.7') }]);
    const error = await refusal(readSource('a.zip', none));
    expect(error.code).toBe('zip_no_data');
    expect(error.messageZh).toContain('说明.pdf');
    const xls = makeZip([{ name: '表.xls', content: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2) }]);
    expect((await refusal(readSource('a.zip', xls))).messageZh).toContain('Excel 工作簿（*.xlsx）');
    expect((await refusal(readSource('a.zip', makeZip([])))).code).toBe('zip_no_data');
  });

  test.each([
    ['word/document.xml', 'Word 文档'],
    ['ppt/presentation.xml', '演示文稿'],
    ['xl/workbook.bin', '.xlsb']
  ])('an office document with %s is no archive of data', async (part, found) => {
    const bytes = makeZip([
      { name: '[Content_Types].xml', content: utf8('<Types/>') },
      { name: part, content: utf8('x') }
    ]);
    const error = await refusal(readSource('a.zip', bytes));
    expect(error.code).toBe('type_mismatch');
    expect(error.messageZh).toContain(found);
  });

  test('an .ods says how to save it as .xlsx', async () => {
    const type = utf8('application/vnd.oasis.opendocument.spreadsheet');
    const bytes = makeZip([
      { name: 'mimetype', content: type, stored: true },
      { name: 'content.xml', content: utf8('<x/>') }
    ]);
    const error = await refusal(readSource('a.ods', bytes));
    expect(error.code).toBe('unsupported');
    expect(error.messageZh).toContain('.ods');
    expect(error.messageZh).toContain('*.xlsx');
  });

  test('a zip of a stored workbook is a zip', async () => {
    const workbook = makeZip([
      { name: '[Content_Types].xml', content: utf8('<Types/>') },
      { name: 'xl/workbook.xml', content: utf8('<x/>') }
    ]);
    const error = await refusal(
      readSource('a.zip', makeZip([{ name: 'b.xlsx', content: workbook, stored: true }]))
    );
    expect(error.messageZh).toContain('a.zip › b.xlsx');
  });

  test('work may be stopped', async () => {
    const noise = Uint8Array.from({ length: 1 << 20 }, (_, i) => 32 + ((i * i * 7919) % 91));
    const bytes = makeZip([{ name: 'a.csv', content: noise }]);
    const stop = readSource('a.zip', bytes, {}, async () => {
      throw new Error('stopped by the user');
    });
    await expect(stop).rejects.toThrow('stopped by the user');
  });
});
