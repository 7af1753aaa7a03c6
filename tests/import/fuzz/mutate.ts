import { unzipSync, zipSync } from 'fflate';
import papaparse from 'papaparse';
import { encodeGb18030 } from '../../../src/lib/report/layers/gb18030.ts';
import { BINARY } from './binary-fields.ts';
import { below, chance, joined, pick, shuffled, type Chance, type Mutation } from './chance.ts';
import { SHEET, XML } from './xml-parts.ts';

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

/** A text as it is meant: UTF-8, else GB18030; else, broken before, letter for byte. */
function text(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  return new TextDecoder('windows-1252').decode(bytes);
}

const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);
const cellsOf = (value: string): string[][] => papaparse.parse<string[]>(value, { delimiter: ',' }).data;
const linesOf = (cells: string[][]): Uint8Array => utf8(papaparse.unparse(cells, { newline: '\n' }));

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
  'properties shuffled': (bytes, random) =>
    changed(bytes, ({ properties }) =>
      properties ? { properties: Object.fromEntries(shuffled(Object.entries(properties), random)) } : {}
    ),
  'properties renamed': (bytes, random) => {
    const names = new Map<string, string>();
    const renamed = (name: string): string => {
      if (!names.has(name))
        names.set(
          name,
          random() < 0.4 ? pick(random, [...ODD, `${name}_1`, name.slice(0, 3), name.toUpperCase()]) : name
        );
      return names.get(name)!;
    };
    return changed(bytes, ({ properties }) =>
      properties
        ? { properties: Object.fromEntries(Object.entries(properties).map(([k, v]) => [renamed(k), v])) }
        : {}
    );
  },
  'shapes odd': (bytes, random) =>
    changed(bytes, ({ geometry }) => (random() < 0.1 ? { geometry: oddShape(geometry, random) } : {})),
  'a member twice': (bytes, random) => {
    const value = text(bytes);
    const ends = [...value.matchAll(/\}\s*,/g)].map(({ index }) => index);
    const at = ends.length > 0 ? pick(random, ends) : value.lastIndexOf('}');
    const member = pick(random, ['"geometry":null', '"type":"x"', '"__proto__":{"a":1}', '"":0', '"id":1']);
    return utf8(`${value.slice(0, at)},${member}${value.slice(at)}`);
  },
  flattened: (bytes) => utf8(text(bytes).replace(/\[\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*\]/g, '[$2,$1]'))
};

interface Feature {
  geometry?: { type: string; coordinates: unknown } | null;
  properties?: Record<string, unknown> | null;
}

/** A collection with each feature changed; what is no collection comes back as it is. */
function changed(bytes: Uint8Array, change: (feature: Feature) => Partial<Feature>): Uint8Array {
  const whole = JSON.parse(text(bytes)) as { features?: Feature[] };
  const features = whole.features?.map((feature) => ({ ...feature, ...change(feature) }));
  return utf8(JSON.stringify({ ...whole, features }));
}

/** A shape as a drawing hand or a program may leave it: of another type, cut, turned, moved, emptied. */
function oddShape(shape: Feature['geometry'], random: Chance): Feature['geometry'] {
  if (!shape) return shape;
  const { type, coordinates } = shape;
  const each = (value: unknown, change: (list: unknown[]) => unknown[]): unknown =>
    !Array.isArray(value) ? value : change(value.map((item) => each(item, change)));
  const numbers = (change: (value: number) => number | null): unknown =>
    each(coordinates, (list) => list.map((item) => (typeof item === 'number' ? change(item) : item)));
  return pick(random, [
    () => ({
      type: pick(random, ['Point', 'MultiPoint', 'LineString', 'Polygon', 'MultiPolygon']),
      coordinates
    }),
    () => ({ type, coordinates: each(coordinates, (list) => (random() < 0.2 ? [] : list)) }),
    () => ({ type, coordinates: each(coordinates, (list) => (list.length > 3 ? list.slice(0, 2) : list)) }),
    () => ({ type, coordinates: each(coordinates, (list) => (list.length > 3 ? list.toReversed() : list)) }),
    () => ({
      type,
      coordinates: each(coordinates, (list) => (list.length > 3 ? shuffled(list, random) : list))
    }),
    () => ({
      type,
      coordinates: each(coordinates, (list) => (list.length > 3 ? list.flatMap((a) => [a, a]) : list))
    }),
    () => ({
      type,
      coordinates: each(coordinates, (list) => (typeof list[0] === 'number' ? [...list, 4, 5] : list))
    }),
    () => ({ type, coordinates: numbers((value) => Math.round(value)) }),
    () => ({ type, coordinates: numbers((value) => value + 0.001 * random()) }),
    () => ({ type, coordinates: numbers((value) => value * pick(random, [-1, 10, 1e5, 111_000])) }),
    () => ({ type, coordinates: numbers(() => pick(random, [0, 180, -90, 1e300, null])) }),
    () => null
  ])();
}

/** One part of a zip changed, and packed again with the right checksums. */
const ARCHIVE: Record<string, Mutation> = {
  'part changed': (bytes, random) => {
    const parts = unzipSync(bytes);
    const name = pick(random, Object.keys(parts));
    if (parts[name].length === 0) return bytes;
    const way = pick(random, Object.values({ ...BYTES, ...ownOf(name) }));
    return zipSync({ ...parts, [name]: way(parts[name], random) });
  },
  'part gone': (bytes, random) => {
    const parts = unzipSync(bytes);
    delete parts[pick(random, Object.keys(parts))];
    return zipSync(parts);
  }
};

/** What may happen to a file of this kind only. */
function ownOf(name: string): Record<string, Mutation> {
  if (/\.(csv|tsv|txt)$/i.test(name)) return { ...TEXT, ...TABLE };
  if (/\.(geojson|json|topojson)$/i.test(name)) return { ...TEXT, ...JSON_TEXT };
  if (/\.(geojsonl|dxf|prj|cpg)$/i.test(name)) return TEXT;
  if (/\.(kml|gpx|osm)$/i.test(name)) return { ...TEXT, ...XML };
  if (/\.(xml|rels)$/i.test(name)) return { ...XML, ...SHEET };
  const kind = /\.(shp|shx|dbf|pbf|parquet|gpkg|fgb)$/i.exec(name)?.[1].toLowerCase();
  return kind ? BINARY[kind] : {};
}

/** The mutations that suit a file, by its name: those of its kind weigh as much as those of any bytes. */
function mutationsOf(name: string, random: Chance, first: boolean): [string, Mutation][] {
  // What unpacks an archive here believes the sizes in it, and takes minutes over one that was changed.
  const archive = first ? ARCHIVE : {};
  const own = Object.entries(/\.(xlsx|zip|kmz)$/i.test(name) ? archive : ownOf(name));
  return own.length > 0 && random() < 0.6 ? own : Object.entries(BYTES);
}

/** A changed file: its bytes, what belongs to it, and what was done. */
export interface Variant {
  bytes: Uint8Array;
  beside: ReadonlyMap<string, Uint8Array>;
  done: string;
}

/** Variant `seed` of a file and what belongs to it; one of three is changed twice. */
export function mutate(
  name: string,
  bytes: Uint8Array,
  beside: ReadonlyMap<string, Uint8Array>,
  seed: number
): Variant {
  const random = chance(Math.imul(seed + 1, 2654435761));
  const done: string[] = [];
  const parts = new Map([['', bytes], ...beside]);
  for (let n = random() < 0.33 ? 2 : 1; n > 0; n--) {
    const part = random() < 0.6 ? '' : pick(random, [...parts.keys()]);
    const was = parts.get(part)!;
    if (was.length === 0) continue;
    const [what, change] = pick(
      random,
      mutationsOf(part === '' ? name : `.${part}`, random, done.length === 0)
    );
    done.push(part === '' ? what : `.${part} ${what}`);
    parts.set(part, tried(change, was, random));
  }
  const whole = parts.get('')!;
  parts.delete('');
  return { bytes: whole, beside: parts, done: done.join(' + ') };
}

/** What was broken before can't be opened to break a part of it: it is broken once more. */
function tried(change: Mutation, bytes: Uint8Array, random: Chance): Uint8Array {
  try {
    return change(bytes, random);
  } catch {
    return BYTES.flip(bytes, random);
  }
}
