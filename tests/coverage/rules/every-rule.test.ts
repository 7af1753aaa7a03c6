import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPacks, PROFILES } from '../../../src/lib/standards/packs.ts';
import type { Standard } from '../../../src/lib/standards/standard.ts';

const HERE = new URL('.', import.meta.url);

/** The text of each `describe` of these tests that has the id of a rule for a name, by id. */
function findTested(): Map<string, string[]> {
  const tested = new Map<string, string[]>();
  for (const file of readdirSync(HERE)) {
    if (!file.endsWith('.test.ts')) continue;
    const blocks = readFileSync(new URL(file, HERE), 'utf8').split(/^(?=describe\()/m);
    for (const block of blocks) {
      const id = /^describe\('([A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)+)'/.exec(block)?.[1];
      if (id) tested.set(id, [...(tested.get(id) ?? []), block]);
    }
  }
  return tested;
}

/** How units must be seen to stand: a rule that judges both ways, one that does not with a value; each without data. */
function statusesOf({ threshold, comparator }: Standard): string[] {
  const judges = threshold !== null && comparator !== 'report' && comparator !== '~=';
  return [...(judges ? ['met', 'not_met'] : ['reported']), 'no_data'];
}

const tested = findTested();
const packs = loadPacks(PROFILES, { unverified: true });
const rules = packs.filter((rule) => rule.class !== 'C');

describe('every rule worked out from places and columns', () => {
  it('is one of the 58 A and 71 B rules', () =>
    expect(['A', 'B'].map((each) => rules.filter((rule) => rule.class === each).length)).toEqual([58, 71]));
  it.each(rules.map(({ id }) => id))('%s has tests of its own', (id) =>
    expect(tested.get(id) ?? []).toHaveLength(1)
  );
  // Those of class A hold many units at once, and say of each how it stands in another way.
  it.each(rules.filter((rule) => rule.class === 'B').map((rule): [string, Standard] => [rule.id, rule]))(
    '%s is seen in all the ways a unit can stand',
    (id, rule) => {
      const [block] = tested.get(id)!;
      expect(statusesOf(rule).filter((status) => !block.includes(`'${status}'`))).toEqual([]);
    }
  );
  it('is a rule of the packs: no tests of rules that are gone', () => {
    const known = new Set(packs.map(({ id }) => id));
    expect([...tested.keys()].filter((id) => !known.has(id))).toEqual([]);
  });
});
