import type { Pen } from '../pen.ts';
import { GROUP_MARKS, SITE } from './colours.ts';
import { setFont } from './text.ts';

const groupMark = (group: string) =>
  Object.hasOwn(GROUP_MARKS, group) ? GROUP_MARKS[group] : GROUP_MARKS.none;

/** Colour of a link that is proposed. */
const LINK = '#7a1248';

/** A disc with the character of the group, as on the screen; smaller than 2.4 points it is a dot without one. */
export function drawFacility(pen: Pen, group: string, x: number, y: number, radiusPt: number): void {
  const { colour, mark } = groupMark(group);
  pen.beginPath();
  pen.arc(x, y, radiusPt, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
  pen.strokeStyle = '#ffffff';
  pen.lineWidth = Math.max(0.3, radiusPt * 0.14);
  pen.stroke();
  if (radiusPt < 2.4) return;
  setFont(pen, radiusPt * 1.18, 600);
  pen.fillStyle = '#ffffff';
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.fillText(mark, x, y + radiusPt * 0.42);
}

/** How high and how wide half of a pin is, as shares of its radius. */
export const PIN_HEIGHT = 3.1;

/** A pin with its number; its point is at the place. */
export function drawPin(pen: Pen, label: string, x: number, y: number, radiusPt: number): void {
  const centre = y - (PIN_HEIGHT - 1) * radiusPt;
  // Where the lines from the point touch the circle.
  const touch = Math.acos(1 / (PIN_HEIGHT - 1));
  pen.beginPath();
  pen.arc(x, centre, radiusPt, Math.PI / 2 + touch, Math.PI / 2 - touch);
  pen.lineTo(x, y);
  pen.closePath();
  pen.fillStyle = SITE;
  pen.lineJoin = 'round';
  pen.strokeStyle = '#ffffff';
  pen.lineWidth = radiusPt * 0.32;
  pen.stroke();
  pen.fill();
  setFont(pen, radiusPt * (label.length > 2 ? 0.95 : 1.25), 700);
  pen.fillStyle = '#ffffff';
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.fillText(label, x, centre + radiusPt * 0.45);
}

/** A link: a strong dashed line upon white, a dot at either end. */
export function drawLink(
  pen: Pen,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  size: number
): void {
  const line = () => {
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
    pen.stroke();
  };
  pen.lineCap = 'butt';
  pen.strokeStyle = '#ffffff';
  pen.lineWidth = 3.6 * size;
  line();
  pen.strokeStyle = LINK;
  pen.lineWidth = 2 * size;
  pen.setLineDash([4 * size, 2 * size]);
  line();
  pen.setLineDash([]);
  pen.fillStyle = LINK;
  pen.strokeStyle = '#ffffff';
  pen.lineWidth = 0.7 * size;
  for (const [x, y] of [
    [fromX, fromY],
    [toX, toY]
  ]) {
    pen.beginPath();
    pen.arc(x, y, 2.3 * size, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  }
}
