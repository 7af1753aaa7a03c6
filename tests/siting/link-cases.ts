import type { Coverage } from '../../src/lib/coverage/coverage.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { Lines, Points } from '../../src/lib/geometry/shapes.ts';
import { positionAt } from '../../src/lib/network/along.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { mendLines } from '../../src/lib/network/mend-lines.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { findLinkPairs, type LinkPairs } from '../../src/lib/siting/link-pairs.ts';
import { LINK_KINDS, type LinkKind } from '../../src/lib/siting/link-siting.ts';
import type { LinkAndSiteQuestion } from '../../src/lib/siting/site-links.ts';
import { linesOf, pointsOf, type XY } from '../network/towns.ts';

/** A small town with gaps between its streets, some places that may be linked and some that may be built on. */
export interface LinkCase {
  lines: Lines;
  network: Network;
  people: Float64Array;
  facilities: Joins;
  limitM: number;
  question: LinkAndSiteQuestion;
}

export const emptyCandidates = ({ lon, lat }: Points, cost: number[] = []) => ({
  ...{ lon, lat },
  code: Array.from(lon, (_, i) => `c${i}`),
  name: Array.from(lon, (_, i) => `c${i}`),
  cost: Float64Array.from(lon, (_, i) => cost[i] ?? NaN),
  floorAreaM2: new Float64Array(lon.length).fill(NaN)
});

/** A question for links on a network, for the people within `limitM` of the facilities. */
export function questionOf(
  network: Network,
  facilities: Joins,
  demand: Points,
  people: Float64Array,
  limitM: number,
  pairs: LinkPairs
): LinkAndSiteQuestion {
  const demandJoins = joinPoints(network, demand);
  const { distanceM } = distancesToPoints(
    network,
    searchNearest(network, facilities),
    facilities,
    demandJoins
  );
  const measure = { id: 'm', field: 'pop_resident', limitM };
  return {
    demand: { ...demand, people: { pop_resident: people } } as unknown as Demand,
    demandJoins,
    coverage: { measure, covered: Uint8Array.from(distanceM, (m) => +(m <= limitM)) } as unknown as Coverage,
    ...{ network, facilityJoins: facilities, pairs, straightM: 150, timesAround: 3 },
    crossings: Array.from(pairs.lengthM, () => ({ kind: 'other' as const, crosses: '' })),
    ...{ links: 1, budget: Infinity, prices: null, sites: 0 },
    candidates: emptyCandidates({ lon: new Float64Array(0), lat: new Float64Array(0) })
  };
}

export function drawCase(seed: number, mostPairs: number, sites = 0): LinkCase {
  const random = createRandom(seed);
  const whole = (most: number): number => Math.floor(random() * most);
  // Vertices off the lattice, so that nothing lies on a line or as near as something else by chance.
  const spots = Array.from({ length: 49 }, (_, k): XY => [
    (k % 7) * 50 + 12 * random(),
    Math.floor(k / 7) * 50 + 12 * random()
  ]);
  const paths: XY[][] = [];
  for (let line = 0; line < 7 + whole(6); line++) {
    let [x, y] = [whole(7), whole(7)];
    const path: XY[] = [spots[y * 7 + x]];
    for (let step = 0; step < 2 + whole(5); step++) {
      const isAcross = random() < 0.5;
      const by = random() < 0.5 ? 1 : -1;
      if (isAcross && x + by >= 0 && x + by < 7) x += by;
      else if (!isAcross && y + by >= 0 && y + by < 7) y += by;
      else continue;
      path.push(spots[y * 7 + x]);
    }
    if (path.length > 1) paths.push(path);
  }
  if (paths.length === 0) paths.push([spots[0], spots[1]]);
  const lines = linesOf(paths);
  const network = buildNetwork(lines, 0);
  const places = (count: number): Points =>
    pointsOf(Array.from({ length: count }, (): XY => [330 * random() - 10, 330 * random() - 10]));
  const facilities = joinPoints(network, places(1 + whole(2)));
  const demand = places(8 + whole(14));
  const people = Float64Array.from(demand.lon, () => whole(9));
  const limitM = 90 + 260 * random();
  const all = findLinkPairs(network, {
    straightM: 90,
    timesAround: 2,
    spacingM: 25,
    thinM: 15,
    mostWays: whole(2)
  });
  const order = Array.from(all.lengthM, (_, k) => ({ k, by: random() })).sort((a, b) => a.by - b.by);
  const pairs = pickPairs(
    all,
    order.slice(0, mostPairs).map(({ k }) => k)
  );
  const question = questionOf(network, facilities, demand, people, limitM, pairs);
  question.crossings = Array.from(pairs.lengthM, () => ({ kind: LINK_KINDS[whole(5)], crosses: '' }));
  if (sites > 0)
    question.candidates = emptyCandidates(
      places(sites),
      Array.from({ length: sites }, () => 1 + whole(9))
    );
  return { lines, network, people, facilities, limitM, question };
}

function pickPairs(pairs: LinkPairs, at: number[]): LinkPairs {
  const joins = (from: Joins): Joins => ({
    edge: Int32Array.from(at, (k) => from.edge[k]),
    alongM: Float64Array.from(at, (k) => from.alongM[k]),
    offM: Float64Array.from(at, () => 0),
    mainEdge: Int32Array.from(at, () => -1),
    mainAlongM: Float64Array.from(at, () => 0),
    mainOffM: Float64Array.from(at, () => 0)
  });
  const points = ({ lon, lat }: Points): Points => ({
    lon: Float64Array.from(at, (k) => lon[k]),
    lat: Float64Array.from(at, (k) => lat[k])
  });
  return {
    ...pairs,
    ...{ from: joins(pairs.from), to: joins(pairs.to) },
    ...{ fromAt: points(pairs.fromAt), toAt: points(pairs.toAt) },
    lengthM: Float64Array.from(at, (k) => pairs.lengthM[k]),
    walkM: Float64Array.from(at, (k) => pairs.walkM[k]),
    overLine: Int32Array.from(at, (k) => pairs.overLine[k])
  };
}

/**
 * Who is newly covered when the links are drawn into the lines and everything is built and searched anew. People and facilities walk
 * to the network where they did. Two figures: at the limit less and plus 3 cm, since stretches that are cut in two are rounded
 * to 1/1024 m twice.
 */
export function rerun(
  given: LinkCase,
  links: readonly number[],
  sites: readonly number[] = []
): { least: number; most: number } {
  const { lines, network, question, people, limitM, facilities } = given;
  const { pairs, coverage, demandJoins, candidates } = question;
  const mends = links.map((k) => ({
    from: [pairs.fromAt.lon[k], pairs.fromAt.lat[k]] as [number, number],
    to: [pairs.toAt.lon[k], pairs.toAt.lat[k]] as [number, number]
  }));
  const mended = mendLines(lines, mends, 0);
  if (mended.lost.length > 0) throw new Error('expected every link to lie on ways, got one that does not');
  const built = buildNetwork(mended.lines, 0);
  const built0 = carry(network, built, facilities);
  const siteJoins = joinPoints(network, candidates);
  const sources = append(
    built0,
    carry(network, built, siteJoins),
    sites.filter((s) => siteJoins.edge[s] >= 0)
  );
  const points = carry(network, built, demandJoins);
  const { distanceM } = distancesToPoints(built, searchNearest(built, sources), sources, points);
  const sum = (limit: number): number =>
    people.reduce(
      (total, value, i) => total + (!coverage.covered[i] && distanceM[i] <= limit ? value : 0),
      0
    );
  return { least: sum(limitM - 0.03), most: sum(limitM + 0.03) };
}

/** Joins of one network as joins of another that runs through the same places. */
function carry(from: Network, to: Network, joins: Joins): Joins {
  const move = (edge: Int32Array, alongM: Float64Array) => {
    const at = Array.from(edge, (e, i) => (e < 0 ? [0, 0] : positionAt(from, e, alongM[i])));
    const met = joinPoints(to, {
      lon: Float64Array.from(at, ([lon]) => lon),
      lat: Float64Array.from(at, ([, lat]) => lat)
    });
    const now = met.edge.map((e, i) => (edge[i] < 0 ? -1 : e));
    now.forEach((e, i) => {
      if (e >= 0 && !(met.offM[i] < 0.01))
        throw new Error(`expected a way there, got one ${met.offM[i]} m off`);
    });
    return { edge: now, alongM: met.alongM };
  };
  const own = move(joins.edge, joins.alongM);
  const main = move(joins.mainEdge, joins.mainAlongM);
  return { ...joins, ...own, mainEdge: main.edge, mainAlongM: main.alongM };
}

function append(a: Joins, b: Joins, at: readonly number[]): Joins {
  const ints = (x: Int32Array, y: Int32Array) => Int32Array.from([...x, ...at.map((i) => y[i])]);
  const floats = (x: Float64Array, y: Float64Array) => Float64Array.from([...x, ...at.map((i) => y[i])]);
  return {
    edge: ints(a.edge, b.edge),
    alongM: floats(a.alongM, b.alongM),
    offM: floats(a.offM, b.offM),
    mainEdge: ints(a.mainEdge, b.mainEdge),
    mainAlongM: floats(a.mainAlongM, b.mainAlongM),
    mainOffM: floats(a.mainOffM, b.mainOffM)
  };
}

/** All subsets of 0 … count − 1 of at most `most`. */
export function subsets(count: number, most: number): number[][] {
  const found: number[][] = [[]];
  for (let at = 0; at < found.length; at++) {
    const last = found[at].length > 0 ? found[at][found[at].length - 1] : -1;
    if (found[at].length === most) continue;
    for (let k = last + 1; k < count; k++) found.push([...found[at], k]);
  }
  return found;
}

export const PRICES: Record<LinkKind, number> = { wall: 2, rail: 9, water: 6, road: 3, other: 1 };
