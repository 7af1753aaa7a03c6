import { likelihoods } from './encoding-models.ts';
import type { PackedTexts } from '../../tables/packed-texts.ts';
import type { Hints, Source } from '../source.ts';
import { packedOf, writableCells } from '../source-columns.ts';

/** How a text was garbled: what it was encoded in, and what it was read as. */
export type Garbling = 'GBK → Latin-1' | 'UTF-8 → Latin-1' | 'UTF-8 → GBK';

export interface Restored {
  text: string;
  how: Garbling;
}

/** Where Windows-1252 has other characters than Latin-1: 0x80 to 0x9F. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const HAN = /[\u3400-\u9FFF]/;
/** What Chinese cells are made of. */
const CHINESE =
  /^[\x20-\x7E\u00B7\u2014\u2018-\u201D\u2026\u2160-\u216B\u2460-\u2473\u3000-\u303F\u3400-\u9FFF\uFF00-\uFFEF]+$/;
/** How much likelier (natural logarithm) the restored text must be than the garbled one. */
const LIKELIER = 2;

/**
 * A garbled text as it was meant: GBK or UTF-8 that was read as Latin-1 or Windows-1252 (`Ò»¼¶²Ëµ¥`, `ä¸€çº§`), or UTF-8
 * that was read as GBK (`涓€绾ц彍`; a last character of which a part was lost stays U+FFFD). Null for any other text.
 */
export function restoreText(text: string): Restored | null {
  let latin = 0;
  let other = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (KINDS[code] & LATIN) latin++;
    else other++;
  }
  if (latin > 1 && other === 0) return fromLatin(text);
  return other > 0 ? fromGbk(text) : null;
}

function fromLatin(text: string): Restored | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code < 0x100 ? code : 0x80 + WINDOWS.indexOf(text[i]);
  }
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== null && HAN.test(utf8) && CHINESE.test(utf8)) return { text: utf8, how: 'UTF-8 → Latin-1' };
  if (!/[\u0080-\uFFFF]{2}/.test(text)) return null;
  const gbk = decode(bytes, 'gb18030');
  if (gbk === null || !HAN.test(gbk) || !CHINESE.test(gbk)) return null;
  const found = likelihoods([bytes]);
  return found.gb18030.log > found['windows-1252'].log + LIKELIER
    ? { text: gbk, how: 'GBK → Latin-1' }
    : null;
}

function fromGbk(text: string): Restored | null {
  const lost = /[?\uFFFD]+$/.exec(text)?.[0] ?? '';
  const body = lost === '' ? text : text.slice(0, -lost.length);
  const bytes = gbkBytes(body);
  if (bytes === null) return null;
  const whole = decode(bytes, 'utf-8');
  if (whole !== null)
    return isMeant(whole, body) ? { text: whole + lost.replaceAll('\uFFFD', ''), how: 'UTF-8 → GBK' } : null;
  if (lost === '') return null;
  // The last character's last byte was no character in GBK: what is before it can be read.
  for (let cut = 1; cut <= 2 && cut < bytes.length; cut++) {
    const before = decode(bytes.subarray(0, bytes.length - cut), 'utf-8');
    if (before !== null && bytes[bytes.length - cut] >= 0xe0)
      return isMeant(before, body) ? { text: `${before}\uFFFD`, how: 'UTF-8 → GBK' } : null;
  }
  return null;
}

/** Whether Chinese came out, of more characters in use than went in. */
function isMeant(read: string, garbled: string): boolean {
  if (!HAN.test(read) || !CHINESE.test(read)) return false;
  const encoder = new TextEncoder();
  const [after, before] = [read, garbled].map((text) => likelihoods([encoder.encode(text)])['utf-8'].log);
  return after > before + LIKELIER;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

let codes: Map<string, number> | null = null;

/** `text` in GBK (0x80 is €, as Windows has it); null where it has a character that GBK has not. */
function gbkBytes(text: string): Uint8Array | null {
  codes ??= listCodes();
  const out: number[] = [];
  for (const letter of text) {
    const code = letter < '\u0080' ? letter.charCodeAt(0) : letter === '€' ? 0x80 : codes.get(letter);
    if (code === undefined) return null;
    if (code > 0xff) out.push(code >> 8);
    out.push(code & 255);
  }
  return Uint8Array.from(out);
}

function listCodes(): Map<string, number> {
  const found = new Map<string, number>();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if (letter.length === 1 && letter !== '\uFFFD') found.set(letter, (lead << 8) | trail);
    }
  return found;
}

const LATIN = 1;
const FROM_UTF8 = 2;

/** Characters that garbled text is full of: of Latin-1 beyond ASCII, and what the first bytes of Chinese in UTF-8 are in GBK. */
const KINDS = (() => {
  const kinds = new Uint8Array(1 << 16);
  for (let code = 0x80; code < 0x100; code++) kinds[code] |= LATIN;
  for (const letter of WINDOWS) kinds[letter.charCodeAt(0)] |= LATIN;
  const decoder = new TextDecoder('gbk');
  for (const lead of [0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xef])
    for (let trail = 0x80; trail <= 0xbf; trail++) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if (letter.length === 1) kinds[letter.charCodeAt(0)] |= FROM_UTF8;
    }
  return kinds;
})();

/** A look at three places of a cell: garbled text shows at one of them, and few others do. */
function looksGarbled(cell: string): boolean {
  const n = cell.length;
  return (
    n > 1 &&
    (KINDS[cell.charCodeAt(0)] | KINDS[cell.charCodeAt(n >> 1)] | KINDS[cell.charCodeAt(n - 1)]) !== 0
  );
}

/** Whether any character of a column is of those that garbled text is full of. */
function mayBeGarbled({ bytes, offsets, length }: PackedTexts): boolean {
  const end = offsets[length];
  for (let at = offsets[0]; at < end; at++) {
    const byte = bytes[at];
    // The first byte of two, of three (four give no character of KINDS).
    if (byte < 0xc0 || byte >= 0xf0) continue;
    const code =
      byte < 0xe0
        ? ((byte & 0x1f) << 6) | (bytes[at + 1] & 0x3f)
        : ((byte & 0x0f) << 12) | ((bytes[at + 1] & 0x3f) << 6) | (bytes[at + 2] & 0x3f);
    if (KINDS[code] !== 0) return true;
  }
  return false;
}

/**
 * Mends the cells of a source that are garbled, and asks whether that is right (`answers.mojibake`: `mend` or `keep`; a
 * row by `mend:mojibake:ROW` = `no`). Each mend is listed. Looks at the whole source.
 */
export function mendMojibake(source: Source, hints: Hints): void {
  const answers = hints.answers ?? {};
  if (answers.mojibake === 'keep' || answers['mend:mojibake'] === 'no') return;
  const known = new Map<string, Restored | null>();
  let count = 0;
  let first: { was: string; now: string } | null = null;
  source.headers.forEach((_, c) => {
    const packed = packedOf(source.columns, c);
    if (packed && !mayBeGarbled(packed)) return;
    const cells = source.columns[c];
    let written = false;
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i];
      if (cell === null || !looksGarbled(cell)) continue;
      let restored = known.get(cell);
      if (restored === undefined) {
        restored = restoreText(cell);
        if (known.size < 100_000) known.set(cell, restored);
      }
      const row = source.rowNumbers[i];
      if (restored === null || answers[`mend:mojibake:${row}`] === 'no') continue;
      const now = restored.text;
      count++;
      first ??= { was: cell.slice(0, 30), now: now.slice(0, 30) };
      if (!written) writableCells(source.columns, c);
      written = true;
      cells[i] = now;
      source.repaired.push({
        row,
        field: source.headers[c],
        code: 'mojibake',
        was: cell.slice(0, 200),
        now: now.slice(0, 200)
      });
    }
  });
  if (first === null || answers.mojibake === 'mend') return;
  const shown = first as { was: string; now: string };
  source.asks.push({
    code: 'ask_mojibake',
    params: { count, ...shown },
    sets: 'answers',
    key: 'mojibake',
    mayWait: true,
    options: ['mend', 'keep'],
    labels: [
      { zh: `复原为“${shown.now}”`, en: `restore: “${shown.now}”` },
      { zh: `保持“${shown.was}”`, en: `keep: “${shown.was}”` }
    ]
  });
}
