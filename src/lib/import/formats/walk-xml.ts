import { decodeText } from '../text/decode-text.ts';
import { ImportError } from '../import-error.ts';
import type { FileInput, Tick } from '../source.ts';

/** What is told of an XML document, in order; names are without prefix. */
export interface XmlVisitor {
  open(name: string, attributes: ReadonlyMap<string, string>, line: number): void;
  /** `text` is all that stood directly in the element. */
  close(name: string, text: string, line: number): void;
}

export interface WalkedXml {
  encoding: string;
  /** Unescaped `&` and entities without a meaning, which were read as they stand. */
  entities: number;
}

const PIECE = 1 << 18;
/** Folders in folders: more than this is made to exhaust something. */
const MAX_DEPTH = 256;

/**
 * Walks through an XML document without building it. A DOCTYPE is refused, so no entity can grow and none is fetched.
 * The encoding is that of the bytes; what the document declares counts where these leave a doubt. Throws ImportError
 * with line and column.
 */
export async function walkXml(
  { file, bytes, hints }: FileInput,
  format: string,
  visitor: XmlVisitor,
  tick?: Tick
): Promise<WalkedXml> {
  const { SaxesParser } = await import('saxes');
  const { text, encoding } = decodeXml(file, bytes, hints.encoding);
  const parser = new SaxesParser();
  const texts: string[] = [];
  let entities = 0;
  parser.on('doctype', () => {
    throw new ImportError('xml_dtd', file, { format, line: parser.line });
  });
  parser.on('error', (error) => {
    // A bare & in a name is the commonest fault of hand-made files, and harmless.
    if (/entity/.test(error.message)) return void entities++;
    const detail = error.message.replace(/^\d+:\d+:\s*/, '').slice(0, 80);
    throw new ImportError('xml_broken', file, {
      format,
      line: parser.line,
      column: parser.columnIndex + 1,
      detail
    });
  });
  parser.on('opentag', ({ name, attributes }) => {
    texts.push('');
    if (texts.length > MAX_DEPTH)
      throw new ImportError('xml_broken', file, {
        format,
        line: parser.line,
        column: parser.columnIndex + 1,
        detail: `> ${MAX_DEPTH}`
      });
    const own = new Map(Object.entries(attributes as Record<string, string>));
    visitor.open(localName(name), own, parser.line);
  });
  const take = (part: string): void => {
    if (texts.length > 0) texts[texts.length - 1] += part;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', ({ name }) => visitor.close(localName(name), texts.pop()!, parser.line));
  for (let at = 0; at < text.length; at += PIECE) {
    parser.write(text.slice(at, at + PIECE));
    await tick?.(at / text.length);
  }
  const { line, columnIndex } = parser;
  try {
    parser.close();
  } catch (error) {
    if (!(error instanceof ImportError) || error.code !== 'xml_broken') throw error;
    throw new ImportError('truncated_text', file, { line, column: columnIndex + 1 });
  }
  if (texts.length > 0) throw new ImportError('truncated_text', file, { line, column: columnIndex + 1 });
  return { encoding, entities };
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The text: as said, else as the bytes say over the whole file, else as its first line declares. */
function decodeXml(file: string, bytes: Uint8Array, said = 'auto'): { text: string; encoding: string } {
  if (said.toLowerCase() !== 'auto') return clean(decodeText(file, bytes, said));
  const head = String.fromCharCode(...bytes.subarray(0, 200)).replace(/\0/g, '');
  const declared = /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1].toLowerCase() ?? '';
  if (/^(x-)?big5/.test(declared)) return clean(decodeText(file, bytes, 'big5'));
  const found = decodeText(file, bytes);
  const gb = /^(gb|cp936|x-gbk|hz)/.test(declared);
  if (found.unsure === 'gb18030' && gb) return clean(decodeText(file, bytes, 'gb18030'));
  if (found.unsure === 'utf-8' && declared === 'utf-8') return clean(decodeText(file, bytes, 'utf-8'));
  return clean(found);
}

const clean = ({
  text,
  encoding
}: {
  text: string;
  encoding: string;
}): { text: string; encoding: string } => ({
  text: text.replace(/^\uFEFF/, '').trimStart(),
  encoding
});
