import { keptRecords, parseDbf } from './dbf-table.ts';
import { FORMS } from '../fields.ts';
import { ImportError } from '../import-error.ts';
import { makeSource, type Asking, type FileInput, type Source, type Tick } from '../source.ts';

/** A dBase table without shapes as a Source; whether it is one by intent is asked unless a table is wanted. */
export async function readDbf(input: FileInput, tick?: Tick): Promise<Source> {
  const { file, beside } = input;
  const asks = askTable(input);
  const table = await parseDbf(input, beside.get('cpg') ?? beside.get('cst'), tick);
  const { kept, notes } = keptRecords(table);
  if (kept.length === 0) throw new ImportError('no_rows', file);
  const garbled = kept.flatMap((r, index) => (table.garbled.has(r) ? [index] : []));
  return makeSource({
    file,
    format: 'dbf',
    encoding: table.encoding,
    headers: table.headers,
    columns: table.columns.map((column) => kept.map((r) => column[r])),
    rows: kept.length,
    rowNumbers: Float64Array.from(kept, (r) => r + 1),
    faults: garbled.map((index) => ({ index, code: 'undecodable', params: {} })),
    repaired: table.repaired,
    notes: [...table.notes, ...notes],
    asks: [...asks, ...table.asks]
  });
}

function askTable({ file, hints }: FileInput): Asking[] {
  if (hints.answers?.as_table === 'no') throw new ImportError('dbf_alone', file);
  if (hints.answers?.as_table === 'yes' || (hints.as && FORMS[hints.as].shape === 'none')) return [];
  return [
    {
      code: 'ask_as_table',
      params: {},
      sets: 'answers',
      key: 'as_table',
      options: ['yes', 'no'],
      labels: [
        { zh: '按表格导入', en: 'import it as a table' },
        { zh: '不导入，我去找 .shp', en: 'no, I will find the .shp' }
      ]
    }
  ];
}
