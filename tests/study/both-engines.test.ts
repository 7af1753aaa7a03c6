import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importStudyLayers, type StudyLayer } from '../../src/lib/import/study-layers.ts';
import { analyse } from '../../src/lib/study/analyse.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { packStudy, putTables, unpackStudy } from '../../src/lib/tables/archive.ts';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { readInputs } from '../../src/lib/tables/read.ts';
import { resultTables } from '../../src/lib/tables/results.ts';
import { openWasmInNode } from '../tables/open-wasm-in-node.ts';

const folder = join(import.meta.dirname, '../../data/sample');
const study = (path: string) => parseStudyFile(readFileSync(join(folder, path), 'utf8'));

async function importInto(db: Database, path: string) {
  const { layers } = study(path);
  return importStudyLayers(
    db,
    layers as StudyLayer[],
    async (file) => new Uint8Array(readFileSync(join(folder, dirname(path), file)))
  );
}

/** The study worked out from the tables, twice over: as text, every digit. */
async function workOut(db: Database, path: string) {
  const inputs = await readInputs(db, study(path).title);
  const found = resultTables(analyse(inputs, study(path), { name: '', edits: [] }));
  return Object.fromEntries(
    Object.entries(found).map(([name, table]) => [
      name,
      [...table].map(([column, { values }]) => [column, Array.from(values, String)])
    ])
  );
}

describe('the sample town on both engines', async () => {
  const native = await openNative();
  const wasm = await openWasmInNode();
  afterAll(async () => {
    await native.close();
    await wasm.close();
  });

  it.each(['study.json', 'as-received/study.json'])('%s imports and works out alike', async (path) => {
    const reports = await importInto(native, path);
    expect(await importInto(wasm, path)).toEqual(reports);
    for (const report of reports)
      expect([report.file, report.accepted + report.rejected.length]).toEqual([report.file, report.rows]);
    const found = await workOut(native, path);
    expect(await workOut(wasm, path)).toEqual(found);
    expect(found.coverage[0][1].length).toBeGreaterThan(20);
  });

  it('packed by the one engine and opened by the other it gives the same results', async () => {
    await importInto(wasm, 'study.json');
    const before = await workOut(wasm, 'study.json');
    const { tables } = unpackStudy(await packStudy(wasm, { title: 'x' }));
    await putTables(native, tables);
    expect(await workOut(native, 'study.json')).toEqual(before);
  });

  it('reads inputs inside a transaction as outside', async () => {
    const before = await workOut(native, 'study.json');
    await native.run('BEGIN TRANSACTION');
    await importInto(native, 'study.json');
    expect(await workOut(native, 'study.json')).toEqual(before);
    await native.run('ROLLBACK');
    expect(await workOut(native, 'study.json')).toEqual(before);
  });
});
