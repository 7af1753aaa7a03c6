import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import type { Lines } from '../../src/lib/geometry/shapes.ts';
import { buildNetwork, buildWithTraits } from '../../src/lib/network/build.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { lengthsAlong } from '../../src/lib/network/lengths-along.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { findRoute } from '../../src/lib/network/route.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { BARRED } from '../../src/lib/network/ticks.ts';
import * as bit from '../../src/lib/network/traits.ts';
import type { RoadTraits } from '../../src/lib/network/traits.ts';
import {
  judgeGates,
  slopeFactor,
  weighNetwork,
  type Direction,
  type WalkRules
} from '../../src/lib/network/weigh-network.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import { gridOf, linesOf, pointsOf, type XY } from './towns.ts';

const RULES: WalkRules = {
  timed: true,
  speedMps: 1,
  crossingDelayS: 0,
  steps: true,
  maxGradient: Infinity,
  slope: true,
  at: { day: 2, minute: 600 }
};

/** Traits that say nothing, to be said into. */
function plain(lines: Lines): RoadTraits {
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

function place(
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

function walk(network: Network, from: XY, to: XY): number {
  const joins = joinPoints(network, pointsOf([from, to]));
  const [a, b] = [0, 1].map((i) => pickOne(joins, i));
  return distancesToPoints(network, searchNearest(network, a), a, b).distanceM[0];
}

const pickOne = (joins: Joins, i: number): Joins => ({
  edge: joins.edge.slice(i, i + 1),
  alongM: joins.alongM.slice(i, i + 1),
  offM: joins.offM.slice(i, i + 1),
  mainEdge: joins.mainEdge.slice(i, i + 1),
  mainAlongM: joins.mainAlongM.slice(i, i + 1),
  mainOffM: joins.mainOffM.slice(i, i + 1)
});

function laid(paths: XY[][], say: (traits: RoadTraits, lines: Lines) => RoadTraits | void) {
  const lines = linesOf(paths);
  const own = plain(lines);
  const { network, traits } = buildWithTraits(lines, 0, say(own, lines) ?? own);
  return (rules: Partial<WalkRules> = {}, direction: Direction = 'fromSources') =>
    weighNetwork(network, traits, { ...RULES, ...rules }, direction);
}

describe('answers known from theory', () => {
  const street: XY[] = Array.from({ length: 11 }, (_, k) => [k * 100, 0]);

  it('a hill of constant slope costs what Tobler says, up and down', () => {
    for (const g of [0.1, -0.02, 0.3]) {
      const weigh = laid([street], (traits) => {
        traits.heightM = Float64Array.from(street, ([x]) => 50 + x * g);
      });
      const km = (slope: number) => 6 * Math.exp(-3.5 * Math.abs(slope + 0.05));
      expect(slopeFactor(g)).toBeCloseTo(km(0) / km(g), 12);
      expect(walk(weigh(), [130, 0], [870, 0])).toBeCloseTo((740 * km(0)) / km(g), 1);
      expect(walk(weigh(), [870, 0], [130, 0])).toBeCloseTo((740 * km(0)) / km(-g), 1);
      expect(walk(weigh({}, 'toSources'), [130, 0], [870, 0])).toBeCloseTo((740 * km(0)) / km(-g), 1);
      expect(walk(weigh({ slope: false }), [130, 0], [870, 0])).toBeCloseTo(740, 2);
      expect(walk(weigh({ timed: false }), [130, 0], [870, 0])).toBeCloseTo(740, 2);
    }
  });

  it('a gradient said of a line stands for heights, and one beyond the limit bars it', () => {
    const weigh = laid([street], (traits) => void traits.lineGradient.fill(0.08));
    expect(walk(weigh(), [130, 0], [870, 0])).toBeCloseTo(740 * slopeFactor(0.08), 1);
    expect(walk(weigh({ maxGradient: 0.08 }), [130, 0], [870, 0])).toBeCloseTo(740 * slopeFactor(0.08), 1);
    expect(walk(weigh({ maxGradient: 0.079 }), [130, 0], [870, 0])).toBe(Infinity);
  });

  it('a steep stretch in the middle of a chain bars what is beyond it, not what is before it', () => {
    const weigh = laid([street], (traits) => {
      traits.heightM = Float64Array.from(street, ([x]) => (x >= 500 ? 12 : 0));
    })({ maxGradient: 0.1, slope: false });
    expect(walk(weigh, [10, 0], [390, 0])).toBeCloseTo(380, 2);
    expect(walk(weigh, [510, 0], [990, 0])).toBeCloseTo(480, 2);
    expect(walk(weigh, [10, 0], [510, 0])).toBe(Infinity);
  });

  it('a crossing in the middle costs its delay once, half of it on either side', () => {
    const weigh = laid([street], (_, lines) => place(lines, [500, 0], bit.CROSSING));
    for (const speedMps of [1, 0.8]) {
      const network = weigh({ crossingDelayS: 30, speedMps });
      for (const direction of ['fromSources', 'toSources'] as const) {
        const own = weigh({ crossingDelayS: 30, speedMps }, direction);
        expect(walk(own, [130, 0], [870, 0])).toBeCloseTo(740 + 30 * speedMps, 2);
        expect(walk(own, [130, 0], [490, 0])).toBeCloseTo(360, 2);
      }
      expect(walk(network, [130, 0], [499.99, 0])).toBeCloseTo(369.99, 2);
    }
    expect(walk(weigh({ crossingDelayS: 30, timed: false }), [130, 0], [870, 0])).toBeCloseTo(740, 2);
  });

  it('at a junction, too; and who goes on along the carriageway crosses nothing', () => {
    const cross: XY[][] = [
      [
        [-200, 0],
        [0, 0],
        [200, 0]
      ],
      [
        [0, -200],
        [0, 0],
        [0, 200]
      ]
    ];
    const all = laid(cross, (_, lines) => place(lines, [0, 0], bit.CROSSING))({ crossingDelayS: 20 });
    expect(walk(all, [-100, 0], [0, 100])).toBeCloseTo(220, 2);
    expect(walk(all, [-100, 0], [100, 0])).toBeCloseTo(220, 2);
    const foot = laid(cross, (traits, lines) => {
      traits.lineFlags[1] = bit.FOOTWAY;
      return place(lines, [0, 0], bit.CROSSING, '', traits);
    })({ crossingDelayS: 20 });
    expect(walk(foot, [-100, 0], [100, 0])).toBeCloseTo(200, 2);
    expect(walk(foot, [0, -100], [0, 100])).toBeCloseTo(220, 2);
    expect(walk(foot, [-100, 0], [0, 100])).toBeCloseTo(210, 2);
  });

  it('a gate on one street of a grid is walked round while it is shut, and walked up to', () => {
    const streets = gridOf(4, 100).flatMap((path, k): XY[][] =>
      k === 6 ? [[...path.slice(0, 2), [150, 100], ...path.slice(2)] as XY[]] : [path]
    );
    const weigh = laid(streets, (_, lines) => place(lines, [150, 100], bit.GATE, 'Mo-Fr 06:00-22:00'));
    const open = weigh();
    const shut = weigh({ at: { day: 2, minute: 23 * 60 } });
    expect(walk(open, [110, 100], [190, 100])).toBeCloseTo(80, 2);
    // Back to the corner, round the block, and in from the other side.
    expect(walk(shut, [110, 100], [190, 100])).toBeCloseTo(10 + 300 + 10, 1);
    expect(walk(shut, [110, 100], [149, 100])).toBeCloseTo(39, 2);
    expect(walk(shut, [20, 100], [150, 100])).toBeCloseTo(130, 2);
    expect(walk(shut, [149, 100], [151, 100])).toBeCloseTo(49 + 300 + 49, 1);
    expect(weigh()).toBe(weigh({ steps: false }));
  });

  it('a shut gate at a junction lets nobody through, from any side', () => {
    const weigh = laid(gridOf(2, 100), (_, lines) => place(lines, [100, 100], bit.SHUT));
    const network = weigh();
    expect(walk(network, [60, 100], [140, 100])).toBeCloseTo(60 + 400 + 60 - 0, 1);
    expect(walk(network, [60, 100], [100, 60])).toBeCloseTo(60 + 200 + 60, 1);
    expect(walk(network, [60, 100], [98, 100])).toBeCloseTo(38, 2);
  });

  it('one-way streets are walked one way; steps by those who climb them; a stile likewise', () => {
    const ring: XY[][] = [
      [
        [0, 0],
        [300, 0]
      ],
      [
        [300, 0],
        [300, 300],
        [0, 300],
        [0, 0]
      ]
    ];
    const oneWay = laid(ring, (traits) => void (traits.lineFlags[0] = bit.NOT_BACKWARD));
    expect(walk(oneWay(), [100, 0], [200, 0])).toBeCloseTo(100, 2);
    expect(walk(oneWay(), [200, 0], [100, 0])).toBeCloseTo(1100, 2);
    expect(walk(oneWay({}, 'toSources'), [200, 0], [100, 0])).toBeCloseTo(100, 2);
    expect(walk(oneWay({ timed: false }), [200, 0], [100, 0])).toBeCloseTo(1100, 2);
    const steps = laid(ring, (traits) => void (traits.lineFlags[0] = bit.STEPS));
    expect(walk(steps(), [300, 10], [0, 10])).toBeCloseTo(320, 2);
    expect(walk(steps({ steps: false }), [300, 10], [0, 10])).toBeCloseTo(880, 2);
    expect(walk(steps({ steps: false }), [100, 0], [200, 0])).toBe(Infinity);
    const stile = laid(ring, (_, lines) => place(lines, [0, 300], bit.STILE));
    expect(walk(stile({ steps: false }), [0, 290], [10, 300])).toBeCloseTo(290 + 300 + 300 + 290, 1);
    expect(walk(stile(), [0, 290], [10, 300])).toBeCloseTo(20, 1);
  });

  it('what can be walked over one of two lines is walked, whichever comes first', () => {
    const twice: XY[][] = [
      [
        [0, 0],
        [100, 0],
        [200, 0],
        [300, 0]
      ],
      [
        [200, 0],
        [100, 0]
      ]
    ];
    for (const order of [twice, [...twice].reverse()]) {
      const weigh = laid(order, (traits) => {
        traits.lineFlags[order === twice ? 0 : 1] = bit.STEPS;
      })({ steps: false });
      expect(walk(weigh, [110, 0], [190, 0])).toBeCloseTo(80, 2);
      expect(walk(weigh, [90, 0], [190, 0])).toBe(Infinity);
    }
  });

  it('leaves a network alone that says nothing to a walker, and one without traits', () => {
    const lines = linesOf(gridOf(3, 100));
    const { network, traits } = buildWithTraits(lines, 0, { ...plain(lines) });
    expect(weighNetwork(network, traits, { ...RULES, steps: false, maxGradient: 0.05 }, 'toSources')).toBe(
      network
    );
    expect(weighNetwork(network, null, RULES, 'toSources')).toBe(network);
    expect(network).toEqual(buildNetwork(lines, 0));
    expect(() => weighNetwork(buildNetwork(linesOf(gridOf(2, 100)), 0), traits, RULES, 'toSources')).toThrow(
      'expected traits of'
    );
  });

  it('counts hours that it can not read, and takes them as open', () => {
    const lines = linesOf([street]);
    const traits = place(lines, [300, 0], bit.GATE, 'sunrise-sunset');
    const built = buildWithTraits(lines, 0, traits);
    expect(judgeGates(built.traits!, RULES)).toEqual({ shut: [], unread: 1 });
    expect(weighNetwork(built.network, built.traits, RULES, 'fromSources')).toBe(built.network);
  });
});

interface RandomTraits {
  flags: number[];
  heights: number[];
  gradients: number[];
  places: { at: number; kind: number; open: boolean }[];
}

const randomTraits: fc.Arbitrary<RandomTraits> = fc.record({
  flags: fc.array(fc.constantFrom(0, 0, 0, bit.STEPS, bit.NOT_FORWARD, bit.NOT_BACKWARD), {
    minLength: 14,
    maxLength: 14
  }),
  heights: fc.array(fc.constantFrom(0, 0, 0.5, 1, 2, 4, NaN), { minLength: 49, maxLength: 49 }),
  gradients: fc.array(fc.constantFrom(NaN, NaN, 0.03, -0.06, 0.2), { minLength: 14, maxLength: 14 }),
  places: fc.array(
    fc.record({
      at: fc.nat(200),
      kind: fc.constantFrom(
        bit.CROSSING,
        bit.CROSSING,
        bit.GATE,
        bit.SHUT,
        bit.STILE,
        bit.CROSSING | bit.GATE
      ),
      open: fc.boolean()
    }),
    { maxLength: 6 }
  )
});

const randomRules: fc.Arbitrary<WalkRules> = fc.record({
  timed: fc.boolean(),
  speedMps: fc.constantFrom(0.7, 1, 1.2),
  crossingDelayS: fc.constantFrom(0, 15, 31),
  steps: fc.boolean(),
  maxGradient: fc.constantFrom(Infinity, 0.04, 0.08),
  slope: fc.boolean(),
  at: fc.constant({ day: 2, minute: 600 })
});

const direction = fc.constantFrom<Direction>('fromSources', 'toSources');

/** Vertices of `randomLines` are whole steps of 40 m. */
function spotOf(paths: XY[][]): number[] {
  return paths.flat().map(([x, y]) => (x / 40) * 7 + y / 40);
}

function traitsOf(paths: XY[][], said: RandomTraits): { lines: Lines; traits: RoadTraits } {
  const lines = linesOf(paths);
  const spots = spotOf(paths);
  const places = said.places.map(({ at, kind, open }) => ({ at: at % spots.length, kind, open }));
  return {
    lines,
    traits: {
      lineFlags: Uint8Array.from(paths, (_, i) => said.flags[i]),
      lineGradient: Float64Array.from(paths, (_, i) => said.gradients[i]),
      heightM: Float64Array.from(spots, (spot) => said.heights[spot]),
      placePosition: Uint32Array.from(places, ({ at }) => at),
      placeKind: Uint8Array.from(places, ({ kind }) => kind),
      placeHours: places.map(({ open, kind }) => (open || !(kind & bit.GATE) ? '' : 'Sa-Su 08:00-20:00'))
    }
  };
}

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

function truth(
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

/** Places on streets, away from vertices: 0.1 to 0.9 of the way between two that are neighbours on a line. */
const randomStops = (most: number) =>
  fc.array(fc.tuple(fc.nat(1000), fc.constantFrom(0.1, 0.25, 0.4, 0.6, 0.85), fc.constantFrom(0, 3)), {
    minLength: 1,
    maxLength: most
  });

function stopsOf(paths: XY[][], picks: [number, number, number][]): XY[] {
  const segments = paths.flatMap((path) =>
    path
      .slice(1)
      .map((b, k): [XY, XY] => [path[k], b])
      .filter(([a, b]) => a[0] !== b[0] || a[1] !== b[1])
  );
  if (segments.length === 0) return picks.map(() => [0, 0]);
  return picks.map(([at, share, off]) => {
    const [a, b] = segments[at % segments.length];
    return [a[0] + share * (b[0] - a[0]) + off, a[1] + share * (b[1] - a[1])];
  });
}

const RUNS = 400;

describe('on random networks', () => {
  it('finds what all pairs of the graph as drawn have, in both directions', () => {
    let finite = 0;
    let changed = 0;
    fc.assert(
      fc.property(
        randomLines,
        randomTraits,
        randomRules,
        randomStops(4),
        randomStops(5),
        direction,
        (paths, said, rules, a, b, way) => {
          const { lines, traits } = traitsOf(paths, said);
          const built = buildWithTraits(lines, 0, traits);
          const network = weighNetwork(built.network, built.traits, rules, way);
          if (network !== built.network) changed++;
          const from = joinPoints(network, pointsOf(stopsOf(paths, a)));
          const to = joinPoints(network, pointsOf(stopsOf(paths, b)));
          from.mainEdge.fill(-1);
          to.mainEdge.fill(-1);
          const expected =
            way === 'fromSources'
              ? truth(paths, said, rules, network, from, to)
              : transpose(truth(paths, said, rules, network, to, from));
          for (let i = 0; i < from.edge.length; i++) {
            const one = pickOne(from, i);
            const found = distancesToPoints(network, searchNearest(network, one), one, to).distanceM;
            expected[i].forEach((metres, j) => {
              if (metres === Infinity) return expect(found[j]).toBe(Infinity);
              finite++;
              // Places within a segment are rounded to whole ticks at either end of the walk.
              expect(Math.abs(found[j] - metres)).toBeLessThanOrEqual(3 / 1024);
            });
          }
        }
      ),
      { numRuns: RUNS }
    );
    expect(finite).toBeGreaterThan(RUNS);
    expect(changed).toBeGreaterThan(RUNS / 2);
  });

  const transpose = (rows: number[][]): number[][] =>
    rows.length === 0 ? [] : rows[0].map((_, j) => rows.map((row) => row[j]));

  it('no slower walker gets further in a time, no further bar makes a walk shorter', () => {
    fc.assert(
      fc.property(
        randomLines,
        randomTraits,
        randomRules,
        randomPlaces(2),
        randomPlaces(6),
        direction,
        (paths, said, rules, a, b, way) => {
          const { lines, traits } = traitsOf(paths, said);
          const built = buildWithTraits(lines, 0, traits);
          const from = joinPoints(built.network, pointsOf(a));
          const to = joinPoints(built.network, pointsOf(b));
          const all = (own: WalkRules) => {
            const network = weighNetwork(built.network, built.traits, own, way);
            return distancesToPoints(network, searchNearest(network, from), from, to).distanceM;
          };
          const base = all({ ...rules, timed: true });
          const slower = all({ ...rules, timed: true, speedMps: rules.speedMps * 0.9 });
          const barred = all({ ...rules, timed: true, steps: false, maxGradient: 0.04 });
          base.forEach((metres, i) => {
            // Half a tick a crossing's half may be rounded away.
            expect(slower[i] / (rules.speedMps * 0.9)).toBeGreaterThanOrEqual(metres / rules.speedMps - 0.05);
            expect(barred[i]).toBeGreaterThanOrEqual(metres);
          });
          const lengths = all({ ...rules, timed: false });
          const plainNetwork = distancesToPoints(built.network, searchNearest(built.network, from), from, to);
          lengths.forEach((metres, i) => expect(metres).toBeGreaterThanOrEqual(plainNetwork.distanceM[i]));
        }
      ),
      { numRuns: 200 }
    );
  });

  it('without slopes and one-way streets a walk is as long there as back', () => {
    fc.assert(
      fc.property(randomLines, randomTraits, randomRules, randomPlaces(5), (paths, said, rules, a) => {
        const flags = said.flags.map((flag) => flag & bit.STEPS);
        const { lines, traits } = traitsOf(paths, { ...said, flags });
        const built = buildWithTraits(lines, 0, traits);
        const joins = joinPoints(built.network, pointsOf(a));
        const network = weighNetwork(built.network, built.traits, { ...rules, slope: false }, 'fromSources');
        a.forEach((_, i) =>
          a.forEach((_, j) => {
            const [one, other] = [pickOne(joins, i), pickOne(joins, j)];
            const there = distancesToPoints(network, searchNearest(network, one), one, other).distanceM[0];
            const back = distancesToPoints(network, searchNearest(network, other), other, one).distanceM[0];
            if (there === Infinity) expect(back).toBe(Infinity);
            else expect(Math.abs(there - back)).toBeLessThanOrEqual(2 / 1024);
          })
        );
      }),
      { numRuns: 150 }
    );
  });

  it('depends on the order of rows nowhere', () => {
    fc.assert(
      fc.property(
        randomLines,
        randomTraits,
        randomRules,
        randomPlaces(2),
        randomPlaces(4),
        (paths, said, rules, a, b) => {
          const { lines, traits } = traitsOf(paths, said);
          const here = buildWithTraits(lines, 0, traits);
          const back = [...paths].reverse();
          const spots = spotOf(paths);
          const turned = traitsOf(back, {
            ...said,
            flags: paths.map((_, i) => said.flags[paths.length - 1 - i]),
            gradients: paths.map((_, i) => said.gradients[paths.length - 1 - i]),
            places: said.places.map((one) => ({
              ...one,
              at: spotOf(back).indexOf(spots[one.at % spots.length])
            }))
          });
          const there = buildWithTraits(turned.lines, 0, turned.traits);
          expect(there.network.figures).toEqual({ ...here.network.figures });
          expect(there.network.nodeLon).toEqual(here.network.nodeLon);
          expect(there.traits).toEqual(here.traits);
          const all = ({ network, traits: own }: typeof here) => {
            const weighed = weighNetwork(network, own, rules, 'toSources');
            const from = joinPoints(weighed, pointsOf(a));
            const to = joinPoints(weighed, pointsOf(b));
            return Array.from(distancesToPoints(weighed, searchNearest(weighed, from), from, to).distanceM);
          };
          expect(all(there)).toEqual(all(here));
        }
      ),
      { numRuns: 150 }
    );
  });

  it('tells the true length of the walk that took least', () => {
    let rows = 0;
    fc.assert(
      fc.property(
        randomLines,
        randomTraits,
        randomRules,
        randomPlaces(3),
        randomPlaces(5),
        direction,
        (paths, said, rules, a, b, way) => {
          const { lines, traits } = traitsOf(paths, said);
          const built = buildWithTraits(lines, 0, traits);
          const network = weighNetwork(built.network, built.traits, { ...rules, timed: true }, way);
          const from = joinPoints(network, pointsOf(a));
          const to = joinPoints(network, pointsOf(b));
          const found = distancesToPoints(network, searchNearest(network, from), from, to);
          const point = Uint32Array.from(b, (_, i) => i);
          const lengths = lengthsAlong(network, from, to, {
            source: found.source,
            point,
            costM: found.distanceM
          });
          lengths.forEach((metres, i) => {
            if (found.source[i] < 0) return expect(metres).toBeNaN();
            rows++;
            const route = findRoute(network, from, to, found.source[i], i)!;
            expect(route.costM).toBe(found.distanceM[i]);
            // Of equal walks the shortest; the route is one of them.
            expect(metres).toBeLessThanOrEqual(route.distanceM + route.joinFromM + route.joinToM + 1e-9);
            if (network.costs === null) expect(metres).toBe(found.distanceM[i]);
            if (!rules.slope) expect(metres).toBeLessThanOrEqual(found.distanceM[i]);
          });
        }
      ),
      { numRuns: 200 }
    );
    expect(rows).toBeGreaterThan(100);
  });

  it('bars an edge as a whole or not at all', () => {
    fc.assert(
      fc.property(randomLines, randomTraits, randomRules, direction, (paths, said, rules, way) => {
        const { lines, traits } = traitsOf(paths, said);
        const built = buildWithTraits(lines, 0, traits);
        const network = weighNetwork(built.network, built.traits, rules, way);
        if (network.costs === null) return;
        const { forward, backward, pointForward, shut } = network.costs;
        network.arcEdge.forEach((e, arc) => {
          const weight = network.arcs[2 * arc + 1];
          expect(weight).toBeLessThanOrEqual(BARRED);
          expect([forward[e], backward[e]]).toContain(weight);
          if (shut?.[network.arcs[2 * arc]]) expect(weight).toBe(BARRED);
        });
        pointForward.forEach((ticks) => expect(ticks).toBeGreaterThanOrEqual(0));
      }),
      { numRuns: 100 }
    );
  });
});
