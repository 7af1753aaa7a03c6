import { likelihoods, type ByteEncoding } from './encoding-models.ts';

/** What some bytes of text are encoded in. */
export interface EncodingDecision {
  /** As TextDecoder names it; `hz-gb-2312` is the one that it can't read: see `decodeBytes`. */
  encoding: string;
  /** 0…1; below 0.99 the user is asked. 1 where there is nothing to doubt: plain ASCII, a byte-order mark. */
  confidence: number;
  /** The next likely; null where there is none. */
  other: string | null;
}

/** Below this the user is asked. */
export const SURE = 0.99;

const ALIASES: Record<string, string> = {
  utf8: 'utf-8',
  unicode11utf8: 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  euccn: 'gb18030',
  ansi: 'gb18030',
  ansi936: 'gb18030',
  ms936: 'gb18030',
  hz: 'hz-gb-2312',
  hzgb2312: 'hz-gb-2312',
  utf16: 'utf-16le',
  unicode: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  big5hkscs: 'big5',
  ansi950: 'big5',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
  '88591': 'windows-1252',
  ansi1252: 'windows-1252',
  ldid87: 'windows-1252'
};
const BY_PAGE: Record<string, string> = {
  '936': 'gb18030',
  '54936': 'gb18030',
  '950': 'big5',
  '1252': 'windows-1252',
  '28591': 'windows-1252',
  '65001': 'utf-8',
  '1200': 'utf-16le',
  '1201': 'utf-16be'
};

/** Encodings that can be read. */
export const ENCODINGS = [
  'utf-8',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16be',
  'hz-gb-2312',
  'windows-1252'
] as const;

/** `name` (also `GBK`, `cp936`, `CP1252`, `65001`, `ISO-8859-1` …) as one of ENCODINGS; null for any other. */
export function encodingOf(name: string): string | null {
  const plain = name.toLowerCase().replace(/[\s_-]+/g, '');
  const page = /^(?:cp|ms|windows|oem|ansi)?(\d+)$/.exec(plain)?.[1];
  const found = ALIASES[plain] ?? (page ? BY_PAGE[page] : undefined) ?? plain;
  return ENCODINGS.find((known) => known.replace(/-/g, '') === found.replace(/-/g, '')) ?? null;
}

/**
 * The encoding of a whole file (`Uint8Array`) or of many short texts (the text fields of a dBase table), from its
 * byte-order mark or the statistics of its bytes: valid sequences, and how frequent the characters they give are in
 * Chinese, simplified or traditional. A character cut in two at the end of a text does not count against an encoding.
 * `declared` is what the file or a file beside it says (`.cpg`); it holds unless the bytes speak against it, then it is
 * the `other` and the confidence is below `SURE`. Latin-1 is what programs declare unasked: Chinese outweighs it.
 */
export function decideEncoding(
  bytes: Uint8Array | Iterable<Uint8Array>,
  declared: string | null = null
): EncodingDecision {
  const said = declared === null ? null : encodingOf(declared);
  const whole = bytes instanceof Uint8Array ? bytes : null;
  const marked = whole && (markOf(whole) ?? wideOf(whole));
  if (marked) return { encoding: marked, confidence: 1, other: null };
  const runs = gather(whole ? [whole] : (bytes as Iterable<Uint8Array>), whole !== null);
  if (runs.length === 0)
    return whole && isHz(whole)
      ? { encoding: 'hz-gb-2312', confidence: 0.999, other: 'utf-8' }
      : { encoding: said ?? 'utf-8', confidence: 1, other: null };
  const ranked = rank(runs);
  const [best, next] = ranked;
  const confidence = Math.min(0.9999, 1 / (1 + Math.exp(-(best.score - next.score))));
  if (said === null || said === best.encoding)
    return {
      encoding: best.encoding,
      // A statement that agrees settles what the bytes leave open.
      confidence: said === null ? confidence : 1,
      other: next.encoding
    };
  const stated = ranked.find(({ encoding }) => encoding === said);
  // A single word says little: what is stated goes before what is a little likelier.
  if (stated && !stated.broken && best.score - stated.score < 3)
    return { encoding: said, confidence: 0.95, other: best.encoding };
  if (said === 'windows-1252') return { encoding: best.encoding, confidence, other: said };
  return { encoding: best.encoding, confidence: Math.min(confidence, 0.9), other: said };
}

/** The encoding that a byte-order mark names, null where there is none. */
export function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return 'gb18030';
  return null;
}

/**
 * UTF-16 without its mark: a text has line ends, separators and digits, whose other byte is NUL, all on one side; the
 * rest must be characters in use. Null where the bytes are no UTF-16.
 */
export function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const n = Math.min(bytes.length - (bytes.length % 2), 1 << 16);
  const nuls = [0, 0];
  for (let i = 0; i < n; i++) if (bytes[i] === 0) nuls[i & 1]++;
  if (nuls[0] + nuls[1] < n * 0.01 || n < 4) return null;
  const order = nuls[1] > nuls[0] ? 'utf-16le' : 'utf-16be';
  const high = order === 'utf-16le' ? 1 : 0;
  let odd = 0;
  for (let i = 0; i < n; i += 2) {
    const unit = (bytes[i + high] << 8) | bytes[i + 1 - high];
    const text = unit < 0x180 ? unit >= 0x20 || (unit >= 9 && unit <= 13) : isWideText(unit);
    if (!text) odd++;
  }
  return odd <= (n / 2) * 0.02 ? order : null;
}

const isWideText = (unit: number): boolean =>
  (unit >= 0x2000 && unit < 0x3200) ||
  (unit >= 0x3400 && unit < 0xa000) ||
  (unit >= 0xd800 && unit < 0xe000) ||
  unit >= 0xf900;

/** HZ: seven-bit, Chinese between `~{` and `~}`. */
function isHz(bytes: Uint8Array): boolean {
  let found = 0;
  for (let i = 0; i + 1 < bytes.length; i++) {
    if (bytes[i] !== 0x7e || bytes[i + 1] !== 0x7b) continue;
    let k = i + 2;
    while (bytes[k] >= 0x21 && bytes[k] <= 0x77 && bytes[k + 1] >= 0x21 && bytes[k + 1] <= 0x7e) k += 2;
    if (k === i + 2 || bytes[k] !== 0x7e || bytes[k + 1] !== 0x7d) return false;
    found++;
    i = k + 1;
  }
  return found > 0;
}

/** Parts of a file that are looked into, and cells taken from each: evidence comes from all of it, in bounded time. */
const PARTS = 256;
const RUNS_A_PART = 100;
const RUN_BYTES = 256;

/**
 * Different cells that are not plain ASCII, from all over the bytes. A cell ends at a byte below `0`, which is no part
 * of a character of several bytes in any of these encodings.
 */
function gather(chunks: Iterable<Uint8Array>, large: boolean): Uint8Array[] {
  const seen = new Map<string, Uint8Array>();
  for (const chunk of chunks) {
    const parts = large && chunk.length > 1 << 20 ? PARTS : 1;
    const most = parts === 1 ? Infinity : RUNS_A_PART;
    for (let part = 0; part < parts; part++)
      gatherPart(
        chunk,
        Math.floor((chunk.length / parts) * part),
        Math.floor((chunk.length / parts) * (part + 1)),
        most,
        seen
      );
    if (!large && seen.size > PARTS * RUNS_A_PART) break;
  }
  return [...seen.values()];
}

function gatherPart(
  bytes: Uint8Array,
  start: number,
  end: number,
  most: number,
  seen: Map<string, Uint8Array>
): void {
  let taken = 0;
  let from = start;
  while (start > 0 && from < end && bytes[from] >= 0x30) from++;
  for (let i = from; i < end && taken < most;) {
    if (bytes[i] < 0x80) {
      if (bytes[i] < 0x30) from = i + 1;
      i++;
      continue;
    }
    let to = i;
    while (to < bytes.length && bytes[to] >= 0x30 && to - from < RUN_BYTES) to++;
    const run = bytes.subarray(from, to);
    let key = '';
    for (let k = 0; k < run.length; k++) key += String.fromCharCode(run[k]);
    if (!seen.has(key)) seen.set(key, run);
    taken++;
    // The rest of a long run would begin in the middle of a character.
    while (to < end && bytes[to] >= 0x30) to++;
    from = i = to;
  }
}

interface Ranked {
  encoding: ByteEncoding;
  score: number;
  /** It has sequences that are no characters. */
  broken: boolean;
}

/** Characters of a text hang together: the evidence of one counts for less than if it stood alone. */
const WEIGHT = 0.3;

/** How much likelier a file of this product is to be in each, before its bytes are seen (natural logarithm). */
const BEFORE: Record<ByteEncoding, number> = { 'utf-8': 1.5, gb18030: 0, big5: -2, 'windows-1252': -2 };

function rank(runs: Uint8Array[]): Ranked[] {
  const found = likelihoods(runs);
  return (Object.keys(BEFORE) as ByteEncoding[])
    .map((encoding) => ({
      encoding,
      score: found[encoding].log * WEIGHT + BEFORE[encoding],
      broken: found[encoding].invalid > 0
    }))
    .sort((a, b) => b.score - a.score);
}
