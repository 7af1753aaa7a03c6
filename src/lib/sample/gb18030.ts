let table: Map<string, number> | undefined;

/** Two-byte codes by character: what the platform's own decoder says, turned round. */
function listCodes(): Map<string, number> {
  const bytes: number[] = [];
  const codes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      bytes.push(lead, trail);
      codes.push((lead << 8) | trail);
    }
  }
  const text = new TextDecoder('gb18030').decode(new Uint8Array(bytes));
  if (text.length !== codes.length) {
    throw new Error(`expected ${codes.length} two-byte characters, got ${text.length}`);
  }
  return new Map(codes.map((code, i) => [text[i], code]));
}

/**
 * The text in GB18030, for text of ASCII and characters that have two-byte codes there (all of GBK); a line end stays
 * as it is. Throws for a character that has a four-byte code, as the sample needs none.
 */
export function encodeGb18030(text: string): Uint8Array {
  table ??= listCodes();
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) bytes.push(point);
    else {
      const code = table.get(character);
      if (code === undefined) throw new Error(`expected a character of GBK, got ${character}`);
      bytes.push(code >> 8, code & 0xff);
    }
  }
  return new Uint8Array(bytes);
}
