import { lengthOf, quoteName, type Parameter, type Table } from './database.ts';

/**
 * Parameters as both engines take them alike: NaN is NULL. Throws on an infinite number and on text with a NUL
 * character, which the browser's engine would turn into something else without a word.
 */
export function checkedParameters(parameters: Parameter[]): Parameter[] {
  return parameters.map((value, i) => {
    if (typeof value === 'number' && Number.isNaN(value)) return null;
    if (value === Infinity || value === -Infinity)
      throw new Error(`expected a finite number as parameter ${i + 1}, got ${value}`);
    if (typeof value === 'string' && value.includes('\0'))
      throw new Error(`expected text without NUL characters as parameter ${i + 1}`);
    return value;
  });
}

/** Throws where a table cannot be stored: no columns, unequal lengths, names that DuckDB takes for one (it ignores case). */
export function checkTable(table: Table): void {
  if (table.size === 0) throw new Error('expected at least one column, got none');
  const rows = lengthOf([...table.values()][0]);
  const seen = new Map<string, string>();
  for (const [name, column] of table) {
    const same = seen.get(name.toLowerCase());
    if (same !== undefined) throw new Error(`expected column names that differ, got ${same} and ${name}`);
    seen.set(name.toLowerCase(), name);
    if (lengthOf(column) !== rows)
      throw new Error(`expected ${rows} rows in column ${name}, got ${lengthOf(column)}`);
  }
}

/** Throws where two columns of a result have one name: the second would hide the first. */
export function checkResultNames(names: string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new Error(`expected result columns with different names, got ${twice} twice`);
}

/** `CREATE TABLE` of the table's columns. */
export function createStatement(name: string, table: Table): string {
  const columns = [...table].map(([column, { type }]) => `${quoteName(column)} ${type}`);
  return `CREATE TABLE ${quoteName(name)} (${columns.join(', ')})`;
}

/** SQL types that arrive as they are; every other column is cast in SQL, to DOUBLE or to text. */
const PLAIN =
  /^(BOOLEAN|U?(TINY|SMALL|BIG)INT|U?INTEGER|HUGEINT|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\)|VARCHAR|BLOB|"NULL"|ENUM\(.*\))$/s;

/** The SQL type a column of `type` must be cast to before it crosses, null: none. */
export function castFor(type: string): 'DOUBLE' | 'VARCHAR' | null {
  if (PLAIN.test(type)) return null;
  return type === 'UHUGEINT' || type === 'BIGNUM' ? 'DOUBLE' : 'VARCHAR';
}

/** `sql` (one query) with its columns cast, by position, and named c0, c1, …; null leaves a column as it is. */
export function castQuery(sql: string, casts: ('DOUBLE' | 'VARCHAR' | null)[]): string {
  const names = casts.map((_, i) => `c${i}`);
  const columns = casts.map((cast, i) => (cast ? `CAST(c${i} AS ${cast}) AS c${i}` : `c${i}`));
  return `SELECT ${columns.join(', ')} FROM (\n${sql.replace(/[;\s]+$/, '')}\n) AS t(${names.join(', ')})`;
}

/**
 * Runs tasks one after the other, in the order of the calls: a connection serves one statement at a time, and nothing
 * slips between the steps of an insert. A task that fails does not stop the next.
 */
export function inTurns(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** `value` as an SQL text literal, for the statements that take no parameters (SET, COPY); everywhere else it is one. */
export function quoteText(value: string): string {
  if (value.includes('\0')) throw new Error('expected text without NUL characters');
  return `'${value.replaceAll("'", "''")}'`;
}

/**
 * Settings of every connection, first and in this order. A missing extension must give a clean error: a failed fetch
 * corrupts the browser's engine, and nothing may leave the machine.
 */
export function settings(extensionAddress: string): string[] {
  return [
    'SET autoinstall_known_extensions=false',
    'SET autoload_known_extensions=false',
    `SET custom_extension_repository=${quoteText(extensionAddress)}`,
    'SET enable_external_access=false',
    'SET lock_configuration=true'
  ];
}
