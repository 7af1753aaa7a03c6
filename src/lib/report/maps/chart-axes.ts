import { figure, type FigureKind } from '../figures.ts';
import type { Pen } from '../pen.ts';
import type { Box } from './ground.ts';
import type { SayOfMaps } from './map-words.ts';
import { setFont } from './text.ts';

/** What a chart is drawn with: its place and size, and words. */
export interface ChartPlace {
  box: Box;
  /** How large letters are: 1 in a picture of a document's width. */
  size: number;
  say: SayOfMaps;
}

const GRID = '#d1d5db';
const AXIS = '#4b5563';

/** Round steps (1, 2, 2.5 or 5 and noughts) from 0 to at least `most`, at most so many; 0 and 1 where there is nothing. */
export function roundSteps(most: number, count: number): number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const last = Math.ceil(most / step - 1e-9);
  return Array.from({ length: last + 1 }, (_, i) => i * step);
}

/** Lines and labels of shares at each quarter, from left to right or from bottom to top. */
export function drawShareAxis(pen: Pen, plot: Box, way: 'across' | 'up', size: number): void {
  drawAxis(
    pen,
    plot,
    way,
    [0, 0.25, 0.5, 0.75, 1],
    (share) => figure(share, 'share').replace('.0%', '%'),
    size
  );
}

/** Lines across a plot at its steps, the last at its end, with their figures. */
export function drawStepAxis(
  pen: Pen,
  plot: Box,
  way: 'across' | 'up',
  steps: number[],
  kind: FigureKind,
  size: number
): void {
  drawAxis(pen, plot, way, steps, (step) => figure(step, kind), size);
}

function drawAxis(
  pen: Pen,
  { x, y, width, height }: Box,
  way: 'across' | 'up',
  steps: number[],
  label: (step: number) => string,
  size: number
): void {
  const last = steps[steps.length - 1];
  setFont(pen, 7 * size);
  for (const step of steps) {
    const share = step / last;
    pen.beginPath();
    pen.strokeStyle = step === 0 ? AXIS : GRID;
    pen.lineWidth = (step === 0 ? 0.8 : 0.5) * size;
    pen.fillStyle = AXIS;
    if (way === 'across') {
      pen.moveTo(x + share * width, y);
      pen.lineTo(x + share * width, y + height);
      pen.textAlign = 'center';
      pen.textBaseline = 'top';
      pen.fillText(label(step), x + share * width, y + height + 3 * size);
    } else {
      pen.moveTo(x, y + height * (1 - share));
      pen.lineTo(x + width, y + height * (1 - share));
      pen.textAlign = 'right';
      pen.textBaseline = 'middle';
      pen.fillText(label(step), x - 4 * size, y + height * (1 - share));
    }
    pen.stroke();
  }
}
