/*
 * AssemblyScript. The twin of `fillByLength` (../vertices.ts), which says what it does.
 */

const BARRED: i32 = 0x40000000;

/** Ticks to every point of the edges' geometry, over either end; no branch in it is hard to guess. */
export function fillVertices(
  edgeFrom: usize,
  edgeTo: usize,
  firstPoint: usize,
  lengths: usize,
  alongs: usize,
  edges: i32,
  ticks: usize,
  limit: i32,
  out: usize
): void {
  let p = 0;
  for (let e = 0; e < edges; e++) {
    const place = (e as usize) << 2;
    const there = min(BARRED, load<i32>(ticks + (load<u32>(edgeFrom + place) << 2)));
    const back =
      min(BARRED, load<i32>(ticks + (load<u32>(edgeTo + place) << 2))) + load<i32>(lengths + place);
    const end = load<i32>(firstPoint + place, 4);
    for (; p < end; p++) {
      const at = (p as usize) << 2;
      const along = load<i32>(alongs + at);
      const behind = back - along;
      const more = there + along - behind;
      const least = behind + (more & (more >> 31));
      store<i32>(out + at, least | (((limit - least) >> 31) & i32.MAX_VALUE));
    }
  }
}
