/** How text runs: size and room between characters in points. */
export interface Type {
  sizePt: number;
  trackingPt: number;
}

const WIDE = /[\u2014\u2018-\u201d\u2026\u2103-\u9fff\uf900-\ufaff\uff00-\uffef]/;
/** Signs that hang beyond the end of a line rather than begin the next. */
const HANGING = /[，。、；：！？）》」』”’〕】]/;
const NARROW = /[\sfijlrtI.,;:'|!()[\]/-]/;
const BROAD = /[A-Zmw%@—≥≤÷×]/;

/**
 * Lines that text takes in so many points, its first line indented: Chinese characters are as wide as they are high, Latin words stay whole where they
 * can. Offices' fonts can't be measured here: Latin letters are taken as of Times and Arial on average.
 */
export function countLines(words: string, widthPt: number, type: Type, indentPt = 0): number {
  let lines = 1;
  let room = widthPt - indentPt;
  let wasWide: boolean | undefined;
  for (const [piece] of words.matchAll(PIECES)) {
    const isWide = WIDE.test(piece);
    let width = widthOf(piece, type);
    if (wasWide !== undefined && wasWide !== isWide && !/\s/.test(piece)) width += type.sizePt / 8;
    wasWide = /\s/.test(piece) ? undefined : isWide;
    if (width > room && !HANGING.test(piece) && !/^\s+$/.test(piece)) {
      lines++;
      // A word longer than a line is broken.
      while (width > widthPt) {
        width -= widthPt;
        lines++;
      }
      room = widthPt;
    }
    room -= width;
  }
  return lines;
}

const PIECES =
  /[\u2014\u2018-\u201d\u2026\u2103-\u9fff\uf900-\ufaff\uff00-\uffef]|\s+|[^\s\u2014\u2018-\u201d\u2026\u2103-\u9fff\uf900-\ufaff\uff00-\uffef]+/gu;

function widthOf(piece: string, { sizePt, trackingPt }: Type): number {
  let width = 0;
  for (const each of piece)
    width +=
      sizePt * (WIDE.test(each) ? 1 : NARROW.test(each) ? 0.29 : BROAD.test(each) ? 0.72 : 0.5) + trackingPt;
  return width;
}
