import { figure } from '../figures.ts';
import type { SitingFacts } from '../facts.ts';
import type { Pen } from '../pen.ts';
import { drawStepAxis, roundSteps, type ChartPlace } from './chart-axes.ts';
import { COVERED, SITE } from './colours.ts';
import { setFont } from './text.ts';

const TEN_THOUSAND = 10_000;

/**
 * What more sites (or, where the answer knows only it, money) win: a line from nothing, its knee marked. False where there is no curve.
 */
export function drawCurve(pen: Pen, siting: SitingFacts, { box, size, say }: ChartPlace): boolean {
  const by = siting.curve.some((step) => step.by === 'number') ? 'number' : 'money';
  const scale = by === 'money' ? TEN_THOUSAND : 1;
  const curve = siting.curve
    .filter((step) => step.by === by && Number.isFinite(step.at + step.value))
    .map(({ at, value }) => ({ at: at / scale, value }))
    .sort((a, b) => a.at - b.at);
  if (curve.length === 0) return false;
  if (curve[0].at > 0) curve.unshift({ at: 0, value: 0 });
  const steps = roundSteps(Math.max(...curve.map(({ value }) => value)), 5);
  setFont(pen, 7 * size);
  const labels = Math.max(...steps.map((step) => pen.measureText(figure(step, 'count')).width));
  const plot = {
    ...{ x: box.x + labels + 10 * size, y: box.y + 18 * size },
    ...{ width: box.width - labels - 26 * size, height: box.height - 48 * size }
  };
  const across = roundSteps(curve[curve.length - 1].at, 10).filter(
    (at) => by === 'money' || Number.isInteger(at)
  );
  drawStepAxis(pen, plot, 'up', steps, 'count', size);
  drawStepAxis(pen, plot, 'across', across, 'number', size);
  const xOf = (at: number) => plot.x + (at / across[across.length - 1]) * plot.width;
  const yOf = (value: number) => plot.y + plot.height * (1 - value / steps[steps.length - 1]);
  writeAxes(pen, siting, by, { box, size, say });
  pen.strokeStyle = COVERED;
  pen.lineWidth = 1.8 * size;
  pen.lineJoin = 'round';
  pen.beginPath();
  curve.forEach(({ at, value }, i) =>
    i === 0 ? pen.moveTo(xOf(at), yOf(value)) : pen.lineTo(xOf(at), yOf(value))
  );
  pen.stroke();
  const kneeAt = by === 'number' ? siting.kneeNumber : siting.kneeMoney / scale;
  for (const { at, value } of curve) {
    const isKnee = at === kneeAt && at > 0;
    pen.beginPath();
    pen.arc(xOf(at), yOf(value), (isKnee ? 3.6 : curve.length > 40 ? 0.8 : 2) * size, 0, 2 * Math.PI);
    pen.fillStyle = isKnee ? SITE : COVERED;
    pen.fill();
    if (!isKnee) continue;
    const isRight = xOf(at) > plot.x + 0.7 * plot.width;
    setFont(pen, 7.6 * size, 600);
    pen.textAlign = isRight ? 'right' : 'left';
    pen.textBaseline = 'top';
    pen.fillText(
      say(by === 'number' ? 'kneeSites' : 'kneeMoney', {
        at: figure(at, 'number'),
        value: figure(value, 'count'),
        unit: say(siting.counts === 'people' ? 'unitPeople' : 'unitM2')
      }),
      xOf(at) + (isRight ? -6 : 6) * size,
      yOf(value) + 6 * size
    );
  }
  return true;
}

function writeAxes(
  pen: Pen,
  siting: SitingFacts,
  by: 'number' | 'money',
  { box, size, say }: ChartPlace
): void {
  setFont(pen, 7.4 * size);
  pen.fillStyle = '#1c2321';
  pen.textAlign = 'left';
  pen.textBaseline = 'top';
  pen.fillText(
    say(siting.counts === 'people' ? 'peopleAxis' : 'amountAxis'),
    box.x + 2 * size,
    box.y + 2 * size
  );
  pen.textAlign = 'right';
  pen.textBaseline = 'bottom';
  pen.fillText(
    say(by === 'number' ? 'sitesAxis' : 'moneyAxis'),
    box.x + box.width - 6 * size,
    box.y + box.height - 2 * size
  );
}
