import type { Columns } from './columns.ts';

const SEPARATOR = ',';

/**
 * What a spreadsheet takes for the start of a formula or drops, full-width forms included (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Digits that a spreadsheet would change when it takes them for a number: leading zeros go, the 16th digit becomes 0. */
const CODE = /^(0\d+|\d{16,})$/;

/**
 * The table as CSV in UTF-8, header first, numbers with all their digits, NaN and NULL empty; bytes (geometry) are left
 * out. With `bom` it is meant for Excel: byte order mark, CRLF, text that would run as a formula is led by an apostrophe
 * and a code that would lose digits is followed by a tab, so that both stay text; numbers are never touched. Without it
 * the text is plain and lines end in LF, for programs.
 */
export function writeCsv(table: Columns, { bom }: { bom: boolean }): Uint8Array<ArrayBuffer> {
  return encode([...csvParts([table], { bom })].join(''));
}

/** The text of `writeCsv` in pieces, of a table that comes in parts with the same columns: header first, then a piece a part. */
export function* csvParts(parts: Iterable<Columns>, { bom }: { bom: boolean }): Generator<string> {
  const text = bom ? excelText : plainText;
  const lineEnd = bom ? '\r\n' : '\n';
  let isFirst = true;
  for (const table of parts) {
    const columns = [...table].flatMap(([name, column]) =>
      column.type === 'BLOB' ? [] : [{ name, column }]
    );
    const rows = columns[0]?.column.values.length ?? 0;
    const lines = isFirst ? [columns.map(({ name }) => text(name)).join(SEPARATOR)] : [];
    for (let row = 0; row < rows; row++) {
      let line = '';
      for (const { column } of columns) {
        const value = column.values[row];
        if (column !== columns[0].column) line += SEPARATOR;
        line += typeof value === 'number' ? numberText(value) : value === null ? '' : text(value);
      }
      lines.push(line);
    }
    if (lines.length > 0) yield `${isFirst && bom ? '\uFEFF' : ''}${lines.join(lineEnd)}${lineEnd}`;
    isFirst = false;
  }
}

/** The shortest decimal that reads back as the same double. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return '';
  return Object.is(value, -0) ? '0' : String(value);
}

/** A cell of CSV: text with a comma, a quote or a line end in quotes. */
export function plainText(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A text as a cell that Excel shows as it is, not yet quoted: never a formula, no digit lost. */
export function excelCell(value: string): string {
  // NUL ends a cell in Excel and what follows it is lost.
  const whole = value.replaceAll('\0', '');
  if (FORMULA.test(whole)) return `'${whole}`;
  return CODE.test(whole) ? `${whole}\t` : whole;
}

const excelText = (value: string): string => plainText(excelCell(value));

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
