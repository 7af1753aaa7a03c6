/** Lines stand this many font sizes apart; Chinese fonts need more than Latin ones. */
export const LEADING = 1.45;

/** Office puts this much between Chinese and Latin characters, in font sizes. */
const BETWEEN = 0.22;

/**
 * Width of a text in font sizes, estimated without a font and rather too wide: Chinese and full-width characters 1, Latin by kind.
 */
function widthEm(text: string): number {
  let width = 0;
  let wasWide: boolean | undefined;
  for (const character of text) {
    const em = characterEm(character);
    const isWide = em === 1;
    if (wasWide !== undefined && wasWide !== isWide && character !== ' ') width += BETWEEN;
    wasWide = isWide;
    width += em;
  }
  return width;
}

function characterEm(character: string): number {
  const code = character.codePointAt(0)!;
  if (code >= 0x2e80 || (code >= 0x2010 && code <= 0x2027) || (code >= 0x2190 && code <= 0x27ff)) return 1;
  if (/[MWmw@%]/.test(character)) return 0.95;
  if (/[A-Z&]/.test(character)) return 0.75;
  if (/[\sil.,:;|!'()[\]ftjr-]/.test(character)) return 0.42;
  return 0.65;
}

/** Lines that the text takes at so many ems a line: words of Latin letters are kept whole where they fit. */
export function countLines(text: string, lineEm: number): number {
  return text.split('\n').reduce((lines, paragraph) => lines + wrap(paragraph, lineEm), 0);
}

function wrap(paragraph: string, lineEm: number): number {
  let lines = 1;
  let at = 0;
  for (const piece of paragraph.match(/[A-Za-z0-9.,%+\-/]+|[\s\S]/gu) ?? []) {
    const width = widthEm(piece) + (piece.length > 1 ? 2 * BETWEEN : 0);
    if (at + width <= lineEm) {
      at += width;
      continue;
    }
    // A word longer than a line breaks where the line ends.
    lines += at > 0 ? 1 : 0;
    lines += Math.max(0, Math.ceil(width / lineEm) - 1);
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

/** Room after a paragraph of a list, in lines. */
export const AFTER = 0.45;

/**
 * The largest font size in points between `least` and `size` at which the text fits a box of inches; at `least` it is cut when
 * it does not, paragraphs at the end first. A list has room between its paragraphs; bold letters are wider.
 */
export function fitText(
  text: string,
  box: { w: number; h: number },
  look: { size: number; least: number; bold?: boolean; bullets?: boolean }
): { text: string; size: number; isCut: boolean } {
  const lineEm = (size: number) => (box.w * 72) / size / (look.bold ? 1.08 : 1);
  const after = look.bullets ? AFTER : 0;
  const room = (size: number) => (box.h * 72) / (size * LEADING) + 0.02;
  const taken = (paragraphs: string[], size: number) =>
    paragraphs.reduce((sum, one) => sum + countLines(one, lineEm(size)), 0) + after * (paragraphs.length - 1);
  const paragraphs = text.split('\n');
  for (let size = look.size; size >= look.least; size--) {
    if (taken(paragraphs, size) <= room(size)) return { text, size, isCut: false };
  }
  const size = look.least;
  while (paragraphs.length > 1 && taken([...paragraphs.slice(0, -1), '…'], size) > room(size))
    paragraphs.pop();
  const before = paragraphs.length > 1 ? taken(paragraphs.slice(0, -1), size) + after : 0;
  const last = cutToLines(
    `${paragraphs.at(-1)!}…`,
    lineEm(size),
    Math.max(1, Math.floor(room(size) - before))
  );
  return { text: [...paragraphs.slice(0, -1), last].join('\n'), size, isCut: true };
}
