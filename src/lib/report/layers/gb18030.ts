/** Codes by character, of two bytes and of four: what the platform's own decoder says, turned round. */
let table: Map<string, number[]> | undefined;

function listCodes(): Map<string, number[]> {
  const codes: number[][] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push([lead, trail]);
  // The four-byte codes of the basic plane: 39,420 from 81 30 81 30 on.
  for (let linear = 0; linear < 39_420; linear++) codes.push(fourBytes(linear));
  const text = new TextDecoder('gb18030').decode(new Uint8Array(codes.flat()));
  if (text.length !== codes.length)
    throw new Error(`expected ${codes.length} characters of the decoder, got ${text.length}`);
  const found = new Map<string, number[]>();
  // Of two codes for a character the two-byte one, which comes first, is what every program reads.
  for (const [i, code] of codes.entries())
    if (text[i] !== '\ufffd' && !found.has(text[i])) found.set(text[i], code);
  return found;
}

const fourBytes = (linear: number): number[] => [
  0x81 + Math.floor(linear / 12_600),
  0x30 + (Math.floor(linear / 1260) % 10),
  0x81 + (Math.floor(linear / 10) % 126),
  0x30 + (linear % 10)
];

/** The text in GB18030 (two bytes for all of GBK, four for the rest of Unicode); half of a pair becomes `?`. */
export function encodeGb18030(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) {
      bytes.push(point);
      continue;
    }
    table ??= listCodes();
    if (point >= 0x10000) bytes.push(...fourBytes(point - 0x10000 + 189_000));
    else bytes.push(...(table.get(character) ?? [0x3f]));
  }
  return new Uint8Array(bytes);
}
