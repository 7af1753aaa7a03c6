import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteName, type Column, type Database, type Table } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { openWasmInNode } from './open-wasm-in-node.ts';

let native: Database;
let wasm: Database;
beforeAll(async () => {
  [native, wasm] = await Promise.all([openNative(), openWasmInNode()]);
}, 60_000);
afterAll(async () => {
  await native.close();
  await wasm.close();
});

const both = async <T>(use: (db: Database) => Promise<T>): Promise<[T, T]> => [
  await use(native),
  await use(wasm)
];

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', '北新桥街道', '𠮷㐂𠮷', '\uFEFF先', 'a\0b', '"\'`;--', 'NULL', '长'.repeat(20_000))
);
const double = fc.oneof(fc.double(), fc.constantFrom(NaN, -0, 0, Infinity, -Infinity, 5e-324, 2 ** 53 + 2));
const column = (rows: number): fc.Arbitrary<Column> =>
  fc.oneof(
    fc
      .array(double, { minLength: rows, maxLength: rows })
      .map((values): Column => ({ type: 'DOUBLE', values: Float64Array.from(values) })),
    fc
      .array(fc.option(text), { minLength: rows, maxLength: rows })
      .map((values): Column => ({ type: 'VARCHAR', values })),
    fc
      .array(fc.option(fc.uint8Array({ maxLength: 40 })), { minLength: rows, maxLength: rows })
      .map((values): Column => ({ type: 'BLOB', values: values.map((v) => v && Uint8Array.from(v)) }))
  );
const columnName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !name.includes('\0')),
  fc.constantFrom('say "hi"', '常住人口', "it's", 'a b', 'select', '"', 'x"); DROP TABLE t; --')
);
const table = fc.integer({ min: 0, max: 30 }).chain((rows) =>
  fc
    .uniqueArray(fc.tuple(columnName, column(rows)), {
      minLength: 1,
      maxLength: 5,
      selector: ([name]) => name.toLowerCase()
    })
    .map((columns): Table => new Map(columns))
);

describe('both engines', () => {
  it('give back every table as it was put in', async () => {
    await fc.assert(
      fc.asyncProperty(table, columnName, async (given, name) => {
        for (const db of [native, wasm]) {
          await db.insert(name, given);
          expect(await db.query(`SELECT * FROM ${quoteName(name)}`)).toEqual(given);
          await db.run(`DROP TABLE ${quoteName(name)}`);
        }
      }),
      { numRuns: 40 }
    );
  });

  it('keep order and values of 200,000 rows', async () => {
    const rows = 200_000;
    const given: Table = new Map<string, Column>([
      [
        'n',
        { type: 'DOUBLE', values: Float64Array.from({ length: rows }, (_, i) => (i % 7 === 0 ? NaN : i / 3)) }
      ],
      [
        't',
        { type: 'VARCHAR', values: Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? null : `第${i}户`)) }
      ],
      [
        'b',
        {
          type: 'BLOB',
          values: Array.from({ length: rows }, (_, i) => (i % 3 ? Uint8Array.of(i, i >> 8) : null))
        }
      ]
    ]);
    for (const db of [native, wasm]) {
      await db.insert('many', given);
      const got = await db.query('SELECT * FROM many');
      for (const [name, { values }] of given) {
        const other = got.get(name)!.values;
        expect(other.length).toBe(rows);
        let unequal = 0;
        for (let i = 0; i < rows; i++) if (String(values[i]) !== String(other[i])) unequal++;
        expect(unequal).toBe(0);
      }
      const sum = await db.query('SELECT count(n) AS n, sum(n) AS s FROM many WHERE t IS NOT NULL');
      const counted = Array.from({ length: rows }, (_, i) => i).filter((i) => i % 7 && i % 5).length;
      expect(sum.get('n')!.values).toEqual(Float64Array.of(counted));
      await db.run('DROP TABLE many');
    }
  }, 60_000);

  it('bring every SQL type to doubles, text or bytes alike', async () => {
    const sql = `SELECT 1::TINYINT a, 2::USMALLINT b, 3::INTEGER c, 9007199254740993::BIGINT d,
      18446744073709551615::UBIGINT e, sum(i)::HUGEINT f, 5::UHUGEINT g, 1.5::FLOAT h, 1234.567::DECIMAL(18,3) j,
      -12345678901234567890.123::DECIMAL(38,3) k, true l, false m, 'x'::ENUM('x','y') n, DATE '2020-02-29' o,
      TIMESTAMP '2020-02-29 10:11:12.5' p, TIME '10:11:12' q, INTERVAL 40 DAY r, [1, NULL, 2] s, {'a': '文'} t,
      MAP {'k': 1} u, '0101'::BIT v, 5::BIGNUM w, '\\xAA\\x00'::BLOB x, NULL y, 0.1::DECIMAL(2,1) z,
      'f47ac10b-58cc-4372-a567-0e02b2c3d479'::UUID aa FROM range(4) AS r(i);`;
    const [a, b] = await both((db) => db.query(sql));
    expect(b).toEqual(a);
    const value = (name: string) => a.get(name)!.values[0];
    expect([value('a'), value('d'), value('e'), value('f'), value('j'), value('z')]).toEqual([
      1, 9007199254740992, 18446744073709552000, 6, 1234.567, 0.1
    ]);
    expect([value('l'), value('m'), value('n'), value('o'), value('s'), value('t'), value('v')]).toEqual([
      1,
      0,
      'x',
      '2020-02-29',
      '[1, NULL, 2]',
      "{'a': 文}",
      '0101'
    ]);
    expect(value('p')).toBe('2020-02-29 10:11:12.5');
    expect(value('x')).toEqual(Uint8Array.of(0xaa, 0));
    expect(value('y')).toBeNaN();
  });

  it('turn decimals into the nearest double', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
        fc.integer({ min: 0, max: 9 }),
        async (n, scale) => {
          const [a, b] = await both((db) =>
            db.query(
              `SELECT CAST(? AS DECIMAL(38,0))::DECIMAL(28,0) / 1 AS x, '${n}e-${scale}'::DECIMAL(38,9) AS y`,
              [n]
            )
          );
          expect(b).toEqual(a);
          expect(a.get('y')!.values[0]).toBe(Number(`${n}e-${scale}`) + 0);
        }
      ),
      { numRuns: 40 }
    );
  });

  it('take values as parameters, never as SQL', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.option(text.filter((t) => !t.includes('\0'))),
        fc.option(fc.double({ noDefaultInfinity: true })),
        async (t, n) => {
          const [a, b] = await both((db) => db.query('SELECT ?::VARCHAR AS t, ?::DOUBLE AS n', [t, n]));
          expect(b).toEqual(a);
          expect(a.get('t')!.values[0]).toBe(t);
          expect(a.get('n')!.values[0]).toBe(n ?? NaN);
        }
      ),
      { numRuns: 40 }
    );
    const [a, b] = await both((db) => db.query('SELECT typeof(?) AS t, ?::VARCHAR AS one', [1, 1]));
    expect(a).toEqual(b);
    expect([a.get('t')!.values[0], a.get('one')!.values[0]]).toEqual(['DOUBLE', '1.0']);
  });

  it('refuse what would be stored or read wrongly', async () => {
    for (const db of [native, wasm]) {
      await expect(db.query('SELECT 1 AS a, 2 AS a')).rejects.toThrow('different names, got a twice');
      await expect(db.run('SELECT ?', [Infinity])).rejects.toThrow('finite number as parameter 1');
      await expect(db.run('SELECT ?', ['a\0'])).rejects.toThrow('NUL');
      await expect(db.run('SELECT ?', [])).rejects.toThrow(/parameter/);
      await expect(db.run('SELECT 1; SELECT 2')).rejects.toThrow('multiple statements');
      await expect(db.query('SELECT * FROM nowhere')).rejects.toThrow('nowhere does not exist');
      await expect(db.insert('t', new Map())).rejects.toThrow('at least one column');
      const twice: Table = new Map<string, Column>([
        ['Name', { type: 'VARCHAR', values: ['a'] }],
        ['name', { type: 'VARCHAR', values: ['b'] }]
      ]);
      await expect(db.insert('t', twice)).rejects.toThrow('Name and name');
      const ragged: Table = new Map<string, Column>([
        ['a', { type: 'VARCHAR', values: ['a'] }],
        ['b', { type: 'VARCHAR', values: [] }]
      ]);
      await expect(db.insert('t', ragged)).rejects.toThrow('expected 1 rows in column b, got 0');
    }
    expect(() => quoteName('a\0b')).toThrow('NUL');
    expect(quoteName('a"b')).toBe('"a""b"');
  });

  it('keep the old table when an insert fails, and replace it when it does not', async () => {
    const one = (value: number): Table =>
      new Map([['v', { type: 'DOUBLE', values: Float64Array.of(value) }]]);
    for (const db of [native, wasm]) {
      await db.insert('kept', one(1));
      await expect(db.insert('kept', new Map())).rejects.toThrow();
      expect((await db.query('SELECT v FROM kept')).get('v')!.values).toEqual(Float64Array.of(1));
      await db.insert('kept', one(2));
      expect((await db.query('SELECT v FROM kept')).get('v')!.values).toEqual(Float64Array.of(2));
    }
  });

  it('are shut off from files, the network and their own settings', async () => {
    for (const db of [native, wasm]) {
      await expect(db.query("SELECT * FROM read_csv('/etc/passwd')")).rejects.toThrow(
        /disabled by configuration/
      );
      await expect(db.run("COPY (SELECT 1) TO '/tmp/yike-leak.csv'")).rejects.toThrow(
        /disabled by configuration/
      );
      await expect(db.run('SET enable_external_access=true')).rejects.toThrow();
      await expect(db.run('SET threads=4')).rejects.toThrow(/locked/);
      await expect(db.run('LOAD spatial')).rejects.toThrow(/disabled through configuration/);
      // The engine still answers rightly after all these errors.
      expect((await db.query('SELECT sum(i) AS s FROM range(10) AS r(i)')).get('s')!.values[0]).toBe(45);
    }
  });

  it('answer calls made at once in their order', async () => {
    for (const db of [native, wasm]) {
      const one = (value: number): Table =>
        new Map([['v', { type: 'DOUBLE', values: Float64Array.of(value) }]]);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => [
          db.insert('shared', one(i)),
          db.query('SELECT v FROM shared').then((t) => t.get('v')!.values[0])
        ]).flat()
      );
      expect(answers.filter((a) => a !== undefined)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    }
  });
});
