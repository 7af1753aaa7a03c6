/** A column of a dBase table, and what it is called in the study. */
export interface FieldName {
  field: string;
  column: string;
}

/** dBase has room for so many bytes. */
const MOST = 10;

/**
 * Names for dBase of at most ten ASCII characters, unique without regard to case: those that fit stay, of the figures of a measure its
 * name gives way to a number (`ELD-COV-15_share` → `M1_share`, the same number for the columns of one measure); others are cut.
 */
export function fieldNames(columns: readonly string[]): FieldName[] {
  const taken = new Set(columns.filter(fits).map((column) => column.toLowerCase()));
  const measures = new Map<string, number>();
  const kept = new Set<string>();
  return columns.map((column) => {
    // Two that differ only in case: the second gets another.
    if (fits(column) && !kept.has(column.toLowerCase())) {
      kept.add(column.toLowerCase());
      return { field: column, column };
    }
    const [, measure, figure] = FIGURE.exec(column) ?? [];
    if (measure !== undefined && !measures.has(measure)) measures.set(measure, measures.size + 1);
    const ascii = column.replace(/\W+/g, '_').replace(/^(?![A-Za-z])/, 'F');
    const whole = measure === undefined ? ascii : `M${measures.get(measure)}_${figure}`;
    let field = whole.slice(0, MOST);
    for (let n = 2; taken.has(field.toLowerCase()); n++) field = whole.slice(0, MOST - String(n).length) + n;
    taken.add(field.toLowerCase());
    return { field, column };
  });
}

/** A figure of a measure. */
const FIGURE = /^(.+)_(total|covered|share|uncovered|rank|distance_m|cause)$/;

const fits = (column: string): boolean => column.length <= MOST && /^[A-Za-z]\w*$/.test(column);
