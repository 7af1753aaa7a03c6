const decoder = new TextDecoder();

/**
 * A table of a FlatBuffer, read in place: every offset and length is held against the bytes before it is followed, which
 * the reader generated for FlatGeobuf does not do (it gives zeros beyond the end, and never returns on some headers).
 * Reading beyond the bytes throws a RangeError. Format: flatbuffers.dev/internals.
 */
export class FlatTable {
  private readonly view: DataView;
  private readonly at: number;

  private constructor(view: DataView, at: number) {
    this.view = view;
    this.at = at;
  }

  /** The root table of `bytes`, which begin with its offset. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(view, view.getUint32(0, true));
  }

  /** Place of field `id`, 0 where it is left out. */
  private field(id: number): number {
    const table = this.at - this.view.getInt32(this.at, true);
    const slot = 4 + id * 2;
    if (slot >= this.view.getUint16(table, true)) return 0;
    const offset = this.view.getUint16(table + slot, true);
    return offset === 0 ? 0 : this.at + offset;
  }

  uint8(id: number, otherwise = 0): number {
    const at = this.field(id);
    return at === 0 ? otherwise : this.view.getUint8(at);
  }

  uint16(id: number, otherwise = 0): number {
    const at = this.field(id);
    return at === 0 ? otherwise : this.view.getUint16(at, true);
  }

  int32(id: number, otherwise = 0): number {
    const at = this.field(id);
    return at === 0 ? otherwise : this.view.getInt32(at, true);
  }

  uint64(id: number): bigint {
    const at = this.field(id);
    return at === 0 ? 0n : this.view.getBigUint64(at, true);
  }

  table(id: number): FlatTable | null {
    const at = this.field(id);
    return at === 0 ? null : new FlatTable(this.view, at + this.view.getUint32(at, true));
  }

  /** Start and length of a vector whose items have `size` bytes each, all of them there; null where it is left out. */
  private vector(id: number, size: number): { start: number; length: number } | null {
    const field = this.field(id);
    if (field === 0) return null;
    const at = field + this.view.getUint32(field, true);
    const length = this.view.getUint32(at, true);
    if (at + 4 + length * size > this.view.byteLength)
      throw new RangeError(`expected ${length} items at ${at}, got fewer`);
    return { start: at + 4, length };
  }

  bytes(id: number): Uint8Array | null {
    const found = this.vector(id, 1);
    return found && new Uint8Array(this.view.buffer, this.view.byteOffset + found.start, found.length);
  }

  text(id: number): string | null {
    const found = this.bytes(id);
    return found && decoder.decode(found);
  }

  doubles(id: number): Float64Array | null {
    const found = this.vector(id, 8);
    if (!found) return null;
    const out = new Float64Array(found.length);
    for (let i = 0; i < out.length; i++) out[i] = this.view.getFloat64(found.start + 8 * i, true);
    return out;
  }

  uint32s(id: number): Uint32Array | null {
    const found = this.vector(id, 4);
    if (!found) return null;
    const out = new Uint32Array(found.length);
    for (let i = 0; i < out.length; i++) out[i] = this.view.getUint32(found.start + 4 * i, true);
    return out;
  }

  tables(id: number): FlatTable[] {
    const found = this.vector(id, 4);
    const out: FlatTable[] = [];
    for (let i = 0; found && i < found.length; i++) {
      const at = found.start + 4 * i;
      out.push(new FlatTable(this.view, at + this.view.getUint32(at, true)));
    }
    return out;
  }
}
