/** Numbers from 0 to 1 by chance. */
export type Chance = () => number;

/** Bytes changed by chance; may throw where they are not of the kind that it changes. */
export type Mutation = (bytes: Uint8Array, random: Chance) => Uint8Array;

/** A source of chance that gives the same for the same seed: mulberry32. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from 0 to below `n`. */
export const below = (random: Chance, n: number): number => Math.floor(random() * n);

/** One of a list. */
export const pick = <T>(random: Chance, list: readonly T[]): T => list[below(random, list.length)];

/** The same items in another order. */
export function shuffled<T>(list: readonly T[], random: Chance): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = below(random, i + 1);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** Bytes one after the other. */
export function joined(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
