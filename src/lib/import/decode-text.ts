import { ImportError } from './import-error.ts';

export interface Decoded {
  text: string;
  encoding: string;
  /** Another encoding that the bytes would also fit; null when there is no doubt. */
  unsure: string | null;
}

const ALIASES: Record<string, string> = {
  utf8: 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  ansi: 'gb18030',
  utf16: 'utf-16le',
  'utf-16': 'utf-16le'
};
const KNOWN = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5'];

/**
 * Text of `bytes`. `encoding` 'auto' (or absent) decides over the whole file: a byte-order mark, else UTF-8 if every
 * byte fits it, else GB18030. Throws ImportError where more than 1 % cannot be read; below that U+FFFD marks the places.
 */
export function decodeText(file: string, bytes: Uint8Array, encoding = 'auto'): Decoded {
  const wanted = encoding.toLowerCase();
  if (wanted !== 'auto') {
    const name = ALIASES[wanted] ?? wanted;
    if (!KNOWN.includes(name)) throw new ImportError('unknown_encoding', file, { encoding });
    return { text: checked(file, decode(bytes, name)), encoding: name, unsure: null };
  }
  const marked = markOf(bytes);
  if (marked) return { text: checked(file, decode(bytes, marked)), encoding: marked, unsure: null };
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== null) return looksGb(bytes, utf8);
  const gb = tryDecode(bytes, 'gb18030');
  if (gb !== null) return { text: gb, encoding: 'gb18030', unsure: null };
  const both = ['utf-8', 'gb18030'].map((name) => ({ name, text: decode(bytes, name) }));
  both.sort((a, b) => lost(a.text) - lost(b.text));
  return { text: checked(file, both[0].text), encoding: both[0].name, unsure: null };
}

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const n = Math.min(bytes.length, 2048);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < n; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2) odd++;
    else even++;
  }
  if (odd > n * 0.15 && odd > even * 4) return 'utf-16le';
  if (even > n * 0.15 && even > odd * 4) return 'utf-16be';
  return null;
}

const decode = (bytes: Uint8Array, name: string): string => new TextDecoder(name).decode(bytes);

function tryDecode(bytes: Uint8Array, name: string): string | null {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const lost = (text: string): number => text.match(/\uFFFD/g)?.length ?? 0;

function checked(file: string, text: string): string {
  const count = lost(text);
  if (count > Math.max(2, text.length / 100)) {
    const line = text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
    throw new ImportError('undecodable_file', file, { line, count });
  }
  return text;
}

/**
 * 4.2 % of two-character GBK words are also valid UTF-8, then as letters of U+0080–U+07FF. A file whose only letters
 * beyond ASCII are of that range, in runs of two and more, and whose bytes read as common Chinese, is GB18030.
 */
function looksGb(bytes: Uint8Array, utf8: string): Decoded {
  const beyond = utf8.match(/[^\x00-\x7F]+/g) ?? [];
  if (beyond.length === 0 || beyond.some((run) => /[^\u0080-\u07FF]/.test(run)))
    return { text: utf8, encoding: 'utf-8', unsure: null };
  const gb = tryDecode(bytes, 'gb18030');
  const han = gb?.match(/[^\x00-\x7F]+/g) ?? [];
  if (gb === null || han.some((run) => /[^\u4E00-\u9FFF\u3000-\u303F\uFF00-\uFFEF]/.test(run)))
    return { text: utf8, encoding: 'utf-8', unsure: null };
  const single = beyond.filter((run) => run.length === 1).length;
  return single > beyond.length / 2
    ? { text: utf8, encoding: 'utf-8', unsure: 'gb18030' }
    : { text: gb, encoding: 'gb18030', unsure: 'utf-8' };
}
