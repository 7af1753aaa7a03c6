import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { linesFromWkb } from '../../src/lib/geometry/wkb-lines.ts';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import type { ImportReport } from '../../src/lib/import/report.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import type { NetworkFigures } from '../../src/lib/network/network.ts';
import { writePbf, writeXml, type TestNode, type TestWay } from './osm-pbf-writer.ts';

interface Streets {
  nodes: TestNode[];
  ways: TestWay[];
}

/** The file in each of the forms it may come in. */
const forms = (streets: Streets): [name: string, bytes: Uint8Array][] => [
  ['a.osm', writeXml(streets)],
  ['a.osm', writeXml({ ...streets, nodes: streets.nodes.toReversed() })],
  ['a.osm.pbf', writePbf(streets)],
  ['a.osm.pbf', writePbf(streets, { dense: false, unsorted: true })]
];

async function build(
  name: string,
  bytes: Uint8Array
): Promise<{ figures: NetworkFigures; report: ImportReport }> {
  const { table, report } = checkLayer(await readSource(name, bytes), { as: 'roads' });
  const lines = linesFromWkb(table.get('geometry')!.values as (Uint8Array | null)[]);
  return { figures: buildNetwork(lines, 0).figures, report };
}

const path = { highway: 'path' };
const codesOf = (report: ImportReport): [number, string][] =>
  report.rejected.map(({ row, code }) => [row, code]);
const refsWarned = (report: ImportReport): number[] =>
  (report.warnings.find(({ code }) => code === 'osm_refs')?.message.match(/\d+/g) ?? []).map(Number);

describe('a malformed extract gives the right graph and the right counts', () => {
  const A = 2 ** 31;
  const B = -1;
  const C = 2 ** 45 + 1;
  const at = (id: number, x: number, y: number): TestNode => ({
    id,
    lon: Math.round(1e7 * (116 + x / 1000)) / 1e7,
    lat: Math.round(1e7 * (39 + y / 1000)) / 1e7
  });
  // B and −9 lie at one place, as nodes drawn twice do; 70 lies 500 km east of C.
  const nodes = [
    ...[at(A, 0, 0), at(B, 1, 0), at(C, 2, 0), at(4_294_967_296, 3, 0), at(-9, 1, 0)],
    ...[at(50, 1, 1), at(51, 1, -1), at(70, 5802, 0), at(80, 8, 8), at(81, 9, 8), at(82, 9, 9)],
    ...[at(90, 1.5, 1), at(91, 1.5, -1)]
  ];
  const cases: [string, TestWay[], Partial<NetworkFigures>, [number, string][], number[]][] = [
    [
      'nodes missing at the border, at the ends and between',
      [{ id: 1, refs: [777, A, B, 778, 779, C, 780, C, 4_294_967_296, 781], tags: path }],
      { vertices: 4, segments: 2, junctions: 4, edges: 2, components: 2 },
      [],
      [1, 5]
    ],
    [
      'no node at all, or only single ones between missing ones',
      [
        { id: 1, refs: [777, 778], tags: path },
        { id: 2, refs: [A, 777, B, 778, C], tags: path },
        { id: 3, refs: [A, B], tags: path }
      ],
      { vertices: 2, segments: 1, junctions: 2, edges: 1, components: 1 },
      [
        [1, 'no_nodes'],
        [2, 'no_nodes']
      ],
      [2, 4]
    ],
    [
      'ways of one node and of none, missing or not',
      [
        { id: 1, refs: [A], tags: path },
        { id: 2, refs: [], tags: path },
        { id: 3, refs: [777], tags: path },
        { id: 4, refs: [A, B], tags: path }
      ],
      { vertices: 2, segments: 1, edges: 1 },
      [
        [1, 'one_node'],
        [2, 'one_node'],
        [3, 'one_node']
      ],
      []
    ],
    [
      'a node twice in a row, a way within one node, two nodes at one place',
      [
        { id: 1, refs: [A, A, B, B, -9, C], tags: path },
        { id: 2, refs: [A, A], tags: path },
        { id: 3, refs: [B, -9, B], tags: path },
        { id: 4, refs: [-9, 50], tags: path }
      ],
      { vertices: 4, segments: 3, junctions: 4, edges: 3, components: 1 },
      [
        [2, 'no_length'],
        [3, 'no_length']
      ],
      []
    ],
    [
      'a street drawn three times, backwards and in part',
      [
        { id: 1, refs: [A, B, C], tags: path },
        { id: -1, refs: [C, B, A], tags: path },
        { id: 2 ** 31, refs: [B, C], tags: path }
      ],
      { vertices: 3, segments: 5, junctions: 2, edges: 1, components: 1 },
      [],
      []
    ],
    [
      'a closed ring, a loop at a junction, a way out and back',
      [
        { id: 1, refs: [80, 81, 82, 80], tags: path },
        { id: 2, refs: [A, B, 50, 90, B], tags: path },
        { id: 3, refs: [B, 51, B], tags: path }
      ],
      { vertices: 8, segments: 9, junctions: 4, edges: 4, components: 2 },
      [],
      []
    ],
    [
      'a bridge over a street without a node, and a crossing with one',
      [
        { id: 1, refs: [A, B, C], tags: path },
        { id: 2, refs: [90, 91], tags: { ...path, bridge: 'yes', layer: '1' } },
        { id: 3, refs: [50, B, 51], tags: path }
      ],
      { vertices: 7, segments: 5, junctions: 7, edges: 5, components: 2 },
      [],
      []
    ],
    [
      'a segment of 500 km',
      [
        { id: 1, refs: [B, C], tags: path },
        { id: 2, refs: [C, 70], tags: path }
      ],
      { vertices: 3, segments: 2, junctions: 2, edges: 1, components: 1 },
      [],
      []
    ],
    [
      'ways of the same id and the same nodes',
      [
        { id: 1, refs: [A, B], tags: path },
        { id: 1, refs: [A, B], tags: path }
      ],
      { vertices: 2, segments: 2, junctions: 2, edges: 1 },
      [],
      []
    ],
    [
      'streets that are not walked beside one that is',
      [
        { id: 1, refs: [A, B], tags: { highway: 'motorway' } },
        { id: 2, refs: [B, C], tags: { highway: 'service', access: 'private' } },
        { id: 3, refs: [B, 777], tags: { highway: 'footway', foot: 'no' } },
        { id: 4, refs: [A, 50], tags: { highway: 'steps' } }
      ],
      { vertices: 2, segments: 1, edges: 1 },
      [
        [1, 'not_walkable'],
        [2, 'not_walkable'],
        [3, 'not_walkable']
      ],
      [1, 1]
    ]
  ];
  test.each(cases)('%s', async (_, ways, figures, rejected, refs) => {
    for (const [name, bytes] of forms({ nodes, ways })) {
      const found = await build(name, bytes);
      expect(found.figures).toMatchObject(figures);
      expect(codesOf(found.report)).toEqual(rejected);
      expect([found.report.rows, found.report.accepted]).toEqual([
        ways.length,
        ways.length - rejected.length
      ]);
      expect(refsWarned(found.report)).toEqual(refs);
    }
  });

  test('500 km are as long as they are', async () => {
    const ways = [{ id: 1, refs: [C, 70], tags: path }];
    for (const [name, bytes] of forms({ nodes, ways }))
      expect((await build(name, bytes)).figures.lengthM / 1000).toBeCloseTo(
        distanceM(116.002, 39, 121.802, 39) / 1000,
        3
      );
  });
});

/** The figures of ways by the plainest means: sets of places and of stretches between them, pieces by spreading. */
function plainFigures({ nodes, ways }: Streets) {
  const placeOf = new Map(nodes.map(({ id, lon, lat }) => [id, [lon, lat] as const]));
  const places = new Set<string>();
  const stretches = new Map<string, number>();
  const beside = new Map<string, Set<string>>();
  let segments = 0;
  for (const { refs } of ways) {
    if (refs.length < 2) continue;
    let before: readonly [number, number] | undefined;
    for (const ref of refs) {
      const place = placeOf.get(ref);
      if (place && before && String(place) !== String(before)) {
        segments++;
        const ends = [String(before), String(place)];
        for (const [a, b] of [ends, ends.toReversed()]) {
          places.add(a);
          beside.set(a, (beside.get(a) ?? new Set()).add(b));
        }
        const metres = Math.round(1024 * distanceM(before[0], before[1], place[0], place[1])) / 1024;
        stretches.set(ends.toSorted().join(' '), metres);
      }
      before = place;
    }
  }
  let components = 0;
  const left = new Set(places);
  while (left.size > 0) {
    components++;
    const spread = [[...left][0]];
    for (let at = spread.pop(); at !== undefined; at = spread.pop()) {
      if (!left.delete(at)) continue;
      spread.push(...beside.get(at)!);
    }
  }
  const lengthM = [...stretches.values()].reduce((sum, metres) => sum + metres, 0);
  return { vertices: places.size, segments, lengthM, components };
}

test('random extracts give the graph of the plainest means, in every form of file', async () => {
  // One node in four lies where another does; one reference in five leads nowhere.
  const ids = [1, 2, -3, -4, 2 ** 31, 2 ** 31 + 1, 2 ** 33, 8, 2 ** 45 + 1, 10, 11, 12];
  const cell = fc.tuple(fc.nat(3), fc.nat(3));
  const refs = fc.array(fc.constantFrom(...ids, 7001, 7002, -7003), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(cell, { minLength: ids.length, maxLength: ids.length }),
      fc.array(refs, { minLength: 1, maxLength: 8 }),
      async (cells, lists) => {
        const nodes = ids.map((id, i) => ({
          id,
          lon: Math.round(1e7 * (116 + cells[i][0] / 1000)) / 1e7,
          lat: Math.round(1e7 * (39 + cells[i][1] / 1000)) / 1e7
        }));
        const ways = lists.map((own, i) => ({ id: i - 3, refs: own, tags: path }));
        const plain = plainFigures({ nodes, ways });
        const known = new Set(ids);
        const cut = ways.filter((way) => way.refs.length > 1 && way.refs.some((ref) => !known.has(ref)));
        const gone = cut.flatMap((way) => way.refs.filter((ref) => !known.has(ref)));
        for (const [name, bytes] of forms({ nodes, ways })) {
          const { figures, report } = await build(name, bytes);
          expect(figures).toMatchObject(plain);
          expect(refsWarned(report)).toEqual(cut.length > 0 ? [cut.length, gone.length] : []);
          expect(report.accepted + report.rejected.length).toBe(ways.length);
        }
      }
    ),
    { numRuns: 300 }
  );
});
