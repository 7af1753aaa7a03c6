import { latinWidth } from './latin-widths.ts';
import { CLOSE } from './number-blocks.ts';

/** How text runs: size and room between characters in points, the font of Latin letters, bold or not. */
export interface Type {
  sizePt: number;
  trackingPt: number;
  latin: string;
  isBold: boolean;
  /** Quotes and dashes are of the Chinese font, as wide as its characters. */
  isChinese: boolean;
}

const WIDE = /[\u2014\u2018-\u201d\u2026\u2103-\u9fff\uf900-\ufaff\uff00-\uffef]/;
/** Marks that both languages have, each in its own font. */
const SHARED = /[\u2014\u2018-\u201d\u2026]/;
const DASH = /[\u2014\u2026]/;
/** Latin quotes, as parts of the size. */
const QUOTE = 0.4;
/** How much broader bold letters are. */
const BOLD = 1.06;
/** Chinese marks, and the sign before a field: no room beside them. */
const MARK = new RegExp(`[\\u2014\\u2018-\\u201d\\u2026，。、．；：！？（）〔〕《》「」『』【】${CLOSE}]`);
/** Stops that hang beyond the end of a line. */
const HANGING = /[，。、．]$/;
/** Spaces, or what stays together on a line: a word or a Chinese character, with the brackets that it opens and the marks that close it. */
const PIECES =
  /\s+|[（〔《「『【“‘]*(?:[\u2014\u2018-\u201d\u2026\u2103-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2014\u2018-\u201d\u2026\u2103-\u9fff\uf900-\ufaff\uff00-\uffef-]*-+|[^\s\u2014\u2018-\u201d\u2026\u2103-\u9fff\uf900-\ufaff\uff00-\uffef-]+)[，。、．；：！？）〕》」』】”’%]*/gu;

/**
 * Lines that text takes in so many points, its first line indented: Chinese characters are as wide as they are high, Latin words stay whole where they
 * can or break after a hyphen, no line begins with a mark that closes or ends with one that opens.
 */
export function countLines(words: string, widthPt: number, type: Type, indentPt = 0): number {
  let lines = 1;
  let room = widthPt - indentPt;
  let before = '';
  let isFresh = true;
  for (const [piece] of words.matchAll(PIECES)) {
    const isSpace = piece.trim() === '';
    let width = widthOf(piece, type);
    // Between a Chinese and a Latin character, but not a mark, stands a fifth of their height.
    const isBeside = !isSpace && before !== '' && !MARK.test(before) && !MARK.test(piece[0]);
    if (isBeside && isWide(before, type) !== isWide(piece[0], type)) width += type.sizePt / 5;
    before = isSpace ? '' : piece[piece.length - 1];
    const hung = HANGING.test(piece) ? type.sizePt : 0;
    if (width - hung > room + 0.1 && !isSpace) {
      if (!isFresh) lines++;
      // A word longer than a line is broken.
      while (width - hung > widthPt + 0.1) {
        width -= widthPt;
        lines++;
      }
      room = widthPt;
    }
    room -= width;
    isFresh = false;
  }
  return lines;
}

/** Whether a character is of the Chinese font, as wide as it is high. */
const isWide = (character: string, { isChinese }: Type): boolean =>
  WIDE.test(character) && (isChinese || !SHARED.test(character));

function widthOf(piece: string, type: Type): number {
  const { sizePt, trackingPt, latin, isBold } = type;
  let width = 0;
  for (const each of piece.replace(CLOSE, '')) {
    const ems = isWide(each, type)
      ? 1
      : (DASH.test(each) ? 1 : SHARED.test(each) ? QUOTE : latinWidth(each, latin)) * (isBold ? BOLD : 1);
    width += sizePt * ems + trackingPt;
  }
  return width;
}
