import type { Block, TableBlock } from './blocks.ts';
import { countLines, type Type } from './count-lines.ts';
import { ROOM, textHeightPt, textWidth, type Look } from './look.ts';
import { wordsOf, type Numbers } from './number-blocks.ts';
import { isRowKept, widthsOf } from './set-table.ts';

const TWIPS = 20;
/** Of the border below a row. */
const BORDER_PT = 0.5;
/** Below the foot of a picture that stands in a line. */
const DESCENT_PT = 4;

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
      y = piece.head ?? 0;
      after = 0;
    }
    y += Math.max(after, piece.before) + piece.height;
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
  const { size, lines, apart, tracking } = look;
  const line = lines.text / TWIPS;
  const rows = (words: string, halfPoints: number, trackingPt = 0, indent = 0) =>
    countLines(words, width / TWIPS, { sizePt: halfPoints / 2, trackingPt }, indent / TWIPS);
  if (block.block === 'heading') {
    const halfPoints = block.level === 1 ? size.first : size.heading;
    const many = rows(numbers.headings[heading], halfPoints, tracking / TWIPS, look.indent);
    const room = { before: apart.before / TWIPS, after: apart.after / TWIPS };
    return [{ height: many * line, ...room, isKept: true, heading }];
  }
  if (block.block === 'text') {
    const words = wordsOf(block.spans, numbers);
    const many = rows(words, size.body, tracking / TWIPS, look.indent);
    return Array.from({ length: many }, (_, at) => ({
      ...{ height: line, before: 0, after: at === many - 1 ? apart.text / TWIPS : 0, isKept: false }
    }));
  }
  const caption =
    rows(`${wordsOf([{ to: block.id }], numbers)}  ${block.caption}`, size.caption) * (lines.caption / TWIPS);
  if (block.block === 'picture')
    return [
      { ...roomOf(ROOM.picture), height: (block.heightMm / 25.4) * 72 + DESCENT_PT, isKept: true },
      { ...roomOf(ROOM.pictureCaption), height: caption, isKept: false }
    ];
  const note = rows(block.note, size.table) * (lines.table / TWIPS);
  return [
    { ...roomOf(ROOM.caption), height: caption, isKept: true },
    ...cutTable(block, look, width),
    { ...roomOf(ROOM.note), height: note, isKept: false }
  ];
}

function cutTable({ columns, rows }: TableBlock, look: Look, width: number): Piece[] {
  const type: Type = { sizePt: look.size.table / 2, trackingPt: 0 };
  const widths = widthsOf(columns, width).map((each) => (each - 2 * ROOM.cellSide) / TWIPS);
  const room = (ROOM.cell.before + ROOM.cell.after) / TWIPS + BORDER_PT;
  const heightOf = (texts: string[]) =>
    Math.max(...texts.map((words, at) => countLines(words, widths[at], type))) * (look.lines.table / TWIPS) +
    room;
  const head = heightOf(columns.map((column) => column.head));
  return [
    { height: head, before: 0, after: 0, isKept: true },
    ...rows.map((row, at) => ({
      ...{ height: heightOf(row), before: 0, after: 0, head },
      isKept: isRowKept(at, rows.length)
    }))
  ];
}

const roomOf = ({ before, after }: { before: number; after: number }) => ({
  before: before / TWIPS,
  after: after / TWIPS
});
