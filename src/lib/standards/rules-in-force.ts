import { fillRule, inputsFor } from './fill-rule.ts';
import type { Pack } from './pack-file.ts';
import { isBuiltIn, loadPacks, PROFILES } from './packs.ts';
import { checkRule } from './schema.ts';
import type { Standard } from './standard.ts';

/** Pack that rules of a study which are in no other pack are in. */
export const OWN = 'own';

/** What decides which rules a study is judged by. */
export interface RuleChoices {
  /** Packs of the program, and names of `packs`; a pack of the user's own is on whether named or not. */
  profiles: string[];
  packs?: Pack[];
  /** Ids of the rules asked for, in order, of whatever pack; absent: all of the profiles and packs. */
  standards?: string[];
  /** `{id, …fields that differ}` for a known rule (null takes a field away), else a whole new rule of the pack `own`. */
  changes?: Record<string, unknown>[];
  /** Ids of rules to be left out. */
  off?: string[];
  /** Ids of rules to be taken in beside: unverified ones, or those of packs that are not on. */
  on?: string[];
  /** All unverified rules of the packs as well. */
  unverified?: boolean;
}

/**
 * The rules in force, each id once. Without changes, packs and switches: those that `standards` names, in its order, else the verified
 * rules of the profiles in theirs. Then rules of own packs, rules named in `on`, and the user's new rules; less those in `off` and
 * those whose id a rule in force has in its `overrides` (unless `standards` names them). Naming a rule is asking for it,
 * so that an unverified one is in force where `standards` or `on` names it, or a change makes it `verified`. A rule of an own pack with
 * the id of a rule of another pack stands in its place where its pack's `overrides` names that pack. A changed rule
 * carries `was`, unless the change changes nothing. Throws for an id or a profile that is not known, a clash of packs, and a change
 * that makes no right rule, in Chinese and English.
 */
export function rulesInForce(choices: RuleChoices): Standard[] {
  const { standards, off = [], on = [] } = choices;
  const ofPacks = rulesOfPacks(choices);
  const all = applyChanges(gatherRules(choices.packs ?? []), choices.changes ?? []);
  for (const id of [...(standards ?? []), ...off, ...on])
    if (!all.rules.has(id))
      throw new Error(`没有编号为“${id}”的标准 · expected the id of a standard, got "${id}"`);
  const isAsked = (id: string) => choices.unverified || all.rules.get(id)?.verified;
  const asked = [...(standards ?? ofPacks.filter(isAsked)), ...on, ...all.added];
  const left = new Set(off);
  const kept = [...new Set(asked)].filter((id) => !left.has(id)).map((id) => all.rules.get(id)!);
  const named = new Set(standards);
  const replaced = new Set(kept.flatMap((rule) => rule.overrides ?? []).filter((id) => !named.has(id)));
  return kept.filter(({ id }) => !replaced.has(id));
}

/** Every rule there is by its id, built in and of own packs. */
function gatherRules(packs: Pack[]): Map<string, Standard> {
  const rules = new Map(loadPacks(PROFILES, { unverified: true }).map((rule) => [rule.id, rule]));
  const names = new Set<string>();
  for (const pack of packs) {
    if (names.has(pack.name))
      throw new Error(
        `有两个名为“${pack.name}”的标准包，请改其中一个的名称 · there are two packs "${pack.name}": rename one of them`
      );
    names.add(pack.name);
    for (const rule of pack.rules) {
      const other = rules.get(rule.id)?.profile;
      if (other !== undefined && !pack.overrides.includes(other))
        throw new Error(
          `标准包“${pack.name}”的规则 ${rule.id} 与“${other}”的规则同号；请换一个编号，或写 "overrides": ["${other}"] 以替换它 · ` +
            `rule ${rule.id} of the pack "${pack.name}" has the id of a rule of "${other}"; take another id, or write "overrides": ["${other}"] to stand in its place`
        );
      rules.set(rule.id, rule);
    }
  }
  return rules;
}

/** Ids of the rules of the profiles, in their order, then of the packs; a rule that stands in another's place stands there too. */
function rulesOfPacks({ profiles, packs = [] }: RuleChoices): string[] {
  const own = new Set(packs.map(({ name }) => name));
  const builtIn = profiles.filter((name) => !own.has(name));
  const places = loadPacks(builtIn, { unverified: true }).map(({ id }) => id);
  return [...places, ...packs.flatMap(({ rules }) => rules.map(({ id }) => id))];
}

function applyChanges(
  rules: Map<string, Standard>,
  changes: Record<string, unknown>[]
): { rules: Map<string, Standard>; added: string[] } {
  const added: string[] = [];
  const seen = new Set<string>();
  for (const [index, change] of changes.entries()) {
    const { id } = change;
    if (typeof id !== 'string' || id === '')
      throw new Error(
        `研究的第 ${index + 1} 条规则没有编号 id · rule ${index + 1} of the study has no id: add it`
      );
    if (seen.has(id))
      throw new Error(
        `研究的规则里“${id}”出现两次，请合为一条 · "${id}" stands twice among the rules of the study: join them`
      );
    seen.add(id);
    const known = rules.get(id);
    if (known === undefined) added.push(id);
    rules.set(id, known === undefined ? addRule(change) : changeRule(known, change));
  }
  return { rules, added };
}

/** A rule of the user's own, filled in. Throws an Error that lists what is wrong with it. */
function addRule(draft: Record<string, unknown>): Standard {
  return right(
    fillRule(draft, OWN),
    String(draft.id),
    '标准包里没有这个编号，按新规则读 · no pack has this id, it is read as a new rule'
  );
}

/** A rule with some of its fields changed; the rule itself where none differs. Throws an Error that lists what is wrong. */
function changeRule(rule: Standard, change: Record<string, unknown>): Standard {
  const was = rule.was ?? rule;
  const merged = withChange(was, change);
  if (differing(was, merged).length === 0) return was;
  return { ...right(merged, was.id), was };
}

/**
 * Fields merged and not yet checked, for a rule that is being written; null takes a field away that may be absent. Where the
 * change makes the rule ask for other columns, and does not say itself which, `inputs` are those. A pass line that is set
 * for a rule without a threshold (`project_default.pass_pct`) is its threshold.
 */
export function withChange(rule: Standard, change: Record<string, unknown>): Record<string, unknown> {
  const { was: _was, ...own } = rule;
  const merged: Record<string, unknown> = { ...own, ...change, id: rule.id, profile: rule.profile };
  const [before, after] = [inputsFor(own), inputsFor(merged)];
  if (!('inputs' in change) && after.length > 0 && before.join() !== after.join()) merged.inputs = after;
  const { pass_pct: pass } = (merged.project_default ?? {}) as Record<string, unknown>;
  if (typeof pass === 'number' && merged.threshold === null)
    Object.assign(merged, { threshold: pass, comparator: '>=' });
  for (const [field, value] of Object.entries(merged))
    if (value === undefined || (value === null && field !== 'threshold')) delete merged[field];
  return merged;
}

function right(content: unknown, id: string, note = ''): Standard {
  const { rule, errors } = checkRule(content);
  if (rule) return rule;
  const lines = errors.map(({ field, zh, en }) => `  ${id} ${field}: ${zh} · ${en}`);
  throw new Error(
    `规则“${id}”有误 · the rule "${id}" is not right:\n${[...(note === '' ? [] : [`  ${note}`]), ...lines].join('\n')}`
  );
}

function differing(one: object, other: object): string[] {
  const [a, b] = [one, other] as Record<string, unknown>[];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (field) => JSON.stringify(a[field]) !== JSON.stringify(b[field])
  );
}

/** What the user has changed of a rule, field by field in the order of the file; none for one that stands as its pack has it. */
export function describeChange(rule: Standard): { field: string; was: unknown; now: unknown }[] {
  const { was, ...now } = rule;
  if (was === undefined) return [];
  const [before, after] = [was, now] as unknown as Record<string, unknown>[];
  return differing(was, now).map((field) => ({ field, was: before[field], now: after[field] }));
}

/** Packs of the program that hold for places everywhere. */
const EVERYWHERE = new Set(['national', 'seed-generic']);

/**
 * The places whose own figures are in force at once, each with its rules, where they are two or more (`local-example` is figures of
 * several places by itself); none else. A pack of the user's own is theirs and is not among them.
 */
export function mixedJurisdictions(rules: Standard[]): { profile: string; rules: string[] }[] {
  const byProfile = new Map<string, string[]>();
  for (const { profile, id } of rules) {
    if (EVERYWHERE.has(profile) || !isBuiltIn(profile)) continue;
    byProfile.set(profile, [...(byProfile.get(profile) ?? []), id]);
  }
  if (byProfile.size < 2) return [];
  return [...byProfile].map(([profile, ids]) => ({ profile, rules: ids }));
}
