import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
// @ts-expect-error the bundler is a plain script that runs before anything is built
import { bundleCli } from '../../src/cli/bundle.mjs';
import { linesFromWkb } from '../../src/lib/geometry/wkb-lines.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { Points } from '../../src/lib/geometry/shapes.ts';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { fingerprintLines } from '../../src/lib/network/fingerprint.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { Network } from '../../src/lib/network/network.ts';
import { packNetwork, unpackNetwork } from '../../src/lib/network/pack-network.ts';
import { WELD_M } from '../../src/lib/network/weld.ts';

/*
 * Run by `npx tsx tests/bench/graph.ts [FILE …]`. From a file of lines to the graph that searches read: read, check, lines,
 * build, the index with 260,000 joins, saving and opening; beside `osmium cat` of the same file to OPL, in turn, where
 * osmium-tool and the file are there; and `yike network FILE` as it is bundled, a process of its own each time, less what one
 * takes for a file of one street. The least of several runs in seconds, then what the graphs are and take, and all of it
 * as a line of JSON.
 */
const RUNS = 3;
const JOINED = 260_000;
const folder = fileURLToPath(new URL('../../../shared/data/osm/', import.meta.url));
const given = process.argv.slice(2);
const files = given.length
  ? given
  : ['liechtenstein.osm.pbf', 'haidian_tsinghua.osm', 'porto.osm.pbf'].map((name) => folder + name);
const hasOsmium = spawnSync('osmium', ['--version']).status === 0;

function osmiumCat(path: string): number {
  const start = performance.now();
  const { status } = spawnSync('osmium', ['cat', path, '-f', 'opl', '-o', '/dev/null', '--overwrite']);
  return status === 0 ? (performance.now() - start) / 1000 : NaN;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
mkdirSync(join(root, 'build'), { recursive: true });
const bundle = mkdtempSync(join(root, 'build/bench-graph-'));
process.on('exit', () => rmSync(bundle, { recursive: true, force: true }));
await (bundleCli as (folder: string) => Promise<void>)(join(bundle, 'cli'));
const street = join(bundle, 'street.osm');
writeFileSync(
  street,
  '<osm version="0.6"><node id="1" lat="39" lon="116"/><node id="2" lat="39.001" lon="116"/>' +
    '<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way></osm>'
);
// Written at the end of the process: seconds of the processor, of all its threads.
const tellTime =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();console.error("cpu "+(user+system)/1e6)})';

/** Seconds of the clock and of the processor that `yike network` takes in a process of its own. */
function runCold(path: string): { clock: number; processor: number } {
  const start = performance.now();
  const args = ['--import', tellTime, join(bundle, 'cli/yike.mjs'), 'network', path, '--json'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const told = /^cpu ([\d.]+)$/m.exec(stderr);
  if (status !== 0 || !told) throw new Error(`expected yike network ${path} to end well, got ${stderr}`);
  return { clock: (performance.now() - start) / 1000, processor: Number(told[1]) };
}

/** Places up to some 200 m from points of the network. */
function placesNear(network: Network): Points {
  const next = createRandom(1);
  const places = { lon: new Float64Array(JOINED), lat: new Float64Array(JOINED) };
  for (let i = 0; i < JOINED; i++) {
    const p = Math.floor(next() * network.pointLon.length);
    places.lon[i] = network.pointLon[p] + 0.004 * (next() - 0.5) * next();
    places.lat[i] = network.pointLat[p] + 0.004 * (next() - 0.5) * next();
  }
  return places;
}

/** Bytes a node of the columns that a search of all nodes reads: where arcs begin, what they lead to and weigh, their edges, pieces. */
function searchingBytes({ firstArc, arcs, arcEdge, nodePiece, nodeLon }: Network): number {
  const bytes = [firstArc, arcs, arcEdge, nodePiece].reduce((sum, column) => sum + column.byteLength, 0);
  return bytes / nodeLon.length;
}

const columnBytes = (network: Network): number =>
  Object.values(network).reduce(
    (sum: number, column: unknown) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
    0
  );

const rows: object[] = [];
for (const path of files) {
  if (!existsSync(path)) {
    console.log(`${path}: absent, not measured`);
    continue;
  }
  const least = new Map<string, number>();
  const time = async <T>(step: string, run: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await run();
    least.set(step, Math.min(least.get(step) ?? Infinity, (performance.now() - start) / 1000));
    return result;
  };
  let network: Network | null = null;
  let saved = 0;
  for (let run = 0; run < RUNS; run++) {
    const cat = hasOsmium && /\.(osm|pbf)$/.test(path) ? osmiumCat(path) : NaN;
    const [cold, start] = [runCold(path), runCold(street)];
    const apart = { 'osmium cat': cat, 'cold clock': cold.clock - start.clock };
    for (const [step, s] of Object.entries({ ...apart, 'cold processor': cold.processor - start.processor }))
      least.set(step, Math.min(least.get(step) ?? Infinity, s));
    const built = await time('file to graph', async () => {
      const source = await time('read', () =>
        readSource(basename(path), new Uint8Array(readFileSync(path)), { as: 'roads' })
      );
      const { table, report } = await time('check', () => checkLayer(source, { as: 'roads' }));
      const wkbs = table.get('geometry')!.values as (Uint8Array | null)[];
      const { source: _, ...lines } = await time('lines', () => linesFromWkb(wkbs));
      const weldM = report.format.startsWith('osm') ? 0 : WELD_M;
      return { lines, weldM, network: await time('build', () => buildNetwork(lines, weldM)) };
    });
    network = built.network;
    const places = placesNear(network);
    const one = { lon: places.lon.slice(0, 1), lat: places.lat.slice(0, 1) };
    const own = network;
    await time('index', () => joinPoints(own, one));
    await time('join', () => joinPoints(own, places));
    const names = Array.from(built.lines.first.subarray(1), () => '');
    const bytes = await time('save', () => {
      const fingerprint = fingerprintLines(built.lines, built.weldM);
      return packNetwork(own, { fingerprint, weldM: built.weldM, names, kinds: names, traits: null });
    });
    await time('open', () => unpackNetwork(bytes));
    saved = bytes.length;
  }
  const { figures, nodeLon } = network!;
  console.log(`\n${basename(path)}`);
  console.log([...least].map(([step, s]) => `${step} ${s.toFixed(3)} s`).join(', '));
  const ratio = least.get('file to graph')! / least.get('osmium cat')!;
  console.log(`file to graph: ${ratio.toFixed(2)} times osmium cat`);
  console.log(
    `vertices ${figures.vertices}, segments ${figures.segments}, junctions ${figures.junctions}, edges ${figures.edges}, ` +
      `${(figures.lengthM / 1000).toFixed(1)} km, ${figures.components} pieces, largest ${(100 * figures.largestComponentShare).toFixed(1)} %`
  );
  const nodes = nodeLon.length;
  const bytes = { searching: searchingBytes(network!), geometry: columnBytes(network!) / nodes };
  bytes.geometry -= bytes.searching;
  console.log(
    `${bytes.searching.toFixed(1)} bytes a node to search, ${bytes.geometry.toFixed(0)} of geometry, ids of edges and ends; ` +
      `of a vertex ${((bytes.searching * nodes) / figures.vertices).toFixed(1)} and ` +
      `${((bytes.geometry * nodes) / figures.vertices).toFixed(0)}; saved ${(saved / 1e6).toFixed(1)} MB`
  );
  const [build, open] = [least.get('build')!, least.get('open')!];
  console.log(
    `${basename(path)} to ready graph in a process of its own: ${least.get('cold clock')!.toFixed(2)} s, ` +
      `${least.get('cold processor')!.toFixed(2)} s of the processor; opened when saved: ${open.toFixed(3)} s, ` +
      `${(build / open).toFixed(1)} times as fast as built`
  );
  rows.push({ file: basename(path), seconds: Object.fromEntries(least), bytes, saved, figures });
}
console.log(JSON.stringify({ bench: 'graph', runs: RUNS, node: process.version, rows }));
