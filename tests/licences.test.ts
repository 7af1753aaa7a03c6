import { describe, expect, it } from 'vitest';
import { judgePackages, readPackages, writeNotices, type Package } from '../licences.ts';

const made = (licence: string, more: Partial<Package> = {}): Package => ({
  place: 'node_modules/made-up',
  name: 'made-up',
  version: '1.0.0',
  licence,
  isTool: false,
  ...more
});

describe('licences', () => {
  it('reads every package of the lockfile, with a licence each', () => {
    const packages = readPackages();
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.find((found) => found.name === 'maplibre-gl')?.isTool).toBe(false);
    expect(packages.find((found) => found.name === 'vitest')?.isTool).toBe(true);
    // Built in, although among the tools.
    expect(packages.find((found) => found.name === 'svelte')?.isTool).toBe(false);
    expect(packages.filter((found) => found.licence === '')).toEqual([]);
  });

  it.each(['MIT', 'ISC', '(MIT OR GPL-3.0)', 'GPL-2.0 OR Apache-2.0', 'MIT AND ISC', '(EDL-1.0 OR EPL-1.0)'])(
    'lets %s pass',
    (licence) => expect(judgePackages([made(licence)])).toEqual([])
  );

  it.each([
    'GPL-3.0',
    'LGPL-2.1',
    'AGPL-3.0',
    'EPL-1.0',
    'MIT AND GPL-2.0',
    'UNLICENSED',
    'SEE LICENSE IN x',
    ''
  ])('stops "%s"', (licence) => expect(judgePackages([made(licence)])).toHaveLength(1));

  it('lets MPL pass in a tool only', () => {
    expect(judgePackages([made('MPL-2.0', { isTool: true })])).toEqual([]);
    expect(judgePackages([made('MPL-2.0')])).toHaveLength(1);
  });

  it.each(['xlsx', 'exceljs', 'glpk.js'])('stops %s whatever its licence', (name) => {
    expect(judgePackages([made('MIT', { name, isTool: true })])[0]).toContain('is forbidden');
  });

  it('writes the notices of what is handed on, and of nothing else', () => {
    const notices = writeNotices();
    expect(notices).toMatch(/^maplibre-gl \d/m);
    expect(notices).toMatch(/^svelte \d/m);
    expect(notices).not.toMatch(/^vitest \d/m);
  });
});
