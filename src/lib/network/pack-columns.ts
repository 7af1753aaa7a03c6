import { checksumOf } from './checksum.ts';

/** Why bytes are no saved graph: of another kind, cut, changed, of a newer form, or not fitting together. */
export type GraphFault = 'not_a_graph' | 'cut' | 'changed' | 'newer';

const WORDS: Record<GraphFault, [zh: string, en: string]> = {
  not_a_graph: [
    '不是保存的路网；请换成 yike network 写出的 .graph 文件',
    'this is no saved graph; take a .graph file that yike network wrote'
  ],
  cut: [
    '保存的路网不完整，请由道路数据重新建立',
    'the saved graph is cut off; build it again from the roads'
  ],
  changed: [
    '保存的路网已损坏（校验和不符），请由道路数据重新建立',
    'the saved graph is damaged (wrong checksum); build it again from the roads'
  ],
  newer: [
    '保存的路网来自另一版本，请由道路数据重新建立',
    'the saved graph is of another version; build it again from the roads'
  ]
};

/** A saved graph that cannot be read: what is wrong and what to do, in both languages. */
export class GraphError extends Error {
  readonly code: GraphFault;
  readonly zh: string;
  readonly en: string;

  constructor(code: GraphFault, detail: string) {
    const [zh, en] = WORDS[code];
    super(`${en} (${detail})`);
    this.name = 'GraphError';
    this.code = code;
    this.zh = `${zh}（${detail}）`;
    this.en = `${en} (${detail})`;
  }
}

const ARRAYS = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array };
type TypeName = keyof typeof ARRAYS;
export type PackedColumn = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** What the buffer begins with: eight letters, then version, length of the head, length of all, two sums. */
const MAGIC = 'YIKEGRPH';
const VERSION = 1;
const HEAD_AT = 32;

interface Head {
  said: unknown;
  columns: [name: string, type: TypeName, at: number, length: number][];
}

/** Whether bytes begin as a saved graph does. */
export function isPacked(bytes: Uint8Array): boolean {
  return MAGIC === String.fromCharCode(...bytes.subarray(0, 8));
}

/** The sums that a saved graph says it has, with its length, as text: what it is called by. Null for other bytes. */
export function statedSums(bytes: Uint8Array): string | null {
  if (bytes.length < HEAD_AT || !isPacked(bytes)) return null;
  const front = new DataView(bytes.buffer, bytes.byteOffset, HEAD_AT);
  return [24, 28, 16].map((at) => front.getUint32(at, true).toString(16).padStart(8, '0')).join('');
}

/**
 * Columns and `said` (what JSON holds) as one buffer: every column begins at a multiple of eight bytes, so that it can be
 * read where it lies. Little-endian; throws on a machine that is not.
 */
export function packColumns(
  columns: ReadonlyMap<string, PackedColumn>,
  said: unknown
): Uint8Array<ArrayBuffer> {
  needLittleEndian();
  const list = [...columns];
  const layOut = (start: number): { head: Uint8Array; end: number } => {
    let at = start;
    const head: Head = { said, columns: [] };
    for (const [name, values] of list) {
      head.columns.push([name, typeOf(values), at, values.length]);
      at = toEight(at + values.byteLength);
    }
    return { head: new TextEncoder().encode(JSON.stringify(head)), end: at };
  };
  // Room for the head is guessed by laying it out with long numbers, and filled up with blanks.
  const start = toEight(HEAD_AT + layOut(0xffffffff).head.length + 16 * list.length);
  const { head, end } = layOut(start);
  const bytes = new Uint8Array(end);
  bytes.set(new TextEncoder().encode(MAGIC));
  bytes.fill(0x20, HEAD_AT, start);
  bytes.set(head, HEAD_AT);
  let at = start;
  for (const [, values] of list) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at = toEight(at + values.byteLength);
  }
  const front = new DataView(bytes.buffer);
  front.setUint32(8, VERSION, true);
  front.setUint32(12, start - HEAD_AT, true);
  front.setUint32(16, end, true);
  const [a, b] = sumsOf(bytes);
  front.setUint32(24, a, true);
  front.setUint32(28, b, true);
  return bytes;
}

/**
 * The columns and what was said, as views of `bytes` where these begin at a multiple of eight, else of a copy. Throws a
 * `GraphError` for bytes that are not whole, every byte being summed first.
 */
export function unpackColumns(bytes: Uint8Array): { columns: Map<string, PackedColumn>; said: unknown } {
  needLittleEndian();
  if (bytes.length < HEAD_AT || !isPacked(bytes)) throw new GraphError('not_a_graph', `${bytes.length} B`);
  const whole = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const front = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const version = front.getUint32(8, true);
  if (version !== VERSION) throw new GraphError('newer', `${version} ≠ ${VERSION}`);
  const length = front.getUint32(16, true);
  if (length !== whole.length) throw new GraphError('cut', `${whole.length} B ≠ ${length} B`);
  const [a, b] = sumsOf(whole);
  if (front.getUint32(24, true) !== a || front.getUint32(28, true) !== b)
    throw new GraphError('changed', a.toString(16));
  const { said, columns } = readHead(whole, front.getUint32(12, true));
  const out = new Map<string, PackedColumn>();
  for (const [name, type, at, count] of columns) {
    const array = ARRAYS[type];
    const fits = array !== undefined && at % 8 === 0 && at + count * array.BYTES_PER_ELEMENT <= length;
    if (!fits) throw new GraphError('not_a_graph', name);
    out.set(name, new array(whole.buffer as ArrayBuffer, whole.byteOffset + at, count));
  }
  return { columns: out, said };
}

/** Sums say that the bytes are what was written, not that a graph was: a head that is none is refused like other bytes. */
function readHead(bytes: Uint8Array, size: number): Head {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(HEAD_AT, HEAD_AT + size));
    const head = JSON.parse(text) as Head;
    const whole = head.columns.every(
      ([name, type, at, count]) =>
        typeof name === 'string' &&
        type in ARRAYS &&
        Number.isSafeInteger(at) &&
        Number.isSafeInteger(count) &&
        at >= 0 &&
        count >= 0
    );
    if (whole) return head;
  } catch {
    // Told below.
  }
  throw new GraphError('not_a_graph', 'head');
}

/** Over all bytes but the sums themselves. */
function sumsOf(bytes: Uint8Array): [number, number] {
  return checksumOf(bytes.subarray(HEAD_AT), checksumOf(bytes.subarray(0, 24), [0, 0]));
}

const toEight = (at: number): number => 8 * Math.ceil(at / 8);

function typeOf(values: PackedColumn): TypeName {
  return values.constructor.name as TypeName;
}

function needLittleEndian(): void {
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1)
    throw new Error('expected a little-endian machine, got a big-endian one');
}
