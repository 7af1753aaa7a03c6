/** Base maps of a larger scale than 1:5,000 over more than 25 km² in one piece are secret (自然资发〔2020〕95号). */
const SECRET_SCALE = 5000;
const SECRET_KM2 = 25;

/** A pixel of a map as cartography counts it (OGC): 0.28 mm. */
const PIXEL_M = 0.00028;
const EARTH_M = 40075016.68557849;

/** Scale number (5000 for 1:5,000) of a web map's zoom with tiles of 256 pixels, at a latitude. */
export function scaleOf(zoom: number, latitude: number): number {
  return (EARTH_M * Math.cos((latitude * Math.PI) / 180)) / (256 * 2 ** zoom) / PIXEL_M;
}

/** Area in km² of a box of degrees, on the sphere. */
export function areaOfBox([west, south, east, north]: readonly [number, number, number, number]): number {
  const radius = EARTH_M / (2 * Math.PI) / 1000;
  const rad = Math.PI / 180;
  return radius * radius * (east - west) * rad * (Math.sin(north * rad) - Math.sin(south * rad));
}

/** Whether a map of this zoom (256-pixel tiles) over this box is of the kind that is secret. */
export function isSecretScale(zoom: number, box: readonly [number, number, number, number]): boolean {
  return scaleOf(zoom, (box[1] + box[3]) / 2) < SECRET_SCALE && areaOfBox(box) > SECRET_KM2;
}
