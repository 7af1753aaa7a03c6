import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuery } from '../../../src/lib/workbench/sql/check-query.ts';
import { readFault } from '../../../src/lib/workbench/sql/sql-fault.ts';
import { numbersOfTexts } from '../../../src/lib/workbench/sql/sql-types.ts';
import { keepQueries, readQueries, rememberQuery } from '../../../src/lib/workbench/sql/query-history.ts';
import { placeOf, tokenize } from '../../../src/lib/workbench/sql/tokens.ts';

const textsOf = (sql: string) => tokenize(sql).tokens.map(({ text }) => text);
const whyOf = (sql: string) => {
  const checked = checkQuery(sql);
  return 'refusal' in checked ? checked.refusal.why : null;
};

describe('tokens of SQL', () => {
  it.each([
    [
      'SELECT \'a;b\', "c;d" -- e;f\n, $$g;h$$ /* i; /* j; */ k; */',
      ['SELECT', "'a;b'", ',', 'c;d', ',', '$$g;h$$']
    ],
    ["SELECT 'it''s; ok'", ['SELECT', "'it''s; ok'"]],
    ["SELECT E'a\\'; b'", ['SELECT', "E'a\\'; b'"]],
    ["SELECT 'a\\'", ['SELECT', "'a\\'"]],
    ['SELECT "a""b;"', ['SELECT', 'a"b;']],
    ['SELECT $t$ $$ ; $t$', ['SELECT', '$t$ $$ ; $t$']],
    ['SELECT 社区, 1.5e3+.5', ['SELECT', '社区', ',', '1.5e3', '+', '.5']],
    ['SELECT a$b', ['SELECT', 'a$b']]
  ])('%s', (sql, texts) => expect(textsOf(sql)).toEqual(texts));

  it('cover the text in order, whatever it is, and end', () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      '$$',
      '$a$',
      '--',
      '\n',
      '/*',
      '*/',
      ';',
      'a',
      '𠮷',
      '\\',
      'E',
      '1',
      ' ',
      '(',
      '\uFEFF'
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const sql = pieces.join('');
        const { tokens, unclosed } = tokenize(sql);
        let at = 0;
        for (const token of tokens) {
          expect(token.at).toBeGreaterThanOrEqual(at);
          expect(token.end).toBeGreaterThan(token.at);
          at = token.end;
        }
        expect(at).toBeLessThanOrEqual(sql.length);
        if (unclosed) expect(unclosed.at).toBeGreaterThanOrEqual(at);
      })
    );
  });

  it('say what is not closed, and where', () => {
    expect(tokenize("SELECT 'a").unclosed).toEqual({ what: 'text', at: 7 });
    expect(tokenize('SELECT "a').unclosed).toEqual({ what: 'name', at: 7 });
    expect(tokenize('SELECT /* /* */ 1').unclosed).toEqual({ what: 'comment', at: 7 });
    expect(tokenize('SELECT $x$ $$').unclosed).toEqual({ what: 'text', at: 7 });
  });

  it('have places by line and sign', () => {
    expect(placeOf('SELECT\r\n  𠮷x', 12)).toEqual({ line: 2, column: 4 });
  });
});

describe('queries', () => {
  it.each([
    'SELECT 1',
    'select 1;',
    'SELECT 1 ; ; -- the end',
    '-- first\nWITH a AS (SELECT 1) SELECT * FROM a',
    'FROM units',
    '(SELECT 1) UNION ALL (SELECT 2)',
    'VALUES (1), (2)',
    "SELECT extract(year FROM DATE '2020-01-01')",
    "SELECT trim(both 'x' from 'xax')",
    "SELECT ';' AS a, 'DROP TABLE x' AS b",
    'DESCRIBE units',
    'SUMMARIZE points',
    'SHOW TABLES',
    'SELECT "delete" FROM (SELECT 1 AS "delete")'
  ])('%s is looked at', (sql) => expect(whyOf(sql)).toBeNull());

  it.each([
    ['', 'empty'],
    ['  -- nothing', 'empty'],
    [';', 'empty'],
    ['SELECT 1; SELECT 2', 'several'],
    ['SELECT 1; DROP TABLE units', 'several'],
    ["SELECT 1 /* '; */ ; DELETE FROM units --'", 'several'],
    ["SELECT E'\\''; DROP TABLE units; --'", 'several'],
    ['SELECT $$;$$; DROP TABLE units', 'several'],
    ['SELECT 1) AS x; DROP TABLE units; SELECT * FROM (SELECT 1', 'several'],
    ['SELECT 1) UNION ALL (SELECT 2', 'brackets'],
    ['SELECT (1', 'brackets'],
    ["SELECT 'a", 'unclosed'],
    ['SELECT /* 1', 'unclosed'],
    ['DROP TABLE units', 'verb'],
    ['CREATE TABLE a AS SELECT 1', 'verb'],
    ['CREATE TEMP TABLE a AS SELECT 1', 'verb'],
    ["INSERT INTO units VALUES ('a')", 'verb'],
    ["UPDATE units SET name = 'x'", 'verb'],
    ['DELETE FROM units', 'verb'],
    ['TRUNCATE units', 'verb'],
    ['ALTER TABLE units ADD COLUMN a INT', 'verb'],
    ["COPY units TO 'x.csv'", 'verb'],
    ["ATTACH 'x.db'", 'verb'],
    ['DETACH memory', 'verb'],
    ['INSTALL spatial', 'verb'],
    ['LOAD spatial', 'verb'],
    ['PRAGMA database_list', 'verb'],
    ['SET threads = 4', 'verb'],
    ['RESET threads', 'verb'],
    ['CALL enable_logging()', 'verb'],
    ['EXPLAIN ANALYZE SELECT 1', 'verb'],
    ["EXPORT DATABASE 'x'", 'verb'],
    ['BEGIN', 'verb'],
    ['COMMIT', 'verb'],
    ['ROLLBACK', 'verb'],
    ['CHECKPOINT', 'verb'],
    ['VACUUM', 'verb'],
    ['USE memory', 'verb'],
    ['PREPARE a AS SELECT 1', 'verb'],
    ["SELECT * FROM read_csv('/etc/passwd')", 'function'],
    ["SELECT * FROM READ_TEXT('/etc/passwd')", 'function'],
    ['SELECT * FROM "read_text"(\'/etc/passwd\')', 'function'],
    ["SELECT * FROM read_blob /* x */ ('/etc/passwd')", 'function'],
    ["SELECT * FROM glob('/*')", 'function'],
    ["SELECT * FROM parquet_metadata('x')", 'function'],
    ["SELECT * FROM query('SELECT 1')", 'function'],
    ["SELECT * FROM query_table('units')", 'function'],
    ['SELECT * FROM checkpoint()', 'function'],
    ['SELECT * FROM enable_logging()', 'function'],
    ["SELECT write_log('x')", 'function'],
    ['SELECT * FROM arrow_scan(1, 2, 3)', 'function'],
    ["SELECT * FROM '/etc/passwd'", 'file'],
    ["FROM 'https://example.com/x.csv'", 'file'],
    ["SELECT * FROM units JOIN 'x.parquet' ON true", 'file'],
    ['SELECT ?', 'parameter'],
    ['SELECT $1', 'parameter'],
    ['SELECT \0', 'nul'],
    [`SELECT ${'1+'.repeat(60_000)}1`, 'long']
  ])('%s is refused', (sql, why) => expect(whyOf(sql)).toBe(why));

  it('end before the `;`, and name their tables', () => {
    const checked = checkQuery('SELECT a FROM "Points" ; -- x');
    expect(checked).toEqual({
      query: { text: 'SELECT a FROM "Points"', names: new Set(['select', 'a', 'from', 'points']) }
    });
  });
});

describe('what the engine says', () => {
  it('gets a place in the text and the names that were meant', () => {
    const message =
      'Binder Error: Referenced column "nam" not found in FROM clause!\nCandidate bindings: "name", "rank"\n\nLINE 4: WHERE nam = 1\n              ^';
    expect(readFault(message, 'SELECT *\nFROM f\nWHERE nam = 1', 1)).toEqual({
      ...{ why: 'column', place: { line: 3, column: 7 }, word: 'nam', near: ['name', 'rank'] },
      raw: 'Binder Error: Referenced column "nam" not found in FROM clause!\nCandidate bindings: "name", "rank"'
    });
  });

  it('finds the place in a long line of which it shows a piece', () => {
    const text = `SELECT ${'1, '.repeat(60)}nam FROM units`;
    const message = `Binder Error: Referenced column "nam" not found in FROM clause!\n\nLINE 2: ...${text.slice(150)}\n           ${' '.repeat(text.indexOf('nam') - 150)}^`;
    expect(readFault(message, text, 1).place).toEqual({ line: 1, column: text.indexOf('nam') + 1 });
  });
});

describe('numbers', () => {
  it('stay text where a double would lose digits', () => {
    expect(numbersOfTexts('BIGINT', ['1', null, '-42'])).toEqual(Float64Array.of(1, NaN, -42));
    expect(numbersOfTexts('BIGINT', ['9007199254740991'])).toEqual(Float64Array.of(9007199254740991));
    expect(numbersOfTexts('BIGINT', ['1', '9007199254740993'])).toBeNull();
    expect(numbersOfTexts('DECIMAL(18,3)', ['1.234', '-0.100'])).toEqual(Float64Array.of(1.234, -0.1));
    expect(numbersOfTexts('DECIMAL(38,18)', ['1.000000000000000001'])).toBeNull();
    expect(numbersOfTexts('FLOAT', ['0.1', 'inf', '-inf'])).toEqual(
      Float64Array.of(0.1, Infinity, -Infinity)
    );
    expect(numbersOfTexts('VARCHAR', ['1'])).toBeNull();
  });
});

describe('queries of before', () => {
  it('are kept once each, the last first, and odd ones are forgotten', () => {
    const held = new Map<string, string>();
    const storage = () => ({
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => void held.set(key, value)
    });
    let queries = readQueries(storage);
    for (const text of ['SELECT 1', 'SELECT 2', ' SELECT 1 '])
      queries = rememberQuery(queries, text, storage);
    expect(readQueries(storage)).toEqual(['SELECT 1', 'SELECT 2']);
    keepQueries(
      Array.from({ length: 80 }, (_, i) => `SELECT ${i}`),
      storage
    );
    expect(readQueries(storage)).toHaveLength(50);
    for (const odd of ['{', '{"a":1}', '[1,null,"SELECT 3"]']) {
      held.set('yike.sql', odd);
      expect(readQueries(storage)).toEqual(odd.startsWith('[') ? ['SELECT 3'] : []);
    }
    const full = () => ({
      getItem: () => null,
      setItem: () => {
        throw new Error('QuotaExceededError');
      }
    });
    expect(rememberQuery([], 'SELECT 1', full)).toEqual(['SELECT 1']);
  });
});
