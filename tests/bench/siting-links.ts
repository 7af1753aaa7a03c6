/*
 * Run by `npx tsx tests/bench/siting-links.ts [k,…]`. Links between places of Porto (../shared/data/osm): how long it takes to find
 * the pairs of the whole network and those that can help 30,000 places with people near 40 facilities within 500 m, and how
 * far the best k of them are proven. People and facilities are laid by a seed. Seconds of the processor, and of the clock.
 */
import { straightDistances } from '../../src/lib/coverage/straight-distance.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { Points } from '../../src/lib/geometry/shapes.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { findLinkPairs } from '../../src/lib/siting/link-pairs.ts';
import { siteLinks } from '../../src/lib/siting/site-links.ts';
import { readOsmLines } from '../network/porto.ts';
import { questionOf } from '../siting/link-cases.ts';

const LINKS = (process.argv[2] ?? '1,3,5,10').split(',').map(Number);
const LIMIT_M = 500;

const lines = await readOsmLines('porto.osm.pbf');
if (lines === null) console.info('skipped: ../shared/data/osm/porto.osm.pbf is not there');
else bench(lines);

function timed<T>(what: string, run: () => T, say: (result: T) => string): T {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const result = run();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = `${((user + system) / 1e6).toFixed(2)} s (${((performance.now() - wall) / 1e3).toFixed(2)} s)`;
  console.info(`${what}: ${seconds} · ${say(result)}`);
  return result;
}

function bench(lines: NonNullable<Awaited<ReturnType<typeof readOsmLines>>>): void {
  const network = timed(
    'network',
    () => buildNetwork(lines, 0),
    ({ figures }) => `${figures.junctions} nodes`
  );
  const sayPairs = ({ places, near, far, lengthM }: ReturnType<typeof findLinkPairs>): string =>
    `${places} places, ${near} near pairs, ${far} far, ${lengthM.length} stay`;
  timed('pairs of the whole network', () => findLinkPairs(network), sayPairs);
  const random = createRandom(7);
  const lay = (count: number): Points => {
    const at = Array.from({ length: count }, () => Math.floor(random() * network.nodeLon.length));
    return {
      lon: Float64Array.from(at, (i) => network.nodeLon[i] + (random() - 0.5) * 4e-4),
      lat: Float64Array.from(at, (i) => network.nodeLat[i] + (random() - 0.5) * 4e-4)
    };
  };
  const [facilities, demand] = [lay(40), lay(30_000)];
  const people = Float64Array.from(demand.lon, () => Math.floor(random() * 50));
  const joins = joinPoints(network, facilities);
  const none = findLinkPairs(network, {}, ({ lon }) => new Uint8Array(lon.length));
  const bare = questionOf(network, joins, demand, people, LIMIT_M, none);
  const left = [...people.keys()].filter((i) => !bare.coverage.covered[i] && people[i] > 0);
  const homes: Points = {
    lon: Float64Array.from(left, (i) => demand.lon[i]),
    lat: Float64Array.from(left, (i) => demand.lat[i])
  };
  const useful = (places: Points): Uint8Array => {
    const there = straightDistances(places, facilities).straightM;
    return Uint8Array.from(straightDistances(places, homes).straightM, (m, i) => +(m + there[i] <= LIMIT_M));
  };
  const pairs = timed('pairs that can help', () => findLinkPairs(network, {}, useful), sayPairs);
  const crossings = Array.from(pairs.lengthM, () => ({ kind: 'other' as const, crosses: '' }));
  for (const links of LINKS)
    timed(
      `${links} links`,
      () => siteLinks({ ...bare, pairs, crossings, links }),
      ({ objective, bound, gap, proven }) =>
        `${objective} people, bound ${bound}, gap ${(100 * gap).toFixed(2)} %${proven ? ', proven' : ''}`
    );
}
