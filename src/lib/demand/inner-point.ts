import type { Polygons } from '../geometry/shapes.ts';

interface Ring {
  /** Twice the area, without sign, in square degrees. */
  area: number;
  lon: number;
  lat: number;
}

/** Area and centroid of one ring, worked out from its first vertex to keep digits. */
function ringCentroid(shape: Polygons, ring: number): Ring {
  const first = shape.ringFirst[ring];
  const last = shape.ringFirst[ring + 1] - 1;
  const lon0 = shape.lon[first];
  const lat0 = shape.lat[first];
  let area = 0;
  let lon = 0;
  let lat = 0;
  for (let i = first; i < last; i++) {
    const x = shape.lon[i] - lon0;
    const y = shape.lat[i] - lat0;
    const nextX = shape.lon[i + 1] - lon0;
    const nextY = shape.lat[i + 1] - lat0;
    const cross = x * nextY - nextX * y;
    area += cross;
    lon += (x + nextX) * cross;
    lat += (y + nextY) * cross;
  }
  if (area === 0) return { area: 0, lon: lon0, lat: lat0 };
  return { area: Math.abs(area), lon: lon0 + lon / (3 * area), lat: lat0 + lat / (3 * area) };
}

/**
 * Centroid by area of shape `index`: all its parts, less their holes. turf's `centerOfMass` is not used because it
 * runs the rings of a polygon together as one and takes several parts by their convex hull.
 * A shape without area gives its first vertex.
 */
export function areaCentroid(shape: Polygons, index: number): [lon: number, lat: number] {
  let area = 0;
  let lon = 0;
  let lat = 0;
  for (let part = shape.shapeFirst[index]; part < shape.shapeFirst[index + 1]; part++) {
    for (let ring = shape.partFirst[part]; ring < shape.partFirst[part + 1]; ring++) {
      const found = ringCentroid(shape, ring);
      const signed = ring === shape.partFirst[part] ? found.area : -found.area;
      area += signed;
      lon += signed * found.lon;
      lat += signed * found.lat;
    }
  }
  if (area > 0) return [lon / area, lat / area];
  const vertex = shape.ringFirst[shape.partFirst[shape.shapeFirst[index]]];
  return [shape.lon[vertex], shape.lat[vertex]];
}

/** Longitudes at which the outline of shape `index` crosses a latitude, ascending: inside between the 1st and 2nd, the 3rd and 4th … */
function crossings(shape: Polygons, index: number, lat: number): number[] {
  const found: number[] = [];
  const firstRing = shape.partFirst[shape.shapeFirst[index]];
  const endRing = shape.partFirst[shape.shapeFirst[index + 1]];
  for (let ring = firstRing; ring < endRing; ring++) {
    for (let i = shape.ringFirst[ring]; i < shape.ringFirst[ring + 1] - 1; i++) {
      if (shape.lat[i] <= lat === shape.lat[i + 1] <= lat) continue;
      const t = (lat - shape.lat[i]) / (shape.lat[i + 1] - shape.lat[i]);
      found.push(shape.lon[i] + t * (shape.lon[i + 1] - shape.lon[i]));
    }
  }
  return found.sort((a, b) => a - b);
}

/** Middle of the widest stretch inside shape `index` at a latitude, null where the latitude misses the shape. */
function middleAt(shape: Polygons, index: number, lat: number): [number, number] | null {
  const found = crossings(shape, index, lat);
  let widest = -1;
  for (let i = 0; i + 1 < found.length; i += 2) {
    if (widest < 0 || found[i + 1] - found[i] > found[widest + 1] - found[widest]) widest = i;
  }
  return widest < 0 ? null : [(found[widest] + found[widest + 1]) / 2, lat];
}

/** Latitude half-way up the first part of shape `index`. */
function middleLatitude(shape: Polygons, index: number): number {
  const ring = shape.partFirst[shape.shapeFirst[index]];
  let lowest = Infinity;
  let highest = -Infinity;
  for (let i = shape.ringFirst[ring]; i < shape.ringFirst[ring + 1]; i++) {
    lowest = Math.min(lowest, shape.lat[i]);
    highest = Math.max(highest, shape.lat[i]);
  }
  return (lowest + highest) / 2;
}

/**
 * A point that stands for shape `index`: its centroid by area where that lies inside, else the middle of the widest
 * stretch inside at the centroid's latitude (half-way up the first part where that latitude misses every part). The shape must have a part.
 */
export function innerPoint(shape: Polygons, index: number): [lon: number, lat: number] {
  const [lon, lat] = areaCentroid(shape, index);
  const found = crossings(shape, index, lat);
  const before = found.filter((crossing) => crossing <= lon).length;
  if (before % 2 === 1) return [lon, lat];
  return middleAt(shape, index, lat) ?? middleAt(shape, index, middleLatitude(shape, index)) ?? [lon, lat];
}
