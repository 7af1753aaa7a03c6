import { describe, expect, it } from 'vitest';
import { packOf, writePackFile } from '../../src/lib/standards/pack-file.ts';
import { asPacked, describeChange, sayChange } from '../../src/lib/workbench/standards/all-rules.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import { rulesInForce } from '../../src/lib/standards/rules-in-force.ts';
import type { RuleChoices } from '../../src/lib/workbench/engine/scene.ts';
import {
  differenceOf,
  dropRule,
  putRule,
  setPackOn,
  setRulesOn
} from '../../src/lib/workbench/standards/rule-choices.ts';

const all = loadPacks(PROFILES, { unverified: true });
const ruleOf = (id: string) => all.find((rule) => rule.id === id)!;
const inForce = ({ profiles, standards, rules, off, on }: RuleChoices) =>
  rulesInForce({ profiles, standards, changes: rules, off, on }).map(({ id }) => id);

describe('choices of rules', () => {
  it('turns rules on and off of a study that lists them', () => {
    const listed: RuleChoices = { profiles: ['national'], standards: ['ELD-COV-15', 'HLT-COV-15'] };
    const more = setRulesOn(listed, ['STF-18'], true, inForce(listed));
    expect(inForce(more)).toEqual(['ELD-COV-15', 'HLT-COV-15', 'STF-18']);
    expect(inForce(setRulesOn(more, ['HLT-COV-15'], false, inForce(more)))).toEqual(['ELD-COV-15', 'STF-18']);
  });

  it('leaves a study that takes whole packs taking whole packs', () => {
    const open: RuleChoices = { profiles: ['hunchun'] };
    const before = inForce(open);
    const less = setRulesOn(open, ['STF-PARTY-2'], false, before);
    expect(less.standards).toBeUndefined();
    expect(inForce(less)).toEqual(before.filter((id) => id !== 'STF-PARTY-2'));
  });

  it('takes single rules into a study of whole packs, and out again', () => {
    const open: RuleChoices = { profiles: ['hunchun'] };
    const before = inForce(open);
    const more = setRulesOn(open, ['STF-18'], true, before);
    expect(more.standards).toBeUndefined();
    expect(inForce(more)).toEqual([...before, 'STF-18']);
    expect(inForce(setRulesOn(more, ['STF-18'], false, inForce(more)))).toEqual(before);
    expect(inForce(setPackOn(more, ruleOf('STF-18').profile, false, all, inForce(more)))).toEqual(before);
  });

  it('turns rules of the user’s own off and on, whether the study lists its rules or not', () => {
    const rule = { ...ruleOf('STF-18'), id: 'OWN-1', profile: 'own' };
    for (const standards of [['ELD-COV-15'], undefined]) {
      const own = putRule({ profiles: ['hunchun'], standards }, rule);
      const before = inForce(own);
      expect(before).toContain('OWN-1');
      const less = setRulesOn(own, ['OWN-1'], false, before);
      expect(inForce(less)).toEqual(before.filter((id) => id !== 'OWN-1'));
      expect(inForce(setRulesOn(less, ['OWN-1'], true, inForce(less))).toSorted()).toEqual(before.toSorted());
    }
  });

  it('keeps no change that changes nothing', () => {
    const packed = ruleOf('STF-18');
    const changed = putRule({ profiles: ['tianjin'] }, { id: 'STF-18', threshold: 25 });
    expect(putRule(changed, differenceOf(packed, packed)).rules).toEqual([]);
  });

  it('takes a pack in with its rules that were seen, and out with all of them', () => {
    const listed: RuleChoices = { profiles: ['national'], standards: ['ELD-COV-15'] };
    const more = setPackOn(listed, 'local-example', true, all, inForce(listed));
    const own = all.filter(({ profile }) => profile === 'local-example');
    expect(inForce(more)).toEqual([
      'ELD-COV-15',
      ...own.filter(({ verified }) => verified).map(({ id }) => id)
    ]);
    expect(own.some(({ verified }) => !verified)).toBe(true);
    const less = setPackOn(more, 'local-example', false, all, inForce(more));
    expect(inForce(less)).toEqual(['ELD-COV-15']);
    expect(less.profiles).toEqual(['national']);
  });

  it('keeps of a change only what differs, and takes away what is no longer there', () => {
    const packed = ruleOf('ELD-COV-15');
    const { walk_minutes: _, ...without } = { ...packed, distance_m: 900, basis: 'distance' as const };
    const change = differenceOf(without, packed);
    expect(change).toEqual({ id: 'ELD-COV-15', distance_m: 900, basis: 'distance', walk_minutes: null });
    const choices = putRule({ profiles: ['seed-generic'] }, change);
    const [changed] = rulesInForce({
      profiles: ['seed-generic'],
      standards: ['ELD-COV-15'],
      changes: choices.rules
    });
    expect(changed).toMatchObject({ distance_m: 900, was: { walk_minutes: 15 } });
    expect('walk_minutes' in changed).toBe(false);
  });

  it('puts a changed rule back, and lets one of the user’s own go', () => {
    const changed = putRule(
      { profiles: ['tianjin'], standards: ['STF-18'] },
      { id: 'STF-18', threshold: 25 }
    );
    expect(dropRule(changed, 'STF-18', false)).toEqual({
      profiles: ['tianjin'],
      standards: ['STF-18'],
      rules: []
    });
    const own = putRule(changed, { ...ruleOf('STF-18'), id: 'OWN-1', profile: 'own' });
    const gone = dropRule(setRulesOn(own, ['OWN-1'], true, inForce(own)), 'OWN-1', true);
    expect(gone.standards).toEqual(['STF-18']);
    expect(gone.rules).toHaveLength(1);
  });
});

describe('a changed rule', () => {
  const said = (change: Record<string, unknown>, language: 'zh' | 'en' = 'zh') => {
    const [rule] = rulesInForce({ profiles: [], standards: [String(change.id)], changes: [change] });
    return describeChange(rule).map((each) => sayChange(each, language));
  };
  it('says each figure that was changed, from what to what', () => {
    const was = String(ruleOf('STF-18').threshold);
    expect(said({ id: 'STF-18', threshold: 20 })).toEqual([`阈值由 ${was} 改为 20`]);
    expect(said({ id: 'STF-18', threshold: 20 }, 'en')).toEqual([`threshold changed from ${was} to 20`]);
    expect(said({ id: 'STF-18', soft: true })).toEqual(['原则上（不判不达标）由 — 改为 ✓']);
  });
  it('says no more than that it was changed of what has no short value', () => {
    const scope = { ...ruleOf('STF-18').scope, rural: true };
    expect(said({ id: 'STF-18', scope })).toEqual(['适用范围已改']);
    expect(said({ id: 'STF-18' })).toEqual([]);
  });
});

describe('a rule of a pack of the study', () => {
  it('that is set back to what the program has is changed, not as its pack has it', () => {
    const built = loadPacks(['hunchun']).find(({ threshold }) => threshold === 3)!;
    const pack = { ...packOf('ours', [{ ...built, profile: 'ours', threshold: 7 }]), overrides: ['hunchun'] };
    const packs = [JSON.parse(writePackFile(pack)) as Record<string, unknown>];
    const packed = asPacked(built.id, packs)!;
    expect(packed).toMatchObject({ profile: 'ours', threshold: 7 });
    const change = differenceOf({ ...packed, threshold: 3 }, packed);
    expect(change).toEqual({ id: built.id, threshold: 3 });
    const inForce = rulesInForce({ profiles: ['hunchun'], packs: [pack], changes: [change] });
    expect(inForce.find(({ id }) => id === built.id)).toMatchObject({ threshold: 3, profile: 'ours' });
    expect(asPacked(built.id)).toMatchObject({ threshold: 3 });
  });
});
