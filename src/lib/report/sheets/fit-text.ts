import { plainText } from '../facts/plain-text.ts';
import { SANS, type Pen } from '../pen.ts';

/** One line of text as it is drawn: what is left of it, at what size in points, how wide. */
export interface FittedText {
  text: string;
  sizePt: number;
  widthPt: number;
}

/** A font of the pen. */
export function font(sizePt: number, isBold = false): string {
  return `${isBold ? 'bold ' : ''}${sizePt}px ${SANS}`;
}

/**
 * One line made to fit `widthPt`: set smaller down to `leastPt`, then cut with `…`. '' where not even the mark has room. Leaves the pen's font set
 * for the line.
 */
export function fitLine(
  pen: Pen,
  said: string,
  widthPt: number,
  sizePt: number,
  leastPt: number,
  isBold = false
): FittedText {
  const text = plainText(said);
  const measure = (line: string, size: number) => {
    pen.font = font(size, isBold);
    return pen.measureText(line).width;
  };
  const full = measure(text, sizePt);
  if (full <= widthPt) return { text, sizePt, widthPt: full };
  // Quarters of a point: widths grow with the size, and a little is left for hinting.
  const scaled = Math.floor(((sizePt * widthPt) / full) * 4 * 0.995) / 4;
  const size = Math.max(leastPt, Math.min(sizePt, scaled));
  const small = measure(text, size);
  if (small <= widthPt) return { text, sizePt: size, widthPt: small };
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${letters.slice(0, middle).join('').trimEnd()}…`, size) <= widthPt) low = middle;
    else high = middle - 1;
  }
  const cut = low === 0 ? '…' : `${letters.slice(0, low).join('').trimEnd()}…`;
  const width = measure(cut, size);
  return width <= widthPt
    ? { text: cut, sizePt: size, widthPt: width }
    : { text: '', sizePt: size, widthPt: 0 };
}
