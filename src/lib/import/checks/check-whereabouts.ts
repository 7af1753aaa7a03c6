import { createLocator } from '../../geometry/locate.ts';
import { polygonsFromGeoJson } from '../../geometry/shapes.ts';
import type { CheckedPoints } from './check-points.ts';
import type { Ledger } from '../ledger.ts';
import { plainCell } from '../values/numbers.ts';
import { smallestShapes, type UnitShapes } from './unit-shapes.ts';

const SHOWN = 20;

/** Counts and names the points that lie in no unit of the smallest level on the map; they are kept. */
export function warnOutsideUnits(
  ledger: Ledger,
  { lon, lat }: CheckedPoints,
  units: UnitShapes,
  names: (string | null)[] | null
): void {
  const locate = createLocator(polygonsFromGeoJson(smallestShapes(units)));
  const standing = ledger.standing();
  const outside = standing.filter((i) => locate(lon[i], lat[i]) < 0);
  if (outside.length === 0) return;
  const zh = ledger.lang === 'zh';
  const list = outside.slice(0, SHOWN).map((i) => {
    const name = plainCell(names?.[i] ?? null).slice(0, 40);
    return zh
      ? `第 ${ledger.row(i)} 行${name && `“${name}”`}`
      : `row ${ledger.row(i)}${name && ` “${name}”`}`;
  });
  ledger.warn('outside_units', {
    count: outside.length,
    all: standing.length,
    list: list.join(zh ? '、' : ', ') + (outside.length > SHOWN ? '…' : '')
  });
}
