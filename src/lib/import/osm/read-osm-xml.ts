import { ImportError } from '../import-error.ts';
import type { Member, OsmGather } from './osm-gather.ts';
import { readOsm } from './osm-source.ts';
import { chooseEncoding } from '../text/decode-text.ts';
import { OsmTags } from './osm-tags.ts';
import type { FileInput, Source, Tick } from '../source.ts';

const PIECE = 1 << 18;

/**
 * One layer of an `.osm` XML file (`hints.as`, `hints.layer`; roads where nothing is said) as a Source. A DOCTYPE is refused,
 * so no entity can grow; so is a file of changes.
 */
export async function readOsmXml({ file, bytes, hints }: FileInput, tick?: Tick): Promise<Source> {
  const { SaxesParser } = await import('saxes');
  // It is UTF-8 by its own convention; another program may have saved it otherwise. HZ is UTF-8, too.
  const { encoding, asks } = chooseEncoding(file, bytes, hints);
  const read = encoding === 'hz-gb-2312' ? 'utf-8' : encoding;
  const scan = async (sink: OsmGather, share: (part: number) => Promise<void>): Promise<void> => {
    const parser = new SaxesParser();
    const objects = new XmlObjects(file, sink);
    parser.on('doctype', () => {
      throw new ImportError('xml_doctype', file, { line: parser.line });
    });
    parser.on('error', (error) => {
      const detail = error.message
        .replace(/^\d+:\d+:\s*/, '')
        .replace('undefined', 'unknown')
        .slice(0, 80);
      throw new ImportError('bad_xml', file, { line: parser.line, detail });
    });
    parser.on('opentag', ({ name, attributes }) => objects.open(name, attributes as Record<string, string>));
    parser.on('closetag', ({ name }) => objects.close(name));
    const decoder = new TextDecoder(read);
    for (let at = 0; at < bytes.length; at += PIECE) {
      parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
      await share(at / bytes.length);
    }
    const { line, columnIndex } = parser;
    try {
      parser.close();
    } catch (error) {
      if (!(error instanceof ImportError) || error.code !== 'bad_xml') throw error;
      throw new ImportError('truncated_text', file, { line, column: columnIndex + 1 });
    }
  };
  const source = await readOsm(file, 'osm', hints, scan, false, tick);
  source.encoding = read;
  if (read !== 'utf-8') source.asks.unshift(...asks);
  return source;
}

const number = (text: string | undefined): number => (text === undefined || text === '' ? NaN : Number(text));

/** Puts elements together to objects: a node, way or relation with its tags and members. */
class XmlObjects {
  private readonly file: string;
  private readonly sink: OsmGather;
  private readonly tags = new OsmTags();
  private kind: 'node' | 'way' | 'relation' | null = null;
  private id = NaN;
  private lon = NaN;
  private lat = NaN;
  private gone = false;
  private refs = new Float64Array(2048);
  private count = 0;
  private members: Member[] = [];
  private root = true;

  constructor(file: string, sink: OsmGather) {
    this.file = file;
    this.sink = sink;
  }

  open(name: string, at: Record<string, string>): void {
    if (this.root) {
      if (name === 'osmChange') throw new ImportError('osm_change', this.file);
      this.root = false;
    }
    if (name === 'node' || name === 'way' || name === 'relation') this.begin(name, at);
    else if (this.kind === null) return;
    else if (name === 'tag') this.tags.add(at.k ?? '', at.v ?? '');
    else if (name === 'nd' && this.kind === 'way') this.addRef(number(at.ref), at);
    else if (name === 'member' && this.kind === 'relation') this.addMember(at);
  }

  private begin(kind: 'node' | 'way' | 'relation', at: Record<string, string>): void {
    this.kind = kind;
    this.id = number(at.id);
    this.lon = number(at.lon);
    this.lat = number(at.lat);
    this.gone = at.visible === 'false' || at.action === 'delete';
    this.tags.clear();
    this.count = 0;
    this.members = [];
  }

  /** Overpass can write the places of nodes into the ways, and then leave the nodes out. */
  private addRef(ref: number, at: Record<string, string>): void {
    if (at.lon !== undefined && !this.gone) this.sink.node(ref, number(at.lon), number(at.lat));
    if (this.count === this.refs.length) {
      const longer = new Float64Array(this.count * 2);
      longer.set(this.refs);
      this.refs = longer;
    }
    this.refs[this.count++] = ref;
  }

  private addMember({ type, ref }: Record<string, string>): void {
    if (type === 'node' || type === 'way' || type === 'relation')
      this.members.push({ type, ref: number(ref) });
  }

  close(name: string): void {
    if (this.kind === null || name !== this.kind) return;
    const { sink, kind, id, tags } = this;
    this.kind = null;
    if (this.gone) sink.deleted++;
    else if (kind === 'way') sink.way(id, this.refs, this.count, tags);
    else if (kind === 'relation') sink.relation(id, this.members, tags);
    else {
      sink.node(id, this.lon, this.lat);
      if (sink.wantsNode(tags.mask)) sink.nodeTags(id, this.lon, this.lat, tags);
    }
  }
}
