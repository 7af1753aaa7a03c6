import type { WalkNote } from '../study/walkers.ts';
import { count, decimal } from './words/figures.ts';
import { currentLanguage, say } from './words/words.svelte.ts';

/** What a walk counts beside lengths, each a clause: only of what the roads have. Empty where they say nothing. */
export function walkingNotesOf(note: WalkNote | null): string[] {
  if (!note) return [];
  const { rules, stepsM, slopedM, crossings, oneWayM, gates, gatesShut, gatesUnread } = note;
  const { timed, steps, slope, maxGradient, crossingDelayS, at } = rules;
  const notes: string[] = [];
  if (stepsM > 0) notes.push(say(steps ? 'walking.steps.yes' : 'walking.steps.no', { m: count(stepsM) }));
  if (slopedM > 0) {
    if (timed)
      notes.push(say(slope ? 'walking.slope.yes' : 'walking.slope.no', { km: decimal(slopedM / 1000) }));
    if (Number.isFinite(maxGradient))
      notes.push(say('walking.gradient', { percent: `${decimal(100 * maxGradient)}%` }));
  }
  if (crossings > 0 && timed)
    notes.push(
      crossingDelayS > 0
        ? say('walking.crossings.wait', { n: count(crossings), s: decimal(crossingDelayS) })
        : say('walking.crossings.free', { n: count(crossings) })
    );
  if (oneWayM > 0) notes.push(say('walking.oneWay', { m: count(oneWayM) }));
  if (gates > 0)
    notes.push(say('walking.gates', { n: count(gates), shut: count(gatesShut), when: sayMoment(at) }));
  if (gatesUnread > 0) notes.push(say('walking.unread', { n: count(gatesUnread) }));
  if (!timed && (slopedM > 0 || crossings > 0)) notes.push(say('walking.bars'));
  return notes;
}

/** A time of the week: `周三 10:00`, `Wednesday 10:00`. */
function sayMoment({ day, minute }: WalkNote['rules']['at']): string {
  const zh = currentLanguage() === 'zh';
  const words = new Intl.DateTimeFormat(zh ? 'zh-CN' : 'en', {
    weekday: zh ? 'short' : 'long',
    timeZone: 'UTC'
  });
  // The first of January 2024 was a Monday.
  const weekday = words.format(Date.UTC(2024, 0, 1 + day));
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) =>
    String(part).padStart(2, '0')
  );
  return `${weekday} ${hours}:${minutes}`;
}
