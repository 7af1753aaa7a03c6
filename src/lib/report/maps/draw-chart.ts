import type { Facts } from '../facts.ts';
import type { Pen } from '../pen.ts';
import type { ChartAsk } from '../pictures.ts';
import { drawComparison } from './chart-comparison.ts';
import { drawCurve } from './chart-curve.ts';
import { drawShares } from './chart-shares.ts';
import type { ChartPlace } from './chart-axes.ts';
import { mapWords } from './map-words.ts';
import type { Box } from './ground.ts';
import { setFont } from './text.ts';

/** Draws a chart into a box of the page; a sentence that there is nothing where the study has not what it asks for. */
export function drawChart(pen: Pen, facts: Facts, ask: ChartAsk, box: Box): void {
  const size = Math.min(1.7, Math.max(0.75, Math.sqrt(box.width * box.height) / 330));
  const place = { box, size, say: mapWords(facts.options.language) };
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  if (!drawn(pen, facts, ask, place)) {
    setFont(pen, 9 * size);
    pen.fillStyle = '#6b7280';
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(place.say('nothing'), box.x + box.width / 2, box.y + box.height / 2);
  }
  pen.restore();
}

/** Whether there was something to draw. */
function drawn(pen: Pen, facts: Facts, ask: ChartAsk, place: ChartPlace): boolean {
  switch (ask.chart) {
    case 'shares': {
      const measure = facts.measures.find(({ key }) => key === ask.measure);
      return measure !== undefined && drawShares(pen, measure, ask.most, place);
    }
    case 'curve': {
      const siting = facts.sitings.find(({ question }) => question === ask.question);
      return siting !== undefined && drawCurve(pen, siting, place);
    }
    case 'comparison':
      return drawComparison(pen, facts, place);
  }
}
