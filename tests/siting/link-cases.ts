import type { Coverage } from '../../src/lib/coverage/coverage.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { Lines, Points } from '../../src/lib/geometry/shapes.ts';
import { positionAt } from '../../src/lib/network/along.ts';
import { buildWithTraits } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { mendLines, type Mended } from '../../src/lib/network/mend-lines.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import * as bit from '../../src/lib/network/traits.ts';
import type { RoadTraits } from '../../src/lib/network/traits.ts';
import { weighNetwork, type WalkRules } from '../../src/lib/network/weigh-network.ts';
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
  /** Null: everybody walks everywhere, and only length counts. */
  walker: LinkWalker | null;
}

/** What the lines are beside their length, and how somebody walks them. */
export interface LinkWalker {
  traits: RoadTraits;
  rules: WalkRules;
}

/** Slopes, steps, one-way lines, crossings and gates that are shut, and a walker to whom some of them matter. */
function drawWalker(seed: number, lines: Lines): LinkWalker {
  const random = createRandom(seed);
  const any = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)];
  const count = lines.first.length - 1;
  const position = Array.from(lines.lon.keys()).filter(() => random() < 0.08);
  return {
    traits: {
      lineFlags: Uint8Array.from({ length: count }, () =>
        any([0, 0, 0, 0, bit.STEPS, bit.NOT_FORWARD, bit.NOT_BACKWARD])
      ),
      lineGradient: Float64Array.from({ length: count }, () => any([NaN, NaN, 0.03, -0.06, 0.1])),
      heightM: null,
      placePosition: Uint32Array.from(position),
      placeKind: Uint8Array.from(position, () => any([bit.CROSSING, bit.CROSSING, bit.GATE | bit.SHUT])),
      placeHours: position.map(() => '')
    },
    rules: {
      timed: random() < 0.8,
      ...{ speedMps: 1, crossingDelayS: any([0, 20]), steps: random() < 0.5 },
      maxGradient: any([Infinity, Infinity, 0.08]),
      slope: true,
      at: { day: 2, minute: 600 }
    }
  };
}

/** The network as a walker finds it, also with links drawn into it: level, open ways. */
function buildFor(walker: LinkWalker | null, lines: Lines, mended: Mended | null = null): Network {
  if (walker === null) return buildWithTraits(lines, 0, null).network;
  let { traits } = walker;
  if (mended) {
    const now = new Map<number, number>();
    mended.vertex.forEach((was, k) => {
      if (was >= 0) now.set(was, k);
    });
    traits = {
      ...traits,
      lineFlags: Uint8Array.from(mended.line, (from) => (from < 0 ? 0 : traits.lineFlags[from])),
      lineGradient: Float64Array.from(mended.line, (from) => (from < 0 ? NaN : traits.lineGradient[from])),
      placePosition: traits.placePosition.map((was) => now.get(was)!)
    };
  }
  const built = buildWithTraits(lines, 0, traits);
  return weighNetwork(built.network, built.traits, walker.rules, 'toSources');
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

export function drawCase(seed: number, mostPairs: number, sites = 0, walks = false): LinkCase {
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
  const walker = walks ? drawWalker(seed + 1_000_000, lines) : null;
  const network = buildFor(walker, lines);
  const draw = (): XY => [330 * random() - 10, 330 * random() - 10];
  // Whoever comes out at a vertex may, once a link begins there, as well come out on the link, which nothing bars.
  const drawInside = (): XY => {
    for (;;) {
      const at = draw();
      if (walker === null || !meetsVertex(network, joinPoints(network, pointsOf([at])))) return at;
    }
  };
  const places = (count: number): Points => pointsOf(Array.from({ length: count }, drawInside));
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
  const order = Array.from(all.lengthM, (_, k) => ({ k, by: random() }))
    .filter(({ k }) => walker === null || !liesOnWay(network, all, k))
    .sort((a, b) => a.by - b.by);
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
  return { lines, network, people, facilities, limitM, question, walker };
}

/** A link along a way that is barred opens it to those who live on it, too, which gains leave out. */
function liesOnWay(network: Network, { fromAt, toAt }: LinkPairs, k: number): boolean {
  const at = (share: number): Points => ({
    lon: Float64Array.of(fromAt.lon[k] + share * (toAt.lon[k] - fromAt.lon[k])),
    lat: Float64Array.of(fromAt.lat[k] + share * (toAt.lat[k] - fromAt.lat[k]))
  });
  return [0.3, 0.6].some((share) => joinPoints(network, at(share)).offM[0] < 0.05);
}

function meetsVertex({ edgeFirstPoint, pointAlongM }: Network, joins: Joins): boolean {
  return [
    [joins.edge[0], joins.alongM[0]],
    [joins.mainEdge[0], joins.mainAlongM[0]]
  ].some(
    ([e, alongM]) =>
      e >= 0 &&
      pointAlongM
        .subarray(edgeFirstPoint[e], edgeFirstPoint[e + 1])
        .some((along) => Math.abs(along - alongM) < 0.05)
  );
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
  const built = buildFor(given.walker, mended.lines, mended);
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
