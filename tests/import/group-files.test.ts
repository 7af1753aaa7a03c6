import { expect, test } from 'vitest';
import { groupFiles } from '../../src/lib/import/group-files.ts';

const files = (...names: string[]): { name: string; bytes: Uint8Array }[] =>
  names.map((name, i) => ({ name, bytes: Uint8Array.of(i) }));
const shown = (names: string[]): [string, string[]][] =>
  groupFiles(files(...names)).files.map(({ name, beside }) => [name, [...beside.keys()]]);

test('the parts of a shapefile are one, whatever the case, folder by folder', () => {
  expect(
    shown([
      '甲/社区.DBF',
      '甲/社区.shp',
      '乙/社区.shp',
      '甲/社区.prj',
      '乙/社区.dbf',
      '甲/社区.shp.xml',
      '表.csv'
    ])
  ).toEqual([
    ['甲/社区.shp', ['dbf', 'prj', 'shp.xml']],
    ['乙/社区.shp', ['dbf']],
    ['表.csv', []]
  ]);
  expect(shown(['A.SHP', 'a.dbf', 'a.Shx'])).toEqual([['A.SHP', ['dbf', 'shx']]]);
});

test('of two parts that differ in case alone each shapefile takes its own', () => {
  const { files: made } = groupFiles(files('A.shp', 'a.shp', 'a.dbf', 'A.dbf'));
  expect(made.map(({ name, beside }) => [name, [...beside.get('dbf')!]])).toEqual([
    ['A.shp', [3]],
    ['a.shp', [2]]
  ]);
});

test('names that macOS takes apart are the same names', () => {
  expect(shown(['Sa\u0303o.shp', 'S\u00e3o.dbf'])).toEqual([['Sa\u0303o.shp', ['dbf']]]);
});

test('a .dbf without .shp stands alone, with its .cpg', () => {
  expect(shown(['人口.dbf', '人口.cpg', 'a.geojson'])).toEqual([
    ['人口.dbf', ['cpg']],
    ['a.geojson', []]
  ]);
});

test('parts that belong to nothing, and what systems leave, are named with why', () => {
  const names = [
    'x.prj',
    'x.shx',
    'y.cpg',
    '__MACOSX/._a.csv',
    '.DS_Store',
    'b/Thumbs.db',
    '~$表.xlsx',
    'a.csv'
  ];
  const { files: made, ignored } = groupFiles(files(...names));
  expect(made.map(({ name }) => name)).toEqual(['a.csv']);
  expect(ignored.map(({ name, why }) => [name, why])).toEqual([
    ...names.slice(3, 7).map((name) => [name, 'ignored_junk']),
    ...names.slice(0, 3).map((name) => [name, 'ignored_part'])
  ]);
});

test('the log of an open GeoPackage goes with it', () => {
  expect(shown(['a.gpkg', 'a.gpkg-wal', 'a.gpkg-shm'])).toEqual([['a.gpkg', ['gpkg-wal', 'gpkg-shm']]]);
});

test('names like __proto__ are names', () => {
  const before = Object.keys(Object.prototype).length;
  expect(shown(['__proto__.shp', '__proto__.dbf', 'constructor', 'toString.__proto__'])).toEqual([
    ['__proto__.shp', ['dbf']],
    ['constructor', []],
    ['toString.__proto__', []]
  ]);
  expect(Object.keys(Object.prototype)).toHaveLength(before);
});

test('every file is in one list, once', () => {
  const names = [
    'a.shp',
    'a.dbf',
    'b.dbf',
    'c.prj',
    'Thumbs.db',
    'a.shp.xml',
    'A.SBN',
    'd.txt',
    'no-extension',
    'A.dbf',
    'B.dbf'
  ];
  const { files: made, ignored } = groupFiles(files(...names));
  const count = made.reduce((sum, { beside }) => sum + 1 + beside.size, ignored.length);
  expect(count).toBe(names.length);
});
