import { SAMPLE_LABEL } from './names.ts';
import type { Ground, Layer } from './table.ts';
import { polygonOf } from './table.ts';
import type { Ring } from './plane.ts';

/** The central area (中心城区) that rules of markets speak of, as a layer of one shape. */
export function drawCentralArea(ring: Ring, ground?: Ground): Layer {
  return {
    type: 'FeatureCollection',
    name: `规划范围 ${SAMPLE_LABEL}`,
    note: `规划范围，${SAMPLE_LABEL}，坐标 WGS84`,
    features: [polygonOf(ring, { kind: 'central_area', name: '中心城区' }, ground)]
  };
}
