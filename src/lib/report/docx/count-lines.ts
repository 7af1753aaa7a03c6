/** How text runs: size and room between characters in points. */
export interface Type {
  sizePt: number;
  trackingPt: number;
}

const WIDE = /[\u2014\u2018-\u201d\u2026\u2103-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const NARROW = /[\sfijlrtI.,;:'|!()[\]/-]/;
const BROAD = /[A-Zmw%@—≥≤÷×]/;
/** Stops that hang beyond the end of a line. */
const HANGING = /[，。、．]$/;
/** Spaces, or what stays together on a line: a word or a Chinese character, with the brackets that it opens and the marks that close it. */
const PIECES =
  /\s+|[（〔《「『【“‘]*(?:[\u2014\u2018-\u201d\u2026\u2103-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2014\u2018-\u201d\u2026\u2103-\u9fff\uf900-\ufaff\uff00-\uffef]+)[，。、．；：！？）〕》」』】”’%]*/gu;

/**
 * Lines that text takes in so many points, its first line indented: Chinese characters are as wide as they are high, Latin words stay whole where they
 * can, no line begins with a mark that closes or ends with one that opens. Offices' fonts can't be measured here: Latin letters are taken as of Times
 * and Arial on average.
 */
export function countLines(words: string, widthPt: number, type: Type, indentPt = 0): number {
  let lines = 1;
  let room = widthPt - indentPt;
  let before = '';
  let isFresh = true;
  for (const [piece] of words.matchAll(PIECES)) {
    const isSpace = piece.trim() === '';
    let width = widthOf(piece, type);
    // Between a Chinese and a Latin character stands a quarter of a space.
    if (!isSpace && before !== '' && WIDE.test(before) !== WIDE.test(piece[0])) width += type.sizePt / 4;
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

function widthOf(piece: string, { sizePt, trackingPt }: Type): number {
  let width = 0;
  for (const each of piece)
    width +=
      sizePt * (WIDE.test(each) ? 1 : NARROW.test(each) ? 0.29 : BROAD.test(each) ? 0.72 : 0.5) + trackingPt;
  return width;
}
