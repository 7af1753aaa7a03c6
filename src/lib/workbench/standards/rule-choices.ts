import type { Standard } from '../../standards/standard.ts';
import type { RuleChoices } from '../engine/scene.ts';

/** How a study's choices name the rules that are on: by a list, or by leaving some out of its packs. */
export function setRulesOn(choices: RuleChoices, ids: string[], on: boolean, inForce: string[]): RuleChoices {
  const wanted = new Set(ids);
  const others = (list: string[] = []) => list.filter((id) => !wanted.has(id));
  const off = others(choices.off);
  // A study that leaves its list out takes every rule of its packs that was seen in a source: it is to stay so.
  if (choices.standards === undefined) {
    if (!on) return { ...choices, on: others(choices.on), off: [...off, ...ids] };
    return { ...choices, on: [...others(choices.on), ...ids], off };
  }
  if (on) return { ...choices, standards: [...new Set([...inForce, ...ids])], off };
  // Rules of the user's own are in force whether listed or not.
  const own = (choices.rules ?? []).map(({ id }) => String(id)).filter((id) => wanted.has(id));
  return { ...choices, standards: others(inForce), on: others(choices.on), off: [...off, ...own] };
}

/** The choices with a pack on or off; with it go its rules: those whose threshold was seen in a source come on. */
export function setPackOn(
  choices: RuleChoices,
  profile: string,
  on: boolean,
  rules: Standard[],
  inForce: string[]
): RuleChoices {
  const profiles = on
    ? [...new Set([...choices.profiles, profile])]
    : choices.profiles.filter((each) => each !== profile);
  const own = rules.filter((rule) => rule.profile === profile);
  const changed = { ...choices, profiles };
  if (choices.standards === undefined)
    return on ? changed : { ...changed, on: choices.on?.filter((id) => own.every((rule) => rule.id !== id)) };
  const ids = on ? own.filter(({ verified }) => verified).map(({ id }) => id) : own.map(({ id }) => id);
  return setRulesOn(changed, ids, on, inForce);
}

/** The choices with a rule changed or added; the same id once, and none where the change says nothing but its id. */
export function putRule(choices: RuleChoices, rule: Record<string, unknown>): RuleChoices {
  const others = (choices.rules ?? []).filter(({ id }) => id !== rule.id);
  return { ...choices, rules: Object.keys(rule).length > 1 ? [...others, rule] : others };
}

/** The choices with a rule as its pack has it; one of the user's own (`isOwn`) is gone. */
export function dropRule(choices: RuleChoices, id: string, isOwn: boolean): RuleChoices {
  const without = (ids?: string[]) => (isOwn ? ids?.filter((each) => each !== id) : ids);
  return {
    ...choices,
    rules: (choices.rules ?? []).filter((rule) => rule.id !== id),
    standards: without(choices.standards),
    off: without(choices.off),
    on: without(choices.on)
  };
}

/** Fields in which a rule differs from how its pack has it, with its id; the whole rule where it is of no pack. */
export function differenceOf(rule: Standard, asPacked: Standard | null): Record<string, unknown> {
  const { was: _, ...whole } = rule;
  if (asPacked === null) return whole;
  const differing = Object.entries(whole).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(asPacked[field as keyof Standard])
  );
  // What the pack has and the rule no longer has is taken away.
  const gone = Object.keys(asPacked).filter((field) => !(field in whole));
  return {
    id: rule.id,
    ...Object.fromEntries(differing),
    ...Object.fromEntries(gone.map((field) => [field, null]))
  };
}
