import Flatbush from 'flatbush';
import { distanceM, metresPerDegree } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';
import { positionAt } from '../network/along.ts';
import { FARTHEST_ROUND_M } from '../network/find-breaks.ts';
import type { Joins, Network } from '../network/network.ts';
import { createNodeReach } from '../network/node-reach.ts';
import { gridSegments } from '../network/segment-grid.ts';
import {
  limitTicks,
  metresOf,
  ticksBetween,
  ticksFromEnd,
  ticksFromStart,
  TICKS_PER_M,
  UNREACHED
} from '../network/ticks.ts';
import { createWalkBetween, type Place } from '../network/walk-between.ts';

/** Which pairs of places may be linked. */
export interface LinkPairChoice {
  /** Longest straight line of a link. */
  straightM: number;
  /** The walk is at least so many times the straight line. */
  timesAround: number;
  /** Places along a way are about so far apart. */
  spacingM: number;
  /** Of links whose ends on one side are nearer to each other than this, the shortest stays, and those that it leaves a long walk. */
  thinM: number;
  /** A link runs over so many ways at most: one that runs over more is rather two. */
  mostWays: number;
}

export const LINK_PAIRS: LinkPairChoice = {
  straightM: 150,
  timesAround: 3,
  spacingM: 30,
  thinM: 50,
  mostWays: 1
};

/** A link shorter than this is a slip of the drawing (`findBreaks`), or two places that are one. */
const LEAST_M = 1;

/** Pairs of near places with a long walk between them, the shortest first (within 10 m those at junctions). */
export interface LinkPairs {
  /** Both ends of each pair, joined to the network with no way to it (`offM` is 0). */
  from: Joins;
  to: Joins;
  fromAt: Points;
  toAt: Points;
  /** Straight metres, a multiple of 1/1024. */
  lengthM: Float64Array;
  /** The walk from the one to the other as the network is, at most `FARTHEST_ROUND_M`; Infinity: they are on different pieces. */
  walkM: Float64Array;
  /** A line of the network that the link runs over, −1: none. */
  overLine: Int32Array;
  /** Places that were looked from, pairs of these within `straightM`, and of these the pairs with a walk long enough. */
  places: number;
  near: number;
  far: number;
}

/**
 * Pairs of junctions and places along ways that a short link would join and that are a long walk apart (method §8). Walks are
 * bounded, so that a city costs its places times what lies around each. Of many pairs over the same wall those stay that are the
 * shortest around: one that a shorter one beside it would make a short walk is dropped, as in a greedy spanner. `useful` says which places can be the end of a link that helps (1), so that the others need no
 * walk; none: all can. Pairs come in an order that does not depend on the order of lines.
 */
export function findLinkPairs(
  network: Network,
  choice: Partial<LinkPairChoice> = {},
  useful: (places: Points) => Uint8Array = ({ lon }) => new Uint8Array(lon.length).fill(1)
): LinkPairs {
  const wanted = { ...LINK_PAIRS, ...choice };
  for (const name of ['straightM', 'timesAround', 'spacingM', 'thinM'] as const)
    if (!(wanted[name] > 0)) throw new Error(`expected ${name} above 0, got ${wanted[name]}`);
  const all = listPlaces(network, wanted.spacingM);
  const keep = useful({ lon: Float64Array.from(all.lon), lat: Float64Array.from(all.lat) });
  const kept = [...all.lon.keys()].filter((i) => keep[i]).sort(byPlace(all));
  const at: Points = {
    lon: Float64Array.from(kept, (i) => all.lon[i]),
    lat: Float64Array.from(kept, (i) => all.lat[i])
  };
  const joins = joinsOn(
    kept.map((i) => all.edge[i]),
    kept.map((i) => all.alongM[i])
  );
  const found = lookRound(network, at, joins, wanted);
  const chosen = thinPairs(network, at, joins, wanted, found.pairs);
  const walk = createWalkBetween(network);
  const placeOf = (i: number): Place => ({ edge: joins.edge[i], alongM: joins.alongM[i] });
  const walkM = chosen.map(({ from, to }) => {
    const [here, there] = [from, to].map((i) => network.nodePiece[network.edgeFrom[joins.edge[i]]]);
    if (here !== there) return Infinity;
    const ticks = walk(placeOf(from), placeOf(to), limitTicks(FARTHEST_ROUND_M));
    return ticks === UNREACHED ? FARTHEST_ROUND_M : metresOf(ticks);
  });
  const pick = (end: 'from' | 'to') => ({
    joins: joinsOn(
      chosen.map((pair) => joins.edge[pair[end]]),
      chosen.map((pair) => joins.alongM[pair[end]])
    ),
    at: {
      lon: Float64Array.from(chosen, (pair) => at.lon[pair[end]]),
      lat: Float64Array.from(chosen, (pair) => at.lat[pair[end]])
    }
  });
  const [from, to] = [pick('from'), pick('to')];
  return {
    ...{ from: from.joins, to: to.joins, fromAt: from.at, toAt: to.at },
    lengthM: Float64Array.from(chosen, ({ lengthM }) => lengthM),
    walkM: Float64Array.from(walkM),
    overLine: Int32Array.from(chosen, ({ overLine }) => overLine),
    ...{ places: kept.length, near: found.near, far: found.far }
  };
}

/** Joins at places of the network itself. */
export function joinsOn(edge: ArrayLike<number>, alongM: ArrayLike<number>): Joins {
  return {
    edge: Int32Array.from(edge),
    alongM: Float64Array.from(alongM),
    offM: new Float64Array(edge.length),
    mainEdge: new Int32Array(edge.length).fill(-1),
    mainAlongM: new Float64Array(edge.length),
    mainOffM: new Float64Array(edge.length)
  };
}

interface Places {
  lon: number[];
  lat: number[];
  edge: number[];
  alongM: number[];
}

const byPlace =
  ({ lon, lat }: Places) =>
  (a: number, b: number): number =>
    lon[a] - lon[b] || lat[a] - lat[b] || a - b;

/** Every node once, and places that cut each edge into parts of about `spacingM`, at a vertex where one is near. */
function listPlaces(network: Network, spacingM: number): Places {
  const { firstArc, arcEdge, edgeFrom, edgeLengthM, edgeFirstPoint, pointAlongM } = network;
  const places: Places = { lon: [], lat: [], edge: [], alongM: [] };
  const put = (edge: number, alongM: number): void => {
    const [lon, lat] = positionAt(network, edge, alongM);
    places.lon.push(lon);
    places.lat.push(lat);
    places.edge.push(edge);
    places.alongM.push(alongM);
  };
  for (let node = 0; node + 1 < firstArc.length; node++) {
    if (firstArc[node] === firstArc[node + 1]) continue;
    const edge = arcEdge[firstArc[node]];
    put(edge, edgeFrom[edge] === node ? 0 : edgeLengthM[edge]);
  }
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const parts = Math.round(edgeLengthM[edge] / spacingM);
    let p = edgeFirstPoint[edge];
    const last = edgeFirstPoint[edge + 1] - 1;
    let before = 0;
    for (let k = 1; k < parts; k++) {
      const wanted = (edgeLengthM[edge] * k) / parts;
      while (p < last && Math.abs(pointAlongM[p + 1] - wanted) <= Math.abs(pointAlongM[p] - wanted)) p++;
      const isVertex = Math.abs(pointAlongM[p] - wanted) <= spacingM / 4;
      const alongM = isVertex ? pointAlongM[p] : Math.round(wanted * TICKS_PER_M) / TICKS_PER_M;
      if (alongM <= before || alongM >= edgeLengthM[edge]) continue;
      put(edge, alongM);
      before = alongM;
    }
  }
  return places;
}

interface Pair {
  from: number;
  to: number;
  lengthM: number;
  overLine: number;
}

/** For each place those around it that are a long walk away, of near ones the nearest alone. */
function lookRound(
  network: Network,
  { lon, lat }: Points,
  joins: Joins,
  { straightM, timesAround, thinM, mostWays }: LinkPairChoice
): { pairs: Pair[]; near: number; far: number } {
  const pairs: Pair[] = [];
  const count = { near: 0, far: 0 };
  if (lon.length === 0) return { pairs, ...count };
  const { edgeFrom, edgeTo } = network;
  const index = new Flatbush(lon.length);
  for (let i = 0; i < lon.length; i++) index.add(lon[i], lat[i]);
  index.finish();
  const reach = createNodeReach(network);
  const walkFor = createShortWalks(network, { lon, lat }, joins);
  const waysOver = createWayFinder(network, mostWays);
  const rank = rankPlaces(network, joins);
  for (let u = 0; u < lon.length; u++) {
    const per = metresPerDegree(lat[u]);
    const [east, north] = [(1.01 * straightM) / per.x, (1.01 * straightM) / per.y];
    const around: { to: number; lengthM: number }[] = [];
    for (const to of index.search(lon[u] - east, lat[u] - north, lon[u] + east, lat[u] + north)) {
      if (to <= u) continue;
      const lengthM = distanceM(lon[u], lat[u], lon[to], lat[to]);
      if (lengthM > straightM || lengthM < LEAST_M) continue;
      around.push({ to, lengthM });
    }
    if (around.length === 0) continue;
    count.near += around.length;
    const { ticks } = reach(joins, u, timesAround * straightM);
    const far = around.filter(({ to, lengthM }) => {
      const edge = joins.edge[to];
      const alongM = joins.alongM[to];
      const least = timesAround * lengthM * TICKS_PER_M;
      if (edge === joins.edge[u] && ticksBetween(network, edge, joins.alongM[u], alongM) < least)
        return false;
      const [a, b] = [ticks[edgeFrom[edge]], ticks[edgeTo[edge]]];
      if (a !== UNREACHED && a + ticksFromStart(network, edge, alongM) < least) return false;
      return b === UNREACHED || b + ticksFromEnd(network, edge, alongM) >= least;
    });
    count.far += far.length;
    far.sort((a, b) => classOf(a.lengthM) - classOf(b.lengthM) || rank(a.to) - rank(b.to) || a.to - b.to);
    const kept: { to: number; lengthM: number }[] = [];
    for (const { to, lengthM } of far) {
      // Over the link kept before it, it would be no long walk.
      const spareM = (other: { lengthM: number }): number =>
        Math.max(thinM, timesAround * lengthM - other.lengthM);
      if (kept.some((other) => walkFor(to, other.to, spareM(other)) < spareM(other))) continue;
      const over = waysOver([lon[u], lat[u]], [lon[to], lat[to]]);
      if (over === null) continue;
      kept.push({ to, lengthM });
      pairs.push({ from: u, to, lengthM: Math.round(lengthM * TICKS_PER_M) / TICKS_PER_M, overLine: over });
    }
  }
  return { pairs, ...count };
}

/** Lengths as near as this are alike: which of them comes first is a matter of where they lie. */
const ALIKE_M = 10;
const classOf = (lengthM: number): number => Math.floor(lengthM / ALIKE_M);

/** 0 for a junction, 1 for the end of a way, 2 within an edge: a gate at a junction is reached from more sides. */
function rankPlaces({ firstArc, edgeFrom, edgeTo, edgeLengthM }: Network, { edge, alongM }: Joins) {
  return (i: number): number => {
    const e = edge[i];
    const node = alongM[i] === 0 ? edgeFrom[e] : alongM[i] === edgeLengthM[e] ? edgeTo[e] : -1;
    return node < 0 ? 2 : firstArc[node + 1] - firstArc[node] > 2 ? 0 : 1;
  };
}

/** A function for the walk in metres between two places where it is no longer than a limit; Infinity else. */
function createShortWalks(network: Network, { lon, lat }: Points, joins: Joins) {
  const walk = createWalkBetween(network);
  const placeOf = (i: number): Place => ({ edge: joins.edge[i], alongM: joins.alongM[i] });
  return (a: number, b: number, mostM: number): number => {
    if (a === b) return 0;
    if (distanceM(lon[a], lat[a], lon[b], lat[b]) >= mostM) return Infinity;
    return metresOf(walk(placeOf(a), placeOf(b), limitTicks(mostM)));
  };
}

/** A function for the line of the way that a straight line runs over: −1 none, null where these are more than `most`. */
function createWayFinder(network: Network, most: number) {
  const { pointLon, pointLat, pointLine } = network;
  const grid = gridSegments(network);
  return ([ax, ay]: [number, number], [bx, by]: [number, number]): number | null => {
    const edges = new Map<number, number>();
    const [west, south] = [Math.min(ax, bx), Math.min(ay, by)];
    const [east, north] = [Math.max(ax, bx), Math.max(ay, by)];
    grid.eachNear(west, south, east, north, 0, (p) => {
      const side = (k: number): number => (bx - ax) * (pointLat[k] - ay) - (by - ay) * (pointLon[k] - ax);
      if (side(p) * side(p + 1) >= 0) return;
      const [dx, dy] = [pointLon[p + 1] - pointLon[p], pointLat[p + 1] - pointLat[p]];
      // How far along the line it is met: the ends themselves lie on ways, and do not run over these.
      const cross = (bx - ax) * dy - (by - ay) * dx;
      const t = ((pointLon[p] - ax) * dy - (pointLat[p] - ay) * dx) / cross;
      if (t > 1e-4 && t < 1 - 1e-4) edges.set(grid.pointEdge[p], pointLine[p]);
    });
    if (edges.size > most) return null;
    return edges.size === 0 ? -1 : Math.min(...edges.values());
  };
}

/** Pairs that no shorter one within `thinM` of an end makes a short walk, the shortest first (within 10 m those at junctions). */
function thinPairs(
  network: Network,
  at: Points,
  joins: Joins,
  { thinM, timesAround }: LinkPairChoice,
  pairs: Pair[]
): Pair[] {
  const walkFor = createShortWalks(network, at, joins);
  const cellOf = (place: number, right: number, up: number): string => {
    const per = metresPerDegree(at.lat[0]);
    // The length of a degree differs from north to south: cells half as wide again lose none.
    const column = Math.floor((at.lon[place] * per.x) / (1.5 * thinM)) + right;
    return `${column} ${Math.floor((at.lat[place] * per.y) / (1.5 * thinM)) + up}`;
  };
  const ends = new Map<string, { lengthM: number; end: number; other: number }[]>();
  const isServed = (
    from: number,
    to: number,
    wantedM: number,
    { end, other, lengthM }: { lengthM: number; end: number; other: number }
  ): boolean => {
    const toEndM = walkFor(from, end, thinM);
    if (toEndM === Infinity) return false;
    const spareM = Math.max(thinM, timesAround * wantedM - lengthM - toEndM);
    return walkFor(other, to, spareM) < spareM;
  };
  const kept: Pair[] = [];
  const rank = rankPlaces(network, joins);
  const ranks = ({ from, to }: Pair): number => rank(from) + rank(to);
  pairs.sort(
    (a, b) => classOf(a.lengthM) - classOf(b.lengthM) || ranks(a) - ranks(b) || a.from - b.from || a.to - b.to
  );
  for (const pair of pairs) {
    const isTaken = [-1, 0, 1].some((right) =>
      [-1, 0, 1].some((up) =>
        [
          [pair.from, pair.to],
          [pair.to, pair.from]
        ].some(([from, to]) =>
          (ends.get(cellOf(from, right, up)) ?? []).some((each) => isServed(from, to, pair.lengthM, each))
        )
      )
    );
    if (isTaken) continue;
    kept.push(pair);
    for (const [end, other] of [
      [pair.from, pair.to],
      [pair.to, pair.from]
    ]) {
      const cell = cellOf(end, 0, 0);
      const list = ends.get(cell);
      if (list) list.push({ lengthM: pair.lengthM, end, other });
      else ends.set(cell, [{ lengthM: pair.lengthM, end, other }]);
    }
  }
  return kept;
}
