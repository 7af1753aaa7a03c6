import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { useCli } from './run-cli.ts';
import { readCsv } from './small-town.ts';

const cli = useCli();

interface Summary {
  model: string;
  objective: number;
  bound: number;
  gap: number;
  proven: boolean;
  sites: string[];
  seconds: number;
}

/** X reaches A (100 people) at 100 m and B (300) at 900 m, Y reaches B at 200 m and C (50) at 300 m, Z reaches C and D (20), W nobody's first choice. */
const PAIRS = ['A,X,100', 'B,X,900', 'B,Y,200', 'C,Y,300', 'C,Z,50', 'D,Z,60', 'A,W,700', 'D,W,800'];
const PEOPLE = ['A,100', 'B,300', 'C,50', 'D,20'];
const CANDIDATES = ['X,30,100', 'Y,50,310', 'Z,10,500', 'W,5,20'];

const files = ['--matrix', 'm.csv', '--demand', 'd.csv'];
const site = (model: string, ...more: string[]) => ['site', '--model', model, ...files, ...more];

beforeAll(() => {
  cli.write('m.csv', `from,to,cost\n${PAIRS.join('\n')}\n`);
  cli.write('d.csv', `id,population\n${PEOPLE.join('\n')}\n`);
  const places = CANDIDATES.map((row) => row.split(',').slice(0, 2).join(','));
  cli.write('c.csv', `id,cost\n${places.join('\n')}\n`);
  cli.write('rooms.csv', `id,cost,capacity\n${CANDIDATES.join('\n')}\n`);
});

describe('yike site', () => {
  it.each([
    ['mclp', ['--sites', '1'], { objective: 400, sites: ['X'] }],
    ['mclp', ['--sites', '2', '--limit', '500'], { objective: 450, sites: ['Y', 'X'] }],
    ['lscp', ['--forbid', 'W'], { objective: 2, sites: ['X', 'Z'] }],
    ['lscp', ['--limit', '500'], { objective: 3, sites: ['X', 'Y', 'Z'] }],
    ['lscp', ['--limit', '500', '--share', '0.95'], { objective: 2, sites: ['X', 'Y'] }],
    ['pmedian', ['--sites', '3'], { objective: 10_000 + 60_000 + 2500 + 1200, sites: ['X', 'Y', 'Z'] }],
    ['pmedian', ['--sites', '2'], { objective: 70_000 + 60_000 + 15_000 + 16_000, sites: ['Y', 'W'] }],
    ['pcenter', ['--sites', '3'], { objective: 200, sites: ['X', 'Y', 'Z'] }],
    ['pcenter', ['--sites', '2'], { objective: 800, sites: ['Y', 'W'] }]
  ])('answers %s %j', async (model, more, expected) => {
    const found = await cli.runJson<Summary>(site(model, ...more));
    expect(Object.keys(found)).toEqual(['model', 'objective', 'bound', 'gap', 'proven', 'sites', 'seconds']);
    expect(found).toMatchObject({ model, ...expected, proven: true });
    expect(found.bound).toBeCloseTo(expected.objective, 6);
    expect(found.gap).toBeCloseTo(0, 9);
  });

  it('joins by id: the order of rows of each table changes nothing', async () => {
    cli.write(
      'm2.csv',
      `cost,to,from\n${PAIRS.map((row) => row.split(',').reverse().join(','))
        .reverse()
        .join('\n')}\n`
    );
    cli.write(
      'd2.csv',
      `weight,id\n${PEOPLE.map((row) => row.split(',').reverse().join(','))
        .reverse()
        .join('\n')}\n`
    );
    const shuffled = ['--matrix', 'm2.csv', '--demand', 'd2.csv'];
    for (const ask of [
      ['mclp', '--sites', '2', '--limit', '500'],
      ['lscp'],
      ['pmedian', '--sites', '3'],
      ['pcenter', '--sites', '3']
    ]) {
      const straight = await cli.runJson<Summary>(site(ask[0], ...ask.slice(1)));
      const other = await cli.runJson<Summary>(['site', '--model', ...ask, ...shuffled]);
      expect({ ...other, seconds: 0, sites: [...other.sites].sort() }).toEqual({
        ...straight,
        seconds: 0,
        sites: [...straight.sites].sort()
      });
    }
  });

  it('counts standing sites towards --sites, keeps them open, and names them', async () => {
    const two = await cli.runJson<Summary>(
      site('mclp', '--sites', '2', '--limit', '500', '--existing', 'W,Z')
    );
    expect(two).toMatchObject({ objective: 70, proven: true });
    expect(two.sites.sort()).toEqual(['W', 'Z']);
    const three = await cli.runJson<Summary>(
      site('mclp', '--sites', '3', '--limit', '500', '--existing', 'W,Z')
    );
    expect(three.objective).toBe(370);
    expect(three.sites).toHaveLength(3);
    expect(three.sites[2]).toBe('Y');
  });

  it('keeps a budget, in which what stands costs nothing and what is locked does', async () => {
    const found = await cli.runJson<Summary>(
      site('mclp', '--candidates', 'c.csv', '--budget', '60', '--limit', '500')
    );
    expect(found).toMatchObject({ objective: 370, proven: true });
    expect(found.sites.sort()).toEqual(['Y', 'Z']);
    const standing = await cli.runJson<Summary>(
      site('mclp', '--candidates', 'c.csv', '--budget', '60', '--limit', '500', '--existing', 'X')
    );
    expect(standing).toMatchObject({ objective: 470, proven: true });
    const locked = await cli.runJson<Summary>(
      site('mclp', '--candidates', 'c.csv', '--budget', '60', '--limit', '500', '--lock', 'X')
    );
    expect(locked).toMatchObject({ objective: 170, proven: true });
    const least = await cli.runJson<Summary>(
      site('lscp', '--candidates', 'c.csv', '--least', 'cost', '--lock', 'Y')
    );
    expect(least).toMatchObject({ objective: 55, proven: true, sites: ['Y', 'W'] });
  });

  it('heeds capacities where C has them, forbidden sites, and backup', async () => {
    const rooms = await cli.runJson<Summary>(site('mclp', '--candidates', 'rooms.csv', '--sites', '1'));
    expect(rooms).toMatchObject({ objective: 310, sites: ['Y'], proven: true });
    const without = await cli.runJson<Summary>(site('mclp', '--sites', '1', '--forbid', 'X'));
    expect(without).toMatchObject({ objective: 350, sites: ['Y'], proven: true });
    const twice = await cli.runJson<Summary>(site('mclp', '--sites', '2', '--twice'));
    expect(twice).toMatchObject({ objective: 300, proven: true });
  });

  it('writes the sites as a table, to standard output or a file', async () => {
    const { code, stdout, stderr } = await cli.run(
      site('mclp', '--sites', '2', '--limit', '500', '--lock', 'X')
    );
    expect(code).toBe(0);
    expect(stderr).toContain('已证明最优');
    expect(readCsv(stdout)).toEqual([
      { id: 'X', kind: 'locked', people_nearest: '100', mean_cost: '100' },
      { id: 'Y', kind: 'chosen', people_nearest: '350', mean_cost: String((300 * 200 + 50 * 300) / 350) }
    ]);
    const file = await cli.run(site('lscp', '--forbid', 'W', '--out', 'sites.csv', '--json'));
    expect(JSON.parse(file.stdout)).toMatchObject({ sites: ['X', 'Z'] });
    expect(readCsv(readFileSync(join(cli.folder, 'sites.csv'), 'utf8')).map(({ id }) => id)).toEqual([
      'X',
      'Z'
    ]);
  });

  it('gives the same answer for the same seed, and stops at a gap that is good enough', async () => {
    const rows: string[] = [];
    for (let i = 0; i < 60; i++)
      for (let j = 0; j < 30; j++)
        if ((i * 7 + j * 13) % 11 < 3) rows.push(`d${i},s${j},${((i * 37 + j * 91) % 97) + 1}`);
    cli.write('wide.csv', `from,to,cost\n${rows.join('\n')}\n`);
    cli.write(
      'many.csv',
      `id,weight\n${Array.from({ length: 60 }, (_, i) => `d${i},${(i % 9) + 0.5}`).join('\n')}\n`
    );
    const ask = [
      'site',
      '--model',
      'mclp',
      '--matrix',
      'wide.csv',
      '--demand',
      'many.csv',
      '--sites',
      '3',
      '--limit',
      '60'
    ];
    const first = await cli.runJson<Summary>([...ask, '--seed', '7']);
    const again = await cli.runJson<Summary>([...ask, '--seed', '7']);
    expect({ ...again, seconds: 0 }).toEqual({ ...first, seconds: 0 });
    const rough = await cli.runJson<Summary>([...ask, '--gap', '0.9']);
    expect(rough.gap).toBeLessThanOrEqual(0.9);
    expect(rough.objective).toBeLessThanOrEqual(first.objective);
    expect(rough.bound).toBeGreaterThanOrEqual(first.objective * (1 - 1e-9));
  });
});

describe('what yike site refuses', () => {
  it.each([
    ['mclp', [], '--model mclp needs --sites'],
    ['pmedian', [], '--model pmedian needs --sites'],
    ['mclp', ['--sites', '0'], '--sites'],
    ['mclp', ['--sites', '1', '--share', '0.9'], '--share goes with --model lscp'],
    ['lscp', ['--share', '95'], '--share: expected a share above 0 and at most 1, got "95"'],
    ['pmedian', ['--sites', '1', '--twice'], '--twice goes with mclp and lscp'],
    ['mclp', ['--budget', '5'], 'needs --candidates'],
    ['mclp', ['--sites', '1', '--out', 'x.txt'], '.csv']
  ])('wrong usage: %s %j', async (model, more, said) => {
    const { code, stdout, stderr } = await cli.run(site(model, ...more, '--lang', 'en'));
    expect(stderr).toContain(said);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it.each([
    ['mclp', ['--sites', '9'], '9 sites are asked for, but only 4 candidates can be chosen'],
    [
      'mclp',
      ['--sites', '1', '--existing', 'X,Y'],
      '2 sites are locked or standing, more than the 1 allowed'
    ],
    ['mclp', ['--sites', '2', '--lock', 'X', '--forbid', 'X'], '1 candidate is both locked and forbidden: X'],
    ['mclp', ['--sites', '1', '--limit', '10'], 'none of 4 candidates is within reach'],
    ['lscp', ['--limit', '55'], 'needs everybody within reach'],
    ['lscp', ['--limit', '250', '--forbid', 'Y', '--share', '0.9'], '90% is to be covered'],
    [
      'pmedian',
      ['--sites', '1'],
      'no choice meets all conditions together (everybody within reach, at most 1 site)'
    ],
    [
      'pcenter',
      ['--sites', '1'],
      'no choice meets all conditions together (everybody within reach, at most 1 site)'
    ],
    ['mclp', ['--sites', '1', '--existing', 'Q'], '--existing: 1 ids are no candidates (m.csv): “Q”'],
    ['mclp', ['--candidates', 'c.csv', '--budget', '4'], 'does not pay for the cheapest candidate, "W" (5)'],
    ['mclp', ['--candidates', 'd.csv', '--budget', '4'], 'no column cost'],
    ['mclp', ['--candidates', 'lone.csv', '--sites', '1'], 'that the --candidates table does not have'],
    [
      'mclp',
      ['--candidates', 'poor.csv', '--budget', '9'],
      '2 candidates have none, the first is "W" (missing)'
    ],
    [
      'pmedian',
      ['--candidates', 'tight.csv', '--sites', '2'],
      'capacity is short: 470 asked for, 300 in the largest 2'
    ]
  ])('what cannot be: %s %j', async (model, more, said) => {
    cli.write('lone.csv', 'id\nX\n');
    cli.write('tight.csv', 'id,capacity\nX,100\nY,200\nZ,50\nW,20\n');
    cli.write('poor.csv', 'id,cost\nX,1\nY,-2\nZ,3\nW,\n');
    const { code, stdout, stderr } = await cli.run(site(model, ...more, '--lang', 'en', '--json'));
    expect(stderr).toContain(said);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  it('names the row of a weight that is none, and says faults in Chinese too', async () => {
    cli.write('hole.csv', 'id,population\nA,1\nB,\n');
    const hole = await cli.run([
      'site',
      '--model',
      'mclp',
      '--sites',
      '1',
      '--matrix',
      'm.csv',
      '--demand',
      'hole.csv'
    ]);
    expect(hole.code).toBe(1);
    expect((await cli.run(site('mclp', '--sites', '9'))).stderr).toContain(
      '要选 9 处，可选的候选点只有 4 个'
    );
  });

  it('leaves nothing at --out where there is no answer', async () => {
    expect((await cli.run(site('pmedian', '--sites', '1', '--out', 'none.csv'))).code).toBe(1);
    expect(() => readFileSync(join(cli.folder, 'none.csv'))).toThrow('ENOENT');
  });
});
