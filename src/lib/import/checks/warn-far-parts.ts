import { area as areaOf } from '@turf/turf';
import type { MultiPolygon } from 'geojson';
import { boxOf } from '../../geometry/clip-plane.ts';
import { boxDistanceM } from '../../geometry/metric.ts';
import { decodeWkb } from '../../geometry/wkb.ts';
import type { Ledger } from '../ledger.ts';
import type { Layer } from '../report.ts';
import { plainCell } from '../values/numbers.ts';

/** Parts of a unit farther than this from its largest are probably drawn for another one. */
const FAR_PART_KM = 5;

/** Names the polygons of several parts, one of which lies far from the largest. They are kept. */
export function warnFarParts(
  ledger: Ledger,
  parts: Uint8Array[][],
  names: (string | null)[] | null,
  as: Layer
): void {
  const found: string[] = [];
  for (const i of ledger.standing()) {
    const wkb = parts[i][0];
    if (!wkb || !isMultiPolygon(wkb)) continue;
    const boxes = (decodeWkb(wkb) as MultiPolygon).coordinates
      .map((rings) => ({ box: boxOf([rings[0]]), size: areaOf({ type: 'Polygon', coordinates: rings }) }))
      .sort((a, b) => b.size - a.size);
    const km = Math.max(...boxes.slice(1).map(({ box }) => boxDistanceM(boxes[0].box, box))) / 1000;
    if (km <= FAR_PART_KM) continue;
    const name = plainCell(names?.[i] ?? null).slice(0, 40);
    const far = km.toFixed(km < 10 ? 1 : 0);
    found.push(
      ledger.lang === 'zh'
        ? `${name || `第 ${ledger.row(i)} 行`} ${far} 公里`
        : `${name || `row ${ledger.row(i)}`} ${far} km`
    );
  }
  if (found.length > 0 && as !== 'landuse')
    ledger.warn('part_far', {
      count: found.length,
      km: FAR_PART_KM,
      list: found.slice(0, 20).join(ledger.lang === 'zh' ? '、' : ', ')
    });
}

/** Whether little-endian WKB, as written here, is of a MultiPolygon. */
const isMultiPolygon = (wkb: Uint8Array): boolean => wkb[1] === 6;
