import { figure } from '../figures.ts';
import type { Facts } from '../facts.ts';
import type { Pen } from '../pen.ts';
import { drawShareAxis, type ChartPlace } from './chart-axes.ts';
import { fitText, setFont, tidyName } from './text.ts';

/** Apart in grey print too: grey, light and dark. */
const COLOURS = { base: '#9ca3af', now: '#78aacc', after: '#3b4a92' };

/** Most measures that a chart of bars is read with. */
const MOST = 12;

/** Bars of the share before, as studied and with all that is proposed, by measure; states that do not differ from the one before are left out. */
export function drawComparison(pen: Pen, facts: Facts, { box, size, say }: ChartPlace): boolean {
  const measures = facts.measures.filter(({ share }) => Number.isFinite(share)).slice(0, MOST);
  if (measures.length === 0) return false;
  const hasBase = facts.scenario.edits > 0;
  const hasAfter = measures.some(
    ({ share, shareAfter }) => shareAfter !== share && Number.isFinite(shareAfter)
  );
  const series = [
    ...(hasBase ? [{ label: say('base'), colour: COLOURS.base, of: 'shareBase' as const }] : []),
    { label: say(hasBase ? 'nowScenario' : 'now'), colour: COLOURS.now, of: 'share' as const },
    ...(hasAfter ? [{ label: say('after'), colour: COLOURS.after, of: 'shareAfter' as const }] : [])
  ];
  const language = facts.options.language;
  setFont(pen, 7.6 * size);
  const names = measures.map(({ title, groupName }) => [
    tidyName(title[language], 40),
    tidyName(groupName[language], 40)
  ]);
  const nameWidth = Math.min(
    0.36 * box.width,
    Math.max(...names.flat().map((name) => pen.measureText(name).width)) + 2 * size
  );
  const plot = {
    ...{ x: box.x + nameWidth + 8 * size, y: box.y + 18 * size },
    ...{ width: box.width - nameWidth - 46 * size, height: box.height - 36 * size }
  };
  const row = Math.min(plot.height / measures.length, 44 * size);
  drawShareAxis(pen, { ...plot, height: row * measures.length }, 'across', size);
  writeKey(pen, series, plot.x, box.y + 8 * size, size);
  const bar = (row * 0.76) / series.length;
  const letters = Math.min(7.6 * size, row * 0.36);
  measures.forEach((measure, i) => {
    const top = plot.y + row * i + row * 0.12;
    setFont(pen, letters);
    pen.fillStyle = '#1c2321';
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    names[i].forEach((name, line) => {
      pen.fillStyle = line === 0 ? '#1c2321' : '#4b5563';
      pen.fillText(
        fitText(pen, name, nameWidth),
        plot.x - 5 * size,
        top + row * 0.38 + (line - 0.5) * letters * 1.25
      );
    });
    series.forEach(({ colour, of }, k) => {
      const share = measure[of];
      if (!Number.isFinite(share)) return;
      pen.fillStyle = colour;
      pen.fillRect(plot.x, top + bar * k, plot.width * share, bar * 0.88);
      setFont(pen, Math.min(7 * size, bar * 0.95));
      pen.fillStyle = '#1c2321';
      pen.textAlign = 'left';
      pen.fillText(figure(share, 'share'), plot.x + plot.width * share + 3 * size, top + bar * (k + 0.44));
    });
  });
  return true;
}

function writeKey(
  pen: Pen,
  series: { label: string; colour: string }[],
  x: number,
  middle: number,
  size: number
): void {
  setFont(pen, 7.4 * size);
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  for (const { label, colour } of series) {
    pen.fillStyle = colour;
    pen.fillRect(x, middle - 3.5 * size, 12 * size, 7 * size);
    pen.fillStyle = '#1c2321';
    pen.fillText(label, x + 16 * size, middle);
    x += 28 * size + pen.measureText(label).width;
  }
}
