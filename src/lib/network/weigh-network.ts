import type { Costs, Network } from './network.ts';
import { isOpenAt, type WeekTime } from './opening-hours.ts';
import { BARRED, FARTHEST, TICKS_PER_M } from './ticks.ts';
import * as bit from './traits.ts';
import type { NetworkTraits } from './traits.ts';

/** How somebody walks. */
export interface WalkRules {
  /** False: only what bars the way counts, and lengths stay lengths (a standard in metres). */
  timed: boolean;
  speedMps: number;
  crossingDelayS: number;
  /** Whether steps, stiles and turnstiles are passed. */
  steps: boolean;
  /** Rise per metre, up or down, beyond which nothing is walked; Infinity: none. At least `LEAST_MAX_GRADIENT`. */
  maxGradient: number;
  /** Whether slopes change the time. */
  slope: boolean;
  /** When gates are judged. */
  at: WeekTime;
}

/** Which way people walk, seen from the sources of a search: to facilities they walk `toSources`. */
export type Direction = 'fromSources' | 'toSources';

/**
 * How many times as long as on the level a stretch takes that rises by `gradient` metres a metre (falls where negative):
 * Tobler's hiking function 6·e^(−3.5·|g + 0.05|) km/h, relative to itself at 0. Least (0.84) at a fall of 1 in 20.
 * W. Tobler, Three Presentations on Geographical Analysis and Modeling, NCGIA Technical Report 93-1, 1993.
 */
export function slopeFactor(gradient: number): number {
  return Math.exp(3.5 * (Math.abs(gradient + 0.05) - 0.05));
}

/**
 * The network as one walker finds it, sharing all columns but `arcs` and `costs`; the same object where the walker finds
 * what is there already. Ticks are metres of level walking at the walker's own pace, so that minutes × speed is the limit:
 * length × `slopeFactor`, and for a crossing its delay × speed, half on either side of it. What cannot be passed is
 * `BARRED`; a gate that is shut is walked up to, not through. `network` has to be the one the traits were laid on.
 */
export function weighNetwork(
  network: Network,
  traits: NetworkTraits | null,
  rules: WalkRules,
  direction: Direction
): Network {
  if (traits === null) return network;
  if (traits.pointFlags.length !== network.pointLon.length)
    throw new Error(`expected traits of ${network.pointLon.length} points, got ${traits.pointFlags.length}`);
  const shut = shutNodes(network, traits, rules);
  const costs = weighEdges(network, traits, rules, direction);
  if (shut === null && costs === null) return network;
  const weighed: Costs = { ...(costs ?? levelCosts(network)), shut };
  return { ...network, arcs: weighArcs(network, weighed), costs: weighed };
}

/** Gates of a network that a walker can't pass, and those whose hours could not be read (they are taken as open). */
export function judgeGates(traits: NetworkTraits, rules: WalkRules): { shut: number[]; unread: number } {
  let unread = 0;
  const shut: number[] = [];
  traits.gateNode.forEach((node, i) => {
    const kind = traits.gateKind[i];
    const open = traits.gateHours[i] === '' ? true : isOpenAt(traits.gateHours[i], rules.at);
    if (open === null) unread++;
    const closed = open === false || (kind & bit.SHUT) !== 0 || ((kind & bit.STILE) !== 0 && !rules.steps);
    if (closed) shut.push(node);
  });
  return { shut, unread };
}

function shutNodes(network: Network, traits: NetworkTraits, rules: WalkRules): Uint8Array | null {
  const { shut } = judgeGates(traits, rules);
  if (shut.length === 0) return null;
  const marks = new Uint8Array(network.nodeLon.length);
  for (const node of shut) marks[node] = 1;
  return marks;
}

type EdgeCosts = Omit<Costs, 'shut'>;

/** Null where every edge weighs its length both ways. */
function weighEdges(
  network: Network,
  traits: NetworkTraits,
  rules: WalkRules,
  direction: Direction
): EdgeCosts | null {
  const { edgeFirstPoint, pointAlongM } = network;
  const { pointFlags, pointGradient } = traits;
  const halfTicks = rules.timed ? Math.round((rules.crossingDelayS * rules.speedMps * TICKS_PER_M) / 2) : 0;
  const sloped = rules.timed && rules.slope && pointGradient !== null;
  const costs = levelCosts(network);
  const outward = direction === 'fromSources';
  const most = edgeFirstPoint.reduce(
    (widest, at, e) => Math.max(widest, at - (edgeFirstPoint[e - 1] ?? 0)),
    0
  );
  const along = new Float64Array(most);
  const against = new Float64Array(most);
  let changed = false;
  for (let e = 0; e + 1 < edgeFirstPoint.length; e++) {
    const first = edgeFirstPoint[e];
    const last = edgeFirstPoint[e + 1] - 1;
    if (!speaks(first, last)) continue;
    // The walk itself, along the edge and against it; searches to sources go the other way round.
    let [alongOpen, againstOpen] = [true, true];
    let ahead = pointFlags[first] & bit.CROSSING_AT_START ? halfTicks : 0;
    const startHalf = ahead;
    const endHalf = pointFlags[last - 1] & bit.CROSSING_AT_END ? halfTicks : 0;
    let back = 0;
    along[0] = ahead;
    against[0] = 0;
    for (let p = first; p < last; p++) {
      const level = (pointAlongM[p + 1] - pointAlongM[p]) * TICKS_PER_M;
      const gradient = pointGradient === null ? 0 : pointGradient[p];
      const flags = pointFlags[p];
      // Gradients are held in single precision: a ramp of just the limit is walked.
      const bars =
        ((flags & bit.STEPS) !== 0 && !rules.steps) || Math.abs(gradient) > rules.maxGradient + 1e-6;
      if (bars || flags & bit.NOT_FORWARD) alongOpen = false;
      if (bars || flags & bit.NOT_BACKWARD) againstOpen = false;
      ahead += sloped ? Math.round(level * slopeFactor(gradient)) : level;
      back += sloped ? Math.round(level * slopeFactor(-gradient)) : level;
      along[p + 1 - first] = ahead;
      against[p + 1 - first] = back;
    }
    // From the end of the edge to each point, half a crossing at the end counted.
    for (let k = 0; k <= last - first; k++) against[k] = back - against[k] + endHalf;
    const alongWhole = alongOpen ? held(ahead + endHalf) : BARRED;
    const againstWhole = againstOpen ? held(against[0] + startHalf) : BARRED;
    costs.forward[e] = outward ? alongWhole : againstWhole;
    costs.backward[e] = outward ? againstWhole : alongWhole;
    for (let p = first; p <= last; p++) {
      const k = p - first;
      // Walking to the start: what is left of the walk from the end, and the other way round.
      const [out, home] = outward
        ? [along[k], against[k]]
        : [against[0] + startHalf - against[k], ahead + endHalf - along[k]];
      costs.pointForward[p] = costs.forward[e] >= BARRED ? BARRED : held(out);
      costs.pointBackward[p] = costs.backward[e] >= BARRED ? BARRED : held(home);
    }
    changed = true;
  }
  return changed ? costs : null;

  /** Whether anything along an edge matters to this walker. */
  function speaks(first: number, last: number): boolean {
    for (let p = first; p < last; p++) {
      const flags = pointFlags[p];
      if (flags & (bit.NOT_FORWARD | bit.NOT_BACKWARD)) return true;
      if (flags & bit.STEPS && !rules.steps) return true;
      if (halfTicks > 0 && flags & (bit.CROSSING_AT_START | bit.CROSSING_AT_END)) return true;
      if (pointGradient === null || pointGradient[p] === 0) continue;
      if (sloped || Math.abs(pointGradient[p]) > rules.maxGradient + 1e-6) return true;
    }
    return false;
  }
}

const held = (ticks: number): number => (ticks > FARTHEST ? BARRED : ticks);

/** Lengths both ways. */
function levelCosts({ edgeLengthM, edgeFirstPoint, pointAlongM }: Network): EdgeCosts {
  const whole = Int32Array.from(edgeLengthM, (metres) => held(metres * TICKS_PER_M));
  const pointForward = Int32Array.from(pointAlongM, (metres) => held(metres * TICKS_PER_M));
  const pointBackward = new Int32Array(pointAlongM.length);
  for (let e = 0; e < whole.length; e++)
    for (let p = edgeFirstPoint[e]; p < edgeFirstPoint[e + 1]; p++)
      pointBackward[p] = held((edgeLengthM[e] - pointAlongM[p]) * TICKS_PER_M);
  return { forward: whole, backward: whole.slice(), pointForward, pointBackward };
}

/** Arcs of a network with what `costs` says; what leads to a shut node is barred, in `costs` too. */
function weighArcs(network: Network, costs: Costs): Int32Array {
  const { firstArc, arcs, arcEdge, edgeFrom, edgeTo } = network;
  const { forward, backward, shut } = costs;
  for (let e = 0; shut && e < edgeFrom.length; e++) {
    if (shut[edgeTo[e]]) forward[e] = BARRED;
    if (shut[edgeFrom[e]]) backward[e] = BARRED;
  }
  const weighed = arcs.slice();
  for (let n = 0; n + 1 < firstArc.length; n++)
    for (let a = firstArc[n]; a < firstArc[n + 1]; a++) {
      const e = arcEdge[a];
      // Of a loop both arcs lead back to where they began: which is which plays no part.
      weighed[2 * a + 1] = edgeFrom[e] === n ? forward[e] : backward[e];
    }
  return weighed;
}
