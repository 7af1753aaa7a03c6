import type { Pen } from '../pen.ts';
import { NO_DATA, UNCOVERED } from './colours.ts';
import { EDGE_LINE, hatchBox } from './draw-areas.ts';
import type { DrawnMap } from './drawn-map.ts';
import { drawFacility, drawLink, drawPin } from './draw-marks.ts';
import type { Box } from './ground.ts';
import type { LegendEntry } from './legend.ts';
import { fitText, setFont } from './text.ts';

const INK = '#1c2321';
const FAINT = '#4b5563';
const TITLE_PT = 8.6;
const TEXT_PT = 7.4;
const ROW_PT = 12.4;
const SWATCH_PT = 18;
const GAP_PT = 5;

/** What is drawn of a legend: `size` is 1 for a picture of a document's width. */
type Drawn = Pick<DrawnMap, 'legend' | 'size' | 'say'>;

/** Points that a legend needs: its widest line and the height of all lines in one column. */
export function measureLegend(pen: Pen, drawn: Drawn): { width: number; height: number } {
  const { legend, size } = drawn;
  setFont(pen, TITLE_PT * size, 600);
  let width = pen.measureText(legend.title).width;
  setFont(pen, TEXT_PT * size);
  for (const note of legend.notes) width = Math.max(width, pen.measureText(note).width);
  for (const entry of legend.entries)
    width = Math.max(width, (SWATCH_PT + GAP_PT) * size + pen.measureText(textOf(entry, drawn)).width);
  return { width: width + 1, height: headHeight(drawn) + legend.entries.length * ROW_PT * size };
}

const headHeight = ({ legend, size }: Drawn) =>
  (TITLE_PT * 1.5 + legend.notes.length * TEXT_PT * 1.4 + 3) * size;

/** Label and count: `70–85%（12）`. */
function textOf({ label, count }: LegendEntry, { say }: Drawn): string {
  return count === '' ? label : say('labelCount', { label, count });
}

/**
 * The legend from the top left of the box, in as many columns as it takes to stay within its height; text that is wider than its column ends in an ellipsis, and
 * entries without room are left out. Gives the height that it took.
 */
export function drawLegend(pen: Pen, drawn: Drawn, box: Box): number {
  const { legend, size } = drawn;
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  let y = box.y + TITLE_PT * 1.1 * size;
  setFont(pen, TITLE_PT * size, 600);
  pen.fillStyle = INK;
  pen.fillText(fitText(pen, legend.title, box.width), box.x, y);
  setFont(pen, TEXT_PT * size);
  pen.fillStyle = FAINT;
  for (const note of legend.notes) {
    y += TEXT_PT * 1.4 * size;
    pen.fillText(fitText(pen, note, box.width), box.x, y);
  }
  const top = box.y + headHeight(drawn);
  const row = ROW_PT * size;
  const rows = Math.max(1, Math.floor((box.y + box.height - top) / row + 1e-6));
  const columns = Math.max(1, Math.ceil(legend.entries.length / rows));
  const width = box.width / columns;
  legend.entries.slice(0, rows * columns).forEach((entry, i) => {
    const x = box.x + Math.floor(i / rows) * width;
    const middle = top + (i % rows) * row + row / 2;
    drawSign(pen, entry, x, middle, size);
    setFont(pen, TEXT_PT * size);
    pen.fillStyle = INK;
    pen.textAlign = 'left';
    pen.textBaseline = 'alphabetic';
    const start = (SWATCH_PT + GAP_PT) * size;
    pen.fillText(
      fitText(pen, textOf(entry, drawn), width - start - (columns > 1 ? 4 : 0)),
      x + start,
      middle + TEXT_PT * 0.36 * size
    );
  });
  pen.restore();
  return top - box.y + Math.min(rows, legend.entries.length) * row;
}

function drawSign(pen: Pen, { sign }: LegendEntry, x: number, middle: number, size: number): void {
  const width = SWATCH_PT * size;
  const centre = x + width / 2;
  const high = 8.6 * size;
  switch (sign.is) {
    case 'class':
    case 'unknown': {
      const box = { x, y: middle - high / 2, width, height: high };
      pen.fillStyle = sign.is === 'class' ? sign.colour : NO_DATA;
      pen.fillRect(box.x, box.y, box.width, box.height);
      if (sign.is === 'unknown') {
        pen.save();
        pen.beginPath();
        pen.rect(box.x, box.y, box.width, box.height);
        pen.clip();
        hatchBox(pen, box, size);
        pen.restore();
      }
      pen.strokeStyle = '#5b6470';
      pen.lineWidth = 0.4 * size;
      pen.strokeRect(box.x, box.y, box.width, box.height);
      return;
    }
    case 'facility':
      drawFacility(pen, sign.group, centre, middle, 4.6 * size);
      return;
    case 'dots':
      pen.fillStyle = UNCOVERED;
      for (const [at, radius] of [
        [-5, 1.1],
        [0, 1.7],
        [5, 2.3]
      ]) {
        pen.beginPath();
        pen.arc(centre + at * size, middle, radius * size, 0, 2 * Math.PI);
        pen.fill();
      }
      return;
    case 'site':
      drawPin(pen, '1', centre, middle + 5.4 * size, 3.6 * size);
      return;
    case 'link':
      drawLink(pen, x + 2.5 * size, middle, x + width - 2.5 * size, middle, size * 0.85);
      return;
    case 'line': {
      const [colour, wide] = {
        edge: [EDGE_LINE, 1.7],
        upper: ['#374151', 1],
        community: ['#5b6470', 0.5],
        road: ['#8f8a80', 1]
      }[sign.of] as [string, number];
      pen.strokeStyle = colour;
      pen.lineWidth = wide * size;
      pen.beginPath();
      pen.moveTo(x, middle);
      pen.lineTo(x + width, middle);
      pen.stroke();
    }
  }
}
