import { createRandom } from '../geometry/seeded.ts';

/**
 * A row of chance numbers of its own for each table that came later: what was drawn before it existed stays as it was.
 * The same seed and name give the same row.
 */
export function openStream(seed: number, name: string): () => number {
  let hash = 0;
  for (const letter of name) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0;
  return createRandom(seed + (hash >>> 0) / 4294967296);
}

/** Draws that tables of a bureau are made of. */
export interface Draws {
  random: () => number;
  /** A whole number of `low` … `high`. */
  whole: (low: number, high: number) => number;
  /** Whether something with this share happens. */
  chance: (share: number) => boolean;
  /** One of the items; expects at least one. */
  pick: <T>(items: readonly T[]) => T;
  /** `value`, or null with this share: a cell that nobody filled. */
  orBlank: <T>(value: T, share: number) => T | null;
}

/** The draws of one stream. Each call takes one number of it, whatever comes out. */
export function makeDraws(random: () => number): Draws {
  return {
    random,
    whole: (low, high) => low + Math.floor(random() * (high - low + 1)),
    chance: (share) => random() < share,
    pick: (items) => items[Math.floor(random() * items.length)],
    orBlank: (value, share) => (random() < share ? null : value)
  };
}
