/**
 * A generator of numbers in [0, 1) that gives the same row for the same seed on every machine: sfc32 of Chris
 * Doty-Humphrey's PractRand (public domain), period of about 2^127, 32 bits a draw. The seed is any finite number; its
 * whole part and its fraction both count.
 */
export function createRandom(seed: number): () => number {
  if (!Number.isFinite(seed)) throw new Error(`expected a finite seed, got ${seed}`);
  const bits = new Uint32Array(new Float64Array([seed]).buffer);
  let a = bits[0] | 0;
  let b = bits[1] | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  // PractRand discards the first draws, until every bit of the seed has touched every bit of the state.
  for (let i = 0; i < 15; i++) next();
  return next;
}
