import * as fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { describe, expect, test } from 'vitest';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { ImportError } from '../../src/lib/import/import-error.ts';
import { readOsmPbf } from '../../src/lib/import/osm/read-osm-pbf.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import {
  joined,
  writeBlob,
  writeHeader,
  writePbf,
  type TestObjects,
  type WriteOptions
} from './osm-pbf-writer.ts';
import { refusal } from './sources.ts';

const STREETS: TestObjects = {
  nodes: [
    { id: -2, lon: 116.39, lat: 39.9 },
    { id: 1, lon: 116.4, lat: 39.9 },
    { id: 7_000_000_000, lon: 116.41, lat: 39.9 },
    { id: 7_000_000_001, lon: 116.42, lat: 39.91, tags: { amenity: 'pharmacy', name: '药店' } }
  ],
  ways: [
    { id: -10, refs: [-2, 1, 7_000_000_000], tags: { highway: 'residential', name: '炮局胡同' } },
    { id: 11, refs: [-2, 1, 99, 7_000_000_000, 7_000_000_001], tags: { highway: 'footway' } },
    { id: 12, refs: [98, 97], tags: { highway: 'path' } },
    { id: 13, refs: [1, 1], tags: { highway: 'path' } },
    { id: 14, refs: [1, 7_000_000_000, 1], tags: { highway: 'steps', layer: '1', bridge: 'yes' } }
  ]
};
const read = (bytes: Uint8Array) => readSource('a.osm.pbf', bytes);
const code = async (bytes: Uint8Array): Promise<string> => (await refusal(read(bytes))).code;
const message = (write: (pbf: PbfWriter) => void): Uint8Array => {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish();
};

describe('what the format forbids is refused, with the byte', () => {
  test('a header over 64 KiB, a blob over 32 MiB', async () => {
    const header = writeHeader();
    const long = new Uint8Array(4 + 70_000);
    new DataView(long.buffer).setUint32(0, 70_000);
    const error = await refusal(read(joined(header, long)));
    expect([error.code, error.messageZh.includes(`第 ${header.length} 字节`)]).toEqual(['pbf_broken', true]);
    const head = message((pbf) => {
      pbf.writeStringField(1, 'OSMData');
      pbf.writeVarintField(3, 33 * 1024 * 1024);
    });
    const size = Uint8Array.of(0, 0, 0, head.length);
    expect(await code(joined(header, size, head, new Uint8Array(100)))).toBe('pbf_broken');
    expect(await code(writePbf(STREETS, { rawSize: 33 * 1024 * 1024 }))).toBe('pbf_broken');
  });

  test.each<[WriteOptions, string, string]>([
    [{ features: ['Sort.By_Hilbert'] }, 'pbf_feature', 'osmium cat'],
    [{ features: ['HistoricalInformation'] }, 'osm_history', 'osmium time-filter'],
    [{ packing: 'zstd' }, 'pbf_packing', 'zstd'],
    [{ packing: 'lzma' }, 'pbf_packing', 'lzma'],
    [{ packing: 'bzip2' }, 'pbf_packing', 'bzip2'],
    [{ rawSize: 5 }, 'pbf_broken', '5 bytes stated'],
    [{ rawSize: 5000 }, 'pbf_broken', '5000 stated']
  ])('%j is %s and the remedy is told', async (options, wanted, part) => {
    const error = await refusal(read(writePbf(STREETS, options)));
    expect(error.code).toBe(wanted);
    expect(error.messageZh).toContain(part);
    expect(error.messageEn).toContain(part);
  });

  test('a message that runs past the one around it', async () => {
    const block = message((pbf) => pbf.writeBytesField(2, Uint8Array.of(0x12, 0x7f, 0x01)));
    expect(await code(joined(writeHeader(), writeBlob('OSMData', block)))).toBe('pbf_broken');
  });

  test('a checksum that fails', async () => {
    const bytes = writePbf(STREETS);
    bytes[bytes.length - 1] ^= 0xff;
    expect(await code(bytes)).toBe('pbf_broken');
  });

  test('a country is refused before any of it is read, with the recipe and the command', async () => {
    const bytes = Object.defineProperty(writePbf(STREETS), 'length', { value: 1_400_000_000 });
    let read = 0;
    const hints = {};
    const input = { file: 'china.osm.pbf', bytes, hints, beside: new Map() };
    const error = await refusal(readOsmPbf(input, async () => void read++));
    expect([error.code, read]).toEqual(['too_large', 0]);
    for (const text of [error.messageZh, error.messageEn])
      expect(text).toMatch(/osmium extract -b .*npx yike import/);
  });

  test('little bytes that unpack to much are stopped', async () => {
    const zeros = writeBlob('OSMData', new Uint8Array(16 * 1024 * 1024));
    expect(await code(joined(writeHeader(), ...new Array<Uint8Array>(20).fill(zeros)))).toBe('bomb');
  });

  test('more coordinates than a tab holds are stopped, with the recipe', async () => {
    const way = message((pbf) => {
      pbf.writeVarintField(1, 1);
      pbf.writePackedVarint(2, [1]);
      pbf.writePackedVarint(3, [2]);
      pbf.writeBytesField(8, new Uint8Array(13e6));
    });
    const block = message((pbf) => {
      pbf.writeBytesField(
        1,
        message((table) => ['', 'highway', 'path'].forEach((text) => table.writeStringField(1, text)))
      );
      pbf.writeBytesField(
        2,
        message((group) => group.writeBytesField(3, way))
      );
    });
    const error = await refusal(read(joined(writeHeader(), writeBlob('OSMData', block))));
    expect([error.code, error.messageZh.includes('osmium extract -b')]).toEqual(['osm_too_many', true]);
  });
});

describe('what is odd but sound is read', () => {
  const wanted = {
    ids: ['-10', '11', '12', '13', '14'],
    types: ['LineString', 'MultiLineString', undefined, 'LineString', 'LineString']
  };

  test.each<[string, WriteOptions]>([
    ['sorted', {}],
    ['ways before nodes', { unsorted: true }],
    ['plain nodes', { dense: false }],
    ['not packed', { packing: 'raw' }],
    ['a coarse grid', { granularity: 10_000 }]
  ])('%s: negative and large ids, missing nodes, loops', async (_, options) => {
    const source = await read(writePbf(STREETS, options));
    expect(source.columns[0]).toEqual(wanted.ids);
    expect(source.geometry!.map((shape) => shape?.type)).toEqual(wanted.types);
    const { report } = checkLayer(source, { as: 'roads' });
    expect(report.accepted + report.rejected.length).toBe(5);
    expect(report.rejected.map(({ row, code }) => [row, code])).toEqual([
      [3, 'no_nodes'],
      [4, 'no_length']
    ]);
    expect(source.notes).toEqual([{ code: 'osm_refs', params: { ways: 2, refs: 3 } }]);
  });

  test.each([{ dense: true }, { dense: false }])('deleted objects are left out: %j', async (options) => {
    const { nodes = [], ways = [] } = STREETS;
    const objects = {
      nodes: nodes.map((node) => ({ ...node, visible: node.id !== 1 })),
      ways: ways.map((way) => ({ ...way, visible: way.id !== 14 }))
    };
    const source = await read(writePbf(objects, { ...options, history: true }));
    expect(source.columns[0]).toEqual(wanted.ids.slice(0, 4));
    expect(source.notes).toContainEqual({ code: 'osm_deleted', params: { count: 2 } });
    expect(source.geometry![0]).toBeNull();
  });

  test('a block of another kind is passed over; a large file is read in several passes to the same', async () => {
    const bytes = writePbf(STREETS);
    const whole = await read(bytes);
    const padding = writeBlob('Padding', new Uint8Array(25 * 1024 * 1024), { packing: 'raw' });
    const header = writeHeader();
    const large = joined(header, padding, padding, bytes.subarray(header.length));
    const { faults, geometry, columns, notes } = await read(large);
    expect({ faults, geometry, columns, notes }).toEqual({
      faults: whole.faults,
      geometry: whole.geometry,
      columns: whole.columns,
      notes: whole.notes
    });
    const unsorted = writePbf(STREETS, { unsorted: true, dense: false });
    const again = await read(joined(header, padding, padding, unsorted.subarray(header.length)));
    expect(again.geometry).toEqual(whole.geometry);
    expect(again.layers).toEqual(whole.layers);
  });

  test('ways that carry the places of their nodes need no nodes', async () => {
    const way = message((pbf) => {
      pbf.writeVarintField(1, 5);
      pbf.writePackedVarint(2, [1]);
      pbf.writePackedVarint(3, [2]);
      pbf.writePackedSVarint(8, [1, 1]);
      pbf.writePackedSVarint(9, [399_000_000, 10_000]);
      pbf.writePackedSVarint(10, [1_164_000_000, -20_000]);
    });
    const block = message((pbf) => {
      pbf.writeBytesField(
        1,
        message((table) => ['', 'highway', 'path'].forEach((text) => table.writeStringField(1, text)))
      );
      pbf.writeBytesField(
        2,
        message((group) => group.writeBytesField(3, way))
      );
    });
    const source = await read(joined(writeHeader(), writeBlob('OSMData', block)));
    expect(source.geometry).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [116.4, 39.9],
          [116.398, 39.901]
        ]
      }
    ]);
  });
});

test('whatever is done to the bytes, there is a source or a refusal in words', async () => {
  const whole = writePbf(STREETS, { packing: 'raw' });
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  const layer = fc.constantFrom('roads', 'facilities', 'communities', 'residential', 'landuse');
  await fc.assert(
    fc.asyncProperty(changes, fc.nat(whole.length), layer, async (flips, end, as) => {
      const bytes = whole.slice(0, end > whole.length / 2 ? end : undefined);
      for (const [at, value] of flips) if (at < bytes.length) bytes[at] = value;
      try {
        const source = await readSource('a.osm.pbf', bytes, { as: as as 'roads' });
        expect(source.columns.every((column) => column.length === source.rows)).toBe(true);
        expect(source.geometry).toHaveLength(source.rows);
      } catch (error) {
        if (!(error instanceof ImportError)) throw error;
        expect(error.messageZh).toMatch(/^a\.osm\.pbf：/);
      }
    }),
    { numRuns: 600 }
  );
});
