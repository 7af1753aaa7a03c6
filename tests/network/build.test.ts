import { length } from '@turf/turf';
import fc from 'fast-check';
import type { FeatureCollection, LineString } from 'geojson';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toWgs84 } from '../../src/lib/geometry/datum.ts';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { linesFromGeoJson } from '../../src/lib/geometry/shapes.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import type { Network } from '../../src/lib/network/network.ts';
import { randomLines } from './random-town.ts';
import { gridOf, linesOf, type XY } from './towns.ts';

const BEIXINQIAO = new URL('../../../shared/data/beixinqiao/roads.geojson', import.meta.url);
const hasBeixinqiao = existsSync(BEIXINQIAO);
if (!hasBeixinqiao) console.info('skipped: the roads of Beixinqiao are not beside the repository');

/** All that a result can rest on, without which line it came from. */
function essence(network: Network): unknown {
  const { pointLine, ...rest } = network;
  expect(pointLine.length).toBe(network.pointLon.length);
  return rest;
}

describe('buildNetwork', () => {
  it('folds a grid: corners fold away, crossings and ends of streets stay', () => {
    const { figures, nodePiece } = buildNetwork(linesOf(gridOf(10, 100)), 0);
    expect(figures).toMatchObject({
      vertices: 121,
      segments: 220,
      junctions: 117,
      edges: 216,
      components: 1
    });
    expect(figures.lengthM).toBeCloseTo(22_000, 0);
    expect(nodePiece.length).toBe(117);
  });

  it('keeps a ring, a loop and parallel ways apart', () => {
    const ring: XY[] = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
      [0, 0]
    ];
    const closed = buildNetwork(linesOf([ring]));
    expect(closed.figures).toMatchObject({ junctions: 1, edges: 1, components: 1 });
    expect([...closed.edgeFrom, ...closed.edgeTo, ...closed.firstArc]).toEqual([0, 0, 0, 2]);
    expect(closed.edgeLengthM[0]).toBeCloseTo(400, 0);
    const balloon = buildNetwork(
      linesOf([
        ring,
        [
          [0, 0],
          [-50, 0]
        ]
      ])
    );
    expect(balloon.figures).toMatchObject({ junctions: 2, edges: 2 });
    const twins = buildNetwork(
      linesOf([
        [
          [0, 0],
          [100, 0]
        ],
        [
          [0, 0],
          [50, 30],
          [100, 0]
        ],
        [
          [-9, 0],
          [0, 0]
        ],
        [
          [109, 0],
          [100, 0]
        ]
      ])
    );
    expect(twins.figures).toMatchObject({ junctions: 4, edges: 4 });
  });

  it('counts a stretch that is given twice once, and says which line was first', () => {
    const twice = buildNetwork(
      linesOf([
        [
          [0, 0],
          [100, 0]
        ],
        [
          [100, 0],
          [0, 0]
        ],
        [
          [100, 0],
          [200, 0]
        ]
      ])
    );
    expect(twice.figures).toMatchObject({ vertices: 3, segments: 3, junctions: 2, edges: 1 });
    expect(twice.figures.lengthM).toBeCloseTo(200, 1);
    expect([...twice.pointLine]).toEqual([0, 2, 2]);
  });

  it('joins what shares a vertex, an end on a vertex too, and not what only crosses', () => {
    expect(
      buildNetwork(
        linesOf([
          [
            [-50, 0],
            [50, 0]
          ],
          [
            [0, -50],
            [0, 50]
          ]
        ])
      ).figures.components
    ).toBe(2);
    expect(
      buildNetwork(
        linesOf([
          [
            [-50, 0],
            [0, 0],
            [50, 0]
          ],
          [
            [0, -50],
            [0, 50]
          ]
        ])
      ).figures.components
    ).toBe(2);
    expect(
      buildNetwork(
        linesOf([
          [
            [-50, 0],
            [0, 0],
            [50, 0]
          ],
          [
            [0, 50],
            [0, 0]
          ]
        ])
      ).figures
    ).toMatchObject({
      components: 1,
      junctions: 4
    });
  });

  it('welds ends up to half a metre apart, none farther, none at all when told', () => {
    const gap = (m: number): XY[][] => [
      [
        [0, 0],
        [100, 0]
      ],
      [
        [100 + m, 0],
        [200, 0]
      ]
    ];
    expect(buildNetwork(linesOf(gap(0.49))).figures).toMatchObject({ components: 1, vertices: 4, edges: 1 });
    expect(buildNetwork(linesOf(gap(0.51))).figures.components).toBe(2);
    expect(buildNetwork(linesOf(gap(0.001)), 0).figures.components).toBe(2);
    expect(buildNetwork(linesOf(gap(0.001))).figures).toMatchObject({ components: 1, vertices: 3 });
  });

  it('does not let a dense curve fall into one point', () => {
    const curve = Array.from({ length: 1001 }, (_, k): XY => [
      50 * Math.cos((k * Math.PI) / 1000),
      50 * Math.sin((k * Math.PI) / 1000)
    ]);
    const { figures } = buildNetwork(linesOf([curve]), 0.5);
    expect(figures).toMatchObject({ edges: 1, vertices: 1001, segments: 1000 });
    expect(Math.abs(figures.lengthM / (50 * Math.PI) - 1)).toBeLessThan(0.01);
  });

  it('bears lines without a length, and no lines', () => {
    const empty = buildNetwork(linesOf([]));
    expect(empty.figures).toMatchObject({ vertices: 0, edges: 0, components: 0, largestComponentShare: 0 });
    expect(
      buildNetwork(
        linesOf([
          [[0, 0]],
          [
            [5, 5],
            [5, 5]
          ],
          []
        ])
      ).figures
    ).toMatchObject({ segments: 0, edges: 0 });
  });

  it('is the same network in any order and direction of lines', () => {
    fc.assert(
      fc.property(randomLines, fc.infiniteStream(fc.nat()), (paths, keys) => {
        const shuffled = paths
          .map((path) => ({
            path: keys.next().value % 2 ? [...path].reverse() : path,
            key: keys.next().value
          }))
          .sort((a, b) => a.key - b.key)
          .map(({ path }) => path);
        for (const weldM of [0, 0.5, 45])
          expect(essence(buildNetwork(linesOf(shuffled), weldM))).toEqual(
            essence(buildNetwork(linesOf(paths), weldM))
          );
      })
    );
  });

  it('holds its own form together', () => {
    fc.assert(
      fc.property(randomLines, (paths) => {
        const n = buildNetwork(linesOf(paths));
        const unique = new Set<string>();
        for (const path of paths)
          for (let k = 1; k < path.length; k++)
            if (`${path[k]}` !== `${path[k - 1]}`)
              unique.add([`${path[k]}`, `${path[k - 1]}`].sort().join(' '));
        expect(n.pointLon.length - n.edgeFrom.length).toBe(unique.size);
        expect([...n.pieceNodes].reduce((sum, nodes) => sum + nodes, 0)).toBe(n.nodeLon.length);
        expect([...n.pieceNodes]).toEqual([...n.pieceNodes].sort((a, b) => b - a));
        for (let e = 0; e < n.edgeFrom.length; e++) {
          const [a, b] = [n.edgeFirstPoint[e], n.edgeFirstPoint[e + 1] - 1];
          expect([n.pointLon[a], n.pointLat[a]]).toEqual([
            n.nodeLon[n.edgeFrom[e]],
            n.nodeLat[n.edgeFrom[e]]
          ]);
          expect([n.pointLon[b], n.pointLat[b]]).toEqual([n.nodeLon[n.edgeTo[e]], n.nodeLat[n.edgeTo[e]]]);
          expect([n.pointAlongM[a], n.pointAlongM[b]]).toEqual([0, n.edgeLengthM[e]]);
          expect(n.edgeLengthM[e] * 1024).toBe(Math.round(n.edgeLengthM[e] * 1024));
          expect(n.edgeFrom[e]).toBeLessThanOrEqual(n.edgeTo[e]);
          expect(n.nodePiece[n.edgeFrom[e]]).toBe(n.nodePiece[n.edgeTo[e]]);
        }
        for (let node = 0; node < n.nodeLon.length; node++)
          for (let k = n.firstArc[node]; k < n.firstArc[node + 1]; k++) {
            const e = n.arcEdge[k];
            expect([n.edgeFrom[e], n.edgeTo[e]].sort()).toEqual([node, n.arcs[2 * k]].sort());
            expect(n.arcs[2 * k + 1]).toBe(1024 * n.edgeLengthM[e]);
          }
      })
    );
  });

  it.skipIf(!hasBeixinqiao)('finds in Beixinqiao what is known of it', () => {
    const roads = JSON.parse(readFileSync(BEIXINQIAO, 'utf8')) as FeatureCollection<LineString>;
    const lines = linesFromGeoJson(roads.features.map((f) => f.geometry));
    const { figures } = buildNetwork(lines);
    expect(roads.features.length).toBe(1806);
    expect(figures).toMatchObject({ vertices: 2826, segments: 3136, components: 23 });
    expect(Math.abs(figures.lengthM / 130_100 - 1)).toBeLessThan(0.001);
    expect(Math.abs(figures.lengthM / length(roads, { units: 'meters' }) - 1)).toBeLessThan(0.005);
    let plain = 0;
    for (const { geometry } of roads.features)
      geometry.coordinates.forEach(
        ([x, y], k, all) => (plain += k ? distanceM(all[k - 1][0], all[k - 1][1], x, y) : 0)
      );
    expect(Math.abs(figures.lengthM - plain)).toBeLessThan(5);

    const shifted = { ...lines, lon: lines.lon.slice(), lat: lines.lat.slice() };
    for (let k = 0; k < lines.lon.length; k++)
      [shifted.lon[k], shifted.lat[k]] = toWgs84(lines.lon[k], lines.lat[k], 'gcj02');
    expect(buildNetwork(shifted).figures).toMatchObject({ vertices: 2826, segments: 3136, components: 23 });
  });
});
