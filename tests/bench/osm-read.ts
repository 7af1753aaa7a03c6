/**
 * How long it takes to read OpenStreetMap files as lines, beside `osmium cat` of the same files to OPL. Run with
 * `npx tsx tests/bench/osm-read.ts`; needs osmium-tool and the files of ../shared/data/osm, and says so where it lacks
 * them. The best of several runs of each, the two in turn, so that both meet the same machine.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSource } from '../../src/lib/import/read-source.ts';

const FILES = [
  'haidian_tsinghua.osm',
  'mapofgx.osm',
  'liechtenstein.osm.pbf',
  'porto.osm.pbf',
  'multi_city_highways.osm.pbf'
];
const RUNS = 7;
const TARGET = 4;

const folder = fileURLToPath(new URL('../../../shared/data/osm/', import.meta.url));
const hasOsmium = spawnSync('osmium', ['--version']).status === 0;
if (!hasOsmium) console.log('osmium is not installed: only our own times are measured');

/** Seconds that osmium takes to write the file as OPL to nowhere, its start included. */
function osmiumCat(path: string): number {
  const start = performance.now();
  const { status } = spawnSync('osmium', ['cat', path, '-f', 'opl', '-o', '/dev/null', '--overwrite']);
  return status === 0 ? (performance.now() - start) / 1000 : NaN;
}

async function ours(name: string, bytes: Uint8Array): Promise<{ seconds: number; lines: number }> {
  const start = performance.now();
  const source = await readSource(name, bytes);
  return { seconds: (performance.now() - start) / 1000, lines: source.rows };
}

for (const name of FILES) {
  const path = folder + name;
  if (!existsSync(path)) {
    console.log(`${name}: ../shared/data/osm/${name} is absent, not measured`);
    continue;
  }
  const bytes = new Uint8Array(readFileSync(path));
  let best = Infinity;
  let first = NaN;
  let bestOsmium = hasOsmium ? Infinity : NaN;
  let lines = 0;
  for (let run = 0; run < RUNS; run++) {
    if (hasOsmium) bestOsmium = Math.min(bestOsmium, osmiumCat(path));
    const found = await ours(name, bytes);
    lines = found.lines;
    if (run === 0) first = found.seconds;
    best = Math.min(best, found.seconds);
  }
  const ratio = best / bestOsmium;
  console.log(
    `${name}: ${lines} lines in ${best.toFixed(3)} s (first run ${first.toFixed(3)} s), ` +
      `osmium cat ${bestOsmium.toFixed(3)} s, ratio ${ratio.toFixed(2)} (target ${TARGET})`
  );
}
