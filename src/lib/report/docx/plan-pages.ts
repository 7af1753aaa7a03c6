import type { Block, TableBlock } from './blocks.ts';
import { countLines, type Type } from './count-lines.ts';
import { ROOM, textHeightPt, textWidth, type FontSet, type Look } from './look.ts';
import { wordsOf, type Numbers } from './number-blocks.ts';
import { isRowKept, widthsOf } from './set-table.ts';

const TWIPS = 20;
/** Of the border below a row. */
const BORDER_PT = 0.5;

/** What stands on a page in one piece, in points. */
interface Piece {
  height: number;
  before: number;
  after: number;
  /** Not on another page than the next. */
  isKept: boolean;
  /** Of a row: height of the head that stands above it anew on a new page. */
  head?: number;
  /** Place of the heading. */
  heading?: number;
}

/**
 * Number of the page on which each heading will stand, in their order, the first page being 1: what the table of contents says until it is updated. All
 * lines have exact heights, so pages break alike wherever the text wraps alike.
 */
export function planPages(blocks: Block[], numbers: Numbers, look: Look): number[] {
  const pages: number[] = [];
  let page = 0;
  let headings = 0;
  let isLandscape = false;
  let pieces: Piece[] = [];
  const flush = () => {
    if (pieces.length > 0) page = placePieces(pieces, textHeightPt(look, isLandscape), page + 1, pages);
    pieces = [];
  };
  for (const block of blocks) {
    if (block.block === 'turn') {
      flush();
      isLandscape = block.isLandscape;
    } else {
      for (const piece of cutBlock(block, numbers, headings, look, textWidth(look, isLandscape)))
        pieces.push(piece);
      if (block.block === 'heading') headings++;
    }
  }
  flush();
  return pages;
}

/** Puts pieces on pages from the given one on and notes those of headings; gives the last page. */
function placePieces(pieces: Piece[], height: number, first: number, pages: number[]): number {
  let page = first;
  let y = 0;
  let after = 0;
  for (const [at, piece] of pieces.entries()) {
    // What is kept with the next breaks before it all.
    let need = Math.max(after, piece.before) + piece.height;
    if (!pieces[at - 1]?.isKept || y === 0)
      for (let next = at; pieces[next]?.isKept && pieces[next + 1]; next++)
        need += Math.max(pieces[next].after, pieces[next + 1].before) + pieces[next + 1].height;
    if (y > 0 && y + need > height + 0.1) {
      page++;
      // Room before a paragraph is lost at the head of a page, unless a section begins there.
      y = (piece.head ?? 0) + piece.height;
    } else y += Math.max(after, piece.before) + piece.height;
    after = piece.after;
    if (piece.heading !== undefined) pages[piece.heading] = page;
  }
  return page;
}

function cutBlock(
  block: Exclude<Block, { block: 'turn' }>,
  numbers: Numbers,
  heading: number,
  look: Look,
  width: number
): Piece[] {
  const { fonts, size, lines, apart, tracking } = look;
  const line = lines.text / TWIPS;
  const rows = (words: string, type: Type, indent = 0) =>
    countLines(words, width / TWIPS, type, indent / TWIPS);
  if (block.block === 'heading') {
    const type = typeOf(look, fonts.first, block.level === 1 ? size.first : size.heading, tracking, true);
    const many = rows(numbers.headings[heading], type, look.indent);
    const room = { before: apart.before / TWIPS, after: apart.after / TWIPS };
    return [{ height: many * line, ...room, isKept: true, heading }];
  }
  if (block.block === 'text') {
    const words = wordsOf(block.spans, numbers);
    const many = rows(words, typeOf(look, fonts.body, size.body, tracking), look.indent);
    return Array.from({ length: many }, (_, at) => ({
      ...{ height: line, before: 0, after: at === many - 1 ? apart.text / TWIPS : 0 },
      // No line of a paragraph stands alone at the foot or at the head of a page.
      isKept: at < many - 1 && (at === 0 || at === many - 2)
    }));
  }
  const caption =
    rows(
      `${wordsOf([{ to: block.id }], numbers)}\u3000${block.caption}`,
      typeOf(look, fonts.first, size.caption)
    ) *
    (lines.caption / TWIPS);
  if (block.block === 'picture')
    return [
      { ...roomOf(ROOM.picture), height: (block.heightMm / 25.4) * 72, isKept: true },
      { ...roomOf(ROOM.pictureCaption), height: caption, isKept: false }
    ];
  const note = rows(block.note, typeOf(look, fonts.table, size.table)) * (lines.table / TWIPS);
  return [
    { ...roomOf(ROOM.caption), height: caption, isKept: true },
    ...cutTable(block, look, width),
    { ...roomOf(ROOM.note), height: note, isKept: false }
  ];
}

function cutTable({ columns, rows }: TableBlock, look: Look, width: number): Piece[] {
  const widths = widthsOf(columns, width).map((each) => (each - 2 * ROOM.cellSide) / TWIPS);
  const room = (ROOM.cell.before + ROOM.cell.after) / TWIPS + BORDER_PT;
  const heightOf = (texts: string[], type: Type) =>
    Math.max(...texts.map((words, at) => countLines(words, widths[at], type))) * (look.lines.table / TWIPS) +
    room;
  const { fonts, size } = look;
  const cell = typeOf(look, fonts.table, size.table);
  const head = heightOf(
    columns.map((column) => column.head),
    typeOf(look, fonts.first, size.table, 0, true)
  );
  return [
    { height: head, before: 0, after: 0, isKept: true },
    ...rows.map((row, at) => ({
      ...{ height: heightOf(row, cell), before: 0, after: 0, head },
      isKept: isRowKept(at, rows.length)
    }))
  ];
}

/** How text of a font runs; bold in English alone. */
function typeOf({ isChinese }: Look, font: FontSet, halfPoints: number, tracking = 0, isBold = false): Type {
  return {
    ...{ sizePt: halfPoints / 2, trackingPt: tracking / TWIPS },
    ...{ latin: font.ascii, isBold: isBold && !isChinese, isChinese }
  };
}

const roomOf = ({ before, after }: { before: number; after: number }) => ({
  before: before / TWIPS,
  after: after / TWIPS
});
