import type { Desk } from '../desk.svelte.ts';
import { scenarioOnDesk } from '../shell/scenario-name.ts';
import { say } from '../words/words.svelte.ts';
import type { SideOf } from './swipe.svelte.ts';

/** What a side is called: the present state, the edits on the desk (with the name they have), a scenario. */
export function sideName(desk: Desk, side: SideOf): string {
  if (side === '') return say('scenario.present');
  if (side !== null) return side;
  const name = scenarioOnDesk(desk);
  return name ? `${say('scenario.desk')} · ${name}` : say('scenario.desk');
}
