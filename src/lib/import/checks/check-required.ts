import { roleOfColumn } from '../../standards/roles.ts';
import { fieldWord, FORMS, NAMES_UNITS } from '../fields.ts';
import { ImportError } from '../import-error.ts';
import { columnList, type Match } from '../meanings/match-columns.ts';
import type { Choices, Layer } from '../report.ts';
import type { Source } from '../source.ts';
import { isNumberField } from './check-values.ts';

/** Throws an ImportError where no column is matched to a field that the layer must have, or a table only lists names. */
export function requireFields(source: Source, { as }: Choices, matches: Match[]): void {
  for (const field of FORMS[as].required)
    if (!matches.some((match) => match.field === field))
      throw new ImportError('no_required_column', source.file, {
        field: `${fieldWord(field, as)} (${field})`,
        columns: columnList(source)
      });
  const lack = lacking(as, matches);
  if (lack !== null)
    throw new ImportError('no_required_column', source.file, {
      field: `${fieldWord(lack, as)} (${lack})`,
      columns: columnList(source)
    });
}

/** A field without which a table of units is one of names alone; null where it says more. */
function lacking(as: Layer, matches: Match[]): string | null {
  if (!NAMES_UNITS.includes(as)) return null;
  const has = (field: string): boolean => matches.some((match) => match.field === field);
  const numbers = matches.filter(({ field }) => isNumberField(as, field) && field !== 'year');
  if (as === 'population') return numbers.length > 0 ? null : 'pop_resident';
  if (as === 'visits') return numbers.length > 0 ? null : 'visited';
  if (as === 'unit_status')
    return matches.some(({ field }) => field !== 'unit' && field !== 'year') ? null : 'social_orgs';
  if (!has('unit') && !has('facility')) return 'unit';
  if (!numbers.some(({ field }) => roleOfColumn(field) !== null) && !has('role')) return 'role';
  return numbers.length > 0 ? null : 'count';
}
