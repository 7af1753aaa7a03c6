import { decideEncoding, encodingOf, SURE } from '../text/decide-encoding.ts';
import { ImportError } from '../import-error.ts';
import type { Asking, FileInput, Source } from '../source.ts';

/** Encodings that a dBase table can be in: those whose letters never hold a byte below 0x30 of another meaning. */
const USED = ['utf-8', 'gb18030', 'big5', 'windows-1252'];

/** Language bytes (offset 29) that mean Chinese: dBase and FoxPro, 936 and 950. The western ones are set unasked. */
const LANGUAGES: Record<number, string> = { 0x4d: 'gb18030', 0x7a: 'gb18030', 0x4f: 'big5', 0x78: 'big5' };

export interface DbfEncoding {
  encoding: string;
  asks: Asking[];
  notes: Source['notes'];
}

/**
 * The encoding of a dBase table, decided over all its text: what the user says, else the .cpg, else the language byte,
 * unless the bytes speak against it, which is asked with how each would read; without a statement, the bytes alone.
 * `cells` are the texts that are not plain ASCII. Throws ImportError for an encoding that is not known.
 */
export function decideDbfEncoding(
  { file, hints }: Pick<FileInput, 'file' | 'hints'>,
  cells: readonly Uint8Array[],
  cpg: Uint8Array | undefined,
  language: number
): DbfEncoding {
  const wanted = hints.encoding ?? 'auto';
  if (wanted.toLowerCase() !== 'auto') {
    const encoding = usable(wanted);
    if (encoding === null) throw new ImportError('unknown_encoding', file, { encoding: wanted });
    return { encoding, asks: [], notes: [] };
  }
  const stated = cpg ? usable(new TextDecoder('latin1').decode(cpg.subarray(0, 64))) : null;
  const declared = stated ?? LANGUAGES[language] ?? null;
  const { encoding, confidence, other } = decideEncoding(cells, declared);
  if (confidence >= SURE || other === null) return { encoding, asks: [], notes: [] };
  // What is stated, and fits, is no question: it is only said that it might be otherwise.
  if (encoding === declared)
    return { encoding, asks: [], notes: [{ code: 'encoding_unsure', params: { encoding, other } }] };
  const options = [encoding, other];
  const said = stated ? '.cpg' : declared ? '0x' + language.toString(16).toUpperCase() : '';
  const asking: Asking = {
    code: declared ? 'ask_dbf_encoding' : 'ask_dbf_unsure',
    params: { declared: declared ?? '', said, likely: encoding, other },
    sets: 'encoding',
    key: 'encoding',
    options,
    labels: options.map((option) => {
      const shown = preview(cells, option);
      return { zh: `${option}：${shown}`, en: `${option}: ${shown}` };
    })
  };
  return { encoding, asks: [asking], notes: [] };
}

function usable(name: string): string | null {
  const encoding = encodingOf(name.replace(/\0/g, '').trim());
  return encoding !== null && USED.includes(encoding) ? encoding : null;
}

/** A few different texts as they would read; control characters are left out. */
function preview(cells: readonly Uint8Array[], encoding: string): string {
  const decoder = new TextDecoder(encoding);
  const texts = new Set<string>();
  for (const cell of cells) {
    texts.add(
      decoder
        .decode(cell)
        .replace(/[\x00-\x1F\x7F-\x9F]/g, '')
        .slice(0, 20)
    );
    if (texts.size === 4) break;
  }
  return [...texts].join('、');
}

/**
 * How many bytes at the end of `bytes[from…to)` begin a letter that the width of the field cut off; 0 where the last
 * letter is whole.
 */
export function cutTail(bytes: Uint8Array, from: number, to: number, encoding: string): number {
  if (encoding === 'utf-8') {
    for (let back = 1; back <= 3 && to - back >= from; back++) {
      const byte = bytes[to - back];
      if ((byte & 0xc0) === 0x80) continue;
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
      return needs > back ? back : 0;
    }
    return 0;
  }
  if (encoding === 'windows-1252') return 0;
  for (let i = from; i < to;) {
    if (bytes[i] <= 0x80 || bytes[i] === 0xff) i++;
    else {
      const digit = bytes[i + 1] >= 0x30 && bytes[i + 1] <= 0x39 && i + 1 < to;
      const needs = encoding === 'gb18030' && digit ? 4 : 2;
      if (i + needs > to) return to - i;
      i += needs;
    }
  }
  return 0;
}
