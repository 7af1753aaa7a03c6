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

/** How units must be seen to stand: a rule that judges both ways, others with two values; each without data. */
function statusesOf({ threshold, comparator, soft, compute, scope }: Standard): string[] {
  const judges = threshold !== null && comparator !== '~=' && !soft;
  const isOfSome = !scope.urban || !scope.rural || ['each', 'facilities'].includes(compute.how);
  const divides = compute.how === 'ratio' && compute.bottom !== undefined;
  return [
    ...(judges ? ['met', 'not_met'] : ['reported', 'reported']),
    'no_data',
    ...(isOfSome || divides ? ['not_applicable'] : [])
  ];
}

const tested = findTested();
const packs = loadPacks(PROFILES, { unverified: true });
const rules = packs.filter((rule) => rule.class === 'B');

describe('every rule worked out from columns', () => {
  it.each(rules.map((rule): [string, Standard] => [rule.id, rule]))(
    '%s has tests of its own, with units that stand in each way they can',
    (id, rule) => {
      const blocks = tested.get(id) ?? [];
      expect(blocks, `describe('${id}', …) in tests/coverage/rules`).toHaveLength(1);
      const seen: string[] = blocks[0].match(/'(met|not_met|reported|no_data|not_applicable)'/g) ?? [];
      for (const status of statusesOf(rule)) {
        const at = seen.indexOf(`'${status}'`);
        expect(at, status).toBeGreaterThanOrEqual(0);
        seen.splice(at, 1);
      }
    }
  );
  it('is a rule of the packs: no tests of rules that are gone', () => {
    const known = new Set(packs.map(({ id }) => id));
    expect([...tested.keys()].filter((id) => !known.has(id))).toEqual([]);
  });
});
