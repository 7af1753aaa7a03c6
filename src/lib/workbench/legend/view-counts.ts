/** What the map shows: degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** How many things there are, and how many of them lie in what the map shows. */
export interface ViewCount {
  inView: number;
  total: number;
}

type Columns = { lon: ArrayLike<number>; lat: ArrayLike<number> };

/** Counts places, those that `passes` lets through only; NaN lies nowhere but counts in all. */
export function countInView(
  { lon, lat }: Columns,
  [west, south, east, north]: Box,
  passes: ((i: number) => boolean) | null = null
): ViewCount {
  let inView = 0;
  let total = 0;
  for (let i = 0; i < lon.length; i++) {
    if (passes && !passes(i)) continue;
    total++;
    if (lon[i] >= west && lon[i] <= east && lat[i] >= south && lat[i] <= north) inView++;
  }
  return { inView, total };
}

/** The box around places, those that `passes` lets through only; null: there are none. */
export function boxAround({ lon, lat }: Columns, passes: ((i: number) => boolean) | null = null): Box | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lon.length; i++) {
    if (passes && !passes(i)) continue;
    if (lon[i] < west) west = lon[i];
    if (lon[i] > east) east = lon[i];
    if (lat[i] < south) south = lat[i];
    if (lat[i] > north) north = lat[i];
  }
  return west <= east && south <= north ? [west, south, east, north] : null;
}
