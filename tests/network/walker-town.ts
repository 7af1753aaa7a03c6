import type { Lines } from '../../src/lib/geometry/shapes.ts';
import { buildWithTraits } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import type { RoadTraits } from '../../src/lib/network/traits.ts';
import { weighNetwork, type Direction, type WalkRules } from '../../src/lib/network/weigh-network.ts';
import { linesOf, pointsOf, type XY } from './towns.ts';

/** Who is barred by nothing but what bars everybody. */
export const RULES: WalkRules = {
  timed: true,
  speedMps: 1,
  crossingDelayS: 0,
  steps: true,
  maxGradient: Infinity,
  slope: true,
  at: { day: 2, minute: 600 }
};

/** Traits that say nothing, to be said into. */
export function plain(lines: Lines): RoadTraits {
  const count = lines.first.length - 1;
  return {
    lineFlags: new Uint8Array(count),
    lineGradient: new Float64Array(count).fill(NaN),
    heightM: null,
    placePosition: new Uint32Array(0),
    placeKind: new Uint8Array(0),
    placeHours: []
  };
}

/** What stands at a vertex, said on every line that has it. */
export function place(
  lines: Lines,
  [x, y]: XY,
  kind: number,
  hours = '',
  onto: RoadTraits = plain(lines)
): RoadTraits {
  const [at] = [pointsOf([[x, y]])];
  const positions = Array.from(lines.lon.keys()).filter(
    (k) => Math.abs(lines.lon[k] - at.lon[0]) < 1e-9 && Math.abs(lines.lat[k] - at.lat[0]) < 1e-9
  );
  return {
    ...onto,
    placePosition: Uint32Array.from([...onto.placePosition, ...positions]),
    placeKind: Uint8Array.from([...onto.placeKind, ...positions.map(() => kind)]),
    placeHours: [...onto.placeHours, ...positions.map(() => hours)]
  };
}

/** Metres of level walking from one place to another; Infinity: no way. */
export function walk(network: Network, from: XY, to: XY): number {
  const joins = joinPoints(network, pointsOf([from, to]));
  const [a, b] = [0, 1].map((i) => pickOne(joins, i));
  return distancesToPoints(network, searchNearest(network, a), a, b).distanceM[0];
}

/** The joins of one point. */
export const pickOne = (joins: Joins, i: number): Joins => ({
  edge: joins.edge.slice(i, i + 1),
  alongM: joins.alongM.slice(i, i + 1),
  offM: joins.offM.slice(i, i + 1),
  mainEdge: joins.mainEdge.slice(i, i + 1),
  mainAlongM: joins.mainAlongM.slice(i, i + 1),
  mainOffM: joins.mainOffM.slice(i, i + 1)
});

/** A function that gives the network of lines as a walker finds it, with what `say` says of the lines. */
export function laid(paths: XY[][], say: (traits: RoadTraits, lines: Lines) => RoadTraits | void) {
  const lines = linesOf(paths);
  const own = plain(lines);
  const { network, traits } = buildWithTraits(lines, 0, say(own, lines) ?? own);
  return (rules: Partial<WalkRules> = {}, direction: Direction = 'fromSources') =>
    weighNetwork(network, traits, { ...RULES, ...rules }, direction);
}
