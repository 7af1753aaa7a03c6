import { excelCell } from '../../report/csv.ts';
import type { GridColumn } from './grid-column.ts';

/** A text that is a number as a spreadsheet reads it, with no digit lost. */
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;

/** `tab`: for the clipboard; `comma`: for a file. */
export type Separator = 'tab' | 'comma';

/**
 * Rows as text that a spreadsheet takes in, heading first, CRLF between lines. Numbers have all their digits and no separators; shares
 * are percentages (`87.345%`), which Excel and WPS read as the number and show as it is on screen; empty cells are empty, Infinity `∞`.
 * A text that would run as a formula is led by an apostrophe, a code that would lose digits is followed by a tab; a text that is a
 * number (−3 as `-3`) stays one.
 */
export function writeRows(
  columns: readonly GridColumn[],
  rows: ArrayLike<number>,
  separator: Separator,
  head = true
): string {
  const between = separator === 'tab' ? '\t' : ',';
  const special = separator === 'tab' ? /["\t\r\n]/ : /[",\r\n]/;
  const quoted = (text: string) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = head ? [columns.map((column) => quoted(excelCell(column.head))).join(between)] : [];
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k];
    let line = '';
    columns.forEach((column, at) => {
      if (at > 0) line += between;
      line +=
        column.type === 'number'
          ? numberText(column.values[row], column.isPercent)
          : quoted(safe(column.values[row]));
    });
    lines.push(line);
  }
  return lines.join('\r\n');
}

const safe = (text: string): string => (NUMBER.test(text) ? text : excelCell(text));

function numberText(value: number, isPercent = false): string {
  if (Number.isNaN(value)) return '';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  // 0.57 × 100 is 56.99999999999999.
  if (isPercent) return `${Number((value * 100).toPrecision(14))}%`;
  return Object.is(value, -0) ? '0' : String(value);
}

/** Rows as a CSV file for Excel: UTF-8 with byte order mark. */
export function csvOf(columns: readonly GridColumn[], rows: ArrayLike<number>): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${writeRows(columns, rows, 'comma')}\r\n`);
}

/** The cells of a text that a spreadsheet has put on the clipboard, row by row; the empty line at its end is none. */
export function readCells(text: string): string[][] {
  const rows: string[][] = [[]];
  for (let at = 0; at <= text.length;) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; at < text.length && !(text[at] === '"' && text[at + 1] !== '"'); at++) {
        if (text[at] === '"') at++;
        cell += text[at];
      }
      at++;
    }
    while (at < text.length && !'\t\r\n'.includes(text[at])) cell += text[at++];
    rows[rows.length - 1].push(cell);
    if (at >= text.length) break;
    if (text[at] !== '\t') {
      if (text[at] === '\r' && text[at + 1] === '\n') at++;
      if (at === text.length - 1) break;
      rows.push([]);
    }
    at++;
  }
  return rows;
}
