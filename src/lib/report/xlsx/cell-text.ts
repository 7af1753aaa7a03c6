/** Most characters of a cell. */
const MOST = 32_767;

/** What a spreadsheet takes for the start of a formula when the cell is entered again, full-width forms and blanks before it included. */
const FORMULA = /^[\s\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Whether a text would become a formula where a person edits the cell: it gets the style that keeps it a text. */
export const looksLikeFormula = (text: string): boolean => FORMULA.test(text);

/** The text as a cell can hold it: cut at 32,767 characters with `…`, not within a character. */
export function fitCell(text: string): string {
  if (text.length <= MOST) return text;
  const cut = text.slice(0, MOST - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Characters that need more than their own form in a text of the sheet. */

const ODD = /[&<>\u0000-\u0008\u000b-\u001f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_/;

/**
 * The text as XML of a shared string, so that reading gives it back: control characters as `_x0001_` (ECMA-376 part 1, 22.9.2.19), and
 * what looks like such a form with its underscore written so. NUL, which ends a cell in Excel, is dropped; what XML has no
 * form for is U+FFFD.
 */
export function cellXml(text: string): string {
  if (!ODD.test(text)) return text;
  return xmlText(
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replaceAll('\0', '')

      .replace(/[\u0001-\u0008\u000b-\u001f]/g, (letter) => `_x${hex(letter)}_`)
  );
}

const hex = (letter: string): string => letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

/** A text in XML or in an attribute; characters that XML has no form for are U+FFFD. */
export function xmlText(text: string): string {
  return text

    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\uFFFD')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Letters of a column: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  let out = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    out = String.fromCharCode(65 + ((rest - 1) % 26)) + out;
  return out;
}

/** How many half-width characters a text takes in its widest line: Chinese characters, full-width forms and signs take two. */
export function textWidth(text: string): number {
  let width = 0;
  let widest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) {
      widest = Math.max(widest, width);
      width = 0;
    } else width += code < 0x2010 || (code >= 0xdc00 && code < 0xe000) ? 1 : 2;
  }
  return Math.max(widest, width);
}

/** Lines that a text takes in a column of so many half-width characters. */
export function lineCount(text: string, width: number): number {
  if (text.length * 2 <= width && !text.includes('\n')) return 1;
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(textWidth(line) / width));
  return lines;
}
