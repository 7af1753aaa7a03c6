import type { Desk } from '../desk.svelte.ts';
import { scenarioName } from '../shell/scenario-name.ts';
import { say } from '../words/words.svelte.ts';
import type { Frame } from './frame.ts';

/** What the state that a page shows is called: the present state, the scenario on the desk, all that is proposed. */
export function stateName(desk: Desk, state: Frame['state']): string {
  if (state === 'base') return say('scenario.present');
  return state === 'after' ? say('story.after') : scenarioName(desk);
}
