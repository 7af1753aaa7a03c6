import { area, booleanPointInPolygon } from '@turf/turf';
import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { countWrongTurns, crossesItself } from '../../src/lib/geometry/valid.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { joinPoints, pickJoins } from '../../src/lib/network/join.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { createServiceAreas, planeOf, serviceAreas } from '../../src/lib/network/service-area.ts';
import { drawStretches, emptyDrawn } from '../../src/lib/network/stretch-segments.ts';
import { placesOnEdges, reachStretches } from '../../src/lib/network/stretches.ts';
import { BARRED } from '../../src/lib/network/ticks.ts';
import { randomLines, randomPlaces } from './random-town.ts';
import { gridOf, linesOf, pointsOf, type XY } from './towns.ts';

const REACH_M = 30;
const CELL_M = 16;

type Flat = [x: number, y: number];

const toPlane = (network: Network, geometry: MultiPolygon): Flat[][][] => {
  const plane = planeOf(network);
  return geometry.coordinates.map((rings) =>
    rings.map((ring) => ring.map(([lon, lat]): Flat => [plane.x(lon), plane.y(lat)]))
  );
};

const toSegment = ([px, py]: Flat, [ax, ay]: Flat, [bx, by]: Flat): number => {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const t = length2 > 0 ? Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length2)) : 0;
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
};

const toBoundary = (p: Flat, parts: Flat[][][]): number =>
  Math.min(
    Infinity,
    ...parts.flat().flatMap((ring) => ring.slice(1).map((b, k) => toSegment(p, ring[k], b)))
  );

/** Expects every vertex of `inner` in `outer`, and none of `outer` within `inner`, save for what rounding may move. */
function expectNested(network: Network, inner: MultiPolygon, outer: MultiPolygon): void {
  const [small, large] = [toPlane(network, inner), toPlane(network, outer)];
  inner.coordinates.flat(2).forEach((position, k) => {
    if (!booleanPointInPolygon(position, outer))
      expect(toBoundary(small.flat(2)[k], large)).toBeLessThan(1e-6);
  });
  outer.coordinates.flat(2).forEach((position, k) => {
    if (booleanPointInPolygon(position, inner, { ignoreBoundary: true }))
      expect(toBoundary(large.flat(2)[k], small)).toBeLessThan(1e-6);
  });
}

/** Larger than `randomLines` in metres, so that holes over 2 ha turn up. */
const wideLines = randomLines.map((paths) => paths.map((path) => path.map(([x, y]): XY => [x * 4, y * 4])));

const town = fc.oneof(randomLines, wideLines).map((paths) => buildNetwork(linesOf(paths)));

describe('outlines', () => {
  it('nest for ascending limits, as polygons', () => {
    fc.assert(
      fc.property(town, randomPlaces(3), fc.integer({ min: 20, max: 900 }), (network, places, limitM) => {
        const limits = [limitM / 3, limitM / 2, limitM];
        const areas = serviceAreas(network, joinPoints(network, pointsOf(places)), limits);
        expectNested(network, areas[0].geometry, areas[1].geometry);
        expectNested(network, areas[1].geometry, areas[2].geometry);
      }),
      { numRuns: 60 }
    );
  });

  it('only grow by one more source, and do not depend on the order of sources', () => {
    fc.assert(
      fc.property(town, randomPlaces(4), fc.integer({ min: 20, max: 900 }), (network, places, limitM) => {
        const joins = joinPoints(network, pointsOf(places));
        const ids = places.map((_, i) => i);
        const [all] = serviceAreas(network, joins, [limitM]);
        const [fewer] = serviceAreas(network, pickJoins(joins, ids.slice(1)), [limitM]);
        expectNested(network, fewer.geometry, all.geometry);
        expect(serviceAreas(network, pickJoins(joins, ids.toReversed()), [limitM])).toEqual([all]);
      }),
      { numRuns: 60 }
    );
  });

  it('are those of the merged search for one point at a time, whatever was drawn before', () => {
    fc.assert(
      fc.property(town, randomPlaces(5), fc.integer({ min: 20, max: 900 }), (network, places, limitM) => {
        const joins = joinPoints(network, pointsOf(places));
        const draw = createServiceAreas(network);
        places.forEach((_, i) => {
          const limits = [limitM, limitM / 2];
          expect(draw(joins, i, limits)).toEqual(serviceAreas(network, pickJoins(joins, [i]), limits));
        });
      }),
      { numRuns: 60 }
    );
  });

  it('are closed, turn rightly, cross nothing, and keep holes of 2 ha and more only', () => {
    let holes = 0;
    fc.assert(
      fc.property(town, randomPlaces(3), fc.integer({ min: 0, max: 2000 }), (network, places, limitM) => {
        const [{ geometry }] = serviceAreas(network, joinPoints(network, pointsOf(places)), [limitM]);
        for (const rings of geometry.coordinates) {
          holes += rings.length - 1;
          for (const ring of rings) expect(ring.at(-1)).toEqual(ring[0]);
          // A disc is the least there is; chords take up to a tenth of it.
          expect(area({ type: 'Polygon', coordinates: [rings[0]] })).toBeGreaterThan(0.9 * Math.PI * 900);
          for (const hole of rings.slice(1))
            expect(area({ type: 'Polygon', coordinates: [hole.toReversed()] })).toBeGreaterThan(19_800);
        }
        expect(crossesItself(geometry)).toBe(false);
        expect(countWrongTurns(geometry)).toBe(0);
      }),
      { numRuns: 150 }
    );
    expect(holes).toBeGreaterThan(0);
  });

  it('run where the reach ends: within what chords take off, and half a cell where two sides meet', () => {
    fc.assert(
      fc.property(town, randomPlaces(3), fc.integer({ min: 20, max: 900 }), (network, places, limitM) => {
        const joins = joinPoints(network, pointsOf(places));
        const [{ geometry }] = serviceAreas(network, joins, [limitM], REACH_M, CELL_M);
        const segments = emptyDrawn();
        const search = searchNearest(network, joins, limitM);
        const reached = reachStretches(network, search, placesOnEdges(joins), limitM);
        drawStretches(segments, network, planeOf(network), reached);
        for (const p of toPlane(network, geometry).flat(2)) {
          let nearest = Infinity;
          for (let k = 0; k < segments.count; k++) {
            const at = (n: number): Flat => [segments.x[n], segments.y[n]];
            nearest = Math.min(nearest, toSegment(p, at(2 * k), at(2 * k + 1)));
          }
          expect(nearest).toBeGreaterThan(REACH_M - 5);
          // A distance changes by no more than a metre a metre: between two corners it passes the reach by half a cell at most.
          expect(nearest).toBeLessThan(REACH_M + CELL_M / 2);
        }
      }),
      { numRuns: 60 }
    );
  });

  it('are the diamond of theory and its rim on a fine grid', () => {
    const network = buildNetwork(linesOf(gridOf(60, 20)), 0);
    const centre = joinPoints(network, pointsOf([[600, 600]]));
    for (const { limitM, areaM2 } of serviceAreas(network, centre, [200, 300, 400, 500])) {
      const theory = 2 * limitM ** 2 + 4 * Math.SQRT2 * limitM * REACH_M + Math.PI * REACH_M ** 2;
      expect(Math.abs(areaM2 / theory - 1)).toBeLessThan(0.02);
    }
  });
});

/** A network whose segments cost one of a few multiples of their length, others each way; some edges are closed. */
function weighAtRandom(network: Network, pick: () => number): Network {
  const { edgeFrom, edgeTo, edgeFirstPoint, pointAlongM, firstArc, arcEdge } = network;
  const forward = new Int32Array(edgeFrom.length);
  const backward = new Int32Array(edgeFrom.length);
  const pointForward = new Int32Array(pointAlongM.length);
  const pointBackward = new Int32Array(pointAlongM.length);
  const factor = () => [0.5, 1, 2, 3.25][pick() % 4];
  for (let e = 0; e < edgeFrom.length; e++) {
    const [first, last] = [edgeFirstPoint[e], edgeFirstPoint[e + 1] - 1];
    const ticks = (p: number) => Math.round(1024 * factor() * (pointAlongM[p + 1] - pointAlongM[p]));
    for (let p = first; p < last; p++) pointForward[p + 1] = pointForward[p] + ticks(p);
    for (let p = last - 1; p >= first; p--) pointBackward[p] = pointBackward[p + 1] + ticks(p);
    forward[e] = pick() % 5 === 0 ? BARRED : pointForward[last];
    backward[e] = pick() % 5 === 0 ? BARRED : pointBackward[first];
  }
  const arcs = network.arcs.slice();
  const once = new Set<number>();
  for (let node = 0; node + 1 < firstArc.length; node++)
    for (let a = firstArc[node]; a < firstArc[node + 1]; a++) {
      const e = arcEdge[a];
      const isBack = edgeFrom[e] === edgeTo[e] ? once.has(e) : edgeTo[e] === node;
      once.add(e);
      arcs[2 * a + 1] = isBack ? backward[e] : forward[e];
    }
  return { ...network, arcs, costs: { forward, backward, pointForward, pointBackward } };
}

describe('a walker of its own', () => {
  const street = buildNetwork(
    linesOf([
      [
        [0, 0],
        [400, 0],
        [1000, 0]
      ]
    ])
  );

  it('comes half as far uphill', () => {
    const steep = weighAtRandom(street, () => 1);
    const costs = steep.costs!;
    const whole = Math.round(1024 * street.edgeLengthM[0]);
    costs.pointForward.set(costs.pointForward.map((ticks) => 2 * ticks));
    costs.forward[0] = 2 * whole;
    const at = joinPoints(street, pointsOf([[500, 0]]));
    const { fromM, toM } = reachStretches(steep, searchNearest(steep, at, 300), placesOnEdges(at), 300);
    const along = at.alongM[0];
    expect(fromM[0]).toBeCloseTo(along - 300, 1);
    expect(toM[0]).toBeCloseTo(along + 150, 1);
  });

  it('reaches just the places to which the walk is within the limit', () => {
    const picks = fc.array(fc.nat(), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(
        randomLines,
        randomPlaces(3),
        fc.integer({ min: 1, max: 300 }),
        picks,
        (paths, places, limitM, said) => {
          let k = 0;
          const network = weighAtRandom(buildNetwork(linesOf(paths)), () => said[k++ % said.length]);
          const from = joinPoints(network, pointsOf(places));
          const search = searchNearest(network, from);
          const { edge, fromM, toM } = reachStretches(network, search, placesOnEdges(from), limitM);
          for (let e = 0; e < network.edgeFrom.length; e++)
            for (let part = 0; part <= 8; part++) {
              const alongM = Math.round((network.edgeLengthM[e] * part * 1024) / 8) / 1024;
              const there: Joins = {
                edge: Int32Array.of(e),
                alongM: Float64Array.of(alongM),
                offM: Float64Array.of(0),
                mainEdge: Int32Array.of(-1),
                mainAlongM: Float64Array.of(0),
                mainOffM: Float64Array.of(0)
              };
              const walk = distancesToPoints(network, search, from, there).distanceM[0];
              const inside = edge.some(
                (at, i) => at === e && alongM >= fromM[i] - 1e-9 && alongM <= toM[i] + 1e-9
              );
              // Ticks at a place are whole: two roundings stand between the two.
              if (Math.abs(walk - limitM) > 3 / 1024) expect(inside).toBe(walk < limitM);
            }
        }
      )
    );
  });
});
