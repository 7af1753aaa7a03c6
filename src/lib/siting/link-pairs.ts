import type { Points } from '../geometry/shapes.ts';
import { FARTHEST_ROUND_M } from '../network/find-breaks.ts';
import type { Joins, Network } from '../network/network.ts';
import { metresOf } from '../network/ticks.ts';
import { lookAround, type FarPairs } from './link-near.ts';
import { LINK_PAIRS, type LinkPairChoice } from './link-pair-choice.ts';
import { joinsOn, listPlaces, type LinkPlaces } from './link-places.ts';
import { thinPairs } from './link-thin.ts';
import { createLinkWalks } from './link-walks.ts';

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
 * shortest around: one that a shorter one beside it would make a short walk is dropped, as in a greedy spanner. `useful` says which
 * places can be the end of a link that helps (1), so that the others need no walk; none: all can. Pairs come in an order that
 * does not depend on the order of lines.
 */
export function findLinkPairs(
  network: Network,
  choice: Partial<LinkPairChoice> = {},
  useful: (places: Points) => Uint8Array = ({ lon }) => new Uint8Array(lon.length).fill(1)
): LinkPairs {
  const wanted = { ...LINK_PAIRS, ...choice };
  for (const name of ['straightM', 'timesAround', 'spacingM', 'thinM'] as const)
    if (!(wanted[name] > 0)) throw new Error(`expected ${name} above 0, got ${wanted[name]}`);
  const places = listPlaces(network, wanted.spacingM, useful);
  const found = lookAround(network, places, wanted);
  const kept = thinPairs(network, places, wanted, found);
  return layPairs(network, places, pickFar(found, kept));
}

/** The pairs at `kept` of those found, with the same figures. */
function pickFar({ from, to, lengthM, overLine, near, far }: FarPairs, kept: ArrayLike<number>): FarPairs {
  const pick = (column: readonly number[]): number[] => Array.from(kept, (k) => column[k]);
  return { from: pick(from), to: pick(to), lengthM: pick(lengthM), overLine: pick(overLine), near, far };
}

/** Pairs of places with what is to be known of each. */
export function layPairs(network: Network, places: LinkPlaces, pairs: FarPairs): LinkPairs {
  const [from, to] = [Uint32Array.from(pairs.from), Uint32Array.from(pairs.to)];
  const [west, east] = [from, to].map((ends) => pickPlaces(places, ends));
  return {
    ...{ from: west.joins, to: east.joins, fromAt: west.at, toAt: east.at },
    lengthM: Float64Array.from(pairs.lengthM),
    walkM: walksToday(network, places, from, to),
    overLine: Int32Array.from(pairs.overLine),
    ...{ places: places.rank.length, near: pairs.near, far: pairs.far }
  };
}

/** The pairs at `at`, and behind them those at `otherAt` of others; figures of the first. */
export function appendPairs(
  pairs: LinkPairs,
  at: ArrayLike<number>,
  others: LinkPairs,
  otherAt: ArrayLike<number>
): LinkPairs {
  const both = (column: (of: LinkPairs) => ArrayLike<number>): number[] => [
    ...Array.from(at, (k) => column(pairs)[k]),
    ...Array.from(otherAt, (k) => column(others)[k])
  ];
  const ends = (end: 'from' | 'to'): Joins =>
    joinsOn(
      both((of) => of[end].edge),
      both((of) => of[end].alongM)
    );
  const places = (end: 'fromAt' | 'toAt'): Points => ({
    lon: Float64Array.from(both((of) => of[end].lon)),
    lat: Float64Array.from(both((of) => of[end].lat))
  });
  return {
    ...pairs,
    ...{ from: ends('from'), to: ends('to'), fromAt: places('fromAt'), toAt: places('toAt') },
    lengthM: Float64Array.from(both((of) => of.lengthM)),
    walkM: Float64Array.from(both((of) => of.walkM)),
    overLine: Int32Array.from(both((of) => of.overLine))
  };
}

function pickPlaces({ at, joins }: LinkPlaces, ends: Uint32Array): { at: Points; joins: Joins } {
  const pick = (column: ArrayLike<number>): Float64Array => Float64Array.from(ends, (i) => column[i]);
  return {
    at: { lon: pick(at.lon), lat: pick(at.lat) },
    joins: joinsOn(pick(joins.edge), pick(joins.alongM))
  };
}

/** The walk of each pair as the network is, as `walkM` has it: one a place for all pairs that begin there. */
function walksToday(network: Network, places: LinkPlaces, from: Uint32Array, to: Uint32Array): Float64Array {
  const { edgeFrom, nodePiece } = network;
  const { edge } = places.joins;
  const walks = createLinkWalks(network, places);
  const walkM = new Float64Array(from.length);
  let here = -1;
  for (const k of Uint32Array.from(from.keys()).sort((a, b) => from[a] - from[b])) {
    if (nodePiece[edgeFrom[edge[from[k]]]] !== nodePiece[edgeFrom[edge[to[k]]]]) {
      walkM[k] = Infinity;
      continue;
    }
    if (from[k] !== here) walks.from((here = from[k]), FARTHEST_ROUND_M);
    walkM[k] = Math.min(FARTHEST_ROUND_M, metresOf(walks.to(to[k])));
  }
  return walkM;
}
