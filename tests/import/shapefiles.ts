import type { Position } from 'geojson';

type Encoding = 'utf-8' | 'gb18030' | 'big5';

const reverse = new Map<Encoding, Map<string, number[]>>();

/** Text in an encoding of pairs of bytes, by decoding all pairs once; letters of four bytes are not in it. */
export function encodeAs(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  let table = reverse.get(encoding);
  if (!table) {
    table = new Map();
    const decoder = new TextDecoder(encoding);
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const letter = decoder.decode(Uint8Array.of(lead, trail));
        if (letter.length === 1 && letter !== '\uFFFD' && !table.has(letter))
          table.set(letter, [lead, trail]);
      }
    reverse.set(encoding, table);
  }
  return Uint8Array.from(
    [...text].flatMap((letter) => {
      if (letter < '\x80') return [letter.charCodeAt(0)];
      const bytes = table.get(letter);
      if (!bytes) throw new Error(`expected a letter of ${encoding}, got ${letter}`);
      return bytes;
    })
  );
}

export interface FieldSpec {
  name: string | Uint8Array;
  type?: string;
  width?: number;
}

/** A dBase III table; cells are text in `encoding`, or bytes as they are, cut to their width or padded with blanks. */
export function makeDbf(
  fields: FieldSpec[],
  rows: (string | Uint8Array)[][],
  { encoding = 'utf-8' as Encoding, language = 0, deleted = [] as number[], stated = rows.length } = {}
): Uint8Array<ArrayBuffer> {
  const specs = fields.map((field) => ({ type: 'C', width: 20, ...field }));
  const start = 33 + 32 * specs.length;
  const size = 1 + specs.reduce((sum, { width }) => sum + width, 0);
  const bytes = new Uint8Array(start + size * rows.length + 1).fill(0x20, start);
  const view = new DataView(bytes.buffer);
  bytes.set([3, 126, 11, 21]);
  view.setUint32(4, stated, true);
  view.setUint16(8, start, true);
  view.setUint16(10, size, true);
  bytes[29] = language;
  const coded = (text: string | Uint8Array): Uint8Array =>
    typeof text === 'string' ? encodeAs(text, encoding) : text;
  specs.forEach(({ name, type, width }, i) => {
    bytes.set(coded(name).subarray(0, 10), 32 + 32 * i);
    bytes[32 + 32 * i + 11] = type.charCodeAt(0);
    bytes[32 + 32 * i + 16] = width;
  });
  bytes[start - 1] = 0x0d;
  rows.forEach((row, r) => {
    let at = start + r * size;
    if (deleted.includes(r)) bytes[at] = 0x2a;
    at++;
    specs.forEach(({ width }, c) => {
      bytes.set(coded(row[c]).subarray(0, width), at);
      at += width;
    });
  });
  bytes[bytes.length - 1] = 0x1a;
  return bytes;
}

/** Content of a record: rings or lines as given. */
export function partsRecord(type: number, parts: Position[][], tail = 0): Uint8Array {
  const points = parts.flat();
  const view = new DataView(new ArrayBuffer(44 + 4 * parts.length + 16 * points.length + tail));
  view.setInt32(0, type, true);
  view.setInt32(36, parts.length, true);
  view.setInt32(40, points.length, true);
  let first = 0;
  parts.forEach((part, k) => {
    view.setInt32(44 + 4 * k, first, true);
    first += part.length;
  });
  points.forEach(([x, y], k) => {
    view.setFloat64(44 + 4 * parts.length + 16 * k, x, true);
    view.setFloat64(52 + 4 * parts.length + 16 * k, y, true);
  });
  return new Uint8Array(view.buffer);
}

export function pointRecord(x: number, y: number, type = 1): Uint8Array {
  const view = new DataView(new ArrayBuffer({ 1: 20, 11: 36, 21: 28 }[type]!));
  view.setInt32(0, type, true);
  view.setFloat64(4, x, true);
  view.setFloat64(12, y, true);
  return new Uint8Array(view.buffer);
}

/** A record of another type alone: 0 is a null shape. */
export const bareRecord = (type: number, length = 4): Uint8Array => {
  const view = new DataView(new ArrayBuffer(length));
  view.setInt32(0, type, true);
  return new Uint8Array(view.buffer);
};

/** The .shp and .shx of records, with the box given. */
export function makeShp(
  type: number,
  records: Uint8Array[],
  box: number[] = [0, 0, 10, 10]
): { shp: Uint8Array<ArrayBuffer>; shx: Uint8Array<ArrayBuffer> } {
  const shp = new Uint8Array(100 + records.reduce((sum, record) => sum + 8 + record.length, 0));
  const shx = new Uint8Array(100 + 8 * records.length);
  for (const bytes of [shp, shx]) {
    const view = new DataView(bytes.buffer);
    view.setInt32(0, 9994);
    view.setInt32(24, bytes.length / 2);
    view.setInt32(28, 1000, true);
    view.setInt32(32, type, true);
    box.forEach((value, k) => view.setFloat64(36 + 8 * k, value, true));
  }
  let at = 100;
  records.forEach((record, i) => {
    for (const [bytes, p, first] of [
      [shp, at, i + 1],
      [shx, 100 + 8 * i, at / 2]
    ] as const) {
      const view = new DataView(bytes.buffer);
      view.setInt32(p, first);
      view.setInt32(p + 4, record.length / 2);
    }
    shp.set(record, at + 8);
    at += 8 + record.length;
  });
  return { shp, shx };
}

/** A square ring, clockwise as shells are in shapefiles. */
export const squareRing = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x, y + size],
  [x + size, y + size],
  [x + size, y],
  [x, y]
];
