import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hireThreads } from '../../src/cli/crew.ts';
import { pairBatches } from '../../src/cli/pair-batches.ts';
import { createCsvWriter } from '../../src/cli/row-writer.ts';
import { writeCsv } from '../../src/lib/report/csv.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { bruteForce, gridOf, linesOf, pointsOf, type XY } from '../network/towns.ts';
import { useCli } from './run-cli.ts';
import { linesToGeoJson, pointsToCsv, readCsv, streetGrid } from './small-town.ts';

const cli = useCli();

describe('yike matrix', () => {
  const homes: [string, number, number][] = [
    ['b', 200, 200],
    ['a', 50, 5],
    ['远', 0, 900],
    ['岛', 350, 50]
  ];
  const shops: [string, number, number][] = [
    ['s2', 150, 0],
    ['s,1', 50, 0],
    ['s3', 200, 100]
  ];
  const ask = [
    ...['matrix', '--network', 'grid.geojson', '--from', 'homes.csv'],
    ...['--to', 'shops.csv', '--limit', '260']
  ];

  beforeAll(() => {
    cli.write(
      'grid.geojson',
      linesToGeoJson([
        ...streetGrid(3, 100),
        [
          [350, 0],
          [350, 100]
        ] as [number, number][]
      ])
    );
    const csv = (rows: typeof homes) => pointsToCsv(rows).replaceAll('s,1', '"s,1"');
    cli.write('homes.csv', csv(homes));
    cli.write('shops.csv', csv(shops));
    cli.write('homes-back.csv', csv(homes.toReversed()));
    cli.write('shops-back.csv', csv(shops.toReversed()));
  });

  it('has all pairs within the limit, in order of ids, whatever the order of rows', async () => {
    const { code, stdout, stderr } = await cli.run(ask);
    expect(code).toBe(0);
    const lines = stdout.trim().split('\n');
    expect(lines[0]).toBe('from,to,cost');
    expect(lines.slice(1).map((line) => line.replace(/,[\d.]+$/, ''))).toEqual([
      'a,"s,1"',
      'a,s2',
      'a,s3',
      'b,s2',
      'b,s3'
    ]);
    const costs = lines.slice(1).map((line) => Number(/[\d.]+$/.exec(line)![0]));
    for (const [k, metres] of [5, 105, 255, 250, 100].entries()) expect(costs[k]).toBeCloseTo(metres, 0);
    expect(stderr).toContain('1');
    const back = ask.map((word) =>
      word.replace('homes.csv', 'homes-back.csv').replace('shops.csv', 'shops-back.csv')
    );
    expect((await cli.run(back)).stdout).toBe(stdout);
  });

  it('gives a summary with --json, and the same rows as Parquet', async () => {
    const summary = await cli.runJson<Record<string, number>>([...ask, '--out', 'pairs.csv']);
    expect(summary).toMatchObject({ from: 4, to: 3, pairs: 5, unconnectedFrom: 1, unconnectedTo: 0 });
    expect(summary.seconds).toBeGreaterThan(0);
    expect(readFileSync(join(cli.folder, 'pairs.csv'), 'utf8')).toBe((await cli.run(ask)).stdout);
    expect((await cli.run([...ask, '--out', 'pairs.parquet'])).code).toBe(0);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const read = await connection.runAndReadAll('SELECT * FROM read_parquet($1)', [
      join(cli.folder, 'pairs.parquet')
    ]);
    const rows = read.getRows().map(([from, to, cost]) => [from, to, String(cost)]);
    connection.closeSync();
    instance.closeSync();
    const plain = readFileSync(join(cli.folder, 'pairs.csv'), 'utf8').replace('"s,1"', 's;1');
    expect(rows).toEqual(readCsv(plain).map(({ from, to, cost }) => [from, to.replace(';', ','), cost]));
  });

  it('refuses a limit that is none, and an ending it does not write', async () => {
    expect((await cli.run(ask.slice(0, -2))).code).toBe(2);
    expect((await cli.run([...ask, '--out', 'pairs.geojson'])).code).toBe(2);
  });

  it('gives nearest and pairs of many points the same through threads as in place', async () => {
    const many = Array.from({ length: 6000 }, (_, i): [string, number, number] => [
      `p${i}`,
      (i * 7919) % 260,
      (i * 104729) % 230
    ]);
    cli.write('many.csv', pointsToCsv(many));
    cli.write('few.csv', pointsToCsv(many.slice(0, 900)));
    const near = (from: string) => [
      'nearest',
      '--network',
      'grid.geojson',
      '--from',
      from,
      '--to',
      'shops.csv'
    ];
    for (const make of [
      (from: string) => [...near(from), '--k', '2'],
      near,
      (from: string) => ask.map((word) => word.replace('homes.csv', from))
    ]) {
      const whole = readCsv((await cli.run(make('many.csv'))).stdout.replaceAll('"s,1"', 's1'));
      const part = readCsv((await cli.run(make('few.csv'))).stdout.replaceAll('"s,1"', 's1'));
      const few = new Set(many.slice(0, 900).map(([id]) => id));
      expect(part.length).toBeGreaterThanOrEqual(900);
      expect(whole.filter(({ from }) => few.has(from))).toEqual(part);
    }
  });
});

describe('pairBatches', () => {
  const network = buildNetwork(linesOf(gridOf(6, 100)));
  const places = (count: number, salt: number): XY[] =>
    Array.from({ length: count }, (_, i) => [(i * 137 + salt) % 640, (i * 59 + salt) % 640]);

  it.each([
    ['few with few', 40, 30],
    ['very many with few, which turns the search round', 700, 5]
  ])('equals all walks one by one and is the same on any number of threads: %s', async (_what, many, few) => {
    const from = joinPoints(network, pointsOf(places(many, 7)));
    const to = joinPoints(network, pointsOf(places(few, 31)));
    const expected = bruteForce(network, joinPoints(network, pointsOf(places(40, 7))), to);
    let first: number[][] | null = null;
    for (const size of [0, 1, 2, 3, 5]) {
      const crew = hireThreads(size, pathToFileURL(join(dirname(cli.script), 'chunks/crew.worker.mjs')));
      crew.share({ network, joins: { from, to } });
      const rows: number[][] = [];
      const shares: number[] = [];
      const sides = { from, to, symmetric: true };
      for await (const [a, b, m] of pairBatches(crew, sides, 350, (share) => shares.push(share)))
        for (let k = 0; k < a.length; k++) rows.push([a[k], b[k], m[k]]);
      crew.close();
      expect(shares.at(-1)).toBe(1);
      first ??= rows;
      expect(rows).toEqual(first);
    }
    const pairs = expected.flatMap((row, i) => row.flatMap((m, j) => (m <= 350 ? [[i, j, m]] : [])));
    expect(first!.filter(([i]) => i < 40)).toEqual(pairs);
  });
});

describe('createCsvWriter', () => {
  it('writes what writeCsv writes, digit by digit', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a,b', '"', 'x\ny', '甲', ''));
    const number = fc.oneof(
      fc.integer({ min: 0, max: 2 ** 31 }).map((ticks) => ticks / 1024),
      fc.double(),
      fc.integer(),
      fc.constantFrom(NaN, 0, -0, 1e21, 1e-7, 1048576, 1048575.9990234375)
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), fc.array(number), (words, numbers) => {
        const at = Int32Array.from(numbers, (_, i) => (i % 5 === 4 ? -1 : i % words.length));
        const csv = createCsvWriter([
          { name: 'a,"b"', words },
          { name: 'n', words: null }
        ]);
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
        const found =
          decoder.decode(csv.header) + decoder.decode(csv.write([at, Float64Array.from(numbers)]));
        const table = new Map([
          ['a,"b"', { type: 'VARCHAR' as const, values: Array.from(at, (k) => (k < 0 ? null : words[k])) }],
          ['n', { type: 'DOUBLE' as const, values: Float64Array.from(numbers) }]
        ] as const);
        expect(found).toBe(decoder.decode(writeCsv(new Map(table), { bom: false })));
      }),
      { numRuns: 500 }
    );
  });
});
