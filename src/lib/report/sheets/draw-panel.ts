import type { Pen } from '../pen.ts';
import { drawLine, drawRow, GREY, HAIR, INK, rule } from './draw-text.ts';
import type { Box } from './page-layout.ts';
import type { SheetFigures } from './sheet-figures.ts';

const ROW = 1.62;
const HEAD = 2;
const LARGE = 2.8;
const NAME = 1.5;

/** Height that the figures of a panel ask for, at a size of writing. */
export function figuresHeight({ large, rows }: SheetFigures, sizePt: number): number {
  return sizePt * (HEAD + LARGE * large.length + ROW * rows.length);
}

/** Height that lists of names ask for, at most so many lines. */
export function listsHeight(lists: SheetFigures['lists'], sizePt: number, most: number): number {
  const lines = lists.reduce((sum, { rows }) => sum + Math.max(1, rows.length), 0);
  return sizePt * (lists.length * (HEAD + 0.5) + Math.min(most, lines) * NAME);
}

/** Name of the area, its shares large, and rows of figures; rows that the box has no room for are left out from the end. */
export function drawFigures(
  pen: Pen,
  heading: string,
  { large, rows }: SheetFigures,
  box: Box,
  sizePt: number
): void {
  drawHeading(pen, heading, box, sizePt);
  let y = box.y + sizePt * HEAD;
  for (const { label, value } of large) {
    const line = { x: box.x, y, width: box.width, height: sizePt * LARGE };
    const width = drawLine(
      pen,
      value,
      { ...line, x: box.x + box.width * 0.4, width: box.width * 0.6 },
      { sizePt: sizePt * 2.4, isBold: true, align: 'right' }
    );
    drawLine(pen, label, { ...line, width: box.width - width - sizePt }, { sizePt: sizePt * 1.1 });
    y += line.height;
  }
  // A box that is too low takes the rows closer together before it loses any.
  const room = box.y + box.height - y;
  const step = Math.min(sizePt * ROW, Math.max(sizePt * 1.25, room / Math.max(1, rows.length)));
  for (const row of rows) {
    if (y + step > box.y + box.height + 0.01) return;
    rule(pen, box.x, y, box.x + box.width, y, 0.3, HAIR);
    drawRow(pen, row, { x: box.x, y, width: box.width, height: step }, sizePt);
    y += step;
  }
}

/**
 * Lists of names one below the other, each as long as its share of the room lets it; the last line of a list that is cut says how many more there are
 * (`more`).
 */
export function drawLists(
  pen: Pen,
  lists: SheetFigures['lists'],
  box: Box,
  sizePt: number,
  more: (count: number) => string
): void {
  const step = sizePt * NAME;
  const linesOf = (some: typeof lists) =>
    shareOut(
      some.map(({ rows }) => Math.max(1, rows.length)),
      Math.floor((box.height - some.length * sizePt * (HEAD + 0.5)) / step + 1e-6)
    );
  // What is proposed comes first, and is told before all else where there is no room for both.
  const isCut = lists.length > 1 && linesOf(lists)[0] < lists[0].rows.length;
  const told = isCut ? lists.slice(0, 1) : lists;
  const lineCounts = linesOf(told);
  let y = box.y;
  told.forEach(({ heading, rows, empty }, i) => {
    const room = lineCounts[i];
    if (room <= 0) return;
    drawHeading(pen, heading, { ...box, y }, sizePt);
    y += sizePt * HEAD;
    const line = () => ({ x: box.x, y, width: box.width, height: step });
    const shown = rows.length <= room ? rows : rows.slice(0, room - 1);
    for (const row of shown) {
      drawRow(pen, row, line(), sizePt);
      y += step;
    }
    const rest = rows.length - shown.length;
    if (rows.length === 0 || rest > 0) {
      drawLine(pen, rows.length === 0 ? empty : more(rest), line(), { sizePt, colour: GREY });
      y += step;
    }
    y += sizePt * 0.5;
  });
}

/** Lines for each list where there are `room` in all: short lists in full, the others alike. */
function shareOut(wants: number[], room: number): number[] {
  const given = wants.map(() => 0);
  let left = Math.max(0, room);
  while (left > 0 && given.some((count, i) => count < wants[i]))
    for (let i = 0; i < wants.length && left > 0; i++)
      if (given[i] < wants[i]) {
        given[i]++;
        left--;
      }
  return given;
}

/** A heading with a line below it, at the top of a box. */
export function drawHeading(pen: Pen, text: string, box: Box, sizePt: number): void {
  const height = sizePt * HEAD;
  drawLine(pen, text, { ...box, height: height * 0.92 }, { sizePt: sizePt * 1.12, isBold: true });
  rule(pen, box.x, box.y + height * 0.94, box.x + box.width, box.y + height * 0.94, 0.6, INK);
}
