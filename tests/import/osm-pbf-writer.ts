import { zlibSync } from 'fflate';
import { PbfWriter } from 'pbf';

type Tags = Record<string, string>;
export interface TestNode {
  id: number;
  lon: number;
  lat: number;
  tags?: Tags;
  visible?: boolean;
}
export interface TestWay {
  id: number;
  refs: number[];
  tags?: Tags;
  visible?: boolean;
}
export interface TestRelation {
  id: number;
  members: [type: 'n' | 'w' | 'r', ref: number, role?: string][];
  tags?: Tags;
  visible?: boolean;
}
export interface TestObjects {
  nodes?: TestNode[];
  ways?: TestWay[];
  relations?: TestRelation[];
}

export interface WriteOptions {
  /** Required features beside the schema. */
  features?: string[];
  packing?: 'zlib' | 'raw' | 'lzma' | 'bzip2' | 'zstd';
  dense?: boolean;
  /** Bytes that the blob says it unpacks to, instead of the right number. */
  rawSize?: number;
  /** Blocks in the order ways, relations, nodes. */
  unsorted?: boolean;
  /** Nanodegrees a step. */
  granularity?: number;
  /** Whether each object says that it is visible. */
  history?: boolean;
}

const message = (write: (pbf: PbfWriter) => void): Uint8Array => {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish().slice();
};

export const joined = (...parts: Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const FIELDS = { raw: 1, zlib: 3, lzma: 4, bzip2: 5, zstd: 7 };

/** One blob with its header, as the format has it: https://wiki.openstreetmap.org/wiki/PBF_Format */
export function writeBlob(type: string, content: Uint8Array, options: WriteOptions = {}): Uint8Array {
  const packing = options.packing ?? 'zlib';
  const data = message((pbf) => {
    if (packing !== 'raw') pbf.writeVarintField(2, options.rawSize ?? content.length);
    pbf.writeBytesField(FIELDS[packing], packing === 'zlib' ? zlibSync(content) : content);
  });
  const header = message((pbf) => {
    pbf.writeStringField(1, type);
    pbf.writeVarintField(3, data.length);
  });
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, header.length);
  return joined(size, header, data);
}

export const writeHeader = (options: WriteOptions = {}): Uint8Array =>
  writeBlob(
    'OSMHeader',
    message((pbf) =>
      ['OsmSchema-V0.6', 'DenseNodes', ...(options.features ?? [])].forEach((f) => pbf.writeStringField(4, f))
    ),
    { packing: options.packing === 'raw' ? 'raw' : 'zlib' }
  );

const steps = (values: number[]): number[] => values.map((value, i) => value - (i > 0 ? values[i - 1] : 0));

/** An OSM PBF file of those objects, a block a kind. */
export function writePbf(objects: TestObjects, options: WriteOptions = {}): Uint8Array {
  const { nodes = [], ways = [], relations = [] } = objects;
  const granularity = options.granularity ?? 100;
  const strings = [''];
  const indexOf = (text: string): number => {
    const at = strings.indexOf(text);
    return at >= 0 ? at : strings.push(text) - 1;
  };
  const step = (degrees: number): number => Math.round((degrees * 1e9) / granularity);
  const writeInfo = (pbf: PbfWriter, visible: boolean | undefined): void => {
    if (!options.history) return;
    pbf.writeBytesField(
      4,
      message((info) => {
        info.writeVarintField(1, 3);
        info.writeBooleanField(6, visible ?? true);
      })
    );
  };
  const writeTags = (pbf: PbfWriter, tags: Tags = {}): void => {
    pbf.writePackedVarint(2, Object.keys(tags).map(indexOf));
    pbf.writePackedVarint(3, Object.values(tags).map(indexOf));
  };
  const dense = (pbf: PbfWriter): void => {
    pbf.writePackedSVarint(1, steps(nodes.map(({ id }) => id)));
    if (options.history)
      pbf.writeBytesField(
        5,
        message((info) =>
          info.writePackedBoolean(
            6,
            nodes.map(({ visible }) => visible ?? true)
          )
        )
      );
    pbf.writePackedSVarint(8, steps(nodes.map(({ lat }) => step(lat))));
    pbf.writePackedSVarint(9, steps(nodes.map(({ lon }) => step(lon))));
    if (nodes.some(({ tags }) => tags))
      pbf.writePackedVarint(
        10,
        nodes.flatMap(({ tags = {} }) => [...Object.entries(tags).flat().map(indexOf), 0])
      );
  };
  const plain = (pbf: PbfWriter): void => {
    for (const { id, lon, lat, tags, visible } of nodes)
      pbf.writeBytesField(
        1,
        message((node) => {
          node.writeSVarintField(1, id);
          writeTags(node, tags);
          writeInfo(node, visible);
          node.writeSVarintField(8, step(lat));
          node.writeSVarintField(9, step(lon));
        })
      );
  };
  const nodeGroup = message((pbf) =>
    options.dense === false ? plain(pbf) : pbf.writeBytesField(2, message(dense))
  );
  const wayGroup = message((pbf) => {
    for (const { id, refs, tags, visible } of ways)
      pbf.writeBytesField(
        3,
        message((way) => {
          way.writeVarintField(1, id);
          writeTags(way, tags);
          writeInfo(way, visible);
          way.writePackedSVarint(8, steps(refs));
        })
      );
  });
  const relationGroup = message((pbf) => {
    for (const { id, members, tags, visible } of relations)
      pbf.writeBytesField(
        4,
        message((relation) => {
          relation.writeVarintField(1, id);
          writeTags(relation, tags);
          writeInfo(relation, visible);
          relation.writePackedVarint(
            8,
            members.map(([, , role]) => indexOf(role ?? ''))
          );
          relation.writePackedSVarint(9, steps(members.map(([, ref]) => ref)));
          relation.writePackedVarint(
            10,
            members.map(([type]) => 'nwr'.indexOf(type))
          );
        })
      );
  });
  const block = (group: Uint8Array): Uint8Array =>
    writeBlob(
      'OSMData',
      message((pbf) => {
        pbf.writeBytesField(
          1,
          message((table) => strings.forEach((text) => table.writeStringField(1, text)))
        );
        pbf.writeBytesField(2, group);
        if (granularity !== 100) pbf.writeVarintField(17, granularity);
      }),
      options
    );
  const groups = [nodeGroup, wayGroup, relationGroup].filter(({ length }) => length > 0);
  const order = options.unsorted ? [...groups.slice(1), groups[0]] : groups;
  return joined(writeHeader(options), ...order.map(block));
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The same objects as OSM XML. */
export function writeXml({ nodes = [], ways = [], relations = [] }: TestObjects): Uint8Array {
  const tagsOf = (tags: Tags = {}): string =>
    Object.entries(tags)
      .map(([k, v]) => `<tag k="${escaped(k)}" v="${escaped(v)}"/>`)
      .join('');
  const at = (id: number, visible = true): string => `id="${id}"${visible ? '' : ' visible="false"'}`;
  const types = { n: 'node', w: 'way', r: 'relation' };
  const lines = [
    ...nodes.map(
      ({ id, lon, lat, tags, visible }) =>
        `<node ${at(id, visible)} lat="${lat}" lon="${lon}">${tagsOf(tags)}</node>`
    ),
    ...ways.map(
      ({ id, refs, tags, visible }) =>
        `<way ${at(id, visible)}>${refs.map((ref) => `<nd ref="${ref}"/>`).join('')}${tagsOf(tags)}</way>`
    ),
    ...relations.map(
      ({ id, members, tags, visible }) =>
        `<relation ${at(id, visible)}>${members
          .map(([type, ref, role = '']) => `<member type="${types[type]}" ref="${ref}" role="${role}"/>`)
          .join('')}${tagsOf(tags)}</relation>`
    )
  ];
  return new TextEncoder().encode(`<?xml version="1.0"?>\n<osm version="0.6">\n${lines.join('\n')}\n</osm>`);
}
