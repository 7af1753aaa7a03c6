import { count } from '../words/figures.ts';
import { say } from '../words/words.svelte.ts';
import type { Step } from '../engine/scene.ts';

/** What is said of a step of long work beside its name: how many things of how many are done; '' where nobody counts. */
export function tellCounts({ counted }: Step): string {
  if (!counted || !(counted.of > 0)) return '';
  const { what, done, of } = counted;
  return say(`long.${what}`, { done: count(done), of: count(of) });
}

/** Seconds of work so far, from the third on: before that nobody asks. */
export function tellElapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 3 ? '' : say('long.elapsed', { n: count(seconds) });
}
