/** Lines stand this many font sizes apart; Chinese fonts need more than Latin ones. */
export const LEADING = 1.38;

/**
 * Width of a text in font sizes, estimated without a font and rather too wide: Chinese and full-width characters 1, Latin by kind.
 */
export function widthEm(text: string): number {
  let width = 0;
  for (const character of text) width += characterEm(character);
  return width;
}

function characterEm(character: string): number {
  const code = character.codePointAt(0)!;
  if (code >= 0x2e80 || (code >= 0x2010 && code <= 0x2027) || (code >= 0x2190 && code <= 0x27ff)) return 1;
  if (/[A-Z&%@mwMW]/.test(character)) return 0.78;
  if (/[\sil.,:;|!'()[\]ftjr-]/.test(character)) return 0.4;
  return 0.6;
}

/** Lines that the text takes at so many ems a line: words of Latin letters are kept whole where they fit. */
export function countLines(text: string, lineEm: number): number {
  return text.split('\n').reduce((lines, paragraph) => lines + wrap(paragraph, lineEm), 0);
}

function wrap(paragraph: string, lineEm: number): number {
  let lines = 1;
  let at = 0;
  for (const piece of paragraph.match(/[A-Za-z0-9.,%+\-/]+|[\s\S]/gu) ?? []) {
    const width = widthEm(piece);
    if (at + width <= lineEm) {
      at += width;
      continue;
    }
    // A word longer than a line breaks where the line ends.
    lines += Math.max(1, Math.ceil(width / lineEm));
    at = width > lineEm ? width % lineEm : width;
  }
  return lines;
}

/** The text cut so that it takes at most so many lines, an ellipsis at its end; itself where it fits. */
export function cutToLines(text: string, lineEm: number, lines: number): string {
  if (countLines(text, lineEm) <= lines) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (countLines(`${characters.slice(0, middle).join('')}…`, lineEm) <= lines) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}

/**
 * The largest font size in points between `least` and `size` at which the text fits a box of inches; at `least` it is cut when
 * it does not.
 */
export function fitText(
  text: string,
  box: { w: number; h: number },
  look: { size: number; least: number }
): { text: string; size: number; isCut: boolean } {
  for (let size = look.size; size >= look.least; size--) {
    if (countLines(text, lineEms(box.w, size)) <= linesIn(box.h, size)) return { text, size, isCut: false };
  }
  const size = look.least;
  const lines = Math.max(1, linesIn(box.h, size));
  return { text: cutToLines(text, lineEms(box.w, size), lines), size, isCut: true };
}

const lineEms = (widthIn: number, size: number) => (widthIn * 72) / size;
const linesIn = (heightIn: number, size: number) => Math.floor((heightIn * 72) / (size * LEADING) + 0.02);
