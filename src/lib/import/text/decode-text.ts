import { decideEncoding, ENCODINGS, encodingOf, markOf, SURE } from './decide-encoding.ts';
import { ImportError } from '../import-error.ts';
import type { Asking, Hints } from '../source.ts';

export interface Decoded {
  text: string;
  encoding: string;
  /** Another encoding that the bytes would also fit; null when there is no doubt, or the user has decided. */
  unsure: string | null;
  /** The question which of the two it is; empty when there is no doubt. */
  asks: Asking[];
}

/**
 * Text of `bytes`, in the encoding that is said ('auto' or absent: decided over the whole file, see `decideEncoding`).
 * Throws ImportError where more than 1 % cannot be read; below that U+FFFD marks the places.
 */
export function decodeText(file: string, bytes: Uint8Array, said = 'auto'): Decoded {
  const { encoding, unsure, asks } = chooseEncoding(file, bytes, { encoding: said });
  const text = decodeBytes(bytes, encoding);
  const count = countLost(text);
  if (count > Math.max(2, text.length / 100))
    throw new ImportError('undecodable_file', file, { line: lineOf(text, text.indexOf('\uFFFD')), count });
  return { text, encoding, unsure, asks };
}

export type ChosenEncoding = Pick<Decoded, 'encoding' | 'unsure' | 'asks'>;

/** The encoding of a file, as the user says or as its bytes do; a question where these leave a doubt. */
export function chooseEncoding(file: string, bytes: Uint8Array, hints: Hints): ChosenEncoding {
  const said = hints.encoding ?? 'auto';
  if (said.toLowerCase() !== 'auto') {
    const encoding = encodingOf(said);
    if (encoding === null)
      throw new ImportError('unknown_encoding', file, { encoding: said, known: ENCODINGS.join('、') });
    return { encoding, unsure: null, asks: [] };
  }
  const { encoding, confidence, other } = decideEncoding(bytes);
  if (confidence >= SURE || other === null) return { encoding, unsure: null, asks: [] };
  return { encoding, unsure: other, asks: [askEncoding(bytes, [encoding, other], confidence)] };
}

/** The question which of some encodings (the likeliest first) it is, each shown by what it makes of the bytes. */
function askEncoding(bytes: Uint8Array, options: string[], confidence: number): Asking {
  const sample = sampleOf(bytes);
  return {
    code: 'ask_encoding',
    params: { encoding: options[0], other: options[1], percent: Math.floor(confidence * 100) },
    sets: 'encoding',
    key: 'encoding',
    options,
    labels: options.map((option) => {
      const shown = decodeBytes(sample, option).replace(/\s+/g, ' ').trim().slice(0, 60);
      return { zh: `${option}：${shown}`, en: `${option}: ${shown}` };
    })
  };
}

/** The first few lines with a character that is not ASCII. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const parts: number[] = [];
  for (let from = 0; from < bytes.length && parts.length < 120;) {
    let to = bytes.indexOf(0x0a, from);
    if (to < 0) to = bytes.length;
    const line = bytes.subarray(from, Math.min(to, from + 400));
    if (line.some((byte) => byte >= 0x80 || byte === 0x7e)) parts.push(...line, 0x20);
    from = to + 1;
  }
  return Uint8Array.from(parts);
}

/** `bytes` in one of ENCODINGS as text, without a byte-order mark; U+FFFD where they fit none of its characters. */
function decodeBytes(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'hz-gb-2312') return new TextDecoder('gb18030').decode(plainHz(bytes));
  return new TextDecoder(encoding).decode(bytes);
}

/** HZ as GB 2312: what stands between `~{` and `~}` has its eighth bits set, `~~` is `~`, `~` before a line end is none. */
function plainHz(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let n = 0;
  let inside = false;
  for (let i = 0; i < bytes.length; i++) {
    const [byte, next] = [bytes[i], bytes[i + 1]];
    if (byte === 0x0a) inside = false;
    if (byte === 0x7e && (next === 0x7b || next === 0x7d)) {
      inside = next === 0x7b;
      i++;
    } else if (inside && byte >= 0x21) out[n++] = byte | 0x80;
    else if (byte === 0x7e && next === 0x7e) out[n++] = bytes[i++];
    else if (byte === 0x7e && next === 0x0a) i++;
    else out[n++] = byte;
  }
  return out.subarray(0, n);
}

/** A piece of a text, ended by a line end where it has one. */
export interface Piece {
  text: string;
  /** Bytes read up to its end. */
  end: number;
  /** Byte of each U+FFFD in the text: of the first byte of its line that cannot be read. Empty where all can. */
  lost: number[];
}

const PIECE = 1 << 20;

/** The text of a file piece by piece, so that it need never be held whole. A byte-order mark is no part of it. */
export function* decodePieces(whole: Uint8Array, encoding: string): Generator<Piece> {
  const hz = encoding === 'hz-gb-2312';
  const bytes = hz ? plainHz(whole) : whole;
  const name = hz ? 'gb18030' : encoding;
  const wide = name.startsWith('utf-16');
  const strict = new TextDecoder(name, { fatal: true, ignoreBOM: true });
  const marked = markOf(bytes) === name;
  let from = !marked ? 0 : name === 'utf-8' ? 3 : wide ? 2 : 4;
  while (from < bytes.length) {
    const to = wide ? wideEnd(bytes, from, name) : lineEnd(bytes, from);
    const part = bytes.subarray(from, to);
    try {
      const text = strict.decode(part);
      yield { text, end: to, lost: text.includes('\uFFFD') ? lostIn(text, () => from) : [] };
    } catch {
      yield wide ? decodeWide(part, from, name) : decodeLines(part, from, name);
    }
    from = to;
  }
}

/** End of the last line of a piece; of the first one where that alone is longer. */
function lineEnd(bytes: Uint8Array, from: number): number {
  if (bytes.length - from <= PIECE) return bytes.length;
  for (let i = from + PIECE - 1; i >= from; i--) if (endsLine(bytes, i)) return i + 1;
  for (let i = from + PIECE; i < bytes.length; i++) if (endsLine(bytes, i)) return i + 1;
  return bytes.length;
}

const endsLine = (bytes: Uint8Array, i: number): boolean =>
  bytes[i] === 0x0a || (bytes[i] === 0x0d && bytes[i + 1] !== 0x0a);

function wideEnd(bytes: Uint8Array, from: number, name: string): number {
  const low = name === 'utf-16le' ? 0 : 1;
  for (let i = from + PIECE; i + 1 < bytes.length; i += 2)
    if (bytes[i + low] === 0x0a && bytes[i + 1 - low] === 0) return i + 2;
  return bytes.length;
}

function decodeWide(part: Uint8Array, start: number, name: string): Piece {
  const text = new TextDecoder(name, { ignoreBOM: true }).decode(part);
  return { text, end: start + part.length, lost: lostIn(text, (at) => start + 2 * at) };
}

/** Line by line: those that can be read in the encoding, and those that can't with the byte where it ends. */
function decodeLines(part: Uint8Array, start: number, name: string): Piece {
  const strict = new TextDecoder(name, { fatal: true, ignoreBOM: true });
  const loose = new TextDecoder(name, { ignoreBOM: true });
  const texts: string[] = [];
  const lost: number[] = [];
  for (let from = 0; from < part.length;) {
    let to = from;
    while (to < part.length && !endsLine(part, to)) to++;
    const line = part.subarray(from, ++to);
    let text: string;
    let bad = 0;
    try {
      text = strict.decode(line);
    } catch {
      text = loose.decode(line);
      bad = firstBad(line, name);
    }
    if (text.includes('\uFFFD')) lost.push(...lostIn(text, () => start + from + bad));
    texts.push(text);
    from = to;
  }
  return { text: texts.join(''), end: start + part.length, lost };
}

/** Index of the first byte of a line that is no part of a character. */
function firstBad(line: Uint8Array, name: string): number {
  let low = 0;
  let high = line.length;
  // The longest beginning that can be read, a character cut at its end apart.
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (canRead(line.subarray(0, middle), name)) low = middle;
    else high = middle;
  }
  // A character that was begun and broken off counts from its first byte.
  let first = low;
  while (first > 0 && first > low - 4 && !canRead(line.subarray(0, first), name, false)) first--;
  return canRead(line.subarray(0, first), name, false) ? first : low;
}

function canRead(bytes: Uint8Array, name: string, stream = true): boolean {
  try {
    new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

function lostIn(text: string, byteAt: (at: number) => number): number[] {
  const out: number[] = [];
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) out.push(byteAt(at));
  return out;
}

function countLost(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count++;
  return count;
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
