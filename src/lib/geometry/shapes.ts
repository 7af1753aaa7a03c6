import type { LineString, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { area } from '@turf/turf';

/** Points as columns: item i is at `lon[i], lat[i]` (WGS84 degrees). */
export interface Points {
  lon: Float64Array;
  lat: Float64Array;
}

/** Lines as columns: line i runs through the vertices `first[i] … first[i + 1] - 1`. */
export interface Lines extends Points {
  /** Length n + 1. */
  first: Uint32Array;
}

/**
 * Polygons as columns. Shape i has the parts `shapeFirst[i] … shapeFirst[i + 1] - 1`, part p the rings
 * `partFirst[p] … partFirst[p + 1] - 1` (the first is the shell, the others are holes), ring r the vertices
 * `ringFirst[r] … ringFirst[r + 1] - 1`, closed (last vertex equals the first).
 */
export interface Polygons extends Points {
  shapeFirst: Uint32Array;
  partFirst: Uint32Array;
  ringFirst: Uint32Array;
}

/**
 * Columns from GeoJSON polygons; shape i is geometry i. A ring that is not closed is closed; null gives a shape
 * without parts, so that indexes stay those of the table. Heights are left out.
 */
export function polygonsFromGeoJson(geometries: readonly (Polygon | MultiPolygon | null)[]): Polygons {
  const lon: number[] = [];
  const lat: number[] = [];
  const shapeFirst = [0];
  const partFirst = [0];
  const ringFirst = [0];
  for (const geometry of geometries) {
    const parts = !geometry
      ? []
      : geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.coordinates;
    for (const rings of parts) {
      if (rings.length === 0) continue;
      for (const ring of rings) {
        pushPositions(ring, lon, lat);
        const last = ring[ring.length - 1];
        if (last && (last[0] !== ring[0][0] || last[1] !== ring[0][1])) pushPositions([ring[0]], lon, lat);
        ringFirst.push(lon.length);
      }
      partFirst.push(ringFirst.length - 1);
    }
    shapeFirst.push(partFirst.length - 1);
  }
  return {
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    shapeFirst: Uint32Array.from(shapeFirst),
    partFirst: Uint32Array.from(partFirst),
    ringFirst: Uint32Array.from(ringFirst)
  };
}

/**
 * Columns from GeoJSON lines. A MultiLineString gives a line for each of its parts, null none: `source[i]` is the
 * index of the geometry that line i came from. Heights are left out.
 */
export function linesFromGeoJson(
  geometries: readonly (LineString | MultiLineString | null)[]
): Lines & { source: Uint32Array } {
  const lon: number[] = [];
  const lat: number[] = [];
  const first = [0];
  const source: number[] = [];
  geometries.forEach((geometry, i) => {
    const parts = !geometry
      ? []
      : geometry.type === 'LineString'
        ? [geometry.coordinates]
        : geometry.coordinates;
    for (const part of parts) {
      pushPositions(part, lon, lat);
      first.push(lon.length);
      source.push(i);
    }
  });
  return {
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    first: Uint32Array.from(first),
    source: Uint32Array.from(source)
  };
}

/** Shape i as GeoJSON: a Polygon where it has one part, else a MultiPolygon (empty where it has none). */
export function polygonToGeoJson(polygons: Polygons, i: number): Polygon | MultiPolygon {
  const parts: Position[][][] = [];
  for (let p = polygons.shapeFirst[i]; p < polygons.shapeFirst[i + 1]; p++) {
    const rings: Position[][] = [];
    for (let r = polygons.partFirst[p]; r < polygons.partFirst[p + 1]; r++)
      rings.push(positions(polygons, polygons.ringFirst[r], polygons.ringFirst[r + 1]));
    parts.push(rings);
  }
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0] }
    : { type: 'MultiPolygon', coordinates: parts };
}

/** Line i as GeoJSON. */
export function lineToGeoJson(lines: Lines, i: number): LineString {
  return { type: 'LineString', coordinates: positions(lines, lines.first[i], lines.first[i + 1]) };
}

/** Area of shape i in m² on the sphere of the WGS84 radius (Turf), holes taken off; 0 for a shape without parts. */
export function shapeAreaM2(polygons: Polygons, i: number): number {
  return area(polygonToGeoJson(polygons, i));
}

function pushPositions(from: readonly Position[], lon: number[], lat: number[]): void {
  for (const position of from) {
    lon.push(position[0]);
    lat.push(position[1]);
  }
}

function positions(points: Points, from: number, to: number): Position[] {
  const out: Position[] = [];
  for (let k = from; k < to; k++) out.push([points.lon[k], points.lat[k]]);
  return out;
}
