import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, readReports } from '../../src/lib/import/import-file.ts';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { crossCheck } from '../../src/lib/workbench/engine/cross-check.ts';
import { collection, feature, square, utf8 } from '../import/sources.ts';

let db: Database;

beforeAll(async () => {
  db = await openNative();
  const shapes = collection(
    feature('Polygon', square(116.4, 39.9), { 编码: 'C1', 名称: '春华里社区' }),
    feature('Polygon', square(116.41, 39.9), { 编码: 'C2', 名称: '丰盈里社区' })
  );
  const homes = Array.from({ length: 6 }, (_, i) => `H${i},116.40${i},39.902,${i + 1}`).join('\n');
  const put = (name: string, text: string, as: 'communities' | 'residential') =>
    importFile(db, name, utf8(text), { as, crs: 'wgs84', encoding: 'utf-8' });
  await put('社区.geojson', shapes, 'communities');
  await put('居民点.csv', `编号,经度,纬度,常住人口\n${homes}\n`, 'residential');
});
afterAll(() => db.close());

describe('a file that comes to a study', () => {
  it('without places, such as a ledger of tasks, is let in though homes that the study has bear no names', async () => {
    const present = await readReports(db);
    expect(present.map(({ layer }) => layer).sort()).toEqual(['communities', 'residential']);
    const ledger = { key: 1, source: null, choices: { as: 'tasks' as const } };
    expect(await crossCheck(db, present, [ledger], 'zh')).toEqual([]);
  });
});
