import type { Column, Table } from '../tables/database.ts';
import { SOURCE_ROW } from '../tables/schema.ts';
import type { CheckedLayer } from './checks/check-layer.ts';
import { FORMS } from './fields.ts';
import { reason, type Lang } from './reasons.ts';
import type { ImportReport, Rejected } from './report.ts';
import type { Source } from './source.ts';

const rowsOf = (table: Table): number => table.values().next().value?.values.length ?? 0;

/** The source with the rows that the stored table has already made faults: they were mended and added before. */
export function withoutKnown(source: Source, stored: Table): Source {
  const known = new Set<unknown>(stored.get(SOURCE_ROW)?.values ?? []);
  const faults: Source['faults'] = [];
  source.rowNumbers.forEach((row, index) => {
    if (known.has(row)) faults.push({ index, code: 'already_there', params: {} });
  });
  return faults.length === 0 ? source : { ...source, faults: [...faults, ...source.faults] };
}

/**
 * What was checked, made fit to be added to the stored table: a unit whose people are there already is rejected, a code that
 * another row has gets a number (and a line). The warning says how many rows there will be.
 */
export function addTo(stored: Table, checked: CheckedLayer, lang: Lang = 'zh'): CheckedLayer {
  const { layer } = checked.report;
  const known = layer === 'population' ? wordsOf(stored, 'unit') : new Set<string>();
  const units = checked.table.get('unit')?.values;
  const rows = checked.table.get(SOURCE_ROW)!.values as Float64Array;
  const twice = [...rows.keys()].filter((i) => known.has(String(units?.[i] ?? '').toLowerCase()));
  const rejected: Rejected[] = twice.map((i) => ({
    row: rows[i],
    field: 'unit',
    code: 'unit_there',
    reason:
      (lang === 'zh' ? `第 ${rows[i]} 行` : `row ${rows[i]} `) +
      reason('unit_there', { name: String(units?.[i]) }, lang)
  }));
  const table = twice.length > 0 ? dropRows(checked.table, new Set(twice)) : checked.table;
  const report: ImportReport = {
    ...checked.report,
    accepted: checked.report.accepted - twice.length,
    rejected: [...checked.report.rejected, ...rejected].sort((a, b) => a.row - b.row),
    repaired: [...checked.report.repaired, ...renumber(table, stored, FORMS[layer].code)]
  };
  const before = rowsOf(stored);
  const params = {
    layer: FORMS[layer].en,
    layer_zh: FORMS[layer].zh,
    count: report.accepted,
    before,
    after: before + rowsOf(table)
  };
  report.warnings = [...report.warnings, { code: 'rows_added', message: reason('rows_added', params, lang) }];
  return { table, report };
}

const wordsOf = (table: Table, field: string): Set<string> =>
  new Set(((table.get(field)?.values ?? []) as (string | null)[]).map((word) => (word ?? '').toLowerCase()));

function dropRows(table: Table, gone: ReadonlySet<number>): Table {
  const kept = Array.from({ length: rowsOf(table) }, (_, i) => i).filter((i) => !gone.has(i));
  return new Map(
    [...table].map(([name, column]): [string, Column] => {
      if (column.type === 'DOUBLE')
        return [name, { type: 'DOUBLE', values: Float64Array.from(kept, (i) => column.values[i]) }];
      if (column.type === 'VARCHAR')
        return [name, { type: 'VARCHAR', values: kept.map((i) => column.values[i]) }];
      return [name, { type: 'BLOB', values: kept.map((i) => column.values[i]) }];
    })
  );
}

/** Gives the rows whose code the stored table has a number behind it, and says so. */
function renumber(table: Table, stored: Table, field: string): ImportReport['repaired'] {
  const column = table.get(field);
  if (column?.type !== 'VARCHAR') return [];
  const rows = table.get(SOURCE_ROW)!.values as Float64Array;
  const taken = new Set([...wordsOf(stored, field), ...wordsOf(table, field)]);
  const stands = wordsOf(stored, field);
  const repaired: ImportReport['repaired'] = [];
  column.values.forEach((code, i) => {
    if (code === null || !stands.has(code.toLowerCase())) return;
    let n = 2;
    while (taken.has(`${code}_${n}`.toLowerCase())) n++;
    const now = `${code}_${n}`;
    taken.add(now.toLowerCase());
    column.values[i] = now;
    repaired.push({ row: rows[i], field, code: 'duplicate_code', was: code, now });
  });
  return repaired;
}

/**
 * The report of a layer after rows that it had rejected were added, `rows` by number: these are no longer rejected, one
 * that is rejected again has its new reason.
 */
export function mergeReports(
  before: ImportReport,
  added: ImportReport,
  rows: ReadonlySet<number>
): ImportReport {
  const again = new Map(
    added.rejected.filter(({ code }) => code !== 'already_there').map((reject) => [reject.row, reject])
  );
  const was = new Set(before.rejected.map(({ row }) => row));
  const rejected = before.rejected.flatMap((reject): Rejected[] =>
    rows.has(reject.row) ? [] : [again.get(reject.row) ?? reject]
  );
  // Of a list that was cut it is not known whether a row stands in the rest of it.
  if (!before.cut) rejected.push(...[...again.values()].filter(({ row }) => !was.has(row)));
  const cut = before.cut && {
    repaired: before.cut.repaired + added.repaired.length,
    rejected: Math.max(rejected.length, before.cut.rejected - added.accepted)
  };
  const accepted = before.accepted + added.accepted;
  return {
    ...before,
    // The layer now is of both files.
    ...(before.sha256 && added.sha256 && { sha256: `${before.sha256}+${added.sha256}` }),
    accepted,
    rejected: rejected.sort((a, b) => a.row - b.row),
    repaired: [...before.repaired, ...added.repaired],
    warnings: [...before.warnings, ...added.warnings],
    rows: accepted + (cut?.rejected ?? rejected.length),
    ...(cut && { cut })
  };
}
