import { unzlibSync, zlibSync } from 'fflate';
import { below, joined, pick, type Chance, type Mutation } from './chance.ts';

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const COUNTS = [0, 1, 2, 3, 255, 65_535, 0x7fffffff, 0x80000000, 0xffffffff];

/** A count or length, at `at` in `width` bytes, made another. */
function oddCount(
  bytes: Uint8Array,
  random: Chance,
  at: number,
  width: 1 | 2 | 4,
  little = true
): Uint8Array {
  const out = bytes.slice();
  const view = viewOf(out);
  const was = width === 4 ? view.getUint32(at, little) : width === 2 ? view.getUint16(at, little) : out[at];
  const value = pick(random, [...COUNTS, was + 1, was - 1, was * 2, was >> 1]);
  if (width === 4) view.setUint32(at, value, little);
  else if (width === 2) view.setUint16(at, value, little);
  else out[at] = value;
  return out;
}

const DOUBLES = [NaN, Infinity, -Infinity, 0, -0, 1e-300, 1e300, 180.0001, 91, -1e9, 500_000];

const doubleOdd: Mutation = (bytes, random) => {
  const out = bytes.slice();
  const view = viewOf(out);
  // A value that stands there is found by its size: places that hold no ordinate are left.
  for (let n = 0; n < 200; n++) {
    const at = below(random, out.length - 8);
    const was = Math.abs(view.getFloat64(at, true));
    if (was < 1 || was > 1e8) continue;
    view.setFloat64(at, pick(random, DOUBLES), true);
    return out;
  }
  throw new Error('expected an ordinate, found none');
};

const wordOdd: Mutation = (bytes, random) =>
  oddCount(bytes, random, below(random, Math.floor(bytes.length / 4)) * 4, 4, random() < 0.8);

/** A record of a .shp: where its header begins. */
function shpRecord(bytes: Uint8Array, random: Chance): number {
  const view = viewOf(bytes);
  const records: number[] = [];
  // A file that was changed before may state lengths that lead back.
  for (let at = 100; at + 12 <= bytes.length; at += 8 + Math.max(0, 2 * view.getInt32(at + 4)))
    records.push(at);
  if (records.length === 0) throw new Error('expected a record, found none');
  return pick(random, records);
}

const SHP: Record<string, Mutation> = {
  'shp header': (bytes, random) => oddCount(bytes, random, pick(random, [0, 24, 28, 32]), 4, random() < 0.5),
  'shp record': (bytes, random) =>
    oddCount(bytes, random, shpRecord(bytes, random) + 4 * below(random, 2), 4, false),
  'shp type': (bytes, random) => {
    const out = bytes.slice();
    const at = shpRecord(bytes, random) + 8;
    viewOf(out).setInt32(at, pick(random, [0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28, 31, 99]), true);
    return out;
  },
  'shp counts': (bytes, random) =>
    oddCount(bytes, random, shpRecord(bytes, random) + pick(random, [44, 48, 52, 56]), 4),
  'shp ordinate': doubleOdd
};

const DBF: Record<string, Mutation> = {
  'dbf header': (bytes, random) =>
    random() < 0.5 ? oddCount(bytes, random, 4, 4) : oddCount(bytes, random, pick(random, [8, 10]), 2),
  'dbf language': (bytes, random) => oddCount(bytes, random, 29, 1),
  'dbf field': (bytes, random) => {
    const fields = Math.floor((viewOf(bytes).getUint16(8, true) - 33) / 32);
    const at = 32 + 32 * below(random, fields);
    if (random() < 0.4) return oddCount(bytes, random, at + pick(random, [16, 17]), 1);
    const out = bytes.slice();
    if (random() < 0.5) out[at + 11] = 'CNFDLMOIBT@+0'.charCodeAt(below(random, 13));
    else out[at + below(random, 11)] = below(random, 256);
    return out;
  },
  'dbf deleted': (bytes, random) => {
    const view = viewOf(bytes);
    const [from, length] = [view.getUint16(8, true), view.getUint16(10, true)];
    const out = bytes.slice();
    out[from + length * below(random, view.getUint32(4, true))] = pick(random, [0x2a, 0x1a, 0, 0xff]);
    return out;
  }
};

/** A varint, and the index after it. */
function varint(bytes: Uint8Array, at: number): [value: number, next: number] {
  let [value, times] = [0, 1];
  for (; ; times *= 128) {
    const byte = bytes[at++];
    value += (byte & 127) * times;
    if (byte < 128) return [value, at];
    if (at >= bytes.length || times > 2 ** 49) throw new Error('expected a varint');
  }
}

function varintOf(value: number): Uint8Array {
  const out: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) out.push((value % 128) | 128);
  return Uint8Array.from([...out, value]);
}

interface Field {
  tag: number;
  wire: number;
  /** Of a varint the number, of others their bytes. */
  value: number | Uint8Array;
}

/** The fields of a protobuf message; throws where the bytes are none. */
function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length;) {
    const [key, start] = varint(bytes, at);
    const [tag, wire] = [Math.floor(key / 8), key % 8];
    if (tag === 0 || tag > 64 || ![0, 1, 2, 5].includes(wire)) throw new Error('expected a message');
    if (wire === 0) {
      const [value, next] = varint(bytes, start);
      fields.push({ tag, wire, value });
      at = next;
      continue;
    }
    const [length, from] = wire === 2 ? varint(bytes, start) : [wire === 1 ? 8 : 4, start];
    if (from + length > bytes.length) throw new Error('expected a message');
    fields.push({ tag, wire, value: bytes.subarray(from, from + length) });
    at = from + length;
  }
  return fields;
}

const messageOf = (fields: Field[]): Uint8Array =>
  joined(
    ...fields.flatMap(({ tag, wire, value }) => {
      const key = varintOf(tag * 8 + wire);
      if (typeof value === 'number') return [key, varintOf(value)];
      return wire === 2 ? [key, varintOf(value.length), value] : [key, value];
    })
  );

/** A message with one field of it, or of a message within it, changed; all lengths are right. */
function messageOdd(bytes: Uint8Array, random: Chance): Uint8Array {
  const fields = fieldsOf(bytes);
  if (fields.length === 0) throw new Error('expected a field, found none');
  const at = below(random, fields.length);
  const field = fields[at];
  if (field.value instanceof Uint8Array && field.value.length > 1 && random() < 0.75) {
    try {
      field.value = messageOdd(field.value, random);
    } catch {
      // No message: packed numbers or letters.
      const way = below(random, 3);
      const cut = below(random, field.value.length);
      if (way === 0) field.value = field.value.slice(0, cut);
      else if (way === 1) field.value = joined(field.value, field.value.subarray(cut));
      else (field.value = field.value.slice())[cut] ^= 1 << below(random, 8);
    }
    return messageOf(fields);
  }
  const way = below(random, 4);
  if (way === 0) fields.splice(at, 1);
  else if (way === 1) fields.splice(at, 0, field);
  else if (way === 2) field.tag = 1 + below(random, 20);
  else if (typeof field.value === 'number') field.value = pick(random, [...COUNTS, 2 ** 50, field.value + 1]);
  else field.value = new Uint8Array(0);
  return messageOf(fields);
}

const PBF: Record<string, Mutation> = {
  'pbf message': (bytes, random) => {
    const view = viewOf(bytes);
    const blobs: { from: number; head: number; to: number }[] = [];
    for (let at = 0; at < bytes.length;) {
      const head = at + 4 + view.getUint32(at);
      const size = fieldsOf(bytes.subarray(at + 4, head)).find(({ tag }) => tag === 3)!.value as number;
      blobs.push({ from: at, head, to: head + size });
      at = head + size;
    }
    const { from, head, to } = pick(random, blobs);
    const blob = fieldsOf(bytes.subarray(head, to));
    const packed = blob.find(({ tag }) => tag === 3);
    if (!packed) throw new Error('expected a packed blob');
    const data = messageOdd(unzlibSync(packed.value as Uint8Array), random);
    packed.value = zlibSync(data, { level: 1 });
    blob.find(({ tag }) => tag === 2)!.value = data.length;
    const body = messageOf(blob);
    const fields = fieldsOf(bytes.subarray(from + 4, head));
    fields.find(({ tag }) => tag === 3)!.value = body.length;
    const header = messageOf(fields);
    const length = new Uint8Array(4);
    viewOf(length).setUint32(0, header.length);
    return joined(bytes.subarray(0, from), length, header, body, bytes.subarray(to));
  }
};

const PARQUET: Record<string, Mutation> = {
  // The footer of another length says so at the end: its readers are reached, not only the check of its length.
  'parquet footer': (bytes, random) => {
    const size = viewOf(bytes).getUint32(bytes.length - 8, true);
    const from = bytes.length - 8 - size;
    const footer = bytes.slice(from, from + size);
    const at = below(random, size);
    const way = below(random, 4);
    const odd =
      way === 0
        ? joined(footer.subarray(0, at), footer.subarray(at + 1 + below(random, 8)))
        : way === 1
          ? joined(
              footer.subarray(0, at),
              footer.subarray(at, at + 1 + below(random, 64)),
              footer.subarray(at)
            )
          : footer;
    if (way === 2) odd[at] ^= 1 << below(random, 8);
    if (way === 3) odd[at] = below(random, 256);
    const end = bytes.slice(-8);
    viewOf(end).setUint32(0, odd.length, true);
    return joined(bytes.subarray(0, from), odd, end);
  },
  'parquet ordinate': doubleOdd
};

const GPKG: Record<string, Mutation> = {
  'page header': (bytes, random) => {
    const size = viewOf(bytes).getUint16(16) || 4096;
    const page = below(random, Math.floor(bytes.length / size));
    return oddCount(
      bytes,
      random,
      page * size + (page === 0 ? 100 : 0) + pick(random, [0, 1, 3, 5, 8, 10, 12]),
      2,
      false
    );
  },
  'page gone': (bytes, random) => {
    const size = viewOf(bytes).getUint16(16) || 4096;
    const page = 1 + below(random, Math.floor(bytes.length / size) - 1);
    return bytes.slice().fill(0, page * size, (page + 1) * size);
  },
  'pages swapped': (bytes, random) => {
    const size = viewOf(bytes).getUint16(16) || 4096;
    const [a, b] = [0, 0].map(() => size * (1 + below(random, Math.floor(bytes.length / size) - 1)));
    const out = bytes.slice();
    out.set(bytes.subarray(a, a + size), b);
    out.set(bytes.subarray(b, b + size), a);
    return out;
  },
  'blob ordinate': doubleOdd
};

const FGB: Record<string, Mutation> = { 'fgb word': wordOdd, 'fgb ordinate': doubleOdd };

/** What may happen to the fields of a binary file, by its extension. */
export const BINARY: Record<string, Record<string, Mutation>> = {
  shp: SHP,
  shx: { 'shx word': wordOdd },
  dbf: DBF,
  pbf: PBF,
  parquet: PARQUET,
  gpkg: GPKG,
  fgb: FGB
};
