import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
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
 * osmium-tool and the file are there. The least of several runs in seconds, then what the graphs are and take.
 */
const RUNS = 5;
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
    least.set('osmium cat', Math.min(least.get('osmium cat') ?? Infinity, cat));
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
  console.log(
    `${searchingBytes(network!).toFixed(1)} bytes a node to search, ` +
      `${(columnBytes(network!) / nodeLon.length).toFixed(0)} with geometry; saved ${(saved / 1e6).toFixed(1)} MB`
  );
}
