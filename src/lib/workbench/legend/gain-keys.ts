import { siteColour, STILL_OUT, COVERED, SITE_COLOUR_COUNT } from '../../report/maps/colours.ts';
import type { Desk } from '../desk.svelte.ts';
import { count } from '../words/figures.ts';
import { say } from '../words/words.svelte.ts';

/** A sign of the legend, as `Key` draws it. */
export interface GainKey {
  kind: 'ring' | 'dot' | 'disc';
  colour: string;
  label: string;
  mark: string;
}

/**
 * What the colours of points mean while they say which proposed site wins them; null where they say something else. Of more sites than
 * there are colours those that share one share a key.
 */
export function gainKeys(desk: Desk): GainKey[] | null {
  const { siting, gains } = desk;
  if (!gains || !siting) return null;
  const { hiddenMarks, pointClasses } = desk.legend;
  const sites = siting.sites.slice(0, SITE_COLOUR_COUNT).map(({ gain }, order): GainKey => {
    const others = siting.sites.filter((_, at) => at > order && at % SITE_COLOUR_COUNT === order);
    const won = others.reduce((sum, other) => sum + other.gain, gain);
    const mark = `${order + 1}${others.length > 0 ? '…' : ''}`;
    return { kind: 'disc', colour: siteColour(order), label: `+${count(won)}`, mark };
  });
  // Points with figures of their own keep the colours of these where nobody wins them.
  if (pointClasses) return sites;
  const covered: GainKey = { kind: 'ring', colour: COVERED, label: say('legend.coveredToday'), mark: '' };
  const out: GainKey = { kind: 'dot', colour: STILL_OUT, label: say('legend.stillOut'), mark: '' };
  return [...sites, ...(hiddenMarks.has(0) ? [] : [covered]), out];
}
