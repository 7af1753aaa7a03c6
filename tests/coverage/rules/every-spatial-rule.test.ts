import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPacks, PROFILES } from '../../../src/lib/standards/packs.ts';

// A rule that is new in a pack has to be worked out by hand somewhere in this folder, under its id.
const here = new URL('.', import.meta.url);
const blocks = new Map(
  readdirSync(here)
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) =>
      readFileSync(new URL(name, here), 'utf8')
        .split(/^describe\(/m)
        .slice(1)
    )
    .map((block): [string, string] => [/^\s*'([^']+)'/.exec(block)?.[1] ?? '', block])
);
const rules = loadPacks(PROFILES, { unverified: true }).filter((rule) => rule.class === 'A');

describe('every spatial rule of the packs', () => {
  it.each(rules)('$id has a unit of each status that it can have', (rule) => {
    const block = blocks.get(rule.id);
    expect(block, `describe('${rule.id}', …) in tests/coverage/rules`).toBeDefined();
    const count = (words: RegExp) => [...block!.matchAll(words)].length;
    if (rule.comparator === 'report') expect(count(/'reported'/g), 'reported').toBeGreaterThanOrEqual(2);
    else expect([count(/'met'/g) > 0, count(/'not_met'/g) > 0], 'met, not met').toEqual([true, true]);
    expect(count(/lacks\(|NO_CATEGORY|'no_data'/g), 'no data').toBeGreaterThanOrEqual(1);
    const { compute, scope } = rule;
    // A count or share in town and country alike is asked of every unit.
    const canBeOutside =
      !scope.urban || !scope.rural || ['coverage', 'adjacency', 'together'].includes(compute.how);
    if (canBeOutside)
      expect(count(/notAsked\(|'not_applicable'/g), 'not applicable').toBeGreaterThanOrEqual(1);
  });
});
