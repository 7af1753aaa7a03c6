import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { createCollector } from '../../src/lib/network/collect-within.ts';
import { findNearest, labelNodes } from '../../src/lib/network/k-nearest.ts';
import { chooseKernels, kernelsOf } from '../../src/lib/network/kernels.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { createNearestSearch, searchNearest } from '../../src/lib/network/search.ts';
import { BARRED, TICKS_PER_M } from '../../src/lib/network/ticks.ts';
import { distancesAtVertices } from '../../src/lib/network/vertices.ts';
import { scatterJoins } from '../bench/synthetic.ts';
import { readOsmLines } from './porto.ts';
import { randomGraph, randomJoins } from './random-graph.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

afterEach(() => chooseKernels('auto'));

const limits = fc.oneof(
  fc.constant(Infinity),
  fc.integer({ min: 0, max: 2_000_000 }).map((ticks) => ticks / TICKS_PER_M)
);

/** All that has a twin, one after the other on one network and then again, as columns. */
function searchAll(network: Network, sources: Joins, points: Joins, limitM: number, k: number) {
  const nearest = createNearestSearch(network);
  const collect = createCollector(network, points);
  const results = [];
  for (let round = 0; round < 2; round++) {
    const search = nearest(sources, limitM);
    results.push(
      collect(sources, limitM),
      { ticks: search.ticks.slice(), source: search.source.slice(), limit: search.limit },
      labelNodes(network, sources, k, limitM).slice(),
      collect(points, limitM / 2),
      findNearest(network, sources, points, k, limitM),
      distancesAtVertices(network, search, sources),
      collect(sources, limitM)
    );
  }
  return results;
}

describe('the kernels in WebAssembly', () => {
  it('are those that their sources compile to', () => {
    if (!existsSync(`${root}node_modules/assemblyscript`)) {
      console.info('skipped: AssemblyScript is not installed');
      return;
    }
    const printed = execFileSync(process.execPath, [`${root}src/cli/build-kernels.mjs`, '--print']);
    expect(printed.toString() === readFileSync(`${root}src/lib/network/kernels-module.ts`, 'utf8')).toBe(
      true
    );
  });

  it('give the bytes of those in TypeScript on random networks', () => {
    let barred = 0;
    let apart = 0;
    fc.assert(
      fc.property(
        randomGraph,
        randomJoins(6),
        randomJoins(9),
        limits,
        fc.integer({ min: 1, max: 6 }),
        (network, sourcesOn, pointsOn, limitM, k) => {
          const [sources, points] = [sourcesOn(network), pointsOn(network)];
          chooseKernels('ts');
          expect(kernelsOf(network)).toBeNull();
          const expected = searchAll(network, sources, points, limitM, k);
          chooseKernels('wasm');
          expect(kernelsOf(network)).not.toBeNull();
          expect(searchAll(network, sources, points, limitM, k)).toEqual(expected);
          if (network.arcs.some((weight, at) => at % 2 === 1 && weight >= BARRED)) barred++;
          if (network.costs?.forward.some((weight, e) => weight !== network.costs?.backward[e])) apart++;
        }
      ),
      { numRuns: 800 }
    );
    expect(barred).toBeGreaterThan(50);
    expect(apart).toBeGreaterThan(50);
  });

  it('give the bytes of those in TypeScript on Porto', async () => {
    const lines = await readOsmLines('porto.osm.pbf');
    if (lines === null) {
      console.info('skipped: ../shared/data/osm/porto.osm.pbf is absent');
      return;
    }
    const network = buildNetwork(lines, 0);
    const [sources, points] = [scatterJoins(network, 500), scatterJoins(network, 20_000, 2)];
    for (const [limitM, k] of [
      [Infinity, 3],
      [900, 1],
      [2500, 5]
    ]) {
      const near = Math.min(limitM, 1500);
      chooseKernels('ts');
      const expected = searchAll(network, sources, points, near, k);
      const far = searchNearest(network, sources, limitM);
      chooseKernels('wasm');
      // By bytes, for a million numbers compared one by one take long.
      const found = searchAll(network, sources, points, near, k);
      expect(found.flatMap(bytesOf).every((bytes, i) => bytes.equals(expected.flatMap(bytesOf)[i]))).toBe(
        true
      );
      expect(
        bytesOf(searchNearest(network, sources, limitM)).map((b, i) => b.equals(bytesOf(far)[i]))
      ).toEqual([true, true]);
    }
  });

  it('give columns of their own, which later searches leave alone', () => {
    chooseKernels('wasm');
    const [network, sourcesOn] = fc.sample(fc.tuple(randomGraph, randomJoins(6)), { numRuns: 1, seed: 7 })[0];
    const sources = sourcesOn(network);
    const first = searchNearest(network, sources);
    const before = structuredClone(first);
    searchNearest(network, sources, 0);
    createCollector(network, sources)(sources, 1000);
    expect(first).toEqual(before);
    expect(first.ticks.buffer).not.toBe(kernelsOf(network)?.memory.buffer);
  });

  it('say so where a memory cannot hold the columns, and go on', () => {
    chooseKernels('wasm');
    const [network, sourcesOn] = fc.sample(fc.tuple(randomGraph, randomJoins(6)), { numRuns: 1, seed: 8 })[0];
    const sources = sourcesOn(network);
    const before = structuredClone(searchNearest(network, sources));
    expect(kernelsOf(network)?.claim({}, [2 ** 33])).toBeNull();
    expect(searchNearest(network, sources)).toEqual(before);
  });

  it('leave small networks to those in TypeScript', () => {
    const [network] = fc.sample(randomGraph, { numRuns: 1, seed: 9 });
    expect(kernelsOf(network)).toBeNull();
  });
});

function bytesOf(result: object): Buffer[] {
  const columns = ArrayBuffer.isView(result) ? [result] : Object.values(result);
  return columns
    .filter((column) => ArrayBuffer.isView(column))
    .map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength));
}
