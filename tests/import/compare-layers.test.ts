import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareLayers } from '../../src/lib/import/compare-layers.ts';
import { compareWithStored, importFile } from '../../src/lib/import/import-file.ts';
import type { Table } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { check, utf8 } from './sources.ts';

const HEAD = '名称,经度,纬度,类别,电话\n';
const facilities = async (rows: string[], head = HEAD): Promise<Table> =>
  (await check('f.csv', head + rows.join('\n'), { as: 'facilities', crs: 'wgs84', encoding: 'utf-8' })).table;

describe('a newer version of a layer', () => {
  test('tells what was added, is gone, moved, renamed and changed', async () => {
    const before = await facilities([
      '甲,116.40,39.90,药店,1',
      '乙,116.41,39.91,药店,2',
      '丙,116.42,39.92,药店,3',
      '丁,116.43,39.93,药店,4',
      '戊,116.44,39.94,药店,5'
    ]);
    const after = await facilities([
      '己,116.46,39.96,药店,6',
      '戊,116.44,39.94,药店,5',
      '丙（新）,116.42,39.92,药店,3',
      '乙,116.411,39.91,药店,2',
      '甲,116.40,39.90,药店,9'
    ]);
    const changes = compareLayers(before, after, 'facilities');
    expect(changes.added).toEqual(['己']);
    expect(changes.gone).toEqual(['丁']);
    expect(changes.moved.map(({ name, metres }) => [name, Math.round(metres)])).toEqual([['乙', 86]]);
    expect(changes.renamed).toEqual([{ was: '丙', now: '丙（新）' }]);
    expect(changes.changed).toEqual(['甲']);
    expect(changes.edits.filter(({ field }) => field === '电话')).toMatchObject([{ was: '1', now: '9' }]);
  });

  test('goes by code where rows have one, whatever the name and the place', async () => {
    const head = '设施编号,名称,经度,纬度\n';
    const before = await facilities(['A1,甲,116.40,39.90', 'A2,乙,116.41,39.91'], head);
    const after = await facilities(['A2,甲,116.50,39.91', 'A1,甲二,116.40,39.90'], head);
    const { added, gone, renamed, moved } = compareLayers(before, after, 'facilities');
    expect([added, gone]).toEqual([[], []]);
    expect(renamed).toEqual([
      { was: '乙', now: '甲' },
      { was: '甲', now: '甲二' }
    ]);
    expect(moved.map(({ name }) => name)).toEqual(['甲']);
  });

  test('of a ledger that a workbook gave back are the tasks that were filled in, not all for its columns more', async () => {
    const tasks = async (text: string) => (await check('t.csv', text, { as: 'tasks' })).table;
    const changes = compareLayers(
      await tasks('任务编号,任务名称,任务状态\nT1,甲,未开始\nT2,乙,未开始\n'),
      await tasks('任务编号,任务名称,任务状态,说明\nT1,甲,未开始,逾期\nT2,乙,已完成,逾期\n'),
      'tasks'
    );
    expect(changes).toMatchObject({ added: [], gone: [], changed: ['T2'] });
    expect(changes.edits.map(({ field }) => field)).toEqual(expect.arrayContaining(['status', '说明']));
  });

  test('of people by their unit', async () => {
    const people = async (text: string) => (await check('p.csv', text, { as: 'population' })).table;
    const changes = compareLayers(
      await people('社区,常住人口\n甲,1\n乙,2\n'),
      await people('社区,常住人口\n乙,3\n丙,4\n'),
      'population'
    );
    expect(changes).toMatchObject({ added: ['丙'], gone: ['甲'], changed: ['乙'], renamed: [], moved: [] });
  });

  test('of the layer that is stored; null where there is none', async () => {
    const db = await openNative();
    const table = await facilities(['甲,116.40,39.90,药店,1']);
    expect(await compareWithStored(db, 'facilities', table)).toBeNull();
    await importFile(db, 'f.csv', utf8(`${HEAD}甲,116.40,39.90,药店,1\n乙,116.41,39.9,药店,1\n`), {
      as: 'facilities',
      crs: 'wgs84'
    });
    expect(await compareWithStored(db, 'facilities', table)).toMatchObject({
      added: [],
      gone: ['乙'],
      changed: []
    });
    await db.close();
  });

  test('the same version has no changes; the changes made to the older give the newer', async () => {
    const row = fc
      .record({
        name: fc.constantFrom('甲', '乙', '丙', ''),
        x: fc.integer({ min: 0, max: 3 }),
        y: fc.integer({ min: 0, max: 3 }),
        phone: fc.constantFrom('1', '2', '')
      })
      .map(({ name, x, y, phone }) => `${name},${116.4 + x / 100},${39.9 + y / 100},药店,${phone}`);
    const rows = fc.array(row, { minLength: 1, maxLength: 8 });
    const cells = (table: Table, i: number): Map<string, string> =>
      new Map(
        [...table].flatMap(([field, { values }]) => {
          const value = values[i];
          if (field === 'source_row') return [];
          return [[field, value === null || Number.isNaN(value) ? '' : String(value)] as [string, string]];
        })
      );
    await fc.assert(
      fc.asyncProperty(rows, rows, async (a, b) => {
        const [before, after] = [await facilities(a), await facilities(b)];
        const own = compareLayers(before, before, 'facilities');
        expect([own.added, own.gone, own.moved, own.renamed, own.changed, own.edits]).toEqual([
          [],
          [],
          [],
          [],
          [],
          []
        ]);
        const { rows: found, edits } = compareLayers(before, after, 'facilities');
        const made = new Map<number, Map<string, string>>();
        for (const [i, j] of found.pairs) made.set(j, cells(before, i));
        for (const { after: j, field, now } of edits) made.get(j)!.set(field, now);
        for (const j of found.added) made.set(j, cells(after, j));
        const count = after.get('name')!.values.length;
        expect(found.pairs.length + found.gone.length).toBe(before.get('name')!.values.length);
        expect([...made.keys()].sort((x, y) => x - y)).toEqual(Array.from({ length: count }, (_, j) => j));
        for (const [j, row] of made) expect(row).toEqual(cells(after, j));
      }),
      { numRuns: 60 }
    );
  });
});
