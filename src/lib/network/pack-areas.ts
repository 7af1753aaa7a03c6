import type { MultiPolygon, Position } from 'geojson';
import type { ServiceArea } from './service-area.ts';

/** Service areas as columns, which go from thread to thread without a copy; polygons, rings and vertices in their order. */
export interface PackedAreas {
  areaM2: Float64Array;
  /** Polygons of each area, rings of each polygon, vertices of each ring. */
  polygons: Uint32Array;
  rings: Uint32Array;
  vertices: Uint32Array;
  /** Longitude and latitude of each vertex, the last of a ring like the first. */
  lonLat: Float64Array;
}

export function packAreas(areas: readonly ServiceArea[]): PackedAreas {
  const parts = areas.flatMap(({ geometry }) => geometry.coordinates);
  const lines = parts.flat();
  const vertices = Uint32Array.from(lines, (ring) => ring.length);
  const lonLat = new Float64Array(2 * vertices.reduce((sum, count) => sum + count, 0));
  let at = 0;
  for (const ring of lines)
    for (const position of ring) {
      lonLat[at++] = position[0];
      lonLat[at++] = position[1];
    }
  return {
    areaM2: Float64Array.from(areas, (one) => one.areaM2),
    polygons: Uint32Array.from(areas, ({ geometry }) => geometry.coordinates.length),
    rings: Uint32Array.from(parts, (rings) => rings.length),
    vertices,
    lonLat
  };
}

/** The areas again, those of one source together: each time one a limit, in the order of the limits. */
export function* unpackAreas(packed: PackedAreas, limitsM: readonly number[]): Generator<ServiceArea[]> {
  const { areaM2, polygons, rings, vertices, lonLat } = packed;
  let [part, line, at] = [0, 0, 0];
  const takeRing = (): Position[] =>
    Array.from({ length: vertices[line++] }, () => [lonLat[at++], lonLat[at++]]);
  const takePart = (): Position[][] => Array.from({ length: rings[part++] }, takeRing);
  for (let first = 0; first < areaM2.length; first += limitsM.length)
    yield limitsM.map((limitM, k) => {
      const coordinates = Array.from({ length: polygons[first + k] }, takePart);
      const geometry: MultiPolygon = { type: 'MultiPolygon', coordinates };
      return { limitM, geometry, areaM2: areaM2[first + k] };
    });
}
