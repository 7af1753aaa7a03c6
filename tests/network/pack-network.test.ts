import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { fingerprintLines } from '../../src/lib/network/fingerprint.ts';
import { joinPoints } from '../../src/lib/network/join.ts';
import { GraphError } from '../../src/lib/network/pack-columns.ts';
import { packNetwork, unpackNetwork, type GraphSource } from '../../src/lib/network/pack-network.ts';
import { packTexts, unpackTexts } from '../../src/lib/network/pack-texts.ts';
import { distancesToPoints, searchNearest } from '../../src/lib/network/search.ts';
import { randomLines } from './random-town.ts';
import { gridOf, linesOf, pointsOf, type XY } from './towns.ts';

function sourceOf(paths: XY[][]): GraphSource {
  return {
    fingerprint: fingerprintLines(linesOf(paths), 0.5),
    weldM: 0.5,
    names: paths.map((_, i) => ['交道口东大街', '', 'Rua 1º de Maio'][i % 3]),
    kinds: paths.map((_, i) => ['steps', 'residential'][i % 2]),
    traits: null
  };
}
const pack = (paths: XY[][]) => packNetwork(buildNetwork(linesOf(paths)), sourceOf(paths));
const faultOf = (bytes: Uint8Array): string => {
  try {
    unpackNetwork(bytes);
  } catch (error) {
    if (error instanceof GraphError && error.zh && error.en) return error.code;
    throw error;
  }
  return 'none';
};

describe('a saved graph', () => {
  it('opens as what it was, with every column, name and kind', () => {
    fc.assert(
      fc.property(randomLines, fc.constantFrom(0, 3, 8), (paths, offset) => {
        const network = buildNetwork(linesOf(paths));
        const packed = pack(paths);
        const moved = new Uint8Array(packed.length + offset);
        moved.set(packed, offset);
        const back = unpackNetwork(moved.subarray(offset));
        expect(back).toEqual({ network, source: sourceOf(paths) });
      })
    );
  });

  it('is the same bytes for the same graph, and is not copied when opened', () => {
    const bytes = pack(gridOf(4, 50));
    expect(pack(gridOf(4, 50))).toEqual(bytes);
    const { network } = unpackNetwork(bytes);
    for (const column of Object.values(network))
      if (ArrayBuffer.isView(column)) expect(column.buffer).toBe(bytes.buffer);
  });

  it('holds a network without an edge', () => {
    const empty = packNetwork(buildNetwork(linesOf([])), sourceOf([]));
    expect(unpackNetwork(empty).network).toEqual(buildNetwork(linesOf([])));
  });

  it('gives the walks of the graph it was made from', () => {
    const paths = gridOf(5, 60);
    const built = buildNetwork(linesOf(paths));
    const { network } = unpackNetwork(pack(paths));
    const points = pointsOf([
      [10, 3],
      [155, 121],
      [299, 240]
    ]);
    const walk = (n: typeof built) => {
      const joins = joinPoints(n, points);
      return distancesToPoints(n, searchNearest(n, joinPoints(n, pointsOf([[20, 0]]))), joins, joins);
    };
    expect(walk(network)).toEqual(walk(built));
  });

  it('carries what walkers meet', () => {
    const paths = gridOf(2, 50);
    const network = buildNetwork(linesOf(paths));
    const points = network.pointLon.length;
    const traits = {
      pointFlags: Uint8Array.from({ length: points }, (_, p) => p % 7),
      pointGradient: Float32Array.from({ length: points }, (_, p) => p / 100),
      gateNode: Uint32Array.of(1, 3),
      gateKind: Uint8Array.of(2, 4),
      gateHours: ['06:00-22:00', ''],
      figures: { crossings: 1, gates: 2, stepsM: 3, oneWayM: 4, slopedM: 5 }
    };
    const source = { ...sourceOf(paths), traits };
    expect(unpackNetwork(packNetwork(network, source)).source).toEqual(source);
    const level = { ...source, traits: { ...traits, pointGradient: null } };
    expect(unpackNetwork(packNetwork(network, level)).source).toEqual(level);
    const astray = { ...source, traits: { ...traits, gateNode: Uint32Array.of(1, 99) } };
    expect(faultOf(packNetwork(network, astray))).toBe('not_a_graph');
  });

  it('is refused whatever byte of it has changed', () => {
    const bytes = pack(gridOf(2, 50));
    for (let at = 0; at < bytes.length; at++)
      for (const bit of [1, 128]) {
        const changed = bytes.slice();
        changed[at] ^= bit;
        expect(faultOf(changed)).not.toBe('none');
      }
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 40
        }),
        (flips) => {
          const changed = bytes.slice();
          for (const [at, by] of flips) changed[at] ^= by;
          fc.pre(changed.some((byte, i) => byte !== bytes[i]));
          expect(faultOf(changed)).not.toBe('none');
        }
      )
    );
  });

  it('is refused where it is cut, too long, of another kind or version', () => {
    const bytes = pack(gridOf(2, 50));
    for (let end = 0; end < bytes.length; end += 5)
      expect(faultOf(bytes.slice(0, end))).toBe(end < 32 ? 'not_a_graph' : 'cut');
    const longer = new Uint8Array(bytes.length + 8);
    longer.set(bytes);
    expect(faultOf(longer)).toBe('cut');
    expect(faultOf(new TextEncoder().encode(`{"type":"FeatureCollection","features":[]}`))).toBe(
      'not_a_graph'
    );
    const newer = bytes.slice();
    newer[8] = 2;
    expect(faultOf(newer)).toBe('newer');
  });

  it('is refused where its ids lead nowhere, although the sums are right', () => {
    const paths = gridOf(2, 50);
    const network = buildNetwork(linesOf(paths));
    for (const column of ['arcEdge', 'edgeFrom', 'edgeTo', 'firstArc', 'nodePiece', 'pointLine'] as const) {
      const astray = { ...network, [column]: network[column].map(() => 1e6) };
      expect([column, faultOf(packNetwork(astray, sourceOf(paths)))]).toEqual([column, 'not_a_graph']);
    }
    const arcs = network.arcs.map((value, k) => (k === 4 ? -1 : value));
    expect(faultOf(packNetwork({ ...network, arcs }, sourceOf(paths)))).toBe('not_a_graph');
    const short = { ...network, pointAlongM: network.pointAlongM.slice(1) };
    expect(faultOf(packNetwork(short, sourceOf(paths)))).toBe('not_a_graph');
  });

  it('is not made of what one walker makes of it', () => {
    const none = new Int32Array(0);
    const costs = { forward: none, backward: none, pointForward: none, pointBackward: none };
    const network = { ...buildNetwork(linesOf(gridOf(1, 50))), costs };
    expect(() => packNetwork(network, sourceOf(gridOf(1, 50)))).toThrow(/expected a network of lengths/);
  });
});

describe('texts as columns', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '\uFEFFa', '路'))),
        (texts) => {
          expect(unpackTexts(packTexts(texts))).toEqual(texts);
        }
      )
    );
    expect(packTexts(['a', '路', 'a', 'a']).code).toEqual(Uint32Array.of(0, 1, 0, 0));
  });
});

describe('the fingerprint of lines', () => {
  it('changes with any coordinate, the cut into lines, the welding and further columns', () => {
    const paths = gridOf(2, 50);
    const plain = linesOf(paths);
    const of = fingerprintLines;
    expect(of(plain, 0.5)).toMatch(/^[0-9a-f]{16}$/);
    expect(of(linesOf(paths), 0.5)).toBe(of(plain, 0.5));
    const others = [
      of(plain, 0),
      of(plain, 0.5, [null]),
      of(plain, 0.5, [Uint8Array.of(1, 2, 3)]),
      of(plain, 0.5, ['a'])
    ];
    others.push(of({ ...plain, first: Uint32Array.from(plain.first, (k) => k) }, 0.5, ['b']));
    for (let k = 0; k < plain.lon.length; k++)
      for (const column of ['lon', 'lat'] as const) {
        const moved = plain[column].slice();
        moved[k] += 1e-12;
        if (moved[k] === plain[column][k]) moved[k] += 1e-9;
        others.push(of({ ...plain, [column]: moved }, 0.5));
      }
    others.push(of({ ...plain, first: Uint32Array.of(0, plain.lon.length) }, 0.5), of(plain, 0.5));
    expect(new Set(others).size).toBe(others.length);
  });
});
