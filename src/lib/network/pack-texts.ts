/** Texts as columns: text i is word `code[i]`; word w is the UTF-8 in `bytes[first[w]] … bytes[first[w + 1] - 1]`. */
export interface TextColumns {
  code: Uint32Array;
  first: Uint32Array;
  bytes: Uint8Array;
}

/** Each different text once, in the order in which they come. */
export function packTexts(texts: readonly string[]): TextColumns {
  const known = new Map<string, number>();
  const code = new Uint32Array(texts.length);
  texts.forEach((text, i) => {
    let word = known.get(text);
    if (word === undefined) known.set(text, (word = known.size));
    code[i] = word;
  });
  const encoder = new TextEncoder();
  const words = [...known.keys()].map((text) => encoder.encode(text));
  const first = new Uint32Array(words.length + 1);
  words.forEach((word, w) => (first[w + 1] = first[w] + word.length));
  const bytes = new Uint8Array(first[words.length]);
  words.forEach((word, w) => bytes.set(word, first[w]));
  return { code, first, bytes };
}

/** The texts again; equal ones are one string. Throws an Error for columns that do not fit together. */
export function unpackTexts({ code, first, bytes }: TextColumns): string[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const words: string[] = [];
  for (let w = 0; w + 1 < first.length; w++) {
    if (!(first[w] <= first[w + 1] && first[w + 1] <= bytes.length))
      throw new Error(`expected words within ${bytes.length} bytes, got one to ${first[w + 1]}`);
    words.push(decoder.decode(bytes.subarray(first[w], first[w + 1])));
  }
  const texts = new Array<string>(code.length);
  for (let i = 0; i < code.length; i++) {
    if (!(code[i] < words.length)) throw new Error(`expected one of ${words.length} words, got ${code[i]}`);
    texts[i] = words[code[i]];
  }
  return texts;
}
