import { cellToLatLng, polygonToCells } from 'h3-js';
import type { Polygons } from '../geometry/shapes.ts';
import { innerPoint } from './inner-point.ts';
import { PlaceList, type Places } from './places.ts';
import type { Units } from './units.ts';

/** Cells of about 0.015 km², 130 m across. https://h3geo.org/docs/core-library/restable */
export const RESOLUTION = 10;

/** Rings of one part as h3 wants them, [longitude, latitude]. */
function ringsOf(shape: Polygons, part: number): number[][][] {
  const rings: number[][][] = [];
  for (let ring = shape.partFirst[part]; ring < shape.partFirst[part + 1]; ring++) {
    const vertices: number[][] = [];
    for (let i = shape.ringFirst[ring]; i < shape.ringFirst[ring + 1]; i++) {
      vertices.push([shape.lon[i], shape.lat[i]]);
    }
    rings.push(vertices);
  }
  return rings;
}

/**
 * H3 cells of resolution 10 whose centre lies in one of `communities`, each a place at its centre and all of one
 * weight, without those whose centre `livesNobody` says is land that nobody lives on, save where a unit has no others. A
 * unit that holds no cell's centre gets a place of its own inside it; one without a shape gets none.
 */
export function placeHexagons(
  units: Units,
  communities: number[],
  livesNobody: (lon: number, lat: number) => boolean
): Places {
  const list = new PlaceList();
  const spare = new PlaceList();
  for (const unit of communities) {
    if (units.shape.shapeFirst[unit] === units.shape.shapeFirst[unit + 1]) continue;
    const cells = new Set<string>();
    for (let part = units.shape.shapeFirst[unit]; part < units.shape.shapeFirst[unit + 1]; part++) {
      for (const cell of polygonToCells(ringsOf(units.shape, part), RESOLUTION, true)) cells.add(cell);
    }
    for (const cell of [...cells].sort()) {
      const [lat, lon] = cellToLatLng(cell);
      (livesNobody(lon, lat) ? spare : list).add(lon, lat, unit, 1);
    }
    if (cells.size === 0) {
      const [lon, lat] = innerPoint(units.shape, unit);
      list.add(lon, lat, unit, 1);
    }
  }
  return list.orElse(spare);
}
