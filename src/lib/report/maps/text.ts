import { SANS, type Pen } from '../pen.ts';

/** Sets the font: size in points, 400 or bolder. */
export function setFont(pen: Pen, sizePt: number, weight: 400 | 600 | 700 = 400): void {
  pen.font = `${weight === 400 ? '' : `${weight} `}${Math.round(sizePt * 100) / 100}px ${SANS}`;
}

/** What would break a line or turn its direction round: a name is one line. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]+/g;

/** A name from a file as one line of at most so many characters, the rest an ellipsis. */
export function tidyName(name: string, most = 16): string {
  // Lone halves of a pair would be boxes.
  const clean = name
    .replace(UNSEEN, ' ')
    .replace(/\p{Surrogate}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(clean.slice(0, 4 * most + 4));
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

/** The text, or as much of it as fits the width with an ellipsis; '' where not even that fits. The font is the pen's. */
export function fitText(pen: Pen, text: string, widthPt: number): string {
  if (pen.measureText(text).width <= widthPt) return text;
  const characters = Array.from(text);
  let [kept, end] = [0, characters.length];
  // The most that fits, by halves.
  while (kept < end) {
    const middle = Math.ceil((kept + end) / 2);
    if (pen.measureText(`${characters.slice(0, middle).join('')}…`).width <= widthPt) kept = middle;
    else end = middle - 1;
  }
  return kept > 0 ? `${characters.slice(0, kept).join('')}…` : '';
}

/** The text as lines no wider than so much, at most `most`: Latin words stay whole, Chinese breaks anywhere but before 。，、 and the like. */
export function wrapText(pen: Pen, text: string, widthPt: number, most: number): string[] {
  const pieces =
    text.match(/[\p{Script=Latin}\p{N}.,%:()/'’-]+\s*|[^\s][，。、；：！？）》”’]*\s*|\s+/gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && pen.measureText((line + piece).trimEnd()).width > widthPt) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]}…`;
  return kept.map((each) => fitText(pen, each, widthPt));
}
