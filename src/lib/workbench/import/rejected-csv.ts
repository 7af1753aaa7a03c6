import type { ImportReport } from '../../import/report.ts';
import { writeCsv } from '../../report/csv.ts';
import type { Column } from '../../tables/database.ts';

/** The rows of a file that were not accepted, with the reason of each, as a table for Excel. */
export function rejectedCsv(report: ImportReport): Uint8Array {
  const texts = (values: string[]): Column => ({ type: 'VARCHAR', values });
  return writeCsv(
    new Map<string, Column>([
      ['row', { type: 'DOUBLE', values: Float64Array.from(report.rejected, (r) => r.row) }],
      ['field', texts(report.rejected.map((r) => r.field))],
      ['code', texts(report.rejected.map((r) => r.code))],
      ['reason', texts(report.rejected.map((r) => r.reason))]
    ]),
    { bom: true }
  );
}
