/** Bytes of `text` in an encoding that TextEncoder does not write, by turning the platform's decoder round. */
export function encodeAs(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding.startsWith('utf-16'))
    return Uint8Array.from(
      Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((unit) =>
        encoding === 'utf-16le' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]
      )
    );
  if (encoding === 'hz-gb-2312')
    return Uint8Array.from(
      [...text].flatMap((letter) => {
        if (letter < '\u0080') return [letter.charCodeAt(0)];
        const [a, b] = encodeAs(letter, 'gb18030');
        return [0x7e, 0x7b, a & 0x7f, b & 0x7f, 0x7e, 0x7d];
      })
    );
  const codes = tableOf(encoding);
  return Uint8Array.from(
    [...text].flatMap((letter) => {
      if (letter < '\u0080') return [letter.charCodeAt(0)];
      const code = codes.get(letter);
      if (!code) throw new Error(`expected a character of ${encoding}, got ${letter}`);
      return code;
    })
  );
}

const tables = new Map<string, Map<string, number[]>>();

function tableOf(encoding: string): Map<string, number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  const add = (...bytes: number[]): void => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if ([...letter].length === 1 && letter !== '\uFFFD' && !table.has(letter)) table.set(letter, bytes);
  };
  for (let a = 0x80; a < 0x100; a++) add(a);
  for (let a = 0x81; a < 0xff; a++) for (let b = 0x40; b < 0xff; b++) add(a, b);
  // 㐂 and 𠮷, of four bytes each.
  if (encoding === 'gb18030')
    for (const bytes of [
      [0x81, 0x39, 0xef, 0x31],
      [0x95, 0x34, 0xb2, 0x35]
    ])
      add(...bytes);
  tables.set(encoding, table);
  return table;
}
