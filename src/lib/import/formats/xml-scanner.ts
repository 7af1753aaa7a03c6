import { ImportError } from '../import-error.ts';

/** What is told of a part of XML, in order. Names are without prefix, texts decoded. */
export interface XmlEvents {
  /** `raw` is the tag's inside, from which `attribute` reads. */
  open(name: string, raw: string): void;
  text(text: string): void;
  close(name: string): void;
}

/** A tag or a text longer than this is no ordinary workbook: a cell holds at most 32,767 characters. */
const MAX_RUN = 1 << 20;
/** Nor has a text more pieces than this (CVE-2026-38358 is 9,000 of them). */
const MAX_PIECES = 1000;
const MAX_DEPTH = 200;

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * XML in pieces to events, in linear time. saxes checks every character for the whole standard and takes 1.5 to 2 times
 * as long (12.5 MB of cells), which a sheet of a gigabyte feels; a DOCTYPE and every entity but the five and numbers are refused.
 */
export class XmlScanner {
  private rest = '';
  private readonly depth: string[] = [];
  private run = 0;
  private pieces = 0;
  private readonly file: string;
  private readonly part: string;
  private readonly events: XmlEvents;

  constructor(file: string, part: string, events: XmlEvents) {
    this.file = file;
    this.part = part;
    this.events = events;
  }

  /** Takes the next piece of the text. Throws ImportError where it is no XML that may be read. */
  write(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    while (at < text.length) {
      const open = text.indexOf('<', at);
      if (open < 0) break;
      if (open > at) this.tell(text.slice(at, open));
      const end = this.markup(text, open);
      if (end < 0) {
        at = open;
        break;
      }
      at = end;
    }
    this.rest = text.slice(at);
    // A text may be passed on in pieces, a tag not.
    if (this.rest.length > MAX_RUN) throw this.broken('a run of a million characters');
  }

  /** Says that the text has ended. */
  end(): void {
    if (this.depth.length > 0 || this.rest.trim() !== '') throw this.broken('it ends too early');
  }

  broken(detail: string): ImportError {
    return new ImportError('bad_part', this.file, { part: this.part, detail });
  }

  /** End of the markup that begins at `open`, −1 where it goes on in the next piece. */
  private markup(text: string, open: number): number {
    const code = text.charCodeAt(open + 1);
    if (Number.isNaN(code)) return -1;
    if (code === 0x21) return this.declaration(text, open);
    if (code === 0x3f) {
      const end = text.indexOf('?>', open);
      return end < 0 ? -1 : end + 2;
    }
    const end = tagEnd(text, open + 1);
    if (end < 0) return -1;
    this.run = 0;
    this.pieces = 0;
    if (code === 0x2f) {
      const name = localName(text, open + 2, end);
      if (this.depth.pop() !== name) throw this.broken(`</${name.slice(0, 40)}>`);
      this.events.close(name);
      return end + 1;
    }
    const alone = text.charCodeAt(end - 1) === 0x2f;
    const name = localName(text, open + 1, alone ? end - 1 : end);
    this.events.open(name, text.slice(open + 1, alone ? end - 1 : end));
    if (alone) this.events.close(name);
    else if (this.depth.push(name) > MAX_DEPTH) throw this.broken(`more than ${MAX_DEPTH} levels`);
    return end + 1;
  }

  private declaration(text: string, open: number): number {
    if (text.startsWith('<!--', open)) {
      const end = text.indexOf('-->', open + 4);
      return end < 0 ? -1 : end + 3;
    }
    if (text.startsWith('<![CDATA[', open)) {
      const end = text.indexOf(']]>', open + 9);
      if (end < 0) return -1;
      this.emit(text.slice(open + 9, end));
      return end + 3;
    }
    if (text.length - open < 9) return -1;
    throw new ImportError('dtd_in_part', this.file, { part: this.part });
  }

  private tell(raw: string): void {
    if (this.depth.length === 0) {
      if (raw.replace(/^\uFEFF/, '').trim() !== '') throw this.broken(raw.trim().slice(0, 20));
      return;
    }
    this.emit(raw.includes('&') ? this.decode(raw) : raw);
  }

  private emit(text: string): void {
    this.run += text.length;
    if (this.run > MAX_RUN || ++this.pieces > MAX_PIECES) throw this.broken('a text without end');
    this.events.text(text);
  }

  private decode(raw: string): string {
    return raw.replace(/&([^;&]{0,12});?/g, (whole, name: string) => {
      if (Object.hasOwn(NAMED, name) && whole.endsWith(';')) return NAMED[name];
      const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
      const code = number ? Number.parseInt(number[1] ?? number[2], number[1] ? 16 : 10) : -1;
      if (code <= 0 || code > 0x10ffff || !whole.endsWith(';')) throw this.broken(whole.slice(0, 20));
      return String.fromCodePoint(code);
    });
  }
}

/** The `>` that ends a tag; one within quotes does not. */
function tagEnd(text: string, from: number): number {
  let end = text.indexOf('>', from);
  while (end >= 0) {
    let quote = 0;
    for (let i = from; i < end; i++) {
      const code = text.charCodeAt(i);
      if (quote === 0) {
        if (code === 0x22 || code === 0x27) quote = code;
      } else if (code === quote) quote = 0;
    }
    if (quote === 0) return end;
    end = text.indexOf('>', end + 1);
  }
  return -1;
}

function localName(text: string, from: number, to: number): string {
  let end = from;
  let start = from;
  for (; end < to; end++) {
    const code = text.charCodeAt(end);
    if (code <= 0x20 || code === 0x2f) break;
    if (code === 0x3a) start = end + 1;
  }
  return text.slice(start, end);
}

/** Value of an attribute in the inside of a tag, decoded; null where it has none. With a prefix in the tag or without. */
export function attribute(raw: string, name: string): string | null {
  for (let at = raw.indexOf(name, 1); at > 0; at = raw.indexOf(name, at + 1)) {
    const before = raw.charCodeAt(at - 1);
    if (before > 0x20 && before !== 0x3a) continue;
    let i = at + name.length;
    while (raw.charCodeAt(i) <= 0x20) i++;
    if (raw.charCodeAt(i) !== 0x3d) continue;
    do i++;
    while (raw.charCodeAt(i) <= 0x20);
    const quote = raw[i];
    if (quote !== '"' && quote !== "'") continue;
    const end = raw.indexOf(quote, i + 1);
    if (end < 0) return null;
    const value = raw.slice(i + 1, end);
    return value.includes('&') ? decodeAttribute(value) : value;
  }
  return null;
}

const decodeAttribute = (value: string): string =>
  value.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, named, dec, hex) => {
    if (named) return NAMED[String(named).toLowerCase()];
    const code = dec ? Number(dec) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
