import { figure } from '../figures.ts';
import type { MeasureFacts } from '../facts.ts';
import type { Pen } from '../pen.ts';
import { drawShareAxis, type ChartPlace } from './chart-axes.ts';
import { classOf } from './classes.ts';
import { COVERAGE_CLASSES } from './colours.ts';
import { fitText, setFont, tidyName } from './text.ts';

const INK = '#1c2321';

/** Bars of the share by community, the lowest first; those whose people are not known are left out. False where none is left. */
export function drawShares(
  pen: Pen,
  measure: MeasureFacts,
  most: number,
  { box, size }: ChartPlace
): boolean {
  const known = measure.units.filter(({ level, share }) => level === 'community' && Number.isFinite(share));
  const lowest = known.toSorted((a, b) => a.share - b.share || b.uncovered - a.uncovered);
  const pad = 4 * size;
  const top = box.y + 4 * size;
  const bottom = box.y + box.height - 18 * size;
  // No more than can be read.
  const shown = lowest.slice(0, Math.min(most, Math.floor((bottom - top) / (8 * size))));
  if (shown.length === 0) return false;
  const row = Math.min(20 * size, (bottom - top) / shown.length);
  const letters = Math.min(8 * size, row * 0.72);
  setFont(pen, letters);
  const names = shown.map(({ name, code }) => tidyName(name) || tidyName(code));
  const nameWidth = Math.min(0.34 * box.width, Math.max(...names.map((name) => pen.measureText(name).width)));
  const left = box.x + nameWidth + 2 * pad;
  const width = box.x + box.width - pad - 34 * size - left;
  drawShareAxis(pen, { x: left, y: top, width, height: row * shown.length }, 'across', size);
  const edges = COVERAGE_CLASSES.slice(1).map(({ from }) => from);
  shown.forEach(({ share }, i) => {
    const middle = top + row * (i + 0.5);
    setFont(pen, letters);
    pen.textBaseline = 'middle';
    pen.fillStyle = INK;
    pen.textAlign = 'right';
    pen.fillText(fitText(pen, names[i], nameWidth), left - pad, middle);
    pen.fillStyle = COVERAGE_CLASSES[classOf(share, edges)].colour;
    pen.strokeStyle = '#4b5563';
    pen.lineWidth = 0.4 * size;
    const high = row * 0.66;
    pen.fillRect(left, middle - high / 2, width * share, high);
    pen.strokeRect(left, middle - high / 2, width * share, high);
    pen.fillStyle = INK;
    pen.textAlign = 'left';
    pen.fillText(figure(share, 'share'), left + width * share + pad, middle);
  });
  return true;
}
