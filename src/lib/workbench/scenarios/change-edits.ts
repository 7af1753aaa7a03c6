import type { Edit } from '../../study/scenario.ts';
import type { NamedScenario } from '../engine/scene.ts';

/** The edits with other people in one housing; groups that were said stay. */
export function withPeople(edits: readonly Edit[], code: string, people: number): Edit[] {
  return edits.map((edit) => (edit.do === 'house' && edit.code === code ? { ...edit, people } : edit));
}

/** A name that no scenario has: as it is wished, else with the next number behind it. */
export function freeName(scenarios: readonly NamedScenario[], wished: string): string {
  const taken = new Set(scenarios.map(({ name }) => name));
  let name = wished;
  for (let n = 2; taken.has(name); n++) name = `${wished} ${n}`;
  return name;
}

/** The list with one scenario under another name and cost, in its place; another one of that name gives way. */
export function renameScenario(
  scenarios: readonly NamedScenario[],
  name: string,
  to: Pick<NamedScenario, 'name' | 'cost'>
): NamedScenario[] {
  return scenarios
    .filter((each) => each.name === name || each.name !== to.name)
    .map((each) => (each.name === name ? { ...each, ...to } : each));
}

/** The list with a copy of one scenario behind it, under the name that `copied` makes of its own. */
export function copyScenario(
  scenarios: readonly NamedScenario[],
  name: string,
  copied: string
): NamedScenario[] {
  return scenarios.flatMap((each) =>
    each.name === name ? [each, { ...each, name: freeName(scenarios, copied) }] : [each]
  );
}
