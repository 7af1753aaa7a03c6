import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folder } from '../coverage/access-fixture.ts';
import { useCli } from './run-cli.ts';
import { readCsv } from './small-town.ts';

const cli = useCli();
const fixture = (name: string) => join(folder, name);
const files = [
  '--matrix',
  fixture('matrix.csv'),
  '--demand',
  fixture('demand.csv'),
  '--supply',
  fixture('supply.csv')
];
const expected = readCsv(readFileSync(fixture('access.csv'), 'utf8'));

interface Summary {
  method: string;
  parameters: { limit: number | null; decay: string | null; raam: Record<string, unknown> | null };
  better: string;
  n: number;
  supplies: number;
  population: number;
  capacity: number;
  unreached: { demand: number; population: number; supply: string[]; capacity: number };
  mean: number | null;
  gini: number;
  palma: number;
  conservation: { capacity: number; handedOut: number; difference: number } | null;
  excludedPopulation: number;
  demandNotInMatrix: number;
  supplyNotInMatrix: number;
  pairs: number;
  fgt?: number[];
  concentration?: { index: number; corrected: number };
  palmaByRank?: number;
}

describe('yike access', () => {
  beforeAll(() => {
    cli.write('m.csv', 'to,cost,from\nY,200,B\nX,100,A\nY,500,A\n');
    cli.write('d.csv', 'id,population\nB,300\nA,100\n');
    cli.write('s.csv', 'id,capacity\nX,10\nY,6\n');
  });
  const small = ['--matrix', 'm.csv', '--demand', 'd.csv', '--supply', 's.csv'];

  it.each([
    ['nearest_1500', ['nearest', '--limit', '1500']],
    ['cumulative_900', ['cumulative', '--limit', '900']],
    ['gravity_power_1.5', ['gravity', '--decay', 'power:1.5']],
    ['gravity_exp_0.002', ['gravity', '--decay', 'exp:0.002']],
    ['2sfca_900', ['2sfca', '--limit', '900']],
    ['e2sfca_steps_900', ['e2sfca', '--decay', 'step:300=1,600=0.68,900=0.22']],
    ['e2sfca_steps_900', ['e2sfca', '--limit', '900']],
    ['e2sfca_gaussian_400_900', ['e2sfca', '--decay', 'gaussian:400', '--limit', '900']],
    ['e2sfca_dai_900', ['e2sfca', '--decay', 'dai:900']],
    ['3sfca_wan_900', ['3sfca', '--limit', '900']],
    ['m2sfca_gaussian_400_900', ['m2sfca', '--decay', 'gaussian:400', '--limit', '900']],
    ['raam_300', ['raam', '--raam', 'tau=300']],
    ['raam_300_rho_7', ['raam', '--raam', 'tau=300,rho=7,max_cycles=40']]
  ])('gives %s as pysal/access and the R package accessibility do', async (column, ask) => {
    const { code, stdout, stderr } = await cli.run(['access', '--method', ...ask, ...files]);
    expect(stderr).toContain('s4');
    expect(code).toBe(0);
    const rows = readCsv(stdout);
    expect(stdout.split('\n')[0]).toBe('id,value');
    expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    rows.forEach(({ value }, i) => {
      if (expected[i][column] === '') expect(value).toBe('');
      else expect(Number(value)).toBeCloseTo(Number(expected[i][column]), 11);
    });
  });

  it('joins by id, not by row, keeps the order of D, and takes tables as they are saved', async () => {
    const { stdout } = await cli.run(['access', '--method', '2sfca', ...small]);
    expect(stdout).toBe(`id,value\nB,${6 / 400}\nA,${10 / 100 + 6 / 400}\n`);
    // The way of the other tables: written as parquet, read again as a demand of its own.
    expect((await cli.run(['access', '--method', 'nearest', ...small, '--out', 'a.parquet'])).code).toBe(0);
    const bytes = readFileSync(join(cli.folder, 'a.parquet'));
    expect(bytes.subarray(0, 4).toString()).toBe('PAR1');
    cli.write('bom.csv', '\uFEFFID;Population\r\nA;100\r\nB;300\r\n');
    const again = await cli.run(['access', '--method', '2sfca', ...small.with(3, 'bom.csv')]);
    expect(again.stdout).toBe(`id,value\nA,${10 / 100 + 6 / 400}\nB,${6 / 400}\n`);
  });

  it('reads a matrix from parquet', async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const db = await (await DuckDBInstance.create(':memory:')).connect();
    await db.run(`COPY (SELECT 'B' AS "from", 'Y' AS "to", 200.0 AS cost UNION ALL SELECT 'A', 'X', 100 UNION ALL SELECT 'A', 'Y', 500)
      TO '${join(cli.folder, 'm.parquet')}' (FORMAT parquet)`);
    db.closeSync();
    const { stdout } = await cli.run(['access', '--method', '2sfca', ...small.with(1, 'm.parquet')]);
    expect(stdout).toBe(`id,value\nB,${6 / 400}\nA,${10 / 100 + 6 / 400}\n`);
  });

  it('sums up as JSON: parameters, totals, who and what is not reached, inequality, conservation', async () => {
    const found = await cli.runJson<Summary>([
      ...['access', '--method', 'e2sfca', '--decay', 'gaussian:400', '--limit', '900', ...files],
      ...['--rank', 'income', '--line', '0.05']
    ]);
    expect(found).toMatchObject({
      ...{ method: 'e2sfca', better: 'higher', n: 40, supplies: 9, pairs: 186 },
      parameters: { limit: 900, decay: 'gaussian:400', raam: null },
      unreached: { supply: ['s4'] },
      ...{ demandNotInMatrix: 1, supplyNotInMatrix: 1, excludedPopulation: 0 }
    });
    expect(found.conservation!.difference).toBeLessThan(1e-9);
    expect(found.conservation!.capacity + found.unreached.capacity).toBe(found.capacity);
    expect(found.gini).toBeGreaterThan(0);
    expect(found.gini).toBeLessThan(1);
    expect(found.palma).toBeGreaterThan(1);
    expect(found.fgt).toHaveLength(3);
    expect(Object.keys(found.concentration!)).toEqual(['index', 'corrected']);
    expect(found.palmaByRank).toBeGreaterThan(0);
    const nearest = await cli.runJson<Summary>(['access', '--method', 'nearest', ...files]);
    expect(nearest).toMatchObject({ better: 'lower', conservation: null, excludedPopulation: 168 });
    expect(nearest.unreached).toMatchObject({ demand: 1, population: 168 });
    const raam = await cli.runJson<Summary>(['access', '--method', 'raam', '--raam', 'tau=300', ...files]);
    expect(raam.parameters.raam).toMatchObject({ tau: 300, rho: null, maxCycles: 150, wholePeople: true });
  });

  it('says which τ was taken where none was given', async () => {
    const { stderr } = await cli.run(['access', '--method', 'raam', ...small], { LANG: 'en_US' });
    expect(stderr).toContain('60');
    expect(stderr).toContain('tau');
  });
});

describe('what yike access refuses', () => {
  const table = (name: string, text: string) => ({ name, text });
  it.each([
    [
      'a negative population',
      table('d', 'id,population\nA,-1\nB,3\n'),
      'row 2 (A): expected a population of at least 0, got -1'
    ],
    ['a missing population', table('d', 'id,population\nA,\nB,3\n'), 'row 2 (A): expected a population'],
    ['a population in words', table('d', 'id,population\nA,3\nB,many\n'), 'row 3 (B): expected a population'],
    ['an infinite capacity', table('s', 'id,capacity\nX,Infinity\nY,1\n'), 'expected a capacity'],
    ['a missing column', table('s', 'id,beds\nX,1\nY,1\n'), 'no column capacity'],
    ['an id twice', table('s', 'id,capacity\nX,1\nX,2\n'), 'row 3 has the id "X" of row 2'],
    ['no id', table('d', 'id,population\n,1\nB,2\n'), 'row 2 has no id'],
    [
      'a negative cost',
      table('m', 'from,to,cost\nA,X,-5\n'),
      'row 2 (A → X): expected a cost of at least 0, got -5'
    ],
    ['a missing cost', table('m', 'from,to,cost\nA,X,5\nB,Y,\n'), 'row 3 (B → Y): expected a cost'],
    [
      'an unknown demand',
      table('m', 'from,to,cost\nA,X,5\nC,Y,3\n'),
      '1 id that the --demand table does not have (from row 3): “C”'
    ],
    ['an unknown supply', table('m', 'from,to,cost\nA,Z,5\n'), '--supply table does not have'],
    ['a pair twice', table('m', 'from,to,cost\nA,X,5\nB,Y,2\nA,X,6\n'), 'row 4 (A → X) is the pair of row 2']
  ])('%s', async (_what, bad, said) => {
    cli.write('m.csv', 'from,to,cost\nA,X,100\nB,Y,200\n');
    cli.write('d.csv', 'id,population\nA,100\nB,300\n');
    cli.write('s.csv', 'id,capacity\nX,10\nY,6\n');
    cli.write('bad.csv', bad.text);
    const path = (name: string) => (bad.name === name ? 'bad.csv' : `${name}.csv`);
    const ask = ['--matrix', path('m'), '--demand', path('d'), '--supply', path('s')];
    const { code, stdout, stderr } = await cli.run(['access', '--method', '2sfca', ...ask], {
      LANG: 'en_US'
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('bad.csv');
    expect(stderr).toContain(said);
    const zh = await cli.run(['access', '--method', '2sfca', ...ask]);
    expect(zh.stderr).toMatch(/\p{Script=Han}/u);
  });

  it.each([
    ['an unknown method', ['--method', '4sfca'], 'm2sfca'],
    ['no method', [], '--method'],
    ['a decay that is none', ['--method', 'gravity', '--decay', 'linear:3'], 'linear:3'],
    ['steps that fall', ['--method', 'e2sfca', '--decay', 'step:600=1,300=0.5'], 'step:600=1,300=0.5'],
    ['gravity without a decay', ['--method', 'gravity'], '--decay'],
    ['e2sfca with neither decay nor limit', ['--method', 'e2sfca'], '--limit'],
    ['2sfca with a decay', ['--method', '2sfca', '--decay', 'gaussian:3'], '2sfca'],
    ['a limit of 0', ['--method', '2sfca', '--limit', '0'], '--limit'],
    ['an unknown parameter of raam', ['--method', 'raam', '--raam', 'speed=3'], 'speed=3'],
    ['a step above 1', ['--method', 'raam', '--raam', 'initial_step=3'], 'initial_step=3'],
    ['raam for another method', ['--method', '2sfca', '--raam', 'tau=3'], 'tau=3'],
    ['an extension that is not written', ['--method', '2sfca', '--out', 'x.docx'], 'x.docx']
  ])('%s, as wrong usage', async (_what, ask, said) => {
    const { code, stdout, stderr } = await cli.run(['access', ...ask, ...files]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });
});
