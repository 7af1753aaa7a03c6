import { buildWithTraits } from '../network/build.ts';
import { fingerprintLines } from '../network/fingerprint.ts';
import type { Network } from '../network/network.ts';
import { GraphError } from '../network/pack-columns.ts';
import { packNetwork, unpackNetwork } from '../network/pack-network.ts';
import type { NetworkTraits } from '../network/traits.ts';
import type { Roads } from './inputs.ts';

/** The largest graph that is kept with a study: beyond, a tab may not have the room for it twice. */
const MOST_BYTES = 256 * 1024 * 1024;

const packed = new WeakMap<Network, Uint8Array>();
const laid = new WeakMap<Network, NetworkTraits>();

/** What walkers meet on a network of `networkOf`; null: nothing was said. */
export function traitsOf(network: Network): NetworkTraits | null {
  return laid.get(network) ?? null;
}

/**
 * The walking graph of roads: the one in `saved` where it was made of the very same lines, else built. Bytes that are no
 * graph, damaged or of another version count as none: everything in them can be worked out again.
 */
export function networkOf(roads: Roads, saved: Uint8Array | null): Network {
  const kept = saved && openSaved(roads, saved);
  if (kept) return kept;
  const { network, traits } = buildWithTraits(roads, roads.weldM, roads.traits ?? null);
  if (traits) laid.set(network, traits);
  return network;
}

function openSaved(roads: Roads, saved: Uint8Array): Network | null {
  try {
    const { network, source } = unpackNetwork(saved);
    if (source.fingerprint !== fingerprintOf(roads)) return null;
    packed.set(network, saved);
    if (source.traits) laid.set(network, source.traits);
    return network;
  } catch (error) {
    if (error instanceof GraphError) return null;
    throw error;
  }
}

/** The graph of roads as bytes to keep with a study; null where they would be more than `mostBytes`. */
export function saveGraph(network: Network, roads: Roads, mostBytes = MOST_BYTES): Uint8Array | null {
  const known = packed.get(network);
  if (known) return known.length > mostBytes ? null : known;
  const { pointLon, edgeFrom, nodeLon } = network;
  if (28 * pointLon.length + 48 * edgeFrom.length + 24 * nodeLon.length > mostBytes) return null;
  const { name: names, highway: kinds, weldM } = roads;
  const bytes = packNetwork(network, {
    fingerprint: fingerprintOf(roads),
    weldM,
    names,
    kinds,
    traits: traitsOf(network)
  });
  packed.set(network, bytes);
  return bytes;
}

function fingerprintOf(roads: Roads): string {
  const { traits } = roads;
  if (!traits) return fingerprintLines(roads, roads.weldM);
  const { lineFlags, lineGradient, heightM, placePosition, placeKind, placeHours } = traits;
  const said = [lineFlags, lineGradient, heightM, placePosition, placeKind, placeHours.join('\n')];
  return fingerprintLines(roads, roads.weldM, said);
}
