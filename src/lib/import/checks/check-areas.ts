import { area } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import { decodeWkb } from '../../geometry/wkb.ts';
import type { Ledger } from '../ledger.ts';
import { isMissing, plainCell, readNumber } from '../values/numbers.ts';
import type { UnitShapes } from './unit-shapes.ts';

/** Stated and drawn areas may differ by this share: by datum, projection and rounding. */
const TOLERANCE = 0.005;
const SHOWN = 20;

/** A column of land areas and the square metres of its unit. */
interface AreaColumn {
  column: number;
  header: string;
  unitM2: number;
}

const UNITS: [RegExp, number][] = [
  [/km2|km²|㎢|平方公里|平方千米|sqkm/i, 1e6],
  [/hm2|hm²|公顷|(^|[^a-z])ha($|[^a-z])/i, 1e4],
  [/亩|mu($|[^a-z])/i, 10_000 / 15],
  [/㎡|m2|m²|平方米|平米/i, 1]
];

/** Column of the area of the units, by its name and the unit that stands in it; null where there is none with a unit. */
function areaColumn(ledger: Ledger): AreaColumn | null {
  const { headers } = ledger.source;
  for (const [column, given] of headers.entries()) {
    const header = given.normalize('NFKC');
    // Floors, greens and homes have areas too, but not the unit's.
    if (!/面积|area/i.test(header) || /建筑|绿|用房|住|基底|floor|build|green|gfa/i.test(header)) continue;
    const unit = UNITS.find(([pattern]) => pattern.test(header.replace(/面积|area/i, ' ')));
    if (unit) return { column, header: given, unitM2: unit[1] };
  }
  return null;
}

/**
 * Names the rows whose stated area of the unit differs from its polygon by more than half a hundredth: `shapeOf` gives the
 * polygon of a row (WGS84), null where it has none. Nothing is changed; results go by the polygons.
 */
export function warnStatedAreas(
  ledger: Ledger,
  shapeOf: (index: number) => Polygon | MultiPolygon | null,
  nameOf: (index: number) => string | null
): void {
  const found = areaColumn(ledger);
  if (found === null) return;
  const cells = ledger.source.columns[found.column];
  const off: { words: string; share: number }[] = [];
  let compared = 0;
  for (const i of ledger.standing()) {
    if (isMissing(cells[i])) continue;
    const stated = (readNumber(cells[i])?.value ?? NaN) * found.unitM2;
    const shape = stated > 0 ? shapeOf(i) : null;
    if (shape === null) continue;
    compared++;
    const drawn = area(shape);
    const share = stated / drawn - 1;
    if (Math.abs(share) <= TOLERANCE) continue;
    const size = (drawn / found.unitM2)
      .toPrecision(4)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
    const percent = `${share > 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(1)}%`;
    const name = plainCell(nameOf(i)).slice(0, 40) || String(ledger.row(i));
    const was = plainCell(cells[i]).slice(0, 40);
    off.push({
      share: Math.abs(share),
      words:
        ledger.lang === 'zh'
          ? `${name} 写 ${was}、图上 ${size}（${percent}）`
          : `${name} says ${was}, drawn ${size} (${percent})`
    });
  }
  if (off.length === 0) return;
  off.sort((a, b) => b.share - a.share);
  const zh = ledger.lang === 'zh';
  const list = off.slice(0, SHOWN).map(({ words }) => words);
  ledger.warn('stated_areas', {
    column: found.header,
    count: off.length,
    compared,
    list: list.join(zh ? '；' : '; ') + (off.length > SHOWN ? '…' : '')
  });
}

/** The polygon of each row of a population table, by the name or code of its unit. */
export function shapesByUnit(units: UnitShapes): (unit: string | null) => Polygon | MultiPolygon | null {
  const at = new Map<string, number>();
  // The smallest level comes first and stays.
  const put = (word: string | null, i: number): void => {
    if (word !== null && !at.has(word)) at.set(word, i);
  };
  units.code.forEach(put);
  units.name.forEach(put);
  return (unit) => units.shape[at.get(unit ?? '') ?? -1] ?? null;
}

/** The polygon of a row as it was taken; null where the row has none. */
export function shapeOfPart(parts: Uint8Array[][], i: number): Polygon | MultiPolygon | null {
  const wkb = parts[i][0];
  return wkb ? (decodeWkb(wkb) as Polygon | MultiPolygon) : null;
}
