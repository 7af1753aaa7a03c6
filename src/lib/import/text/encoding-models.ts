import { COMMON_SIMPLIFIED, COMMON_TRADITIONAL } from './common-letters.ts';

/** Encodings whose likelihood is told from bytes; the others have marks of their own. */
export type ByteEncoding = 'utf-8' | 'gb18030' | 'big5' | 'windows-1252';

export interface Likelihood {
  /** Natural logarithm of the likelihood of all runs. */
  log: number;
  /** Sequences that are no characters; those cut at the end of a run don't count. */
  invalid: number;
}

// Natural logarithms of how likely one character of a kind is in Chinese tables: the share of the kind in text, divided
// by the number of its characters (600 common ones make nine tenths of the names of China's villages).
const COMMON = -6.5;
const USUAL = -9.5;
const SELDOM = -13;
const RARE = -18;
const MARK = -9;
const INVALID = -22;
const CUT = -4;
const ASCII = -4;

/** By pair of bytes: the character (UTF-16, 0 where it is none) and its likelihood. */
interface Pairs {
  codes: Uint16Array;
  log: Float32Array;
}

let gb: Pairs | null = null;
let big5: Pairs | null = null;
let letters: Float32Array | null = null;

/** How likely runs of bytes (cells, each with a byte above 0x7F) are in each encoding. */
export function likelihoods(runs: readonly Uint8Array[]): Record<ByteEncoding, Likelihood> {
  gb ??= pairsOf('gb18030', gbKind);
  big5 ??= pairsOf('big5', big5Kind);
  letters ??= lettersOf();
  const out: Record<ByteEncoding, Likelihood> = {
    'utf-8': { log: 0, invalid: 0 },
    gb18030: { log: 0, invalid: 0 },
    big5: { log: 0, invalid: 0 },
    'windows-1252': { log: 0, invalid: 0 }
  };
  for (const run of runs) {
    readUtf8(run, letters, out['utf-8']);
    readPairs(run, gb, true, out.gb18030);
    readPairs(run, big5, false, out.big5);
    readLatin(run, out['windows-1252']);
  }
  return out;
}

function readPairs(run: Uint8Array, pairs: Pairs, fourBytes: boolean, into: Likelihood): void {
  for (let i = 0; i < run.length; i++) {
    const byte = run[i];
    if (byte < 0x80) {
      into.log += ASCII;
      continue;
    }
    if (i + 1 === run.length) {
      into.log += CUT;
      continue;
    }
    const log = pairs.log[(byte << 8) | run[i + 1]];
    if (log !== 0) {
      into.log += log + BESIDE * (isSmall(run[i - 1]) + isSmall(run[i + 2]));
      i++;
    } else if (fourBytes && isDigit(run[i + 1]) && run[i + 2] >= 0x81 && isDigit(run[i + 3])) {
      into.log += RARE;
      i += 3;
    } else {
      into.log += INVALID;
      into.invalid++;
      if (run[i + 1] >= 0x80) i++;
    }
  }
}

/** Chinese characters seldom touch small Latin letters; letters with accents do. */
const BESIDE = -4;
const isSmall = (byte: number | undefined): number =>
  byte !== undefined && byte >= 0x61 && byte <= 0x7a ? 1 : 0;

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

function readUtf8(run: Uint8Array, table: Float32Array, into: Likelihood): void {
  for (let i = 0; i < run.length; i++) {
    const byte = run[i];
    if (byte < 0x80) {
      into.log += ASCII;
      continue;
    }
    const more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    let code = byte & (0x3f >> more);
    let k = 1;
    while (k <= more && i + k < run.length && (run[i + k] & 0xc0) === 0x80)
      code = (code << 6) | (run[i + k++] & 0x3f);
    if (byte < 0xc2 || byte > 0xf4 || (k <= more && i + k < run.length)) {
      into.log += INVALID;
      into.invalid++;
    } else if (k <= more) into.log += CUT;
    else if (isSurrogateOrLong(code, more)) {
      into.log += INVALID;
      into.invalid++;
    } else into.log += code > 0xffff ? RARE : table[code];
    i += k - 1;
  }
}

const isSurrogateOrLong = (code: number, more: number): boolean =>
  (code >= 0xd800 && code < 0xe000) ||
  code > 0x10ffff ||
  (more === 2 && code < 0x800) ||
  (more === 3 && code < 0x10000);

function readLatin(run: Uint8Array, into: Likelihood): void {
  let before = 0;
  for (const byte of run) {
    if (byte < 0x80) into.log += ASCII;
    else if ([0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)) {
      into.log += INVALID;
      into.invalid++;
    } else into.log += latinLog(byte) - (before >= 0x80 ? 3 : 0);
    before = byte;
  }
}

/** Small letters with accents are the usual ones; capitals stand between small letters as seldom as signs do. */
const latinLog = (byte: number): number =>
  byte >= 0xe0 ? -5.5 : byte >= 0xc0 ? -7 : byte >= 0xa0 ? -9 : -10;

/** All pairs of an encoding with their likelihood, by decoding each once. */
function pairsOf(encoding: string, kind: (lead: number, trail: number, letter: string) => number): Pairs {
  const pairs = { codes: new Uint16Array(1 << 16), log: new Float32Array(1 << 16) };
  const bytes: number[] = [];
  const keys: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      keys.push((lead << 8) | trail);
      bytes.push(lead, trail, 0x0a);
    }
  const read = new TextDecoder(encoding).decode(Uint8Array.from(bytes)).split('\n');
  keys.forEach((key, i) => {
    // A pair that is none gives U+FFFD, and its second byte may stand for itself.
    if ([...read[i]].length !== 1 || read[i] === '\uFFFD') return;
    pairs.log[key] = kind(key >> 8, key & 255, read[i]);
    pairs.codes[key] = read[i].length === 1 ? read[i].charCodeAt(0) : 0;
  });
  return pairs;
}

const simplified = new Set(COMMON_SIMPLIFIED);
const traditional = new Set(COMMON_TRADITIONAL);

/** GB 2312 has its 3,755 usual characters from B0 on, its 3,008 seldom ones from D8 on; GBK added the rest. */
function gbKind(lead: number, trail: number, letter: string): number {
  if (simplified.has(letter)) return COMMON;
  if (isPrivate(letter)) return RARE - 2;
  if (lead >= 0xa1 && lead <= 0xa9 && trail >= 0xa1) return lead === 0xa1 || lead === 0xa3 ? MARK : SELDOM;
  if (lead < 0xb0 || lead > 0xf7 || trail < 0xa1) return RARE;
  return lead < 0xd8 ? USUAL : SELDOM;
}

/** Big5 has its 5,401 usual characters from A4 to C6, its 7,652 seldom ones from C9 on. */
function big5Kind(lead: number, _trail: number, letter: string): number {
  if (traditional.has(letter)) return COMMON;
  if (isPrivate(letter)) return RARE - 2;
  if (lead >= 0xa1 && lead <= 0xa3) return lead === 0xa1 ? MARK : SELDOM;
  if (lead < 0xa4 || lead > 0xf9) return RARE;
  return lead <= 0xc6 ? USUAL : SELDOM;
}

const isPrivate = (letter: string): boolean => letter >= '\uE000' && letter <= '\uF8FF';

/** Likelihood of each character of the basic plane in UTF-8: in Chinese text, or in Latin with accents. */
function lettersOf(): Float32Array {
  const table = new Float32Array(1 << 16).fill(RARE);
  for (let code = 0x80; code < 0x250; code++)
    table[code] = code >= 0xe0 && code < 0x100 ? -7 : code < 0x180 ? -10 : -14;
  for (let code = 0x370; code < 0x460; code++) table[code] = -14;
  for (let code = 0x2010; code < 0x2040; code++) table[code] = MARK;
  for (let code = 0x3000; code < 0x3020; code++) table[code] = MARK;
  for (let code = 0xff01; code < 0xff5f; code++) table[code] = MARK;
  for (let code = 0x4e00; code < 0xa000; code++) table[code] = RARE + 3;
  for (const { log, codes } of [gb!, big5!])
    codes.forEach((code, key) => {
      if (code >= 0x4e00 && code < 0xa000) table[code] = Math.max(table[code], log[key] - 0.5);
    });
  return table;
}
