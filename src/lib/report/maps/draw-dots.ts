import type { Pen } from '../pen.ts';
import { UNCOVERED } from './colours.ts';
import { boundsOf, xOf, yOf, type Frame } from './frame.ts';
import type { DemandDots } from './ground.ts';

/** Points of one cell become one dot: a page never has more dots than cells. */
const CELL_PT = 1.6;

/** Where people out of reach live, the area of a dot by how many; what falls together on paper is one dot. Gives the number of dots. */
export function drawDots(pen: Pen, dots: DemandDots, frame: Frame, size: number): number {
  const [west, south, east, north] = boundsOf(frame);
  const found = dots.index?.search(west, south, east, north) ?? [];
  const cell = CELL_PT * size;
  const columns = Math.ceil(frame.box.width / cell) + 1;
  const cells = new Map<number, { x: number; y: number; people: number }>();
  for (const i of found.sort((a, b) => a - b)) {
    const people = Math.max(dots.people[i], 1e-6) || 1e-6;
    const x = xOf(frame, dots.x[i]);
    const y = yOf(frame, dots.y[i]);
    const key = Math.floor((x - frame.box.x) / cell) + columns * Math.floor((y - frame.box.y) / cell);
    const at = cells.get(key);
    if (!at) cells.set(key, { x, y, people });
    else {
      at.x += ((x - at.x) * people) / (at.people + people);
      at.y += ((y - at.y) * people) / (at.people + people);
      at.people += people;
    }
  }
  const placed = [...cells.values()];
  if (placed.length === 0) return 0;
  // The largest tenth is drawn alike, so that one tower does not make all else vanish.
  const sorted = Float64Array.from(placed, ({ people }) => people).sort();
  const full = sorted[Math.floor(0.9 * (sorted.length - 1))];
  const room = Math.sqrt((frame.box.width * frame.box.height) / placed.length);
  const most = size * Math.min(2.4, Math.max(0.75, room / 5));
  pen.fillStyle = UNCOVERED;
  pen.strokeStyle = '#ffffff';
  pen.lineWidth = 1.1 * size;
  for (const { x, y, people } of placed) {
    const radius = Math.max(0.45 * size, most * Math.sqrt(Math.min(1, people / full)));
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    if (radius > 0.9 * size) pen.stroke();
    pen.fill();
  }
  return placed.length;
}
