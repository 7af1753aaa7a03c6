import { buildNetwork } from '../network/build.ts';
import { fingerprintLines } from '../network/fingerprint.ts';
import type { Network } from '../network/network.ts';
import { GraphError } from '../network/pack-columns.ts';
import { packNetwork, unpackNetwork } from '../network/pack-network.ts';
import type { Roads } from './inputs.ts';

/** A larger graph takes longer to check and to write at every save than it takes to build once. */
const MOST_BYTES = 32 * 1024 * 1024;

const packed = new WeakMap<Network, Uint8Array>();

/**
 * The walking graph of roads: the one in `saved` where it was made of the very same lines, else built. Bytes that are no
 * graph, damaged or of another version count as none: everything in them can be worked out again.
 */
export function networkOf(roads: Roads, saved: Uint8Array | null): Network {
  const kept = saved && openSaved(roads, saved);
  return kept ?? buildNetwork(roads, roads.weldM);
}

function openSaved(roads: Roads, saved: Uint8Array): Network | null {
  try {
    const { network, source } = unpackNetwork(saved);
    if (source.fingerprint !== fingerprintOf(roads)) return null;
    packed.set(network, saved);
    return network;
  } catch (error) {
    if (error instanceof GraphError) return null;
    throw error;
  }
}

/** The graph of roads as bytes to keep with a study; null where it is so large that building it again is cheaper. */
export function saveGraph(network: Network, roads: Roads): Uint8Array | null {
  const known = packed.get(network);
  if (known) return known;
  const { pointLon, edgeFrom, nodeLon } = network;
  if (28 * pointLon.length + 48 * edgeFrom.length + 24 * nodeLon.length > MOST_BYTES) return null;
  const { name: names, highway: kinds, weldM } = roads;
  const bytes = packNetwork(network, {
    fingerprint: fingerprintOf(roads),
    weldM,
    names,
    kinds,
    traits: null
  });
  packed.set(network, bytes);
  return bytes;
}

const fingerprintOf = (roads: Roads): string => fingerprintLines(roads, roads.weldM);
