import { arrivingEnds } from '../network/ends.ts';
import { eachJoin } from '../network/by-edge.ts';
import { joinsOn } from './link-places.ts';
import type { Joins, Network } from '../network/network.ts';
import { distancesToPoints, searchNearest } from '../network/search.ts';
import {
  BARRED,
  limitTicks,
  ticksBetween,
  ticksFromEnd,
  ticksFromStart,
  ticksOf,
  ticksToEnd,
  ticksToStart,
  TICKS_PER_M,
  UNREACHED
} from '../network/ticks.ts';

/**
 * The walking network with the ends of links and the places of sites as nodes of their own, so that opening one is an arc or a
 * source more. A move is a link (0 … links − 1) or, behind them, a site. Walks are from facilities, in ticks, as searches go.
 */
export interface LinkGraph {
  /** Arcs of node n: `firstArc[n] … firstArc[n + 1] - 1`; at 2a the node it leads to, at 2a + 1 its ticks. */
  firstArc: Uint32Array;
  arcs: Int32Array;
  /** Ticks of each node from the facility that is nearest today; `UNREACHED` beyond the limit. */
  base: Int32Array;
  limit: number;
  /** Points that are not covered today, by node: point and the ticks to it, both ways to the network counted. */
  firstPoint: Uint32Array;
  point: Uint32Array;
  pointTicks: Int32Array;
  /** People of each point who can be won; 0 where it is covered today or has none. */
  people: Float64Array;
  /** Ends and ticks of each link. */
  linkFrom: Uint32Array;
  linkTo: Uint32Array;
  linkTicks: Int32Array;
  /** Where site s is a source: nodes `siteNode[siteFirst[s]] …`, with the ticks from the site to them. */
  siteFirst: Uint32Array;
  siteNode: Uint32Array;
  siteTicks: Int32Array;
}

/** What a graph of links is made of. `people` is as long as `points`: 0 for whom it does not matter to reach. */
export interface LinkGraphParts {
  network: Network;
  /** Facilities that qualify. */
  sources: Joins;
  points: Joins;
  people: Float64Array;
  limitM: number;
  links: { from: Joins; to: Joins; lengthM: Float64Array };
  /** None: no buildings are sited beside the links. */
  sites: Joins | null;
}

/** Lays the graph. People and facilities walk on to the network where they do today: a new link is nobody's new front door. */
export function layLinkGraph(parts: LinkGraphParts): LinkGraph {
  const { network, sources, points, people, limitM, links, sites } = parts;
  const places = placeNodes(network, [links.from, links.to], sites);
  const limit = limitTicks(limitM);
  const search = searchNearest(network, sources, limitM);
  const ends = joinsOn(places.edge, places.alongM);
  const found = distancesToPoints(network, search, sources, ends).distanceM;
  const nodes = network.firstArc.length - 1;
  const base = new Int32Array(nodes + places.edge.length);
  base.set(search.ticks);
  found.forEach((metres, k) => (base[nodes + k] = metres === Infinity ? UNREACHED : metres * TICKS_PER_M));
  const sited = siteNodes(sites, places);
  return {
    ...layArcs(network, places),
    ...{ base, limit, people },
    ...layPoints(network, points, people, places),
    linkFrom: Uint32Array.from(links.from.edge, (edge, i) => places.endAt(edge, links.from.alongM[i])),
    linkTo: Uint32Array.from(links.to.edge, (edge, i) => places.endAt(edge, links.to.alongM[i])),
    linkTicks: ticksOfLinks(network, links),
    ...sited
  };
}

/** Ticks over each link, half the delays of crossings at its ends with them; `BARRED` where an end is a gate that is shut. */
function ticksOfLinks(network: Network, { from, to, lengthM }: LinkGraphParts['links']): Int32Array {
  const atEnd = ({ edge, alongM }: Joins, i: number): number => {
    const node = nodeAt(network, edge[i], alongM[i]);
    return node < 0 ? 0 : ticksAtNode(network, node);
  };
  return Int32Array.from(lengthM, (metres, i) =>
    Math.min(BARRED, ticksOf(metres) + atEnd(from, i) + atEnd(to, i))
  );
}

/** What every way that may be walked into from a node costs there: half a crossing. */
function ticksAtNode(network: Network, node: number): number {
  const { costs, firstArc, arcEdge, edgeFrom, edgeLengthM } = network;
  if (costs === null) return 0;
  if (costs.shut?.[node]) return BARRED;
  let least = BARRED;
  for (let a = firstArc[node]; a < firstArc[node + 1]; a++) {
    const e = arcEdge[a];
    const here =
      edgeFrom[e] === node ? ticksFromStart(network, e, 0) : ticksFromEnd(network, e, edgeLengthM[e]);
    least = Math.min(least, here);
  }
  return least < BARRED ? least : 0;
}

/** The node of the network at a place, −1 within an edge. */
function nodeAt({ edgeFrom, edgeTo, edgeLengthM }: Network, edge: number, alongM: number): number {
  return alongM === 0 ? edgeFrom[edge] : alongM === edgeLengthM[edge] ? edgeTo[edge] : -1;
}

/** Places that became nodes: place k is node `nodes + k`; on edge e those of `onEdge.get(e)`, ascending along it. */
interface PlaceNodes {
  edge: number[];
  alongM: number[];
  onEdge: Map<number, { alongM: number; node: number }[]>;
  /** The node of a site, and of the end of a link. */
  siteAt: (edge: number, alongM: number) => number;
  endAt: (edge: number, alongM: number) => number;
}

function placeNodes(network: Network, links: Joins[], sites: Joins | null): PlaceNodes {
  const nodes = network.firstArc.length - 1;
  const onEdge: PlaceNodes['onEdge'] = new Map();
  // A link ends at the node itself. A site lies on its edge, which may be barred, or half a crossing away from the node.
  const endNode = (e: number, alongM: number): number => nodeAt(network, e, alongM);
  const siteNode = (e: number, alongM: number): number => (network.costs === null ? endNode(e, alongM) : -1);
  const put = (edge: number, alongM: number): void => {
    const list = onEdge.get(edge);
    if (!list) onEdge.set(edge, [{ alongM, node: 0 }]);
    else if (!list.some((place) => place.alongM === alongM)) list.push({ alongM, node: 0 });
  };
  for (const { edge, alongM } of links)
    for (let i = 0; i < edge.length; i++) if (endNode(edge[i], alongM[i]) < 0) put(edge[i], alongM[i]);
  for (let i = 0; sites && i < sites.edge.length; i++)
    eachJoin(sites, i, (e, alongM) => {
      if (siteNode(e, alongM) < 0) put(e, alongM);
    });
  const [edge, along]: [number[], number[]] = [[], []];
  for (const [e, list] of onEdge)
    for (const place of list.sort((a, b) => a.alongM - b.alongM)) {
      place.node = nodes + edge.length;
      edge.push(e);
      along.push(place.alongM);
    }
  const placeAt = (e: number, alongM: number): number =>
    onEdge.get(e)!.find((place) => place.alongM === alongM)!.node;
  const either = (own: number, e: number, alongM: number): number => (own >= 0 ? own : placeAt(e, alongM));
  return {
    ...{ edge, alongM: along, onEdge },
    siteAt: (e, alongM) => either(siteNode(e, alongM), e, alongM),
    endAt: (e, alongM) => either(endNode(e, alongM), e, alongM)
  };
}

/** The arcs of the network, and those that lead over the places on its edges. */
function layArcs(network: Network, places: PlaceNodes): Pick<LinkGraph, 'firstArc' | 'arcs'> {
  const { firstArc, arcs, edgeFrom, edgeTo } = network;
  const nodes = firstArc.length - 1;
  const more: [from: number, to: number, ticks: number][] = [];
  const put = (from: number, to: number, ticks: number): void => {
    if (ticks < BARRED) more.push([from, to, ticks]);
  };
  for (const [e, list] of places.onEdge) {
    const [start, end] = [list[0], list[list.length - 1]];
    put(edgeFrom[e], start.node, ticksFromStart(network, e, start.alongM));
    put(start.node, edgeFrom[e], ticksToStart(network, e, start.alongM));
    put(end.node, edgeTo[e], ticksToEnd(network, e, end.alongM));
    put(edgeTo[e], end.node, ticksFromEnd(network, e, end.alongM));
    for (let k = 0; k + 1 < list.length; k++) {
      put(list[k].node, list[k + 1].node, ticksBetween(network, e, list[k].alongM, list[k + 1].alongM));
      put(list[k + 1].node, list[k].node, ticksBetween(network, e, list[k + 1].alongM, list[k].alongM));
    }
  }
  const first = new Uint32Array(nodes + places.edge.length + 1);
  for (let n = 0; n < nodes; n++) first[n + 1] = firstArc[n + 1] - firstArc[n];
  for (const [from] of more) first[from + 1]++;
  for (let n = 0; n + 1 < first.length; n++) first[n + 1] += first[n];
  const laid = new Int32Array(2 * first[first.length - 1]);
  const next = first.slice();
  for (let n = 0; n < nodes; n++) {
    laid.set(arcs.subarray(2 * firstArc[n], 2 * firstArc[n + 1]), 2 * next[n]);
    next[n] += firstArc[n + 1] - firstArc[n];
  }
  for (const [from, to, ticks] of more) {
    laid[2 * next[from]] = to;
    laid[2 * next[from]++ + 1] = ticks;
  }
  return { firstArc: first, arcs: laid };
}

/** From which nodes each point is reached: the ends of its edge, and the places beside it on the edge. */
function layPoints(
  network: Network,
  points: Joins,
  people: Float64Array,
  places: PlaceNodes
): Pick<LinkGraph, 'firstPoint' | 'point' | 'pointTicks'> {
  const [node, point, ticks]: number[][] = [[], [], []];
  const put = (n: number, i: number, t: number): void => {
    if (t >= BARRED) return;
    node.push(n);
    point.push(i);
    ticks.push(t);
  };
  const ends = arrivingEnds(network, points);
  let k = 0;
  for (let i = 0; i < points.edge.length; i++)
    eachJoin(points, i, (edge, alongM, offM) => {
      const at = k++;
      if (!(people[i] > 0)) return;
      put(network.edgeFrom[edge], i, ends.startTicks[at]);
      put(network.edgeTo[edge], i, ends.endTicks[at]);
      const list = places.onEdge.get(edge) ?? [];
      const after = list.findIndex((place) => place.alongM >= alongM);
      const beside = [after < 0 ? list.length - 1 : after - 1, after].filter((place) => place >= 0);
      for (const place of beside)
        put(list[place].node, i, ticksBetween(network, edge, list[place].alongM, alongM) + ticksOf(offM));
    });
  const first = new Uint32Array(network.firstArc.length + places.edge.length);
  for (const n of node) first[n + 1]++;
  for (let n = 0; n + 1 < first.length; n++) first[n + 1] += first[n];
  const next = first.slice();
  const laid = { point: new Uint32Array(node.length), pointTicks: new Int32Array(node.length) };
  node.forEach((n, e) => {
    laid.point[next[n]] = point[e];
    laid.pointTicks[next[n]++] = ticks[e];
  });
  return { firstPoint: first, ...laid };
}

function siteNodes(
  sites: Joins | null,
  places: PlaceNodes
): Pick<LinkGraph, 'siteFirst' | 'siteNode' | 'siteTicks'> {
  const count = sites?.edge.length ?? 0;
  const first = new Uint32Array(count + 1);
  const [node, ticks]: number[][] = [[], []];
  for (let s = 0; s < count; s++) {
    eachJoin(sites!, s, (edge, alongM, offM) => {
      node.push(places.siteAt(edge, alongM));
      ticks.push(ticksOf(offM));
    });
    first[s + 1] = node.length;
  }
  return { siteFirst: first, siteNode: Uint32Array.from(node), siteTicks: Int32Array.from(ticks) };
}
