/**
 * The rows whose text may stand in another row too, in order, and a few whose text does not; rows without a text are left
 * out. Texts are noted by a hash in a table of bits: a map of a million texts takes five times as long.
 */
export function repeatedTexts(rows: readonly number[], textOf: (row: number) => string): number[] {
  const size = 2 ** Math.max(5, Math.ceil(Math.log2(rows.length * 64 + 1)));
  const [once, twice] = [new Uint32Array(size / 32), new Uint32Array(size / 32)];
  const slots = new Int32Array(rows.length);
  for (let k = 0; k < rows.length; k++) {
    const text = textOf(rows[k]);
    if (text === '') {
      slots[k] = -1;
      continue;
    }
    const slot = hashOf(text) & (size - 1);
    const bit = 1 << (slot & 31);
    if (once[slot >>> 5] & bit) twice[slot >>> 5] |= bit;
    else once[slot >>> 5] |= bit;
    slots[k] = slot;
  }
  return rows.filter((_, k) => slots[k] >= 0 && (twice[slots[k] >>> 5] >>> (slots[k] & 31)) & 1);
}

/** FNV-1a over UTF-16 units, its bits mixed once more. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
