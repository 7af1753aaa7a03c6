import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database, Table } from '../../../src/lib/tables/database.ts';
import { quoteName } from '../../../src/lib/tables/database.ts';
import { fromOneFile } from '../../../src/lib/tables/one-file.ts';
import { createEngine } from '../../../src/lib/workbench/engine/engine.ts';
import type { EngineApi } from '../../../src/lib/workbench/engine/engine-api.ts';
import type { SqlAnswer } from '../../../src/lib/workbench/sql/sql-answer.ts';
import { EXAMPLES } from '../../../src/lib/workbench/sql/examples.ts';
import { resultNames } from '../../../src/lib/workbench/sql/result-tables.ts';

const opened = vi.hoisted(() => ({ engine: 'native', db: null as unknown }));
vi.mock('../../../src/lib/tables/wasm.ts', () => ({
  openWasm: async () => {
    const open =
      opened.engine === 'native'
        ? (await import('../../../src/lib/tables/native.ts')).openNative
        : (await import('../../tables/open-wasm-in-node.ts')).openWasmInNode;
    return (opened.db = await open());
  }
}));
vi.mock('../../../src/lib/workbench/engine/open-keep.ts', async (original) => ({
  ...(await original<object>()),
  openKeeps: async () => (await import('../memory-keeps.ts')).memoryKeeps(new Map())
}));

const folder = join(import.meta.dirname, '../../../data/sample');
const sample = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => /\.(json|geojson|csv)$/.test(name))
    .map((name) => [name, pathToFileURL(join(folder, name)).href])
);
const question = { measure: 'HLT-COV-15', walker: 'all', minutes: null, metres: null };
const quiet = () => {};
const english = (_: string, en: string) => quoteName(en);

/** Texts that must change nothing, be they refused by us or by the engine. */
const HOSTILE = [
  'DROP TABLE communities',
  'DELETE FROM communities',
  "UPDATE communities SET name = 'x'",
  'INSERT INTO communities SELECT * FROM communities',
  'CREATE TABLE a AS SELECT 1',
  'CREATE OR REPLACE TABLE communities AS SELECT 1',
  'CREATE VIEW a AS SELECT 1',
  'CREATE MACRO a() AS 1',
  "ATTACH ':memory:' AS x",
  "COPY communities TO '/tmp/x.csv'",
  "COPY communities FROM '/etc/passwd'",
  'INSTALL spatial',
  'LOAD spatial',
  'PRAGMA threads=2',
  'SET threads=2',
  'SET enable_external_access=true',
  "SET search_path='temp'",
  'CALL enable_logging()',
  'SELECT 1; DROP TABLE communities',
  'SELECT 1) AS a; DROP TABLE communities; SELECT * FROM (SELECT 1',
  'SELECT 1) AS t(c0) LIMIT 1; DROP TABLE communities --',
  'WITH a AS (DELETE FROM communities RETURNING *) SELECT * FROM a',
  'WITH a AS (INSERT INTO communities SELECT * FROM communities RETURNING *) SELECT * FROM a',
  'FROM (DELETE FROM communities RETURNING *)',
  'SELECT * INTO a FROM communities',
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT * FROM read_csv_auto('/etc/passwd')",
  "SELECT * FROM read_text('/etc/passwd')",
  "SELECT * FROM read_blob('/etc/passwd')",
  "SELECT * FROM glob('/*')",
  "SELECT * FROM '/etc/passwd'",
  'SELECT * FROM "/etc/passwd.csv"',
  "SELECT * FROM query('SELECT 1')",
  "SELECT * FROM query_table('communities')",
  "SELECT getenv('HOME')",
  'SELECT * FROM checkpoint()',
  'SELECT * FROM force_checkpoint()',
  'SELECT * FROM enable_logging()',
  "SELECT write_log('x')",
  'SELECT * FROM arrow_scan(1::UBIGINT, 2::UBIGINT, 3::UBIGINT)',
  'DESCRIBE (DELETE FROM communities)',
  'SUMMARIZE (DROP TABLE communities)',
  'PIVOT communities ON name',
  'EXPLAIN ANALYZE DELETE FROM communities'
];

describe.each(['native', 'wasm'])('a query on %s', (name) => {
  let engine: EngineApi;
  let db: Database;
  beforeAll(async () => {
    opened.engine = name;
    vi.stubGlobal('fetch', async (url: string) => new Response(readFileSync(new URL(url))));
    engine = createEngine();
    await engine.start({ wasm: '', worker: '' }, quiet);
    db = opened.db as Database;
    await engine.openSample(sample, quiet);
  }, 120_000);
  afterAll(() => db.close());

  async function ask(sql: string): Promise<SqlAnswer> {
    const outcome = await engine.runSql(sql, question, quiet);
    if ('fault' in outcome) throw new Error(`${outcome.fault.why}: ${outcome.fault.raw}`);
    return outcome.answer;
  }
  const rowsOf = ({ columns, count }: SqlAnswer) =>
    Array.from({ length: count }, (_, row) =>
      columns.map(({ values }) =>
        values instanceof Float64Array
          ? values[row]
          : new TextDecoder().decode(values.bytes.subarray(values.offsets[row], values.offsets[row + 1]))
      )
    );
  /** All that the database holds, as text. */
  async function state(): Promise<string> {
    const tables = await db.query(
      'SELECT database_name AS d, schema_name AS s, table_name AS t, sql FROM duckdb_tables() ORDER BY ALL'
    );
    const names = tables.get('t')!.values as string[];
    const hashes: unknown[] = [];
    for (const each of names) {
      const rows = await db.query(
        `SELECT count(*)::DOUBLE AS n, coalesce(bit_xor(hash(t, rowid)), 0)::VARCHAR AS h FROM ${quoteName(each)} AS t`
      );
      hashes.push([each, ...[...rows.values()].map(({ values }) => values[0])]);
    }
    const others = await db.query(
      "SELECT (SELECT count(*) FROM duckdb_views() WHERE NOT internal)::DOUBLE AS v, (SELECT count(*) FROM duckdb_functions() WHERE NOT internal)::DOUBLE AS f, (SELECT string_agg(name || '=' || value, ';' ORDER BY name) FROM duckdb_settings() WHERE name <> 'memory_limit') AS s"
    );
    return JSON.stringify([plain(tables), hashes, plain(others)]);
  }
  const plain = (table: Table) => [...table].map(([column, { values }]) => [column, ...(values as string[])]);

  it('finds the tables of the data and of the results', async () => {
    const tables = await engine.sqlTables();
    expect(tables.filter(({ kind }) => kind === 'input').map((each) => each.name)).toContain('communities');
    for (const table of tables) {
      const { columns } = await ask(`SELECT * FROM ${table.name} LIMIT 0`);
      expect(
        columns.map(({ name: column, type }) => ({ name: column, type })),
        table.name
      ).toEqual(table.columns);
    }
    expect(tables.filter(({ kind }) => kind !== 'input').map((each) => each.name)).toEqual(resultNames());
  }, 120_000);

  it.each(EXAMPLES.map((example) => [example.id, example] as const))(
    'of the examples (%s) has an answer',
    async (id, example) => {
      const answer = await ask(example.write(english));
      expect(answer.columns.length).toBeGreaterThan(1);
      if (id !== 'sites') expect(answer.count).toBeGreaterThan(0);
    },
    60_000
  );

  it('of results says what the desk says', async () => {
    const outcome = await engine.ask(question, []);
    const [[total, covered, uncovered]] = rowsOf(
      await ask("SELECT sum(total), sum(covered), sum(uncovered) FROM units WHERE level = 'community'")
    ) as number[][];
    expect([total, covered]).toEqual([outcome.total, outcome.coveredPeople]);
    expect(uncovered).toBeCloseTo(outcome.total - outcome.coveredPeople, 6);
    const [[points, people]] = rowsOf(await ask('SELECT count(*), sum(people) FROM points')) as number[][];
    expect(points).toBe(outcome.distanceM.length);
    expect(people).toBeCloseTo(outcome.total, 6);
  });

  it('of results follows the scenario and the question', async () => {
    const count = 'SELECT count(*), sum(counts) FROM scenario_facilities';
    const covered = 'SELECT sum(covered) FROM coverage';
    const [[before, counted]] = rowsOf(await ask(count)) as number[][];
    const [[rules]] = rowsOf(await ask(covered)) as number[][];
    const { facilities } = (await engine.ask(question, []))!;
    const code = facilities[0].code;
    await engine.setScenario([{ do: 'close', code }]);
    const [[after, left]] = rowsOf(await ask(count)) as number[][];
    expect(left).toBe(counted - 1);
    expect(after).toBeLessThanOrEqual(before);
    expect(rowsOf(await ask(covered))[0][0]).not.toBe(rules);
    await engine.setScenario([]);
    expect(rowsOf(await ask(count))).toEqual([[before, counted]]);
    const wide = await engine.runSql('SELECT sum(covered) FROM units', { ...question, metres: 5000 }, quiet);
    const near = await engine.runSql('SELECT sum(covered) FROM units', { ...question, metres: 100 }, quiet);
    if ('fault' in wide || 'fault' in near) throw new Error('expected two answers');
    expect(rowsOf(wide.answer)[0][0]).toBeGreaterThan(rowsOf(near.answer)[0][0] as number);
  }, 60_000);

  it('brings every type over with its value, and keeps digits as text', async () => {
    const answer =
      await ask(`SELECT 1::TINYINT a, 9007199254740993 b, 170141183460469231731687303715884105727::HUGEINT c,
      1.10::DECIMAL(5,2) d, 0.1::FLOAT e, 1e300::DOUBLE f, true g, DATE '2020-02-29' h, [1, NULL, 2] i, {'a': '文'} j,
      '\\xAA\\x00'::BLOB k, NULL l, '' m, sum(x) n, count(*) o, 1 a, 'nan'::DOUBLE p, TIME '10:11:12' q FROM range(4) AS r(x)`);
    expect(rowsOf(answer)).toEqual([
      [
        ...[
          1,
          '9007199254740993',
          '170141183460469231731687303715884105727',
          1.1,
          0.1,
          1e300,
          1,
          '2020-02-29'
        ],
        ...['[1, NULL, 2]', "{'a': 文}", 2, NaN, '', 6, 4, 1, NaN, '10:11:12']
      ]
    ]);
    expect(new Set(answer.columns.map((column) => column.name)).size).toBe(answer.columns.length);
  });

  it('keeps its order, and is cut after the most rows that are shown', async () => {
    const answer = await ask('SELECT x FROM range(100001) AS r(x) ORDER BY x DESC');
    expect([answer.count, answer.isCut]).toEqual([100_000, true]);
    const values = answer.columns[0].values as Float64Array;
    expect([values.length, values[0], values[99_999]]).toEqual([100_000, 100_000, 1]);
    expect((await ask('SELECT x FROM range(100000) AS r(x)')).isCut).toBe(false);
  });

  it('changes nothing, whatever its text', async () => {
    const before = await state();
    for (const sql of HOSTILE) {
      const outcome = await engine.runSql(sql, question, quiet);
      expect('fault' in outcome, sql).toBe(true);
    }
    for (const { write } of EXAMPLES) await engine.runSql(write(english), question, quiet);
    expect(await state()).toBe(before);
    expect((await ask('SELECT 1')).count).toBe(1);
  }, 120_000);

  it('is held to reading by the engine too, without our own look at it', async () => {
    const before = await state();
    const reader = await db.openReader();
    for (const sql of HOSTILE) {
      // What only writes a log or asks for another file system is refused by our own look alone.
      if (/logging|write_log|checkpoint|query|arrow_scan/.test(sql)) continue;
      await reader.read(`SELECT * FROM (\n${sql}\n) AS t LIMIT 1`).catch(() => undefined);
    }
    expect(await state()).toBe(before);
    for (const sql of ['DROP TABLE communities', 'DELETE FROM communities', 'CREATE TABLE a AS SELECT 1'])
      await expect(reader.read(sql), sql).rejects.toThrow(/read-only/);
    expect(await state()).toBe(before);
  });

  it('leaves what is saved as it was', async () => {
    const files = async () => fromOneFile(await engine.toFile(question));
    const before = await files();
    for (const name of resultNames()) await ask(`SELECT * FROM ${name}`);
    const after = await files();
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [file, bytes] of before)
      if (file.startsWith('tables/')) expect(Buffer.compare(after.get(file)!, bytes), file).toBe(0);
    expect(
      [...after.keys()].filter((file) => resultNames().some((each) => file.includes(`/${each}.`)))
    ).toEqual([]);
  }, 60_000);

  it('says what is wrong, where, and what may have been meant', async () => {
    const fault = async (sql: string) => {
      const outcome = await engine.runSql(sql, question, quiet);
      if ('answer' in outcome) throw new Error(`expected a fault, got an answer: ${sql}`);
      const { why, place, word, near } = outcome.fault;
      return { why, place, word, near };
    };
    expect(await fault('SELECT nam\nFROM communities')).toMatchObject({
      ...{ why: 'column', place: { line: 1, column: 8 }, word: 'nam' },
      near: expect.arrayContaining(['name'])
    });
    expect(await fault('SELECT *\nFROM comunities')).toMatchObject({
      ...{ why: 'table', place: { line: 2, column: 6 }, word: 'comunities', near: ['communities'] }
    });
    expect(await fault('SELECT lenth(name) FROM communities')).toMatchObject({
      why: 'unknown_function',
      near: ['length']
    });
    expect(await fault('SELECT 1 +')).toMatchObject({ why: 'syntax' });
    expect(await fault("SELECT 'a'::INT")).toMatchObject({ why: 'type' });
    expect(await fault('SELECT name, count(*) FROM communities')).toMatchObject({ why: 'group' });
    expect(await fault('DROP TABLE communities')).toMatchObject({
      why: 'verb',
      place: { line: 1, column: 1 },
      word: 'DROP'
    });
  });

  it('sees another study once that is on the desk', async () => {
    expect(rowsOf(await ask('SELECT count(*) FROM communities'))).toEqual([[12]]);
    await engine.openSample(sample, quiet);
    expect(rowsOf(await ask('SELECT count(*) FROM points'))[0][0]).toBeGreaterThan(100);
  }, 60_000);
});

it('a long query is stopped', async () => {
  opened.engine = 'native';
  vi.stubGlobal('fetch', async (url: string) => new Response(readFileSync(new URL(url))));
  const engine = createEngine();
  await engine.start({ wasm: '', worker: '' }, quiet);
  await engine.openSample(sample, quiet);
  const long = engine.runSql(
    'SELECT sum(a.x * b.x) FROM range(1000000) AS a(x), range(1000000) AS b(x)',
    question,
    quiet
  );
  const timer = setInterval(() => engine.stopSql(), 20);
  await expect(long).rejects.toMatchObject({ name: 'Stopped' });
  clearInterval(timer);
  const outcome = await engine.runSql('SELECT 1', question, quiet);
  expect('answer' in outcome).toBe(true);
}, 60_000);
