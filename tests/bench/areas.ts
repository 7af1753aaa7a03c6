// Service areas against what one would draw them with: Clipper's offsets and Turf's buffer in the same process, GEOS for the truth.
//   npx tsx tests/bench/areas.ts [--network FILE] [--compare N] [--cell M]
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { buffer, multiLineString } from '@turf/turf';
import { loadNetwork } from '../../src/cli/load-network.ts';
import { openTerminal } from '../../src/cli/terminal.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { bufferLines } from '../../src/lib/geometry/union.ts';
import { sliceEdge, type LonLat } from '../../src/lib/network/along.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { createNodeReach } from '../../src/lib/network/node-reach.ts';
import { createServiceAreas, planeOf, serviceAreas } from '../../src/lib/network/service-area.ts';
import { placesOnEdges, reachStretches } from '../../src/lib/network/stretches.ts';

const said = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const file = said('--network', resolve(import.meta.dirname, '../../../shared/data/osm/porto.osm.pbf'));
if (!existsSync(file)) {
  console.log(`not run: ${file} is not there`);
  process.exit(0);
}
const compared = Number(said('--compare', '200'));
const cellM = process.argv.includes('--cell') ? Number(said('--cell', '')) : undefined;
const LIMIT_M = 1200;
const HOLE_M2 = 20_000;

const terminal = openTerminal('en', true);
const { network } = await loadNetwork(file, terminal);
const next = createRandom(1);
const { nodeLon, nodeLat } = network;
/** Points at random nodes, a few metres beside them. */
const pointsAt = (count: number) => {
  const nodes = Array.from({ length: count }, () => Math.floor(next() * nodeLon.length));
  return {
    lon: Float64Array.from(nodes, (n) => nodeLon[n] + 0.0001 * next()),
    lat: Float64Array.from(nodes, (n) => nodeLat[n] + 0.0001 * next())
  };
};
const joins = joinPoints(network, pointsAt(1000));

/** Milliseconds of the processor's time, which other programs beside disturb least. */
const now = (): number => process.cpuUsage().user / 1000;

/** Milliseconds of each of `runs`, in turn so that all meet the same load: the median and the least of `times` rounds. */
function race(
  runs: Record<string, () => void>,
  times: number
): Record<string, { median: number; least: number }> {
  const all: Record<string, number[]> = {};
  for (let k = 0; k < times; k++)
    for (const [name, run] of Object.entries(runs)) {
      const start = now();
      run();
      (all[name] ??= []).push(now() - start);
    }
  return Object.fromEntries(
    Object.entries(all).map(([name, ms]) => {
      ms.sort((a, b) => a - b);
      return [name, { median: ms[ms.length >> 1], least: ms[0] }];
    })
  );
}

const draw = createServiceAreas(network, 30, cellM);
const reach = createNodeReach(network);
const linesOf = (i: number, limitM: number): LonLat[][] => {
  const places = placesOnEdges(joins, i, i + 1);
  const { edge, fromM, toM } = reachStretches(network, reach(joins, i, limitM), places, limitM);
  return edge.map((e, k) => sliceEdge(network, e, fromM[k], toM[k]));
};
let vertices = 0;
const each =
  (limits: number[], count = 1000) =>
  () => {
    for (let i = 0; i < count; i++)
      for (const { geometry } of draw(joins, i, limits))
        for (const rings of geometry.coordinates) vertices += rings[0].length;
  };
// The first time, every edge that is reached is stamped; another network object with ways of its own has none yet.
const begin = now();
const coldWays = { ...network, pointLon: network.pointLon.slice() };
const drawCold = createServiceAreas(coldWays, 30, cellM);
for (let i = 0; i < 1000; i++) vertices += drawCold(joins, i, [LIMIT_M])[0].geometry.coordinates.length;
const coldMs = now() - begin;
const few = 5;
const singles = race(
  {
    [`1,000 bounded searches of ${LIMIT_M} m`]: () => {
      for (let i = 0; i < 1000; i++) vertices += reach(joins, i, LIMIT_M).count;
    },
    [`1,000 bounded searches of ${LIMIT_M} m with polygons`]: each([LIMIT_M]),
    'the same, nested areas of 400, 800 and 1,200 m': each([400, 800, LIMIT_M]),
    [`${few} of them by Clipper`]: () => {
      for (let i = 0; i < few; i++)
        vertices += bufferLines(linesOf(i, LIMIT_M), 30, null, HOLE_M2).coordinates.length;
    }
  },
  5
);
const turf = race(
  {
    'one of 300 m by turf.buffer': () => {
      buffer(multiLineString(linesOf(0, 300)), 30, { units: 'meters' });
    },
    'the same one': () => {
      draw(joins, 0, [300]);
    }
  },
  3
);
const counts = [5, 50, 500, 5000];
const merged = race(
  Object.fromEntries(
    counts.map((count) => {
      const sources = joinPoints(network, pointsAt(count));
      return [
        `merged, 15 minutes (900 m) of ${count} sources`,
        () => {
          vertices += serviceAreas(network, sources, [900], 30, cellM)[0].geometry.coordinates.length;
        }
      ];
    })
  ),
  3
);
const byLimit = race(
  Object.fromEntries([300, 600, 1200, 2400, 4800].map((m) => [`200 areas of ${m} m`, each([m], 200)])),
  3
);
const print = (rows: Record<string, { median: number; least: number }>) => {
  for (const [name, { median, least }] of Object.entries(rows))
    console.log(`${name.padEnd(56)} ${median.toFixed(1).padStart(9)} ms, at least ${least.toFixed(1)}`);
};
console.log(
  `${file.split('/').at(-1)}: ${network.figures.edges} edges, ${(network.figures.lengthM / 1000).toFixed(0)} km`
);
console.log(
  `${`the first 1,000 areas of ${LIMIT_M} m on a network`.padEnd(56)} ${coldMs.toFixed(1).padStart(9)} ms`
);
[singles, turf, merged, byLimit].forEach(print);
const [search, drawn, , clipper] = Object.values(singles).map(({ median }) => median);
const ratioToClipper = clipper / few / (drawn / 1000);
const [byTurf, own] = Object.values(turf).map(({ median }) => median);
console.log(
  `a polygon: ${((drawn - search) / 1000).toFixed(3)} ms; ${ratioToClipper.toFixed(0)} times as fast as Clipper, ${(byTurf / own).toFixed(0)} times as turf.buffer`
);

/** The figures against GEOS; null where there is no shapely. */
function compare(): Record<string, number> | null {
  if (spawnSync('/usr/bin/python3', ['-c', 'import shapely']).status !== 0) return null;
  const plane = planeOf(network);
  const toPlane = (line: readonly number[][]) => line.map(([lon, lat]) => [plane.x(lon), plane.y(lat)]);
  const rows = Array.from({ length: Math.min(compared, 1000) }, (_, i) =>
    JSON.stringify({
      lines: linesOf(i, LIMIT_M).map(toPlane),
      area: draw(joins, i, [LIMIT_M])[0].geometry.coordinates.map((rings) => rings.map(toPlane))
    })
  );
  const script = resolve(import.meta.dirname, 'rivals/areas.py');
  const run = spawnSync('/usr/bin/python3', [script], { input: rows.join('\n'), maxBuffer: 2 ** 26 });
  if (run.status !== 0) throw new Error(run.stderr.toString());
  return JSON.parse(run.stdout.toString());
}
const truth = compare();
if (truth === null) console.log('against GEOS: not run (python3-shapely is missing)');
else
  console.log(
    `against GEOS, ${truth.areas} areas: mean IoU ${truth.meanIou.toFixed(4)} (least ${truth.leastIou.toFixed(4)}), mean area error ${(100 * truth.meanAreaError).toFixed(2)} % (signed ${(100 * truth.meanSignedError).toFixed(2)} %), ${truth.invalid} invalid; GEOS ${truth.geosMsEach.toFixed(1)} ms each`
  );
// Growth: the exponent between the first and the last of a row.
const exponent = (rows: Record<string, { median: number }>, times: number) => {
  const ms = Object.values(rows).map(({ median }) => median);
  return Math.log(ms.at(-1)! / ms[0]) / Math.log(times);
};
console.log(
  JSON.stringify({
    bench: 'areas',
    network: file.split('/').at(-1),
    coldMs,
    singles,
    turf,
    merged,
    byLimit,
    exponentBySources: exponent(merged, counts.at(-1)! / counts[0]),
    exponentByLimit: exponent(byLimit, 16),
    ratioToClipper,
    ratioToTurf: byTurf / own,
    geos: truth ?? 'not run',
    vertices
  })
);
