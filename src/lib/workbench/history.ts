import type { Mend } from '../network/mend-lines.ts';
import type { Edit } from '../study/scenario.ts';
import type { NamedScenario, RuleChoices } from './engine/scene.ts';
import type { KeptStory } from './present/kept-story.ts';

/** What can be undone: all that the user has changed of a study after its files were brought in. */
export interface Changeable {
  edits: readonly Edit[];
  rules: RuleChoices;
  roads: Roads;
  scenarios: readonly NamedScenario[];
  /** Pages of the presentation. */
  story: KeptStory;
}

/** Breaks of the walking network that were joined, and those that are meant so. */
export interface Roads {
  mends: readonly Mend[];
  kept: readonly Mend[];
}

/**
 * One act of the user, with what it takes to undo it. Of the edits only what differs: from place `at` on, `out` gave way to
 * `into`; so a long list of edits is not kept once for every act.
 */
export type Act =
  | { what: 'edits'; at: number; out: readonly Edit[]; into: readonly Edit[] }
  | { what: 'rules'; before: RuleChoices; after: RuleChoices }
  | { what: 'roads'; before: Roads; after: Roads }
  | { what: 'scenarios'; before: readonly NamedScenario[]; after: readonly NamedScenario[] }
  | { what: 'story'; before: KeptStory; after: KeptStory };

/** Acts in order, of which the first `done` stand and the others were undone. */
export interface History {
  acts: readonly Act[];
  done: number;
}

/** Acts that are kept; older ones can no longer be undone. */
export const MOST_ACTS = 500;

export const NO_HISTORY: History = { acts: [], done: 0 };

/** The act by which one list of edits becomes another; null where they are the same. */
export function actOfEdits(before: readonly Edit[], after: readonly Edit[]): Act | null {
  let at = 0;
  while (at < before.length && at < after.length && isSame(before[at], after[at])) at++;
  if (at === before.length && at === after.length) return null;
  return { what: 'edits', at, out: before.slice(at), into: after.slice(at) };
}

/** The history after an act: what was undone can't be done again. */
export function remember({ acts, done }: History, act: Act): History {
  const next = [...acts.slice(0, done), act].slice(-MOST_ACTS);
  return { acts: next, done: next.length };
}

/** What undoing an act makes of the study; only the part that the act is of. */
export function undoAct(act: Act, now: Pick<Changeable, 'edits'>): Partial<Changeable> {
  if (act.what === 'edits') return { edits: splice(now.edits, act.at, act.into, act.out) };
  return { [act.what]: act.before };
}

/** What doing an act again makes of the study. */
export function redoAct(act: Act, now: Pick<Changeable, 'edits'>): Partial<Changeable> {
  if (act.what === 'edits') return { edits: splice(now.edits, act.at, act.out, act.into) };
  return { [act.what]: act.after };
}

/** A history for edits that were kept without one, as studies were before: each edit an act, of which the first `done` stand. */
export function historyOfEdits(edits: readonly Edit[], done: number): History {
  const acts = edits.map((edit, at): Act => ({ what: 'edits', at, out: [], into: [edit] }));
  return { acts, done };
}

/**
 * The history where edits have been left out that a new table has no facility for: acts that moved them would bring them back,
 * so the edits that are left become the acts.
 */
export function historyAfterLoss(history: History, edits: readonly Edit[], dropped: number): History {
  return dropped > 0 ? historyOfEdits(edits, edits.length) : history;
}

function splice(edits: readonly Edit[], at: number, gone: readonly Edit[], come: readonly Edit[]): Edit[] {
  return [...edits.slice(0, at), ...come, ...edits.slice(at + gone.length)];
}

const isSame = (a: Edit, b: Edit): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
