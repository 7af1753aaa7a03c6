import { distanceM, metresPerDegree } from '../geometry/metric.ts';
import type { Points } from '../geometry/shapes.ts';

/** Vertices this near are one, in metres, where the source does not name its nodes as OpenStreetMap does (method §3). */
export const WELD_M = 0.5;

/** Nearer than this two positions are one written twice: what a change of datum or of format leaves of equality. */
const SAME_M = 0.01;

/** Positions made vertices. An id is an index. */
export interface Welded {
  /** Vertex of each position. */
  vertex: Uint32Array;
  /** Of each vertex: the position of one of its own. */
  lon: Float64Array;
  lat: Float64Array;
  /** Place of each position before welding: positions nearer than 1 cm (equal ones, where nothing is welded) have one. */
  place: Uint32Array;
  places: number;
}

/**
 * Joins positions nearer than `weldM` metres; 0 joins equal coordinates only. Not a chain: going from west to east, a
 * position becomes a seed when no seed is within reach, and then each goes to its nearest seed. So a curve of dense
 * vertices keeps its form, and the order of rows plays no part. (Joining all that hang together would lose it.)
 */
export function weldPositions(positions: Points, weldM: number): Welded {
  const unique = findUnique(positions);
  const { lon, lat, id } = unique;
  const crowded = weldM > 0 ? findCrowded(lon, lat, weldM) : new Uint32Array(0);
  if (crowded.length === 0) return { vertex: id, lon, lat, place: id, places: lon.length };
  crowded.sort((a, b) => lon[a] - lon[b] || lat[a] - lat[b]);
  const same = toSeeds(lon, lat, crowded, Math.min(SAME_M, weldM));
  const seeds = toSeeds(lon, lat, crowded, weldM);
  const number = new Int32Array(lon.length).fill(-1);
  let count = 0;
  for (let u = 0; u < lon.length; u++) if (seeds[u] === u) number[u] = count++;
  const vertexLon = new Float64Array(count);
  const vertexLat = new Float64Array(count);
  let places = 0;
  for (let u = 0; u < lon.length; u++) {
    if (same[u] === u) places++;
    if (number[u] < 0) continue;
    vertexLon[number[u]] = lon[u];
    vertexLat[number[u]] = lat[u];
  }
  return {
    vertex: id.map((u) => number[seeds[u]]),
    lon: vertexLon,
    lat: vertexLat,
    place: id.map((u) => same[u]),
    places
  };
}

/** Equal coordinates found by an open hash over their bits (a Map of strings or of Maps took ten times as long). */
function findUnique(positions: Points): { id: Uint32Array; lon: Float64Array; lat: Float64Array } {
  const n = positions.lon.length;
  // Adding 0 turns −0 into 0, whose bits would differ.
  const lon = new Float64Array(n);
  const lat = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    lon[i] = positions.lon[i] + 0;
    lat[i] = positions.lat[i] + 0;
  }
  const lonBits = new Uint32Array(lon.buffer);
  const latBits = new Uint32Array(lat.buffer);
  const mask = tableSize(n) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const id = new Uint32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    let hash = Math.imul(lonBits[2 * i], 0x9e3779b1) ^ Math.imul(lonBits[2 * i + 1], 0x85ebca6b);
    hash =
      Math.imul(hash ^ (hash >>> 15) ^ latBits[2 * i], 0xc2b2ae35) ^
      Math.imul(latBits[2 * i + 1], 0x27d4eb2f);
    let slot = (hash ^ (hash >>> 13)) & mask;
    while (slots[slot] >= 0 && (lon[slots[slot]] !== lon[i] || lat[slots[slot]] !== lat[i]))
      slot = (slot + 1) & mask;
    if (slots[slot] < 0) {
      // Found ones move to the front of the copies, which are read further on only.
      lon[count] = lon[i];
      lat[count] = lat[i];
      slots[slot] = count++;
    }
    id[i] = slots[slot];
  }
  return { id, lon: lon.slice(0, count), lat: lat.slice(0, count) };
}

/** Those that have another within reach. */
function findCrowded(lon: Float64Array, lat: Float64Array, reachM: number): Uint32Array {
  const all = Uint32Array.from(lon, (_, i) => i);
  const cells = createCells(lon, lat, reachM, lon.length);
  for (const i of all) cells.add(i);
  return all.filter((i) => cells.nearest(i) >= 0);
}

/** The seed of each vertex (itself, unless in `crowded`, which is in order from west to east). */
function toSeeds(lon: Float64Array, lat: Float64Array, crowded: Uint32Array, reachM: number): Uint32Array {
  const seed = Uint32Array.from(lon, (_, i) => i);
  const cells = createCells(lon, lat, reachM, crowded.length);
  const isSeed = crowded.map((i) => {
    if (cells.nearest(i) >= 0) return 0;
    cells.add(i);
    return 1;
  });
  crowded.forEach((i, k) => {
    if (!isSeed[k]) seed[i] = cells.nearest(i);
  });
  return seed;
}

interface Cells {
  add(i: number): void;
  /** The nearest of those added within reach, other than i itself (of equally near ones the westernmost), or −1. */
  nearest(i: number): number;
}

/** A hash of square cells, eight times as wide as the reach, so that mostly one has to be looked into. */
function createCells(lon: Float64Array, lat: Float64Array, reachM: number, capacity: number): Cells {
  const highest = lat.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  const reachLon = (1.001 * reachM) / metresPerDegree(Math.min(highest, 89.9)).x;
  const reachLat = (1.001 * reachM) / metresPerDegree(0).y;
  const mask = tableSize(capacity) - 1;
  const head = new Int32Array(mask + 1).fill(-1);
  const next = new Int32Array(lon.length);
  const slot = (column: number, row: number): number => {
    const hash = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b);
    return (hash ^ (hash >>> 15)) & mask;
  };
  const column = (x: number): number => Math.floor(x / (8 * reachLon));
  const row = (y: number): number => Math.floor(y / (8 * reachLat));
  return {
    add(i) {
      const s = slot(column(lon[i]), row(lat[i]));
      next[i] = head[s];
      head[s] = i;
    },
    nearest(i) {
      let best = -1;
      let bestM = Infinity;
      for (let c = column(lon[i] - reachLon); c <= column(lon[i] + reachLon); c++) {
        for (let r = row(lat[i] - reachLat); r <= row(lat[i] + reachLat); r++) {
          for (let k = head[slot(c, r)]; k >= 0; k = next[k]) {
            if (k === i) continue;
            const d = distanceM(lon[i], lat[i], lon[k], lat[k]);
            if (d > reachM || d > bestM) continue;
            if (d === bestM && (lon[k] - lon[best] || lat[k] - lat[best]) > 0) continue;
            best = k;
            bestM = d;
          }
        }
      }
      return best;
    }
  };
}

function tableSize(items: number): number {
  let size = 16;
  while (size < 2 * items) size *= 2;
  return size;
}
