import { metresPerDegree } from '../geometry/metric.ts';
import type { LonLat } from './along.ts';
import { findCrossings, placeOn } from './find-crossings.ts';
import type { Network } from './network.ts';
import { gridSegments, type SegmentGrid } from './segment-grid.ts';
import { FARTHEST, limitTicks, metresOf, TICKS_PER_M, UNREACHED } from './ticks.ts';
import { createWalkBetween, type Place } from './walk-between.ts';
import { createWallFinder, type WallKind, type Walls } from './walls.ts';

/** Ends nearer than this to a way they do not meet were probably meant to join it. */
export const NEAR_MISS_M = 10;

/** It is a miss where the walk from the one side to the other is at least so many times the gap. */
const WORTH = 5;

/** Walks round are followed so far; a longer one is given as this. */
export const FARTHEST_ROUND_M = 2000;

/** So many crossings are looked at one by one; where nothing was ever joined, they are only counted beyond. */
const MOST_CROSSINGS = 5000;

/** A place where two ways come near each other, or cross, and do not join, though a mapper probably meant them to. */
export interface NetworkBreak {
  /** A dead end before a way; two ways that cross; a piece of the network beside another. */
  kind: 'dead_end' | 'crossing' | 'piece';
  from: LonLat;
  /** The nearest place of the other way; `from` itself where ways cross. */
  to: LonLat;
  gapM: number;
  /**
   * The walk between the two as the network is, at most `FARTHEST_ROUND_M`; Infinity: there is none, they are on different
   * pieces, of which `pieceM` metres are the shorter (0 where they hang together).
   */
  walkM: number;
  pieceM: number;
  /** Lines of the input on both sides. */
  fromLine: number;
  toLine: number;
  /** What the line that would join both sides runs across; null: nothing that is known. */
  behind: WallKind | null;
}

export interface NetworkBreaks {
  /** Those that win most first: pieces to be joined by their length, then walks saved; those behind a wall come last. */
  breaks: NetworkBreak[];
  deadEnds: number;
  /** Places where lines cross on one level without a vertex in common, the listed ones among them. */
  crossings: number;
}

/**
 * Breaks of a network ('断头路检查'): dead ends less than 10 m before another way, lines that cross on one level without a
 * common vertex, and pieces less than 10 m apart; of these only where the walk between both sides is at least five times
 * the gap (50 m where they cross), or where there is none. `level` gives each input line's level (bridges above 0, tunnels
 * below); null: none is known. `crossings` false: lines that cross are meant to, as where the source names its nodes and
 * nothing is known of bridges. `walls` are outlines that a way would have to be led through.
 */
export function findBreaks(
  network: Network,
  level: Int8Array | null,
  crossings = true,
  walls: Walls | null = null
): NetworkBreaks {
  const grid = gridSegments(network);
  const context: Context = {
    network,
    grid,
    level,
    walk: createWalkBetween(network),
    pieceM: lengthOf(network)
  };
  const ends = missedEnds(context);
  const crossed = crossings ? findCrossings(network, grid, level) : [];
  const found = [...ends.breaks];
  for (const { at, one, other } of crossed.slice(0, MOST_CROSSINGS)) {
    const hit = judge(context, 'crossing', at, at, 0, one, other);
    if (hit) found.push(hit);
  }
  const joined = new Set(
    found.filter(({ walkM }) => walkM === Infinity).map((each) => pairOf(context, each))
  );
  found.push(...missedPieces(context).filter((each) => !joined.has(pairOf(context, each))));
  const wallAt = createWallFinder(walls);
  const breaks = found
    .map(({ one: _, other: __, ...each }) => ({ ...each, behind: wallAt(each.from, each.to) }))
    .sort(byGain);
  return { breaks, deadEnds: ends.count, crossings: crossed.length };
}

interface Context {
  network: Network;
  grid: SegmentGrid;
  level: Int8Array | null;
  walk: ReturnType<typeof createWalkBetween>;
  pieceM: Float64Array;
}

interface Found extends Omit<NetworkBreak, 'behind'> {
  one: Place;
  other: Place;
}

function byGain(a: NetworkBreak, b: NetworkBreak): number {
  return (
    Number(a.behind !== null) - Number(b.behind !== null) ||
    Number(b.walkM === Infinity) - Number(a.walkM === Infinity) ||
    b.pieceM - a.pieceM ||
    (a.walkM === Infinity ? 0 : b.walkM - b.gapM - (a.walkM - a.gapM)) ||
    a.gapM - b.gapM ||
    a.from[0] - b.from[0] ||
    a.from[1] - b.from[1] ||
    a.to[0] - b.to[0] ||
    a.to[1] - b.to[1]
  );
}

/** The break between two places, null where the walk between them is short enough. */
function judge(
  { network, walk, pieceM }: Context,
  kind: NetworkBreak['kind'],
  from: LonLat,
  to: LonLat,
  gapM: number,
  one: Place,
  other: Place
): Found | null {
  const [here, there] = [one, other].map(({ edge }) => network.nodePiece[network.edgeFrom[edge]]);
  const lines = { fromLine: lineAt(network, one), toLine: lineAt(network, other) };
  if (here !== there) {
    const shorter = Math.min(pieceM[here], pieceM[there]);
    return { kind, from, to, gapM, walkM: Infinity, pieceM: shorter, ...lines, one, other };
  }
  const ticks = walk(one, other, limitTicks(FARTHEST_ROUND_M));
  const walkM = ticks === UNREACHED ? FARTHEST_ROUND_M : metresOf(Math.min(ticks, FARTHEST));
  if (walkM < WORTH * (kind === 'crossing' ? NEAR_MISS_M : gapM)) return null;
  return { kind, from, to, gapM, walkM, pieceM: 0, ...lines, one, other };
}

function lineAt({ edgeFirstPoint, pointAlongM, pointLine }: Network, { edge, alongM }: Place): number {
  let p = edgeFirstPoint[edge];
  while (p + 2 < edgeFirstPoint[edge + 1] && pointAlongM[p + 1] <= alongM) p++;
  return pointLine[p];
}

/** The nearest place of a segment to a position, in metres from it. */
interface Near extends Place {
  gapM: number;
  lon: number;
  lat: number;
}

/** Metres from a position to segment p: `nearestOn` without the place, for the many that are too far. */
function gapTo({ pointLon, pointLat }: Network, lon: number, lat: number, p: number): number {
  const per = metresPerDegree(lat);
  const ax = (pointLon[p] - lon) * per.x;
  const ay = (pointLat[p] - lat) * per.y;
  const dx = (pointLon[p + 1] - lon) * per.x - ax;
  const dy = (pointLat[p + 1] - lat) * per.y - ay;
  const t = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
  return Math.sqrt((ax + t * dx) ** 2 + (ay + t * dy) ** 2);
}

/** Where segment p comes nearest to a position. An end is taken as it is, so that joining it needs no new vertex. */
function nearestOn({ network, grid }: Context, lon: number, lat: number, p: number): Near {
  const { pointLon, pointLat } = network;
  const per = metresPerDegree(lat);
  const ax = (pointLon[p] - lon) * per.x;
  const ay = (pointLat[p] - lat) * per.y;
  const dx = (pointLon[p + 1] - lon) * per.x - ax;
  const dy = (pointLat[p + 1] - lat) * per.y - ay;
  const t = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
  const at = t === 1 ? p + 1 : p;
  const inside = t > 0 && t < 1;
  return {
    ...placeOn(network, grid, p, t),
    gapM: Math.sqrt((ax + t * dx) ** 2 + (ay + t * dy) ** 2),
    lon: inside ? pointLon[p] + t * (pointLon[p + 1] - pointLon[p]) : pointLon[at],
    lat: inside ? pointLat[p] + t * (pointLat[p + 1] - pointLat[p]) : pointLat[at]
  };
}

/** Dead ends, and of each the nearest place of another edge on its level to which the walk is long for the gap. */
function missedEnds(context: Context): { breaks: Found[]; count: number } {
  const { network, grid, level } = context;
  const { firstArc, arcEdge, edgeFrom, edgeLengthM, nodeLon, nodeLat, pointLine } = network;
  const breaks: Found[] = [];
  const seen = new Set<string>();
  let count = 0;
  for (let node = 0; node + 1 < firstArc.length; node++) {
    if (firstArc[node + 1] - firstArc[node] !== 1) continue;
    count++;
    const edge = arcEdge[firstArc[node]];
    const one = { edge, alongM: edgeFrom[edge] === node ? 0 : edgeLengthM[edge] };
    const [lon, lat] = [nodeLon[node], nodeLat[node]];
    const own = level === null ? 0 : level[lineAt(network, one)];
    const nearest = new Map<number, Near>();
    grid.eachNear(lon, lat, lon, lat, NEAR_MISS_M, (p) => {
      const other = grid.pointEdge[p];
      if (other === edge || (level !== null && level[pointLine[p]] !== own)) return;
      if (gapTo(network, lon, lat, p) >= NEAR_MISS_M) return;
      const near = nearestOn(context, lon, lat, p);
      if (near.gapM >= (nearest.get(other)?.gapM ?? Infinity)) return;
      nearest.set(other, near);
    });
    for (const near of [...nearest.values()].sort((a, b) => a.gapM - b.gapM || a.edge - b.edge)) {
      const to: LonLat = [near.lon, near.lat];
      const { gapM } = near;
      // The walk is long for the gap only if nothing short is found: most ends are told at once.
      if (context.walk(one, near, Math.ceil(WORTH * gapM * TICKS_PER_M) - 1) !== UNREACHED) continue;
      const hit = judge(context, 'dead_end', [lon, lat], to, gapM, one, near);
      if (hit === null) continue;
      const back = `${to.join()} ${lon},${lat}`;
      if (!seen.has(back)) breaks.push(hit);
      seen.add(`${lon},${lat} ${to.join()}`);
      break;
    }
  }
  return { breaks, count };
}

/** For each two pieces less than 10 m apart, the places where they are nearest. */
function missedPieces(context: Context): Found[] {
  const { network, grid, level } = context;
  const { pointLon, pointLat, pointLine, edgeFirstPoint, edgeFrom, nodePiece } = network;
  const best = new Map<string, { gapM: number; make: () => Found | null }>();
  const pieceOf = (p: number): number => nodePiece[edgeFrom[grid.pointEdge[p]]];
  const offer = (from: number, to: number): void => {
    // As it stands in `nearestOn`: most are too far, and need no place.
    if (gapTo(network, pointLon[from], pointLat[from], to) >= NEAR_MISS_M) return;
    const near = nearestOn(context, pointLon[from], pointLat[from], to);
    const [here, there] = [pieceOf(from), pieceOf(to)];
    const key = here < there ? `${here} ${there}` : `${there} ${here}`;
    if (near.gapM >= NEAR_MISS_M || near.gapM >= (best.get(key)?.gapM ?? Infinity)) return;
    const at: LonLat = [pointLon[from], pointLat[from]];
    const one = { edge: grid.pointEdge[from], alongM: network.pointAlongM[from] };
    const make = () => judge(context, 'piece', at, [near.lon, near.lat], near.gapM, one, near);
    best.set(key, { gapM: near.gapM, make });
  };
  for (let e = 0; e < edgeFrom.length; e++) {
    const piece = nodePiece[edgeFrom[e]];
    if (piece === 0) continue;
    for (let p = edgeFirstPoint[e]; p + 1 < edgeFirstPoint[e + 1]; p++) {
      const [ax, bx] = [pointLon[p], pointLon[p + 1]];
      const [ay, by] = [pointLat[p], pointLat[p + 1]];
      const [west, south, east, north] = [
        Math.min(ax, bx),
        Math.min(ay, by),
        Math.max(ax, bx),
        Math.max(ay, by)
      ];
      // A hair wider than 10 m, so that rounding leaves none out.
      const byLat = (1.001 * NEAR_MISS_M) / metresPerDegree(0).y;
      const byLon =
        (1.001 * NEAR_MISS_M) / metresPerDegree(Math.max(Math.abs(south), Math.abs(north)) + byLat).x;
      grid.eachNear(west, south, east, north, NEAR_MISS_M, (q) => {
        const [cx, cy, dx, dy] = [pointLon[q], pointLat[q], pointLon[q + 1], pointLat[q + 1]];
        if ((cx < west - byLon && dx < west - byLon) || (cx > east + byLon && dx > east + byLon)) return;
        if ((cy < south - byLat && dy < south - byLat) || (cy > north + byLat && dy > north + byLat)) return;
        const other = pieceOf(q);
        if (other === piece || (level !== null && level[pointLine[p]] !== level[pointLine[q]])) return;
        // Two that do not cross are nearest at an end of the one or the other.
        for (const end of [p, p + 1]) offer(end, q);
        for (const end of [q, q + 1]) offer(end, p);
      });
    }
  }
  return [...best.values()].flatMap(({ make }) => make() ?? []);
}

const pairOf = ({ network }: Context, { one, other }: Found): string => {
  const [here, there] = [one, other].map(({ edge }) => network.nodePiece[network.edgeFrom[edge]]);
  return here < there ? `${here} ${there}` : `${there} ${here}`;
};

/** Metres of way in each piece. */
export function lengthOf({ pieceNodes, edgeFrom, edgeLengthM, nodePiece }: Network): Float64Array {
  const metres = new Float64Array(pieceNodes.length);
  for (let e = 0; e < edgeFrom.length; e++) metres[nodePiece[edgeFrom[e]]] += edgeLengthM[e];
  return metres;
}
