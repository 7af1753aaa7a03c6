import { ImportError } from './import-error.ts';
import { OsmWays } from './osm-ways.ts';
import type { FileInput, Source, Tick } from './source.ts';

const PIECE = 1 << 18;

/** Highway ways of an `.osm` XML file as a Source. A DOCTYPE is refused, so no entity can grow. */
export async function readOsmXml({ file, bytes }: FileInput, tick?: Tick): Promise<Source> {
  const { SaxesParser } = await import('saxes');
  const ways = new OsmWays();
  const parser = new SaxesParser();
  let way: { id: number; refs: number[]; tags: Map<string, string> } | null = null;
  const number = (text: string | undefined): number =>
    text === undefined || text === '' ? NaN : Number(text);
  parser.on('doctype', () => {
    throw new ImportError('xml_doctype', file, { line: parser.line });
  });
  parser.on('error', (error) => {
    const detail = error.message.replace(/^\d+:\d+:\s*/, '').slice(0, 80);
    throw new ImportError('bad_xml', file, { line: parser.line, detail });
  });
  parser.on('opentag', ({ name, attributes }) => {
    const at = attributes as Record<string, string>;
    if (name === 'node') ways.node(number(at.id), number(at.lon), number(at.lat));
    else if (name === 'way') way = { id: number(at.id), refs: [], tags: new Map() };
    else if (way && name === 'nd') way.refs.push(number(at.ref));
    else if (way && name === 'tag') way.tags.set(at.k, at.v);
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'way' || !way) return;
    ways.way(way.id, way.refs, way.tags);
    way = null;
  });
  const decoder = new TextDecoder('utf-8');
  for (let at = 0; at < bytes.length; at += PIECE) {
    parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
    await tick?.(at / bytes.length);
  }
  const { line, columnIndex } = parser;
  try {
    parser.close();
  } catch (error) {
    if (!(error instanceof ImportError) || error.code !== 'bad_xml') throw error;
    throw new ImportError('truncated_text', file, { line, column: columnIndex + 1 });
  }
  const source = ways.toSource(file, 'osm');
  if (source.rows === 0) throw new ImportError('no_rows', file);
  return source;
}
