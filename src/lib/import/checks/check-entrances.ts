import { distanceM } from '../../geometry/metric.ts';
import type { Ledger } from '../ledger.ts';
import { readOrdinate } from '../values/coordinates.ts';
import type { CheckedPoints } from './check-points.ts';

type Cells = (string | null)[];

/** An entrance farther than this from its facility is a mistake, or in another coordinate system. */
const FAR_M = 2000;

/**
 * Entrances in WGS84, from two columns in the system of the file; NaN where there is none. One that can't be read, or that lies
 * more than 2 km from the facility, is missing and listed.
 */
export function checkEntrances(
  ledger: Ledger,
  { lon, lat, crs }: CheckedPoints,
  cellsX: Cells,
  cellsY: Cells
): { lon: Float64Array; lat: Float64Array } {
  const out = {
    lon: new Float64Array(lon.length).fill(NaN),
    lat: new Float64Array(lon.length).fill(NaN)
  };
  for (const i of ledger.standing()) {
    const [a, b] = [cellsX[i], cellsY[i]];
    const [x, y] = [readOrdinate(a), readOrdinate(b)];
    const blank = (x !== null && Number.isNaN(x.value)) || (y !== null && Number.isNaN(y.value));
    if (blank) continue;
    const [east, north] = x && y ? crs.transform(x.value, y.value) : [NaN, NaN];
    if (distanceM(lon[i], lat[i], east, north) <= FAR_M) [out.lon[i], out.lat[i]] = [east, north];
    else ledger.mendOrReject(i, 'entrance_lon', 'entrance_dropped', `${a ?? ''}, ${b ?? ''}`, '');
  }
  return out;
}
