import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeCsv } from '../../src/lib/report/csv.ts';
import type { Table } from '../../src/lib/tables/database.ts';
import { writeParquet } from '../../src/lib/tables/native-geoparquet.ts';
import { readCsvTable, readParquetTable } from '../../src/lib/tables/native-read-table.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yike-read-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const texts = ['a,"b"\nc', null, "=1'; DROP TABLE x", '社区\t甲', '007', 'NaN'];
const numbers = Float64Array.of(0.1 + 0.2, NaN, -0.5, Infinity, 1e21, 12345678901234.5);

it('reads back each cell of a table that was written as CSV, texts that look like numbers among them', async () => {
  const table: Table = new Map([
    ['unit', { type: 'VARCHAR', values: texts }],
    ['share', { type: 'DOUBLE', values: numbers }]
  ]);
  const path = join(folder, "it's a table.csv");
  await writeFile(path, writeCsv(table, { bom: false }));
  const read = await readCsvTable(path, (name) => name === 'unit');
  expect([...read.keys()]).toEqual(['unit', 'share']);
  expect(read.get('unit')).toEqual(table.get('unit'));
  expect(read.get('share')).toEqual(table.get('share'));
});

it('reads back bytes of Parquet, and a table without rows', async () => {
  const table: Table = new Map([
    ['name', { type: 'VARCHAR', values: texts }],
    ['value', { type: 'DOUBLE', values: numbers }],
    ['geometry', { type: 'BLOB', values: [new Uint8Array([1, 0, 255]), null, null, null, null, null] }]
  ]);
  const path = join(folder, 'whole.parquet');
  await writeParquet(table, path);
  const read = await readParquetTable(path);
  expect(read.get('name')).toEqual(table.get('name'));
  expect(read.get('value')).toEqual(table.get('value'));
  expect(read.get('geometry')!.values).toEqual(table.get('geometry')!.values);
  const bare = join(folder, 'bare.csv');
  await writeFile(bare, 'standard,value\n');
  expect(
    [...(await readCsvTable(bare, (name) => name === 'standard')).values()].map(({ values }) => values.length)
  ).toEqual([0, 0]);
});
