import type { ThemedKind } from '../views/themed.ts';
import { count, percent } from '../words/figures.ts';
import { say } from '../words/words.svelte.ts';

const short = (value: number, decimals: number) =>
  String(Math.round(value * 10 ** decimals) / 10 ** decimals);

/** A number at an edge as its label has it, without its unit. */
function bare(value: number, kind: ThemedKind): string {
  if (kind === 'share' || kind === 'difference') return short(value * 100, 1);
  return kind === 'score' ? short(value, 2) : count(value);
}

function withUnit(text: string, kind: ThemedKind, unit: string): string {
  if (kind === 'share') return `${text}%`;
  if (kind === 'difference') return say('legend.in.points', { range: text });
  if (kind === 'metres') return say('legend.in.metres', { range: text });
  return kind === 'count' ? `${text} ${unit}` : text;
}

/** A figure of a unit with its unit, as it stands under the name on the map; '' where there is none. `unit` is that of what is counted. */
export function figureLabel(value: number, kind: ThemedKind, unit: string): string {
  if (Number.isNaN(value)) return '';
  if (value === Infinity) return say('legend.unreached');
  if (kind === 'share') return percent(value);
  return withUnit(kind === 'score' ? short(value, 1) : bare(value, kind), kind, unit);
}

/** Labels of the classes, lowest first: `< 50%`, `50–70%`, …, `≥ 95%`. One class says that it is the only one. */
export function classLabels(edges: readonly number[], kind: ThemedKind, unit: string): string[] {
  if (edges.length === 0) return [say('legend.oneClass')];
  const text = edges.map((edge) => bare(edge, kind));
  const between = (i: number) =>
    kind === 'difference'
      ? say('legend.range', { from: text[i - 1], to: text[i] })
      : `${text[i - 1]}–${text[i]}`;
  return [`< ${text[0]}`, ...edges.slice(1).map((_, i) => between(i + 1)), `≥ ${text[text.length - 1]}`].map(
    (label) => withUnit(label, kind, unit)
  );
}
