// A leading U+FEFF belongs to the text: the decoder must not take it for a byte order mark.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Texts that are decoded in one go: few calls, and no string of the whole column is kept alive by its last text. */
const BLOCK = 16_384;

/**
 * A column of texts as bytes: UTF-8 one after the other, of which text `i` is `bytes[offsets[i]]` to `bytes[offsets[i + 1]]`.
 * An empty one stands for null. Databases take it as it is; a text becomes a string when it is asked for.
 */
export class PackedTexts {
  readonly bytes: Uint8Array;
  /** One more than there are texts. The first need not be 0. */
  readonly offsets: Int32Array;
  private decoded: (string | null)[] | null = null;

  constructor(bytes: Uint8Array, offsets: Int32Array) {
    this.bytes = bytes;
    this.offsets = offsets;
  }

  get length(): number {
    return this.offsets.length - 1;
  }

  /** Text `i`, undefined beyond the end. */
  at(i: number): string | null | undefined {
    if (this.decoded) return this.decoded[i];
    if (i < 0 || i >= this.length) return undefined;
    const { bytes, offsets } = this;
    return offsets[i] === offsets[i + 1] ? null : decoder.decode(bytes.subarray(offsets[i], offsets[i + 1]));
  }

  /** All texts as strings, decoded once: who changes one must not use the bytes any more. */
  texts(): (string | null)[] {
    return (this.decoded ??= this.decode());
  }

  /** Texts `from` ≤ i < `to`, of the same bytes. */
  slice(from: number, to: number): PackedTexts {
    const part = new PackedTexts(this.bytes, this.offsets.subarray(from, to + 1));
    if (this.decoded) part.decoded = this.decoded.slice(from, to);
    return part;
  }

  /** The texts of some rows, in their order; the bytes are copied. */
  pick(rows: readonly number[]): PackedTexts {
    const { bytes, offsets } = this;
    const picked = new Int32Array(rows.length + 1);
    for (let k = 0; k < rows.length; k++) picked[k + 1] = picked[k] + offsets[rows[k] + 1] - offsets[rows[k]];
    const out = new Uint8Array(picked[rows.length]);
    for (let k = 0; k < rows.length; k++)
      for (let at = offsets[rows[k]], to = picked[k]; at < offsets[rows[k] + 1];) out[to++] = bytes[at++];
    return new PackedTexts(out, picked);
  }

  private decode(): (string | null)[] {
    const { bytes, offsets, length } = this;
    const texts = new Array<string | null>(length);
    for (let from = 0; from < length; from += BLOCK) {
      const end = Math.min(length, from + BLOCK);
      const all = decoder.decode(bytes.subarray(offsets[from], offsets[end]));
      const ascii = all.length === offsets[end] - offsets[from];
      let at = offsets[from];
      let unit = 0;
      for (let i = from; i < end; i++) {
        const [start, to] = [unit, offsets[i + 1]];
        if (ascii) unit += to - at;
        // UTF-8 gives a UTF-16 unit for each byte that continues nothing, and a second one for each of four bytes.
        else for (let k = at; k < to; k++) unit += bytes[k] >= 0xf0 ? 2 : (bytes[k] & 0xc0) !== 0x80 ? 1 : 0;
        at = to;
        texts[i] = unit === start ? null : all.slice(start, unit);
      }
    }
    return texts;
  }
}

/** `rows` empty texts. */
export const emptyTexts = (rows: number): PackedTexts =>
  new PackedTexts(new Uint8Array(0), new Int32Array(rows + 1));
