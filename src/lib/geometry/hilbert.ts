/**
 * Places in the order of a Hilbert curve over their box (D. Hilbert, Math. Ann. 38, 1891), 65,536 cells a side; within
 * a cell by longitude, then latitude, then index. Neighbours on the ground are mostly neighbours in the order, so that
 * columns laid out by it are read from near each other. Does not depend on the order of the places where these differ.
 */
export function orderByHilbert(lon: Float64Array, lat: Float64Array): Uint32Array {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lon.length; i++) {
    if (lon[i] < west) west = lon[i];
    if (lon[i] > east) east = lon[i];
    if (lat[i] < south) south = lat[i];
    if (lat[i] > north) north = lat[i];
  }
  const perLon = 65535 / (east - west || 1);
  const perLat = 65535 / (north - south || 1);
  const key = Float64Array.from(lon, (x, i) =>
    hilbertIndex(Math.floor((x - west) * perLon), Math.floor((lat[i] - south) * perLat))
  );
  const order = Uint32Array.from(lon, (_, i) => i);
  return order.sort((a, b) => key[a] - key[b] || lon[a] - lon[b] || lat[a] - lat[b] || a - b);
}

/**
 * Where along the curve the cell x, y (0 to 65,535) lies: 0 to 2^32 − 1. One turn of
 * the curve a level (H. S. Warren, Hacker's Delight, 2nd ed., 16–2).
 */
export function hilbertIndex(x: number, y: number): number {
  let index = 0;
  for (let side = 32768; side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0;
    const upper = (y & side) > 0 ? 1 : 0;
    index = index * 4 + ((3 * right) ^ upper);
    if (upper === 1) continue;
    if (right === 1) {
      x = 65535 - x;
      y = 65535 - y;
    }
    [x, y] = [y, x];
  }
  return index;
}
