/**
 * Two sums of 32 bits over bytes that begin at a multiple of four, going on from `seed`. Each step is one-to-one in what
 * came before and in the word that comes, so no change of a single word is missed; of others one in 2^32 is, for either
 * sum. Against accident, not against intent. (Mixing after MurmurHash3's finaliser, A. Appleby, public domain.)
 */
export function checksumOf(bytes: Uint8Array, seed: readonly [number, number] = [0, 0]): [number, number] {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let a = seed[0] ^ bytes.length;
  let b = seed[1] + bytes.length;
  for (let i = 0; i < words.length; i++) {
    a = Math.imul(a ^ words[i], 0x85ebca6b);
    a ^= a >>> 15;
    b = Math.imul((b << 7) | (b >>> 25), 0x2c1b3c6d) + words[i];
    b ^= b >>> 13;
  }
  for (let k = 4 * words.length; k < bytes.length; k++) {
    a = Math.imul(a ^ bytes[k], 0x85ebca6b);
    a ^= a >>> 15;
    b = Math.imul((b << 7) | (b >>> 25), 0x2c1b3c6d) + bytes[k];
    b ^= b >>> 13;
  }
  return [a >>> 0, b >>> 0];
}
