import type { Units } from '../demand/units.ts';
import type { AccessResult } from '../study/access.ts';
import type { Column, Table } from './database.ts';

/**
 * Access as a table, a row an answer and unit: `standard,level,unit,unit_name,group,method,value,gini,palma`. `value` is the mean of
 * the unit's people, `gini` and `palma` how unevenly it is shared inside it; NaN: nobody there reaches anything, or nobody lives there.
 */
export function accessTable(answers: readonly AccessResult[], units: Units): Table {
  const rows = answers.flatMap((answer) =>
    Array.from(answer.rows.unit, (unit, row) => ({ answer, unit, row }))
  );
  type Row = (typeof rows)[number];
  const texts = (of: (row: Row) => string): Column => ({ type: 'VARCHAR', values: rows.map(of) });
  const numbers = (name: 'value' | 'gini' | 'palma'): Column => ({
    type: 'DOUBLE',
    values: Float64Array.from(rows, ({ answer, row }) => answer.rows[name][row])
  });
  return new Map([
    ['standard', texts(({ answer }) => answer.measure.id)],
    ['level', texts(({ unit }) => units.level[unit])],
    ['unit', texts(({ unit }) => units.code[unit])],
    ['unit_name', texts(({ unit }) => units.name[unit])],
    ['group', texts(({ answer }) => answer.measure.group)],
    ['method', texts(({ answer }) => answer.choice.method)],
    ['value', numbers('value')],
    ['gini', numbers('gini')],
    ['palma', numbers('palma')]
  ]);
}
