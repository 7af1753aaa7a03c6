import type { Lines } from './shapes.ts';
import { decodeWkb } from './wkb.ts';

/**
 * Columns from lines in WKB, without a GeoJSON object a position; as `linesFromGeoJson`: a MultiLineString gives a line for
 * each of its parts, null none, `source[i]` is the index of the geometry that line i came from, heights are left out.
 * Throws an Error for another type, with its index, and for bytes that end too soon.
 */
export function linesFromWkb(geometries: readonly (Uint8Array | null)[]): Lines & { source: Uint32Array } {
  const places = { lon: new Float64Array(0), lat: new Float64Array(0), length: 0 };
  const first = [0];
  const source: number[] = [];
  let positions = 0;
  for (const bytes of geometries) if (bytes !== null) positions += bytes.length >> 4;
  places.lon = new Float64Array(positions);
  places.lat = new Float64Array(positions);
  geometries.forEach((bytes, i) => {
    if (bytes === null) return;
    const end = plainEnd(bytes);
    if (end > 0) readPlain(bytes, end, places);
    else {
      const geometry = decodeWkb(bytes);
      if (geometry.type !== 'LineString' && geometry.type !== 'MultiLineString')
        throw new Error(`expected a line at ${i}, got a ${geometry.type}`);
      const parts = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
      for (const part of parts) {
        for (const [lon, lat] of part) {
          places.lon[places.length] = lon;
          places.lat[places.length++] = lat;
        }
        first.push(places.length);
        source.push(i);
      }
      return;
    }
    first.push(places.length);
    source.push(i);
  });
  return {
    lon: places.lon.slice(0, places.length),
    lat: places.lat.slice(0, places.length),
    first: Uint32Array.from(first),
    source: Uint32Array.from(source)
  };
}

/** Where a flat little-endian LineString, as `encodeWkb` writes it, ends; 0 for anything else. */
function plainEnd(bytes: Uint8Array): number {
  if (bytes.length < 9 || bytes[0] !== 1 || bytes[1] !== 2 || bytes[2] !== 0 || bytes[3] !== 0) return 0;
  if (bytes[4] !== 0) return 0;
  const count = bytes[5] + 0x100 * bytes[6] + 0x10000 * bytes[7] + 0x1000000 * bytes[8];
  return 9 + 16 * count <= bytes.length ? 9 + 16 * count : 0;
}

function readPlain(
  bytes: Uint8Array,
  end: number,
  places: { lon: Float64Array; lat: Float64Array; length: number }
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = places.length;
  for (let k = 9; k < end; k += 16) {
    places.lon[at] = view.getFloat64(k, true);
    places.lat[at++] = view.getFloat64(k + 8, true);
  }
  places.length = at;
}
