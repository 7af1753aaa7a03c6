/**
 * A table of the bureau's own (`staffing`, `unit_status`, `visits`, `estates`, `grids`, `candidate_sites`, `tasks`, and `admin_units` for
 * what units say of themselves beside totals). An index is a row; each row counts for one unit, or for one facility.
 */
export interface Ledger {
  /** Unit of each row (index in `Units`, any level), −1: none, or a name that is no unit's. */
  unit: Int32Array;
  /** Code of the facility that the row is of, '' for none; absent where no row names one. */
  facility?: string[];
  /** Columns of numbers, yes and no as 1 and 0; NaN: not given. A column that nobody gives is absent. */
  numbers: Record<string, Float64Array>;
  /** Columns of texts; lists with `;` between; '': not given. */
  texts: Record<string, string[]>;
}

/** The ledgers of a study by table; one that was not given is absent. */
export type Ledgers = Partial<Record<LedgerTable, Ledger>>;

export const LEDGER_TABLES = [
  'admin_units',
  'staffing',
  'unit_status',
  'visits',
  'estates',
  'grids',
  'candidate_sites',
  'tasks'
] as const;
export type LedgerTable = (typeof LEDGER_TABLES)[number];
