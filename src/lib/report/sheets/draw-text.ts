import type { Pen } from '../pen.ts';
import { wrapText } from '../maps/text.ts';
import { plainText } from '../facts/plain-text.ts';
import { fitLine, font } from './fit-text.ts';
import type { Box } from './page-layout.ts';
import type { Row } from './sheet-figures.ts';

/** Colours of writing and lines on a sheet. */
export const INK = '#111111';
export const GREY = '#555555';
export const HAIR = '#bbbbbb';
export const RED = '#b00020';

export interface Style {
  sizePt: number;
  leastPt?: number;
  isBold?: boolean;
  colour?: string;
  align?: 'left' | 'center' | 'right';
}

/** One line in the middle of the height of a box, made to fit it; gives the width that it takes. */
export function drawLine(pen: Pen, text: string, box: Box, style: Style): number {
  const { sizePt, leastPt = sizePt * 0.7, isBold = false, colour = INK, align = 'left' } = style;
  const fitted = fitLine(pen, text, box.width, sizePt, leastPt, isBold);
  if (fitted.text === '') return 0;
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.textBaseline = 'alphabetic';
  const x = align === 'left' ? box.x : align === 'right' ? box.x + box.width : box.x + box.width / 2;
  // Capitals and Chinese stand about 0.36 of the size above and below the middle.
  pen.fillText(fitted.text, x, box.y + box.height / 2 + fitted.sizePt * 0.36);
  return fitted.widthPt;
}

/** Height of a line of writing as a part of its size. */
export const LINE = 1.42;

/** Paragraphs of at most so many lines, from the top of a box; gives the height that they take. Lines that the box has no room for are left out. */
export function drawText(
  pen: Pen,
  text: string,
  box: Box,
  sizePt: number,
  most: number,
  colour = INK,
  isBold = false
): number {
  const room = Math.min(most, Math.floor(box.height / (sizePt * LINE) + 1e-6));
  if (room <= 0) return 0;
  pen.font = font(sizePt, isBold);
  const lines = wrapText(pen, plainText(text), box.width, room);
  pen.fillStyle = colour;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  lines.forEach((line, i) => pen.fillText(line, box.x, box.y + sizePt * (LINE * (i + 0.5) + 0.36)));
  return lines.length * sizePt * LINE;
}

/** A label to the left and its value to the right on one line; the label gives way. */
export function drawRow(pen: Pen, { label, value }: Row, box: Box, sizePt: number): void {
  const width = drawLine(
    pen,
    value,
    { ...box, x: box.x + box.width * 0.3, width: box.width * 0.7 },
    { sizePt, isBold: true, align: 'right' }
  );
  drawLine(pen, label, { ...box, width: box.width - width - sizePt * 0.6 }, { sizePt });
}

/** A line from one point to the other. */
export function rule(
  pen: Pen,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  width: number,
  colour = INK
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}

/** The outline of a box. */
export function outline(pen: Pen, { x, y, width, height }: Box, widthPt: number, colour = INK): void {
  pen.strokeStyle = colour;
  pen.lineWidth = widthPt;
  pen.setLineDash([]);
  pen.strokeRect(x, y, width, height);
}
