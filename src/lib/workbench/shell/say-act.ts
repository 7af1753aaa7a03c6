import type { Edit } from '../../study/scenario.ts';
import type { Act } from '../history.ts';
import { say } from '../words/words.svelte.ts';

/** An act in a few words, for the buttons that undo it or do it again; `nameOf` gives the name of what a code stands for. */
export function sayAct(act: Act, nameOf: (edit: Edit) => string): string {
  if (act.what !== 'edits') return say(`act.${act.what}`);
  const edits = act.into.length > 0 ? act.into : act.out;
  if (edits.length !== 1 || (act.into.length > 0 && act.out.length > 0))
    return say('act.many', { n: Math.max(act.into.length, act.out.length) });
  const [edit] = edits;
  return say(`act.${edit.do}`, { name: nameOf(edit) });
}
