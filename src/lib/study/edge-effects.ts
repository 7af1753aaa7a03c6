import { edgeDistances, findEdgeEffect, type EdgeEffect } from '../coverage/edge-effect.ts';
import type { Points } from '../geometry/shapes.ts';
import { findExtent, type NetworkExtent } from '../network/network-extent.ts';
import type { Network } from '../network/network.ts';
import { traitsOf } from './saved-graph.ts';
import type { Session } from './session.ts';
import type { MeasureResult } from './study.ts';

const extents = new WeakMap<Network, NetworkExtent | null>();

/** Where the data of a network ends, worked out once. */
export function extentOf(network: Network): NetworkExtent | null {
  let extent = extents.get(network);
  if (extent === undefined) {
    extent = findExtent(network);
    extents.set(network, extent);
  }
  return extent;
}

const known = new WeakMap<NetworkExtent, WeakMap<Points, { farM: number; edgeM: Float64Array }>>();

/** Metres to the edge, right up to `farM` at least; worked out once for points that stay. */
function edgeMetres(extent: NetworkExtent, points: Points, farM: number): Float64Array {
  const byPoints = known.get(extent) ?? new WeakMap<Points, { farM: number; edgeM: Float64Array }>();
  known.set(extent, byPoints);
  const found = byPoints.get(points);
  if (found && found.farM >= farM) return found.edgeM;
  const edgeM = edgeDistances(extent, points, farM);
  byPoints.set(points, { farM, edgeM });
  return edgeM;
}

/** No join is longer, so that farther from the edge no facility's rests on it. */
const JOIN_M = 301;

/** Tobler's hiking function is quickest at −5 %: exp(3.5 × 0.05) = 1.19 times as quick as on the level (method §3). */
const QUICKEST = 1.2;

/** What the end of the network's data leaves open of a result for the facilities asked for last; null without roads. */
export function edgeEffectOf(session: Session, result: MeasureResult): EdgeEffect | null {
  const { network, lately, inputs } = session;
  const { joined, coverage } = result;
  const extent = network && extentOf(network);
  if (!extent || !joined.joins || !lately.joins) return null;
  const joins = { points: joined.joins, facilities: lately.joins };
  const gait = network && traitsOf(network)?.pointGradient ? QUICKEST : 1;
  // Measures of one study mostly have limits below 1.5 km; one pass serves them all.
  const edgeM = edgeMetres(extent, joined.demand, Math.max(1500, gait * coverage.measure.limitM, JOIN_M));
  const facilityEdgeM = edgeMetres(extent, lately.facilities, JOIN_M);
  return findEdgeEffect(coverage, inputs.units, joined.demand, joins, edgeM, facilityEdgeM, gait);
}
