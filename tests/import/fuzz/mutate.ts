import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { encodeGb18030 } from '../../../src/lib/sample/gb18030.ts';

/** A source of chance that gives the same for the same seed: mulberry32. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Chance = () => number;
const below = (random: Chance, n: number): number => Math.floor(random() * n);
const pick = <T>(random: Chance, list: readonly T[]): T => list[below(random, list.length)];

type Mutation = (bytes: Uint8Array, random: Chance) => Uint8Array;

const joined = (...parts: Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

/** What may happen to any bytes on their way. */
const BYTES: Record<string, Mutation> = {
  flip: (bytes, random) => {
    const out = bytes.slice();
    for (let n = 1 + below(random, 16); n > 0; n--) out[below(random, out.length)] ^= 1 << below(random, 8);
    return out;
  },
  cut: (bytes, random) => bytes.slice(0, below(random, bytes.length)),
  behead: (bytes, random) => bytes.slice(below(random, Math.min(bytes.length, 4096))),
  repeat: (bytes, random) => {
    const from = below(random, bytes.length);
    const to = from + 1 + below(random, Math.min(4096, bytes.length - from));
    return joined(bytes.subarray(0, to), bytes.subarray(from, to), bytes.subarray(to));
  },
  drop: (bytes, random) => {
    const from = below(random, bytes.length);
    return joined(bytes.subarray(0, from), bytes.subarray(from + 1 + below(random, 64)));
  },
  blank: (bytes, random) => {
    const out = bytes.slice();
    const from = below(random, bytes.length);
    return out.fill(pick(random, [0, 0x20, 0xff]), from, from + 1 + below(random, 256));
  },
  large: (bytes, random) => {
    const out = bytes.slice();
    const at = below(random, Math.max(1, out.length - 4));
    out.set(
      pick(random, [
        [255, 255, 255, 127],
        [255, 255, 255, 255],
        [0, 0, 0, 128]
      ]),
      at
    );
    return out;
  },
  swap: (bytes, random) => {
    const middle = below(random, bytes.length);
    return joined(bytes.subarray(middle), bytes.subarray(0, middle));
  }
};

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);
const cellsOf = (value: string): string[][] => value.split(/\r?\n/).map((line) => line.split(','));
const linesOf = (cells: string[][]): Uint8Array => utf8(cells.map((row) => row.join(',')).join('\n'));

const ODD = [
  '',
  '""',
  '"',
  ',',
  '=1+1',
  '-',
  '无',
  '1,2',
  '\u0000',
  '\uFEFF',
  '__proto__',
  '９９',
  'NaN',
  '1e999',
  '合计'
];

function shuffled<T>(list: T[], random: Chance): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = below(random, i + 1);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** What may happen to a text on its way through programs and hands. */
const TEXT: Record<string, Mutation> = {
  'as gb18030': (bytes) => {
    try {
      return encodeGb18030(text(bytes));
    } catch {
      return bytes;
    }
  },
  'as utf-16': (bytes, random) => {
    const value = text(bytes);
    const out = new Uint8Array(value.length * 2 + 2);
    const view = new DataView(out.buffer);
    const little = random() < 0.5;
    view.setUint16(0, 0xfeff, little);
    for (let i = 0; i < value.length; i++) view.setUint16(2 + 2 * i, value.charCodeAt(i), little);
    return random() < 0.7 ? out : out.subarray(2);
  },
  mojibake: (bytes) => utf8(new TextDecoder('windows-1252').decode(bytes)),
  garbled: (bytes) => utf8(new TextDecoder('gb18030').decode(bytes)),
  'half gb18030': (bytes, random) => {
    const value = text(bytes);
    const at = below(random, value.length);
    try {
      return joined(utf8(value.slice(0, at)), encodeGb18030(value.slice(at)));
    } catch {
      return bytes;
    }
  },
  doubled: (bytes) => joined(bytes, bytes)
};

const TABLE: Record<string, Mutation> = {
  'columns shuffled': (bytes, random) => {
    const cells = cellsOf(text(bytes));
    const order = shuffled([...cells[0].keys()], random);
    return linesOf(cells.map((row) => (row.length === order.length ? order.map((c) => row[c]) : row)));
  },
  'headers renamed': (bytes, random) => {
    const cells = cellsOf(text(bytes));
    cells[0] = cells[0].map((name) =>
      random() < 0.4 ? pick(random, [...ODD, `${name}_1`, name.slice(0, 3)]) : name
    );
    return linesOf(cells);
  },
  'cells odd': (bytes, random) => {
    const cells = cellsOf(text(bytes));
    for (let n = 0; n < 8; n++) {
      const row = pick(random, cells);
      row[below(random, row.length)] = pick(random, ODD);
    }
    return linesOf(cells);
  },
  'titles above': (bytes) => joined(utf8('某街道设施统计表,,,\n单位：处,,,\n'), bytes)
};

const JSON_TEXT: Record<string, Mutation> = {
  'values odd': (bytes, random) => {
    const odd = ['null', '{}', '[]', '"x"', '1e400', 'true', '[[[]]]', '{"__proto__":{"a":1}}', '-0', '""'];
    let n = 0;
    const every = 1 + below(random, 400);
    return utf8(
      text(bytes).replace(/(?<=[:[,] ?)-?\d+(\.\d+)?(?=[,\]}])/g, (was) =>
        ++n % every === 0 ? pick(random, odd) : was
      )
    );
  },
  'keys renamed': (bytes, random) => {
    const keys = ['type', 'features', 'geometry', 'properties', 'coordinates', 'name'];
    const key = pick(random, keys);
    return utf8(
      text(bytes).replaceAll(`"${key}"`, `"${pick(random, [...keys, '__proto__', 'constructor'])}"`)
    );
  },
  flattened: (bytes) => utf8(text(bytes).replace(/\[\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*\]/g, '[$2,$1]'))
};

/** One part of a zip changed, and packed again. */
const ARCHIVE: Record<string, Mutation> = {
  'part changed': (bytes, random) => {
    const parts = unzipSync(bytes);
    const name = pick(random, Object.keys(parts));
    if (parts[name].length === 0) return bytes;
    const way = pick(random, [...Object.values(BYTES), xmlOdd]);
    return zipSync({ ...parts, [name]: way(parts[name], random) });
  },
  'part gone': (bytes, random) => {
    const parts = unzipSync(bytes);
    delete parts[pick(random, Object.keys(parts))];
    return zipSync(parts);
  }
};

function xmlOdd(bytes: Uint8Array, random: Chance): Uint8Array {
  const odd = [
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&b;',
    '<a>',
    ']]>',
    '&#0;',
    '<!-- ',
    '</sheetData>',
    ' r="XFD1048576"'
  ];
  const value = strFromU8(bytes);
  const at = below(random, value.length);
  return strToU8(value.slice(0, at) + pick(random, odd) + value.slice(at));
}

/** The mutations that suit a file, by its name. */
function mutationsOf(name: string): Record<string, Mutation> {
  if (/\.(csv|tsv|txt)$/i.test(name)) return { ...BYTES, ...TEXT, ...TABLE };
  if (/\.(geojson|json|topojson)$/i.test(name)) return { ...BYTES, ...TEXT, ...JSON_TEXT };
  if (/\.(kml|gpx|osm|dxf)$/i.test(name)) return { ...BYTES, ...TEXT, xml: xmlOdd };
  if (/\.(xlsx|zip|kmz)$/i.test(name)) return { ...BYTES, ...ARCHIVE };
  return BYTES;
}

/** Variant `seed` of a file, and what was done to it; one of three is changed twice. */
export function mutate(name: string, bytes: Uint8Array, seed: number): { bytes: Uint8Array; done: string } {
  const random = chance(Math.imul(seed + 1, 2654435761));
  const ways = Object.entries(mutationsOf(name));
  const done: string[] = [];
  let out = bytes;
  for (let n = random() < 0.33 ? 2 : 1; n > 0 && out.length > 0; n--) {
    const [what, change] = pick(random, ways);
    done.push(what);
    try {
      out = change(out, random);
    } catch {
      // A zip that was broken before can't be opened to break a part of it.
      out = BYTES.flip(out, random);
    }
  }
  return { bytes: out, done: done.join(' + ') };
}
