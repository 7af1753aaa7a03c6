import { describe, expect, it } from 'vitest';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import type { Lines } from '../../src/lib/geometry/shapes.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { collectWithin } from '../../src/lib/network/collect-within.ts';
import { findNearest } from '../../src/lib/network/k-nearest.ts';
import type { Joins, Network } from '../../src/lib/network/network.ts';
import { createNodeReach } from '../../src/lib/network/node-reach.ts';
import { searchNearest } from '../../src/lib/network/search.ts';
import { TICKS_PER_M } from '../../src/lib/network/ticks.ts';
import { distancesAtVertices } from '../../src/lib/network/vertices.ts';
import { readOsmLines } from './porto.ts';
import { networkOf, type Edge } from './random-graph.ts';
import { hasScipy, walkByScipy, type PlainGraph } from './scipy.ts';

const scipy = hasScipy();
if (!scipy) console.info('skipped: walks against SciPy (Debian package python3-scipy is not installed)');

/** Joined just at places on edges. */
function joinsAt(edge: Int32Array, alongM: Float64Array): Joins {
  const nothing = new Float64Array(edge.length);
  return {
    edge,
    alongM,
    offM: nothing,
    mainEdge: new Int32Array(edge.length).fill(-1),
    mainAlongM: nothing,
    mainOffM: nothing
  };
}

/** Arcs of least weight between nodes. */
function plainGraph(nodes: number, arcs: Iterable<[number, number, number]>, from: Int32Array): PlainGraph {
  const least = new Map<number, number>();
  for (const [tail, head, weight] of arcs) {
    const key = tail * nodes + head;
    if (tail !== head) least.set(key, Math.min(weight, least.get(key) ?? Infinity));
  }
  const keys = [...least.keys()];
  return {
    nodes,
    tail: Int32Array.from(keys, (key) => Math.floor(key / nodes)),
    head: Int32Array.from(keys, (key) => key % nodes),
    weight: Int32Array.from(least.values()),
    from
  };
}

describe.skipIf(!scipy)('walks equal those of SciPy', () => {
  it('on 240 random graphs, every source alone and all at once', () => {
    const next = createRandom(5);
    const draw = (below: number): number => Math.floor(next() * below);
    const cases = Array.from({ length: 240 }, () => {
      const nodes = 2 + draw(400);
      const edges: Edge[] = Array.from({ length: 1 + draw(3 * nodes) }, () => {
        // Streets, and now and then a long way; one-way weights that differ.
        const ticks = 1 + draw(next() < 0.05 ? 5_000_000 : 200_000);
        const [from, to] = [draw(nodes), draw(nodes)];
        return { from, to, ticks, forward: ticks + draw(90_000), backward: 1 + draw(200_000) };
      });
      const weighed = next() < 0.5;
      const network = networkOf(nodes, edges, weighed);
      // A source stands at the start of an edge, and is at its end by the edge's own weight.
      const edge = Int32Array.from({ length: 1 + draw(8) }, () => draw(edges.length));
      return { network, nodes, edges, weighed, edge };
    });
    const rows = walkByScipy(
      cases.map(({ nodes, edges, weighed, edge }) =>
        plainGraph(
          nodes,
          edges.flatMap(({ from, to, ticks, forward, backward }): [number, number, number][] => [
            [from, to, weighed ? forward : ticks],
            [to, from, weighed ? backward : ticks]
          ]),
          Int32Array.from(edge, (e) => edges[e].from)
        )
      )
    );
    cases.forEach(({ network, edges, weighed, edge }, c) => {
      // With a walker's weights the way back to the start of the edge one stands at costs nothing.
      const sources = joinsAt(edge, new Float64Array(edge.length));
      expect(searchNearest(network, sources).ticks).toEqual(rows[c][edge.length]);
      const reach = createNodeReach(network);
      edge.forEach((_, s) => expect(reach(sources, s, Infinity).ticks).toEqual(rows[c][s]));
      if (weighed) return;
      const ends = joinsAt(
        Int32Array.from(edges, (_, e) => e),
        new Float64Array(edges.length)
      );
      const sets = collectWithin(network, sources, ends, 200);
      edge.forEach((_, s) => {
        const near = edges
          .map(({ from }, e) => [e, rows[c][s][from]])
          .filter(([, d]) => d <= 200 * TICKS_PER_M);
        const [start, end] = [sets.first[s], sets.first[s + 1]];
        expect([...sets.point.subarray(start, end)]).toEqual(near.map(([e]) => e));
        expect([...sets.ticks.subarray(start, end)]).toEqual(near.map(([, d]) => d));
      });
    });
  });

  it('on Porto, 10,000 pairs over the vertices as they were given, and all vertices from the nearest', async () => {
    const lines = await readOsmLines('porto.osm.pbf');
    if (lines === null) return console.info('skipped: ../shared/data/osm/porto.osm.pbf is absent');
    const { vertexOf, arcs, vertices } = plainLines(lines);
    const network = buildNetwork(lines, 0);
    const edgeOf = edgeOfPoints(network);
    const next = createRandom(6);
    const pick = (count: number): Int32Array =>
      Int32Array.from({ length: count }, () => Math.floor(next() * network.pointLon.length));
    const joinsOf = (points: Int32Array): Joins =>
      joinsAt(
        Int32Array.from(points, (p) => edgeOf[p]),
        Float64Array.from(points, (p) => network.pointAlongM[p])
      );
    const vertex = (p: number): number => vertexOf(network.pointLon[p], network.pointLat[p]);
    const starts = pick(25);
    const goals = pick(400);
    const sources = joinsOf(starts);
    const [rows] = walkByScipy([plainGraph(vertices, arcs, Int32Array.from(starts, vertex))]);
    const found = findNearest(network, sources, joinsOf(goals), starts.length);
    let different = 0;
    starts.forEach((_, s) =>
      goals.forEach((p, g) => {
        const rank = found.source.subarray(g * starts.length, (g + 1) * starts.length).indexOf(s);
        const ticks = rank < 0 ? 0x7fffffff : found.distanceM[g * starts.length + rank] * TICKS_PER_M;
        if (ticks !== rows[s][vertex(p)]) different++;
      })
    );
    expect(different).toBe(0);
    const all = distancesAtVertices(network, searchNearest(network, sources), sources);
    const nearest = rows[starts.length];
    expect(all.filter((ticks, p) => ticks !== nearest[vertex(p)]).length).toBe(0);
    expect(all.filter((ticks) => ticks < 0x7fffffff).length).toBeGreaterThan(200_000);
  }, 300_000);
});

/** Vertices of lines by their coordinates, and both arcs of every segment: nothing welded, nothing folded. */
function plainLines(lines: Lines) {
  const ids = new Map<string, number>();
  const vertexOf = (lon: number, lat: number): number => {
    const key = `${lon},${lat}`;
    const id = ids.get(key) ?? ids.size;
    if (id === ids.size) ids.set(key, id);
    return id;
  };
  const arcs: [number, number, number][] = [];
  for (let i = 0; i + 1 < lines.first.length; i++)
    for (let k = lines.first[i]; k + 1 < lines.first[i + 1]; k++) {
      const a = vertexOf(lines.lon[k], lines.lat[k]);
      const b = vertexOf(lines.lon[k + 1], lines.lat[k + 1]);
      const metres = distanceM(lines.lon[k], lines.lat[k], lines.lon[k + 1], lines.lat[k + 1]);
      const weight = Math.round(metres * TICKS_PER_M);
      arcs.push([a, b, weight], [b, a, weight]);
    }
  return { vertexOf, arcs, vertices: ids.size };
}

/** The edge that each geometry point belongs to. */
function edgeOfPoints({ edgeFrom, edgeFirstPoint, pointLon }: Network): Int32Array {
  const edgeOf = new Int32Array(pointLon.length);
  for (let e = 0; e < edgeFrom.length; e++) edgeOf.fill(e, edgeFirstPoint[e], edgeFirstPoint[e + 1]);
  return edgeOf;
}
