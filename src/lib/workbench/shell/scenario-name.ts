import type { Desk } from '../desk.svelte.ts';
import { say } from '../words/words.svelte.ts';

/** The named scenario whose edits are those on the desk; null where there is none such. */
export function scenarioOnDesk(desk: Desk): string | null {
  if (desk.edits.length === 0) return null;
  const now = JSON.stringify(desk.edits);
  return desk.scenarios.find(({ edits }) => JSON.stringify(edits) === now)?.name ?? null;
}

/** What the edits on the desk are called: the present state, a scenario's name, or how many there are. */
export function scenarioName(desk: Desk): string {
  if (desk.edits.length === 0) return say('scenario.present');
  return scenarioOnDesk(desk) ?? say('scenario.edited', { n: desk.edits.length });
}
