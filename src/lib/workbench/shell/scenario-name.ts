import type { Edits, NamedScenario } from '../engine/scene.ts';
import { say } from '../words/words.svelte.ts';

/** What of the desk tells its scenario. */
export interface ScenarioDesk {
  edits: Edits;
  scenarios: readonly NamedScenario[];
}

/** The named scenario whose edits are those on the desk; null where there is none such. */
export function scenarioOnDesk(desk: ScenarioDesk): string | null {
  if (desk.edits.length === 0) return null;
  const now = JSON.stringify(desk.edits);
  return desk.scenarios.find(({ edits }) => JSON.stringify(edits) === now)?.name ?? null;
}

/** What the edits on the desk are called: the present state, a scenario's name, or how many there are. */
export function scenarioName(desk: ScenarioDesk): string {
  if (desk.edits.length === 0) return say('scenario.present');
  return scenarioOnDesk(desk) ?? say('scenario.edited', { n: desk.edits.length });
}
