import type { Desk } from '../desk.svelte.ts';
import { countUnitOf } from '../labels.ts';
import { count, percent } from '../words/figures.ts';
import { listed, say } from '../words/words.svelte.ts';
import type { BrushRange } from './brush-range.ts';
import type { UnitBars } from './unit-bars.ts';

/** A range of metres as it is said; `to` Infinity has no end, `from` Infinity is no walk at all. */
export function metresWords(from: number, to: number): string {
  if (from === Infinity) return say('charts.unreached');
  if (to === Infinity) return say('charts.metresFrom', { from: count(from) });
  return say('charts.metresRange', { from: count(from), to: count(to) });
}

/** Places in an order as they are said, the first being 1; `to` is the place after the last. */
export const placesWords = (from: number, to: number): string =>
  say('charts.places', { from: count(from + 1), to: count(to) });

/** What is brushed over, with the people and communities that it leaves; '' where nothing is, or it is not counted yet. */
export function brushWords(desk: Desk): string {
  const { range, people } = desk.brush;
  if (!range || !people) return '';
  const sum = people.reduce((all, each) => all + each, 0);
  const units = people.reduce((all, each) => all + (each > 0 ? 1 : 0), 0);
  return listed([
    say('charts.brushed', { range: rangeWords(desk, range), n: count(sum), unit: countUnitOf(desk) }),
    say('charts.brushedUnits', { n: count(units) })
  ]);
}

function rangeWords(desk: Desk, range: BrushRange): string {
  const { of, from } = range;
  if (of === 'walk') return say('charts.range.walk', { range: metresWords(from, range.to) });
  const bars = desk.brush.barsOf(of);
  const to = Math.min(range.to, bars.unit.length);
  const places = placesWords(from, to);
  if (of === 'gap') return say('charts.range.gap', { range: places });
  const [least, most] = [percent(bars.value[from]), percent(bars.value[to - 1])];
  return say('charts.range.share', { range: places, least, most });
}

/** What a bar says, in a sentence; '' where there is none. */
export function barWords(
  desk: Desk,
  of: 'share' | 'gap',
  bars: UnitBars,
  at: number,
  sums: Float64Array
): string {
  if (at < 0 || at >= bars.unit.length) return '';
  const name = desk.unitName(bars.unit[at]);
  const unit = countUnitOf(desk);
  if (of === 'share')
    return say('charts.bar', { name, share: percent(bars.value[at]), n: count(bars.people[at]), unit });
  const share = percent(sums[at] / sums[sums.length - 1]);
  return say('charts.gapBar', { name, n: count(bars.value[at]), unit, share });
}
