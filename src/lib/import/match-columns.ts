import { categoryWords } from './categories.ts';
import { fieldsOf, FORMS, isCounter, numberFields, rankName } from './fields.ts';
import { ImportError } from './import-error.ts';
import { isMissing, readDegrees, readNumber } from './numbers.ts';
import type { ReasonCode } from './reasons.ts';
import type { Choices } from './report.ts';
import { columnIndex, type Source } from './source.ts';

/** Names by which `map` can speak of the two ordinates of the file's own geometry. */
export const GEOMETRY_X = 'geometry.x';
export const GEOMETRY_Y = 'geometry.y';

export interface Match {
  field: string;
  /** Index of the column. */
  column: number;
  why: ReasonCode;
}

/**
 * Column of each field of the layer: as `choices.map` says, the others by name, type and values. A column serves one
 * field. Throws ImportError where `map` names a field or a column that is not there.
 */
export function matchColumns(source: Source, choices: Choices): Match[] {
  const { as } = choices;
  // What may be walked is read from a way's tags, not from one column.
  const fields = fieldsOf(as).filter((field) => field !== 'walkable' || !source.format.startsWith('osm'));
  const matches: Match[] = [];
  const done = new Set<string>();
  const used = new Set<number>();
  const add = (field: string, column: number, why: ReasonCode): void => {
    matches.push({ field, column, why });
    done.add(field);
    used.add(column);
  };
  for (const [field, name] of Object.entries(choices.map ?? {})) {
    const ordinate = name === GEOMETRY_X || name === GEOMETRY_Y;
    if (!fields.includes(field) && !(ordinate && (field === 'lon' || field === 'lat')))
      throw new ImportError('no_field', source.file, { layer: as, field, fields: fields.join('、') });
    done.add(field);
    if (name === '' || ordinate) continue;
    const column = columnIndex(source, name);
    if (column < 0)
      throw new ImportError('no_column', source.file, { column: name, field, columns: columnList(source) });
    add(field, column, 'why_chosen');
  }
  const open = fields.filter((field) => !done.has(field));
  if (open.includes('category')) {
    const column = categoryColumn(source, choices, used);
    if (column >= 0)
      add(
        'category',
        column,
        rankName(as, 'category', source.headers[column]) === 0 ? 'why_same' : 'why_synonym'
      );
  }
  const pairs = open.flatMap((field) =>
    source.headers
      .map((header, column) => ({ field, column, rank: rankName(as, field, header) }))
      .filter(({ rank }) => rank >= 0)
  );
  pairs.sort((a, b) => a.rank - b.rank || a.column - b.column);
  for (const { field, column, rank } of pairs)
    if (!done.has(field) && !used.has(column) && fits(source, choices, field, column))
      add(field, column, rank === 0 ? 'why_same' : 'why_synonym');
  return matches.sort((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));
}

/** Names of the columns, for a sentence. */
export function columnList(source: Source): string {
  const shown = source.headers.slice(0, 30).join('、');
  return source.headers.length > 30 ? `${shown}…` : shown || '—';
}

/** Among the columns that are called so, the one with the most words that are known categories. */
function categoryColumn(source: Source, choices: Choices, used: Set<number>): number {
  let best = -1;
  let most = -1;
  source.headers.forEach((header, column) => {
    const rank = rankName(choices.as, 'category', header);
    if (rank < 0 || used.has(column)) return;
    const words = categoryWords(source.columns[column], choices.categories);
    const known = words.reduce((sum, { code, rows }) => sum + (code === null ? 0 : rows), 0);
    const filled = words.reduce((sum, { word, rows }) => sum + (word === '' ? 0 : rows), 0);
    const score = known + filled * 1e-3 - rank * 1e-6;
    if (filled > 0 && score > most) [best, most] = [column, score];
  });
  return best;
}

/** Whether the values of a column are of the field's kind. */
function fits(source: Source, { as }: Choices, field: string, column: number): boolean {
  const cells = source.columns[column];
  const filled = cells.filter((cell) => !isMissing(cell));
  if (field === FORMS[as].code) {
    if (!isCounter(source.headers[column])) return filled.length > 0;
    // A column "id" in half of the rows, or with few values, counts something else than these rows.
    return filled.length >= cells.length * 0.9 && new Set(filled).size >= filled.length * 0.5;
  }
  if (field === 'lon' || field === 'lat') {
    if (source.geometry !== null) return false;
    return filled.filter((cell) => readDegrees(cell) !== null).length >= filled.length / 2;
  }
  if (field === 'position')
    return (
      source.geometry === null &&
      filled.filter((cell) => splitPosition(cell) !== null).length > filled.length / 2
    );
  if (numberFields(as).includes(field))
    return (
      filled.length > 0 && filled.filter((cell) => readNumber(cell) !== null).length >= filled.length / 2
    );
  return true;
}

/** The two parts of a cell "116.39,39.91" (also with ， ; or space), null where there are not two. */
export function splitPosition(cell: string | null): [string, string] | null {
  const parts = (cell ?? '').replace(/[()（）[\]]/g, '').split(/\s*[,，;；]\s*|\s+/);
  const filled = parts.filter((part) => part !== '');
  return filled.length === 2 && filled.every((part) => readDegrees(part) !== null)
    ? [filled[0], filled[1]]
    : null;
}
