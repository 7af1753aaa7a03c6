import { fillRule } from './fill-rule.ts';
import { OWN, withChange } from './rules-in-force.ts';
import { checkRule, type RuleError } from './schema.ts';
import type { Standard } from './standard.ts';

/**
 * What is still wrong with a rule that is being written, field by field (`compute.top.sum`), with what is expected and what to do;
 * none where it can be taken. `of` is the rule that the draft changes; a whole new rule is filled in first (`fillRule`) and
 * must not have one of the ids `taken`.
 */
export function draftErrors(
  draft: Record<string, unknown>,
  { of, taken = [] }: { of?: Standard; taken?: Iterable<string> } = {}
): RuleError[] {
  const { errors } = checkRule(of ? withChange(of.was ?? of, draft) : fillRule(draft, OWN));
  if (of || typeof draft.id !== 'string' || ![...taken].includes(draft.id)) return errors;
  const twin = {
    field: 'id',
    zh: `已有编号为“${draft.id}”的规则，请换一个编号`,
    en: `there is a rule "${draft.id}" already: take another id`
  };
  return [twin, ...errors];
}
