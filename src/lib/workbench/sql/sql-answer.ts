import type { TextBytes } from '../engine/table-rows.ts';
import type { ResultKind, ResultTable, SqlColumn } from './result-tables.ts';
import type { SqlFault } from './sql-fault.ts';

/** A table that can be asked; `input`: as the data has it, without the edits of the scenario. */
export interface SqlTable {
  name: string;
  kind: 'input' | ResultKind;
  columns: SqlColumn[];
}

/** A column of an answer; texts '' and missing values alike are empty. Of bytes (shapes) the number of them. */
export interface SqlAnswerColumn extends SqlColumn {
  values: Float64Array | TextBytes;
}

export interface SqlAnswer {
  columns: SqlAnswerColumn[];
  count: number;
  /** There were more rows than are shown. */
  isCut: boolean;
  seconds: number;
  /** Tables of results that it was asked of. */
  used: ResultTable[];
}

export type SqlOutcome = { answer: SqlAnswer } | { fault: SqlFault };
