import { zlibSync } from 'fflate';
import { PbfWriter } from 'pbf';
import { describe, expect, test } from 'vitest';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { isWalkable, whyNotWalkable } from '../../src/lib/import/osm/osm-walkable.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { bytesOf, column, refusal, shared, utf8 } from './sources.ts';

const tags = (text: string): Map<string, string> =>
  new Map(text === '' ? [] : text.split(' ').map((pair) => pair.split('=') as [string, string]));

describe('what may be walked, clause by clause of method §3', () => {
  const barred = [
    ...[
      'motorway',
      'motorway_link',
      'trunk',
      'trunk_link',
      'construction',
      'proposed',
      'raceway',
      'abandoned'
    ],
    ...['platform', 'bus_guideway', 'corridor', 'bridleway']
  ];
  const cases: [string, boolean][] = [
    ['', false],
    ['building=yes', false],
    ...[
      'residential',
      'primary',
      'footway',
      'steps',
      'path',
      'service',
      'cycleway',
      'pedestrian',
      'track'
    ].map((kind): [string, boolean] => [`highway=${kind}`, true]),
    ...barred.flatMap((kind): [string, boolean][] => [
      [`highway=${kind}`, false],
      [`highway=${kind} foot=yes`, true],
      [`highway=${kind} foot=designated`, true],
      [`highway=${kind} foot=permissive`, true],
      [`highway=${kind} foot=destination`, false],
      [`highway=${kind} foot=no sidewalk=both`, false],
      [`highway=${kind} sidewalk=both`, true],
      [`highway=${kind} sidewalk:left=yes`, true],
      [`highway=${kind} sidewalk=no`, false],
      [`highway=${kind} sidewalk=none`, false],
      [`highway=${kind} sidewalk=separate`, false]
    ]),
    ...['no', 'private', 'use_sidepath', 'restricted'].flatMap((foot): [string, boolean][] => [
      [`highway=residential foot=${foot}`, false],
      [`highway=residential foot=${foot} access=yes`, false]
    ]),
    ...['no', 'private'].flatMap((access): [string, boolean][] => [
      [`highway=service access=${access}`, false],
      [`highway=service access=${access} foot=yes`, true],
      [`highway=service access=${access} foot=designated`, true],
      [`highway=service access=${access} foot=permissive`, true],
      [`highway=service access=${access} foot=customers`, false],
      [`highway=trunk access=${access} sidewalk=both`, false]
    ]),
    ['highway=service access=permissive', true],
    ['highway=residential oneway=yes', true],
    ['highway=residential oneway=-1', true]
  ];
  test.each(cases)('%s: %s', (text, walkable) => expect(isWalkable(tags(text))).toBe(walkable));

  test('what bars a way is named', () => {
    expect(whyNotWalkable(tags('highway=trunk'))).toBe('highway');
    expect(whyNotWalkable(tags('highway=path foot=no'))).toBe('foot');
    expect(whyNotWalkable(tags('highway=path access=no'))).toBe('access');
  });
});

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
 <node id="3" lat="39.902" lon="116.402"/>
 <node id="-1" lat="39.900" lon="116.400"/>
 <node id="2" lat="39.901" lon="116.401"><tag k="highway" v="crossing"/></node>
 <node id="4" lat="39.903" lon="116.403"/>
 <way id="10"><nd ref="-1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="炮局胡同 &amp; 南"/></way>
 <way id="11"><nd ref="-1"/><nd ref="2"/><nd ref="99"/><nd ref="3"/><nd ref="4"/><tag k="highway" v="footway"/></way>
 <way id="12"><nd ref="-1"/><nd ref="4"/><tag k="highway" v="motorway"/></way>
 <way id="13"><nd ref="-1"/><nd ref="4"/><tag k="building" v="yes"/></way>
 <way id="14"><nd ref="4"/><tag k="highway" v="path"/></way>
 <way id="15"><nd ref="98"/><nd ref="97"/><tag k="highway" v="path"/></way>
</osm>`;

/** An OSM PBF of the same two dense nodes and one way, with what the caller adds to the header. */
function makePbf(options: { feature?: string; rawSize?: number; raw?: boolean } = {}): Uint8Array {
  const blob = (type: string, message: Uint8Array): Uint8Array => {
    const body = new PbfWriter();
    if (options.raw) body.writeBytesField(1, message);
    else {
      body.writeVarintField(2, options.rawSize ?? message.length);
      body.writeBytesField(3, zlibSync(message));
    }
    const data = body.finish();
    const head = new PbfWriter();
    head.writeStringField(1, type);
    head.writeVarintField(3, data.length);
    const header = head.finish();
    const out = new Uint8Array(4 + header.length + data.length);
    new DataView(out.buffer).setUint32(0, header.length);
    out.set(header, 4);
    out.set(data, 4 + header.length);
    return out;
  };
  const header = new PbfWriter();
  header.writeStringField(4, 'OsmSchema-V0.6');
  header.writeStringField(4, options.feature ?? 'DenseNodes');
  const message = (write: (pbf: PbfWriter) => void): Uint8Array => {
    const pbf = new PbfWriter();
    write(pbf);
    return pbf.finish();
  };
  const strings = message((pbf) =>
    ['', 'highway', 'steps', 'name', '天桥'].forEach((t) => pbf.writeStringField(1, t))
  );
  const dense = message((pbf) => {
    pbf.writePackedSVarint(1, [5, 1]);
    pbf.writePackedSVarint(8, [399_000_000, -1_000_000]);
    pbf.writePackedSVarint(9, [1_164_000_000, -1_000_000]);
  });
  const way = message((pbf) => {
    pbf.writeVarintField(1, 7);
    pbf.writePackedVarint(2, [1, 3]);
    pbf.writePackedVarint(3, [2, 4]);
    pbf.writePackedSVarint(8, [5, 1]);
  });
  const block = new PbfWriter();
  block.writeBytesField(1, strings);
  block.writeBytesField(
    2,
    message((pbf) => pbf.writeBytesField(2, dense))
  );
  block.writeBytesField(
    2,
    message((pbf) => pbf.writeBytesField(3, way))
  );
  return concat(blob('OSMHeader', header.finish()), blob('OSMData', block.finish()));
}

const concat = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('.osm', () => {
  test('ways become rows; missing nodes cut them and are counted', async () => {
    const source = await readSource('a.osm', utf8(XML));
    expect(source.rows).toBe(5);
    expect(source.geometry?.[0]).toEqual({
      type: 'LineString',
      coordinates: [
        [116.4, 39.9],
        [116.401, 39.901],
        [116.402, 39.902]
      ]
    });
    expect(source.geometry?.[1]?.type).toBe('MultiLineString');
    const checked = checkLayer(source, { as: 'roads' });
    expect(column(checked, 'road_id')).toEqual(['10', '11', '11_2']);
    expect(column(checked, 'name')).toEqual(['炮局胡同 & 南', null, null]);
    expect(column(checked, 'source_row')).toEqual([1, 2, 2]);
    const { report } = checked;
    expect([report.rows, report.accepted]).toEqual([5, 2]);
    expect(report.rejected.map(({ row, code }) => [row, code])).toEqual([
      [3, 'not_walkable'],
      [4, 'one_node'],
      [5, 'no_nodes']
    ]);
    expect(report.warnings.map(({ message }) => message)).toEqual([
      '2 条路共缺 3 个节点（多在裁剪边缘），已在缺处断开',
      '文件有 5 条 highway 路，可步行 4 条，1 条未计入：highway=motorway 1'
    ]);
    expect(report.crs.value).toBe('wgs84');
  });

  test('a file cut short says the line', async () => {
    const lines = XML.split('\n');
    const error = await refusal(readSource('a.osm', utf8(lines.slice(0, 8).join('\n'))));
    expect(error.code).toBe('truncated_text');
    expect(error.messageZh).toContain('第 8 行');
  });

  test('broken XML, a DOCTYPE, and other layers from OSM are refused in words', async () => {
    expect((await refusal(readSource('a.osm', utf8(XML.replace('</way>', '</vay>'))))).code).toBe('bad_xml');
    const doctype = XML.replace('<osm', '<!DOCTYPE osm [<!ENTITY a "b">]><osm');
    expect((await refusal(readSource('a.osm', utf8(doctype)))).code).toBe('xml_doctype');
    const source = await readSource('a.osm', utf8(XML));
    expect(() => checkLayer(source, { as: 'facilities' })).toThrow('还不能把 osm 文件作为“设施”导入');
  });

  const path = shared('osm/haidian_tsinghua.osm');
  test.skipIf(!path)('the 684 highway ways of a real file', async () => {
    const shares: number[] = [];
    const source = await readSource(
      'h.osm',
      await bytesOf(path!),
      {},
      async (share) => void shares.push(share)
    );
    const { report } = checkLayer(source, { as: 'roads' });
    expect([report.rows, report.accepted]).toEqual([684, 637]);
    expect(report.warnings[0].message).toContain('highway=platform 44、highway=motorway 2、access=no 1');
    expect(Math.max(...shares)).toBeGreaterThan(0.5);
  });
});

describe('.osm.pbf', () => {
  test.each([{ raw: true }, {}])('a block is read, packed or not: %j', async (options) => {
    const source = await readSource('a.osm.pbf', makePbf(options));
    expect(source.columns).toEqual([['7'], ['天桥'], ['steps']]);
    expect(source.geometry).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [116.4, 39.9],
          [116.3, 39.8]
        ]
      }
    ]);
  });

  test('cut off anywhere it says at which byte', async () => {
    const whole = makePbf();
    for (let size = 1; size < whole.length; size++) {
      const error = await refusal(readSource('a.osm.pbf', whole.slice(0, size)));
      // Cut between the two blobs the file is whole, only without data.
      expect(['truncated', 'no_rows']).toContain(error.code);
      if (error.code === 'truncated') expect(error.messageZh).toContain(`第 ${size} 字节`);
    }
  });

  test('features that are not known, sizes that lie and other packings are refused', async () => {
    const feature = await refusal(readSource('a.osm.pbf', makePbf({ feature: 'Sort.By_Hilbert' })));
    expect([feature.code, feature.messageZh.includes('Sort.By_Hilbert')]).toEqual(['pbf_feature', true]);
    expect((await refusal(readSource('a.osm.pbf', makePbf({ rawSize: 99 * 1024 * 1024 })))).code).toBe(
      'pbf_broken'
    );
    expect((await refusal(readSource('a.osm.pbf', makePbf({ rawSize: 3 })))).code).toBe('pbf_broken');
    const broken = makePbf();
    broken[broken.length - 30] ^= 0xff;
    const error = await refusal(readSource('a.osm.pbf', broken));
    expect(error.messageZh).toMatch(/^a\.osm\.pbf：/);
  });

  for (const [name, ways, accepted, segments] of [
    ['liechtenstein', 4660, 4636, 56015],
    ['porto', 51349, 48105, 375612]
  ] as const) {
    const path = shared(`osm/${name}.osm.pbf`);
    test.skipIf(!path)(
      `${name}: ${ways} highway ways, ${accepted} accepted, ${segments} segments in all`,
      async () => {
        const source = await readSource(`${name}.osm.pbf`, await bytesOf(path!));
        expect(source.rows).toBe(ways);
        const lengths = source.geometry!.map((line) =>
          line?.type === 'LineString' ? line.coordinates.length - 1 : 0
        );
        expect(lengths.reduce((sum, n) => sum + n, 0)).toBe(segments);
        const { report } = checkLayer(source, { as: 'roads' });
        expect(report.accepted).toBe(accepted);
        expect(report.accepted + report.rejected.length).toBe(report.rows);
      }
    );
  }
});
