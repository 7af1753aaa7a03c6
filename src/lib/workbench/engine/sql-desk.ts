import type { Study } from '../../study/study.ts';
import type { Column, Database, Reader, Table } from '../../tables/database.ts';
import { FIELDS, LAYERS_TABLE } from '../../tables/schema.ts';
import { checkQuery } from '../sql/check-query.ts';
import {
  RESULT_TABLES,
  resultNames,
  type ResultKind,
  type ResultTable,
  type SqlColumn
} from '../sql/result-tables.ts';
import { faultOfRefusal, readFault } from '../sql/sql-fault.ts';
import type { SqlAnswer, SqlOutcome, SqlTable } from '../sql/sql-answer.ts';
import { castOf, numbersOfTexts } from '../sql/sql-types.ts';
import { emptyResult, presentTable, studyTable, type PresentAnswer } from './sql-tables.ts';
import { packTexts, type TextBytes } from './table-rows.ts';
import { Stopped } from './user-error.ts';

/** Where the tables of results come from; each is made of what is given at the time. */
export interface SqlSources {
  /** Other objects or texts than the last time: what was made of them is stale. */
  key: Record<ResultKind, readonly unknown[]>;
  present: () => PresentAnswer;
  /** Long: all rules of the study. */
  study: () => Promise<Study>;
}

/** Rows of an answer at most. */
const MOST_ROWS = 100_000;

/** Answers queries of the user's own on the tables of the study, and changes nothing. */
export class SqlDesk {
  private reader: Reader | null = null;
  private readonly made = new Map<ResultTable, readonly unknown[]>();
  private stops = 0;

  /** The tables, those of the data first, each with its columns. */
  async tables(db: Database): Promise<SqlTable[]> {
    const found = await db.query(
      "SELECT table_name AS t, column_name AS c, data_type AS d FROM duckdb_columns() WHERE schema_name = 'main' ORDER BY table_name, column_index"
    );
    const of = (name: string) => (found.get(name)?.values ?? []) as string[];
    const inputs = new Map<string, SqlColumn[]>();
    of('t').forEach((table, i) => {
      if (!(table in FIELDS) && table !== LAYERS_TABLE) return;
      const columns = inputs.get(table) ?? [];
      inputs.set(table, columns);
      columns.push({ name: of('c')[i], type: of('d')[i] });
    });
    const order = [...Object.keys(FIELDS), LAYERS_TABLE];
    const named = (name: string, kind: SqlTable['kind'], columns: SqlColumn[]): SqlTable => ({
      name,
      kind,
      columns
    });
    return [
      ...order.flatMap((name) => (inputs.has(name) ? [named(name, 'input', inputs.get(name)!)] : [])),
      ...resultNames().map((name) => named(name, RESULT_TABLES[name].kind, RESULT_TABLES[name].columns))
    ];
  }

  /** Runs one query; throws `Stopped` when it was stopped. */
  async run(db: Database, text: string, sources: SqlSources, most = MOST_ROWS): Promise<SqlOutcome> {
    const before = this.stops;
    const checked = checkQuery(text);
    if ('refusal' in checked) return { fault: faultOfRefusal(checked.refusal, text) };
    const { query } = checked;
    const reader = (this.reader ??= await db.openReader());
    const used = resultNames().filter((name) => query.names.has(name));
    await this.prepare(reader, used, sources);
    if (this.stops > before) throw new Stopped();
    const began = performance.now();
    try {
      const types = typesOf(await reader.read(`DESCRIBE SELECT * FROM (\n${query.text}\n)`));
      if (this.stops > before) throw new Stopped();
      const names = types.map((_, i) => `c${i}`);
      const cells = types.map(({ type }, i) => `${castOf(type, `c${i}`)} AS c${i}`).join(', ');
      const rows = await reader.read(
        `SELECT ${cells} FROM (\n${query.text}\n) AS t(${names.join(', ')}) LIMIT ${most + 1}`
      );
      const seconds = (performance.now() - began) / 1000;
      return { answer: { ...answerOf(types, rows, most), seconds, used } };
    } catch (error) {
      if (this.stops > before) throw new Stopped();
      if (!(error instanceof Error) || isBroken(error.message)) throw error;
      return { fault: readFault(error.message, query.text, 1) };
    }
  }

  /** Ends what is under way. */
  stop(): void {
    this.stops++;
    this.reader?.stop();
  }

  /** Puts the tables that are asked for and stale into the reader, and empty ones where nothing was made yet. */
  private async prepare(reader: Reader, used: ResultTable[], sources: SqlSources): Promise<void> {
    let study: Study | null = null;
    let present: PresentAnswer | null = null;
    for (const name of resultNames()) {
      const { kind } = RESULT_TABLES[name];
      const key = sources.key[kind];
      const last = this.made.get(name);
      if (!used.includes(name)) {
        // An older answer is not to be found under the name: DESCRIBE and SHOW need only its columns.
        if (!last) {
          await reader.put(name, emptyResult(name));
          this.made.set(name, []);
        }
        continue;
      }
      if (last && last.length === key.length && last.every((each, i) => each === key[i])) continue;
      this.made.set(name, []);
      if (kind === 'study') await reader.put(name, studyTable(name, (study ??= await sources.study())));
      else await reader.put(name, presentTable(name, (present ??= sources.present())));
      this.made.set(name, key);
    }
  }
}

/** The engine is not to be trusted any more; the page's end takes it out of service. */
const isBroken = (message: string): boolean =>
  /memory access out of bounds|table index is out of bounds|the database worker failed|null function or function signature|the database is closed/i.test(
    message
  );

function typesOf(described: Table): SqlColumn[] {
  const of = (name: string) => described.get(name)!.values as string[];
  return of('column_name').map((name, i) => ({ name, type: of('column_type')[i] }));
}

function answerOf(
  types: SqlColumn[],
  rows: Table,
  most: number
): Pick<SqlAnswer, 'columns' | 'count' | 'isCut'> {
  const found = [...rows.values()];
  const all = found[0]?.values.length ?? 0;
  const count = Math.min(all, most);
  const columns = types.map((each, i) => ({ ...each, values: valuesOf(each.type, found[i], count) }));
  return { columns, count, isCut: all > most };
}

function valuesOf(type: string, column: Column, count: number): Float64Array | TextBytes {
  if (column.type === 'DOUBLE') return column.values.slice(0, count);
  const texts = column.values.slice(0, count) as (string | null)[];
  return numbersOfTexts(type, texts) ?? packTexts(texts);
}

/** The buffers of an answer, to be handed over. */
export function answerBuffers({ columns }: SqlAnswer): ArrayBuffer[] {
  return columns.flatMap(({ values }) =>
    values instanceof Float64Array ? [values.buffer] : [values.bytes.buffer, values.offsets.buffer]
  ) as ArrayBuffer[];
}
