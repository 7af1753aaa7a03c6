import { distanceM } from '../../src/lib/geometry/metric.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import * as bit from '../../src/lib/network/traits.ts';
import { slopeFactor, type WalkRules } from '../../src/lib/network/weigh-network.ts';
import { spotOf, type RandomTraits } from './random-walkers.ts';
import { linesOf, type XY } from './towns.ts';

/**
 * The plain truth on the graph as it was drawn: every vertex is a place, nothing is folded, every stretch says what it
 * costs there and back, and who comes to a shut vertex goes no further. Costs by walking direction, in ticks.
 */
function drawnCosts(paths: XY[][], said: RandomTraits, rules: WalkRules) {
  const lines = linesOf(paths);
  const spots = spotOf(paths);
  const half = rules.timed ? Math.round((rules.crossingDelayS * rules.speedMps * 1024) / 2) : 0;
  const crossing = new Set<number>();
  const shut = new Set<number>();
  const hours = new Map<number, { gate: boolean; closed: boolean; none: boolean }>();
  for (const { at, kind, open } of said.places) {
    const spot = spots[at % spots.length];
    if (kind & bit.CROSSING) crossing.add(spot);
    if (kind & bit.SHUT || (kind & bit.STILE && !rules.steps)) shut.add(spot);
    if (kind & bit.GATE && !open) hours.set(spot, { gate: true, closed: true, none: false });
  }
  for (const spot of hours.keys()) shut.add(spot);
  interface Stretch {
    level: number;
    ways: { flags: number; gradient: number }[];
  }
  const stretches = new Map<string, Stretch>();
  paths.forEach((path, i) => {
    const first = lines.first[i];
    for (let k = first; k + 1 < first + path.length; k++) {
      const [a, b] = [spots[k], spots[k + 1]];
      if (a === b) continue;
      const metres = distanceM(lines.lon[k], lines.lat[k], lines.lon[k + 1], lines.lat[k + 1]);
      const rise = (said.heights[b] - said.heights[a]) / metres;
      const own = Number.isNaN(rise) ? (Number.isNaN(said.gradients[i]) ? 0 : said.gradients[i]) : rise;
      const gradient = Math.fround(Math.max(-1, Math.min(1, own)));
      const flags = said.flags[i];
      const back =
        flags === bit.NOT_FORWARD ? bit.NOT_BACKWARD : flags === bit.NOT_BACKWARD ? bit.NOT_FORWARD : flags;
      const level = Math.round(metres * 1024);
      const note = (key: string, way: Stretch['ways'][number]) => {
        const there = stretches.get(key);
        if (there) there.ways.push(way);
        else stretches.set(key, { level, ways: [way] });
      };
      note(`${a}>${b}`, { flags, gradient });
      note(`${b}>${a}`, { flags: back, gradient: -gradient });
    }
  });
  /** Ticks to walk from the one to the other, halves of crossings apart; Infinity: not that way. */
  const over = (a: number, b: number): number => {
    const { level, ways } = stretches.get(`${a}>${b}`)!;
    const least = Math.min(...ways.map(({ gradient }) => Math.abs(gradient)));
    const signs = new Set(
      ways.filter(({ gradient }) => Math.abs(gradient) === least).map(({ gradient }) => gradient)
    );
    const gradient = signs.size === 1 ? [...signs][0] : 0;
    const every = (flag: number) => ways.every(({ flags }) => flags & flag);
    if (every(bit.NOT_FORWARD) || (every(bit.STEPS) && !rules.steps)) return Infinity;
    if (Math.abs(gradient) > rules.maxGradient + 1e-6) return Infinity;
    return rules.timed && rules.slope ? Math.round(level * slopeFactor(gradient)) : level;
  };
  return { stretches, over, shut, halfAt: (spot: number) => (crossing.has(spot) ? half : 0) };
}

/** Where a join lies on the graph as drawn: between two vertices, so far. */
function segmentOf(network: Network, joins: Joins, i: number, spotAt: (lon: number, lat: number) => number) {
  const e = joins.edge[i];
  let p = network.edgeFirstPoint[e];
  const last = network.edgeFirstPoint[e + 1] - 1;
  while (p + 1 < last && network.pointAlongM[p + 1] <= joins.alongM[i]) p++;
  const [a, b] = [p, p + 1].map((at) => spotAt(network.pointLon[at], network.pointLat[at]));
  const whole = network.pointAlongM[p + 1] - network.pointAlongM[p];
  return { a, b, share: (joins.alongM[i] - network.pointAlongM[p]) / whole };
}

/** Metres of level walking from each of `from` to each of `to`, by all pairs of the graph as drawn. */
export function truth(
  paths: XY[][],
  said: RandomTraits,
  rules: WalkRules,
  network: Network,
  from: Joins,
  to: Joins
): number[][] {
  const { stretches, over, shut, halfAt } = drawnCosts(paths, said, rules);
  const lines = linesOf(paths);
  const spots = spotOf(paths);
  const byPlace = new Map(spots.map((spot, k) => [`${lines.lon[k]} ${lines.lat[k]}`, spot]));
  const spotAt = (lon: number, lat: number): number => byPlace.get(`${lon} ${lat}`)!;
  const d = Array.from({ length: 49 }, (_, a) =>
    Array.from({ length: 49 }, (_, b) => (a === b ? 0 : Infinity))
  );
  for (const key of stretches.keys()) {
    const [a, b] = key.split('>').map(Number);
    d[a][b] = Math.min(d[a][b], over(a, b) + halfAt(a) + halfAt(b));
  }
  for (let k = 0; k < 49; k++) {
    if (shut.has(k)) continue;
    for (let a = 0; a < 49; a++) for (let b = 0; b < 49; b++) d[a][b] = Math.min(d[a][b], d[a][k] + d[k][b]);
  }
  const result: number[][] = [];
  for (let i = 0; i < from.edge.length; i++) {
    const row: number[] = [];
    for (let j = 0; j < to.edge.length; j++) {
      if (from.edge[i] < 0 || to.edge[j] < 0) {
        row.push(Infinity);
        continue;
      }
      const f = segmentOf(network, from, i, spotAt);
      const t = segmentOf(network, to, j, spotAt);
      let best = Infinity;
      if ((f.a === t.a && f.b === t.b) || (f.a === t.b && f.b === t.a)) {
        const at = f.a === t.a ? t.share : 1 - t.share;
        const ahead = at === f.share ? 0 : at > f.share ? over(f.a, f.b) : over(f.b, f.a);
        best = at === f.share ? 0 : Math.abs(at - f.share) * ahead;
      }
      const outs = [
        { spot: f.a, ticks: f.share * over(f.b, f.a) || (over(f.b, f.a) === Infinity ? Infinity : 0) },
        { spot: f.b, ticks: (1 - f.share) * over(f.a, f.b) || (over(f.a, f.b) === Infinity ? Infinity : 0) }
      ];
      const ins = [
        { spot: t.a, ticks: t.share * over(t.a, t.b) || (over(t.a, t.b) === Infinity ? Infinity : 0) },
        { spot: t.b, ticks: (1 - t.share) * over(t.b, t.a) || (over(t.b, t.a) === Infinity ? Infinity : 0) }
      ];
      for (const out of outs)
        for (const into of ins) {
          // Neither end may be shut: who is not through it has not come there.
          if (shut.has(out.spot) || shut.has(into.spot)) continue;
          const way = out.ticks + halfAt(out.spot) + d[out.spot][into.spot] + halfAt(into.spot) + into.ticks;
          best = Math.min(best, way);
        }
      row.push(best / 1024 + from.offM[i] + to.offM[j]);
    }
    result.push(row);
  }
  return result;
}
